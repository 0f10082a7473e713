"""What is typed about purposes and handovers."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.actions.handovers import MOST
from segue.actions.purposes import MOST_WORDING
from segue.store.models import Post, Team


class WordingForm(forms.Form):
    """What should come about, in a sentence."""

    wording = forms.CharField(
        label=_("What should come about, in a sentence"),
        max_length=MOST_WORDING,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 2, "autofocus": True}),
    )


class RaiseForm(WordingForm):
    """A purpose, and the messages it comes from."""

    posts = forms.TypedMultipleChoiceField(
        label=_("The messages it comes from"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: object, posts: Iterable[Post], chosen: Iterable[int], wording: str = "") -> None:
        super().__init__(data, initial={"posts": list(chosen), "wording": wording})  # type: ignore[arg-type]
        self.fields["posts"].choices = [  # type: ignore[attr-defined]
            (post.id, f"{post.voice.name}: {' '.join(post.body.split())[:220]}") for post in posts
        ]


class WordsForm(forms.Form):
    """A few words: a reason, a question, an answer, an outcome."""

    words = forms.CharField(max_length=MOST, widget=forms.Textarea(attrs={"dir": "auto", "rows": 4, "autofocus": True}))

    def __init__(self, data: object, label: object, *, needed: bool, help_text: object = "") -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["words"]
        field.label, field.required, field.help_text = label, needed, help_text  # type: ignore[assignment]


class OfferForm(WordsForm):
    """To which team, and what is said with it."""

    team = forms.TypedChoiceField(label=_("To which team"), coerce=int)

    field_order = ("team", "words")

    def __init__(self, data: object, teams: Iterable[Team]) -> None:
        super().__init__(data, _("What you say with it"), needed=False)
        self.fields["team"].choices = [(team.id, str(team)) for team in teams]  # type: ignore[attr-defined]
