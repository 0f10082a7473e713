"""The figure of answer times: how soon I answer, and how soon they do."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from segue.domain.insights.figures import Bars, Figure, Look, Part, Series, amount, listed, middle, stacked

_HOUR, _DAY = 3600, 86400
_STEPS = (
    ("within an hour", _HOUR),
    ("within a day", _DAY),
    ("within 3 days", 3 * _DAY),
    ("within a week", 7 * _DAY),
    ("within 3 weeks", 21 * _DAY),
)
"""A word later than three weeks is a new beginning, no answer (domain.qualification)."""

Word = tuple[int, int, bool]
"""With which connection, when (seconds), and whether from me."""


def answer_times(words: Iterable[Word]) -> tuple[list[int], list[int]]:
    """How long, in seconds, I took to answer and they took: from the first word that had no answer to the answer.

    The words of one connection stand together, in the order of time.
    """
    mine: list[int] = []
    theirs: list[int] = []
    with_whom, waiting, begun_by_me = -1, 0, False
    longest = _STEPS[-1][1]
    for connection, at, out in words:
        if connection != with_whom:
            with_whom, waiting, begun_by_me = connection, at, out
        elif out is not begun_by_me:
            if at - waiting <= longest:
                (mine if out else theirs).append(at - waiting)
            waiting, begun_by_me = at, out
    return mine, theirs


def answers(mine: Sequence[int], theirs: Sequence[int], days: int) -> Figure:
    """How soon each side answers; of the last `days` days."""
    places = tuple(words for words, _ in _STEPS)
    series = (Series("you", Look.PLAIN, _counted(mine)), Series("they", Look.MOVED, _counted(theirs)))
    halves = (("you gave", "of your", middle(mine)), ("they gave", "of their", middle(theirs)))
    told = [f"{who} half {whose} answers within {_span(half)}" for who, whose, half in halves if half is not None]
    counted = f"{amount(len(mine), 'answer')} of yours and {len(theirs)} of theirs in the last {days} days"
    says = f"{counted}; {listed(told)}." if told else f"{counted}."
    some = mine or theirs
    return Figure(
        "answers",
        Part.DONE,
        "How soon you answer, and they do",
        says if some else f"Nobody answered anybody in the last {days} days, as far as your mail tells.",
        stacked(places, series, "Answered"),
        Bars(places, series, beside=True) if some else None,
    )


def _counted(times: Sequence[int]) -> tuple[int, ...]:
    edges = [-1, *(end for _, end in _STEPS)]
    return tuple(sum(low < each <= high for each in times) for low, high in pairwise(edges))


def _span(seconds: float) -> str:
    if seconds < 2 * _DAY:
        return amount(max(1, round(seconds / _HOUR)), "hour")
    return amount(round(seconds / _DAY), "day")
