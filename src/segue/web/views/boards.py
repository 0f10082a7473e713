"""Boards of possibilities: ideas gathered, then weighed; the pair of sessions; the summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from segue.actions import boards as verbs
from segue.actions.errors import NotFound, Refused
from segue.actions.pairs import book_pair
from segue.domain.conversations import Medium, Who
from segue.queries import boards as queries
from segue.queries.boards import BoardPage
from segue.queries.together_drafts import summary_of
from segue.store.models import Board, Connection, Idea
from segue.web.board_forms import GroupForm, IdeaForm, IdeasForm, OpenBoardForm, PairForm, WhyForm
from segue.web.doing import do, tell
from segue.web.drafting import show_draft, wish
from segue.web.together import connection_seen
from segue.web.visits import Visit, form, page

STEPS: dict[str, Callable[..., Any]] = {
    "reveal": verbs.reveal,
    "converge": verbs.converge,
    "diverge": verbs.diverge,
    "settle": verbs.settle,
    "reopen": verbs.reopen,
    "sent": verbs.summary_sent,
}
SIDES = {"mine": Who.ME, "theirs": Who.THEM}
_MORNING = time(10)


@form
def of_connection(visit: Visit, connection_id: int) -> HttpResponse:
    """The board of a connection; where there is none that is open, the form that begins one."""
    connection = connection_seen(visit, connection_id)
    current = queries.current_board(visit.asker, connection_id)
    own = connection.owner_id == visit.asker.member_id
    if current and (current.phase != Board.Phase.SETTLED or "new" not in visit.GET or not own):
        return redirect("board", current.id)
    if not own:
        raise Http404
    given = OpenBoardForm(visit.POST if visit.method == "POST" else None, initial={"mode": "live", "dots": 3})
    if visit.method == "POST" and given.is_valid():
        return _open(visit, connection, given)
    context = {"place": "people", "connection": connection, "form": given}
    return render(visit, "segue/board_open.html", context, status=422 if given.errors else 200)


def _open(visit: Visit, connection: Connection, given: OpenBoardForm) -> HttpResponse:
    values = given.cleaned_data
    how = {"over_days": values["mode"] == "days", "private": values["private"], "dots": values["dots"]}
    try:
        made = verbs.open_board(visit.asker, connection.id, values["topic"], visit.now, source="web", **how)
    except Refused as refusal:
        messages.error(visit, str(refusal))
        return redirect("connection_board", connection.id)
    tell(visit)
    return redirect("board", made.id)


@page
def board(visit: Visit, board_id: int) -> HttpResponse:
    """The board as it stands: a list of ideas while they are gathered, groups while they are weighed."""
    known = _known(visit, board_id)
    context = {
        "place": "people",
        "known": known,
        "board": known.board,
        "person": known.board.connection.person,
        "gathering": known.board.phase == Board.Phase.DIVERGENT,
        "weighing": known.board.phase == Board.Phase.CONVERGENT,
        "by": "them" if visit.GET.get("by") == "them" else "me",
        "chosen": [idea for idea in known.ideas if idea.chosen],
    }
    return render(visit, "segue/board.html", context)


@form
def board_act(visit: Visit, board_id: int, verb: str) -> HttpResponse:
    """Take the board a step on, add ideas, book its sessions, show its summary."""
    known = _known(visit, board_id)
    if verb == "summary":
        return _summary(visit, known)
    if not known.own:
        raise Http404
    if verb == "book":
        return _book(visit, known)
    if visit.method != "POST":
        raise Http404
    if verb == "add":
        given = IdeasForm(visit.POST)
        if not given.is_valid():
            messages.error(visit, _("An idea needs a few words."))
            return redirect("board", board_id)
        return do(visit, verbs.add_ideas, board_id, given.lines, by=given.side)
    if verb in STEPS:
        return do(visit, STEPS[verb], board_id)
    raise Http404


@form
def idea_act(visit: Visit, idea_id: int, verb: str) -> HttpResponse:
    """Reword, drop, group, weigh or choose an idea."""
    try:
        idea = queries.idea_of(visit.asker, idea_id)
    except Idea.DoesNotExist:
        raise Http404 from None
    if idea.owner_id != visit.asker.member_id:
        raise Http404
    asked = {"reword": _reword, "group": _group, "choose": _choose}.get(verb)
    if asked:
        return asked(visit, idea)
    if visit.method != "POST":
        raise Http404
    if verb == "drop":
        return do(visit, verbs.drop, idea_id)
    if verb == "not":
        return do(visit, verbs.unchoose, idea_id)
    side, _sep, change = verb.partition("-")
    if side in SIDES and change in ("more", "fewer"):
        given = idea.my_dots if side == "mine" else idea.their_dots
        return do(visit, verbs.vote, idea_id, given + (1 if change == "more" else -1), side=SIDES[side])
    raise Http404


def _reword(visit: Visit, idea: Idea) -> HttpResponse:
    given = IdeaForm(visit.POST if visit.method == "POST" else None, initial={"text": idea.text})
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.reword, idea.id, given.cleaned_data["text"])
    return _asked(visit, given, idea, _("Say it better"), _("Save"))


def _group(visit: Visit, idea: Idea) -> HttpResponse:
    given = GroupForm(visit.POST if visit.method == "POST" else None, initial={"name": idea.group})
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.group, [idea.id], given.cleaned_data["name"])
    return _asked(visit, given, idea, _("Lay it together with others"), _("Save"))


def _choose(visit: Visit, idea: Idea) -> HttpResponse:
    given = WhyForm(visit.POST if visit.method == "POST" else None, initial={"why": idea.why})
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.choose, idea.id, given.cleaned_data["why"])
    return _asked(visit, given, idea, _("Choose it"), _("Choose"))


def _asked(visit: Visit, given: forms.Form, idea: Idea, title: str, button: str) -> HttpResponse:
    groups = [group.name for group in queries.board_page(visit.asker, idea.board_id).groups if group.name]
    context = {"place": "people", "title": title, "button": button, "form": given, "idea": idea, "groups": groups}
    return render(visit, "segue/idea.html", context, status=422 if given.errors else 200)


def _book(visit: Visit, known: BoardPage) -> HttpResponse:
    given = PairForm(visit.POST if visit.method == "POST" else None, initial=_offered(visit, known))
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        how = {"minutes": values["minutes"], "medium": Medium(values["medium"]), "anyway": values["anyway"]}
        try:
            book_pair(visit.asker, known.board.id, *given.moments(visit.asker.zone), visit.now, source="web", **how)
        except NotFound:
            raise Http404 from None
        except Refused as refusal:
            given.add_error("convergent", str(refusal))
        else:
            tell(visit)
            return redirect("board", known.board.id)
    context = {"place": "people", "known": known, "board": known.board, "form": given}
    return render(visit, "segue/board_pair.html", context, status=422 if given.errors else 200)


def _offered(visit: Visit, known: BoardPage) -> dict[str, Any]:
    """When the sessions are booked for; else two working mornings, a night or a weekend's start apart."""
    zone = ZoneInfo(visit.asker.zone)
    booked = (known.board.divergent_talk, known.board.convergent_talk)
    if booked[0] and booked[1]:
        first, second = (talk.first_at.astimezone(zone).replace(tzinfo=None) for talk in booked if talk)
        return {"divergent": first, "convergent": second, "medium": booked[0].medium}
    day = visit.now.astimezone(zone).date() + timedelta(days=2)
    while day.weekday() > 2:  # so that the second falls into the same working week
        day += timedelta(days=1)
    first = datetime.combine(day, _MORNING)
    return {"divergent": first, "convergent": first + timedelta(days=2), "medium": "call", "minutes": 60}


def _summary(visit: Visit, known: BoardPage) -> HttpResponse:
    drafted = summary_of(visit.asker, known, wish(visit))
    done = reverse("board_act", args=[known.board.id, "sent"]) if known.own and _settled(known) else ""
    return show_draft(visit, drafted, known.board.topic, done=done)


def _settled(known: BoardPage) -> bool:
    return known.board.phase == Board.Phase.SETTLED and known.board.summary_sent_at is None


def _known(visit: Visit, board_id: int) -> BoardPage:
    try:
        return queries.board_page(visit.asker, board_id)
    except Board.DoesNotExist:
        raise Http404 from None
