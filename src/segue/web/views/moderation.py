"""Moderation: the log that members read, and what moderators do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions import moderation as verbs
from segue.actions.errors import NotFound, Refused
from segue.queries import moderation as queries
from segue.store.models import Belonging, Community, Post, Thread
from segue.web.doing import tell
from segue.web.joining_forms import WhyForm
from segue.web.visits import Visit, space_form, space_page

Verb = tuple[Callable[..., Any], str | Promise]

OF_POST: dict[str, Verb] = {
    "hide": (verbs.hide_post, _("Hide this post")),
    "show": (verbs.show_post, _("Show it again")),
}
OF_THREAD: dict[str, Verb] = {
    "hide": (verbs.hide_thread, _("Hide this thread")),
    "show": (verbs.show_thread, _("Show it again")),
    "lock": (verbs.lock_thread, _("Lock this thread")),
    "unlock": (verbs.unlock_thread, _("Unlock it")),
}
OF_MEMBER: dict[str, Verb] = {"block": (verbs.block, _("Block")), "unblock": (verbs.unblock, _("Let in again"))}


@space_page
def log(visit: Visit, community_id: int) -> HttpResponse:
    """What was hidden, locked or blocked, by whom and why: for the members."""
    try:
        known = queries.log_page(visit.asker, community_id, visit.GET.get("after", ""))
    except Community.DoesNotExist:
        raise Http404 from None
    context = {"place": "communities", "known": known, "community": known.standing.community}
    return render(visit, "segue/moderation.html", context)


@space_form
def post(visit: Visit, post_id: int, verb: str) -> HttpResponse:
    """Hide or show a post."""
    try:
        row = queries.post_moderated(visit.asker, post_id)
    except (Post.DoesNotExist, Community.DoesNotExist):
        raise Http404 from None
    back = f"{reverse('thread', args=[row.thread_id])}?post={post_id}#post-{post_id}"
    return _ask(visit, OF_POST, verb, (post_id,), row.body[:300], back)


@space_form
def thread(visit: Visit, thread_id: int, verb: str) -> HttpResponse:
    """Hide, show, lock or unlock a thread."""
    try:
        row = queries.thread_moderated(visit.asker, thread_id)
    except (Thread.DoesNotExist, Community.DoesNotExist):
        raise Http404 from None
    return _ask(visit, OF_THREAD, verb, (thread_id,), row.subject, reverse("thread", args=[thread_id]))


@space_form
def member(visit: Visit, community_id: int, belonging_id: int, verb: str) -> HttpResponse:
    """Block a member, or let them in again."""
    try:
        row = queries.belonging_seen(visit.asker, community_id, belonging_id)
    except (Belonging.DoesNotExist, Community.DoesNotExist):
        raise Http404 from None
    back = reverse("community_members", args=[community_id])
    return _ask(visit, OF_MEMBER, verb, (community_id, belonging_id), str(row.member), back)


def _ask(
    visit: Visit, table: dict[str, Verb], verb: str, numbers: tuple[int, ...], about: str, back: str
) -> HttpResponse:
    """Ask why, do it, and lead back."""
    if verb not in table:
        raise Http404
    act, title = table[verb]
    given = WhyForm(visit.POST if visit.method == "POST" else None)
    given.fields["why"].required = verb in ("hide", "lock", "block")
    if visit.method == "POST" and given.is_valid():
        try:
            act(visit.asker, *numbers, given.cleaned_data["why"], visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except Refused as refusal:
            messages.error(visit, str(refusal))
        else:
            tell(visit)
        return redirect(back)
    context = {"place": "communities", "form": given, "title": title, "button": title, "back": back, "lead": about}
    return render(visit, "segue/team_act.html", context, status=422 if given.errors else 200)
