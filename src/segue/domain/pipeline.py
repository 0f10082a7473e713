"""How a connection on its way stands: what comes next, how long it has been quiet, who waits for whom.

It stands well while something agreed on lies ahead. With nothing ahead it may be quiet for as long as its stage allows:
"between talks of one series lie days, not weeks". Some days before that it is drifting, so that nobody is surprised;
afterwards it is stuck, and wants a next step or an honest close.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from segue.domain.calendar import Calendar
from segue.domain.commitments import State
from segue.domain.connections import Stage
from segue.domain.conversations import Who

QUIET: dict[Stage, int] = {
    Stage.INTENT: 21,
    Stage.RELATEDNESS: 14,
    Stage.POSSIBILITIES: 8,
    Stage.OPPORTUNITY: 14,
    Stage.ACTION: 14,
}
"""Days of quiet that a stage allows: twice what lies between two talks of a series (domain.connections.SERIES); at the
intent, where nothing has begun, three weeks. What is maintained has the cadence that was chosen for it, or none."""
WARNED = 0.75
"""The part of these days after which it is drifting."""


class Standing(StrEnum):
    """How it stands, what is most pressing first."""

    LATE = "late"
    """The date of its next step has passed."""
    STUCK = "stuck"
    """Quiet for longer than its stage allows, and nothing ahead."""
    DRIFTING = "drifting"
    MOVING = "moving"
    """In touch lately, though no day is named."""
    AHEAD = "ahead"
    """Something agreed on lies ahead."""


PRESSING = tuple(Standing)


class StepKind(StrEnum):
    """What a next step is."""

    TALK = "talk"
    PROMISE = "promise"
    CHECK_IN = "check-in"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Step:
    """Something agreed on. `ends` (UTC): when its day is over, for a talk when it begins; None: no day is named."""

    kind: StepKind
    what: str
    whose: Who
    ends: datetime | None = None
    id: int | None = None
    """Of the conversation, commitment or plan."""


@dataclass(frozen=True, slots=True)
class WayFacts:
    """What is known of a connection that is open and has a stage. `longest_days` is the cadence chosen for it."""

    stage: Stage
    stage_since: datetime | None
    last_contact_at: datetime | None
    steps: tuple[Step, ...] = ()
    longest_days: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """How a connection stands. `since`: when it became late, stuck or drifting, else when it was last heard of;
    `stuck_at`: when it is stuck if nothing happens. `step`: the next step, or the one that is late."""

    standing: Standing
    step: Step | None
    since: datetime | None
    stuck_at: datetime | None

    def days(self, me: Calendar, now: datetime) -> int:
        """How many days on my calendar it has been so; what is late counts from the last day that was in time."""
        if self.since is None:
            return 0
        begun = self.since - timedelta(seconds=self.standing is Standing.LATE)
        return max(0, (me.date_of(now) - me.date_of(begun)).days)


def stand(facts: WayFacts, me: Calendar, now: datetime) -> Stand:
    """How a connection stands at `now`, on my calendar."""
    quiet_since = max((at for at in (facts.stage_since, facts.last_contact_at) if at and at <= now), default=None)
    warned_at, stuck_at = _patience(facts, quiet_since, me)
    ahead = _first(step for step in facts.steps if step.ends and step.ends > now)
    if ahead:
        return Stand(Standing.AHEAD, ahead, quiet_since, None)
    late = _first(step for step in facts.steps if step.ends)
    if late:
        return Stand(Standing.LATE, late, late.ends, stuck_at)
    undated = facts.steps[0] if facts.steps else None
    if stuck_at and now >= stuck_at:
        return Stand(Standing.STUCK, undated, stuck_at, stuck_at)
    if warned_at and now >= warned_at:
        return Stand(Standing.DRIFTING, undated, warned_at, stuck_at)
    return Stand(Standing.MOVING, undated, quiet_since, stuck_at)


def _first(steps: Iterable[Step]) -> Step | None:
    dated = [(step.ends, number, step) for number, step in enumerate(steps) if step.ends]
    return min(dated)[2] if dated else None


def _patience(facts: WayFacts, since: datetime | None, me: Calendar) -> tuple[datetime | None, datetime | None]:
    """From when on it is drifting, and from when on stuck; never, where nobody chose a cadence."""
    days = facts.longest_days or QUIET.get(facts.stage)
    if since is None or days is None:
        return None, None
    return me.days_after(since, round(days * WARNED)), me.days_after(since, days)


def turn(state: State, mine: bool) -> Who | None:
    """Whose turn it is in an open commitment: what is asked or promised waits for its performer, what is offered or
    proposed anew for the one who asked. What was reported done waits for nobody."""
    if state is State.REPORTED:
        return None
    performers = state in (State.REQUESTED, State.PROMISED)
    return Who.ME if performers is mine else Who.THEM


class Only(StrEnum):
    """What the pipeline is narrowed to."""

    ALL = "all"
    ATTENTION = "attention"
    """Late, stuck or drifting."""
    NO_STEP = "no-step"
    THEY_WAIT = "they-wait"
    I_WAIT = "i-wait"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Since when they wait for me, and I for them; None: not at all."""

    they: datetime | None = None
    me: datetime | None = None


def fits(only: Only, stands: Stand, waiting: Waiting) -> bool:
    """Whether a connection belongs to what the pipeline is narrowed to."""
    match only:
        case Only.ATTENTION:
            return stands.standing in (Standing.LATE, Standing.STUCK, Standing.DRIFTING)
        case Only.NO_STEP:
            return stands.step is None
        case Only.THEY_WAIT:
            return waiting.they is not None
        case Only.I_WAIT:
            return waiting.me is not None
    return True
