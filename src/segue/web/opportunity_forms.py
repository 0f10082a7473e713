"""What is typed about an opportunity."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.web.vocabulary import Text


def _words(label: Text) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=1000, widget=widget)


class OpenOpportunityForm(forms.Form):
    """What it is about, and the chosen idea that it comes from."""

    name = forms.CharField(
        label=_("What could be worth the effort of both?"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )


class TermForm(forms.Form):
    """What each side wants of one term, and whether both mean the same."""

    mine = _words(_("What I want"))
    theirs = _words(_("What they want, as I know it"))
    same = forms.BooleanField(label=_("Both mean the same: I have asked"), required=False)


class SaidForm(forms.Form):
    """What they said to the qualifying questions."""

    need = _words(_("What do they need it for? In their words"))
    decides = _words(_("Who decides, and how? In their words"))


class EndForm(forms.Form):
    """Why it ends."""

    why = forms.CharField(
        label=_("Why it ends: the truth, in a few words"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
    )
