"""History: what was done, each deed undoable; and undo itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.queries.history import events
from segue.web.numbers import number
from segue.web.visits import Visit, page, space_form, way_back


@page
def history(visit: Visit) -> HttpResponse:
    """What was done, the latest first."""
    return render(
        visit, "segue/history.html", {"place": "history", "page": events(visit.asker, number(visit, "before"))}
    )


@space_form
def undo_one(visit: Visit, event_id: int | None = None) -> HttpResponse:
    """Walk back the latest deed, or the one named."""
    if visit.method != "POST":
        return redirect("history")
    try:
        event = undo(visit.asker, visit.now, source="web", event_id=event_id)
    except NotFound as missing:
        if event_id:
            raise Http404(str(missing)) from None
        messages.error(visit, str(missing))
    except Refused as refusal:
        messages.error(visit, str(refusal))
    else:
        messages.success(visit, _("Undone: %(what)s") % {"what": event.text})
    return redirect(way_back(visit))
