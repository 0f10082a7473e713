"""Introductions: who should meet whom and why, and how it goes: each side is asked privately before anybody is named to
the other; a request that is not answered ends by itself; what came of it is seen, not ticked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from typing import Literal

from segue.domain.errors import NotAllowed
from segue.domain.maintaining import same_topic

ANSWER_WITHIN = timedelta(days=14)
"""How long a request to be introduced stands; then it has ended, and nobody is asked again."""


class Said(StrEnum):
    """What somebody said to being introduced."""

    YES = "yes"
    NO = "no"


class State(StrEnum):
    """Where an introduction stands."""

    PROPOSED = "proposed"
    ASKED = "asked"
    AGREED = "agreed"
    """Both said yes: they can be introduced."""
    INTRODUCED = "introduced"
    """Seen: a mail of mine in which both stand."""
    ACQUAINTED = "acquainted"
    """Seen: they write to each other, or met in a talk."""
    DECLINED = "declined"
    EXPIRED = "expired"
    LEFT = "left"


OVER = frozenset({State.ACQUAINTED, State.DECLINED, State.EXPIRED, State.LEFT})
Which = Literal["one", "other"]
BOTH: tuple[Which, Which] = ("one", "other")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: when they were asked, and what they said."""

    asked_at: datetime | None = None
    said: Said | None = None
    said_at: datetime | None = None

    def expires_at(self) -> datetime | None:
        """When the request to them ends by itself, while it waits for an answer."""
        return self.asked_at + ANSWER_WITHIN if self.asked_at and self.said is None else None

    def expired(self, now: datetime) -> bool:
        """They were asked, and did not answer in time."""
        ends = self.expires_at()
        return ends is not None and ends <= now


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people, and how far it has come; `introduced_at` and `acquainted_at` are seen in mail and talks."""

    one: Side = Side()
    other: Side = Side()
    left_at: datetime | None = None
    introduced_at: datetime | None = None
    acquainted_at: datetime | None = None

    def side(self, which: Which) -> Side:
        """One of the two."""
        return self.one if which == "one" else self.other

    def _with(self, which: Which, side: Side) -> Introduction:
        return replace(self, one=side) if which == "one" else replace(self, other=side)


def state(intro: Introduction, now: datetime) -> State:
    """Where it stands: what is seen goes before what was said."""
    sides = (intro.one, intro.other)
    if intro.acquainted_at is not None:
        return State.ACQUAINTED
    if intro.introduced_at is not None:
        return State.INTRODUCED
    if intro.left_at is not None:
        return State.LEFT
    if any(side.said is Said.NO for side in sides):
        return State.DECLINED
    if any(side.expired(now) for side in sides):
        return State.EXPIRED
    if all(side.said is Said.YES for side in sides):
        return State.AGREED
    return State.ASKED if any(side.asked_at for side in sides) else State.PROPOSED


def may_be_asked(intro: Introduction, which: Which, now: datetime) -> bool:
    """Whether this side may be asked now: once, and only while nobody has said no."""
    return state(intro, now) in (State.PROPOSED, State.ASKED) and intro.side(which).asked_at is None


def ask(intro: Introduction, which: Which, now: datetime) -> Introduction:
    """This side is asked, privately. Raises NotAllowed for a second time, and after a no, an expiry or an end."""
    if not may_be_asked(intro, which, now):
        raise NotAllowed("they are asked once, and only while the other has not said no")
    return intro._with(which, Side(asked_at=now))


def answer(intro: Introduction, which: Which, said: Said, now: datetime) -> Introduction:
    """This side has answered, late perhaps, or thought better of it. Raises NotAllowed where it was not asked."""
    side = intro.side(which)
    if side.asked_at is None:
        raise NotAllowed("they were not asked yet")
    if intro.left_at or intro.introduced_at or intro.acquainted_at:
        raise NotAllowed("this introduction is over")
    return intro._with(which, replace(side, said=said, said_at=now))


def leave(intro: Introduction, now: datetime) -> Introduction:
    """Let it be. Raises NotAllowed once they are introduced."""
    if intro.left_at or intro.introduced_at or intro.acquainted_at:
        raise NotAllowed("this introduction is over")
    return replace(intro, left_at=now)


def next_to_ask(intro: Introduction, now: datetime) -> Which | None:
    """Whom to ask next: the first, and the second once the first has said yes."""
    if may_be_asked(intro, "one", now) and (intro.other.asked_at is None or intro.other.said is Said.YES):
        return "one"
    return "other" if may_be_asked(intro, "other", now) and intro.one.said is Said.YES else None


class Kind(StrEnum):
    """What a note about somebody says of a topic."""

    MIND = "mind"
    """It is on their mind."""
    NEEDS = "needs"
    """They look for it."""
    OFFERS = "offers"
    """They can offer it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A topic of somebody's, as I noted it: when, and in which words of theirs."""

    topic: str
    at: datetime
    kind: Kind = Kind.MIND
    said: str = ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person whose topics I know."""

    id: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two who should meet: `one` needs what `other` offers, or both have it on their mind; and the words for it."""

    one: int
    other: int
    mine: Note
    theirs: Note

    @property
    def meets_a_need(self) -> bool:
        """One looks for what the other offers."""
        return self.mine.kind is Kind.NEEDS and self.theirs.kind is Kind.OFFERS

    @property
    def since(self) -> datetime:
        """When the later of the two was noted: then there was a reason."""
        return max(self.mine.at, self.theirs.at)


def matches(people: Sequence[Somebody], acquainted: Callable[[int, int], bool]) -> list[Match]:
    """Who should meet whom: needs that are met first, then topics in common, the newest first; each pair once.

    `acquainted`: whether two know each other, as far as can be seen.
    """
    found = [match for one, other in combinations(people, 2) if (match := _match(one, other))]
    found.sort(key=lambda each: (not each.meets_a_need, -each.since.timestamp(), each.one, each.other))
    return [each for each in found if not acquainted(each.one, each.other)]


def _match(one: Somebody, other: Somebody) -> Match | None:
    return max(_matches(one, other), key=lambda each: (each.meets_a_need, each.since), default=None)


def _matches(one: Somebody, other: Somebody) -> Iterable[Match]:
    for mine in one.notes:
        for theirs in other.notes:
            if not same_topic(mine.topic, theirs.topic):
                continue
            if (mine.kind, theirs.kind) == (Kind.OFFERS, Kind.NEEDS):
                yield Match(other.id, one.id, theirs, mine)
            elif (mine.kind, theirs.kind) in ((Kind.NEEDS, Kind.OFFERS), (Kind.MIND, Kind.MIND)):
                yield Match(one.id, other.id, mine, theirs)
