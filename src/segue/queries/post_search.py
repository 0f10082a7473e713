"""Full-text search over the posts of communities and teams that the asker may read.

FTS5 kept by triggers on SQLite, a GIN index on PostgreSQL (store migration 0029). What is hidden is found by nobody.
Of words that stand in very many posts the latest LOOKED_AT are looked at, and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from segue.domain.calendar import Calendar
from segue.domain.excerpts import Pieces, excerpt, sought
from segue.domain.searching import Query, parse
from segue.queries.search import fts5_of, tsquery_of
from segue.store.models import Asker, Community, Post, Team, Voice

PAGE = 50
LOOKED_AT = 250
_VOICES = 400
_RANK = "ts_rank(to_tsvector('simple'::regconfig, left(p.body, 200000)), q) DESC"


@dataclass(frozen=True, slots=True)
class PostHit:
    """A post found; `pieces` are its words around the find, each with whether it is what was looked for."""

    post: Post
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class PostsFound:
    """What was found; `more`: narrow it to see the rest; `odd`: what in the query was not understood."""

    hits: tuple[PostHit, ...] = ()
    more: bool = False
    odd: tuple[str, ...] = ()


def search_posts(
    asker: Asker | None, text: str, *, community_id: int | None = None, best: bool = False
) -> PostsFound:  # fmt: skip
    """Find words, "phrases", `from:name`, `in:` a community or team, `before:` and `after:` a day.

    The newest first, or the best.
    In one community, or in all communities and teams that the asker may read.
    """
    query = parse(text)
    odd = (*query.odd, *(f"with:{name}" for name in query.people), *([f"owed:{query.owed}"] if query.owed else []))
    if not query.has_text:
        return PostsFound(odd=odd)
    where, values = _readable(asker, community_id, query.places)
    for clause, given in _narrowed(asker, query):
        where, values = f"{where} AND {clause}", [*values, *given]
    ids = _ids(query, where, values, best)
    rows = {row.id: row for row in _posts(ids[:PAGE])}
    what = sought(query)
    hits = tuple(PostHit(rows[id_], excerpt(rows[id_].body, what)) for id_ in ids[:PAGE] if id_ in rows)
    return PostsFound(hits, len(ids) > PAGE, odd)


def _posts(ids: Sequence[int]) -> list[Post]:
    return list(Post.objects.filter(id__in=ids).select_related("voice", "thread__community", "thread__team"))


def _readable(asker: Asker | None, community_id: int | None, places: Sequence[str]) -> tuple[str, list[Any]]:
    """Where the asker may read, as a condition on thread `t` and post `p`; `places`: only in what is called so."""
    seen = Community.objects.visible_to(asker)
    beside = Team.objects.filter(id__in=asker.team_ids if asker is not None and community_id is None else ())
    if community_id is not None:
        seen = seen.filter(id=community_id)
    for name in places:
        seen, beside = seen.filter(name__icontains=name), beside.filter(name__icontains=name)
    communities = list(seen.values_list("id", flat=True))
    teams = list(beside.order_by("id").values_list("id", flat=True))
    spaces = [
        f"t.{column} IN ({', '.join(['%s'] * len(ids))})"
        for column, ids in (("community_id", communities), ("team_id", teams))
        if ids
    ]
    return f"p.hidden_at IS NULL AND t.hidden_at IS NULL AND ({' OR '.join(spaces) or '1 = 0'})", [*communities, *teams]


def _narrowed(asker: Asker | None, query: Query) -> list[tuple[str, list[Any]]]:
    calendar = Calendar(asker.zone if asker else "UTC")
    found: list[tuple[str, list[Any]]] = []
    if query.after:
        found.append(("p.at >= %s", [calendar.start_of(query.after)]))
    if query.before:
        found.append(("p.at < %s", [calendar.start_of(query.before)]))
    for name in query.senders:
        voices = list(_voices(asker, name))
        found.append((f"p.voice_id IN ({', '.join(['%s'] * len(voices))})" if voices else "1 = 0", voices))
    return found


def _voices(asker: Asker | None, name: str) -> list[int]:
    """Who is called so, here; `me` is the asker."""
    voices = Voice.objects.all()
    if asker is not None:
        voices = voices.filter(organisation_id=asker.organisation_id)
        if name in ("me", "mich", "moi"):
            return list(voices.filter(member=asker.member_id).values_list("id", flat=True))
    return list(voices.filter(name__icontains=name).values_list("id", flat=True)[:_VOICES])


def _ids(query: Query, where: str, values: list[Any], best: bool) -> list[int]:
    if connection.vendor == "postgresql":
        statement = (
            "SELECT p.id, p.at FROM store_post p JOIN store_thread t ON t.id = p.thread_id,"  # noqa: S608
            " to_tsquery('simple', %s) q"
            f" WHERE to_tsvector('simple'::regconfig, left(p.body, 200000)) @@ q AND {where}"
            f" ORDER BY {_RANK if best else 'p.id DESC'}"
            f" LIMIT {LOOKED_AT}"
        )
        rows = _rows(statement, [tsquery_of(query), *values])
    else:
        statement = (
            "SELECT p.id, p.at FROM post_search CROSS JOIN store_post p ON p.id = +post_search.rowid"  # noqa: S608
            " CROSS JOIN store_thread t ON t.id = p.thread_id"
            f" WHERE post_search MATCH %s AND {where}"
            f" ORDER BY post_search.{'rank' if best else 'rowid DESC'} LIMIT {LOOKED_AT}"
        )
        rows = _rows(statement, [fts5_of(query), *values])
    if not best:
        rows.sort(key=lambda row: (str(row[1]), row[0]), reverse=True)
    return [row[0] for row in rows[: PAGE + 1]]


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[int, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
