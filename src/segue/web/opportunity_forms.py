"""What is typed about an opportunity."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 1000


class Words(forms.Textarea):
    """A few lines of text."""

    def __init__(self) -> None:
        super().__init__({"rows": 2, "dir": "auto"})


class OpenOpportunityForm(forms.Form):
    """What it is about, and the chosen idea that it comes from."""

    name = forms.CharField(
        label=_("What could be worth the effort of both?"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )


class TermForm(forms.Form):
    """What each side wants of one term, and whether both mean the same."""

    mine = forms.CharField(label=_("What I want"), required=False, max_length=LONGEST, widget=Words)
    theirs = forms.CharField(label=_("What they want, as I know it"), required=False, max_length=LONGEST, widget=Words)
    same = forms.BooleanField(label=_("Both mean the same: I have asked"), required=False)


class SaidForm(forms.Form):
    """What they said to the qualifying questions."""

    need = forms.CharField(
        label=_("What do they need it for? In their words"), required=False, max_length=LONGEST, widget=Words
    )
    decides = forms.CharField(
        label=_("Who decides, and how? In their words"), required=False, max_length=LONGEST, widget=Words
    )


class EndForm(forms.Form):
    """Why it ends."""

    why = forms.CharField(
        label=_("Why it ends: the truth, in a few words"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
    )
