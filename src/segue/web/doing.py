"""Doing what was asked, telling of it, and leading back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from segue.actions.errors import NotFound, Refused
from segue.domain.errors import NotAllowed
from segue.queries.history import latest
from segue.web.visits import Visit, way_back


def do(visit: Visit, verb: Callable[..., Any], *given: Any, **named: Any) -> HttpResponse:
    """Have the visitor do this, then lead back to where the form stood; a refusal is told there."""
    try:
        verb(visit.asker, *given, visit.now, source="web", **named)
    except NotFound as missing:
        raise Http404(str(missing)) from None
    except (Refused, NotAllowed) as refusal:
        messages.error(visit, str(refusal))
    else:
        tell(visit)
    return redirect(way_back(visit))


def tell(visit: Visit) -> None:
    """Have the next page tell of the deed, and offer to undo it."""
    event = latest(visit.asker)
    if event is not None:
        messages.success(visit, event.text, extra_tags=f"undo {event.id}")
