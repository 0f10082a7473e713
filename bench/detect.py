"""Detection: quality of each act and of due dates on annotated mail and chat (five-fold), and its speed.

    make bench NAME=detect
    python bench/detect.py --markdown     the same as a part of docs/quality.md

Figures of acts come from models and a gate that saw no message of the conversation they are tested on, not from the
shipped model; what those models said lies in `training/out_of_fold.npz`. Intervals: 95 %, 200 bootstrap samples of
conversations. Best F1 is that of the best threshold; shown figures are at the threshold of the showing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import groupby
from pathlib import Path
from time import perf_counter

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from data import Example, annotated  # noqa: E402
from learn import LABELS, best_f1, truth  # noqa: E402
from passing import passing  # noqa: E402
from sklearn.metrics import average_precision_score  # noqa: E402
from train import all_thresholds, passable, texts_and_folds  # noqa: E402

from segue.detect import closer, detect, sentences  # noqa: E402
from segue.detect.judging import Look  # noqa: E402
from segue.detect.model import shipped  # noqa: E402
from segue.detect.what import cue  # noqa: E402
from segue.detect.when import chosen, dues, resolve  # noqa: E402

STORED = ROOT / "training" / "out_of_fold.npz"
SAMPLES = 200
FEWEST = 10


def main(arguments: Sequence[str]) -> None:
    data = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data"))
    if not (data / "acts").is_dir():
        print(f"No annotated sentences in {data}: set SEGUE_DATA to the folder that holds acts/.")
        return
    judged = annotated(data / "acts")
    line = markdown_line if "--markdown" in arguments else plain_line
    for row in (
        *act_rows(judged),
        *closer_rows(judged),
        *due_rows(judged),
        *speed_rows(judged, "first"),
        *speed_rows(judged, "closer"),
    ):
        print(line(row))


def plain_line(row: Sequence[str]) -> str:
    return f"{row[0]:10} {row[1]:22}" + "".join(f"{cell:>20}" for cell in row[2:])


def markdown_line(row: Sequence[str]) -> str:
    ruler = "\n|" + " --- |" * len(row) if row[0] == "kind" else ""
    return "| " + " | ".join(row) + " |" + ruler


def act_rows(judged: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """A line for each act in mail and in chat, of the linear model behind its gate."""
    wanted = truth(judged)
    confidence = stored("linear")
    limits = all_thresholds(confidence, wanted)
    passed = passing(*texts_and_folds(judged), passable(confidence, limits))
    yield from rows_of(judged, np.where(passed[:, None], confidence, 0.0), [limit.shown for limit in limits], "")


def closer_rows(judged: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """The same for both stages together, of the folds that were held out when the network was fitted."""
    look, confidence = closer.shipped(), stored("confidence")
    known = np.flatnonzero(~np.isnan(confidence[:, 0]))
    sums = [shipped().gate.sums(example.sentence, [(0, len(example.sentence))])[0] for example in judged]
    confidence = np.where(np.array(sums)[:, None] >= look.opens, confidence, 0.0)
    shown = [look.thresholds[label].shown for label in LABELS]
    yield from rows_of([judged[at] for at in known], confidence[known], shown, ", both")


def stored(name: str) -> np.ndarray:
    """Confidence in each act of each judged sentence, by models that saw nothing of its fold."""
    with np.load(STORED) as kept:
        found: np.ndarray = kept[name].astype(float)
    return found


def rows_of(
    judged: Sequence[Example], confidence: np.ndarray, shown: Sequence[float], stage: str
) -> Iterator[tuple[str, ...]]:
    """A line for each act that is common enough, in mail, in chat and in both."""
    wanted = truth(judged)
    conversations = np.unique([example.conversation for example in judged], return_inverse=True)[1]
    kinds = np.array([example.around.kind for example in judged])
    yield ("kind", "act", "sentences", "precision shown", "recall shown", "best F1", "average precision")
    for kind, use in (("mail", kinds == "mail"), ("chat", kinds == "chat"), ("all", kinds != "")):
        for at, label in enumerate(LABELS):
            if wanted[use, at].sum() >= FEWEST:
                found = figures(confidence[use, at], wanted[use, at], conversations[use], shown[at])
                yield (kind + stage, label, *found)


def figures(confidence: np.ndarray, wanted: np.ndarray, conversations: np.ndarray, shown_from: float) -> list[str]:
    """The figures of one act, each with its interval."""
    measures: list[Callable[[np.ndarray, np.ndarray], float]] = [
        lambda sure, true: ratio(true & (sure >= shown_from), sure >= shown_from),
        lambda sure, true: ratio(true & (sure >= shown_from), true),
        lambda sure, true: best_f1(sure, true)[0],
        lambda sure, true: float(average_precision_score(true, sure)),
    ]
    samples = list(resampled(conversations))
    return [str(wanted.sum())] + [
        with_interval(
            measure(confidence, wanted), [measure(confidence[s], wanted[s]) for s in samples if wanted[s].any()]
        )
        for measure in measures
    ]


def ratio(part: np.ndarray, whole: np.ndarray) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else float("nan")


def resampled(conversations: np.ndarray) -> Iterator[np.ndarray]:
    """Rows of as many conversations as there are, drawn with replacement."""
    random = np.random.default_rng(0)
    order = np.argsort(conversations, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(conversations[order])) + 1)
    for _ in range(SAMPLES):
        yield np.concatenate([groups[at] for at in random.integers(0, len(groups), len(groups))])


def with_interval(value: float, samples: Sequence[float]) -> str:
    if np.isnan(value):
        return "none shown"
    low, high = np.nanpercentile(samples, [2.5, 97.5])
    return f"{value:.2f} ({low:.2f}-{high:.2f})"


def due_rows(examples: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """How many annotated dates are found: from the annotated phrase, and from the whole sentence."""
    dated = [example for example in examples if example.row["due"]]
    phrase = sum(resolve(row(e)["due_text"], written(e)) == due(e) for e in dated)
    sentence = sum(day_in(example) == due(example) for example in dated)
    undated = [example for example in examples if example.row["due_text"] and not example.row["due"]]
    invented = sum(resolve(row(e)["due_text"], written(e)) is not None for e in undated)
    yield ("kind", "dates", "annotated", "right", "share")
    yield ("due", "of the phrase", str(len(dated)), str(phrase), f"{phrase / len(dated):.3f}")
    yield ("due", "of the sentence", str(len(dated)), str(sentence), f"{sentence / len(dated):.3f}")
    yield ("due", "invented", str(len(undated)), str(invented), f"{invented / len(undated):.3f}")


def row(example: Example) -> dict[str, str]:
    return example.row


def due(example: Example) -> date:
    return date.fromisoformat(example.row["due"])


def written(example: Example) -> date:
    words = example.row["date"]
    return (datetime.fromisoformat(words) if words[:4].isdigit() else parsedate_to_datetime(words)).date()


def day_in(example: Example) -> date | None:
    acts = [act for act in ("promise", "request", "proposal", "offer", "counter") if act in example.acts]
    found = next((match for act in acts if (match := cue(act, example.sentence))), None)
    phrase = chosen(dues(example.sentence, written(example)), found.start() if found else 0)
    return phrase.day if phrase else None


def speed_rows(examples: Sequence[Example], look: Look) -> Iterator[tuple[str, ...]]:
    """Messages and sentences a second on one core, the annotated messages read whole."""
    messages = [list(message) for _, message in groupby(examples, key=lambda e: e.row["id"].rsplit("-", 1)[0])]
    texts = ["\n".join(example.sentence for example in message) for message in messages]
    read(messages[:50], texts, look)
    started = perf_counter()
    acts = read(messages, texts, look)
    seconds = perf_counter() - started
    count = sum(len(sentences(text)) for text in texts)
    yield ("kind", "speed", "messages", "sentences", "acts", "messages/s", "sentences/s")
    yield (
        "speed",
        f"{look} look, one core",
        f"{len(texts):,}",
        f"{count:,}",
        f"{acts:,}",
        f"{len(texts) / seconds:,.0f}",
        f"{count / seconds:,.0f}",
    )


def read(messages: Sequence[Sequence[Example]], texts: Sequence[str], look: Look) -> int:
    found = 0
    for message, text in zip(messages, texts, strict=False):
        first = message[0].row
        found += len(
            detect(
                text,
                speaker=first["speaker"] or "",
                to=first["to"] or "",
                date=None,
                zone_minutes=None,
                before=first["before"] or "",
                kind=first["kind"],
                look=look,
            )
        )
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
