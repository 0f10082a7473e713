"""What conversations led to, in fixed quarters, by group: which numbers can be published without telling of a few.

A case (a thread, a purpose) has people behind it: who spoke for it, and who works in the teams that it was offered to.
What is published are counts of cases. What somebody can work out from them by adding and subtracting is, whatever they
do, a vector in the row space of the published counts, all quarters together; it tells of the cases on which it is not
zero. So a count is published only where **every such vector, but the empty one, rests on at least five people on either
side** (`Ledger.allows`). Cases that no published count tells apart form one class. The counts are safe if their rank
stays the same with every class of fewer than five people left out: then no combination rests on such classes alone.

- That is the threshold rule for single cells: one count by itself is a combination, too.
- It is complementary suppression, of linked tables at once: raised less endorsed, a community less its teams, one
  quarter less another, also where a single member came or left between the two.
- No total is published that holds more than what is shown; what is withheld is added up under "the others together"
  where that is safe by the same test, and else left out.
- No number of members is published, no share, nothing per person; a case counts once for each thing that became of it,
  in the quarter when it first did. There are no free ranges, and a published quarter is never counted anew.
- What a group shows is one of a few fixed sets of counts (`LEVELS`). So that something is withheld does not tell which
  count would have given whom away: a choice made count by count could be retraced by who knows the rule.
- A median is told for the organisation as a whole alone, over at least twenty cases with five people on either side,
  in whole days.
- A group of fewer than five members makes no number safe, however many came and went (`case_of`).

Threshold, suppression and differencing: A. Hundepool et al., *Handbook on Statistical Disclosure Control*, second
edition, chapters 4 (magnitude tables, secondary suppression) and 5 (frequency tables, linked tables, differencing),
https://sdctools.github.io/HandbookSDC/. What remains: who knows of one of the cases from inside knows it already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Self

from segue.domain.errors import NotAllowed
from segue.domain.follow_through import ENOUGH

FEWEST = 5
"""People that a published number tells of, at least."""

GRACE = timedelta(days=7)
"""So long after its end a quarter is published by itself."""


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """Three months of a year, in UTC: 2026Q3."""

    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> Self:
        """The quarter of this name; raises NotAllowed for what names none."""
        year, _, number = name.strip().upper().partition("Q")
        if len(year) == 4 and year.isascii() and year.isdigit() and year > "0001" and number in ("1", "2", "3", "4"):
            return cls(int(year), int(number))
        raise NotAllowed(f"“{name[:20]}” is not a quarter; one looks like 2026Q3.")

    @classmethod
    def of(cls, at: datetime) -> Self:
        """The quarter in which a moment lies."""
        at = at.astimezone(UTC)
        return cls(at.year, (at.month + 2) // 3)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def begins(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=UTC)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return (
            datetime(self.year, 3 * self.number + 1, 1, tzinfo=UTC)
            if self.number < 4
            else datetime(self.year + 1, 1, 1, tzinfo=UTC)
        )

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies in it."""
        return at is not None and self.begins <= at < self.ends

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


class Measure(StrEnum):
    """What is counted, in the order of a purpose's life."""

    THREADS = "threads"
    RAISED = "raised"
    ENDORSED = "endorsed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RESTED = "rested"
    DELIVERED = "delivered"
    REPORTED = "reported"


_MAIN = (Measure.THREADS, Measure.RAISED, Measure.ACCEPTED, Measure.DELIVERED)

LEVELS: tuple[tuple[Measure, ...], ...] = (
    tuple(Measure),
    (*_MAIN, Measure.REPORTED),
    _MAIN,
    (Measure.THREADS, Measure.RAISED, Measure.ENDORSED),
    (Measure.THREADS, Measure.RAISED),
    (Measure.THREADS,),
)
"""What is shown of a group: the first of these that is safe, or nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """Who is behind a thread or a purpose: the people who spoke for it, and those of the teams it was offered to.

    `doers` is empty for what no team was ever offered; that tells of no team.
    """

    speakers: frozenset[int] = frozenset()
    doers: frozenset[int] = frozenset()


_NOBODY = frozenset({0})
_GONE = Case(frozenset(), _NOBODY)
"""Something that was counted once and is there no longer: nobody is known to be behind it."""


def case_of(speakers: Iterable[int], members: int, teams: Iterable[frozenset[int]] = ()) -> Case:
    """What is behind a case of a community with so many members, offered to teams of these members.

    Groups of fewer than five make no number safe, however many came and went: nobody is counted behind theirs.
    """
    teams = tuple(teams)
    large = frozenset[int]().union(*(team for team in teams if len(team) >= FEWEST))
    return Case(frozenset(speakers) if members >= FEWEST else frozenset(), large or (_NOBODY if teams else frozenset()))


Cell = frozenset[str]
"""The cases that a count counts, by their keys."""


@dataclass(frozen=True, slots=True)
class Group:
    """A community or a team: its members, and the cases behind each count. One that is not `named` is never shown
    by itself; it counts among the others.
    """

    key: str
    name: str
    members: int
    cells: Mapping[Measure, Cell]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a group: its counts, and for the next quarters' sake the cases behind them."""

    key: str
    name: str
    cells: Mapping[Measure, Cell]

    @property
    def numbers(self) -> dict[str, int]:
        return {measure: len(cell) for measure, cell in self.cells.items()}


class Ledger:
    """All that has been published about some cases, and what may be added to it."""

    def __init__(self, cases: Mapping[str, Case], published: Iterable[Cell] = ()) -> None:
        self.cases = cases
        self.rows: list[Cell] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        self.add(published)

    def allows(self, cells: Iterable[Cell]) -> bool:
        """Whether these counts can be published as well, so that nothing tells of fewer than five."""
        rows = self._linked(dict.fromkeys(cell for cell in cells if cell))
        return all(_rests_on_enough(rows, enough) for enough in (self._speakers, self._doers))

    def add(self, cells: Iterable[Cell]) -> None:
        """They are published."""
        for cell in dict.fromkeys(cells):
            for case in cell:
                self._holding[case].append(len(self.rows))
            self.rows.append(cell)

    def _linked(self, new: Iterable[Cell]) -> list[Cell]:
        """Those counts and all published ones that share cases with them, directly or through others."""
        linked = list(new)
        known: set[int] = set()
        for row in linked:  # which grows while it is walked through
            sharing = {number for case in row for number in self._holding.get(case, ())} - known
            known |= sharing
            linked += [self.rows[number] for number in sorted(sharing)]
        return list(dict.fromkeys(linked))

    def _speakers(self, cases: Collection[str]) -> bool:
        return len(frozenset().union(*(self.cases.get(key, _GONE).speakers for key in cases))) >= FEWEST

    def _doers(self, cases: Collection[str]) -> bool:
        known = [self.cases.get(key, _GONE).doers for key in cases]
        return not all(known) or len(frozenset().union(*known)) >= FEWEST


def _rests_on_enough(rows: Sequence[Cell], enough: Callable[[Collection[str]], bool]) -> bool:
    """Whether every combination of these counts rests on a class of cases that has enough people."""
    profiles: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for case in row:
            profiles[case].append(number)
    classes: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for case, profile in profiles.items():
        classes[tuple(profile)].append(case)
    safe = [profile for profile, cases in classes.items() if enough(cases)]
    return len(safe) == len(classes) or rank(safe) == rank(list(classes))


def rank(vectors: Iterable[tuple[int, ...]]) -> int:
    """The rank of vectors of zeros and ones, each told by where its ones are; exact."""
    basis: dict[int, dict[int, Fraction]] = {}
    for ones in vectors:
        row = {at: Fraction(1) for at in ones}
        while row and (lead := min(row)) in basis:
            times = row[lead]
            for at, value in basis[lead].items():
                left = row.get(at, Fraction(0)) - times * value
                if left:
                    row[at] = left
                else:
                    row.pop(at, None)
        if row:
            lead = min(row)
            basis[lead] = {at: value / row[lead] for at, value in row.items()}
    return len(basis)


def published(groups: Iterable[Group], ledger: Ledger) -> tuple[list[Shown], Shown | None]:
    """What can be shown of each group, the largest first to choose, and of the others together (None: of none).

    What is shown is written into the ledger. A group with fewer than five members is never shown by itself.
    """
    shown, others = [], []
    for group in sorted(groups, key=lambda each: (-each.members, each.key)):
        level = _level(group.cells, ledger) if group.named and group.members >= FEWEST else None
        if level is None:
            others.append(group)
        else:
            shown.append(Shown(group.key, group.name, level))
    together = {
        measure: frozenset[str]().union(*(each.cells.get(measure, frozenset()) for each in others))
        for measure in Measure
        if any(measure in each.cells for each in others)
    }
    rest = _level(together, ledger) or {}
    return shown, Shown("others", "", rest) if any(rest.values()) else None


def _level(cells: Mapping[Measure, Cell], ledger: Ledger) -> dict[Measure, Cell] | None:
    """The most that can be shown of these counts, written into the ledger."""
    for level in LEVELS:
        wanted = {measure: cells[measure] for measure in level if measure in cells}
        if wanted and ledger.allows(wanted.values()):
            ledger.add(wanted.values())
            return wanted
    return None


def typical_days(took: Sequence[timedelta], behind: Iterable[Case]) -> int | None:
    """The median in whole days, over enough cases of enough people on both sides; else None."""
    cases = list(behind)
    speakers = frozenset[int]().union(*(case.speakers for case in cases))
    doers = frozenset[int]().union(*(case.doers for case in cases))
    if len(took) < ENOUGH or len(speakers) < FEWEST or 0 < len(doers) < FEWEST:
        return None
    return round(median(time / timedelta(days=1) for time in took))


def check_over(quarter: Quarter, now: datetime) -> None:
    """Raises NotAllowed for a quarter that is not over."""
    if now < quarter.ends:
        last = (quarter.ends - timedelta(days=1)).date()
        raise NotAllowed(f"{quarter} runs until {last:%-d %B %Y} (UTC); it can be published from the day after.")
