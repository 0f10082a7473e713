"""Imports: handing files in, how far they are read, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from segue.actions.errors import Refused
from segue.actions.uploads import order
from segue.queries import imports as queries
from segue.store.models import Import
from segue.web.numbers import number
from segue.web.visits import Visit, form, page


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
