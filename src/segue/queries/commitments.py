"""Questions about a commitment: what it is, and the message that its words stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side
from segue.domain.today import ALIVE
from segue.store.models import Asker, Commitment, Move


@dataclass(frozen=True, slots=True)
class Shown:
    """A commitment with its connection and person, and the thread to answer in; `message_id` is RFC 5322's."""

    commitment: Commitment
    subject: str
    message_id: str


def commitment_of(asker: Asker, commitment_id: int) -> Shown:
    """Raises Commitment.DoesNotExist for what is not there or not to be seen."""
    seen = Commitment.objects.visible_to(asker).select_related("connection__person", "message")
    commitment = seen.get(id=commitment_id)
    message = commitment.message
    return Shown(commitment, message.subject if message else "", message.message_id if message else "")


def alive(now: datetime) -> Q:
    """Commitments that still ask for something: what was only ever detected, and is older than Today looks back, is
    left where it lies."""
    since = now - ALIVE
    return Q(made_at__gte=since) | Q(due__gte=since.date()) | Q(touched_at__isnull=False)


def agreed_in(asker: Asker, conversation_id: int) -> list[Commitment]:
    """What was agreed in a conversation of the asker's, in that order."""
    return list(Commitment.objects.owned_by(asker).filter(conversation=conversation_id, others=False).order_by("id"))


def latest_counter(asker: Asker, commitment_id: int) -> Move | None:
    """The new date, or other terms, that the performer last proposed for what they had promised."""
    moves = Move.objects.visible_to(asker).filter(commitment=commitment_id, move=str(Verb.COUNTER), by=str(Side.B))
    return moves.order_by("at", "id").last()
