"""Threads of communities and teams: reading one, beginning one, saying something, setting one's own words right."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from segue.actions import posting as verbs
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import community_for, team_for
from segue.domain.communities import Act
from segue.queries.communities import standing
from segue.queries.post_search import search_posts
from segue.queries.posts import ThreadPage, post_seen, thread_page
from segue.store.models import Community, Post, Team, Thread
from segue.web.community_forms import PostForm, ThreadForm
from segue.web.doing import do, tell
from segue.web.visits import OpenVisit, Visit, open_page, space_form


@open_page
def thread(visit: OpenVisit, thread_id: int) -> HttpResponse:
    """A thread, a page of its posts at a time."""
    wanted = visit.GET.get("post", "")
    try:
        known = thread_page(
            visit.asker,
            thread_id,
            after=visit.GET.get("after", ""),
            before=visit.GET.get("before", ""),
            latest="latest" in visit.GET,
            from_post=int(wanted[:18]) if wanted.isdecimal() else None,
        )
    except Thread.DoesNotExist:
        raise Http404 from None
    form = PostForm(auto_id="reply_%s") if known.speaks and visit.asker else None
    return _shown(visit, known, form)


@open_page
def search(visit: OpenVisit, community_id: int | None = None) -> HttpResponse:
    """Search what was said in all that the visitor may read, or in one community."""
    try:
        space = standing(visit.asker, community_id).community if community_id is not None else None
    except Community.DoesNotExist:
        raise Http404 from None
    text, best = visit.GET.get("q", "")[:500], visit.GET.get("order") == "best"
    found = search_posts(visit.asker, text, community_id=community_id, best=best)
    context = {"place": "communities", "community": space, "text": text, "best": best, "found": found}
    return render(visit, "segue/post_search.html", context)


def _shown(visit: OpenVisit | Visit, known: ThreadPage, given: PostForm | None) -> HttpResponse:
    context = {
        "place": "communities" if known.thread.community_id else "teams",
        "known": known,
        "thread": known.thread,
        "here": known.standing,
        "form": given,
    }
    return render(visit, "segue/thread.html", context, status=422 if given and given.errors else 200)


@space_form
def new_in_community(visit: Visit, community_id: int) -> HttpResponse:
    """Begin a thread in a community."""
    try:
        space = community_for(visit.asker, community_id, Act.SPEAK)
    except (NotFound, Refused) as missing:
        raise Http404(str(missing)) from None
    return _begin(visit, space, community_id=community_id)


@space_form
def new_in_team(visit: Visit, team_id: int) -> HttpResponse:
    """Begin a thread in a team."""
    try:
        space = team_for(visit.asker, team_id)
    except NotFound as missing:
        raise Http404(str(missing)) from None
    return _begin(visit, space, team_id=team_id)


def _begin(visit: Visit, space: Community | Team, **where: int) -> HttpResponse:
    given = ThreadForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        try:
            made = verbs.begin_thread(visit.asker, values["subject"], values["words"], visit.now, source="web", **where)
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("thread", made.id)
    there = "community" if isinstance(space, Community) else "team"
    context = {
        "place": "communities" if there == "community" else "teams",
        "there": there,
        "form": given,
        "space": space,
        "back": reverse(there, args=[space.id]),
    }
    return render(visit, "segue/thread_new.html", context, status=422 if given.errors else 200)


@space_form
def reply(visit: Visit, thread_id: int) -> HttpResponse:
    """Say something in a thread."""
    given = PostForm(visit.POST)
    if visit.method != "POST":
        raise Http404
    if not given.is_valid():
        return redirect(reverse("thread", args=[thread_id]) + "?latest#reply")
    try:
        made = verbs.post(visit.asker, thread_id, given.cleaned_data["words"], visit.now, source="web")
    except NotFound as missing:
        raise Http404(str(missing)) from None
    except Refused as refusal:
        given.add_error(None, str(refusal))
        return _shown(visit, thread_page(visit.asker, thread_id, latest=True), given)
    tell(visit)
    return redirect(f"{reverse('thread', args=[thread_id])}?latest#post-{made.id}")


@space_form
def post_act(visit: Visit, post_id: int, verb: str) -> HttpResponse:
    """Set one's own words right, or take them back."""
    try:
        said = post_seen(visit.asker, post_id)
    except Post.DoesNotExist:
        raise Http404 from None
    if said.voice.member_id != visit.asker.member_id:
        raise Http404
    if verb == "take-back" and visit.method == "POST":
        return do(visit, verbs.take_back, post_id)
    if verb != "edit":
        raise Http404
    given = PostForm(visit.POST if visit.method == "POST" else None, initial={"words": said.body})
    if visit.method == "POST" and given.is_valid():
        try:
            verbs.edit_post(visit.asker, post_id, given.cleaned_data["words"], visit.now, source="web")
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect(f"{reverse('thread', args=[said.thread_id])}?post={post_id}#post-{post_id}")
    context = {"place": "communities", "form": given, "post": said, "thread": said.thread}
    return render(visit, "segue/post_edit.html", context, status=422 if given.errors else 200)
