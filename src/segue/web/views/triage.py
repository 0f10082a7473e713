"""Triage: what detection was unsure of, asked about; and what was old already, counted, looked at when wanted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from segue.queries import asking
from segue.queries import triage as queries
from segue.store.models import Commitment
from segue.web.numbers import number
from segue.web.visits import Visit, page


@page
def triage(visit: Visit) -> HttpResponse:
    """A few questions and the piles; with ?year=, ?kind= and ?side= the commitments of one pile."""
    kind = visit.GET.get("kind", "")
    side = {"mine": True, "theirs": False}.get(visit.GET.get("side", ""))
    year = number(visit, "year")
    kind = kind if kind in (*Commitment.Kind.values, queries.TALK) else ""
    chosen = bool(kind or side is not None or year)
    found = queries.pile(
        visit.asker,
        visit.now,
        kind=kind,
        mine=side,
        year=year if year and year < 10_000 else None,
        after=number(visit, "after"),
    )
    first = not chosen and "after" not in visit.GET
    context = {
        "asking": asking.questions(visit.asker, visit.now) if first else None,
        "place": "triage",
        "piles": queries.piles(visit.asker, visit.now),
        "page": found,
        "chosen": chosen,
        "query": visit.GET.urlencode(),
    }
    return render(visit, "segue/triage.html", context)
