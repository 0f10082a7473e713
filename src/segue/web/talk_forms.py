"""What is typed into the forms of talks to come: booking one, moving it, its preparation sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.actions.booking import Prepared
from segue.domain.connections import WAY, Stage
from segue.domain.conversations import Medium
from segue.domain.preparing import Sheet
from segue.web.forms import DateField
from segue.web.vocabulary import STAGES

OTHER = "other"


class TimeForm(forms.Form):
    """A moment that was offered, or a day and a time of mine."""

    slot = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect)
    day = DateField(label=_("Day"), required=False)
    time = forms.TimeField(
        label=_("At, on your clock"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=600, initial=30)

    def __init__(self, *given: Any, slots: Sequence[tuple[str, str]], zone: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.zone = ZoneInfo(zone)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*slots, (OTHER, _("Another time"))]
        field.initial = slots[0][0] if slots else OTHER

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self["day"], self["time"]]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("slot") == OTHER:
            for name in ("day", "time"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("Another time needs it."))
        return values

    @property
    def begins(self) -> datetime:
        """The moment chosen, in UTC."""
        values = self.cleaned_data
        if values["slot"] != OTHER:
            return datetime.fromisoformat(values["slot"]).astimezone(UTC)
        return datetime.combine(values["day"], values["time"], self.zone).astimezone(UTC)


class BookForm(TimeForm):
    """A talk to come."""

    medium = forms.ChoiceField(
        label=_("How"),
        choices=((Medium.CALL, _("call")), (Medium.MEETING, _("meeting")), (Medium.ROOM, _("room"))),
    )
    objective = forms.CharField(
        label=_("Aim, in one line"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto", "list": "aims", "autocomplete": "off"}),
    )


def _lines(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    """Lines of text, one thing a line."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=4000, widget=area, help_text=help_text)


class PrepareForm(forms.Form):
    """A preparation sheet. What is ticked among the offered lines is added to what is written, and offered no more."""

    objective = forms.CharField(
        label=_("Aim, in one line"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto", "list": "aims", "autocomplete": "off"}),
        help_text=_("Such as: leave with a yes, a no, or a date."),
    )
    expected = forms.CharField(
        label=_("What I expect"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    expectation = forms.IntegerField(
        label=_("How likely, in %"), required=False, min_value=0, max_value=100, help_text=_("Asked about afterwards.")
    )
    agenda = _lines(_("Agenda, one a line"), 4)
    agenda_offered = forms.MultipleChoiceField(label=_("Offered"), required=False, widget=forms.CheckboxSelectMultiple)
    questions = _lines(_("To ask, one a line"), 4)
    questions_offered = forms.MultipleChoiceField(
        label=_("Offered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = _lines(_("Sent ahead, one a line"), 2, _("Names or links of documents that they have from you."))
    stage = forms.ChoiceField(
        label=_("The stage that it serves"), choices=[(each, STAGES[each]) for each in WAY if each != Stage.INTENT]
    )

    def __init__(self, *given: Any, sheet: Sheet, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, lines in (("agenda_offered", sheet.agenda), ("questions_offered", sheet.questions)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            written = "" if self.is_bound else str(self.initial.get(name.removesuffix("_offered")) or "")
            field.choices = [(line, line) for line in lines if line not in written.splitlines()]

    def prepared(self) -> Prepared:
        """What was typed and ticked."""
        values = self.cleaned_data
        likely = values["expectation"]
        return Prepared(
            values["objective"],
            _with(values["agenda"], values["agenda_offered"]),
            _with(values["questions"], values["questions_offered"]),
            values["documents"].strip(),
            values["expected"],
            -1 if likely is None else likely,
            Stage(values["stage"]),
        )


def _with(written: str, ticked: Sequence[str]) -> str:
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return "\n".join([*lines, *(line for line in ticked if line not in lines)])
