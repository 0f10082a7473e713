"""What was learned from the owner's answers about detected words; and forgetting it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segue.actions.learning import unlearn
from segue.queries.learning import learned as learned_by
from segue.web.doing import do
from segue.web.visits import Visit, form, page


@page
def learned(visit: Visit) -> HttpResponse:
    """Which words and people pull up or down, on how many answers that rests, and what it changed."""
    return render(visit, "segue/learned.html", {"place": "learned", "learned": learned_by(visit.asker)})


@form
def forget_learned(visit: Visit) -> HttpResponse:
    """Begin anew."""
    if visit.method != "POST":
        raise Http404
    return do(visit, unlearn)
