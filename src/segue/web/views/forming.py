"""Where purposes seem to form in a community, and what members say to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segue.actions import forming as verbs
from segue.queries.forming import forming_page
from segue.store.models import Community
from segue.web.doing import do
from segue.web.visits import OpenVisit, Visit, open_page, space_form

VERBS: dict[str, Callable[..., Any]] = {"wave-aside": verbs.wave_aside, "bring-back": verbs.bring_back}


@open_page
def community_forming(visit: OpenVisit, community_id: int) -> HttpResponse:
    """All that was found, with why, and what was waved aside."""
    try:
        page = forming_page(visit.asker, community_id)
    except Community.DoesNotExist:
        raise Http404 from None
    return render(visit, "segue/forming.html", {"place": "communities", "page": page})


@space_form
def forming_act(visit: Visit, forming_id: int, verb: str) -> HttpResponse:
    """Wave it aside, or bring it back."""
    if verb not in VERBS or visit.method != "POST":
        raise Http404
    return do(visit, VERBS[verb], forming_id)
