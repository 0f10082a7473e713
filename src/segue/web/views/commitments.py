"""What can be done with a commitment: at once, by a small form, or by taking a draft or a telephone along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions import commitments as verbs
from segue.actions import detections
from segue.actions.checking_in import redate
from segue.actions.errors import NotFound, Refused
from segue.actions.reminders import draft_reminder
from segue.domain.commitments import State
from segue.domain.drafts import Kind
from segue.domain.today import Row
from segue.queries import drafts, people
from segue.queries.commitments import Shown, commitment_of
from segue.queries.today import behind
from segue.store.models import Asker, Commitment
from segue.web.doing import do, tell
from segue.web.drafting import show_draft, wish
from segue.web.forms import CorrectForm, DatedForm, DayForm, NewDateForm, RedateForm, SnoozeForm, WordsForm
from segue.web.later import choices
from segue.web.visits import Visit, form, way_back

AT_ONCE: dict[str, Callable[..., Any]] = {
    "done": verbs.done,
    "settled": verbs.done,
    "let-go": verbs.let_go,
    "not-settled": verbs.not_settled,
    "not-done": verbs.not_done,
    "accept": verbs.accept,
    "withdraw": verbs.withdraw,
    "not-true": detections.reject,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """A verb that asks for something before it is done."""

    title: str | Promise
    button: str | Promise
    form: type[Form]
    do: Callable[..., Any]
    help: str | Promise = ""


BY_FORM = {
    "promise": Asking(_("Promise it"), _("Promise"), DatedForm, verbs.promise, _("A promise may be without a date.")),
    "name-date": Asking(_("Name a date"), _("Save the date"), DayForm, verbs.promise),
    "counter": Asking(
        _("Another date, or other terms"),
        _("Propose it"),
        NewDateForm,
        verbs.counter,
        _("The old date stands until they agree. Nothing is sent from here: tell them yourself."),
    ),
    "decline": Asking(_("Decline"), _("Decline"), WordsForm, verbs.decline, _("A plain no is a good answer.")),
    "renege": Asking(
        _("Say that it cannot be kept"), _("Save"), WordsForm, verbs.renege, _("Acknowledge it early: it is kinder.")
    ),
}

DRAFTS = {"reply": Kind.ABOUT, "draft": Kind.ABOUT, "ask-date": Kind.ASK_DATE}


@form
def commitment_act(visit: Visit, commitment_id: int, verb: str) -> HttpResponse:
    """Do it, or show what it asks for first."""
    try:
        if verb in AT_ONCE:
            return _at_once(visit, AT_ONCE[verb], commitment_id)
        shown = commitment_of(visit.asker, commitment_id)
        if verb == "still-true":
            return _still_true(visit, shown)
        if verb == "correct":
            return _correct(visit, shown)
        if verb == "new-date-words":
            drafted = drafts.for_new_date(visit.asker, shown, wish(visit), visit.now)
            return show_draft(visit, drafted, shown.commitment.what)
        if verb == "counter" and shown.commitment.mine and shown.commitment.state == State.PROMISED:
            return _redate(visit, shown)
        if verb in BY_FORM:
            return _by_form(visit, BY_FORM[verb], shown)
        return _with_panel(visit, verb, shown)
    except Commitment.DoesNotExist:
        raise Http404 from None


def _at_once(visit: Visit, verb: Callable[..., Any], commitment_id: int) -> HttpResponse:
    if visit.method != "POST":
        raise Http404
    return do(visit, verb, commitment_id)


def _by_form(visit: Visit, asking: Asking, shown: Shown) -> HttpResponse:
    form_ = asking.form(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and form_.is_valid():
        given = {name: value for name, value in form_.cleaned_data.items() if value}
        return do(visit, asking.do, shown.commitment.id, **given)
    said = {"title": asking.title, "button": asking.button, "help": asking.help}
    promising = shown.commitment.mine and asking.do is verbs.promise
    context = {"place": "today", "form": form_, "shown": shown, "promising": promising, **said}
    return render(visit, "segue/act.html", context, status=422 if form_.errors else 200)


def _redate(visit: Visit, shown: Shown) -> HttpResponse:
    """Acknowledge, explain, name a new day; then come the words for it."""
    given = RedateForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        try:
            redate(visit.asker, shown.commitment.id, values["due"], values["reason"], visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("commitment_act", shown.commitment.id, "new-date-words")
    context = {
        "place": "today",
        "title": _("Another day for what you promised"),
        "button": _("Name it, and show the words"),
        "help": _("The old day holds until they agree; then accept it for them. Nothing is sent from here."),
        "form": given,
        "shown": shown,
        "stays": True,
        "promising": True,
    }
    return render(visit, "segue/act.html", context, status=422 if given.errors else 200)


def _still_true(visit: Visit, shown: Shown) -> HttpResponse:
    """Confirm it: what was looked at by hand counts as alive again, however old it is."""
    if visit.method != "POST":
        raise Http404
    if shown.commitment.mark_id:
        return do(visit, detections.confirm, shown.commitment.mark_id)
    return do(visit, detections.correct, shown.commitment.id)


def _correct(visit: Visit, shown: Shown) -> HttpResponse:
    """Nearly right: set straight what is to be done, by whom, by when."""
    commitment = shown.commitment
    now = {"what": commitment.what, "due": commitment.due, "who": "me" if commitment.mine else "them"}
    given = CorrectForm(visit.POST if visit.method == "POST" else None, initial=now)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        mine = values["who"] == "me"
        return do(visit, detections.correct, commitment.id, what=values["what"], due=values["due"], mine=mine)
    context = {"place": "", "title": _("Set it right"), "button": _("Save"), "form": given, "shown": shown}
    return render(visit, "segue/act.html", context, status=422 if given.errors else 200)


def _with_panel(visit: Visit, verb: str, shown: Shown) -> HttpResponse:
    if verb == "snooze":
        return _snooze(visit, shown)
    if verb == "remind":
        return _remind(visit, shown)
    if verb == "call":
        return _call(visit, shown)
    if verb in DRAFTS:
        drafted = drafts.for_commitment(visit.asker, shown, DRAFTS[verb], wish(visit))
        return show_draft(visit, drafted, shown.commitment.what)
    raise Http404


def _snooze(visit: Visit, shown: Shown) -> HttpResponse:
    given = SnoozeForm(visit.POST)
    if visit.method == "POST" and given.is_valid() and (until := given.moment(visit.asker.zone)):
        return do(visit, verbs.snooze, shown.commitment.id, until)
    context = {"place": "today", "choices": choices(visit.now, visit.asker.zone), "what": shown.commitment.what}
    return render(visit, "segue/snooze.html", context)


def _remind(visit: Visit, shown: Shown) -> HttpResponse:
    """A press of the button hands the one reminder out; looking at the page does not."""
    if visit.method == "POST":
        try:
            drafted = draft_reminder(visit.asker, shown.commitment.id, visit.now, source="web")
        except Refused as refusal:
            messages.error(visit, str(refusal))
            return redirect(way_back(visit))
        return show_draft(visit, drafted, shown.commitment.what, spent=True)
    return render(visit, "segue/remind.html", {"place": "today", "shown": shown})


def _call(visit: Visit, shown: Shown) -> HttpResponse:
    row = _row(visit.asker, shown.commitment)
    context = {
        "place": "today",
        "what": shown.commitment.what,
        "opening": drafts.for_commitment(visit.asker, shown, Kind.CALL, wish(visit)).draft.body
        if row and row.opening
        else "",
        "reach": _reach(visit.asker, shown.commitment),
        "commitment": shown.commitment,
    }
    return render(visit, "segue/call.html", context)


def _row(asker: Asker, commitment: Commitment) -> Row | None:
    rows = behind(asker, commitment.connection_id) if commitment.connection_id else ()
    return next((row for row in rows if row.commitment_id == commitment.id), None)


def _reach(asker: Asker, commitment: Commitment) -> people.Reach | None:
    return people.reach(asker, commitment.connection_id) if commitment.connection_id else None
