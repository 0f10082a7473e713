"""Deeds: one transaction that changes rows and records who changed what, so that it can be undone.

    with deed(asker, "keep", now, source="web") as change:
        change.save(commitment, state="kept")

Every action writes through a `Change`; leaving the block writes the event beside the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from segue.actions.errors import Conflict, NotFound
from segue.actions.stale import mark_stale
from segue.actions.weave import weave_conversations
from segue.store.models import Asker, Event, Reminder, TodayRow
from segue.store.plain import snapshot, values_of

__all__ = ["UNDO_STEPS", "Change", "deed", "mark_stale", "snapshot", "undo"]

Row = TypeVar("Row", bound=models.Model)

UNDO_STEPS = 20

# A draft that was handed out may have been sent: no undo lets a second reminder out.
_KEPT_ON_UNDO = {Reminder._meta.model_name}

# Not a row: among the changes it names a conversation that was read again, and has to be on undo.
_REREAD = "reread"


class Change:
    """Collects what one deed does to rows; fields are kept as JSON, before and after."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.rows: list[list[Any]] = []
        self.connections: set[int] = set()
        self.noun = ""
        self.noun_id: int | None = None
        self.text = ""

    def about(self, subject: models.Model, text: str) -> None:
        """Name what the deed is about, and the sentence that the toast and the history show."""
        self.noun, self.noun_id, self.text = subject._meta.model_name or "", _key(subject), text[:500]

    def create(self, row: Row) -> Row:
        """Insert a row."""
        row.save(force_insert=True)
        self.rows.append([row._meta.model_name, _key(row), None, snapshot(row)])
        return row

    def save(self, row: Row, **values: Any) -> Row:
        """Set these fields of a row; nothing is written or recorded when they have those values already."""
        before = snapshot(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = snapshot(row)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            row.save(update_fields=[row._meta.get_field(name).name for name in changed])
            self.rows.append(
                [
                    row._meta.model_name,
                    _key(row),
                    {n: before[n] for n in changed},
                    {n: after[n] for n in changed},
                ]
            )
        return row

    def delete(self, row: models.Model) -> None:
        """Remove a row (not what hangs on it: delete that first)."""
        self.rows.append([row._meta.model_name, _key(row), snapshot(row), None])
        row.delete()

    def reread(self, conversation_id: int) -> None:
        """Read a conversation into commitments again, now and when the deed is undone."""
        weave_conversations(self.asker, [conversation_id])
        self.rows.append([_REREAD, conversation_id, None, None])

    def touch(self, *connection_ids: int | None) -> None:
        """Have Today decide anew about these connections."""
        self.connections.update(each for each in connection_ids if each is not None)


@contextmanager
def deed(asker: Asker, verb: str, now: datetime, *, source: str) -> Iterator[Change]:
    """Open the transaction of one deed of the asker's; on leaving, write its event and mark Today stale."""
    with transaction.atomic():
        change = Change(asker)
        yield change
        mark_stale(change.connections)
        Event.objects.create(
            owner_id=asker.member_id,
            at=now,
            verb=verb,
            noun=change.noun,
            noun_id=change.noun_id,
            text=change.text,
            source=source,
            changes=change.rows,
            connections=sorted(change.connections),
        )


def undo(asker: Asker, now: datetime, *, source: str, event_id: int | None = None) -> Event:
    """Walk back a deed of the asker's: the latest that stands, or the one named.

    Raises NotFound where there is nothing to undo, Conflict where a row has changed since.
    """
    with transaction.atomic():
        standing = Event.objects.owned_by(asker).filter(undone_at=None).exclude(changes=[]).exclude(source="import")
        event = standing.filter(**({"id": event_id} if event_id else {})).order_by("-id").first()
        if event is None:
            raise NotFound("There is nothing to undo.")
        for name, key, before, after in reversed(event.changes):
            if name != _REREAD:
                _restore(name, key, before, after)
        weave_conversations(asker, [key for name, key, _, _ in event.changes if name == _REREAD])
        mark_stale(event.connections)
        event.undone_at = now
        event.save(update_fields=["undone_at"])
        return event


def _restore(name: str, key: Any, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    model = _model(name)
    row = model._default_manager.filter(pk=key).first()
    if before is None:
        if row is not None and name not in _KEPT_ON_UNDO:
            _take_back(row)
    elif after is None:
        if row is not None:
            raise Conflict("It is there again already; nothing was undone.")
        model(**values_of(model, before)).save(force_insert=True)
    else:
        _set_back(row, before, after)


def _take_back(row: models.Model) -> None:
    """Delete what a deed made, unless something that came later hangs on it and would go with it."""
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_model is not TodayRow:
            hanging = relation.related_model._default_manager.filter(**{relation.field.name: row})
            if hanging.exists():
                raise Conflict("Something else has come to hang on this since; nothing was undone.")
    row.delete()


def _set_back(row: models.Model | None, before: dict[str, Any], after: dict[str, Any]) -> None:
    if row is None or any(snapshot(row)[column] != value for column, value in after.items()):
        raise Conflict("This has changed since; nothing was undone.")
    for column, value in values_of(type(row), before).items():
        setattr(row, column, value)
    row.save(update_fields=[row._meta.get_field(column).name for column in before])


def _model(name: str) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model("store", name)


def _key(row: models.Model) -> Any:
    return row.pk if not isinstance(row.pk, tuple) else None
