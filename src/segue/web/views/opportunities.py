"""Opportunities: the terms of both sides, what is said and what is done, an agreement or a kind end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from segue.actions import opportunities as verbs
from segue.actions.errors import Refused
from segue.domain.opportunities import Topic
from segue.queries import opportunities as queries
from segue.queries.opportunities import OpportunityPage
from segue.queries.together_drafts import kind_endings
from segue.store.models import Opportunity
from segue.web.doing import do, tell
from segue.web.drafting import wish
from segue.web.numbers import posted
from segue.web.opportunity_forms import EndForm, OpenOpportunityForm, SaidForm, TermForm
from segue.web.opportunity_words import TERMS
from segue.web.together import connection_seen
from segue.web.visits import Visit, form, page

AT_ONCE = {"agree": verbs.agree, "reopen": verbs.reopen}


@form
def of_connection(visit: Visit, connection_id: int) -> HttpResponse:
    """The open opportunity of a connection; where there is none, the form that begins one."""
    connection = connection_seen(visit, connection_id)
    known = queries.opportunities_of(visit.asker, connection_id)
    own = connection.owner_id == visit.asker.member_id
    if known and visit.method != "POST" and not (own and "new" in visit.GET):
        return redirect("opportunity", known[0].id)
    if not own:
        raise Http404
    given = OpenOpportunityForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        return _open(visit, connection_id, given.cleaned_data["name"])
    ideas = queries.chosen_ideas(visit.asker, connection_id)
    context = {"place": "people", "connection": connection, "form": given, "ideas": ideas, "known": known}
    return render(visit, "segue/opportunity_open.html", context, status=422 if given.errors else 200)


def _open(visit: Visit, connection_id: int, name: str) -> HttpResponse:
    try:
        made = verbs.open_opportunity(
            visit.asker, connection_id, name, visit.now, source="web", idea_id=posted(visit, "idea")
        )
    except Refused as refusal:
        messages.error(visit, str(refusal))
        return redirect("connection_opportunity", connection_id)
    tell(visit)
    return redirect("opportunity", made.id)


@page
def opportunity(visit: Visit, opportunity_id: int) -> HttpResponse:
    """Both sides, term by term; beside them what was said, and what is done."""
    known = _known(visit, opportunity_id)
    row = known.opportunity
    context = {
        "place": "people",
        "known": known,
        "opportunity": row,
        "person": row.connection.person,
        "open": row.state == Opportunity.State.OPEN,
    }
    return render(visit, "segue/opportunity.html", context)


@form
def opportunity_act(visit: Visit, opportunity_id: int, verb: str) -> HttpResponse:
    """Note a term or what was said, agree, end, open again."""
    known = _known(visit, opportunity_id)
    if not known.own:
        raise Http404
    if verb in AT_ONCE:
        if visit.method != "POST":
            raise Http404
        return do(visit, AT_ONCE[verb], opportunity_id)
    if verb in set(Topic):
        return _term(visit, known, Topic(verb))
    asked = {"said": _said, "end": _end}.get(verb)
    if asked is None:
        raise Http404
    return asked(visit, known)


def _term(visit: Visit, known: OpportunityPage, topic: Topic) -> HttpResponse:
    now = next(term for term in known.terms if term.topic is topic)
    before = {"mine": now.mine, "theirs": now.theirs, "same": now.same}
    given = TermForm(visit.POST if visit.method == "POST" else None, initial=before)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        said = {"mine": values["mine"], "theirs": values["theirs"]}
        # A tick that stood there already does not speak for words that came after it.
        same = values["same"] if values["same"] != now.same else None
        return do(visit, verbs.note_term, known.opportunity.id, topic, same=same, **said)
    return _asked(visit, given, known, str(TERMS[topic].word), _("Save"), help_=TERMS[topic].ask)


def _said(visit: Visit, known: OpportunityPage) -> HttpResponse:
    row = known.opportunity
    given = SaidForm(visit.POST if visit.method == "POST" else None, initial={"need": row.need, "decides": row.decides})
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.note_said, row.id, **given.cleaned_data)
    return _asked(visit, given, known, _("What they said"), _("Save"))


def _end(visit: Visit, known: OpportunityPage) -> HttpResponse:
    given = EndForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        return do(visit, verbs.end, known.opportunity.id, given.cleaned_data["why"])
    return _asked(
        visit,
        given,
        known,
        _("End it kindly"),
        _("End it"),
        endings=kind_endings(visit.asker, known.opportunity, wish(visit)),
    )


def _asked(
    visit: Visit,
    given: forms.Form,
    known: OpportunityPage,
    title: str,
    button: str,
    *,
    help_: Any = "",
    endings: Any = (),
) -> HttpResponse:
    context = {
        "place": "people",
        "title": title,
        "button": button,
        "form": given,
        "help": help_,
        "endings": endings,
        "opportunity": known.opportunity,
    }
    return render(visit, "segue/opportunity_act.html", context, status=422 if given.errors else 200)


def _known(visit: Visit, opportunity_id: int) -> OpportunityPage:
    try:
        return queries.opportunity_page(visit.asker, opportunity_id, visit.now)
    except Opportunity.DoesNotExist:
        raise Http404 from None
