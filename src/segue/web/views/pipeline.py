"""The pipeline: every connection by stage, as a board or as a list."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.domain.connections import WAY, Stage
from segue.domain.pipeline import Only
from segue.queries import pipeline as queries
from segue.queries.pipeline import Pipeline
from segue.web.numbers import number
from segue.web.visits import Visit, page

NARROWED: dict[Only, str | Promise] = {
    Only.ALL: _("All"),
    Only.ATTENTION: _("Late or quiet"),
    Only.NO_STEP: _("No next step"),
    Only.THEY_WAIT: _("They wait"),
    Only.I_WAIT: _("You wait"),
}


class Choice(NamedTuple):
    """A narrowing with its address, and how many belong to it."""

    words: str | Promise
    query: str
    number: int
    chosen: bool


@page
def pipeline(visit: Visit) -> HttpResponse:
    """All of it; ?only= and ?need= narrow it, ?stage= shows one stage whole, ?as=list lays it out as a list."""
    asked = visit.GET.get("only", "")
    only = Only(asked) if asked in list(Only) else Only.ALL
    stage = visit.GET.get("stage", "")
    found = queries.pipeline(
        visit.asker,
        visit.now,
        only=only,
        need_id=number(visit, "need"),
        stage=Stage(stage) if stage in WAY else None,
    )
    as_list = visit.GET.get("as") == "list"
    context = {
        "place": "pipeline",
        "found": found,
        "choices": _choices(visit, found, only),
        "narrowed": only is not Only.ALL or found.need is not None,
        "stage": stage if stage in WAY else "",
        "as_list": as_list,
        "other_layout": _query(visit, **{"as": "" if as_list else "list"}),
        "asked": {name: visit.GET.get(name, "") for name in ("only", "as", "stage")},
    }
    return render(visit, "segue/pipeline.html", context)


def _choices(visit: Visit, found: Pipeline, chosen: Only) -> list[Choice]:
    """The narrowings that somebody belongs to, and the one that is chosen."""
    return [
        Choice(words, _query(visit, only="" if only is Only.ALL else only), found.counts[only], only is chosen)
        for only, words in NARROWED.items()
        if found.counts[only] or only in (Only.ALL, chosen)
    ]


def _query(visit: Visit, **changed: str) -> str:
    """The query of this page with some of it changed; what is empty is left out."""
    asked = visit.GET.copy()
    for name, value in changed.items():
        asked[name] = value
        if not value:
            del asked[name]
    return f"?{asked.urlencode()}"
