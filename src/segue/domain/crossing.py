"""What is answered on another thread: a report, withdrawal, refusal or new date of which its own thread knows nothing.

Only between the same two, only where enough words are the same, and only for a while: on its own thread a bare "done"
is understood, on another it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from segue.domain.bearing import meaning, overlap_of
from segue.domain.commitments import TABLE, DatedMove, Move, Side, State, apply
from segue.domain.utterances import Said, WovenMove

#: So long after its last move a commitment may be answered elsewhere.
WHILE = timedelta(days=60)
_SHARED, _PART = 2, 0.5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that is open, as it stands; `moved_at` is its last move, UTC."""

    key: int
    conversation: int
    connection: int
    mine: bool
    state: State
    said: Said
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Loose:
    """An act that moved nothing in its own conversation; `mine`: I said it to the connection, else they to me."""

    message: int
    conversation: int
    connection: int
    mine: bool
    at: datetime
    said: Said


#: Acts that may answer from another thread, and the moves they may be, of the performer (B) or of who asked (A).
MOVES: dict[str, tuple[tuple[Side, Move], ...]] = {
    "report": ((Side.B, Move.REPORT),),
    "withdrawal": ((Side.A, Move.WITHDRAW), (Side.B, Move.WITHDRAW)),
    "decline": ((Side.B, Move.DECLINE),),
    "counter": ((Side.B, Move.COUNTER),),
}


def links(waiting: Iterable[Waiting], loose: Sequence[Loose]) -> list[tuple[int, WovenMove]]:
    """The moves that loose acts make, in the order of time, each with the key of its commitment.

    The outcome depends on what is given only, not on its order. An act moves one commitment at most.
    """
    standing: dict[int, dict[int, Waiting]] = defaultdict(dict)
    for each in waiting:
        standing[each.connection][each.key] = each
    found = []
    for act in sorted(loose, key=lambda each: (each.at, each.message, each.said.start, each.said.act)):
        for side, move in MOVES.get(act.said.act, ()):
            best = _best(standing[act.connection].values(), act, side, move)
            if best is not None:
                state = apply(best.state, move, side)
                standing[act.connection][best.key] = replace(best, state=state, moved_at=act.at)
                found.append(
                    (best.key, WovenMove(DatedMove(move, side, act.at, act.said.due), act.message, act.said.words))
                )
                break
    return found


def _best(standing: Iterable[Waiting], act: Loose, side: Side, move: Move) -> Waiting | None:
    fitting = [each for each in standing if _may(each, act, side, move) and _same(each.said, act.said)]
    return max(fitting, key=lambda each: (overlap_of(each.said, act.said), each.moved_at, -each.key), default=None)


def _may(waiting: Waiting, act: Loose, side: Side, move: Move) -> bool:
    """Whether its author stands on this side of it, in another thread, soon enough, and the move can be made now."""
    return (
        waiting.conversation != act.conversation
        and (waiting.mine == act.mine) is (side is Side.B)
        and waiting.moved_at < act.at <= waiting.moved_at + WHILE
        and (side, move) in TABLE[waiting.state]
        and (move is not Move.COUNTER or act.said.due is not None)
    )


def _same(one: Said, other: Said) -> bool:
    return len(meaning(one) & meaning(other)) >= _SHARED and overlap_of(one, other) >= _PART
