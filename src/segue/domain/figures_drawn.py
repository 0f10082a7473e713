"""The published figures of a quarter, each as a sentence, a drawing and its table; what is withheld is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.domain.figures import Measure
from segue.domain.insights.figures import Cell, Figure, Look, Part, Rows, Series, Table, amount, listed

WITHHELD = "withheld"
MOST_DRAWN = 20
"""So many groups stand in a drawing; the table has all."""

_LIFE = tuple(measure for measure in Measure if measure is not Measure.THREADS)
_OF_TEAMS = (Measure.OFFERED, Measure.ACCEPTED, Measure.DECLINED, Measure.DELIVERED, Measure.REPORTED)
_STEPS = {
    "raised-endorsed": "from raised to endorsed",
    "endorsed-offered": "from endorsed to offered to a team",
    "offered-accepted": "from offered to accepted",
    "accepted-delivered": "from accepted to delivered",
    "delivered-reported": "from delivered to reported where it began",
}

Counts = Mapping[str, int]


def drawn(numbers: Mapping[str, Any]) -> list[Figure]:
    """All figures of a quarter, from its published numbers."""
    communities = _groups(numbers, "communities")
    return [_threads(communities), _life(communities), _teams(_groups(numbers, "teams")), _days(numbers["days"])]


def _groups(numbers: Mapping[str, Any], kind: str) -> list[tuple[str, Counts]]:
    """The groups that are shown, and last the others together, where something can be told of them."""
    shown = [(each["name"], each["counts"]) for each in numbers[kind]]
    others = numbers[f"other_{kind}"]
    return [*shown, ("the others together", others)] if others else shown


def _threads(groups: Sequence[tuple[str, Counts]]) -> Figure:
    told = [(name, counts[Measure.THREADS]) for name, counts in groups if Measure.THREADS in counts]
    total = sum(count for _, count in told)
    says = f"{amount(total, 'thread')} began in the groups that can be shown."
    return Figure(
        "threads",
        Part.DONE,
        "Where people talked",
        says if told else "Nothing can be told of any community.",
        Table(("Community", "Threads begun"), tuple((name, count) for name, count in told)),
        _bars_of(told, "threads") if total else None,
    )


def _life(groups: Sequence[tuple[str, Counts]]) -> Figure:
    """What became of purposes: each count of the communities that show it, and the table of them all."""
    sums = {measure: sum(counts.get(measure, 0) for _, counts in groups) for measure in _LIFE}
    known = [measure for measure in _LIFE if sums[measure]]
    told = [(str(measure), sums[measure]) for measure in _LIFE]
    says = f"Purposes, {_as_shown(groups, _LIFE)}: {listed(f'{sums[measure]} {measure}' for measure in known)}."
    return Figure(
        "purposes",
        Part.DONE,
        "What conversations led to",
        says if known else "No purpose can be told of.",
        _table("Community", groups, _LIFE),
        _bars_of(told, "purposes") if known else None,
    )


def _teams(groups: Sequence[tuple[str, Counts]]) -> Figure:
    """What teams said to what they were offered, and what came of it."""
    told = [(name, counts) for name, counts in groups if Measure.ACCEPTED in counts][:MOST_DRAWN]
    series = [
        Series(str(measure), look, tuple(counts.get(measure, 0) for _, counts in told))
        for measure, look in ((Measure.ACCEPTED, Look.MOVED), (Measure.DECLINED, Look.PLAIN))
    ]
    some = [each for each in series if any(each.counts)]
    sums = {measure: sum(counts.get(measure, 0) for _, counts in groups) for measure in _OF_TEAMS}
    counted = listed(f"{count} {measure}" for measure, count in sums.items() if count)
    says = f"Purposes, {_as_shown(groups, _OF_TEAMS)}: {counted}."
    return Figure(
        "teams",
        Part.DONE,
        "What teams took on",
        says if any(sums.values()) else "No team can be told of.",
        _table("Team", groups, _OF_TEAMS),
        Rows(tuple(name for name, _ in told), tuple(some)) if some else None,
    )


def _days(days: Mapping[str, int | None]) -> Figure:
    known = [(words, days[key] or 0) for key, words in _STEPS.items() if days.get(key) is not None]
    told = [f"{amount(count, 'day')} {words}" for words, count in known]
    rows: list[tuple[str, Cell]] = [
        (words, WITHHELD if days.get(key) is None else days[key] or 0) for key, words in _STEPS.items()
    ]
    return Figure(
        "days",
        Part.DONE,
        "How long it took",
        f"Half took at most {listed(told)}." if told else "Too few purposes for a median: it takes twenty.",
        Table(("Step", "Days, median of the whole organisation"), tuple(rows)),
        _bars_of(known, "days") if any(count for _, count in known) else None,
    )


def _as_shown(groups: Iterable[tuple[str, Counts]], measures: Iterable[Measure]) -> str:
    """Whether what is added up lacks something that is withheld."""
    lacks = any(measure not in counts for _, counts in groups for measure in measures)
    return "as far as it can be shown" if lacks else "in the groups that can be shown"


def _bars_of(told: Iterable[tuple[str, int]], what: str) -> Rows:
    some = list(told)[:MOST_DRAWN]
    return Rows(tuple(name for name, _ in some), (Series(what, Look.PLAIN, tuple(count for _, count in some)),))


def _table(first: str, groups: Iterable[tuple[str, Counts]], measures: Iterable[Measure]) -> Table:
    columns = tuple(measures)
    return Table(
        (first, *columns), tuple((name, *(counts.get(each, WITHHELD) for each in columns)) for name, counts in groups)
    )
