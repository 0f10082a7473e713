"""Full-text search over the asker's messages: FTS5 on SQLite, tsvector on PostgreSQL.

A message's id begins with its second, so "newest first" is the order in which the index is read: the search stops
at the first page, however common the word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN
from segue.domain.searching import Query, parse
from segue.store.access import Asker, OwnedQuerySet
from segue.store.models import Address, Commitment, Message, Recipient, key_at

PAGE = 50
_AROUND = 90
_FEW = 400
_GREATEST = 2**63 - 1

_Values = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """A message found; `pieces` are its words around the find, each with whether it is what was looked for."""

    message_id: int
    conversation_id: int
    subject: str
    sender: str
    sent_at: datetime
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `more`: there may be older ones; `odd`: what in the query was not understood."""

    hits: tuple[Hit, ...]
    more: bool
    odd: tuple[str, ...]


def search(asker: Asker, text: str, *, best: bool = False, limit: int = PAGE, older_than: int | None = None) -> Found:
    """Find `text` (see `domain.searching.parse`), newest first or best first; `older_than` pages on by message id."""
    query = parse(text)
    if not (query.has_text or query.senders or query.people or query.before or query.after or query.owed):
        return Found((), False, query.odd)
    ids = _ids(asker, query, best, limit + 1, older_than)
    return Found(tuple(_hits(asker, ids[:limit], query)), len(ids) > limit, query.odd)


def _ids(asker: Asker, query: Query, best: bool, limit: int, older_than: int | None) -> list[int]:
    inner = _narrowed(asker, query, older_than)
    if not query.has_text:
        return list(inner.order_by("-id").values_list("id", flat=True)[:limit])
    narrowed, values = inner.order_by().values("id").query.sql_with_params()
    find = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    few = bool(query.senders or query.people) and len(inner.values_list("id", flat=True)[:_FEW]) < _FEW
    return find(query, narrowed, values, _range(asker, query, older_than), best, few, limit)


def _on_sqlite(
    query: Query, narrowed: str, values: _Values, keys: tuple[int, int], best: bool, few: bool, limit: int
) -> list[int]:
    """CROSS JOIN fixes the order of the loops: the index outermost, unless a person's few messages are fewer still."""
    tables = ("m", "message_search") if few else ("message_search", "m")
    named = {"m": f"({narrowed}) m", "message_search": "message_search"}
    order = "message_search.rank" if best else "m.id DESC" if few else "message_search.rowid DESC"
    statement = (
        f"SELECT m.id FROM {named[tables[0]]} CROSS JOIN {named[tables[1]]} ON m.id = message_search.rowid"  # noqa: S608
        f" WHERE message_search MATCH %s AND message_search.rowid BETWEEN %s AND %s ORDER BY {order} LIMIT %s"
    )
    return _run(statement, [*values, _fts5(query), *keys, limit])


def _on_postgres(
    query: Query, narrowed: str, values: _Values, keys: tuple[int, int], best: bool, few: bool, limit: int
) -> list[int]:
    statement = (
        f"SELECT m.id FROM store_message m, to_tsquery('simple', %s) q WHERE m.search @@ q AND m.id IN ({narrowed})"  # noqa: S608
        f" ORDER BY {'ts_rank(m.search, q) DESC' if best else 'm.id DESC'} LIMIT %s"
    )
    return _run(statement, [_tsquery(query), *values, limit])


def _run(statement: str, values: _Values) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def _narrowed(asker: Asker, query: Query, older_than: int | None) -> OwnedQuerySet[Message]:
    """What the asker may see of the time, people and promises asked for."""
    found = Message.objects.visible_to(asker)
    if query.before or query.after or older_than is not None:
        found = found.filter(id__range=_range(asker, query, older_than))
    for name in query.senders:
        found = found.filter(_sent_by(asker, name))
    for name in query.people:
        received = Recipient.objects.filter(address_id__in=_addresses(asker, name)).values("message_id")
        found = found.filter(_sent_by(asker, name) | Q(id__in=received))
    if query.owed:
        waiting = Commitment.objects.visible_to(asker).filter(mine=query.owed == "me", state__in=map(str, OPEN))
        found = found.filter(id__in=waiting.values("message_id"))
    return found


def _range(asker: Asker, query: Query, older_than: int | None) -> tuple[int, int]:
    """The least and the greatest id that can be meant."""
    calendar = Calendar(asker.zone)
    last = key_at(calendar.start_of(query.before)) - 1 if query.before else _GREATEST
    first = key_at(calendar.start_of(query.after)) if query.after else 0
    return first, min(last, older_than - 1) if older_than is not None else last


def _sent_by(asker: Asker, name: str) -> Q:
    mine = Q(mine=True) if name in ("me", "mich", "moi") else Q()
    return mine or Q(sender_id__in=_addresses(asker, name))


def _addresses(asker: Asker, name: str) -> list[int]:
    """Addresses that are `name`, or whose person's or own name holds it."""
    seen = Address.objects.visible_to(asker)
    if "@" in name:
        return list(seen.filter(addr=name).values_list("id", flat=True))
    called = Q(person__name__icontains=name) | Q(name__icontains=name) | Q(addr__startswith=name)
    return list(seen.filter(called).values_list("id", flat=True)[:_FEW])


def _fts5(query: Query) -> str:
    """Each word a string, so that nothing typed is taken for an operator; the last may be unfinished."""
    terms = [f'"{each}"' for each in (*query.phrases, *query.words)]
    if query.typing and query.words:
        terms[-1] += "*"
    return " AND ".join(terms)


def _tsquery(query: Query) -> str:
    terms = ["(" + " <-> ".join(f"'{word}'" for word in phrase.split()) + ")" for phrase in query.phrases]
    terms += [f"'{word}'" for word in query.words]
    if query.typing and query.words:
        terms[-1] += ":*"
    return " & ".join(terms)


def _hits(asker: Asker, ids: Sequence[int], query: Query) -> list[Hit]:
    columns = ("id", "conversation_id", "subject", "sender__name", "sender__addr", "speaker", "sent_at", "body")
    rows = {row[0]: row for row in Message.objects.visible_to(asker).filter(id__in=ids).values_list(*columns)}
    pattern = _pattern(query)
    return [_hit(rows[id_], pattern) for id_ in ids if id_ in rows]


def _hit(row: tuple[int, int, str, str | None, str | None, str, datetime, str], pattern: re.Pattern[str] | None) -> Hit:
    id_, conversation, subject, name, addr, speaker, sent_at, body = row
    return Hit(id_, conversation, subject, name or addr or speaker, sent_at, pieces(body, pattern))


def pieces(body: str, pattern: re.Pattern[str] | None) -> tuple[tuple[str, bool], ...]:
    """The words around the first find, taken apart into what was looked for and what was not."""
    found = pattern.search(body) if pattern else None
    first, last = found.span() if found else (0, 0)
    around = " ".join(_whole_words(body, max(0, first - _AROUND), first, last, last + _AROUND).split())
    parts = pattern.split(around) if pattern else [around]
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)


def _whole_words(body: str, start: int, first: int, last: int, end: int) -> str:
    """The body from `start` to `end`, drawn in to whole words, but never into `first` to `last`."""
    if start:
        start = body.find(" ", start, first) + 1 or start
    if end < len(body):
        end = max(body.rfind(" ", last, end), last)
    return body[start:end]


def _pattern(query: Query) -> re.Pattern[str] | None:
    words = [rf"{re.escape(word)}{'' if query.typing else chr(92) + 'b'}" for word in query.words]
    words += [r"\W+".join(map(re.escape, phrase.split())) for phrase in query.phrases]
    return re.compile(rf"\b({'|'.join(words)})", re.IGNORECASE) if words else None
