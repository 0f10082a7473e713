"""A figure: a sentence first, a drawing second, and the table behind it.

What is drawn is told here as numbers; `formats.charts` makes a picture of it. A rate, a median or a score stands only
from twenty cases on (ENOUGH); below that there are counts and single dots. Nothing is worded as a cause.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from segue.domain.follow_through import ENOUGH


class Part(StrEnum):
    """What a figure is about. What I felt, what they felt and what was done are never mixed."""

    LOAD = "load"
    DONE = "done"
    FELT = "felt"
    EXPECTED = "expected"
    BREADTH = "breadth"


class Look(StrEnum):
    """How a kind of thing is drawn: a pattern and a colour, so that neither stands alone."""

    KEPT = "kept"
    MOVED = "moved"
    LATE = "late"
    BROKEN = "broken"
    LET_GO = "let-go"
    OPEN = "open"
    PLAIN = "plain"
    OTHER = "other"


Cell = str | int | float
"""What stands in a table; "" where nothing is known."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a drawing."""

    columns: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of dots, each a case."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Dots on one scale, in this unit, that begins at 0."""

    unit: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of thing, counted at each place of an axis."""

    name: str
    look: Look
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts at each place of an axis, one on top of the other or, with `beside`, side by side."""

    places: tuple[str, ...]
    series: tuple[Series, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A bar to the right for each name, made of the counts of the series at its place."""

    names: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Cases that were held equally likely: how likely (0 to 1), how often it happened, and the 95 % interval."""

    said: float
    happened: float
    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was said beside what happened: points where there are enough cases, else each by itself."""

    points: tuple[Point, ...]
    single: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Counts over time, a line for each name."""

    places: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


Drawing = Strips | Bars | Rows | Reliability | Lines


@dataclass(frozen=True, slots=True)
class Figure:
    """`says`: what there is to be seen, in a sentence; `drawing` is None where there is nothing to draw."""

    key: str
    part: Part
    title: str
    says: str
    table: Table
    drawing: Drawing | None = None


def stacked(places: Sequence[str], series: Sequence[Series], first: str) -> Table:
    """The table of counts at places: a row for each place, a column for each series; `first` heads the places."""
    columns = (first, *(each.name for each in series))
    return Table(columns, tuple(_row(place, at, series) for at, place in enumerate(places)))


def _row(place: str, at: int, series: Sequence[Series]) -> list[Cell]:
    return [place, *(each.counts[at] for each in series)]


def middle(values: Sequence[float]) -> float | None:
    """The median, from twenty cases on."""
    return median(values) if len(values) >= ENOUGH else None


def amount(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 talk, 2 talks."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def listed(parts: Iterable[str]) -> str:
    """Some words in a row: a, b and c."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True, slots=True)
class Periods:
    """Equal stretches of days up to today: weeks that begin on Monday, or months where these would be too many."""

    begins: tuple[date, ...]
    monthly: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The weeks by their Monday, the months by name: "23 Nov", "Nov 2026"."""
        return tuple(f"{day:%b %Y}" if self.monthly else f"{day.day} {day:%b}" for day in self.begins)

    def index(self, day: date) -> int | None:
        """In which of them a day lies; None before the first."""
        found = [number for number, begin in enumerate(self.begins) if begin <= day]
        return found[-1] if found else None

    def counted(self, days: Iterable[date]) -> tuple[int, ...]:
        """How many of these days lie in each."""
        at = [self.index(day) for day in days]
        return tuple(at.count(number) for number in range(len(self.begins)))


_MOST_WEEKS = 27


def periods(since: date, today: date) -> Periods:
    """The periods from the one in which `since` lies until today."""
    weeks = [since - timedelta(days=since.weekday())]
    while weeks[-1] + timedelta(days=7) <= today:
        weeks.append(weeks[-1] + timedelta(days=7))
    if len(weeks) <= _MOST_WEEKS:
        return Periods(tuple(weeks), monthly=False)
    months = [since.replace(day=1)]
    while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= today:
        months.append(following)
    return Periods(tuple(months), monthly=True)
