"""Search as you type, and what the palette finds."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from segue.queries.people import find as find_people
from segue.queries.search import Found, search
from segue.web.numbers import number
from segue.web.visits import Visit, page

FEW = 5


@page
def results(visit: Visit) -> HttpResponse:
    """Messages that match, newest or best first."""
    text = visit.GET.get("q", "")[:500]
    best = visit.GET.get("order") == "best"
    found = search(visit.asker, text, best=best, older_than=number(visit, "older"))
    context = {
        "place": "search",
        "text": text,
        "best": best,
        "found": found,
        "people": find_people(visit.asker, text.strip(), FEW) if _plain(text) and not number(visit, "older") else [],
        "more": _more(text, best, found),
        "as_newest": urlencode({"q": text}),
        "as_best": urlencode({"q": text, "order": "best"}),
    }
    return render(visit, "segue/search.html", context)


@page
def find(visit: Visit) -> HttpResponse:
    """People and conversations for the palette; `@` asks for people alone."""
    text = visit.GET.get("q", "").strip()[:200]
    people_only = text.startswith("@")
    wanted = text.lstrip("@").strip()
    hits = () if people_only or not wanted else search(visit.asker, wanted, limit=FEW).hits
    context = {"people": find_people(visit.asker, wanted), "hits": hits, "text": wanted, "all": not people_only}
    return render(visit, "segue/parts/found.html", context)


def _plain(text: str) -> bool:
    return len(text.strip()) > 1 and ":" not in text and '"' not in text


def _more(text: str, best: bool, found: Found) -> str:
    """How to go on: only what is ordered by time has a page after this one."""
    if best or not found.more or not found.hits:
        return ""
    return urlencode({"q": text, "older": found.hits[-1].message_id})
