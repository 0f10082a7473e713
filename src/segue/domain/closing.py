"""What becomes of what is still owed at a close: settled, released, handed over, or not done at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.commitments import Move, Side, State, Step
from segue.domain.errors import NotAllowed


class Fate(StrEnum):
    """What becomes of a commitment at a close."""

    SETTLED = "settled"
    """It is done."""
    RELEASED = "released"
    """Nobody waits for it any more: whoever asked for it says so."""
    HANDED_OVER = "handed over"
    """Somebody else does it, and both know whom."""
    NOT_DONE = "not done"
    """Mine alone: I say plainly that I will not do it."""


STILL_OWED = frozenset({State.REQUESTED, State.OFFERED, State.PROMISED, State.COUNTERED})
"""What a close has to say something about. What was reported done waits for nothing but thanks."""

_SETTLING: dict[State, tuple[Step, ...]] = {
    State.REQUESTED: ((Side.B, Move.REPORT),),
    State.OFFERED: ((Side.A, Move.ACCEPT), (Side.B, Move.REPORT)),
    State.PROMISED: ((Side.B, Move.REPORT),),
    State.COUNTERED: ((Side.A, Move.ACCEPT), (Side.B, Move.REPORT)),
}
_RELEASING: dict[State, Step] = {
    State.REQUESTED: (Side.A, Move.WITHDRAW),
    State.OFFERED: (Side.A, Move.DECLINE),
    State.PROMISED: (Side.A, Move.WITHDRAW),
    State.COUNTERED: (Side.A, Move.REJECT),
}
_NOT_DOING: dict[State, Step] = {
    State.REQUESTED: (Side.B, Move.DECLINE),
    State.OFFERED: (Side.B, Move.WITHDRAW),
    State.PROMISED: (Side.B, Move.RENEGE),
    State.COUNTERED: (Side.B, Move.WITHDRAW),
}


_HANDED_OVER = "handed over to "


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of one commitment; `to`: who does it now, where it is handed over."""

    commitment_id: int
    fate: Fate
    to: str = ""


def fates(mine: bool) -> tuple[Fate, ...]:
    """What can become of a commitment: that it will not be done is for its performer to say."""
    return tuple(Fate) if mine else (Fate.SETTLED, Fate.RELEASED, Fate.HANDED_OVER)


def steps(fate: Fate, state: State, mine: bool) -> tuple[Step, ...]:
    """The moves that lead there, in order. What I was owed and have is well done: I say so.

    Raises NotAllowed for what is not owed any more, and for "not done" of what is theirs to do.
    """
    if state not in STILL_OWED or fate not in fates(mine):
        raise NotAllowed(f"what is {state} cannot be {fate}")
    if fate is Fate.SETTLED:
        return _SETTLING[state] if mine else (*_SETTLING[state], (Side.A, Move.SATISFIED))
    return (_NOT_DOING[state],) if fate is Fate.NOT_DONE else (_RELEASING[state],)


def words_of(settlement: Settlement) -> str:
    """What is kept with the moves. Raises NotAllowed where it is handed over to nobody."""
    if settlement.fate is not Fate.HANDED_OVER:
        return ""
    if not settlement.to.strip():
        raise NotAllowed("what is handed over goes to somebody: say to whom")
    return f"{_HANDED_OVER}{settlement.to.strip()}"


def told(last: Step, words: str) -> tuple[Fate, str]:
    """What the last move of a settled commitment, and the words kept with it, say became of it, and who does it now."""
    side, verb = last
    if verb in (Move.REPORT, Move.SATISFIED):
        return Fate.SETTLED, ""
    if words.startswith(_HANDED_OVER):
        return Fate.HANDED_OVER, words.removeprefix(_HANDED_OVER)
    return (Fate.NOT_DONE if side is Side.B else Fate.RELEASED), ""


def unsaid(owed: Iterable[int], said: Iterable[Settlement]) -> tuple[int, ...]:
    """Which of these commitments a close says nothing of."""
    known = {each.commitment_id for each in said}
    return tuple(each for each in owed if each not in known)
