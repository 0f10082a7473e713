"""The way of a connection: its stages, and how it moves between them (DESIGN, The stages of a connection).

`intent → relatedness → possibilities → opportunity → action → maintained`, each built on the one before, and `closed`
from anywhere. Skipping a stage is possible and asks why, as going back does; what is closed can begin anew.
"""

from dataclasses import dataclass
from enum import StrEnum

from segue.domain.errors import NotAllowed


class Stage(StrEnum):
    """How far a connection has come."""

    INTENT = "intent"
    RELATEDNESS = "relatedness"
    POSSIBILITIES = "possibilities"
    OPPORTUNITY = "opportunity"
    ACTION = "action"
    MAINTAINED = "maintained"
    CLOSED = "closed"


WAY = (
    Stage.INTENT,
    Stage.RELATEDNESS,
    Stage.POSSIBILITIES,
    Stage.OPPORTUNITY,
    Stage.ACTION,
    Stage.MAINTAINED,
)
"""The stages in the order in which they build on each other."""


class Pace(StrEnum):
    """What a move is, seen along the way."""

    ON = "on"
    """To the next stage, or to the first."""
    SKIP = "skip"
    """Past a stage that was not gone through."""
    BACK = "back"
    CLOSE = "close"
    ANEW = "anew"
    """Open again after a close."""


ASKS_WHY = frozenset({Pace.SKIP, Pace.BACK, Pace.CLOSE})

_WHY = {
    Pace.SKIP: "That leaves out {between}: say why it is not needed here.",
    Pace.BACK: "That goes back from {was} to {to}: say why.",
    Pace.CLOSE: "An honest close needs its terms: why it ends here.",
}


class Wanted(StrEnum):
    """What I want from a connection."""

    CONTACT = "one contact for later"
    RELATIONSHIP = "a relationship"
    JOINT_ACTION = "joint action"


class Series(StrEnum):
    """How many conversations it will take."""

    FEW = "one or two talks"
    WAY = "a way to joint action"


@dataclass(frozen=True, slots=True)
class Intent:
    """What I want from a connection, in my words; what is in it for them; which need of mine it serves."""

    text: str
    wanted: Wanted | None = None
    for_them: str = ""
    series: Series | None = None
    need: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of a series, laid out before it has a date. `days_after`: at the latest, from the one before."""

    stage: Stage
    what_for: str
    days_after: int | None = None


SERIES = {
    Series.FEW: (
        Talk(Stage.RELATEDNESS, "find common ground, by voice"),
        Talk(Stage.RELATEDNESS, "say how the fit looks to both, and what follows or does not", 7),
    ),
    Series.WAY: (
        Talk(Stage.RELATEDNESS, "find common ground, by voice"),
        Talk(Stage.POSSIBILITIES, "gather possibilities, without judging any", 7),
        Talk(Stage.POSSIBILITIES, "choose one or two of them", 4),
        Talk(Stage.OPPORTUNITY, "agree on what is worth the effort of both", 7),
        Talk(Stage.ACTION, "make the plan: who does what by when", 7),
    ),
}
"""The talks of each kind of series, in order. Between talks of one series lie days, not weeks; the two about
possibilities have at least a night and at most four days between them."""


def talks_ahead(series: Series, stage: Stage | None) -> tuple[Talk, ...]:
    """What is still to be talked about in a series, from this stage on; none for what is maintained or closed."""
    if stage is Stage.CLOSED:
        return ()
    return tuple(talk for talk in SERIES[series] if stage is None or WAY.index(talk.stage) >= WAY.index(stage))


def pace(was: Stage | None, to: Stage) -> Pace:
    """What the move from one stage (None: no stage yet) to another is. Raises NotAllowed for staying where it is."""
    if was is to:
        raise NotAllowed(f"It is at {to} already.")
    if to is Stage.CLOSED:
        return Pace.CLOSE
    if was is Stage.CLOSED:
        return Pace.ANEW
    ahead = WAY.index(to) - (WAY.index(was) if was else -1)
    if ahead < 0:
        return Pace.BACK
    return Pace.ON if ahead == 1 else Pace.SKIP


def move(was: Stage | None, to: Stage, why: str = "") -> Pace:
    """The same, and raises NotAllowed where a reason is needed and none is given."""
    kind = pace(was, to)
    if kind in ASKS_WHY and not why.strip():
        raise NotAllowed(_WHY[kind].format(was=was, to=to, between=" and ".join(skipped(was, to))))
    return kind


def skipped(was: Stage | None, to: Stage) -> tuple[Stage, ...]:
    """The stages that lie between, where the move goes forward."""
    if Stage.CLOSED in (was, to):
        return ()
    return WAY[WAY.index(was) + 1 if was else 0 : WAY.index(to)]


def following(stage: Stage | None) -> Stage | None:
    """The stage that comes next; None after the last, and for what is closed."""
    if stage is None:
        return Stage.INTENT
    if stage in (Stage.MAINTAINED, Stage.CLOSED):
        return None
    return WAY[WAY.index(stage) + 1]
