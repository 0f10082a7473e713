"""A conversation's worth: small victories, and how they are told; what I felt, what was done, who keeps their word."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segue.actions import victories as verbs
from segue.formats.card import card_of
from segue.queries import worth as queries
from segue.queries.people import name_of
from segue.store.models import Victory
from segue.web.doing import do
from segue.web.numbers import number, posted
from segue.web.visits import Visit, form, page


@form
def victories(visit: Visit) -> HttpResponse:
    """What went well, and a line for more."""
    if visit.method == "POST":
        given = {f"{name}_id": posted(visit, name) for name in ("person", "conversation")}
        return do(visit, verbs.note_victory, visit.POST.get("text", "")[:300], **given)
    person_id = number(visit, "person")
    context = {
        "place": "worth",
        "victories": queries.victories(visit.asker, visit.now),
        "person_id": person_id,
        "name": name_of(visit.asker, person_id) if person_id else "",
        "conversation_id": number(visit, "conversation"),
    }
    return render(visit, "segue/victories.html", context)


@form
def drop_victory(visit: Visit, victory_id: int) -> HttpResponse:
    """It was none."""
    if visit.method != "POST":
        raise Http404
    return do(visit, verbs.drop_victory, victory_id)


@page
def share(visit: Visit, victory_id: int) -> HttpResponse:
    """A victory as plain text and as a card, naming nobody unless the name is added."""
    found = _victory(visit, victory_id)
    named = "name" in visit.GET
    context = {
        "place": "worth",
        "victory": found,
        "text": queries.told(visit.asker, found, named=named).as_text,
        "named": named,
    }
    return render(visit, "segue/share_victory.html", context)


@page
def card(visit: Visit, victory_id: int) -> HttpResponse:
    """The card alone."""
    told = queries.told(visit.asker, _victory(visit, victory_id), named="name" in visit.GET)
    response = HttpResponse(card_of(told), content_type="image/svg+xml")
    if "download" in visit.GET:
        response["Content-Disposition"] = 'attachment; filename="victory.svg"'
    return response


@page
def worth(visit: Visit) -> HttpResponse:
    """What I felt, what I expected, what was done: three things, apart."""
    return render(visit, "segue/worth.html", {"place": "worth", "worth": queries.worth(visit.asker, visit.now)})


def _victory(visit: Visit, victory_id: int) -> Victory:
    found = queries.victory_of(visit.asker, victory_id)
    if found is None:
        raise Http404
    return found
