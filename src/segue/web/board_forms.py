"""What is typed on a board of possibilities."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.conversations import LIVE, Medium, Who
from segue.web.vocabulary import MEDIA

SIDES = (("me", _("mine")), ("them", _("theirs")))
_LIVE = [(str(each), MEDIA[each]) for each in Medium if each in LIVE]
_LONG = ((30, _("30 minutes")), (45, _("45 minutes")), (60, _("an hour")), (90, _("an hour and a half")))


class OpenBoardForm(forms.Form):
    """What the ideas are about, and how they are gathered."""

    topic = forms.CharField(
        label=_("What could you two do together? The topic"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )
    mode = forms.ChoiceField(
        label=_("How"),
        choices=(("live", _("In two sessions, live")), ("days", _("Over days, as ideas come"))),
        widget=forms.RadioSelect,
        initial="live",
    )
    private = forms.BooleanField(
        label=_("Cover the ideas until I reveal them"),
        required=False,
        help_text=_("For a shared screen: people think further when they do not see the others’ ideas at once."),
    )
    dots = forms.IntegerField(label=_("Dots for each side"), min_value=1, max_value=9, initial=3)


class IdeasForm(forms.Form):
    """Ideas, one a line, and who had them."""

    texts = forms.CharField(max_length=10_000)
    by = forms.ChoiceField(choices=SIDES)

    @property
    def lines(self) -> list[str]:
        """Each idea."""
        return str(self.cleaned_data["texts"]).splitlines()

    @property
    def side(self) -> Who:
        """Who had them."""
        return Who(self.cleaned_data["by"])


class IdeaForm(forms.Form):
    """An idea, said better."""

    text = forms.CharField(label=_("The idea"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))


class GroupForm(forms.Form):
    """The group that an idea lies in: one that is there, or a new one."""

    name = forms.CharField(
        label=_("Group"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "list": "groups", "autocomplete": "off", "autofocus": True}),
        help_text=_("One that is there, or a new name; none takes it out of its group."),
    )


class WhyForm(forms.Form):
    """Why an idea is chosen."""

    why = forms.CharField(
        label=_("Why is this one worth the effort?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
    )


class MomentField(forms.DateTimeField):
    """A day and a time on the reader's clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PairForm(forms.Form):
    """When the two sessions are, how they are held and how long."""

    divergent = MomentField(label=_("Divergent session: ideas without criticism"))
    convergent = MomentField(
        label=_("Convergent session: group, weigh, choose"),
        help_text=_("At least a night later, at most four days."),
    )
    medium = forms.ChoiceField(label=_("How"), choices=_LIVE)
    minutes = forms.TypedChoiceField(label=_("Each lasts"), choices=_LONG, coerce=int, initial=60)
    anyway = forms.BooleanField(label=_("Book them although they are too close or too far apart"), required=False)

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """Both beginnings, in UTC."""
        first, second = (self._moment(name, zone) for name in ("divergent", "convergent"))
        return first, second

    def _moment(self, name: str, zone: str) -> datetime:
        given: datetime = self.cleaned_data[name]
        return given.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if given.tzinfo is None else given.astimezone(UTC)
