"""What is typed into the small forms of the acts, checked and turned into values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.connections import WAY, Intent, Series, Wanted
from segue.web.later import morning_of
from segue.web.vocabulary import SERIES, STAGES, WANTED


class DateField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WordsForm(forms.Form):
    """A few words that go with a move; they are kept with it."""

    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class DatedForm(WordsForm):
    """A day and a few words."""

    due = DateField(label=_("By"), required=False)
    field_order = ("due", "words")


class NewDateForm(DatedForm):
    """A day, or other terms in words: one of them is needed."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("due") and not values.get("words"):
            raise forms.ValidationError(_("Name a day, or say what else should change."))
        return values


class RedateForm(forms.Form):
    """A new day for what I promised, with the reason."""

    due = DateField(label=_("You will have it by"))
    reason = forms.CharField(
        label=_("The reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("In a few honest words; the draft says it."),
    )


class DayForm(forms.Form):
    """A day, needed."""

    due = DateField(label=_("By"))


class SnoozeForm(forms.Form):
    """A moment that was offered, or a day."""

    until = forms.CharField(required=False, max_length=40)
    day = DateField(required=False, label=_("Or on"))

    def moment(self, zone: str) -> datetime | None:
        """The moment chosen, in UTC; None if none was."""
        if day := self.cleaned_data.get("day"):
            return morning_of(day, zone).astimezone(UTC)
        try:
            chosen = datetime.fromisoformat(self.cleaned_data.get("until") or "")
        except ValueError:
            return None
        return chosen.astimezone(UTC) if chosen.tzinfo else None


class CloseForm(forms.Form):
    """An honest close: who ends it, on what terms, how to stay in touch."""

    by = forms.ChoiceField(
        label=_("Who ends it"), choices=(("me", _("I do")), ("them", _("They do")), ("both", _("Both of us")))
    )
    terms = forms.CharField(
        label=_("Why it ends here"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    stay_in_touch = forms.CharField(
        label=_("How to stay in touch"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("A call next quarter, a list, meeting when near."),
    )
    contact_on = DateField(label=_("From which day on"), required=False)
    offer = forms.CharField(
        label=_("What I offer for later"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("An introduction, a reference, a second pair of eyes; nothing is fine too."),
    )


class ContactForm(forms.Form):
    """A day on which to be in touch again; none takes it back."""

    on = DateField(label=_("On"), required=False)
    way = forms.CharField(label=_("How"), required=False, max_length=200)


class ForgetForm(forms.Form):
    """Whether somebody who is forgotten wishes to stay so."""

    stay_away = forms.BooleanField(label=_("They wish it: no later import brings them back"), required=False)


class IntentForm(forms.Form):
    """What I want from a connection, and what is in it for them."""

    wanted = forms.ChoiceField(
        label=_("I want"),
        required=False,
        choices=(("", _("not said")), *WANTED.items()),
    )
    text = forms.CharField(
        label=_("In my words"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    for_them = forms.CharField(
        label=_("What is in it for them"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Why they would say yes; the invitation says it."),
    )
    series = forms.ChoiceField(
        label=_("How many conversations it will take"),
        required=False,
        choices=(("", _("not said")), *SERIES.items()),
    )
    need = forms.CharField(
        label=_("The need it serves"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "list": "needs", "autocomplete": "off"}),
        help_text=_("What you look for, such as “a pilot partner”: others can serve it too."),
    )

    def intent(self) -> Intent:
        """What was typed, as the domain says it."""
        values = self.cleaned_data
        return Intent(
            values["text"],
            Wanted(values["wanted"]) if values["wanted"] else None,
            values["for_them"],
            Series(values["series"]) if values["series"] else None,
            values["need"],
        )


class StageForm(forms.Form):
    """A step along the way, with its reason where one is asked for."""

    to = forms.ChoiceField(label=_("To"), choices=[(stage, STAGES[stage]) for stage in WAY])
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Asked for where a stage is left out, or gone back to."),
    )


WHO = (("me", _("I do")), ("them", _("They do")))


class CorrectForm(forms.Form):
    """What a commitment is really about."""

    what = forms.CharField(label=_("What"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))
    who = forms.ChoiceField(label=_("Who does it"), choices=WHO)
    due = DateField(label=_("By"), required=False)


class NewPersonForm(forms.Form):
    """Somebody who is added by hand: the name is all that is needed."""

    name = forms.CharField(label=_("Name"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    addr = forms.EmailField(label=_("Mail address"), required=False, max_length=320)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    organisation = forms.CharField(
        label=_("Organisation"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class PersonForm(forms.Form):
    """What I know of a person."""

    name = forms.CharField(label=_("Name"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    phone = forms.CharField(label=_("A telephone number to add"), max_length=60, required=False)
    zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        required=False,
        help_text=_("As in Africa/Accra; a date of theirs ends with the day there."),
    )
    country = forms.CharField(
        label=_("Country"), max_length=2, required=False, help_text=_("Two letters, for holidays.")
    )
    notes = forms.CharField(
        label=_("Notes, private to you"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"])
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone."))
        return zone

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()
