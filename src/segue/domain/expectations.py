"""What I expected, as a probability, set beside what happened (DESIGN, Reading a conversation's worth)."""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.domain.follow_through import wilson

ENOUGH = 20
"""Expectations that must have come out before a score is given."""
BINS = 5


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation in percent, and whether it came about."""

    percent: int
    happened: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Expectations between two percentages: how many, how many came about, and the 95 % interval of that share."""

    low: int
    high: int
    count: int
    happened: int
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Score:
    """The Brier score (0 is perfect, 0.25 a coin) of `count` expectations; None while they are too few to say."""

    count: int
    brier: float | None
    bins: tuple[Bin, ...]


def score(expected: Sequence[Expected]) -> Score:
    """The score of these expectations: the mean square of how far each was from what happened."""
    count = len(expected)
    squares = [(each.percent / 100 - each.happened) ** 2 for each in expected]
    return Score(count, sum(squares) / count if count >= ENOUGH else None, tuple(_bins(expected)))


def _bins(expected: Sequence[Expected]) -> list[Bin]:
    width = 100 // BINS
    found = []
    for number in range(BINS):
        low, high = number * width, (number + 1) * width
        inside = [each for each in expected if low <= each.percent < high or each.percent == high == 100]
        happened = sum(each.happened for each in inside)
        found.append(
            Bin(low, high, len(inside), happened, wilson(happened, len(inside)) if len(inside) >= ENOUGH else None)
        )
    return found
