"""Keeping a connection or a conversation private: nothing of it is ever sent to a language model."""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import deed
from segue.actions.errors import NotFound
from segue.store.models import Asker, Connection, Conversation


def of_conversation(asker: Asker, conversation_id: int, now: datetime, *, source: str, private: bool = True) -> None:
    """Nothing that was said in this conversation is sent; or it may be again."""
    with deed(asker, "private" if private else "not private", now, source=source) as change:
        row = Conversation.objects.owned_by(asker).filter(id=conversation_id).first()
        if row is None:
            raise NotFound(f"There is no conversation {conversation_id}.")
        change.save(row, private_since=_since(row, now) if private else None)
        change.about(row, _told(str(row), private))


def of_connection(asker: Asker, connection_id: int, now: datetime, *, source: str, private: bool = True) -> None:
    """Nothing of any conversation that this person takes part in is sent; or it may be again."""
    with deed(asker, "private" if private else "not private", now, source=source) as change:
        row = Connection.objects.owned_by(asker).select_related("person").filter(id=connection_id).first()
        if row is None:
            raise NotFound(f"There is no connection {connection_id}.")
        change.save(row, private_since=_since(row, now) if private else None)
        change.about(row, _told(row.person.name, private))


def _since(row: Connection | Conversation, now: datetime) -> datetime:
    return row.private_since or now


def _told(what: str, private: bool) -> str:
    return f"Private: {what}" if private else f"No longer private: {what}"
