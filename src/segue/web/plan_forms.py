"""What is typed into a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.conversations import Who
from segue.domain.plans import Item
from segue.web.forms import DateField

SIDES = ((str(Who.ME), _("me")), (str(Who.THEM), _("them")), (str(Who.BOTH), _("both of us")))


class Line(forms.TextInput):
    """One line of text in any direction."""

    def __init__(self) -> None:
        super().__init__({"dir": "auto"})


class OpenPlanForm(forms.Form):
    """What the plan is for."""

    name = forms.CharField(label=_("What will you two do together?"), max_length=300, widget=Line)


class AddItemForm(forms.Form):
    """What, by whom and by when; the rest can be said later."""

    what = forms.CharField(label=_("What"), max_length=500, widget=Line)
    side = forms.ChoiceField(label=_("Who"), choices=SIDES)
    due = DateField(label=_("By"), required=False)


class ItemForm(AddItemForm):
    """Everything about an item."""

    start = DateField(label=_("Begins"), required=False)
    role = forms.CharField(label=_("Role: who of them, or as what"), max_length=200, required=False, widget=Line)
    deliverable = forms.CharField(
        label=_("Deliverable: what is there afterwards"), max_length=500, required=False, widget=Line
    )
    metric = forms.CharField(label=_("Metric: how it is measured"), max_length=500, required=False, widget=Line)
    success = forms.CharField(
        label=_("Success factor: what it stands or falls with"), max_length=500, required=False, widget=Line
    )
    resource = forms.CharField(label=_("Resource: what it takes"), max_length=500, required=False, widget=Line)
    needs = forms.TypedMultipleChoiceField(
        label=_("Waits for"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("what", "side", "start", "due")

    def __init__(self, others: Iterable[Item], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["needs"].choices = [(each.id, each.what) for each in others]  # type: ignore[attr-defined]


class FollowUpForm(forms.Form):
    """How and when the two check in."""

    on = DateField(label=_("The next agreed day"), required=False)
    every_days = forms.IntegerField(label=_("And again after so many days"), required=False, min_value=1, max_value=366)
    way = forms.CharField(
        label=_("How"),
        required=False,
        max_length=200,
        widget=Line,
        help_text=_("A call of ten minutes; a line by mail."),
    )


class IssueForm(forms.Form):
    """What stands in the way, and who takes care of it."""

    text = forms.CharField(label=_("What stands in the way?"), max_length=500, widget=Line)
    by = forms.ChoiceField(label=_("Who takes care of it"), choices=SIDES)


class OutcomeForm(forms.Form):
    """What came of an issue."""

    outcome = forms.CharField(label=_("What came of it?"), max_length=500, widget=Line)


class TieForm(forms.Form):
    """A commitment that stands between the two already."""

    commitment = forms.TypedChoiceField(label=_("The commitment"), coerce=int, empty_value=None, required=False)

    def __init__(self, known: Iterable[Any], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [("", _("none")), *((each.id, each.what) for each in known)]
        self.fields["commitment"].choices = choices  # type: ignore[attr-defined]
