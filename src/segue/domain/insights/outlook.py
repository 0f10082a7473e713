"""Figures of what was expected and what happened, and of the breadth of options."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from segue.domain.expectations import BINS, ENOUGH, Expected, Score, score
from segue.domain.insights.figures import Cell, Figure, Lines, Part, Point, Reliability, Table, amount, listed

_WIDTH = 100 // BINS


def expected(cases: Sequence[Expected]) -> Figure:
    """What I held likely, beside what happened; scored from twenty on."""
    known = score(cases)
    points = tuple(
        Point((each.low + each.high) / 200, each.happened / each.count, each.count, *each.interval)
        for each in known.bins
        if each.interval
    )
    in_points = {each.low for each in known.bins if each.interval}
    single = tuple(
        (case.percent / 100, case.happened)
        for case in cases
        if min(case.percent, 99) // _WIDTH * _WIDTH not in in_points
    )
    rows = tuple(
        (f"{each.low}–{each.high} %", each.count, each.happened, _interval(each.interval)) for each in known.bins
    )
    return Figure(
        "expected",
        Part.EXPECTED,
        "What you expected, and what happened",
        _says(known),
        Table(("You said", "Cases", "It happened", "95 % interval"), rows),
        Reliability(points, single) if cases else None,
    )


def _says(known: Score) -> str:
    if known.brier is None:
        if not known.count:
            return "Nothing that you expected has come out yet. A talk's sheet asks what you expect, and how likely."
        come = f"{amount(known.count, 'expectation')} {'has' if known.count == 1 else 'have'} come out"
        return f"{come}, too few to score: from {ENOUGH} on they are."
    says = f"Brier score {known.brier:.2f} over {known.count} expectations: 0 is perfect, 0.25 is a coin."
    wide = [each for each in known.bins if each.interval]
    for each in sorted(wide, key=lambda each: -abs(each.happened / each.count - (each.low + each.high) / 200))[:1]:
        share = round(100 * each.happened / each.count)
        says += f" You said {each.low} to {each.high} %: it happened {share} % of the time (n = {each.count})."
    return says


def _interval(interval: tuple[float, float] | None) -> str:
    return f"{interval[0] * 100:.0f}–{interval[1] * 100:.0f} %" if interval else ""


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody who could serve a need: from when, and until when it was closed."""

    need: str
    begun_at: datetime
    ended_at: datetime | None

    def live(self, at: datetime) -> bool:
        """Whether they were an option at that moment."""
        return self.begun_at <= at and not (self.ended_at and self.ended_at <= at)


MOST = 4
"""Needs that are drawn; the others stand in the table."""


def breadth(options: Sequence[Option], moments: Sequence[tuple[str, datetime]]) -> Figure:
    """How many live options each need had at these moments, each under its label; the last is the present."""
    serving: dict[str, list[Option]] = defaultdict(list)
    for each in options:
        serving[each.need].append(each)
    names = sorted(serving)
    counted = {name: tuple(sum(each.live(at) for each in serving[name]) for _, at in moments) for name in names}
    most = sorted(names, key=lambda name: (-counted[name][-1], name))
    labels = tuple(label for label, _ in moments)
    told = [f"“{name}” has {amount(counted[name][-1], 'live option')}" for name in most[:MOST]]
    rows: list[list[Cell]] = [[label, *(counted[name][at] for name in most)] for at, label in enumerate(labels)]
    return Figure(
        "breadth",
        Part.BREADTH,
        "Live options for what you look for",
        f"{listed(told)}." if names else "You have not said what you look for.",
        Table(("At the end of", *most), tuple(rows)),
        Lines(labels, tuple((name, counted[name]) for name in most[:MOST])) if names else None,
    )
