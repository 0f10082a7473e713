"""Full-text search over the asker's messages: FTS5 on SQLite, tsvector on PostgreSQL.

A message's id begins with its second, so "newest first" is the order in which the index is read: the search stops
at the first page, however common the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN
from segue.domain.excerpts import Pieces, Sought, excerpt, sought
from segue.domain.searching import Query, parse
from segue.store.access import Asker, OwnedQuerySet
from segue.store.models import Address, Commitment, Message, Person, Recipient, key_at, moment_of

PAGE = 50
_FEW = 1000
_PERSONS = 400
_GREATEST = 2**63 - 1

_COLUMNS = ("id", "conversation_id", "subject", "sender__name", "sender__addr", "speaker", "body")
_Row = tuple[int, int, str, str | None, str | None, str, str]
_Values = Sequence[Any]
_Statement = tuple[str, _Values]


@dataclass(frozen=True, slots=True)
class Hit:
    """A message found; `pieces` are its words around the find, each with whether it is what was looked for."""

    message_id: int
    conversation_id: int
    subject: str
    sender: str
    sent_at: datetime
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `more`: there may be older ones; `odd`: what in the query was not understood."""

    hits: tuple[Hit, ...]
    more: bool
    odd: tuple[str, ...]


def search(asker: Asker, text: str, *, best: bool = False, limit: int = PAGE, older_than: int | None = None) -> Found:
    """Find `text` (see `domain.searching.parse`), newest first or best first; `older_than` pages on by message id."""
    query = parse(text)
    odd = (*query.odd, *(f"in:{place}" for place in query.places))
    if not (query.has_text or query.senders or query.people or query.before or query.after or query.owed):
        return Found((), False, odd)
    rows = _rows(asker, query, best, limit + 1, older_than)
    what = sought(query)
    return Found(tuple(_hit(row, what) for row in rows[:limit]), len(rows) > limit, odd)


def _rows(asker: Asker, query: Query, best: bool, limit: int, older_than: int | None) -> list[_Row]:
    """The messages found, in order, with _COLUMNS of each: one statement, for its making is most of what it costs."""
    inner, few = _narrowed(asker, query, older_than)
    if not query.has_text:
        return list(inner.order_by("-id").values_list(*_COLUMNS)[:limit])
    narrowed, values = inner.order_by().values_list(*_COLUMNS).query.sql_with_params()
    if connection.vendor == "postgresql":
        return _run(*_on_postgres(query, narrowed, values, best, limit))
    if few is not None and not query.typing:
        return _run(*_among_few(query, narrowed, values, best, limit))
    return _run(*_on_sqlite(query, narrowed, values, _range(asker, query, older_than), few, best, limit))


def _on_sqlite(
    query: Query,
    narrowed: str,
    values: _Values,
    keys: tuple[int, int],
    few: Sequence[int] | None,
    best: bool,
    limit: int,
) -> _Statement:
    """CROSS JOIN fixes the order of the loops: the words' index outermost, read from its newest end.

    The plus keeps the planner from looking for messages by the range of ids instead of by the one id that was found,
    and the index from gathering all words that begin with an unfinished one anew for each of a few ids.
    """
    among = "" if few is None else f" AND +message_search.rowid IN ({', '.join(map(str, few)) or 'NULL'})"
    statement = (
        f"SELECT m.* FROM message_search CROSS JOIN ({narrowed}) m ON m.id = +message_search.rowid"  # noqa: S608
        f" WHERE message_search MATCH %s AND message_search.rowid BETWEEN %s AND %s{among}"
        f" ORDER BY message_search.{'rank' if best else 'rowid DESC'} LIMIT %s"
    )
    return statement, [*values, fts5_of(query), *keys, limit]


def _among_few(query: Query, narrowed: str, values: _Values, best: bool, limit: int) -> _Statement:
    """The few messages outermost, each looked up in the words' index."""
    statement = (
        f"SELECT m.* FROM ({narrowed}) m CROSS JOIN message_search ON m.id = message_search.rowid"  # noqa: S608
        f" WHERE message_search MATCH %s ORDER BY {'message_search.rank' if best else 'm.id DESC'} LIMIT %s"
    )
    return statement, [*values, fts5_of(query), limit]


def _on_postgres(query: Query, narrowed: str, values: _Values, best: bool, limit: int) -> _Statement:
    statement = (
        f"SELECT m.* FROM ({narrowed}) m JOIN store_message s ON s.id = m.id, to_tsquery('simple', %s) q"  # noqa: S608
        f" WHERE s.search @@ q ORDER BY {'ts_rank(s.search, q) DESC' if best else 'm.id DESC'} LIMIT %s"
    )
    return statement, [*values, tsquery_of(query), limit]


def _run(statement: str, values: _Values) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _narrowed(
    asker: Asker, query: Query, older_than: int | None
) -> tuple[OwnedQuerySet[Message], Sequence[int] | None]:
    """What the asker may see of the time, people and promises asked for; the ids of what people meant, if few."""
    found, few = Message.objects.visible_to(asker), None
    if query.before or query.after or older_than is not None:
        found = found.filter(id__range=_range(asker, query, older_than))
    for name, received in (*((name, False) for name in query.senders), *((name, True) for name in query.people)):
        between, ids = _between(asker, name, received)
        found, few = found.filter(between), few if ids is None else ids
    if query.owed:
        waiting = Commitment.objects.visible_to(asker).filter(mine=query.owed == "me", state__in=map(str, OPEN))
        found = found.filter(id__in=waiting.values("message_id"))
    return found, few


def _range(asker: Asker, query: Query, older_than: int | None) -> tuple[int, int]:
    """The least and the greatest id that can be meant."""
    calendar = Calendar(asker.zone)
    last = key_at(calendar.start_of(query.before)) - 1 if query.before else _GREATEST
    first = key_at(calendar.start_of(query.after)) if query.after else 0
    return first, min(last, older_than - 1) if older_than is not None else last


def _between(asker: Asker, name: str, received: bool) -> tuple[Q, Sequence[int] | None]:
    """The messages that this person sent, or also received; their ids where these are few.

    SQLite would look through all that the asker has, not knowing how few are somebody's.
    """
    if name in ("me", "mich", "moi"):
        return Q(mine=True), None
    addresses = _addresses(asker, name)
    to_them = Recipient.objects.filter(address_id__in=addresses if received else ())
    ids = list(Message.objects.filter(sender_id__in=addresses).values_list("id", flat=True)[: _FEW + 1])
    ids += to_them.values_list("message_id", flat=True)[: _FEW + 1]
    if len(ids) <= _FEW:
        return Q(id__in=ids), ids
    return Q(sender_id__in=addresses) | (Q(id__in=to_them.values("message_id")) if received else Q()), None


def _addresses(asker: Asker, name: str) -> list[int]:
    """Addresses that are `name`, or whose person's or own name holds it."""
    seen = Address.objects.visible_to(asker)
    if "@" in name:
        return list(seen.filter(addr=name).values_list("id", flat=True))
    persons = Person.objects.visible_to(asker).filter(name__icontains=name).values_list("id", flat=True)[:_PERSONS]
    called = Q(person_id__in=list(persons)) | Q(name__icontains=name) | Q(addr__startswith=name)
    return list(seen.filter(called).values_list("id", flat=True)[:_PERSONS])


def fts5_of(query: Query) -> str:
    """Each word a string, so that nothing typed is taken for an operator; the last may be unfinished."""
    terms = [f'"{each}"' for each in (*query.phrases, *query.words)]
    if query.typing and query.words:
        terms[-1] += "*"
    return " AND ".join(terms)


def tsquery_of(query: Query) -> str:
    terms = ["(" + " <-> ".join(f"'{word}'" for word in phrase.split()) + ")" for phrase in query.phrases]
    terms += [f"'{word}'" for word in query.words]
    if query.typing and query.words:
        terms[-1] += ":*"
    return " & ".join(terms)


def _hit(row: _Row, what: Sought) -> Hit:
    id_, conversation, subject, name, addr, speaker, body = row
    return Hit(id_, conversation, subject, name or addr or speaker, moment_of(id_), excerpt(body, what))
