"""Two persons who turn out to be one: everything that hangs on the second moves to the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from segue.store import bulk
from segue.store.models import STALE, Connection, DoubtfulPair, Introduction, Person, TodayRow

_KEPT_OF_PERSON = ("title", "organisation", "zone", "country", "notes", "source")
_NOT_OF_CONNECTION = {"id", "owner", "team", "person", "refresh_at"}


def kept_apart(owner: int, persons: Collection[int]) -> bool:
    """Whether the owner said of two of these that they are different."""
    pairs = DoubtfulPair.objects.filter(owner_id=owner, verdict="different")
    return pairs.filter(first_id__in=persons, second_id__in=persons).exists()


def merge_persons(owner: int, other_id: int, person_id: int) -> None:
    """Make `other` part of `person`, with all that is known of both; `other` is gone afterwards."""
    person = Person.objects.get(id=person_id, owner_id=owner)
    other = Person.objects.get(id=other_id, owner_id=owner)
    _move("store_address", "person_id", other_id, person_id)
    _move("store_knownby", "person_id", other_id, person_id)
    _move("store_phone", "person_id", other_id, person_id, alone="number")
    _move("store_participant", "person_id", other_id, person_id, alone="conversation_id")
    both = (person_id, other_id)
    Introduction.objects.filter(one__in=both, other__in=both).delete()
    for column in ("one_id", "other_id"):
        _move("store_introduction", column, other_id, person_id)
    for table in ("store_topic", "store_occasion", "store_victory"):
        _move(table, "person_id", other_id, person_id)
    _move("store_newsfate", "person_id", other_id, person_id, alone="news_id")
    _merge_connections(Connection.objects.get(person=person), Connection.objects.get(person=other))
    _fill(person, other, _KEPT_OF_PERSON)
    person.first_at = min(filter(None, (person.first_at, other.first_at)), default=None)
    person.last_at = max(filter(None, (person.last_at, other.last_at)), default=None)
    person.save()
    other.delete()


def _merge_connections(connection: Connection, other: Connection) -> None:
    _move("store_exchange", "connection_id", other.id, connection.id, alone="message_id")
    for table in ("store_commitment", "store_stagemove", "store_board", "store_opportunity", "store_plan"):
        _move(table, "connection_id", other.id, connection.id)
    TodayRow.objects.filter(connection__in=(connection, other)).delete()
    fields = {field.name for field in Connection._meta.concrete_fields}
    written = [each.written_first_at for each in (connection, other) if each.written_first_at]
    _fill(connection, other, fields - _NOT_OF_CONNECTION)
    connection.written_first_at = min(written, default=None)
    connection.refresh_at = STALE
    connection.save()
    other.delete()


def _move(table: str, column: str, old: int, new: int, alone: str = "") -> None:
    """Point rows from one to the other; where `alone` may stand only once beside it, twins stay and go with the old."""
    statement, values = f"UPDATE {table} SET {column} = %s WHERE {column} = %s", [new, old]  # noqa: S608
    if alone:
        statement += f" AND {alone} NOT IN (SELECT {alone} FROM {table} WHERE {column} = %s)"  # noqa: S608
        values.append(new)
    bulk.run(statement, values)


def _fill(row: Any, other: Any, fields: Iterable[str]) -> None:
    """Take over what only the other has."""
    for name in fields:
        if not getattr(row, name):
            setattr(row, name, getattr(other, name))
