"""An honest close: first what is still owed is settled, released or handed over; then the connection is closed.

Nothing further is asked afterwards, from either side, whatever is imported later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from segue.actions.connections import changing, close_in
from segue.actions.deeds import Change
from segue.actions.errors import NotFound, Refused
from segue.actions.moves import Moving, owned_commitment
from segue.domain.closing import Fate, Settlement, steps, unsaid, words_of
from segue.domain.commitments import State
from segue.domain.conversations import HonestClose
from segue.domain.errors import NotAllowed
from segue.queries.closing import still_owed
from segue.store.models import Asker, Connection


def close(
    asker: Asker,
    connection_id: int,
    how: HonestClose,
    now: datetime,
    *,
    source: str,
    owed: Sequence[Settlement] = (),
    rest: Fate | None = None,
) -> Connection:
    """Close a connection: who ended it, on what terms, how and from which day on to stay in touch.

    `owed` says what becomes of each commitment that is still open, `rest` of those it does not name. Refused where one
    is left unsaid, where there are no terms, and for what is closed already.
    """
    with changing(asker, connection_id, "close", now, source) as (change, connection):
        if connection.closed_at:
            raise Refused(f"It is closed since {connection.closed_at:%-d %B %Y}.")
        if not how.terms.strip():
            raise Refused("An honest close needs its terms: why it ends here.")
        settle_all(change, connection, owed, rest, now)
        close_in(change, connection, how, now)
        change.about(connection, f"Closed with {connection.person}: {how.terms}")
    return connection


def settle(asker: Asker, connection_id: int, owed: Sequence[Settlement], now: datetime, *, source: str) -> Connection:
    """Settle, release or hand over what is named here, without closing, or after a close that had left it open."""
    if not owed:
        raise Refused("Say of at least one commitment what becomes of it.")
    with changing(asker, connection_id, "settle", now, source) as (change, connection):
        for each in owed:
            _settle(change, connection, each, now)
        change.about(connection, f"{connection.person}: {len(owed)} settled, released or handed over.")
    return connection


def settle_all(
    change: Change, connection: Connection, owed: Sequence[Settlement], rest: Fate | None, now: datetime
) -> None:
    """Say of all that is still owed what becomes of it, as part of a larger deed; refused where one is left unsaid."""
    standing = {row.id: row for row in still_owed(change.asker, connection.id, now)}
    left = unsaid(standing, owed)
    if left and rest is None:
        named = "; ".join(f"{id_} “{standing[id_].what}”" for id_ in left[:5])
        raise Refused(f"First what is still owed: settled, released or handed over? {named}")
    for each in (*owed, *(Settlement(id_, rest or Fate.RELEASED) for id_ in left)):
        _settle(change, connection, each, now)


def _settle(change: Change, connection: Connection, settlement: Settlement, now: datetime) -> None:
    commitment = owned_commitment(change.asker, settlement.commitment_id)
    if commitment.connection_id != connection.id:
        raise NotFound(f"There is no commitment {commitment.id} with {connection.person}.")
    moving = Moving(change, commitment, now)
    try:
        words = words_of(settlement)
        wanted = steps(settlement.fate, State(commitment.state), commitment.mine)
    except NotAllowed as refusal:
        raise Refused(f"“{commitment.what}”: {refusal}.") from None
    for side, verb in wanted:
        moving.make(verb, side, words=words)
    moving.keep()
