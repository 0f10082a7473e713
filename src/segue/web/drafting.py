"""Showing a draft: its words to change, and the ways to take it along. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.domain.drafts import Kind, Length
from segue.queries.drafts import Drafted, Wish
from segue.web.visits import Visit

LENGTHS: dict[Length, str | Promise] = {
    Length.BRIEF: _("Brief"),
    Length.PLAIN: _("Plain"),
    Length.FULL: _("Full"),
}


KINDS: dict[Kind, str | Promise] = {
    Kind.CLOSE: _("I end it"),
    Kind.CLOSE_THEM: _("They end it"),
    Kind.CLOSE_BOTH: _("Both of us"),
    Kind.RECRUITER_NO: _("No to a candidate"),
    Kind.CANDIDATE_NO: _("No to an employer"),
}


class Choice(NamedTuple):
    """Another language or length in which the draft is to be had."""

    words: str | Promise
    url: str
    chosen: bool
    language: str = ""


def wish(request: HttpRequest) -> Wish:
    """In which language and length the draft is asked for."""
    given = request.GET
    length = given.get("length", "")
    return Wish(given.get("in", ""), Length(length) if length in list(Length) else Length.PLAIN)


def show_draft(
    visit: Visit, drafted: Drafted, what: str, *, spent: bool = False, kinds: Sequence[Kind] = (), done: str = ""
) -> HttpResponse:
    """The page of a draft. `spent`: it was handed out by a press of a button, and is not to be had otherwise.

    `kinds`: what else could be said instead; `done`: where to say that it has been sent, if that is noted by hand.
    """
    context = {
        "place": "today",
        "what": what,
        "drafted": drafted,
        "draft": drafted.draft,
        "reach": drafted.reach,
        "spent": spent,
        "done": done,
        "kinds": [Choice(KINDS[each], _address(visit, **{"as": each}), each is drafted.kind) for each in kinds],
        "lengths": () if spent else _lengths(visit, drafted),
        "languages": () if spent else _languages(visit, drafted),
    }
    return render(visit, "segue/draft.html", context)


def _lengths(visit: Visit, drafted: Drafted) -> list[Choice]:
    return [Choice(LENGTHS[each], _address(visit, length=each), each is drafted.length) for each in drafted.lengths]


def _languages(visit: Visit, drafted: Drafted) -> list[Choice]:
    return [
        Choice(_name_of(each), _address(visit, **{"in": each}), each == drafted.language, each)
        for each in drafted.languages
    ]


def _address(visit: Visit, **changed: str) -> str:
    return f"{visit.path}?{urlencode({**visit.GET.dict(), **changed})}"


def _name_of(language: str) -> str:
    """How a language calls itself."""
    return str(LANG_INFO.get(language, {}).get("name_local", language)).capitalize()
