"""Triage: what was open already when it grew old, counted by kind and year, looked at when wanted.

Commitments that are open, and talks that were never wrapped up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Case, Count, IntegerField, Min, Value, When

from segue.domain.calendar import Calendar
from segue.domain.today import ALIVE
from segue.queries.talks import old_talks
from segue.queries.today import old_commitments
from segue.store.access import OwnedQuerySet
from segue.store.models import Asker, Commitment, Conversation

Row = TypeVar("Row", Commitment, Conversation)

PAGE = 20
TALK = "talk"
"""The kind of pile that holds talks without an ending."""


@dataclass(frozen=True, slots=True)
class Pile:
    """How much of one kind (a Commitment.Kind, or TALK) waits from one year; `mine`: it is I who has to do it."""

    kind: str
    mine: bool
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class TriagePage:
    """Some commitments, or talks, of it, the latest first; `next` is the id to hand in as `after` for what follows.

    Without a choice of kind and side it begins with both: `more_talks` tells that talks wait beyond these.
    """

    commitments: tuple[Commitment, ...] = ()
    next: int | None = None
    talks: tuple[Conversation, ...] = ()
    more_talks: bool = False


def piles(asker: Asker, now: datetime) -> list[Pile]:
    """What waits, counted by kind, side and year; the latest year first."""
    waiting, unended = old_commitments(asker, now), old_talks(asker, now, ALIVE)
    years = waiting.annotate(year=_year(waiting, "made_at", asker, now)).values_list("kind", "mine", "year")
    rows = years.annotate(count=Count("id")).order_by("-year", "-mine", "kind")
    talks = unended.annotate(year=_year(unended, "first_at", asker, now)).values_list("year")
    counted = talks.annotate(count=Count("id", distinct=True)).order_by("-year")
    found = [Pile(*row) for row in rows] + [Pile(TALK, True, *row) for row in counted]
    return sorted(found, key=lambda pile: -pile.year)


def _year(waiting: OwnedQuerySet[Row], moment: str, asker: Asker, now: datetime) -> Case:
    """The year of each of these in the asker's zone, told by the moments in which years begin.

    SQLite would have to ask Python for the year of each row.
    """
    me = Calendar(asker.zone)
    first: datetime | None = waiting.aggregate(first=Min(moment))["first"]
    years = range(me.date_of(now).year, me.date_of(first or now).year - 1, -1)
    begins = [When(**{f"{moment}__gte": me.start_of(date(year, 1, 1))}, then=Value(year)) for year in years]
    return Case(*begins, output_field=IntegerField())


def pile(
    asker: Asker,
    now: datetime,
    *,
    kind: str = "",
    mine: bool | None = None,
    year: int | None = None,
    after: int | None = None,
) -> TriagePage:
    """A page of a pile, or of all; `after` is where the last page ended."""
    if kind == TALK:
        return _talks(asker, now, year, after)
    page = _commitments(asker, now, kind, mine, year, after)
    if kind or mine is not None or after:
        return page
    talks = _talks(asker, now, year, None)
    return replace(page, talks=talks.talks, more_talks=talks.next is not None)


def _commitments(
    asker: Asker, now: datetime, kind: str, mine: bool | None, year: int | None, after: int | None
) -> TriagePage:
    waiting = old_commitments(asker, now)
    if kind:
        waiting = waiting.filter(kind=kind)
    if mine is not None:
        waiting = waiting.filter(mine=mine)
    rows, following = _page(waiting, "made_at", year, after)
    return TriagePage(tuple(rows.select_related("connection__person")), following)


def _talks(asker: Asker, now: datetime, year: int | None, after: int | None) -> TriagePage:
    rows, following = _page(old_talks(asker, now, ALIVE), "first_at", year, after)
    return TriagePage(talks=tuple(rows.prefetch_related("participants__person")), next=following)


def _page(
    waiting: OwnedQuerySet[Row], moment: str, year: int | None, after: int | None
) -> tuple[OwnedQuerySet[Row], int | None]:
    """A page of these, the latest first, and the id after which the next begins."""
    if year:
        waiting = waiting.filter(**{f"{moment}__year": year})
    if after and (last := waiting.filter(id=after).values_list(moment, flat=True).first()):
        waiting = waiting.filter(**{f"{moment}__lte": last}).exclude(**{moment: last, "id__gte": after})
    ordered = waiting.order_by(f"-{moment}", "-id")
    ids = list(ordered.values_list("id", flat=True)[: PAGE + 1])
    return ordered.filter(id__in=ids[:PAGE]), ids[PAGE - 1] if len(ids) > PAGE else None
