"""Imports: what was read and how far."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segue.queries import imports as queries
from segue.store.models import Import
from segue.web.numbers import number
from segue.web.visits import Visit, page


@page
def imports(visit: Visit) -> HttpResponse:
    """Past runs, how far each source is read, and the form."""
    return render(visit, "segue/imports.html", {"place": "imports", "page": queries.overview(visit.asker, visit.now)})


@page
def one(visit: Visit, import_id: int) -> HttpResponse:
    """How far a run is; once it has ended, its account."""
    try:
        progress = queries.progress(visit.asker, import_id, visit.now)
    except Import.DoesNotExist:
        raise Http404 from None
    aside = queries.set_aside(visit.asker, import_id, number(visit, "aside") or 0)
    context = {
        "place": "imports",
        "progress": progress,
        "aside": aside,
        "more_aside": aside[-1].id if len(aside) == queries.ASIDE else None,
    }
    return render(visit, "segue/import.html", context)
