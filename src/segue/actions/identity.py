"""Who is who, by hand: two persons who are one, one who is two, and the pairs that were asked about.

The import joins persons by exact rules; what the owner says here goes before them, and all of it is undone on request.
Each verb raises NotFound for what is not the asker's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Max, Min, Q

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.imports.merging import merge_persons
from segue.actions.imports.persons import known_by
from segue.actions.people import make_person, owned_person
from segue.store.models import (
    Address,
    Asker,
    Board,
    Commitment,
    Connection,
    DoubtfulPair,
    Exchange,
    Introduction,
    KnownBy,
    Message,
    NewsFate,
    Occasion,
    Opportunity,
    Participant,
    Person,
    Phone,
    Plan,
    StageMove,
    Topic,
    Victory,
    moment_of,
)
from segue.store.plain import snapshot


def merge(asker: Asker, person_id: int, other_id: int, now: datetime, *, source: str) -> Person:
    """The other is this person: everything that hangs on them moves here."""
    with deed(asker, "merge", now, source=source) as change:
        return _merge(change, person_id, other_id)


def decide(asker: Asker, pair_id: int, same: bool, now: datetime, *, source: str) -> None:
    """Say whether two who may be one are; the answer is kept, and no later import asks again."""
    with deed(asker, "decide", now, source=source) as change:
        pair = DoubtfulPair.objects.owned_by(asker).select_related("first", "second").filter(id=pair_id).first()
        if pair is None:
            raise NotFound(f"There is no such question as {pair_id}.")
        change.save(pair, verdict="same" if same else "different")
        change.about(pair, f"{pair.first} and {pair.second} are {'one' if same else 'two'}.")
        if same:
            _merge(change, pair.first_id, pair.second_id)


def part(asker: Asker, person_id: int, address_ids: Iterable[int], now: datetime, *, source: str) -> Person:
    """These addresses are somebody else: a new person, with the messages that went by them; no import joins them."""
    with deed(asker, "part", now, source=source) as change:
        person = owned_person(asker, person_id)
        addresses = list(Address.objects.filter(person=person, id__in=set(address_ids)).order_by("id"))
        if not addresses or len(addresses) == person.addresses.count():
            raise Refused("Name some of the person's addresses, and not all of them.")
        other = make_person(change, addresses[0].name or addresses[0].addr)
        change.create(
            DoubtfulPair(
                owner_id=asker.member_id,
                first=person,
                second=other,
                verdict="different",
                rule="by hand",
                reason="the owner parted them",
            )
        )
        _part(change, person, other, addresses)
        change.about(other, f"{other.name} is not {person.name}.")
    return other


# --- merging ---


@dataclass(frozen=True, slots=True)
class _Hanging:
    """Rows that hang on a person (or their connection) by `column`; `alone` may stand only once beside it."""

    model: type[models.Model]
    column: str
    key: str = "id"
    alone: str = ""


_ON_PERSON = (
    _Hanging(Address, "person_id"),
    _Hanging(KnownBy, "person_id", key="key"),
    _Hanging(Phone, "person_id", alone="number"),
    _Hanging(Participant, "person_id", alone="conversation_id"),
    _Hanging(Topic, "person_id"),
    _Hanging(Occasion, "person_id"),
    _Hanging(NewsFate, "person_id", alone="news_id"),
    _Hanging(Victory, "person_id"),
    _Hanging(Introduction, "one_id"),
    _Hanging(Introduction, "other_id"),
)
_ON_CONNECTION = (
    _Hanging(Exchange, "connection_id", key="message_id", alone="message_id"),
    _Hanging(Commitment, "connection_id"),
    _Hanging(StageMove, "connection_id"),
    _Hanging(Board, "connection_id"),
    _Hanging(Opportunity, "connection_id"),
    _Hanging(Plan, "connection_id"),
)


def _merge(change: Change, person_id: int, other_id: int) -> Person:
    """Let the import's own merging do it, recording what moves, goes and changes, so that it can be undone."""
    person, other = owned_person(change.asker, person_id), owned_person(change.asker, other_id)
    if person == other:
        raise Refused("That is the same person already.")
    here, there = Connection.objects.get(person=person), Connection.objects.get(person=other)
    change.about(person, f"{other.name} is {person.name}.")
    for pointless in Introduction.objects.filter(one__in=(person, other), other__in=(person, other)):
        change.delete(pointless)
    for hanging in _ON_PERSON:
        _record_moving(change, hanging, other.id, person.id)
    for hanging in _ON_CONNECTION:
        _record_moving(change, hanging, there.id, here.id)
    pairs = DoubtfulPair.objects.filter(Q(first=other) | Q(second=other))
    gone = [(row._meta.model_name or "", row.pk, snapshot(row)) for row in (*pairs, there, other)]
    kept = [(row, snapshot(row)) for row in (here, person)]
    merge_persons(change.asker.member_id, other.id, person.id)
    for row, before in kept:
        row.refresh_from_db()
        change.wrote(row._meta.model_name or "", row.pk, before, snapshot(row))
    for name, key, before in gone:
        change.wrote(name, key, before, None)
    change.touch(here.id)
    return person


def _record_moving(change: Change, hanging: _Hanging, old: int, new: int) -> None:
    """Record which rows will point to `new`, and the twins of its own rows, which go with the old."""
    rows = hanging.model._default_manager.filter(**{hanging.column: old})
    if hanging.alone:
        there = hanging.model._default_manager.filter(**{hanging.column: new}).values(hanging.alone)
        for twin in rows.filter(**{f"{hanging.alone}__in": there}):
            change.wrote(twin._meta.model_name or "", _plain_key(twin), snapshot(twin), None)
        rows = rows.exclude(**{f"{hanging.alone}__in": there})
    change.moved(hanging.model, hanging.column, list(rows.values_list(hanging.key, flat=True)), old, new, hanging.key)


def _plain_key(row: models.Model) -> object:
    return list(row.pk) if isinstance(row.pk, tuple) else row.pk


# --- parting ---


def _part(change: Change, person: Person, other: Person, addresses: Sequence[Address]) -> None:
    here, there = Connection.objects.get(person=person), Connection.objects.get(person=other)
    moving = [address.id for address in addresses]
    staying = list(person.addresses.exclude(id__in=moving).values_list("id", flat=True))
    for address in addresses:
        change.save(address, person=other, why="parted by hand")
        for key in KnownBy.objects.filter(person=person, key__in=[key for key, _ in known_by(address.addr, "")]):
            change.moved(KnownBy, "person_id", [key.key], person.id, other.id, "key")
            KnownBy.objects.filter(owner_id=person.owner_id, key=key.key).update(person=other)
    gone, shared = _messages_by(here, moving), _messages_by(here, staying)
    _hand_over(change, here, there, sorted(gone - shared), sorted(gone & shared))
    times = Exchange.objects.filter(connection=there).aggregate(first=Min("message_id"), last=Max("message_id"))
    if times["first"] is not None:
        change.save(other, first_at=moment_of(times["first"]), last_at=moment_of(times["last"]))
    threads = Message.objects.filter(id__in=gone).order_by().values_list("conversation_id", flat=True).distinct()
    change.reread(*threads)
    change.touch(here.id, there.id)


def _messages_by(connection: Connection, address_ids: Sequence[int]) -> set[int]:
    """The connection's messages that went from or to one of these addresses."""
    mine = Exchange.objects.filter(connection=connection)
    by = Q(message__sender__in=address_ids) | Q(message__recipients__address__in=address_ids)
    return set(mine.filter(by).values_list("message_id", flat=True))


def _hand_over(change: Change, here: Connection, there: Connection, gone: Sequence[int], both: Sequence[int]) -> None:
    """Give the other connection its messages; those that went to both stay here too."""
    for row in Exchange.objects.filter(connection=here, message_id__in=both):
        change.create(Exchange(owner_id=row.owner_id, connection=there, message_id=row.message_id, out=row.out))
    rows = [
        Exchange(owner_id=row.owner_id, connection=there, message_id=row.message_id, out=row.out)
        for row in Exchange.objects.filter(connection=here, message_id__in=gone)
    ]
    Exchange.objects.filter(connection=here, message_id__in=gone).delete()
    Exchange.objects.bulk_create(rows)
    change.moved(Exchange, "connection_id", gone, here.id, there.id, "message_id")
