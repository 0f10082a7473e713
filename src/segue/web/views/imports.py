"""Imports: handing files in, how far they are read, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from segue.actions.errors import NotFound, Refused
from segue.actions.imports import answer
from segue.actions.uploads import order
from segue.queries import imports as queries
from segue.store.models import Import
from segue.web.numbers import number
from segue.web.visits import Visit, form, page, way_back


@form
def imports(visit: Visit) -> HttpResponse:
    """Past runs, how far each source is read, and the form that takes files."""
    if visit.method == "POST":
        try:
            run = order(visit.asker, visit.FILES.getlist("files"), visit.now, source="web")
        except Refused as refusal:
            messages.error(visit, str(refusal))
        else:
            return redirect("import", run.id)
    context = {
        "place": "imports",
        "page": queries.overview(visit.asker, visit.now),
        "asking": queries.asking(visit.asker),
    }
    return render(visit, "segue/imports.html", context)


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
        "asking": queries.asking(visit.asker, import_id),
        "more_aside": aside[-1].id if len(aside) == queries.ASIDE else None,
    }
    return render(visit, "segue/import.html", context)


@form
def tell(visit: Visit, source_id: int) -> HttpResponse:
    """What a chat does not tell by itself is told, and the chat read."""
    if visit.method != "POST":
        raise Http404
    try:
        run = answer(visit.asker, source_id, visit.POST.dict(), visit.now, source="web")
    except NotFound:
        raise Http404 from None
    except Refused as refusal:
        messages.error(visit, str(refusal))
        return redirect(way_back(visit))
    return redirect("import", run.id)
