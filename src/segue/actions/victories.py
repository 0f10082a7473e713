"""Small victories, noted by hand. Each verb raises NotFound for what is not the asker's."""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.store.models import Asker, Conversation, Person, Victory


def note_victory(
    asker: Asker,
    text: str,
    now: datetime,
    *,
    source: str,
    person_id: int | None = None,
    conversation_id: int | None = None,
) -> Victory:
    """Note what went well, with whom and in which talk where it was with somebody. It asks for nothing."""
    plain = " ".join(text.split())[:300]
    if not plain:
        raise Refused("Say what went well, in a line.")
    with deed(asker, "victory", now, source=source) as change:
        person = Person.objects.owned_by(asker).filter(id=person_id, redacted_at=None).first() if person_id else None
        talk = Conversation.objects.owned_by(asker).filter(id=conversation_id).first() if conversation_id else None
        if (person_id and person is None) or (conversation_id and talk is None):
            raise NotFound("There is no such person or talk.")
        victory = change.create(Victory(owner_id=asker.member_id, text=plain, at=now, person=person, conversation=talk))
        change.about(victory, f"A small victory: {plain}")
    return victory


def drop_victory(asker: Asker, victory_id: int, now: datetime, *, source: str) -> None:
    """It was none."""
    with deed(asker, "drop victory", now, source=source) as change:
        victory = Victory.objects.owned_by(asker).filter(id=victory_id).first()
        if victory is None:
            raise NotFound(f"There is no victory {victory_id}.")
        change.text = f"Gone: {victory.text}"
        change.delete(victory)
