"""The life of a purpose: an objective that emerged from a community's conversations, and its way to a team and back.

DESIGN, Communities and teams, the table of purposes; what it leaves open is marked +.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from segue.domain.calendar import Calendar
from segue.domain.errors import NotAllowed

ANSWER_DAYS = 10
"""Business days without an answer to an offer: then it is the steward's row, visible to the members."""

RIPE_VOICES = 3
"""Members behind a purpose, who raised it among them, from which on the steward is shown it as ripe."""


class State(StrEnum):
    """Where a purpose stands."""

    RAISED = "raised"
    ENDORSED = "endorsed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RESTED = "rested"
    DELIVERED = "delivered"
    REPORTED = "reported"


class Move(StrEnum):
    """What somebody does with a purpose."""

    RAISE = "raise"
    ENDORSE = "endorse"
    OBJECT = "object"
    REFINE = "refine"
    OFFER = "offer"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    REST = "rest"
    PROGRESS = "progress"
    DELIVER = "deliver"
    REPORT = "report"


class By(StrEnum):
    """On whose behalf a move is made."""

    MEMBER = "member"
    STEWARD = "steward"
    TEAM = "team"


Step = tuple[By, Move]

_TALKED_ABOUT = {
    (By.MEMBER, Move.OBJECT): None,
    (By.MEMBER, Move.REFINE): None,
}

TABLE: Mapping[State | None, Mapping[Step, State | None]] = {
    None: {(By.MEMBER, Move.RAISE): State.RAISED},
    State.RAISED: {(By.MEMBER, Move.ENDORSE): State.ENDORSED, **_TALKED_ABOUT},
    State.ENDORSED: {
        (By.MEMBER, Move.ENDORSE): None,
        (By.STEWARD, Move.OFFER): State.OFFERED,
        **_TALKED_ABOUT,
    },
    State.OFFERED: {
        (By.MEMBER, Move.ENDORSE): None,
        (By.MEMBER, Move.OBJECT): None,
        (By.TEAM, Move.ASK): None,
        (By.STEWARD, Move.ANSWER): None,
        (By.TEAM, Move.ACCEPT): State.ACCEPTED,
        (By.TEAM, Move.DECLINE): State.DECLINED,
        # + A team that never answers keeps nobody from asking another.
        (By.STEWARD, Move.OFFER): State.OFFERED,
    },
    State.DECLINED: {
        (By.STEWARD, Move.OFFER): State.OFFERED,
        (By.STEWARD, Move.REST): State.RESTED,
        (By.MEMBER, Move.ENDORSE): None,
        **_TALKED_ABOUT,
    },
    # + What rests can be taken up again by who wants it.
    State.RESTED: {(By.MEMBER, Move.ENDORSE): State.ENDORSED, **_TALKED_ABOUT},
    State.ACCEPTED: {
        (By.TEAM, Move.PROGRESS): None,
        (By.TEAM, Move.DELIVER): State.DELIVERED,
        # + It turns out that the team cannot: it says so, with a reason.
        (By.TEAM, Move.DECLINE): State.DECLINED,
    },
    State.DELIVERED: {(By.STEWARD, Move.REPORT): State.REPORTED},
    State.REPORTED: {},
}
"""From each state the moves that can be made, and the state after each; None: it stays as it is."""

SETTLED = frozenset({State.RESTED, State.REPORTED})


def allowed(state: State | None, by: By | None = None) -> tuple[Step, ...]:
    """The moves that can be made in `state` (None: before the first), by one or by all."""
    return tuple(step for step in TABLE[state] if by in (None, step[0]))


def apply(state: State | None, move: Move, by: By) -> State:
    """The state after this move; raises NotAllowed, naming what is possible instead."""
    try:
        after = TABLE[state][by, move] or state
    except KeyError:
        raise NotAllowed(_refusal(state, move, by)) from None
    assert after is not None
    return after


def _refusal(state: State | None, move: Move, by: By) -> str:
    possible = ", ".join(f"a {who} may {verb}" for who, verb in allowed(state)) or "nothing more"
    return f"A {by} cannot {move} a purpose that is {state or 'not yet raised'}; possible: {possible}."


@dataclass(frozen=True, slots=True)
class DatedMove:
    """A move as it was made, when (UTC), and by which member; an offer names its team."""

    move: Move
    by: By
    at: datetime
    member: int
    team: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the moves of a purpose amount to; times are UTC."""

    state: State | None = None
    raised_by: int = 0
    endorsed_by: frozenset[int] = frozenset()
    objected_by: frozenset[int] = frozenset()
    team: int | None = None
    offered_at: datetime | None = None
    asked_last: bool = False

    @property
    def voices(self) -> int:
        """How many members stand behind it, who raised it among them."""
        return len(self.endorsed_by | {self.raised_by})

    @property
    def ripe(self) -> bool:
        """Endorsed by enough members, and by more than twice as many as object: time to offer it to a team."""
        return self.state is State.ENDORSED and self.voices >= RIPE_VOICES and self.voices > 2 * len(self.objected_by)


def replay(moves: Iterable[DatedMove]) -> History:
    """The history of `moves`, taken in the order given; raises NotAllowed at the first that cannot be."""
    history = History()
    for made in moves:
        history = advance(history, made)
    return history


def advance(history: History, made: DatedMove) -> History:
    """`history` with one more move.

    Raises NotAllowed where the table does not have it, and where who raised a purpose would endorse it alone.
    """
    state = apply(history.state, made.move, made.by)
    who = frozenset({made.member})
    after = replace(history, state=state)
    match made.move:
        case Move.RAISE:
            return replace(after, raised_by=made.member)
        case Move.ENDORSE:
            if made.member == history.raised_by and history.state is State.RAISED:
                raise NotAllowed("You raised it, so you stand behind it already; it takes another voice.")
            return replace(after, endorsed_by=history.endorsed_by | who, objected_by=history.objected_by - who)
        case Move.OBJECT:
            return replace(after, objected_by=history.objected_by | who, endorsed_by=history.endorsed_by - who)
        case Move.OFFER:
            return replace(after, team=made.team, offered_at=made.at, asked_last=False)
        case Move.ASK:
            return replace(after, asked_last=True)
        case Move.ANSWER:
            return replace(after, asked_last=False)
        case _:
            return after


def answer_by(history: History, calendar: Calendar) -> datetime | None:
    """When an offer has waited for its answer too long (UTC); None where none is awaited from a team."""
    if history.state is not State.OFFERED or history.offered_at is None:
        return None
    return calendar.business_days_after(history.offered_at, ANSWER_DAYS)
