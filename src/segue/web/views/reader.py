"""A language model that may read unsure sentences: what would be sent is shown before it is switched on."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segue.actions.opinions import switch_off, switch_on
from segue.queries.opinions import reader_page
from segue.web.doing import do
from segue.web.visits import Visit, form, page

VERBS = {"on": switch_on, "off": switch_off}


@page
def reader(visit: Visit) -> HttpResponse:
    """Where one stands with it, and the very requests that would be sent next."""
    told = reader_page(visit.asker, visit.now)
    requests = [json.dumps(each, ensure_ascii=False, indent=2) for each in told.requests]
    return render(visit, "segue/reader.html", {"place": "settings", "reader": told, "requests": requests})


@form
def reader_act(visit: Visit, verb: str) -> HttpResponse:
    """Switch it on or off."""
    if visit.method != "POST" or verb not in VERBS:
        raise Http404
    return do(visit, VERBS[verb])
