"""What the transformer learns from, as windows: the annotated sentences, and public corpora labelled for other ends."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from data import ANNOTATED, conversation, fold_of, lines
from packed import ALONE, PARTS, PLAIN, SOURCES, WHOLE, Packed, compact
from pool import pool
from weights import vocabulary

from segue.detect.acts import ACTS, WEAK
from segue.detect.windows import OWN_PIECES, Layout, Scene, Window
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

#: An utterance by itself stands behind so many others.
SPOKEN_BEFORE = 12
#: So much of what nobody annotated is shown whole, without kind and subject, and sentence by sentence.
SHARES = (0.7, 0.15, 0.15)

#: These are shipped whether they occur or not: any word of them can be cut.
LETTERS = [f"{mark}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789" for mark in ("", "##")]

PIECES = Pieces(vocabulary())
LAYOUT = Layout(PIECES)


class Sample:
    """A window with the labels of its sentences. `known` weighs the labels; those nobody looked for weigh nothing.

    `message` is the number of the message it shows, and `shown` how much of what stands around.
    """

    def __init__(
        self,
        window: Window,
        rows: Sequence[Any],
        wanted: np.ndarray,
        known: np.ndarray,
        *,
        fold: int = -1,
        message: int = 0,
        shown: int = WHOLE,
    ) -> None:
        self.window, self.rows = window, [rows[place] for place in window.places]
        self.fold, self.message, self.shown = fold, message, shown
        self.wanted, self.known = wanted[window.places], np.broadcast_to(known, wanted.shape)[window.places]


def annotated(data: Path) -> list[list[Row]]:
    """The rows of each annotated message or window, numbered in the order of the file."""
    rows = list(lines(data / "acts" / ANNOTATED))
    for number, row in enumerate(rows):
        row["number"] = number
    return [list(message) for _, message in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0])]


def samples(messages: Sequence[Sequence[Row]], shown: Callable[[int], Sequence[int]]) -> list[Sample]:
    """Windows of messages: a mail by itself, a chat turn by turn behind the turns before it.

    `shown` tells for the number of a message in which ways it is shown.
    """
    return [sample for number, message in enumerate(messages) for sample in _of_message(message, number, shown(number))]


def _of_message(message: Sequence[Row], number: int, shown: Sequence[int]) -> Iterator[Sample]:
    first = message[0]
    fold, known = fold_of(conversation(first)), _known(MAIN)
    before = first["before"] or ""
    for turn in [message] if first["kind"] == "mail" else _turns(message):
        texts = [row["text"] for row in turn]
        wanted = _wanted([row["acts"] for row in turn])
        rows = [row.get("number") for row in turn]
        for way in shown:
            for window, at in _windows(texts, first, before, way):
                yield Sample(window, rows[at], wanted[at], known, fold=fold, message=number, shown=way)
        before = f"{before} {turn[0]['speaker']}: {' '.join(texts)}".strip()


def _windows(texts: Sequence[str], first: Row, before: str, shown: int) -> Iterator[tuple[Window, slice]]:
    """Windows shown in that way, and which of the texts their places count."""
    if shown == ALONE:
        for at, text in enumerate(texts):
            yield from ((window, slice(at, at + 1)) for window in LAYOUT.windows([text], Scene()))
    else:
        scene = _scene(first, before) if shown == WHOLE else Scene(before=before)
        yield from ((window, slice(None)) for window in LAYOUT.windows(texts, scene))


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
    """AMI meetings: what will be done after the meeting, and dialogue acts; among other utterances, then one by one."""
    known = _known(["action_item"]) + _known(OTHERS["ami"], 0.3)

    def labels(row: Row) -> list[str]:
        acts = [f"ami:{label[3:]}" for label in row["labels"] if label.startswith("da:")]
        return [*acts, *["action_item"] * row["y"]["action"]]

    found = [*_talk(path, labels, known), *_one_by_one(path, labels, known)]
    column = COLUMN["action_item"]
    for sample in found:
        # One utterance in two hundred: those that are count more, lest the network learn to say never.
        sample.known = sample.known.copy()
        sample.known[:, column] = np.where(sample.wanted[:, column] > 0, 3.0, 1.0)
    return found


def _one_by_one(path: Path, labels: Callable[[Row], Sequence[str]], known: np.ndarray) -> Iterator[Sample]:
    """Each utterance behind those before it, as `segue detect --jsonl` reads a line."""
    for _, rows in groupby(enumerate(lines(path)), key=lambda pair: pair[1]["conv_id"]):
        meeting = list(rows)
        for at, (number, row) in enumerate(meeting):
            before = " ".join(each["text"] for _, each in meeting[max(0, at - SPOKEN_BEFORE) : at])
            for window in LAYOUT.windows([row["text"]], Scene("talk", before=before)):
                yield Sample(window, [number], _wanted([labels(row)]), known, shown=PLAIN)


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
    wanted = _wanted([labels(row) for row in rows])
    for start, window in LAYOUT.talk([row["text"] for row in rows], [row["speaker"] for row in rows]):
        yield Sample(window, [number for number, _ in meeting[start:]], wanted[start:], known)


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
    """Windows of the other corpora, but AMI: all of mail, and of the meetings what holds something rare, and a half."""
    random = Random(0)
    commit = COLUMN["mrda:commit"]
    talks = mrda(folder / "train_mrda_train.jsonl.xz")
    kept = [each for each in talks if each.wanted[:, commit].any() or random.random() < 0.5]
    return [*kept, *parakweet(folder), *bc3(folder), *mailex(folder)]


# --- all of it in arrays ---


def packed(data: Path, judged: Sequence[Sequence[Row]], more: Sequence[Sequence[Row]]) -> Packed:
    """Everything that the networks learn from or are judged by."""
    random = Random(3)
    acts = data / "acts"
    parts = {
        "judged": samples(judged, lambda _: (WHOLE, PLAIN, ALONE)),
        "more": samples(more, lambda _: (WHOLE, PLAIN, ALONE)),
        "pool": samples(pool(data), lambda _: random.choices([WHOLE, PLAIN, ALONE], SHARES)),
        "lessons": first_lessons(acts),
        "meetings": [
            each
            for each in ami(acts / "train_ami_train.jsonl.xz")
            if each.shown == WHOLE or each.wanted[:, COLUMN["action_item"]].any() or random.random() < 0.06
        ],
        "kept": ami(acts / "dev_ami_dev.jsonl.xz"),
    }
    found = [each for part in parts.values() for each in part]
    pieces, names = compact(
        np.concatenate([each.window.pieces for each in found]), vocabulary(), ["[PAD]", "[UNK]", *OWN_PIECES, *LETTERS]
    )
    return Packed(
        names=names,
        labels=list(LABELS),
        told=len(TOLD),
        pieces=pieces,
        starts=_ends(len(each.window.pieces) for each in found),
        first=_ends(len(each.rows) for each in found),
        begin=np.array([begin for each in found for begin, _ in each.window.stretches], np.uint16),
        end=np.array([end for each in found for _, end in each.window.stretches], np.uint16),
        rows=np.array([-1 if row is None else row for each in found for row in each.rows], np.int32),
        source=np.repeat(np.arange(len(SOURCES)), [len(parts[name]) for name in SOURCES]).astype(np.uint8),
        fold=np.array([each.fold for each in found], np.int8),
        message=np.array([each.message for each in found], np.int32),
        shown=np.array([each.shown for each in found], np.uint8),
        wanted=np.concatenate([np.round(each.wanted * PARTS).astype(np.uint8) for each in found]),
        known=np.concatenate([np.round(each.known * PARTS).astype(np.uint8) for each in found]),
    )


def _ends(lengths: Iterable[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(list(lengths))]).astype(np.int64)
