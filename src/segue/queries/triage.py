"""Triage: what was open already when it grew old, counted by kind and year, looked at when wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import ExtractYear

from segue.queries.today import old_commitments
from segue.store.models import Asker, Commitment

PAGE = 30


@dataclass(frozen=True, slots=True)
class Pile:
    """How much of one kind waits from one year; `mine`: I am the one who performs."""

    kind: str
    mine: bool
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class TriagePage:
    """Some of it, the latest first; `next` is the id to hand in as `after` for what follows."""

    commitments: tuple[Commitment, ...]
    next: int | None


def piles(asker: Asker, now: datetime) -> list[Pile]:
    """What waits, counted by kind, side and year; the latest year first."""
    rows = (
        old_commitments(asker, now)
        .annotate(year=ExtractYear("made_at"))
        .values_list("kind", "mine", "year")
        .annotate(count=Count("id"))
        .order_by("-year", "-mine", "kind")
    )
    return [Pile(*row) for row in rows]


def pile(
    asker: Asker,
    now: datetime,
    *,
    kind: str = "",
    mine: bool | None = None,
    year: int | None = None,
    after: int | None = None,
) -> TriagePage:
    """The commitments of a pile, or of all; `after` is where the last page ended."""
    waiting = old_commitments(asker, now)
    if kind:
        waiting = waiting.filter(kind=kind)
    if mine is not None:
        waiting = waiting.filter(mine=mine)
    if year:
        waiting = waiting.filter(made_at__year=year)
    if after and (last := waiting.filter(id=after).values_list("made_at", flat=True).first()):
        waiting = waiting.filter(made_at__lte=last).exclude(made_at=last, id__gte=after)
    rows = list(waiting.order_by("-made_at", "-id").select_related("connection__person")[: PAGE + 1])
    return TriagePage(tuple(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None)
