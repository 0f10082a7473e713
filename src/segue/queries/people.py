"""Questions about people: who there is, and what I know of one: what each owes the other, the record, the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from segue.domain.calendar import Calendar
from segue.domain.chats import is_handle
from segue.domain.commitments import OPEN, History, State
from segue.domain.follow_through import Entry, Kept, Record, record
from segue.queries.facts import histories
from segue.store.access import OwnedQuerySet
from segue.store.models import (
    Address,
    Asker,
    Commitment,
    Connection,
    DoubtfulPair,
    Exchange,
    Person,
    Phone,
)

PAGE = 50
LISTED = 300
_OPEN = [str(state) for state in OPEN]
_PROMISED = [str(State.PROMISED), str(State.COUNTERED)]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of people. `owed` counts what I have promised them and owe, `owing` what they owe me."""

    id: int
    name: str
    organisation: str
    last_at: datetime | None
    closed: bool
    owed: int
    owing: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people; `next` is what to hand in as `after` for those that follow, empty at the end."""

    people: tuple[Listed, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a record's list, with the commitment that it counts."""

    entry: Entry
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """A record, and the list behind it, the latest first."""

    record: Record
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is known of a person; `connection` is None for somebody met in mail between others only."""

    person: Person
    connection: Connection | None
    addresses: tuple[Address, ...]
    phones: tuple[Phone, ...]
    pairs: tuple[DoubtfulPair, ...]
    open: tuple[Commitment, ...]
    my_record: FollowThrough
    their_record: FollowThrough


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach the person of a connection; `addr` is where their latest mail came from."""

    person_id: int
    name: str
    zone: str
    addr: str
    phones: tuple[Phone, ...]


_LISTED = ("id", "name", "organisation", "last_at", "connection__closed_at", "sort_name")
_NEVER = "never"
"""Stands in the address of a page for the moment of those who were never met."""


def knows_somebody(asker: Asker) -> bool:
    """Whether anybody is known at all."""
    return Person.objects.owned_by(asker).filter(redacted_at=None).exists()


def listed(asker: Asker, *, text: str = "", by_name: bool = False, after: str = "") -> PeoplePage:
    """People, the latest met first or by name; `text` is looked for in names and organisations."""
    people = Person.objects.visible_to(asker).filter(redacted_at=None)
    # PostgreSQL refuses NUL, which no name holds.
    if text := text.replace("\0", ""):
        people = people.filter(Q(name__icontains=text) | Q(organisation__icontains=text))
    rows: list[tuple[Any, ...]] = []
    for some in [_by_name(people, after)] if by_name else _by_last(people, after):
        rows += some.values_list(*_LISTED)[: PAGE + 1 - len(rows)]
    owed = _owed(asker, [row[0] for row in rows[:PAGE]])
    lines = tuple(
        Listed(id_, name, organisation, last_at, closed_at is not None, *owed[id_])
        for id_, name, organisation, last_at, closed_at, _sort in rows[:PAGE]
    )
    return PeoplePage(lines, _next(rows[PAGE - 1], by_name) if len(rows) > PAGE else "")


def find(asker: Asker, text: str, limit: int = 6) -> list[Listed]:
    """People whose name begins so, or holds it, the latest met first: for the palette."""
    return list(listed(asker, text=text).people[:limit]) if text else []


def person(asker: Asker, person_id: int, now: datetime) -> PersonPage:
    """Raises Person.DoesNotExist for who is not there or not to be seen."""
    who = Person.objects.visible_to(asker).get(id=person_id)
    connection = Connection.objects.visible_to(asker).filter(person=who).select_related("person", "need").first()
    commitments = _commitments(asker, connection)
    return PersonPage(
        who,
        connection,
        tuple(who.addresses.order_by("addr")),
        tuple(who.phones.order_by("-id")),
        tuple(_pairs(asker, who)),
        tuple(each for each in commitments if each.state in _OPEN),
        follow_through(asker, who, [each for each in commitments if each.mine], now),
        follow_through(asker, who, [each for each in commitments if not each.mine], now),
    )


def person_of(asker: Asker, person_id: int) -> Person:
    """One of the asker's own persons; raises Person.DoesNotExist for anybody else's."""
    return Person.objects.owned_by(asker).get(id=person_id)


def name_of(asker: Asker, person_id: int) -> str:
    """The name of somebody the asker may see; empty for anybody else."""
    return Person.objects.visible_to(asker).filter(id=person_id).values_list("name", flat=True).first() or ""


def reach(asker: Asker, connection_id: int) -> Reach:
    """Raises Connection.DoesNotExist for what is not there or not to be seen."""
    connection = Connection.objects.visible_to(asker).select_related("person").get(id=connection_id)
    who = connection.person
    latest = (
        Exchange.objects.visible_to(asker)
        .filter(connection=connection, out=False, message__conversation__medium="mail")
        .order_by("-message_id")
        .values_list("message__sender__addr", flat=True)
        .first()
    )
    known = (addr for addr in who.addresses.values_list("addr", flat=True) if not is_handle(addr))
    addr = latest or next(known, "")
    return Reach(who.id, who.name, who.zone, addr, tuple(who.phones.order_by("-id")))


def neighbours(asker: Asker, who: Person) -> tuple[int | None, int | None]:
    """The persons before and after this one in the list of the latest met."""
    if who.last_at is None:
        return None, None
    others = Person.objects.visible_to(asker).filter(redacted_at=None)
    newer = others.filter(Q(last_at__gt=who.last_at) | Q(last_at=who.last_at, id__gt=who.id))
    older = others.filter(Q(last_at__lt=who.last_at) | Q(last_at=who.last_at, id__lt=who.id))
    before = newer.order_by("last_at", "id").values_list("id", flat=True).first()
    after = older.order_by("-last_at", "-id").values_list("id", flat=True).first()
    return before, after


def _by_last(people: OwnedQuerySet[Person], after: str) -> list[OwnedQuerySet[Person]]:
    """Those met, the latest first, and then those known from contacts alone, the newest first."""
    at, _, id_ = after.partition(",")
    moment, met, never = _moment(at), people.exclude(last_at=None), people.filter(last_at=None)
    if at == _NEVER and id_.isdecimal():
        return [never.filter(id__lt=int(id_)).order_by("-id")]
    if moment and id_.isdecimal():
        met = met.filter(Q(last_at__lt=moment) | Q(last_at=moment, id__lt=int(id_)))
    return [met.order_by("-last_at", "-id"), never.order_by("-id")]


def _moment(text: str) -> datetime | None:
    """A moment as `_next` writes it; None for anything else that stands in an address."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _by_name(people: OwnedQuerySet[Person], after: str) -> OwnedQuerySet[Person]:
    id_, _, name = after.partition(",")
    if id_.isdecimal():
        people = people.filter(Q(sort_name__gt=name) | Q(sort_name=name, id__gt=int(id_)))
    return people.order_by("sort_name", "id")


def _next(row: Sequence[object], by_name: bool) -> str:
    id_, _name, _organisation, last_at, _closed, sort_name = row
    if by_name:
        return f"{id_},{sort_name}"
    return f"{last_at.isoformat() if isinstance(last_at, datetime) else _NEVER},{id_}"


def _owed(asker: Asker, person_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many promises stand with each person: mine, theirs."""
    rows = (
        Commitment.objects.visible_to(asker)
        .filter(connection__person__in=person_ids, state__in=_PROMISED, others=False)
        .values_list("connection__person")
        .annotate(owed=Count("id", filter=Q(mine=True)), owing=Count("id", filter=Q(mine=False)))
    )
    return defaultdict(lambda: (0, 0), {id_: (owed, owing) for id_, owed, owing in rows})


def _commitments(asker: Asker, connection: Connection | None) -> list[Commitment]:
    if connection is None:
        return []
    mine = Commitment.objects.visible_to(asker).filter(connection=connection, others=False)
    return list(mine.order_by("-made_at")[:LISTED])


def follow_through(asker: Asker, who: Person, commitments: Sequence[Commitment], now: datetime) -> FollowThrough:
    """The record of whoever performs these commitments with that person, and the list behind it."""
    me = Calendar(asker.zone, asker.country)
    them = Calendar(who.zone or asker.zone, who.country or None)
    known = histories([each.id for each in commitments], now)
    counted = record((_kept(each, known.get(each.id, History()), me, them) for each in commitments), now)
    by_id = {each.id: each for each in commitments}
    return FollowThrough(counted, tuple(Line(entry, by_id[entry.id]) for entry in counted.entries))


def _kept(commitment: Commitment, history: History, me: Calendar, them: Calendar) -> Kept:
    performer, asking = (me, them) if commitment.mine else (them, me)
    return Kept(commitment.id, history, performer, asking)


def _pairs(asker: Asker, who: Person) -> Iterable[DoubtfulPair]:
    pairs = DoubtfulPair.objects.visible_to(asker).filter(Q(first=who) | Q(second=who), verdict="")
    return pairs.select_related("first", "second")
