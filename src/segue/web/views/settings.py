"""Settings: where I am, how it looks in this browser, which addresses are mine, who else is here."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from segue.actions.accounts import correct_owner
from segue.actions.errors import Refused
from segue.actions.people import add_mine, not_mine
from segue.queries.drafts import folder, word_files
from segue.queries.imports import my_addresses
from segue.queries.members import members_beside, myself
from segue.web.doing import do, tell
from segue.web.look import Look
from segue.web.visits import Visit, form, way_back


@form
def settings(visit: Visit) -> HttpResponse:
    """Everything on one page; what concerns the store is saved here."""
    if visit.method == "POST":
        return _save(visit)
    context = {
        "place": "settings",
        "me": myself(visit.asker),
        "zones": sorted(available_timezones()),
        "addresses": my_addresses(visit.asker),
        "members": members_beside(visit.asker),
        "drafts_in": folder(),
        "word_files": word_files(),
    }
    return render(visit, "segue/settings.html", context)


def _save(visit: Visit) -> HttpResponse:
    given = {name: visit.POST.get(name, "").strip()[:64] for name in ("name", "zone", "country")}
    try:
        correct_owner(visit.asker, **given, now=visit.now, source="web")
    except Refused as refusal:
        messages.error(visit, str(refusal))
    else:
        tell(visit)
    return redirect("settings")


ADDRESS_VERBS = {"mine": add_mine, "not-mine": not_mine}


@form
def address(visit: Visit, verdict: str) -> HttpResponse:
    """The owner's word on an address: mine, or not."""
    if visit.method != "POST" or verdict not in ADDRESS_VERBS:
        raise Http404
    return do(visit, ADDRESS_VERBS[verdict], visit.POST.get("addr", "")[:320])


@form
def look(visit: Visit) -> HttpResponse:
    """Keep how it looks, in a cookie of this browser."""
    response = redirect(way_back(visit))
    if visit.method == "POST":
        chosen = {name: str(value) for name, value in visit.POST.items()}
        Look.chosen_by(chosen).keep(response, secure=django_settings.SESSION_COOKIE_SECURE)
    return response
