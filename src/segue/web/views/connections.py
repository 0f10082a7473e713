"""What can be done with a connection: put it off, close it honestly, keep in touch, write or call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from segue.actions import connections as verbs
from segue.actions import privacy, stages
from segue.domain.calendar import zone_named
from segue.domain.connections import Stage, following, move
from segue.domain.drafts import Kind
from segue.domain.errors import NotAllowed
from segue.domain.today import Row, Rule
from segue.queries import drafts, people
from segue.queries.conversations import answering
from segue.queries.maintaining import occasion_on
from segue.queries.people import Reach
from segue.queries.preparing import times_for
from segue.queries.stages import connection_of, need_names
from segue.queries.today import behind
from segue.store.models import Connection, Person
from segue.web.doing import do
from segue.web.drafting import show_draft, wish
from segue.web.forms import ContactForm, IntentForm, SnoozeForm, StageForm
from segue.web.later import choices
from segue.web.views import closing
from segue.web.views.preparing import book
from segue.web.visits import Visit, form, way_on

AT_ONCE: dict[str, Callable[..., Any]] = {
    "keep-open": verbs.keep_open,
    "leave-closed": verbs.leave_closed,
    "enjoyed": verbs.enjoyed,
    "reopen": verbs.reopen,
    "private": partial(privacy.of_connection, private=True),
    "not-private": partial(privacy.of_connection, private=False),
}

OWNERS_ALONE = ("book", "invite")
"""What a teammate who may read the connection is not shown."""

TO_LOG = ("done", "next-step")
"""What is told by logging the talk in which it happened."""


@form
def connection_act(visit: Visit, connection_id: int, verb: str) -> HttpResponse:
    """Do it, or show what it asks for first."""
    try:
        reach = people.reach(visit.asker, connection_id)
        if verb in OWNERS_ALONE:
            people.person_of(visit.asker, reach.person_id)
    except (Connection.DoesNotExist, Person.DoesNotExist):
        raise Http404 from None
    if verb in AT_ONCE:
        return _at_once(visit, AT_ONCE[verb], connection_id)
    if verb in TO_LOG:
        return redirect(f"{reverse('log')}?person={reach.person_id}")
    asked = ASKED.get(verb)
    if asked:
        return asked(visit, connection_id, reach)
    return _write_or_call(visit, connection_id, verb, reach)


def _at_once(visit: Visit, verb: Callable[..., Any], connection_id: int) -> HttpResponse:
    if visit.method != "POST":
        raise Http404
    return do(visit, verb, connection_id)


def _snooze(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    given = SnoozeForm(visit.POST)
    if visit.method == "POST" and given.is_valid() and (until := given.moment(visit.asker.zone)):
        return do(visit, verbs.snooze, connection_id, until)
    context = {"place": "today", "choices": choices(visit.now, visit.asker.zone), "what": reach.name}
    return render(visit, "segue/snooze.html", context)


def _cadence(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    days, longest = (visit.POST.get(name, "") for name in ("days", "longest"))
    if visit.method != "POST" or not all(_number_of_days(each) for each in (days, longest)):
        raise Http404
    given = {"longest": int(longest)} if days and longest else {}
    return do(visit, verbs.cadence, connection_id, int(days) if days else None, **given)


def _number_of_days(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdecimal() and len(text) < 5)


def _contact(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    given = ContactForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        return do(visit, verbs.agree_contact, connection_id, values["on"], way=values["way"])
    return _asked(visit, given, reach, _("Agree on a day with %(name)s"), _("Save"))


def _intent(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    known = connection_of(visit.asker, reach.person_id)
    before = {
        "text": known.intent, "wanted": known.wanted, "for_them": known.for_them, "series": known.series,
        "need": known.need.name if known.need else "",
    } if known else {}  # fmt: skip
    given = IntentForm(visit.POST if visit.method == "POST" else None, initial=before)
    if visit.method == "POST" and given.is_valid():
        return do(visit, stages.set_intent, connection_id, given.intent())
    title = _("What I want with %(name)s")
    return _asked(visit, given, reach, title, _("Save"), needs=need_names(visit.asker))


def _stage(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    known = connection_of(visit.asker, reach.person_id)
    now_at = Stage(known.stage) if known and known.stage else None
    given = StageForm(visit.POST if visit.method == "POST" else None, initial={"to": following(now_at) or now_at})
    if visit.method == "POST" and given.is_valid():
        to, why = Stage(given.cleaned_data["to"]), given.cleaned_data["why"]
        try:
            move(now_at, to, why)
        except NotAllowed as refusal:
            given.add_error("why", str(refusal))
        else:
            return do(visit, stages.move_stage, connection_id, to, why=why)
    return _asked(visit, given, reach, _("How far it has come with %(name)s"), _("Move"))


def _asked(visit: Visit, given: forms.Form, reach: Reach, title: Any, button: Any, **more: Any) -> HttpResponse:
    context = {
        "place": "people",
        "title": title % {"name": reach.name},
        "button": button,
        "form": given,
        "next": way_on(visit, reverse("person", args=[reach.person_id])),
        **more,
    }
    return render(visit, "segue/act.html", context, status=422 if given.errors else 200)


def _write_or_call(visit: Visit, connection_id: int, verb: str, reach: Reach) -> HttpResponse:
    if verb not in ("call", "draft", "reply", "hello", "invite"):
        raise Http404
    rows = behind(visit.asker, connection_id)
    if verb == "call":
        opening = next((row.opening for row in rows if row.opening), "") or ""
        return render(visit, "segue/call.html", {"place": "today", "reach": reach, "opening": opening})
    answered = next((row.message_id for row in rows if row.message_id and verb == "reply"), None)
    thread = answering(visit.asker, answered) if answered else None
    drafted = drafts.for_connection(
        visit.asker,
        connection_id,
        _kind(rows, verb),
        wish(visit),
        {"times": _times(visit, reach)} if verb == "invite" else _today(visit, reach),
        subject=thread.subject if thread else "",
        in_reply_to=thread.message_id if thread else "",
    )
    return show_draft(visit, drafted, reach.name)


def _today(visit: Visit, reach: Reach) -> dict[str, str]:
    return {"occasion": occasion_on(visit.asker, reach.person_id, visit.now)}


def _kind(rows: tuple[Row, ...], verb: str) -> Kind:
    """The words that go with what Today says of somebody."""
    if verb in ("reply", "hello"):
        return Kind(verb)
    if verb == "invite":
        return Kind.INVITATION
    return next((KINDS[row.rule] for row in rows if row.rule in KINDS), Kind.WRITE)


KINDS = {Rule.KEEP_IN_TOUCH: Kind.HELLO, Rule.OCCASION: Kind.HELLO, Rule.AGREED_CONTACT: Kind.AGREED}


def _times(visit: Visit, reach: Reach) -> str:
    """Times that suit both, on their clock, a line each."""
    who = people.person_of(visit.asker, reach.person_id)
    there = zone_named(who.zone or visit.asker.zone)
    slots = times_for(visit.asker, who, visit.now)
    lines = [f"- {date_format(slot.begins.astimezone(there), 'l j F, H:i')}" for slot in slots]
    return "\n".join([*lines, *([f"({who.zone})"] if who.zone and lines else [])])


ASKED: dict[str, Callable[[Visit, int, Reach], HttpResponse]] = {
    "snooze": _snooze,
    "close": closing.close,
    "settle": closing.settle,
    "farewell": closing.farewell,
    "cadence": _cadence,
    "contact": _contact,
    "intent": _intent,
    "stage": _stage,
    "book": book,
}
"""What is asked for something more first."""
