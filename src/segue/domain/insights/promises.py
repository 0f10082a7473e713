"""Figures of promises: what became of mine and of theirs, who keeps their word, and what I owe at present."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from segue.domain.follow_through import GOOD, SETTLED, Outcome
from segue.domain.insights.figures import (
    Bars,
    Figure,
    Look,
    Part,
    Periods,
    Rows,
    Series,
    Table,
    amount,
    listed,
    stacked,
)

_KINDS = {
    Outcome.ON_TIME: Look.KEPT,
    Outcome.MOVED: Look.MOVED,
    Outcome.LATE: Look.LATE,
    Outcome.RENEGED: Look.BROKEN,
    Outcome.LAPSED: Look.LET_GO,
    Outcome.OPEN: Look.OPEN,
}
_WORDS = {
    Outcome.ON_TIME: "kept on time",
    Outcome.MOVED: "moved in time",
    Outcome.LATE: "kept late",
    Outcome.RENEGED: "not kept",
    Outcome.LAPSED: "let go",
    Outcome.OPEN: "open",
}


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise: the day on which it was given, and what became of it."""

    on: date
    outcome: Outcome


def promises(key: str, whose: str, given: Sequence[Promised], weeks: Periods, *, cut: bool = False) -> Figure:
    """What became of promises, by when they were given. `cut`: there are more, older ones, that were not looked at."""
    known = [each for each in given if each.outcome in _KINDS]
    series = tuple(
        Series(_WORDS[outcome], look, weeks.counted(each.on for each in known if each.outcome is outcome))
        for outcome, look in _KINDS.items()
        if any(each.outcome is outcome for each in known)
    )
    settled = [each for each in known if each.outcome in SETTLED]
    kept = sum(each.outcome in GOOD for each in settled)
    rest = [
        f"{count} {_WORDS[outcome]}"
        for outcome in (Outcome.LATE, Outcome.RENEGED, Outcome.LAPSED, Outcome.OPEN)
        if (count := sum(each.outcome is outcome for each in known))
    ]
    says = f"{kept} of {amount(len(settled), 'promise')} that came to something kept on time or moved in time"
    if not settled:
        says = f"{amount(len(known), 'promise')}, nothing of it settled yet"
    says = f"{says}; {listed(rest)}." if rest else f"{says}."
    if cut:
        says += f" Only the latest {len(given)} are looked at."
    first = "Given in" if weeks.monthly else "Given in the week of"
    return Figure(
        key,
        Part.DONE,
        f"Promises of {whose}",
        says if known else "None was given in this time.",
        stacked(weeks.labels, series, first),
        Bars(weeks.labels, series) if known else None,
    )


def keepers(people: Sequence[tuple[str, Sequence[Outcome]]]) -> Figure:
    """Those who keep their word, and what became of the promises of each."""
    names = tuple(name for name, _ in people)
    series = tuple(
        Series(_WORDS[outcome], look, tuple(list(found).count(outcome) for _, found in people))
        for outcome, look in _KINDS.items()
        if any(outcome in found for _, found in people)
    )
    says = f"{amount(len(people), 'person', 'people')} kept a promise to you."
    return Figure(
        "keepers",
        Part.DONE,
        "Who keeps their word",
        says if people else "Nobody has kept a promise to you that Segue knows of.",
        stacked(names, series, "Who"),
        Rows(names, series) if people else None,
    )


def load(due: Sequence[date | None], late: int, today: date) -> Figure:
    """What I have promised and not done, by when it is due; `late` of these are over their date."""
    ends = (("today", today), ("within a week", today + timedelta(days=7)), ("later", date.max))
    counts, rest = [("late", late)], [day for day in due if day and day >= today]
    for words, end in ends:
        counts.append((words, sum(day <= end for day in rest)))
        rest = [day for day in rest if day > end]
    counts.append(("no date", sum(day is None for day in due)))
    places, numbers = zip(*counts, strict=True)
    says = f"You have {amount(len(due), 'open promise')}" + (f", {late} late." if late else ".")
    series = Series("promises", Look.PLAIN, tuple(numbers))
    drawing = Bars(tuple(places), (series,)) if due else None
    return Figure("load", Part.LOAD, "What you owe", says, Table(("Due", "Promises"), tuple(counts)), drawing)
