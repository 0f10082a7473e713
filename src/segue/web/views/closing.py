"""An honest close: first what is still owed, then the terms, then the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions import closing as verbs
from segue.actions.errors import Refused
from segue.domain.closing import Fate, Settlement, fates
from segue.domain.conversations import HonestClose, Who
from segue.domain.drafts import CLOSINGS, Kind
from segue.queries.closing import is_closed, still_owed
from segue.queries.drafts import farewell as words_for
from segue.queries.people import Reach
from segue.store.models import Commitment
from segue.web.doing import do, tell
from segue.web.drafting import show_draft, wish
from segue.web.forms import CloseForm
from segue.web.visits import Visit

FATES: dict[Fate, str | Promise] = {
    Fate.SETTLED: _("Settled: it is done"),
    Fate.RELEASED: _("Released: nobody waits for it"),
    Fate.HANDED_OVER: _("Handed over to"),
    Fate.NOT_DONE: _("I will not do it"),
}


REST = (Fate.RELEASED, Fate.SETTLED)
"""What can be said of all that is not named by itself."""
FEW = 2
"""So many are named one by one."""


class Choice(NamedTuple):
    """One thing that can become of a commitment."""

    value: str
    words: str | Promise
    chosen: bool


class Said(TypedDict):
    """What was said of what is owed."""

    owed: list[Settlement]
    rest: Fate | None


class Asked(NamedTuple):
    """A commitment that is still open, with what can become of it."""

    commitment: Commitment
    choices: list[Choice]
    to: str
    trouble: str | Promise


def close(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    """The page of a close; on a press of its button it is closed, and the words for it are shown."""
    owed = still_owed(visit.asker, connection_id, visit.now)
    given = CloseForm(visit.POST if visit.method == "POST" else None)
    asked = ask(visit, owed)
    if visit.method == "POST" and given.is_valid() and not any(each.trouble for each in asked):
        try:
            verbs.close(visit.asker, connection_id, _close_of(given), visit.now, source="web", **said(visit, owed))
        except Refused as refusal:
            messages.error(visit, str(refusal))
        else:
            tell(visit)
            return redirect("connection_act", connection_id, "farewell")
    return _page(visit, reach, asked, given)


def settle(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    """What became of what is still owed, where a close had left it open; what is not chosen is left."""
    owed = still_owed(visit.asker, connection_id, visit.now)
    if visit.method == "POST":
        chosen = [each for each in owed if visit.POST.get(f"fate-{each.id}")]
        return do(visit, verbs.settle, connection_id, said(visit, chosen)["owed"])
    return _page(visit, reach, ask(visit, owed), None, connection_id)


def farewell(visit: Visit, connection_id: int, reach: Reach) -> HttpResponse:
    """The words to close with, in three lengths, and the models."""
    wanted = visit.GET.get("as", "")
    kind = Kind(wanted) if wanted in CLOSINGS else None
    drafted = words_for(visit.asker, connection_id, wish(visit), kind)
    return show_draft(visit, drafted, reach.name, kinds=CLOSINGS)


def after(visit: Visit, connection_id: int, otherwise: HttpResponse) -> HttpResponse:
    """Where a talk that ended so leads: to what is still open between the two, then to the words."""
    if not is_closed(visit.asker, connection_id):
        return otherwise
    left = still_owed(visit.asker, connection_id, visit.now)
    return redirect("connection_act", connection_id, "settle" if left else "farewell")


def _page(
    visit: Visit, reach: Reach, asked: list[Asked], given: CloseForm | None, closed: int | None = None
) -> HttpResponse:
    wrong = bool(given and given.errors) or any(each.trouble for each in asked)
    context = {
        "place": "people",
        "reach": reach,
        "asked": asked,
        "form": given,
        "rest": rests(visit, asked) if given else (),
        "next": _next(visit, reach, closed),
    }
    return render(visit, "segue/close.html", context, status=422 if wrong else 200)


def _next(visit: Visit, reach: Reach, closed: int | None) -> str:
    """After a close the words come next; else the person's page."""
    if closed is not None and is_closed(visit.asker, closed):
        return reverse("connection_act", args=[closed, "farewell"])
    return reverse("person", args=[reach.person_id])


def ask(visit: Visit, owed: Sequence[Commitment]) -> list[Asked]:
    """What is still owed, with what was chosen of it, and what is lacking in that."""
    asked = []
    for row in owed:
        chosen, to = visit.POST.get(f"fate-{row.id}", ""), visit.POST.get(f"to-{row.id}", "")[:200]
        choices = [Choice(fate, FATES[fate], fate == chosen) for fate in fates(row.mine)]
        trouble: str | Promise = ""
        if visit.method == "POST" and not any(each.chosen for each in choices) and visit.POST.get("rest") not in REST:
            trouble = _("Say what becomes of it.")
        elif chosen == Fate.HANDED_OVER and not to.strip():
            trouble = _("Say to whom.")
        asked.append(Asked(row, choices, to, trouble))
    return asked


def lacking(visit: Visit, owed: Sequence[Commitment]) -> bool:
    """Whether something is left unsaid of what is still owed."""
    return any(each.trouble for each in ask(visit, owed))


def rests(visit: Visit, asked: Sequence[Asked]) -> list[Choice]:
    """What can be said of all the rest, where there is much."""
    return [Choice(fate, FATES[fate], fate == visit.POST.get("rest")) for fate in REST] if len(asked) > FEW else []


def said(visit: Visit, owed: Sequence[Commitment]) -> Said:
    """What was chosen of these commitments, and of the rest, as the actions take it."""
    chosen = [
        Settlement(row.id, Fate(visit.POST[f"fate-{row.id}"]), visit.POST.get(f"to-{row.id}", "")[:200])
        for row in owed
        if visit.POST.get(f"fate-{row.id}") in fates(row.mine)
    ]
    return {"owed": chosen, "rest": Fate(visit.POST["rest"]) if visit.POST.get("rest") in REST else None}


def _close_of(given: forms.Form) -> HonestClose:
    """What was typed, as the domain says it."""
    values = given.cleaned_data
    return HonestClose(
        Who(values["by"]), values["terms"], values["stay_in_touch"], values["contact_on"], values["offer"]
    )
