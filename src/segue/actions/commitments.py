"""What can be done with a commitment. The moves are DESIGN's table; `heard` records the other side's word instead.

Each verb raises NotFound for what is not the asker's, and Refused, naming what is possible, for what the table
does not have. Days are days in the performer's zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.actions.moves import Moving, moving, owned_commitment, tell
from segue.domain.commitments import Move, Side, State
from segue.store.models import Asker, Commitment

_UNAGREED = (State.OFFERED, State.COUNTERED)


def done(asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "") -> Commitment:
    """Mine: I report it done. Theirs: I have what I was promised, so it is kept."""
    with moving(asker, commitment_id, "done", now, source=source) as it:
        done_in(it, words)
    return it.commitment


def done_in(it: Moving, words: str = "") -> None:
    """The same as a part of a larger deed.

    What is delivered before the other side agreed to the terms was agreed to by the delivery.
    """
    if it.state in _UNAGREED:
        it.make(Move.ACCEPT, Side.A)
    if it.commitment.mine or it.state is not State.REPORTED:
        it.make(Move.REPORT, Side.B, words=words)
    if not it.commitment.mine:
        it.make(Move.SATISFIED, Side.A, words=words)


def not_done(asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "") -> Commitment:
    """What was reported as done is not what was asked for: the promise stands again."""
    return _move(asker, commitment_id, "not done", (Move.NOT_SATISFIED,), now, source=source, words=words)


def decline(
    asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "", heard: bool = False
) -> Commitment:
    """Say no to a request, an offer or a counter-proposal."""
    wanted = (Move.DECLINE, Move.REJECT)
    return _move(asker, commitment_id, "decline", wanted, now, source=source, words=words, heard=heard)


def counter(
    asker: Asker,
    commitment_id: int,
    now: datetime,
    *,
    source: str,
    due: date | None = None,
    words: str = "",
    heard: bool = False,
) -> Commitment:
    """Propose another date or other terms; a promise keeps its old date until the new one is accepted."""
    if due is None and not words:
        raise Refused("A counter-proposal names a new date or other terms.")
    wanted = (Move.COUNTER, Move.ASK_ANOTHER_DATE)
    return _move(asker, commitment_id, "counter", wanted, now, source=source, due=due, words=words, heard=heard)


def withdraw(
    asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "", heard: bool = False
) -> Commitment:
    """Take back what was asked for, or what was offered and not yet accepted."""
    return _move(asker, commitment_id, "withdraw", (Move.WITHDRAW,), now, source=source, words=words, heard=heard)


def renege(
    asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "", heard: bool = False
) -> Commitment:
    """Say that a promise will not be kept."""
    return _move(asker, commitment_id, "renege", (Move.RENEGE,), now, source=source, words=words, heard=heard)


def accept(
    asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "", heard: bool = False
) -> Commitment:
    """Say yes: to an offer or a counter-proposal, to a request (which promises it), to what was delivered."""
    wanted = (Move.ACCEPT, Move.PROMISE, Move.SATISFIED)
    return _move(asker, commitment_id, "accept", wanted, now, source=source, words=words, heard=heard)


def promise(
    asker: Asker, commitment_id: int, now: datetime, *, source: str, due: date | None = None, words: str = ""
) -> Commitment:
    """The performer, whoever it is, promises, or names the date of a promise that has none."""
    with moving(asker, commitment_id, "promise", now, source=source) as it:
        if it.state is State.PROMISED and it.history.due is None and due is not None:
            # A first date takes nothing back that was agreed, so nothing is left to be accepted.
            it.make(Move.COUNTER, Side.B, due=due, words=words)
            it.make(Move.ACCEPT, Side.A, due=due)
        else:
            it.make(Move.PROMISE, Side.B, due=due, words=words)
    return it.commitment


def let_go(asker: Asker, commitment_id: int, now: datetime, *, source: str, words: str = "") -> Commitment:
    """Let the commitment be, never the person. What is mine to do is let go honestly: by saying that I will not."""
    wanted = (Move.LET_GO, Move.DECLINE, Move.RENEGE, Move.WITHDRAW)
    return _move(asker, commitment_id, "let go", wanted, now, source=source, words=words)


def snooze(asker: Asker, commitment_id: int, until: datetime, now: datetime, *, source: str) -> Commitment:
    """Keep it out of Today until then."""
    check_ahead(until, now)
    with deed(asker, "snooze", now, source=source) as change:
        commitment = change.save(owned_commitment(asker, commitment_id), snoozed_until=until)
        tell(change, commitment, f"Until {until:%-d %b}")
    return commitment


def not_settled(asker: Asker, commitment_id: int, now: datetime, *, source: str) -> Commitment:
    """What they wrote since has not settled it (that it has is `done`)."""
    with deed(asker, "not settled", now, source=source) as change:
        commitment = change.save(owned_commitment(asker, commitment_id), unsettled_at=now)
        tell(change, commitment, "not settled")
    return commitment


def check_ahead(until: datetime, now: datetime) -> None:
    """Refuse to put something off until a moment that has passed."""
    if until <= now:
        raise Refused("That moment has passed; name one to come.")


def _move(
    asker: Asker,
    commitment_id: int,
    verb: str,
    wanted: Sequence[Move],
    now: datetime,
    *,
    source: str,
    due: date | None = None,
    words: str = "",
    heard: bool = False,
) -> Commitment:
    with moving(asker, commitment_id, verb, now, source=source) as it:
        side = it.side(heard=heard)
        it.make(it.first_possible(wanted, side), side, due=due, words=words)
    return it.commitment
