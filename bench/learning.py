"""Learning: what an owner's answers do to precision and recall of what is shown, after 0, 20, 50, 100 and 200 of them.

    make bench NAME=learning
    python bench/learning.py --markdown     the same as a part of docs/quality.md

Owners are simulated over the annotated mail and chat: the conversations are split in halves at random, ten times; an
owner answers as annotated in one half, in random order, and what is shown is judged in the other. Of what is unsure the
owner is asked; half of what is shown and wrong is called wrong, three in ten of what is shown and right is done or
moved by hand, the rest is let stand. Confidence comes from models that saw no message of the conversation. "As
annotated" is an owner like those who annotated, of whom there is nothing to learn: it tells what learning may cost.
The others call wrong, besides, what "we" will do, or nearly all that a few people write.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from data import Example, annotated, examples  # noqa: E402
from extra import labelled  # noqa: E402
from learn import LABELS, Matrix, truth  # noqa: E402
from train import all_thresholds, cross_validated  # noqa: E402

from segue.detect.learning import LEARNED, Lesson, Taught, learn  # noqa: E402
from segue.domain.asking import ASKED  # noqa: E402

SPLITS = 10
ANSWERS = (0, 20, 50, 100, 200)
CALLED_WRONG, DONE = 0.5, 0.3
STOOD = 200


class Seen(NamedTuple):
    """A sentence that may be an act, at least likely enough to be asked about."""

    example: Example
    act: str
    confidence: float
    shown_from: float
    annotated: bool

    @property
    def shown(self) -> bool:
        return self.confidence >= self.shown_from

    @property
    def who(self) -> str:
        return str(self.example.row["speaker"])


Owner = Callable[[Seen], bool]
"""Whether a sentence is right in the eyes of an owner."""


def main(arguments: Sequence[str]) -> None:
    data = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data"))
    if not (data / "acts").is_dir():
        print(f"No annotated sentences in {data}: set SEGUE_DATA to the folder that holds acts/.")
        return
    seen = all_seen(data)
    head = ("owner", "answers", "precision shown", "recall shown", "F1", "shown more", "shown less")
    told(head, arguments)
    if "--markdown" in arguments:
        print("|" + " --- |" * len(head))
    for name, owner in owners(seen).items():
        for row in rows_of(name, owner, seen):
            told(row, arguments)


def told(row: Sequence[str], arguments: Sequence[str]) -> None:
    print(f"| {' | '.join(row)} |" if "--markdown" in arguments else "".join(f"{cell:>18}" for cell in row))


def all_seen(data: Path) -> list[Seen]:
    """Every sentence and act from the asking threshold on."""
    judged, more = annotated(data / "acts"), examples(labelled(data))
    wanted = truth(judged)
    confidence, _ = cross_validated(Matrix([*judged, *more]), judged, more)
    limits = all_thresholds(confidence, wanted)
    return [
        Seen(example, act, float(confidence[at, column]), limits[column].shown, bool(wanted[at, column]))
        for at, example in enumerate(judged)
        for act in LEARNED
        if confidence[at, column := LABELS.index(act)] >= limits[column].asked
    ]


def owners(seen: Sequence[Seen]) -> dict[str, Owner]:
    """The simulated owners."""
    people = sorted({each.who for each in seen})
    unheard = set(random.Random(1).sample(people, len(people) // 10))
    return {
        "as annotated": lambda each: each.annotated,
        "not what we will do": lambda each: each.annotated and " we" not in f" {each.example.sentence.lower()}",
        "not what some write": lambda each: each.annotated and each.who not in unheard,
    }


def rows_of(name: str, owner: Owner, seen: Sequence[Seen]) -> Iterator[tuple[str, ...]]:
    """A line for each number of answers: means over the splits."""
    figures: dict[int, list[tuple[float, ...]]] = {count: [] for count in ANSWERS}
    for seed in range(SPLITS):
        answered, judged = halves(seen, seed)
        lessons = list(answers(owner, answered, seed))
        for count in ANSWERS:
            figures[count].append(judged_with(learn(first(lessons, count)), owner, judged))
    for count in ANSWERS:
        precision, recall, f1, more, less = np.mean(figures[count], axis=0)
        yield name, str(count), f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{more:.1f}", f"{less:.1f}"


def halves(seen: Sequence[Seen], seed: int) -> tuple[list[Seen], list[Seen]]:
    """The sentences of one half of the conversations in random order, and those of the other."""
    chance = random.Random(seed)
    conversations = sorted({each.example.conversation for each in seen})
    chance.shuffle(conversations)
    one = set(conversations[: len(conversations) // 2])
    answered = [each for each in seen if each.example.conversation in one]
    chance.shuffle(answered)
    return answered, [each for each in seen if each.example.conversation not in one]


def answers(owner: Owner, seen: Sequence[Seen], seed: int) -> Iterator[Lesson]:
    """What the owner says of these, one after the other."""
    chance = random.Random(seed)
    for each in seen:
        right = owner(each)
        said = (each.act, each.example.sentence, each.who, each.confidence)
        if not each.shown:
            if each.act in ASKED:
                yield Lesson(*said, right, "asked")
        elif chance.random() < (DONE if right else CALLED_WRONG):
            yield Lesson(*said, right, "said")
        else:
            yield Lesson(*said, True, "stood")


def first(lessons: Sequence[Lesson], count: int) -> tuple[Lesson, ...]:
    """The first so many answers, and what was let stand meanwhile."""
    answered = 0
    for at, lesson in enumerate(lessons):
        answered += lesson.how != "stood"
        if answered > count:
            lessons = lessons[:at]
            break
    stood = [lesson for lesson in lessons if lesson.how == "stood"][-STOOD:]
    return (*(lesson for lesson in lessons if lesson.how != "stood"), *stood)


def judged_with(taught: Taught, owner: Owner, seen: Sequence[Seen]) -> tuple[float, ...]:
    """Precision, recall and F1 of what is shown; how many more are shown than without learning, and how many less."""
    right = wrong = missed = more = less = 0
    for each in seen:
        shows = taught.sees(
            each.act, each.example.sentence, each.who,
            confidence=each.confidence, shown=each.shown, threshold=each.shown_from,
        )  # fmt: skip
        is_so = owner(each)
        right, wrong, missed = right + (shows and is_so), wrong + (shows and not is_so), missed + (is_so and not shows)
        more, less = more + (shows and not each.shown), less + (each.shown and not shows)
    found = max(1, right + wrong)
    return right / found, right / max(1, right + missed), 2 * right / (2 * right + wrong + missed), more, less


if __name__ == "__main__":
    main(sys.argv[1:])
