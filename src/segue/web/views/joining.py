"""Joining by a link, inviting, asking to join, following: what mail leads to and from."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from segue.actions import following as follows
from segue.actions import joining as verbs
from segue.actions.errors import NotFound, Refused
from segue.domain.communities import Admission, reading_of
from segue.queries import moderation as queries
from segue.queries.communities import standing
from segue.queries.members import asker_of
from segue.store.models import Belonging, Community, Member
from segue.web.doing import do, tell
from segue.web.joining_forms import AddressForm, AskForm, InviteForm, NameForm
from segue.web.networks import network_of
from segue.web.views.sign_in import BACKEND
from segue.web.visits import Visit, space_form


@never_cache
@sensitive_variables("token")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link to join: what the community is and who reads it; its button joins."""
    asker = asker_of(request.user.pk or 0)
    try:
        ticket = verbs.ticket_of(token)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("communities")
    here = asker is not None and asker.organisation_id == ticket.community.organisation_id
    given = NameForm(request.POST if request.method == "POST" else None, initial={"name": ticket.name})
    if request.method == "POST" and (here or given.is_valid()):
        name = "" if here else given.cleaned_data["name"]
        try:
            belonging, user = verbs.join_by(token, name, timezone.now(), signed_in=asker, source="web")
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"{reverse('account_login')}?next={request.path}")
        if not here and belonging.member.role == Member.Role.GUEST:
            login(request, user, backend=BACKEND)
        return redirect("community", belonging.community_id)
    context = {
        "ticket": ticket,
        "community": ticket.community,
        "readers": reading_of(Admission(ticket.community.admission)),
        "form": None if here else given,
    }
    return render(request, "segue/join.html", context, status=422 if request.method == "POST" else 200)


@never_cache
def ask_to_join(request: HttpRequest, community_id: int) -> HttpResponse:
    """Somebody from outside asks for a link to join a public community."""
    try:
        here = standing(None, community_id)
    except Community.DoesNotExist:
        raise Http404 from None
    given = AskForm(request.POST if request.method == "POST" else None)
    context = {"community": here.community, "form": given, "sent": False}
    if request.method == "POST" and given.is_valid():
        values = given.cleaned_data
        try:
            verbs.ask_to_join(
                community_id, values["email"], values["name"], timezone.now(), network=network_of(request)
            )
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            context["sent"] = True
    return render(request, "segue/join_ask.html", context, status=422 if given.errors else 200)


@never_cache
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """A guest asks to be let in again."""
    given = AddressForm(request.POST if request.method == "POST" else None)
    context = {"community": None, "form": given, "sent": False}
    if request.method == "POST" and given.is_valid():
        try:
            verbs.ask_for_link(given.cleaned_data["email"], timezone.now(), network=network_of(request))
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            context["sent"] = True
    return render(request, "segue/join_ask.html", context, status=422 if given.errors else 200)


@never_cache
@sensitive_variables("token")
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """End notices by the link in one: by its button, or by the mail program (RFC 8058: a POST without a cookie)."""
    try:
        row = follows.followed(token)
        if request.method == "POST":
            follows.unfollow_by(token, timezone.now(), source="web")
    except NotFound as missing:
        raise Http404(str(missing)) from None
    return render(request, "segue/unfollow.html", {"row": row, "done": request.method == "POST" or row is None})


@space_form
def invitations(visit: Visit, community_id: int) -> HttpResponse:
    """Those that wait for an answer, and a form for more."""
    try:
        here, waiting = queries.invitations(visit.asker, community_id)
    except Community.DoesNotExist:
        raise Http404 from None
    given = InviteForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        kind = Belonging.Kind(given.cleaned_data["kind"])
        try:
            verbs.invite(visit.asker, community_id, given.addresses, kind, visit.now, source="web")
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("invitations", community_id)
    context = {"place": "communities", "here": here, "community": here.community, "waiting": waiting, "form": given}
    return render(visit, "segue/invitations.html", context, status=422 if given.errors else 200)


@space_form
def revoke(visit: Visit, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    return _post(visit, partial(verbs.revoke), invitation_id)


@space_form
def follow_community(visit: Visit, community_id: int) -> HttpResponse:
    """Get word of new threads by mail, or no more of them."""
    if queries.follows(visit.asker, community_id=community_id):
        return _post(visit, partial(follows.unfollow, community_id=community_id))
    return _post(visit, follows.follow_community, community_id)


@space_form
def follow_thread(visit: Visit, thread_id: int) -> HttpResponse:
    """Get word of new posts by mail, or no more of them."""
    if queries.follows(visit.asker, thread_id=thread_id):
        return _post(visit, partial(follows.unfollow, thread_id=thread_id))
    return _post(visit, follows.follow_thread, thread_id)


def _post(visit: Visit, verb: Any, *given: Any) -> HttpResponse:
    if visit.method != "POST":
        raise Http404(_("This is done by its button."))
    return do(visit, verb, *given)
