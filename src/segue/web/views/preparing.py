"""Talks to come: booking one at an hour that suits both, its preparation sheet, another time, calling it off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from segue.actions import booking as verbs
from segue.domain.calendar import zone_named
from segue.domain.conversations import Medium
from segue.domain.hours import Slot
from segue.domain.preparing import all_of, sheet
from segue.queries import preparing as queries
from segue.queries.people import Reach, person_of
from segue.queries.preparing import Preparation
from segue.store.models import Asker, Conversation, Person
from segue.web.doing import do
from segue.web.talk_forms import BookForm, PrepareForm, TimeForm
from segue.web.visits import Visit

STRAINS = {
    "me": gettext_lazy("early or late for you"),
    "them": gettext_lazy("early or late for them"),
    "both": gettext_lazy("early or late for both"),
}


def book(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    """Book a talk with somebody: times that suit both, and why to talk rather than write at first."""
    who = person_of(visit.asker, reach.person_id)
    known, _open = queries.known_of(visit.asker, who, None, visit.now)
    offered = offered_times(visit, who)
    given = BookForm(visit.POST if visit.method == "POST" else None, slots=offered, zone=visit.asker.zone)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        prepared = verbs.Prepared(objective=values["objective"])
        booking = verbs.Booking([who.id], given.begins, values["minutes"], Medium(values["medium"]), prepared=prepared)
        return do(visit, verbs.book, booking)
    title = _("Book a talk with %(name)s") % {"name": who.name}
    return _shown(visit, given, title, _("Book"), sheet=sheet(known), next=reverse("person", args=[who.id]))


def prepare(visit: Visit, conversation_id: int) -> HttpResponse:
    """The preparation sheet."""
    prepared = _preparation(visit, conversation_id)
    talk = prepared.talk
    names = ("objective", "agenda", "questions", "documents", "expected", "expectation")
    before = {name: getattr(talk, name) for name in names} | {"stage": prepared.sheet.stage}
    given = PrepareForm(visit.POST if visit.method == "POST" else None, initial=before, sheet=prepared.sheet)
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.prepare, conversation_id, given.prepared())
    context = {
        "place": "today",
        "conversation": talk,
        "prepared": prepared,
        "sheet": prepared.sheet,
        "form": given,
        "own": talk.owner_id == visit.asker.member_id,
        "invite": _connection_id(prepared),
        "held": talk.first_at <= visit.now,
        "their_times": _times_there(prepared, visit.asker),
        "strain": _strain(prepared),
    }
    return render(visit, "segue/prepare.html", context, status=422 if given.errors else 200)


def rebook(visit: Visit, conversation_id: int) -> HttpResponse:
    """Another time."""
    prepared = _preparation(visit, conversation_id)
    slots = offered_times(visit, prepared.with_whom) if prepared.with_whom else []
    given = TimeForm(
        visit.POST if visit.method == "POST" else None,
        slots=slots,
        zone=visit.asker.zone,
        initial={"minutes": prepared.minutes},
    )
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.rebook, conversation_id, given.begins, minutes=given.cleaned_data["minutes"])
    back = reverse("talk_act", args=[conversation_id, "prepare"])
    return _shown(visit, given, _("Another time for %(talk)s") % {"talk": prepared.talk}, _("Move it"), next=back)


def call_off(visit: Visit, conversation_id: int) -> HttpResponse:
    """Call it off, at once: it can be undone."""
    if visit.method != "POST":
        raise Http404
    return do(visit, verbs.call_off, conversation_id)


OF_TALKS_TO_COME: dict[str, Callable[[Visit, int], HttpResponse]] = {
    "prepare": prepare,
    "rebook": rebook,
    "call-off": call_off,
}


def offered_times(visit: Visit, who: Person) -> list[tuple[str, str]]:
    """The times that suit both: as a value, and in words on both clocks."""
    slots = queries.times_for(visit.asker, who, visit.now)
    return [(slot.begins.isoformat(), _in_words(slot, who, visit.asker)) for slot in slots]


def time_there(at: datetime, who: Person | None, asker: Asker) -> str:
    """The wall clock where they are at that moment, if it differs from mine."""
    if who is None or not who.zone:
        return ""
    there, here = at.astimezone(zone_named(who.zone)), at.astimezone(zone_named(asker.zone))
    return f"{there:%H:%M}" if there.utcoffset() != here.utcoffset() else ""


def _times_there(prepared: Preparation, asker: Asker) -> list[tuple[str, str]]:
    """The wall clocks that differ from mine, and whose they are, where there are several persons."""
    clocks: dict[str, list[str]] = {}
    for person in prepared.persons:
        if there := time_there(prepared.talk.first_at, person, asker):
            clocks.setdefault(there, []).append(person.name.split(" ")[0])
    several = len(prepared.persons) > 1
    return [(there, all_of(names) if several else "") for there, names in clocks.items()]


def _in_words(slot: Slot, who: Person, asker: Asker) -> str:
    mine = date_format(slot.begins.astimezone(zone_named(asker.zone)), "D j M, H:i")
    there = time_there(slot.begins, who, asker)
    words = _("%(mine)s (%(there)s for them)") % {"mine": mine, "there": there} if there else mine
    return f"{words}, {STRAINS[slot.early_or_late_for]}" if slot.early_or_late_for else words


def _connection_id(prepared: Preparation) -> int | None:
    """Whom to invite by mail: the connection with the first of the persons."""
    connection = getattr(prepared.with_whom, "connection", None)
    return connection.id if connection else None


def _strain(prepared: Preparation) -> str:
    """How the time of the talk suits both, where that is worth a word."""
    if prepared.whom is None:
        return ""
    if prepared.suits is None:
        return _("That is night, or a day off, for one of you.")
    return str(STRAINS.get(prepared.suits.early_or_late_for, ""))


def _preparation(visit: Visit, conversation_id: int) -> Preparation:
    try:
        return queries.preparation(visit.asker, conversation_id, visit.now)
    except Conversation.DoesNotExist:
        raise Http404 from None


def _shown(visit: Visit, given: TimeForm, title: str, button: str, **more: Any) -> HttpResponse:
    context = {"place": "people", "title": title, "button": button, "form": given, **more}
    return render(visit, "segue/book.html", context, status=422 if given.errors else 200)
