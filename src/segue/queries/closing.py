"""Questions at a close: what is still owed between the two, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from segue.domain.closing import STILL_OWED, Fate, told
from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side
from segue.queries.commitments import alive
from segue.store.models import Asker, Commitment, Connection, Conversation, Move

_SHOWN = 50


def still_owed(asker: Asker, connection_id: int, now: datetime) -> list[Commitment]:
    """What is open between me and somebody, mine first, the first due first.

    What was only ever detected, and is older than Today looks back, is left where it lies: it asks for nothing.
    """
    rows = Commitment.objects.owned_by(asker).filter(
        alive(now),
        connection_id=connection_id,
        others=False,
        made_at__lte=now,
        state__in=[str(state) for state in STILL_OWED],
    )
    return list(rows.order_by("-mine", F("due").asc(nulls_last=True), "made_at", "id")[:_SHOWN])


def closed_by(asker: Asker, talk: Conversation) -> int | None:
    """The connection that an honest close of this talk closes, too; None where it was with several, or is closed."""
    with_whom = Connection.objects.owned_by(asker).filter(person__talks__conversation=talk)
    found = list(with_whom.values_list("id", "closed_at")[:2])
    return found[0][0] if len(found) == 1 and not found[0][1] else None


def is_closed(asker: Asker, connection_id: int) -> bool:
    """Whether a connection of the asker's is closed."""
    return Connection.objects.owned_by(asker).filter(id=connection_id, closed_at__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class Settled:
    """A commitment that a close said something of: what, what became of it, and who does it now."""

    what: str
    fate: Fate
    to: str


def settled_with(asker: Asker, connection: Connection) -> list[Settled]:
    """What the close of a connection settled: for the words to close with."""
    if connection.closed_at is None:
        return []
    made = Move.objects.visible_to(asker).filter(
        commitment__connection=connection, at=connection.closed_at, by_hand=True
    )
    last = {move.commitment_id: move for move in made.select_related("commitment").order_by("commitment_id", "id")}
    return [
        Settled(move.commitment.what, *told((Side(move.by), Verb(move.move)), move.words)) for move in last.values()
    ]
