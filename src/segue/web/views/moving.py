"""How a thread reads, and asking whether it may move: the page of its reading, the ask, and what both sides say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from segue.actions import moving as verbs
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import thread_for
from segue.domain.communities import Act
from segue.queries.moving import ask_of, places_for
from segue.queries.reading import reading_of
from segue.store.models import MoveAsk, Thread
from segue.web.doing import do, tell
from segue.web.markdown import to_html
from segue.web.moving_forms import MoveForm
from segue.web.visits import OpenVisit, Visit, open_page, space_form, space_page

ANSWERS: dict[str, Callable[..., Any]] = {
    "yes": partial(verbs.answer, yes=True),
    "no": partial(verbs.answer, yes=False),
    "words-yes": partial(verbs.answer_for_words, yes=True),
    "words-no": partial(verbs.answer_for_words, yes=False),
    "withdraw": verbs.withdraw,
}


@open_page
def thread_reading(visit: OpenVisit, thread_id: int) -> HttpResponse:
    """How a thread is read: the five contrasts with their words."""
    try:
        found = reading_of(visit.asker, thread_id)
    except Thread.DoesNotExist:
        raise Http404 from None
    context = {"place": _place(found.thread), "thread": found.thread, "found": found}
    return render(visit, "segue/reading.html", context)


@space_form
def let_stay(visit: Visit, thread_id: int) -> HttpResponse:
    """It stays here, whatever it reads as."""
    if visit.method != "POST":
        raise Http404
    return do(visit, verbs.let_stay, thread_id)


@space_form
def move_thread(visit: Visit, thread_id: int) -> HttpResponse:
    """Ask whether a thread may go on elsewhere."""
    thread = _thread(visit, thread_id)
    places = places_for(visit.asker, thread)
    own = thread.voice.member_id == visit.asker.member_id
    # Its name is somebody's words, too: those there see no more of it than what the asking member says.
    subject = thread.subject if own or places.read_by_all else ""
    given = MoveForm(visit.POST if visit.method == "POST" else None, visit.asker, places, subject=subject)
    if visit.method == "POST" and given.is_valid():
        return _ask(visit, thread, given)
    context = {"place": _place(thread), "thread": thread, "places": places, "form": given}
    return render(visit, "segue/move.html", context, status=422 if given.errors else 200)


@space_page
def move_ask(visit: Visit, ask_id: int) -> HttpResponse:
    """What somebody asks, as the visitor may see it."""
    try:
        ask = ask_of(visit.asker, ask_id)
    except MoveAsk.DoesNotExist:
        raise Http404 from None
    context = {"place": "teams" if ask.ask.team_id else "communities", "ask": ask, "words": to_html(ask.ask.words)}
    return render(visit, "segue/move_ask.html", context)


@space_form
def move_act(visit: Visit, ask_id: int, verb: str) -> HttpResponse:
    """Say yes or no to it, for a side or for one's own words; take it back."""
    if verb not in ANSWERS or visit.method != "POST":
        raise Http404
    return do(visit, ANSWERS[verb], ask_id)


def _ask(visit: Visit, thread: Thread, given: MoveForm) -> HttpResponse:
    values = given.cleaned_data
    to = {"team_id" if thread.community_id else "community_id": values["to"]}
    try:
        ask = verbs.ask_to_move(
            visit.asker, thread.id, values["subject"], values["words"], values["posts"], visit.now, source="web", **to
        )
    except NotFound as missing:
        raise Http404(str(missing)) from None
    except Refused as refusal:
        messages.error(visit, str(refusal))
        return redirect("move_thread", thread.id)
    tell(visit)
    return redirect("move_ask", ask.id)


def _thread(visit: Visit, thread_id: int) -> Thread:
    try:
        return Thread.objects.select_related("voice", "community", "team").get(
            id=thread_for(visit.asker, thread_id, Act.SPEAK).id
        )
    except (NotFound, Refused) as missing:
        raise Http404(str(missing)) from None


def _place(thread: Thread) -> str:
    return "communities" if thread.community_id else "teams"
