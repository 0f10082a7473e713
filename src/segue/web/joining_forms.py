"""What is typed to invite, to join, and to moderate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.domain.communities import Kind

KINDS = (
    (str(Kind.EMPLOYEE), _("employees")),
    (str(Kind.CUSTOMER), _("customers")),
    (str(Kind.OTHER), _("others")),
)


class InviteForm(forms.Form):
    """Who is invited."""

    emails = forms.CharField(
        label=_("Their mail addresses, one a line"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("They are"), choices=KINDS, initial=str(Kind.CUSTOMER))

    @property
    def addresses(self) -> list[str]:
        """The addresses, however they are set apart."""
        return str(self.cleaned_data["emails"]).replace(",", " ").replace(";", " ").split()


class NameForm(forms.Form):
    """What who joins is called."""

    name = forms.CharField(
        label=_("Your name, as others will see it"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True, "autocomplete": "name"}),
    )


class AddressForm(forms.Form):
    """Where a link goes."""

    email = forms.EmailField(
        label=_("Your mail address"), widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "email"})
    )


class AskForm(AddressForm):
    """Who asks to join."""

    name = forms.CharField(
        label=_("Your name, as others will see it"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class WhyForm(forms.Form):
    """Why something is hidden, locked or blocked."""

    why = forms.CharField(
        label=_("Why? The members can read it in the log."),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )
