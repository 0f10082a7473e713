"""Bringing archives into a community: handing them in, how far a run is, what came of it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from segue.actions import gathering as verbs
from segue.actions.errors import NotFound, Refused
from segue.queries import gathering as queries
from segue.store.models import Community, Gathering
from segue.web.visits import Visit, space_form, space_page


@space_form
def gather(visit: Visit, community_id: int) -> HttpResponse:
    """What was brought in, and the form that takes more; for who steers the community."""
    if visit.method == "POST":
        try:
            row = verbs.order(visit.asker, community_id, visit.FILES.getlist("files"), visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except Refused as refusal:
            messages.error(visit, str(refusal))
            return redirect(visit.path)
        return redirect("gathering", row.id)
    try:
        page = queries.gather_page(visit.asker, community_id, visit.now)
    except Community.DoesNotExist:
        raise Http404 from None
    return render(visit, "segue/gather.html", {"place": "communities", "page": page})


@space_page
def gathering(visit: Visit, gathering_id: int) -> HttpResponse:
    """How far a run is; once it has ended, its account."""
    try:
        standing, run = queries.run_page(visit.asker, gathering_id, visit.now)
    except Gathering.DoesNotExist:
        raise Http404 from None
    return render(visit, "segue/gathering.html", {"place": "communities", "standing": standing, "run": run})


@space_form
def take_back(visit: Visit, gathering_id: int) -> HttpResponse:
    """Take back what a run added."""
    if visit.method != "POST":
        raise Http404
    try:
        taken = verbs.take_back(visit.asker, gathering_id, visit.now, source="web")
    except NotFound as missing:
        raise Http404(str(missing)) from None
    except Refused as refusal:
        messages.error(visit, str(refusal))
    else:
        messages.success(visit, _taken(taken))
    return redirect("gathering", gathering_id)


def _taken(taken: verbs.TakenBack) -> str:
    """What is gone, and what stays; there is no undo of it but to bring the archive in again."""
    gone = ngettext("%(n)s post was taken back.", "%(n)s posts were taken back.", taken.posts) % {"n": taken.posts}
    if not taken.kept:
        return gone
    stay = ngettext(
        "%(n)s thread stays: members have done something there.",
        "%(n)s threads stay: members have done something there.",
        taken.kept,
    )
    return f"{gone} {stay % {'n': taken.kept}}"
