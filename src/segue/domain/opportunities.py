"""An opportunity: what both sides want of it, term by term, and whether the two mean the same.

DESIGN, the stage of opportunity: outcomes, timing, responsibilities and resources, agreed before hanging up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.errors import NotAllowed


class Topic(StrEnum):
    """What has to be agreed on."""

    OUTCOMES = "outcomes"
    TIMING = "timing"
    RESPONSIBILITIES = "responsibilities"
    RESOURCES = "resources"


class State(StrEnum):
    """How far an opportunity is."""

    OPEN = "open"
    AGREED = "agreed"
    ENDED = "ended"


class Act(StrEnum):
    """What can be done with an opportunity."""

    NOTE = "note"
    AGREE = "agree"
    END = "end"
    REOPEN = "reopen"


MOVES: dict[State, dict[Act, State]] = {
    State.OPEN: {Act.NOTE: State.OPEN, Act.AGREE: State.AGREED, Act.END: State.ENDED},
    State.AGREED: {Act.REOPEN: State.OPEN, Act.END: State.ENDED},
    State.ENDED: {Act.REOPEN: State.OPEN},
}
_INSTEAD = {
    State.OPEN: "It is open already.",
    State.AGREED: "It is agreed; reopen it first, so that nothing changes behind an agreement.",
    State.ENDED: "It has ended; reopen it first.",
}


class Standing(StrEnum):
    """Where the two sides stand on a term."""

    UNKNOWN = "not known yet"
    MINE_MISSING = "mine is not named"
    THEIRS_MISSING = "theirs is not known"
    DIFFERS = "differs"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class Term:
    """What each side wants, as I know it; `same`: I have confirmed that both mean the same, in whatever words."""

    topic: Topic
    mine: str = ""
    theirs: str = ""
    same: bool = False

    @property
    def standing(self) -> Standing:
        """Where the two stand: the same words are the same, others until confirmed are not."""
        if not self.mine or not self.theirs:
            if not self.mine and not self.theirs:
                return Standing.UNKNOWN
            return Standing.THEIRS_MISSING if self.mine else Standing.MINE_MISSING
        return Standing.SAME if self.same or _plain(self.mine) == _plain(self.theirs) else Standing.DIFFERS


def after(state: State, act: Act) -> State:
    """The state after this act. Raises NotAllowed where the state does not know it."""
    to = MOVES[state].get(act)
    if to is None:
        raise NotAllowed(_INSTEAD[state])
    return to


def mismatches(terms: Iterable[Term]) -> list[Term]:
    """The terms on which the two sides are known to differ."""
    return [term for term in terms if term.standing is Standing.DIFFERS]


def unsettled(terms: Iterable[Term]) -> list[Term]:
    """The terms that are not the same yet, of all there are to agree on, in their order."""
    named = {term.topic: term for term in terms}
    every = (named.get(topic, Term(topic)) for topic in Topic)
    return [term for term in every if term.standing is not Standing.SAME]


def agree(terms: Iterable[Term]) -> None:
    """Raises NotAllowed, naming what is left, unless both sides mean the same on every term."""
    left = unsettled(terms)
    if left:
        told = "; ".join(f"{term.topic}: {term.standing}" for term in left)
        raise NotAllowed(f"Not everything is agreed on yet: {told}.")


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")
