"""Figures of talks: the hours in them and what came of it, how I rated them, how soon what was agreed was done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from segue.domain.commitments import OPEN, State
from segue.domain.insights.figures import (
    Bars,
    Figure,
    Look,
    Part,
    Rows,
    Series,
    Strip,
    Strips,
    Table,
    amount,
    listed,
    middle,
    stacked,
)
from segue.domain.today.facts import Ending

GREAT = 4
"""A rating from which a talk was a great one, of 5."""
_A_DAY = timedelta(hours=8)
"""At most this much of a calendar's day is conversation."""


class CameOf(StrEnum):
    """What came of a talk. An honest close is an outcome like another; enjoyed never counts as an opportunity."""

    DONE = "something was done"
    UNDER_WAY = "under way"
    CLOSED = "honest close"
    ENJOYED = "enjoyed"
    NOTHING = "came to nothing"
    UNFINISHED = "not wrapped up"


_LOOKS = {
    CameOf.DONE: Look.KEPT,
    CameOf.UNDER_WAY: Look.MOVED,
    CameOf.CLOSED: Look.PLAIN,
    CameOf.ENJOYED: Look.OTHER,
    CameOf.NOTHING: Look.BROKEN,
    CameOf.UNFINISHED: Look.OPEN,
}
_NOWHERE = (CameOf.NOTHING, CameOf.UNFINISHED)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that was held. `fates`: the states of what was agreed in it; times are UTC."""

    begins: datetime
    ends: datetime
    ending: Ending | None
    rating: int | None = None
    fates: tuple[State, ...] = ()

    @property
    def hours(self) -> float:
        """Its length, at most eight hours of each day; 0 where it is not known."""
        span = max(timedelta(), self.ends - self.begins)
        days = span // timedelta(days=1) + 1
        return min(span, _A_DAY * days) / timedelta(hours=1)

    @property
    def came_of(self) -> CameOf:
        """What came of it, by what was done, never by how it felt."""
        if self.ending is Ending.CLOSED:
            return CameOf.CLOSED
        if any(fate in (State.KEPT, State.REPORTED) for fate in self.fates):
            return CameOf.DONE
        if self.ending is Ending.ENJOYED:
            return CameOf.ENJOYED
        if any(fate in OPEN for fate in self.fates):
            return CameOf.UNDER_WAY
        if self.ending is Ending.NEXT_STEP:
            return CameOf.NOTHING if self.fates else CameOf.UNDER_WAY
        return CameOf.UNFINISHED


def hours(talks: Sequence[Talk]) -> Figure:
    """The hours in conversation, and what came of them; each dot is a talk."""
    of: dict[CameOf, list[float]] = {each: [] for each in CameOf}
    for talk in talks:
        of[talk.came_of].append(talk.hours)
    rows = tuple((str(each), len(found), _sum(found)) for each, found in of.items())
    strips = tuple(Strip(str(each), tuple(found)) for each, found in of.items() if found)
    nowhere = [length for each in _NOWHERE for length in of[each]]
    lengths = [length for found in of.values() for length in found]
    says = (
        f"{_sum(lengths):g} h in {amount(len(talks), 'talk')}: {_told(of)}."
        + (f" {_sum(nowhere):g} h of it led nowhere yet." if nowhere else "")
        if talks
        else "No talk was held in this time."
    )
    table = Table(("What came of it", "Talks", "Hours"), rows)
    title = "Hours in conversation, and what came of them"
    return Figure("hours", Part.DONE, title, says, table, Strips("h", strips) if talks else None)


def great(talks: Sequence[Talk]) -> Figure:
    """What the talks that I rated highly came to: what was done, set apart from the rating that chose them."""
    chosen = [talk for talk in talks if (talk.rating or 0) >= GREAT]
    counted = Counter(talk.came_of for talk in chosen)
    series = tuple(Series(str(each), _LOOKS[each], (counted[each],)) for each in CameOf if counted[each])
    says = (
        f"{amount(len(chosen), 'talk')} that you rated {GREAT} or 5: {_told(counted)}."
        if chosen
        else "No talk of this time is rated 4 or 5."
    )
    table = Table(("What came of it", "Talks"), tuple((str(each), counted[each]) for each in CameOf))
    drawing = Rows(("rated 4 or 5",), series) if chosen else None
    return Figure("great", Part.DONE, "What great conversations came to", says, table, drawing)


def ratings(talks: Sequence[Talk]) -> Figure:
    """How I rated them: mine alone."""
    counted = Counter(talk.rating for talk in talks if talk.rating)
    marks = tuple(f"{mark} of 5" for mark in range(1, 6))
    series = Series("talks", Look.PLAIN, tuple(counted[mark] for mark in range(1, 6)))
    says = f"You rated {counted.total()} of {amount(len(talks), 'talk')}." if counted else "No talk is rated yet."
    table = stacked(marks, [series], "Your rating")
    drawing = Bars(marks, (series,)) if counted else None
    return Figure("ratings", Part.FELT, "How you rated your talks", says, table, drawing)


def done_after(mine: Sequence[float], theirs: Sequence[float]) -> Figure:
    """How many days after a talk what was agreed in it was done, by me and by them."""
    sides = {"by you": sorted(mine), "by them": sorted(theirs)}
    count = len(mine) + len(theirs)
    told = [
        f"half of what was done {side} was done within {middle(days):.0f} days"
        for side, days in sides.items()
        if middle(days)
    ]
    says = f"{amount(count, 'next step')} agreed in talks {'was' if count == 1 else 'were'} done" if count else ""
    table = Table(
        ("Done", "Days after the talk"), tuple((side, round(day, 1)) for side, days in sides.items() for day in days)
    )
    strips = tuple(Strip(side, tuple(days)) for side, days in sides.items() if days)
    return Figure(
        "done-after",
        Part.DONE,
        "How soon next steps were done",
        f"{listed([says, *told])}." if count else "No next step of a talk of this time is done yet.",
        table,
        Strips("days", strips) if count else None,
    )


def _sum(lengths: Sequence[float]) -> float:
    return round(sum(lengths), 1)


def _told(of: dict[CameOf, list[float]] | Counter[CameOf]) -> str:
    counts = ((each, found if isinstance(found, int) else len(found)) for each, found in of.items())
    known = sorted(((each, count) for each, count in counts if count), key=lambda pair: list(CameOf).index(pair[0]))
    return listed(f"{count} {_WORDS[each]}" for each, count in known)


_WORDS = {
    CameOf.DONE: "led to something done",
    CameOf.UNDER_WAY: "under way",
    CameOf.CLOSED: "honestly closed",
    CameOf.ENJOYED: "enjoyed, nothing expected",
    CameOf.NOTHING: "came to nothing",
    CameOf.UNFINISHED: "not wrapped up",
}
