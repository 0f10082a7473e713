"""What the transformer learns from, as windows: the annotated sentences, and public corpora labelled for other ends."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from data import ANNOTATED, conversation, fold_of, lines
from network import vocabulary

from segue.detect.acts import ACTS, WEAK
from segue.detect.windows import Layout, Scene, Window
from segue.detect.wordpiece import Pieces

Row = dict[str, Any]

_AMI_ACTS = "inf sug ass el.inf el.sug el.ass off und bck stl fra oth be.pos be.neg el.und".split()  # noqa: SIM905
MAIN = (*ACTS, *WEAK, "boilerplate")
#: What the shipped network tells; the other labels only help it to learn.
TOLD = (*MAIN, "action_item")
OTHERS = {
    "ami": tuple(f"ami:{name}" for name in _AMI_ACTS),
    "mrda": ("mrda:commit", "mrda:request", "mrda:suggest", "mrda:question"),
    "parakweet": ("parakweet:request",),
    "bc3": ("bc3:commit", "bc3:request", "bc3:propose", "bc3:meet"),
    "mailex": ("mailex:request", "mailex:commit"),
}
LABELS = (*TOLD, *(label for labels in OTHERS.values() for label in labels))
COLUMN = {label: column for column, label in enumerate(LABELS)}

#: A window of talk holds about so many pieces, with so many turns before it as what it answers.
OF_TALK, TURNS_BEFORE = 130, 6

PIECES = Pieces(vocabulary())
LAYOUT = Layout(PIECES)


class Sample:
    """A window with the labels of its sentences. `known` weighs the labels; those nobody looked for weigh nothing."""

    def __init__(
        self, window: Window, rows: Sequence[Any], wanted: np.ndarray, known: np.ndarray, fold: int = -1
    ) -> None:
        self.window, self.rows, self.fold = window, [rows[place] for place in window.places], fold
        self.wanted, self.known = wanted[window.places], known
        self.below: Any = None

    def holds(self, labels: Sequence[str]) -> bool:
        """Whether a sentence of it has one of these labels."""
        return bool(self.wanted[:, [COLUMN[label] for label in labels]].any())


def annotated(data: Path) -> list[list[Row]]:
    """The rows of each annotated message or window, numbered in the order of the file."""
    rows = list(lines(data / "acts" / ANNOTATED))
    for number, row in enumerate(rows):
        row["number"] = number
    return [list(message) for _, message in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0])]


def samples(messages: Sequence[Sequence[Row]]) -> list[Sample]:
    """Windows of annotated messages: a mail by itself, a chat turn by turn behind the turns before it."""
    return [sample for message in messages for sample in _of_message(message)]


def _of_message(message: Sequence[Row]) -> Iterator[Sample]:
    first = message[0]
    fold = fold_of(conversation(first))
    before = first["before"] or ""
    for turn in [message] if first["kind"] == "mail" else _turns(message):
        texts = [row["text"] for row in turn]
        wanted = _wanted([row["acts"] for row in turn])
        for window in LAYOUT.windows(texts, _scene(first, before)):
            yield Sample(window, [row.get("number") for row in turn], wanted, _known(MAIN), fold)
        before = f"{before} {turn[0]['speaker']}: {' '.join(texts)}".strip()


def _turns(message: Sequence[Row]) -> list[list[Row]]:
    return [list(turn) for _, turn in groupby(message, key=lambda row: row["speaker"])]


def _scene(row: Row, before: str) -> Scene:
    subject = row["subject"] or ""
    start = subject.lower()
    return Scene(row["kind"], subject, start.startswith("re:"), start.startswith("fw"), before)


def _wanted(labels: Sequence[Sequence[str]]) -> np.ndarray:
    return np.array([[label in each for label in LABELS] for each in labels], dtype=np.float32)


def _known(labels: Sequence[str], weight: float = 1.0) -> np.ndarray:
    found = np.zeros(len(LABELS), dtype=np.float32)
    found[[COLUMN[label] for label in labels]] = weight
    return found


# --- other corpora ---


def ami(path: Path) -> list[Sample]:
    """AMI meetings: what will be done after the meeting, and dialogue acts."""
    known = _known(["action_item"]) + _known(OTHERS["ami"], 0.3)

    def labels(row: Row) -> list[str]:
        acts = [f"ami:{label[3:]}" for label in row["labels"] if label.startswith("da:")]
        return [*acts, *["action_item"] * row["y"]["action"]]

    found = _talk(path, labels, known)
    column = COLUMN["action_item"]
    for sample in found:
        # One utterance in two hundred: those that are count more, lest the network learn to say never.
        sample.known = np.repeat(known[None], len(sample.wanted), axis=0)
        sample.known[:, column] = np.where(sample.wanted[:, column] > 0, 4.0, 1.5)
    return found


def mrda(path: Path) -> list[Sample]:
    """ICSI meetings: commitments, requests, suggestions, questions."""

    def labels(row: Row) -> list[str]:
        found = [f"mrda:{name}" for name in ("commit", "request", "suggest") if row["y"].get(name)]
        return [*found, *["mrda:question"] * ("basic:Q" in row["labels"])]

    return _talk(path, labels, _known(OTHERS["mrda"]))


def _talk(path: Path, labels: Callable[[Row], Sequence[str]], known: np.ndarray) -> list[Sample]:
    rows = list(enumerate(lines(path)))
    meetings = [list(meeting) for _, meeting in groupby(rows, key=lambda pair: pair[1]["conv_id"])]
    return [sample for meeting in meetings for sample in _of_meeting(meeting, labels, known)]


def _of_meeting(
    meeting: Sequence[tuple[int, Row]], labels: Callable[[Row], Sequence[str]], known: np.ndarray
) -> Iterator[Sample]:
    rows = [row for _, row in meeting]
    start = 0
    while start < len(rows):
        end, length = start, 0
        while end < len(rows) and length < OF_TALK:
            length += 1 + len(PIECES.of(rows[end]["text"], OF_TALK))
            end += 1
        part = rows[start:end]
        turns = {
            at for at in range(len(part)) if start + at == 0 or part[at]["speaker"] != rows[start + at - 1]["speaker"]
        }
        before = " ".join(row["text"] for row in rows[max(0, start - TURNS_BEFORE) : start])
        wanted = _wanted([labels(row) for row in part])
        for window in LAYOUT.windows([row["text"] for row in part], Scene("talk", before=before), turns=turns):
            yield Sample(window, [number for number, _ in meeting[start:end]], wanted, known)
        start = end


def parakweet(folder: Path) -> Iterator[Sample]:
    """Single sentences of mail: whether they ask for something."""
    for name in ("train_parakweet_train.jsonl.xz", "dev_parakweet_test.jsonl.xz"):
        for row in lines(folder / name):
            yield from _mail([row], [["parakweet:request"] * row["y"]["action"]], _known(OTHERS["parakweet"], 0.5))


def bc3(folder: Path) -> Iterator[Sample]:
    """List mail: the share of annotators who saw a commitment, a request, a proposal, a meeting."""
    codes = (("cmt", "commit"), ("req", "request"), ("prop", "propose"), ("meet", "meet"))
    rows = lines(folder / "dev_bc3_email.jsonl.xz")
    for _, message in groupby(rows, key=lambda row: row["id"].rsplit(".", 1)[0]):
        mail = list(message)
        samples = list(_mail(mail, [[]] * len(mail), _known(OTHERS["bc3"])))
        for sample in samples:
            for at, place in enumerate(sample.window.places):
                for code, name in codes:
                    votes = mail[place]["votes"].get(code, 0) / (mail[place]["n_annot"] or 3)
                    sample.wanted[at, COLUMN[f"bc3:{name}"]] = min(1, votes)
        yield from samples


def mailex(folder: Path) -> Iterator[Sample]:
    """Enron mail: requests and commitments."""
    rows = lines(folder / "dev_mailex_sentences.jsonl.xz")
    for _, message in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0]):
        mail = list(message)
        labels = [[f"mailex:{name}" for name in ("request", "commit") if row["y"].get(name)] for row in mail]
        yield from _mail(mail, labels, _known(OTHERS["mailex"]))


def _mail(rows: Sequence[Row], labels: Sequence[Sequence[str]], known: np.ndarray) -> Iterator[Sample]:
    scene = Scene("mail", rows[0].get("subject") or "")
    for window in LAYOUT.windows([row["text"] for row in rows], scene):
        yield Sample(window, [None] * len(rows), _wanted(labels), known)


def first_lessons(folder: Path) -> list[Sample]:
    """Windows of all the other corpora; of the meetings all that hold something rare, and a part of the rest."""
    random = Random(0)
    meetings = [
        each
        for each in ami(folder / "train_ami_train.jsonl.xz")
        if each.holds(["action_item"]) or random.random() < 0.35
    ]
    talks = [
        each
        for each in mrda(folder / "train_mrda_train.jsonl.xz")
        if each.holds(["mrda:commit"]) or random.random() < 0.22
    ]
    return [*meetings, *talks, *parakweet(folder), *bc3(folder), *mailex(folder)]


def meetings(folder: Path) -> list[Sample]:
    """Windows of meetings for action items alone: all that hold one, and some that hold none."""
    found = ami(folder / "train_ami_train.jsonl.xz")
    column = COLUMN["action_item"]
    for sample in found:
        sample.known = np.zeros_like(sample.wanted)
        sample.known[:, column] = np.where(sample.wanted[:, column] > 0, 3.0, 1.0)
    idle = [each for each in found if not each.holds(["action_item"])]
    return [*(each for each in found if each.holds(["action_item"])), *Random(7).sample(idle, 150)]
