"""Questions about live talks."""

from __future__ import annotations

from segue.store.models import Asker, Conversation


def talk_with_uid(asker: Asker, uid: str) -> int | None:
    """The asker's conversation that came from the calendar event or transcript with this UID."""
    return Conversation.objects.owned_by(asker).filter(uid=uid).values_list("id", flat=True).first()
