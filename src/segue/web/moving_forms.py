"""What is typed to ask whether a thread may move."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from segue.queries.moving import Places
from segue.store.models import Asker, Post

_LINE = 120


class MoveForm(forms.Form):
    """Where to, under what name and with what words, and which messages."""

    to = forms.TypedChoiceField(label=_("Where it should go on"), coerce=int)
    subject = forms.CharField(
        label=_("What it is called there"),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    words = forms.CharField(
        label=_("What those there need to know"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("In your words: it begins there with them."),
    )
    posts = forms.TypedMultipleChoiceField(
        label=_("Messages that should go along"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, asker: Asker, places: Places, *, subject: str) -> None:
        super().__init__(data, initial={"subject": subject})
        spaces = places.teams or places.communities
        self._field("to").choices = [(space.id, str(space)) for space in spaces]
        posts = self._field("posts")
        posts.choices = [(post.id, _line(post, asker)) for post in places.posts]
        if places.read_by_all:
            posts.help_text = _("Anybody can read them here, so all that you choose go along.")
        else:
            posts.help_text = _("Yours go along; others only once their authors have said yes.")

    def _field(self, name: str) -> Any:
        return self.fields[name]


def _line(post: Post, asker: Asker) -> str:
    who = _now("You") if post.voice.member_id == asker.member_id else post.voice.name
    words = " ".join(post.body.split())
    return f"{who}: {words if len(words) <= _LINE else words[:_LINE] + '…'}"
