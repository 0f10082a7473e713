"""What somebody does, read from facts: reciprocity, answer times, how specific they are, follow-through.

Pleasant is not real (DESIGN, Reading a conversation's worth): this stands beside what was said, and is never mixed with
it. Counts only, no rate: there are hardly ever the twenty cases that a rate needs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

_LONGEST = timedelta(days=21)
"""A word later than this is a new beginning, no answer."""


@dataclass(frozen=True, slots=True)
class Word:
    """A message between us: when (UTC), and whether from me to them."""

    at: datetime
    out: bool
    message_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody's first word after a word of the other side."""

    asked: Word
    answered: Word

    @property
    def took(self) -> timedelta:
        """How long it took."""
        return self.answered.at - self.asked.at


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Messages both ways, and who began again after three quiet weeks."""

    mine: int
    theirs: int
    begun_by_me: int
    begun_by_them: int


@dataclass(frozen=True, slots=True)
class Answering:
    """How soon one side answers: the median, and the answers behind it, the slowest first."""

    answers: tuple[Answer, ...]

    @property
    def median(self) -> timedelta | None:
        """None where there is no answer to go by."""
        seconds = [answer.took.total_seconds() for answer in self.answers]
        return timedelta(seconds=median(seconds)) if seconds else None


def reciprocity(words: Iterable[Word]) -> Reciprocity:
    """Who writes, and who begins."""
    ordered = _ordered(words)
    begun = [word.out for before, word in zip([None, *ordered], ordered, strict=False) if _begins(before, word)]
    mine = sum(word.out for word in ordered)
    return Reciprocity(mine, len(ordered) - mine, sum(begun), len(begun) - sum(begun))


def answering(words: Iterable[Word], *, mine: bool) -> Answering:
    """How soon one side (`mine`: I) answers the first word of the other that it had not answered."""
    answers: list[Answer] = []
    waiting: Word | None = None
    for word in _ordered(words):
        if word.out is not mine:
            waiting = waiting or word
        elif waiting is not None:
            if word.at - waiting.at <= _LONGEST:
                answers.append(Answer(waiting, word))
            waiting = None
    return Answering(tuple(sorted(answers, key=lambda answer: answer.took, reverse=True)))


def _begins(before: Word | None, word: Word) -> bool:
    return before is None or word.at - before.at > _LONGEST


def _ordered(words: Iterable[Word]) -> Sequence[Word]:
    return sorted(words, key=lambda word: (word.at, word.message_id))
