"""Introductions: who should meet whom, each asked privately first; what is to be done, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from segue.actions import introductions as verbs
from segue.domain.introductions import Said, State
from segue.queries import drafts
from segue.queries import introductions as queries
from segue.queries.names import person_of, persons_called
from segue.store.models import Asker, Person
from segue.web.doing import do
from segue.web.drafting import show_draft, wish
from segue.web.visits import Visit, form

STATES = {
    State.PROPOSED: gettext_lazy("nobody asked yet"),
    State.ASKED: gettext_lazy("asked"),
    State.AGREED: gettext_lazy("both said yes"),
    State.INTRODUCED: gettext_lazy("introduced: one mail of yours reached both"),
    State.ACQUAINTED: gettext_lazy("they are in touch"),
    State.DECLINED: gettext_lazy("one said no; the other was told nothing"),
    State.EXPIRED: gettext_lazy("no answer; it ended by itself"),
    State.LEFT: gettext_lazy("let be"),
}


class IntroductionForm(forms.Form):
    """Two people by name, and why they should meet."""

    one = forms.CharField(label=gettext_lazy("Who"), max_length=300)
    other = forms.CharField(label=gettext_lazy("Should meet"), max_length=300)
    why = forms.CharField(label=gettext_lazy("Why, in words you would say to both"), max_length=300, required=False)

    def __init__(self, asker: Asker, *given: Any) -> None:
        super().__init__(*given)
        self.asker = asker
        for field in self.fields.values():
            field.widget.attrs["dir"] = "auto"

    def clean_one(self) -> Person:
        return self._person("one")

    def clean_other(self) -> Person:
        return self._person("other")

    def _person(self, name: str) -> Person:
        found = persons_called(self.asker, self.cleaned_data[name], own=True)
        if len(found) != 1:
            names = ", ".join(each.name for each in found)
            raise forms.ValidationError(_("Which one: %s?") % names if found else _("Nobody of yours is called that."))
        return found[0]


@form
def introductions(visit: Visit) -> HttpResponse:
    """Whom to introduce to whom, what is under way, and what came of it."""
    given = IntroductionForm(visit.asker, visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        return do(visit, verbs.propose, values["one"].id, values["other"].id, why=values["why"])
    lines = queries.lines(visit.asker, visit.now)
    context = {
        "place": "people",
        "form": given,
        "suggestions": queries.suggestions(visit.asker, visit.now),
        "under_way": [(line, STATES[line.state]) for line in lines if not line.over],
        "over": [(line, STATES[line.state]) for line in lines if line.over],
    }
    return render(visit, "segue/introductions.html", context, status=422 if given.errors else 200)


_SAID = {"said-yes": Said.YES, "said-no": Said.NO}


@form
def introduction_act(visit: Visit, connection_id: int, other_id: int, verb: str) -> HttpResponse:
    """The words to ask the first of two with, or to both once they agreed; that they were asked; what they said."""
    one, other = person_of(visit.asker, connection_id), person_of(visit.asker, other_id)
    if one is None or other is None or one == other:
        raise Http404
    why = queries.why_of(visit.asker, one.id, other.id, visit.now)
    if verb == "draft":
        agreed = queries.agreed(visit.asker, one.id, other.id, visit.now)
        drafted = drafts.for_introduction(visit.asker, connection_id, other_id, why, wish(visit), agreed=agreed)
        return show_draft(visit, drafted, f"{one.name}, {other.name}")
    if visit.method != "POST":
        raise Http404
    if verb == "done":
        return do(visit, verbs.asked, one.id, other.id, why=why)
    if verb == "leave":
        return do(visit, verbs.left, one.id, other.id)
    if verb in _SAID:
        return do(visit, verbs.answered, one.id, other.id, _SAID[verb])
    raise Http404
