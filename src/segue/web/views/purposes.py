"""Purposes of communities, and handovers to teams: lists, one of them, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions import handovers, purposes
from segue.actions.errors import NotFound, Refused
from segue.domain.errors import NotAllowed
from segue.queries import purposes as queries
from segue.queries.communities import standing
from segue.queries.handovers import handover_page
from segue.store.models import Community, Forming, Handover, Purpose, Thread
from segue.web.doing import do, tell
from segue.web.purpose_forms import OfferForm, RaiseForm, WordingForm, WordsForm
from segue.web.visits import OpenVisit, Visit, open_page, space_form, space_page


class Asked(NamedTuple):
    """A verb that wants words: its title, what is asked for, whether it is needed, the button."""

    act: Callable[..., Any]
    title: str | Promise
    label: str | Promise
    needed: bool
    button: str | Promise
    help: str | Promise = ""


OF_PURPOSE: dict[str, Asked] = {
    "object": Asked(purposes.object_to, _("Object"), _("Why not? The others can answer a reason."), True, _("Object")),
    "answer": Asked(handovers.answer, _("Answer the team"), _("Your answer"), True, _("Answer")),
    "rest": Asked(
        handovers.rest, _("Let it rest, with thanks"), _("What you would like to say with it"), False, _("Let it rest"),
        _("It is told in the threads it came from. Whoever stands behind it later takes it up again."),
    ),
    "report": Asked(
        handovers.report, _("Report back"), _("What you would like to add to the outcome"), False, _("Tell it"),
        _("The outcome is told in the threads it came from, to those who spoke there."),
    ),
}  # fmt: skip
OF_HANDOVER: dict[str, Asked] = {
    "accept": Asked(
        handovers.accept, _("Take it on"), _("A word with it"), False, _("Take it on"),
        _("You deliver it by commitments among you, and say how far it is."),
    ),
    "ask": Asked(handovers.ask, _("Ask the steward"), _("Your question"), True, _("Ask")),
    "decline": Asked(
        handovers.decline, _("Decline, with thanks"), _("Why"), True, _("Decline"),
        _("The reason is told in the threads it came from. Another team can be asked."),
    ),
    "progress": Asked(
        handovers.progress, _("Say how far it is"), _("How far it is"), True, _("Tell it"),
        _("It is told in the threads it came from."),
    ),
    "deliver": Asked(
        handovers.deliver, _("Delivered"), _("What came of it"), True, _("Delivered"),
        _("The steward tells it where it began."),
    ),
}  # fmt: skip


@open_page
def community_purposes(visit: OpenVisit, community_id: int) -> HttpResponse:
    """The purposes that emerged in a community."""
    try:
        known = queries.purposes_page(visit.asker, community_id, visit.now)
    except Community.DoesNotExist:
        raise Http404 from None
    context = {"place": "communities", "known": known, "community": known.standing.community, "here": known.standing}
    return render(visit, "segue/purposes.html", context)


@open_page
def purpose(visit: OpenVisit, purpose_id: int) -> HttpResponse:
    """A purpose: its words, where it came from, who stands behind it, and what became of it."""
    known = _known(visit, purpose_id)
    context = {
        "place": "communities",
        "known": known,
        "purpose": known.line.purpose,
        "community": known.standing.community,
        "verbs": {str(verb) for verb in known.verbs},
    }
    return render(visit, "segue/purpose.html", context)


@space_form
def raise_purpose(visit: Visit, community_id: int) -> HttpResponse:
    """Raise a purpose from posts of a thread, or from what seems to form."""
    try:
        here = standing(visit.asker, community_id)
    except Community.DoesNotExist:
        raise Http404 from None
    if not here.speaks:
        raise Http404
    forming, thread = _number(visit, "forming"), _number(visit, "thread")
    marked = [int(each[:18]) for each in visit.GET.getlist("post") if each.isdecimal()]
    try:
        if forming:
            found = queries.posts_of_forming(visit.asker, forming)
            marked = [post.id for post in found]
        else:
            found = queries.posts_to_choose(visit.asker, thread or 0, marked)
    except (Forming.DoesNotExist, Thread.DoesNotExist):
        raise Http404 from None
    given = RaiseForm(visit.POST if visit.method == "POST" else None, found, marked)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        try:
            made = purposes.raise_purpose(
                visit.asker, community_id, values["wording"], values["posts"], visit.now, source="web",
                forming_id=forming,
            )  # fmt: skip
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except Refused as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect("purpose", made.id)
    context = {"place": "communities", "community": here.community, "form": given}
    return render(visit, "segue/purpose_raise.html", context, status=422 if given.errors else 200)


@space_form
def purpose_act(visit: Visit, purpose_id: int, verb: str) -> HttpResponse:
    """Endorse, object, word it better, offer it to a team, let it rest, report back; say whether to be named."""
    known = _known(visit, purpose_id)
    row = known.line.purpose
    if verb in ("endorse", "name-me", "leave-me-out"):
        if visit.method != "POST":
            raise Http404
        if verb == "endorse":
            return do(visit, purposes.endorse, purpose_id)
        return do(visit, partial(handovers.name_me, yes=verb == "name-me"), purpose_id)
    if verb == "refine":
        given = WordingForm(visit.POST if visit.method == "POST" else None, initial={"wording": row.wording})
        act = partial(purposes.refine, visit.asker, purpose_id)
        return _asked(visit, row, given, _("Word it better"), _("Save"), act, ("wording",))
    if verb == "offer" and known.standing.steers:
        offered = OfferForm(visit.POST if visit.method == "POST" else None, known.teams)
        give = partial(handovers.offer, visit.asker, purpose_id)
        return _asked(visit, row, offered, _("Offer it to a team"), _("Offer"), give, ("team", "words"))
    if verb not in OF_PURPOSE or (verb != "object" and not known.standing.steers):
        raise Http404
    return _worded(visit, row, OF_PURPOSE[verb], purpose_id, keyword=verb == "report")


@space_page
def handover(visit: Visit, handover_id: int) -> HttpResponse:
    """A purpose as the team has it, with the messages it came from."""
    known = _handed(visit, handover_id)
    context = {
        "place": "teams" if known.team else "communities",
        "known": known,
        "handover": known.handover,
        "verbs": {str(verb) for verb in known.verbs},
    }
    return render(visit, "segue/handover.html", context)


@space_form
def handover_act(visit: Visit, handover_id: int, verb: str) -> HttpResponse:
    """The team takes it on, asks, declines, says how far it is, or that it is delivered."""
    known = _handed(visit, handover_id)
    if verb not in OF_HANDOVER or not known.team:
        raise Http404
    return _worded(visit, known.handover, OF_HANDOVER[verb], handover_id, keyword=verb == "accept")


def _worded(visit: Visit, row: Purpose | Handover, asked: Asked, number: int, *, keyword: bool) -> HttpResponse:
    data = visit.POST if visit.method == "POST" else None
    given = WordsForm(data, asked.label, needed=asked.needed, help_text=asked.help)

    def act(words: str, *rest: Any, **named: Any) -> object:
        if keyword:
            return asked.act(visit.asker, number, *rest, words=words, **named)
        return asked.act(visit.asker, number, words, *rest, **named)

    return _asked(visit, row, given, asked.title, asked.button, act, ("words",))


def _asked(
    visit: Visit,
    row: Purpose | Handover,
    given: WordsForm | WordingForm,
    title: str | Promise,
    button: str | Promise,
    act: Callable[..., Any],
    fields: tuple[str, ...],
) -> HttpResponse:
    """Ask for what a verb wants, do it, and lead back to what it was about."""
    there = "handover" if isinstance(row, Handover) else "purpose"
    if visit.method == "POST" and given.is_valid():
        try:
            act(*(given.cleaned_data[name] for name in fields), visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except (Refused, NotAllowed) as refusal:
            messages.error(visit, str(refusal))
        else:
            tell(visit)
        return redirect(there, row.id)
    context = {
        "place": "teams" if there == "handover" else "communities",
        "form": given,
        "title": title,
        "button": button,
        "there": there,
        "row": row,
        "wording": row.purpose.wording if isinstance(row, Handover) else row.wording,
    }
    return render(visit, "segue/purpose_act.html", context, status=422 if given.errors else 200)


def _known(visit: Visit | OpenVisit, purpose_id: int) -> queries.PurposePage:
    try:
        return queries.purpose_page(visit.asker, purpose_id, visit.now)
    except Purpose.DoesNotExist:
        raise Http404 from None


def _handed(visit: Visit, handover_id: int) -> Any:
    try:
        return handover_page(visit.asker, handover_id)
    except Handover.DoesNotExist:
        raise Http404 from None


def _number(visit: Visit, name: str) -> int | None:
    given = visit.GET.get(name, "")[:18]
    return int(given) if given.isdecimal() else None
