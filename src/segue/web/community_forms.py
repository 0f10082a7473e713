"""What is typed in communities: about one of them, and in its threads."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.communities import Admission
from segue.domain.communities import Role as CommunityRole

ADMISSIONS = (
    (str(Admission.PUBLIC), _("Public: anybody can read it, also without joining")),
    (str(Admission.INVITATION), _("By invitation: only its members read it")),
    (str(Admission.CLOSED), _("Closed: only its members read it, and nobody is added")),
)
ROLES = (
    (str(CommunityRole.MEMBER), _("member")),
    (str(CommunityRole.MODERATOR), _("moderator")),
    (str(CommunityRole.STEWARD), _("steward")),
)


class CommunityForm(forms.Form):
    """What a community is about, and who can read it."""

    name = forms.CharField(
        label=_("Its name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True})
    )
    topic = forms.CharField(
        label=_("What its members care for"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("A topic, not a goal: goals emerge from what is said there, and go to a team."),
    )
    about = forms.CharField(
        label=_("More about it (Markdown)"),
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
    )
    admission = forms.ChoiceField(
        label=_("Who can read it"), choices=ADMISSIONS, widget=forms.RadioSelect, initial=str(Admission.INVITATION)
    )


class ThreadForm(forms.Form):
    """A thread and its first post."""

    subject = forms.CharField(
        label=_("What it is about"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True})
    )
    words = forms.CharField(label=_("Your words (Markdown)"), widget=forms.Textarea(attrs={"dir": "auto", "rows": 8}))


class PostForm(forms.Form):
    """A post."""

    words = forms.CharField(label=_("Your words (Markdown)"), widget=forms.Textarea(attrs={"dir": "auto", "rows": 5}))


class RoleForm(forms.Form):
    """What a member is in a community."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
