"""People: the list, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from segue.actions import identity, stages
from segue.actions import people as verbs
from segue.actions.errors import Refused
from segue.domain.calendar import zone_named
from segue.domain.commitments import State
from segue.queries import people as queries
from segue.queries.maintaining import keeping_of
from segue.queries.people import PersonPage
from segue.queries.stages import needs as needs_of
from segue.queries.stages import way_of
from segue.queries.timeline import timeline
from segue.store.models import Asker, Commitment, Person
from segue.web.doing import do, tell
from segue.web.forms import NewPersonForm, PersonForm
from segue.web.numbers import number
from segue.web.visits import Visit, form, page

AT_FIRST = 5

_PROMISED = (State.PROMISED, State.COUNTERED)
SORTS = (
    (True, _PROMISED, _("You promised %(name)s")),
    (False, (*_PROMISED, State.REPORTED), _("%(name)s promised you")),
    (True, (State.REQUESTED,), _("%(name)s asked you")),
    (False, (State.REQUESTED,), _("You asked %(name)s")),
    (True, (State.OFFERED,), _("You offered %(name)s")),
    (False, (State.OFFERED,), _("%(name)s offered you")),
)

CADENCES = (
    ("", _("no cadence")),
    (7, _("week")),
    (14, _("two weeks")),
    (30, _("month")),
    (90, _("quarter")),
    (180, _("half year")),
    (365, _("year")),
)


@page
def people(visit: Visit) -> HttpResponse:
    """The list, the latest met first or by name."""
    text = visit.GET.get("q", "").strip()[:200]
    by_name = visit.GET.get("order") == "name"
    found = queries.listed(visit.asker, text=text, by_name=by_name, after=visit.GET.get("after", "")[:400])
    return render(visit, "segue/people.html", {"place": "people", "found": found, "text": text, "by_name": by_name})


@dataclass(frozen=True, slots=True)
class Between:
    """What is open between us, of one sort; `rest` counts what is left out."""

    title: str
    shown: Sequence[Commitment]
    rest: int


@page
def person(visit: Visit, person_id: int) -> HttpResponse:
    """What each owes the other, the record, the timeline."""
    try:
        known = queries.person(visit.asker, person_id, visit.now)
    except Person.DoesNotExist:
        raise Http404 from None
    before, after = queries.neighbours(visit.asker, known.person)
    context = {
        "place": "people",
        "known": known,
        "between": _between(known, everything=visit.GET.get("open") == "all"),
        "own": known.person.owner_id == visit.asker.member_id,
        "way": way_of(visit.asker, known.connection, visit.now) if known.connection else None,
        "timeline": timeline(visit.asker, known, number(visit, "before")),
        "older": bool(number(visit, "before")),
        "their_time": _time_there(known.person.zone, visit),
        "cadences": CADENCES,
        "keeping": keeping_of(visit.asker, person_id, visit.now),
        "previous": before,
        "following": after,
    }
    return render(visit, "segue/person.html", context)


@form
def add(visit: Visit) -> HttpResponse:
    """Somebody whom I know, or would like to: with a name, and what else is known."""
    given = NewPersonForm(visit.POST if visit.method == "POST" else None, initial={"name": visit.GET.get("name", "")})
    if visit.method == "POST" and given.is_valid():
        try:
            added = verbs.add_person(visit.asker, verbs.Known(**given.cleaned_data), visit.now, source="web")
        except Refused as refusal:
            given.add_error("name", str(refusal))
        else:
            tell(visit)
            return redirect("person", added.id)
    context = {"place": "people", "title": _("Add somebody"), "button": _("Add"), "form": given, "stays": True}
    return render(visit, "segue/act.html", context, status=422 if given.errors else 200)


KNOWN = ("title", "organisation", "zone", "country", "notes")


@form
def edit(visit: Visit, person_id: int) -> HttpResponse:
    """What I know of a person, to be set right."""
    try:
        who = queries.person_of(visit.asker, person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    before = {name: getattr(who, name) for name in ("name", *KNOWN)}
    given = PersonForm(visit.POST if visit.method == "POST" else None, initial=before)
    if visit.method == "POST" and given.is_valid():
        return do(visit, _set_right, who, given.cleaned_data)
    context = {"place": "people", "title": who.name, "button": _("Save"), "form": given}
    return render(visit, "segue/act.html", context, status=422 if given.errors else 200)


def _set_right(asker: Asker, who: Person, given: dict[str, str], now: datetime, *, source: str) -> None:
    """Do what differs from before, each by its own verb."""
    changed = {name: given[name] for name in KNOWN if given[name] != getattr(who, name)}
    if changed:
        verbs.describe(asker, who.id, now, source=source, **changed)
    if given["phone"]:
        verbs.add_phone(asker, who.id, given["phone"], now, source=source)
    if given["name"] != who.name:
        verbs.rename(asker, who.id, given["name"], now, source=source)


@form
def part(visit: Visit, person_id: int) -> HttpResponse:
    """An address of theirs that is somebody else's."""
    address = visit.POST.get("address", "")
    if visit.method != "POST" or not (address.isascii() and address.isdecimal() and len(address) < 19):
        raise Http404
    return do(visit, identity.part, person_id, [int(address)])


def _between(known: PersonPage, *, everything: bool) -> list[Between]:
    """What is open, by who owes whom and whether it was promised; what is due first comes first."""
    name = known.person.name.split(" ")[0]
    groups = []
    for mine, states, title in SORTS:
        found = [each for each in known.open if each.mine is mine and each.state in states]
        found.sort(key=lambda each: (each.due or date.max, -each.made_at.timestamp()))
        if found:
            shown = found if everything else found[:AT_FIRST]
            groups.append(Between(title % {"name": name}, shown, len(found) - len(shown)))
    return groups


@page
def needs(visit: Visit) -> HttpResponse:
    """What I look for, with the people who could serve each."""
    lines = needs_of(visit.asker, found=True)
    return render(visit, "segue/needs.html", {"place": "people", "needs": lines})


@form
def need(visit: Visit, need_id: int, verdict: str) -> HttpResponse:
    """Nobody more is looked for, or somebody is again."""
    if visit.method != "POST" or verdict not in ("found", "again"):
        raise Http404
    return do(visit, stages.need_found, need_id, verdict == "found")


@form
def pair(visit: Visit, pair_id: int, verdict: str) -> HttpResponse:
    """The owner's word on two who may be one."""
    if visit.method != "POST" or verdict not in ("same", "different"):
        raise Http404
    return do(visit, identity.decide, pair_id, verdict == "same")


def _time_there(zone: str, visit: Visit) -> str:
    """The wall clock where they are, if that differs from mine."""
    if not zone or zone == visit.asker.zone:
        return ""
    there = visit.now.astimezone(zone_named(zone))
    here = visit.now.astimezone(ZoneInfo(visit.asker.zone))
    return f"{there:%H:%M}" if there.utcoffset() != here.utcoffset() else ""
