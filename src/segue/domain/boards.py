"""The board of possibilities: ideas first, all of them welcome; then grouping, dots, and one or two that are chosen.

DESIGN, the stage of possibilities: a divergent session, a night, a convergent one. While ideas are gathered none is
weighed, so the moves that weigh are not there yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from segue.domain.calendar import DAY, Calendar, zone_named
from segue.domain.conversations import Who
from segue.domain.errors import NotAllowed

MOST_CHOSEN = 2
"""One or two are worth the effort; with a third the effort is spread too thin."""
MOST_DAYS_APART = 4
_NIGHT = (time(2), time(5))


class Phase(StrEnum):
    """How far a board is."""

    DIVERGENT = "divergent"
    CONVERGENT = "convergent"
    SETTLED = "settled"


class Act(StrEnum):
    """What can be done on a board."""

    ADD = "add"
    REWORD = "reword"
    DROP = "drop"
    REVEAL = "reveal"
    CONVERGE = "converge"
    DIVERGE = "diverge"
    GROUP = "group"
    VOTE = "vote"
    CHOOSE = "choose"
    SETTLE = "settle"
    REOPEN = "reopen"


MOVES: dict[Phase, dict[Act, Phase]] = {
    Phase.DIVERGENT: {
        Act.ADD: Phase.DIVERGENT,
        Act.REWORD: Phase.DIVERGENT,
        Act.DROP: Phase.DIVERGENT,
        Act.REVEAL: Phase.DIVERGENT,
        Act.CONVERGE: Phase.CONVERGENT,
    },
    Phase.CONVERGENT: {
        # A possibility that nobody planned for is as welcome as a planned one, also when it comes late.
        Act.ADD: Phase.CONVERGENT,
        Act.REWORD: Phase.CONVERGENT,
        Act.DROP: Phase.CONVERGENT,
        Act.GROUP: Phase.CONVERGENT,
        Act.VOTE: Phase.CONVERGENT,
        Act.CHOOSE: Phase.CONVERGENT,
        Act.DIVERGE: Phase.DIVERGENT,
        Act.SETTLE: Phase.SETTLED,
    },
    Phase.SETTLED: {Act.REOPEN: Phase.CONVERGENT},
}

_INSTEAD = {
    Phase.DIVERGENT: "While ideas are gathered none is weighed: group, vote and choose once the board converges.",
    Phase.CONVERGENT: "The board converges: everything on it is seen already, and nothing is settled.",
    Phase.SETTLED: "The board is settled; reopen it first.",
}


@dataclass(frozen=True, slots=True)
class Idea:
    """One possibility: whose it is, in which group it lies, and how many dots each side gave it."""

    id: int
    text: str
    by: Who
    group: str = ""
    my_dots: int = 0
    their_dots: int = 0
    chosen: bool = False
    why: str = ""

    @property
    def dots(self) -> int:
        """The dots of both sides."""
        return self.my_dots + self.their_dots

    def dots_of(self, side: Who) -> int:
        """The dots of one side."""
        return self.my_dots if side is Who.ME else self.their_dots


@dataclass(frozen=True, slots=True)
class Counted:
    """How many ideas there are, and how many each side brought."""

    all: int
    mine: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Group:
    """Ideas that belong together; the name of those that lie in none is empty."""

    name: str
    ideas: tuple[Idea, ...]

    @property
    def dots(self) -> int:
        """The dots on all of them."""
        return sum(idea.dots for idea in self.ideas)


@dataclass(frozen=True, slots=True)
class Session:
    """A talk on somebody's calendar: when it begins and ends (UTC)."""

    start: datetime
    end: datetime


def after(phase: Phase, act: Act) -> Phase:
    """The phase that the board is in after this. Raises NotAllowed where the phase does not know the act."""
    to = MOVES[phase].get(act)
    if to is None:
        raise NotAllowed(_INSTEAD[phase])
    return to


def counted(ideas: Iterable[Idea]) -> Counted:
    """The ideas, and whose they are."""
    mine = [idea.by is Who.ME for idea in ideas]
    return Counted(len(mine), sum(mine), len(mine) - sum(mine))


def dots_left(ideas: Iterable[Idea], side: Who, dots: int) -> int:
    """How many of a side's `dots` are not given yet."""
    return dots - sum(idea.dots_of(side) for idea in ideas)


def vote(ideas: Sequence[Idea], idea: Idea, side: Who, given: int, dots: int) -> None:
    """Raises NotAllowed where a side would give more dots than it has."""
    others = dots_left([each for each in ideas if each.id != idea.id], side, dots)
    if given < 0 or given > others:
        whose = "You have" if side is Who.ME else "They have"
        raise NotAllowed(f"{whose} {dots} dots, and {others} of them to give here.")


def choose(ideas: Sequence[Idea], idea: Idea, why: str) -> None:
    """Raises NotAllowed without a reason, and where two others are chosen already."""
    if not why.strip():
        raise NotAllowed("Say why this one is worth the effort.")
    if sum(each.chosen for each in ideas if each.id != idea.id) >= MOST_CHOSEN:
        raise NotAllowed(f"{MOST_CHOSEN} are chosen already: more of them are too many to be worth the effort.")


def settle(ideas: Iterable[Idea]) -> None:
    """Raises NotAllowed where nothing is chosen."""
    if not any(idea.chosen for idea in ideas):
        raise NotAllowed("Choose one or two ideas first, each with its why.")


def grouped(ideas: Iterable[Idea]) -> tuple[Group, ...]:
    """The ideas by group, those with most dots first; what lies in no group comes last."""
    by_name: dict[str, list[Idea]] = {}
    for idea in ideas:
        by_name.setdefault(idea.group, []).append(idea)
    groups = [Group(name, tuple(ranked(inside))) for name, inside in by_name.items()]
    return tuple(sorted(groups, key=lambda group: (not group.name, -group.dots, group.name.casefold())))


def ranked(ideas: Iterable[Idea]) -> list[Idea]:
    """The chosen first, then by dots; among equals in the order in which they came."""
    return sorted(ideas, key=lambda idea: (not idea.chosen, -idea.dots, idea.id))


def trouble_with_pair(first: Session, second: Session, mine: Calendar) -> str:
    """What is wrong with these two sessions as a pair, in a sentence; empty where nothing is.

    At least a night lies between them (the hours from two to five in the morning of my zone), at most four days.
    """
    if second.start < first.end:
        return "The convergent session has to come after the divergent one."
    if not _a_night_between(first.end, second.start, mine):
        return "No night lies between the two: ideas want to be slept on."
    apart = (mine.date_of(second.start) - mine.date_of(first.start)).days
    if apart > MOST_DAYS_APART:
        return f"The two are {apart} days apart, and at most {MOST_DAYS_APART} keep the ideas warm."
    return ""


def _a_night_between(end: datetime, start: datetime, mine: Calendar) -> bool:
    zone = zone_named(mine.zone)
    begins, ends = (datetime.combine(mine.date_of(end), at, zone) for at in _NIGHT)
    if begins < end:
        begins, ends = begins + DAY, ends + DAY
    return start >= ends
