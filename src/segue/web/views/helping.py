"""Help in one place, and what the phone's bar has no room for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from segue.web.visits import Visit, page


@page
def help_(visit: Visit) -> HttpResponse:
    """The keys, and how to search."""
    return render(visit, "segue/help.html", {"place": "help"})


@page
def more(visit: Visit) -> HttpResponse:
    """The rest of the menu, on a phone."""
    return render(visit, "segue/more.html", {"place": "more"})
