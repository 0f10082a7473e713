"""Deeds: one transaction that changes rows and records who changed what, so that it can be undone.

    with deed(asker, "keep", now, source="web") as change:
        change.save(commitment, state="kept")

Every action writes through a `Change`; leaving the block writes the event beside the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, TypeVar

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models.deletion import Collector

from segue.actions.errors import Conflict, NotFound
from segue.actions.raising import raise_anew
from segue.actions.stale import mark_stale, read_posts_again
from segue.actions.weave import weave_conversations, weave_stale
from segue.store import bulk
from segue.store.models import (
    Address,
    Asker,
    Belonging,
    Board,
    Commitment,
    Event,
    Exchange,
    Introduction,
    Learning,
    Mark,
    Message,
    Moderation,
    Notice,
    Occasion,
    Opportunity,
    PartnershipAsk,
    Plan,
    PostMark,
    Reminder,
    StageMove,
    Team,
    TodayRow,
    Topic,
    Victory,
)
from segue.store.plain import columns_of, snapshot, values_of

__all__ = ["Change", "deed", "undo"]

Row = TypeVar("Row", bound=models.Model)

# A draft that was handed out may have been sent: no undo lets a second reminder out.
_KEPT_ON_UNDO = {Reminder._meta.model_name}

# Two changes that are no row: conversations that were read again, and have to be on undo; and many rows of a table
# that were made to point elsewhere by one statement.
_REREAD = "reread"
_MOVED = "moved"

# What the owner's answers are kept in: taking one back unlearns it.
_TEACHES = {Mark._meta.model_name, Learning._meta.model_name}

# Not a row either: which addresses are mine, on which it hangs who is a person and who wrote to whom.
_MINE = "mine"

NO_ROWS = frozenset({_REREAD, _MOVED, _MINE})
"""Names of changes that are no row."""

# Follows from messages and facts: it is worked out again.
_WORKED_OUT = (Exchange, TodayRow)

# What nobody made by hand: it goes with the row that it hangs on.
_GOES_ALONG = (Notice, PostMark, TodayRow)

# What is noted by hand (of commitments, those that are), and its way to the person.
_NOTED: tuple[tuple[type[models.Model], str], ...] = (
    *((Introduction, side) for side in ("one", "other")),
    *((noun, "person") for noun in (Occasion, Topic, Victory)),
    *((noun, "connection__person") for noun in (Board, Commitment, Opportunity, Plan, StageMove)),
)

# Columns that follow from other rows: that they have changed since is no reason not to undo.
_DERIVED = {"first_at", "last_at", "written_first_at", "refresh_at", "message_count", "stale", "raised"}


# Who is in a space, and what is covered there: for a while, and only while one has a say there.
_DECIDED = {Belonging._meta.model_name, Moderation._meta.model_name, Team.members.through._meta.model_name}
_FOR_A_WHILE = timedelta(hours=1)


class _Whole(Collector):
    """Finds all that a deletion takes along, row by row."""

    def can_fast_delete(self, *_: Any, **__: Any) -> bool:
        return False


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
        self.noun, self.noun_id, self.text = subject._meta.model_name or "", subject.pk, text[:500]

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

    def delete_whole(self, row: models.Model) -> None:
        """Remove a row with all that hangs on it; what only points at it points nowhere from then on."""
        gone = _Whole(using=row._state.db or DEFAULT_DB_ALIAS, origin=row)
        gone.collect([row])
        gone.sort()
        pointing: Any = gone.field_updates  # by field and value, lists of iterables of rows
        for (field, _), groups in pointing.items():
            for each in chain.from_iterable(groups):
                self.wrote(
                    _name(each), _key(each), {field.attname: getattr(each, field.attname)}, {field.attname: None}
                )
        for model, rows in gone.data.items():
            if model not in _WORKED_OUT:
                self.rows.extend([_name(each), _key(each), snapshot(each), None] for each in rows)
        row.delete()

    def wrote(self, name: str, key: Any, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Record what other code has written: a row made (before: None), deleted (after: None) or changed."""
        if before is not None and after is not None:
            changed = [column for column in after if after[column] != before[column]]
            before, after = {c: before[c] for c in changed}, {c: after[c] for c in changed}
        if before or after:
            self.rows.append([name, key, before, after])

    def moved(self, model: type[models.Model], column: str, ids: Sequence[int], old: int, new: int, key: str) -> None:
        """Record that `column` of these rows, told by `key`, has gone from `old` to `new`."""
        if ids:
            place = {"model": model._meta.model_name, "column": column, "key": key, "ids": list(ids)}
            self.rows.append([_MOVED, place, old, new])

    def reread(self, *conversation_ids: int) -> None:
        """Read conversations into commitments again, now and when the deed is undone."""
        weave_conversations(self.asker, conversation_ids)
        self.rows.append([_REREAD, list(conversation_ids), None, None])

    def mine(self, made: Iterable[int]) -> None:
        """Have undo work out anew who wrote what to whom, without the persons that were `made`. It comes last."""
        self.rows.insert(0, [_MINE, sorted(made), None, None])

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
        read_posts_again(change.rows)
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
    try:
        with transaction.atomic():
            return _undone(asker, now, event_id)
    except IntegrityError:
        raise Conflict("Something else stands in its place since; nothing was undone.") from None


def _undone(asker: Asker, now: datetime, event_id: int | None) -> Event:
    standing = Event.objects.owned_by(asker).filter(undone_at=None).exclude(changes=[]).exclude(source="import")
    event = standing.filter(**({"id": event_id} if event_id else {})).order_by("-id").first()
    if event is None:
        raise NotFound("There is nothing to undo.")
    _refuse_what_others_decide(asker, event, now)
    for name, key, before, after in reversed(event.changes):
        if name == _MOVED:
            _move_back(key, before, after)
        elif name == _REREAD:
            weave_conversations(asker, key)
        elif name == _MINE:
            _read_mine_again(asker, key, now)
        else:
            _restore(name, key, before, after)
    again = [id_ for name, ids, *_ in event.changes if name == _REREAD for id_ in ids]
    if any(name in _TEACHES for name, *_ in event.changes):
        again += raise_anew(asker)
    weave_conversations(asker, list(dict.fromkeys(again)))
    mark_stale(event.connections)
    read_posts_again(event.changes)
    event.undone_at = now
    event.save(update_fields=["undone_at"])
    return event


def _refuse_what_others_decide(asker: Asker, event: Event, now: datetime) -> None:
    """Who is in a space, and what is covered there, is not turned back long after, nor by who has no say there now."""
    decided = [change for change in event.changes if change[0] in _DECIDED]
    if decided and now - event.at > _FOR_A_WHILE:
        raise Conflict("It is too long ago: who is in a space is changed by those who are there now.")
    for name, key, before, after in decided:
        row = _model(name)._default_manager.filter(pk=key).first()
        told = (snapshot(row) if row else {}) | (before or {}) | (after or {})
        own = name != Moderation._meta.model_name and told.get("member_id") == asker.member_id
        here = Belonging.objects.filter(community=told.get("community_id"), member=asker.member_id, blocked_at=None)
        if told.get("community_id") and not own and not here.exclude(role=Belonging.Role.MEMBER).exists():
            raise Conflict("You have no say there any more; nothing was undone.")


def _restore(name: str, key: Any, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    model = _model(name)
    row = model._default_manager.filter(pk=tuple(key) if isinstance(key, list) else key).first()
    if before is None:
        if row is not None and name not in _KEPT_ON_UNDO:
            if name in _DECIDED and snapshot(row) != after:
                raise Conflict("This has changed since; nothing was undone.")
            _take_back(row)
    elif after is None:
        if row is not None:
            raise Conflict("It is there again already; nothing was undone.")
        if model is Commitment and before["mark_id"]:
            # What was read anew from the same words meanwhile makes room.
            Commitment.objects.filter(mark_id=before["mark_id"], by_hand=False).delete()
        model(**values_of(model, before)).save(force_insert=True)
    else:
        _set_back(row, before, after)


def _take_back(row: models.Model) -> None:
    """Delete what a deed made, unless something that came later hangs on it and would go with it."""
    if isinstance(row, PartnershipAsk) and row.answered_at:
        raise Conflict("It was answered since, and the answer stays; nothing was undone.")
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_model not in _GOES_ALONG:
            hanging = relation.related_model._default_manager.filter(**{relation.field.name: row})
            if hanging.exists():
                raise Conflict("Something else has come to hang on this since; nothing was undone.")
    if isinstance(row, Message):
        bulk.unindex_text([(row.id, row.subject, row.body)])
    row.delete()


def _set_back(row: models.Model | None, before: dict[str, Any], after: dict[str, Any]) -> None:
    if row is None or any(snapshot(row)[column] != after[column] for column in after.keys() - _DERIVED):
        raise Conflict("This has changed since; nothing was undone.")
    for column, value in values_of(type(row), before).items():
        setattr(row, column, value)
    row.save(update_fields=[row._meta.get_field(column).name for column in before])


def _read_mine_again(asker: Asker, made: Sequence[int], now: datetime) -> None:
    """The addresses are set back already: those who were persons on their account alone are persons no more."""
    from segue.actions.imports.rereading import read_again  # here, for reading mail takes long to load

    for model, way in _NOTED:
        noted = model._default_manager.filter(**{f"{way}__in": made})
        if (noted.filter(by_hand=True) if model is Commitment else noted).exists():
            raise Conflict("You have noted something about somebody who would go; nothing was undone.")
    Address.objects.owned_by(asker).filter(person_id__in=made).update(person=None)
    read_again(asker.member_id, made)
    weave_stale(asker, now)


def _move_back(place: dict[str, Any], old: int, new: int) -> None:
    """Point the rows that still point to `new` back to `old`."""
    model = _model(place["model"])
    columns = {field.attname for field in columns_of(model)}
    column, key = place["column"], place["key"]
    if not {column, key} <= columns:
        raise Conflict("This was done by another version of Segue, and cannot be undone by this one.")
    statement = f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {column} = %s AND {key} IN"  # noqa: S608
    bulk.run_in(statement, place["ids"], [old, new])


def _model(name: str) -> type[models.Model]:
    return apps.get_model("store", name)


def _name(row: models.Model) -> str:
    return row._meta.model_name or ""


def _key(row: models.Model) -> Any:
    return list(row.pk) if isinstance(row.pk, tuple) else row.pk
