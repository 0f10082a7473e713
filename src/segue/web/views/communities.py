"""Communities: which there are, one of them with its threads, who belongs to it, and what its steward can change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from segue.actions import communities as verbs
from segue.actions.errors import Refused
from segue.domain.communities import Admission, Role, reading_of
from segue.queries import communities as queries
from segue.store.models import Community
from segue.web.community_forms import ROLES, CommunityForm, RoleForm
from segue.web.doing import do, tell
from segue.web.visits import OpenVisit, Visit, open_page, space_form, space_page

STEPS: dict[str, Callable[..., Any]] = {
    "join": verbs.join,
    "leave": verbs.leave,
    "close": verbs.close,
    "reopen": verbs.reopen,
}


@open_page
def communities(visit: OpenVisit) -> HttpResponse:
    """Those that the visitor belongs to, and those that are open to everybody."""
    found = queries.communities(visit.asker)
    return render(visit, "segue/communities.html", {"place": "communities", "found": found})


@open_page
def community(visit: OpenVisit, community_id: int) -> HttpResponse:
    """A community: what it is about, who can read it, and its threads, the latest first."""
    try:
        known = queries.community_page(visit.asker, community_id, visit.GET.get("after", ""))
    except Community.DoesNotExist:
        raise Http404 from None
    context = {
        "place": "communities",
        "known": known,
        "community": known.community,
        "here": known.standing,
        "first": not visit.GET.get("after"),
        "readers": reading_of(Admission(known.community.admission)),
    }
    return render(visit, "segue/community.html", context)


@space_form
def new(visit: Visit) -> HttpResponse:
    """Begin a community."""
    if visit.asker.guest:
        raise Http404
    given = CommunityForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        try:
            made = verbs.make_community(visit.asker, now=visit.now, source="web", **_values(given))
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("community", made.id)
    context = {"place": "communities", "form": given, "community": None}
    return render(visit, "segue/community_edit.html", context, status=422 if given.errors else 200)


@space_form
def community_act(visit: Visit, community_id: int, verb: str) -> HttpResponse:
    """Join, leave, change, close or reopen it."""
    here = _standing(visit, community_id)
    if verb == "change":
        return _change(visit, here)
    if visit.method != "POST" or verb not in STEPS:
        raise Http404
    return do(visit, STEPS[verb], community_id)


def _change(visit: Visit, here: queries.Standing) -> HttpResponse:
    if not here.steers:
        raise Http404
    known = here.community
    told = {name: getattr(known, name) for name in ("name", "topic", "about", "admission")}
    given = CommunityForm(visit.POST if visit.method == "POST" else None, initial=told)
    if visit.method == "POST" and given.is_valid():
        try:
            verbs.change_community(visit.asker, known.id, visit.now, source="web", **_values(given))
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("community", known.id)
    context = {"place": "communities", "form": given, "community": known}
    return render(visit, "segue/community_edit.html", context, status=422 if given.errors else 200)


@space_page
def members(visit: Visit, community_id: int) -> HttpResponse:
    """Who belongs to it: stewards and moderators, then the others in the order in which they came."""
    here = _standing(visit, community_id)
    if not here.member:
        raise Http404
    after = visit.GET.get("after", "")
    known = queries.members_page(visit.asker, community_id, int(after[:18]) if after.isdecimal() else 0)
    context = {"place": "communities", "known": known, "community": here.community, "here": here, "roles": ROLES}
    return render(visit, "segue/members.html", context)


@space_form
def appoint(visit: Visit, community_id: int, belonging_id: int) -> HttpResponse:
    """Say what a member is here."""
    given = RoleForm(visit.POST)
    if visit.method != "POST" or not given.is_valid():
        raise Http404(_("Say which role."))
    return do(visit, verbs.appoint, community_id, belonging_id, Role(given.cleaned_data["role"]))


def _standing(visit: Visit, community_id: int) -> queries.Standing:
    try:
        return queries.standing(visit.asker, community_id)
    except Community.DoesNotExist:
        raise Http404 from None


def _values(given: CommunityForm) -> dict[str, Any]:
    values = given.cleaned_data
    return {**values, "admission": Admission(values["admission"])}
