"""The follow-through record of a person, or of myself: what became of the promises, with the list behind.

Only what was once promised counts. A decline is a success, and is shown beside what was kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from math import sqrt

from segue.domain.calendar import Calendar
from segue.domain.commitments import OWED, DueDate, History, Move, Side, State, standing

ENOUGH = 20
"""Promises that must have come to something before a share is given, with its interval."""
_Z = 1.959964  # 95 per cent of a normal distribution lie within


class Outcome(StrEnum):
    """What became of a promise; DECLINED is no promise, and stands beside them."""

    ON_TIME = "kept on time"
    LATE = "kept late"
    MOVED = "moved in time"
    RENEGED = "reneged"
    LAPSED = "lapsed"
    OPEN = "open"
    DECLINED = "declined"


GOOD = frozenset({Outcome.ON_TIME, Outcome.MOVED})
SETTLED = GOOD | {Outcome.LATE, Outcome.RENEGED, Outcome.LAPSED}


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment to be counted: its history, and on whose calendars it runs."""

    id: int
    history: History
    performer: Calendar
    asker: Calendar


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list behind the record; `assumed`: silence was taken for satisfaction."""

    id: int
    outcome: Outcome
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The counts, and the list behind them in the order given."""

    entries: tuple[Entry, ...]

    def count(self, outcome: Outcome) -> int:
        """How many ended so."""
        return sum(entry.outcome is outcome for entry in self.entries)

    @property
    def settled(self) -> int:
        """How many promises have come to something, good or bad."""
        return sum(entry.outcome in SETTLED for entry in self.entries)

    @property
    def kept(self) -> int:
        """How many of these were kept on time, by the first date or by one moved in time."""
        return sum(entry.outcome in GOOD for entry in self.entries)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share kept on time; None under twenty settled promises: too few to say."""
        return wilson(self.kept, self.settled) if self.settled >= ENOUGH else None


def record(commitments: Iterable[Kept], now: datetime) -> Record:
    """The record at `now` of whoever performs these commitments."""
    entries = (_entry(commitment, now) for commitment in commitments)
    return Record(tuple(entry for entry in entries if entry))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share; `trials` must be positive."""
    share, z2 = successes / trials, _Z**2
    middle = share + z2 / (2 * trials)
    reach = _Z * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    scale = 1 + z2 / trials
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def _entry(commitment: Kept, now: datetime) -> Entry | None:
    stands = standing(commitment.history, commitment.asker, now)
    outcome = _outcome(commitment, stands.state)
    return Entry(commitment.id, outcome, stands.assumed) if outcome else None


def _outcome(commitment: Kept, state: State | None) -> Outcome | None:
    """None for what was never promised, or was released by the one who asked."""
    if not commitment.history.ever_promised:
        return Outcome.DECLINED if state is State.DECLINED else None
    if state in OWED or state is State.REPORTED:
        return Outcome.OPEN
    if state is State.KEPT:
        return _how_kept(commitment)
    if state is State.DECLINED:
        return Outcome.RENEGED if _ended_late(commitment) else Outcome.DECLINED
    if state is State.WITHDRAWN:
        return Outcome.RENEGED if commitment.history.moves[-1].by is Side.B else None
    return {State.RENEGED: Outcome.RENEGED, State.LAPSED: Outcome.LAPSED}.get(state) if state else None


def _how_kept(commitment: Kept) -> Outcome:
    agreed = _agreed(commitment.history)
    if _reneged_once(commitment.history) or _was_late(commitment, agreed):
        return Outcome.LATE
    moved = any(date.named_by is Side.B for date in agreed[1:])
    return Outcome.MOVED if moved else Outcome.ON_TIME


def _was_late(commitment: Kept, agreed: tuple[DueDate, ...]) -> bool:
    """A date was over before it was reported done, or before another was agreed in its place."""
    reported = commitment.history.reported_at
    replaced = [*(later.agreed_at for _, later in pairwise(agreed)), reported]
    ends = (commitment.performer.end_of(date.due) for date in agreed)
    return any(at is not None and at >= end for at, end in zip(replaced, ends, strict=False))


def _ended_late(commitment: Kept) -> bool:
    """The date that still held was over when the two sides failed to agree on another."""
    history = commitment.history
    return history.binding is not None and history.moves[-1].at >= commitment.performer.end_of(history.binding)


def _reneged_once(history: History) -> bool:
    return any(made.move is Move.RENEGE for made in history.moves)


def _agreed(history: History) -> tuple[DueDate, ...]:
    """The dates that were agreed on, in that order."""
    agreed = ((date.agreed_at, date) for date in history.dates if date.agreed_at)
    return tuple(date for _, date in sorted(agreed, key=lambda pair: pair[0]))
