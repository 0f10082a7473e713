"""What is typed in teams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.teamwork import Stance, Way
from segue.store.models import Decision, Member, TeamCommitment

WAYS = (
    (str(Way.ADVICE), _("Advice: I decide, having heard others")),
    (str(Way.CONSENT), _("Consent: it passes when nobody has a reason against it")),
    (str(Way.VOTE), _("Vote: what most want")),
)
STANCES = {
    Way.ADVICE: ((str(Stance.ADVICE), _("my advice")),),
    Way.CONSENT: ((str(Stance.CONSENT), _("I consent")), (str(Stance.OBJECTION), _("I object, for a reason"))),
}


def line(label: Any, *, most: int = 500, needed: bool = True, first: bool = False, **attrs: Any) -> forms.CharField:
    """A field of one line."""
    focus = {"autofocus": True} if first else {}
    return forms.CharField(
        label=label, max_length=most, required=needed, widget=forms.TextInput(attrs={"dir": "auto", **focus, **attrs})
    )


def text(label: Any, *, needed: bool = True, help_text: Any = "") -> forms.CharField:
    """A field of some lines."""
    return forms.CharField(
        label=label,
        max_length=4000,
        required=needed,
        help_text=help_text,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
    )


class TeamForm(forms.Form):
    """A team's name, and what it is to reach."""

    name = line(_("Its name"), most=200, first=True)
    objective = line(_("What it is to reach"))


class AddForm(forms.Form):
    """Who is taken in."""

    email = forms.EmailField(
        label=_("Their address"), help_text=_("Somebody of your organisation, or a guest of the community beside it.")
    )


class BeginForm(forms.Form):
    """What is asked, offered or promised, to whom, by when."""

    other = forms.TypedChoiceField(label=_("With whom"), coerce=int)
    what = line(_("What"))
    due = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    handover = forms.TypedChoiceField(label=_("For which purpose"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any, others: Iterable[Member], handovers: Iterable[Any]) -> None:
        super().__init__(data)
        self.fields["other"].choices = [(each.id, str(each)) for each in others]  # type: ignore[attr-defined]
        given = [(each.id, each.purpose.wording[:80]) for each in handovers]
        if given:
            self.fields["handover"].choices = [("", _("none")), *given]  # type: ignore[attr-defined]
        else:
            del self.fields["handover"]


class ActForm(forms.Form):
    """A word with a move, and another day where one is named."""

    due = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    words = text(_("A word with it"), needed=False)

    def __init__(self, data: Any, *, dated: bool) -> None:
        super().__init__(data)
        if not dated:
            del self.fields["due"]


class WaitForm(forms.Form):
    """Which other commitment it waits for."""

    other = forms.TypedChoiceField(label=_("It cannot go on before"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any, others: Iterable[TeamCommitment]) -> None:
        super().__init__(data)
        choices = [("", _("nothing: it can go on")), *((each.id, each.what[:100]) for each in others)]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]


class ProblemForm(forms.Form):
    """What stands in the way."""

    text = line(_("What stands in the way"), first=True)


class SolveForm(forms.Form):
    """How it was solved."""

    solution = text(_("How it was solved"))


class DecisionForm(forms.Form):
    """A question, and how it is decided."""

    question = line(_("What is to be decided"), first=True)
    way = forms.ChoiceField(label=_("How"), choices=WAYS, widget=forms.RadioSelect, initial=str(Way.CONSENT))
    options = text(
        _("The proposal, or the options of a vote, one a line"), needed=False, help_text=_("Advice needs none.")
    )


class SpeakForm(forms.Form):
    """What a member says to a decision."""

    stance = forms.ChoiceField(label=_("You"), widget=forms.RadioSelect)
    words = text(_("Why"), needed=False)

    def __init__(self, data: Any, decision: Decision) -> None:
        options = STANCES.get(Way(decision.way)) or [(each, each) for each in decision.options]
        super().__init__(data, initial={"stance": options[0][0]} if len(options) == 1 else None)
        self.fields["stance"].choices = options  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """What is decided, and why."""

    wanted = line(_("What you decide"), needed=False)
    reasons = text(_("Why it came out so"))

    def __init__(self, data: Any, decision: Decision) -> None:
        super().__init__(data)
        if decision.way != Way.ADVICE:
            del self.fields["wanted"]
