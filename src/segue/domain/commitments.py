"""The life of a commitment: who may make which move when, and what a history of moves amounts to.

The table is the conversation for action of Winograd and Flores (Understanding Computers and Cognition, 1986,
fig. 5.1) with what mail and talk add to it. A asks, B performs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from segue.domain.calendar import Calendar
from segue.domain.errors import NotAllowed

QUIET_DAYS = 5
"""Business days of silence after a report that are taken for satisfaction (and shown as assumed)."""


class State(StrEnum):
    """Where a commitment stands."""

    REQUESTED = "requested"
    OFFERED = "offered"
    PROMISED = "promised"
    COUNTERED = "countered"
    REPORTED = "reported"
    KEPT = "kept"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RENEGED = "reneged"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Move(StrEnum):
    """What somebody does with a commitment."""

    REQUEST = "request"
    OFFER = "offer"
    PROMISE = "promise"
    ACCEPT = "accept"
    DECLINE = "decline"
    COUNTER = "counter"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REPORT = "report"
    RENEGE = "renege"
    ASK_ANOTHER_DATE = "ask date"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "unsatisfied"
    LET_GO = "let go"


class Side(StrEnum):
    """A asks, B performs."""

    A = "A"
    B = "B"


OPEN = frozenset({State.REQUESTED, State.OFFERED, State.PROMISED, State.COUNTERED, State.REPORTED})
"""States from which the conversation about it is still going on."""

OWED = frozenset({State.PROMISED, State.COUNTERED, State.REQUESTED})
"""States in which a promise once given still stands: also while another date is talked about."""

_GIVES_A_PROMISE = frozenset({Move.PROMISE, Move.ACCEPT})

Step = tuple[Side, Move]

TABLE: dict[State | None, dict[Step, State]] = {
    None: {
        (Side.A, Move.REQUEST): State.REQUESTED,
        (Side.B, Move.OFFER): State.OFFERED,
        (Side.B, Move.PROMISE): State.PROMISED,
    },
    State.OFFERED: {
        (Side.A, Move.ACCEPT): State.PROMISED,
        (Side.A, Move.DECLINE): State.DECLINED,
        (Side.A, Move.COUNTER): State.REQUESTED,
        (Side.B, Move.WITHDRAW): State.WITHDRAWN,
        (Side.A, Move.LET_GO): State.LAPSED,
    },
    State.REQUESTED: {
        (Side.B, Move.PROMISE): State.PROMISED,
        (Side.B, Move.COUNTER): State.COUNTERED,
        (Side.B, Move.DECLINE): State.DECLINED,
        (Side.A, Move.WITHDRAW): State.WITHDRAWN,
        (Side.B, Move.REPORT): State.REPORTED,
        (Side.A, Move.LET_GO): State.LAPSED,
    },
    State.COUNTERED: {
        (Side.A, Move.COUNTER): State.REQUESTED,
        (Side.A, Move.ACCEPT): State.PROMISED,
        (Side.A, Move.REJECT): State.DECLINED,
        (Side.B, Move.WITHDRAW): State.WITHDRAWN,
        (Side.A, Move.LET_GO): State.LAPSED,
    },
    State.PROMISED: {
        (Side.B, Move.REPORT): State.REPORTED,
        (Side.B, Move.RENEGE): State.RENEGED,
        (Side.A, Move.WITHDRAW): State.CANCELLED,
        (Side.B, Move.COUNTER): State.COUNTERED,
        (Side.A, Move.ASK_ANOTHER_DATE): State.REQUESTED,
        (Side.A, Move.LET_GO): State.LAPSED,
    },
    State.REPORTED: {
        (Side.A, Move.SATISFIED): State.KEPT,
        (Side.A, Move.NOT_SATISFIED): State.PROMISED,
        (Side.A, Move.WITHDRAW): State.CANCELLED,
    },
    State.LAPSED: {
        (Side.B, Move.REPORT): State.REPORTED,
        (Side.B, Move.PROMISE): State.PROMISED,
    },
    State.RENEGED: {
        (Side.B, Move.REPORT): State.REPORTED,
        (Side.B, Move.PROMISE): State.PROMISED,
    },
    State.KEPT: {},
    State.DECLINED: {},
    State.WITHDRAWN: {},
    State.CANCELLED: {},
}


def allowed(state: State | None, by: Side | None = None) -> tuple[Step, ...]:
    """The moves that can be made in `state` (None: before the first), by one side or by either."""
    return tuple(step for step in TABLE[state] if by in (None, step[0]))


def apply(state: State | None, move: Move, by: Side) -> State:
    """The state after `by` makes `move`; raises NotAllowed, naming what is allowed instead."""
    try:
        return TABLE[state][by, move]
    except KeyError:
        raise NotAllowed(_refusal(state, move, by)) from None


def _refusal(state: State | None, move: Move, by: Side) -> str:
    possible = ", ".join(f"{side} may {verb}" for side, verb in allowed(state)) or "nothing more"
    return f"{by} cannot {move} what is {state or 'not yet begun'}; possible: {possible}"


@dataclass(frozen=True, slots=True)
class DatedMove:
    """A move as it was made: when (UTC), and the date it named, if any (a date in the promiser's zone)."""

    move: Move
    by: Side
    at: datetime
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that was named for a commitment, and when (if ever) the two sides agreed on it."""

    due: date
    named_by: Side
    named_at: datetime
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What a commitment's moves amount to. Times are UTC; dates are in the promiser's zone."""

    state: State | None = None
    moves: tuple[DatedMove, ...] = ()
    dates: tuple[DueDate, ...] = ()
    binding: date | None = None
    proposed: date | None = None
    promised_at: datetime | None = None
    reported_at: datetime | None = None
    ever_promised: bool = False

    @property
    def due(self) -> date | None:
        """The date that holds: the agreed one until another is agreed; with none agreed, the one proposed."""
        return self.binding or self.proposed

    @property
    def moved_at(self) -> datetime | None:
        """When it came into its present state."""
        return self.moves[-1].at if self.moves else None

    @property
    def owed(self) -> bool:
        """A promise stands: given, neither reported nor ended; also while another date is talked about."""
        return self.promised_at is not None and self.state in OWED


def replay(moves: Iterable[DatedMove]) -> History:
    """The history of `moves`, taken in the order given; raises NotAllowed at the first that cannot be."""
    history = History()
    for made in moves:
        history = advance(history, made)
    return history


def advance(history: History, made: DatedMove) -> History:
    """`history` with one more move; raises NotAllowed where the table does not have it."""
    state = apply(history.state, made.move, made.by)
    dates = _with_named(history.dates, made)
    if made.move in _GIVES_A_PROMISE or (state is State.PROMISED and not history.ever_promised):
        means = _agreed(history, dates, made)
    elif state is State.REPORTED:
        means = {"dates": dates, "reported_at": made.at}
    elif state in OPEN:
        means = {"dates": dates, "proposed": made.due or history.proposed, "reported_at": None}
    else:
        means = {"dates": dates, "proposed": None}
    return replace(history, state=state, moves=(*history.moves, made), **means)


def _with_named(dates: tuple[DueDate, ...], made: DatedMove) -> tuple[DueDate, ...]:
    return (*dates, DueDate(made.due, made.by, made.at)) if made.due else dates


def _agreed(history: History, dates: tuple[DueDate, ...], made: DatedMove) -> dict[str, Any]:
    """A promise, also one that was delivered on before it was ever given.

    Its own date binds, or the one last proposed, or the one agreed before. What was reneged or let go and is
    promised again starts with the date named then, or with none.
    """
    again = history.state in (State.LAPSED, State.RENEGED)
    due = made.due if again else made.due or history.proposed or history.binding
    return {
        "binding": due,
        "proposed": None,
        "dates": _with_agreed(dates, due, made.at),
        "promised_at": made.at if again else history.promised_at or made.at,
        "ever_promised": True,
    }


def _with_agreed(dates: tuple[DueDate, ...], due: date | None, at: datetime) -> tuple[DueDate, ...]:
    """`dates` with the latest naming of `due` marked as agreed, unless it already was."""
    for index in range(len(dates) - 1, -1, -1):
        if dates[index].due == due:
            agreed = replace(dates[index], agreed_at=dates[index].agreed_at or at)
            return (*dates[:index], agreed, *dates[index + 1 :])
    return dates


@dataclass(frozen=True, slots=True)
class Standing:
    """A state as shown: `assumed` where silence is taken for satisfaction."""

    state: State | None
    assumed: bool = False


def assumed_kept_at(history: History, asker: Calendar) -> datetime | None:
    """When silence will be taken for satisfaction: five business days of the asker's after the report."""
    if history.state is not State.REPORTED or history.reported_at is None:
        return None
    return asker.business_days_after(history.reported_at, QUIET_DAYS)


def standing(history: History, asker: Calendar, now: datetime) -> Standing:
    """How the commitment stands at `now`. The assumption is derived, never stored: a later word undoes it."""
    quiet_until = assumed_kept_at(history, asker)
    if quiet_until is not None and now >= quiet_until:
        return Standing(State.KEPT, assumed=True)
    return Standing(history.state)
