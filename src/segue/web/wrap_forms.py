"""What is typed into the gate at the end of a talk: how it ended, next steps, what becomes of marks and detections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from segue.actions.talking import Gathered
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, Who, WrapUp
from segue.domain.phrases import shortened
from segue.queries.during import Offered, Suggested
from segue.store.models import Commitment, TalkMark
from segue.web.forms import WHO, DateField

BLANK = 2
"""Empty rows for next steps beside those that were marked."""
MOST = 20
MARK, NONE = "mark", "none"
"""What may be chosen for what a transcript states; without a choice it is left as it is."""


class EndingForm(forms.Form):
    """How a talk ended. What the chosen ending needs is asked for, the rest is left alone."""

    ending = forms.ChoiceField(
        label=_("How did it end?"),
        choices=(
            ("next", _("Next step")),
            ("close", _("Honest close")),
            ("enjoyed", _("Enjoyed, nothing expected")),
            ("not-yet", _("Not yet")),
        ),
        widget=forms.RadioSelect,
    )
    by = forms.ChoiceField(
        label=_("Who ends it"),
        required=False,
        choices=(("me", _("I do")), ("them", _("They do")), ("both", _("Both of us"))),
    )
    terms = forms.CharField(
        label=_("Why it ends here"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    stay_in_touch = forms.CharField(
        label=_("How to stay in touch"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    contact_on = DateField(label=_("From which day on"), required=False)
    offer = forms.CharField(
        label=_("What I offer for later"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    until = DateField(label=_("Until when?"), required=False)
    rating = forms.ChoiceField(
        label=_("How was it for you? Shown to nobody else."),
        required=False,
        choices=(("", _("not rated")), *((str(n), str(n)) for n in range(1, 6))),
    )
    happened = forms.ChoiceField(
        label=_("Did it happen?"),
        required=False,
        choices=(("yes", _("yes")), ("no", _("no")), ("unknown", _("not known yet"))),
        widget=forms.RadioSelect,
    )

    @property
    def close_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("by", "terms", "stay_in_touch", "contact_on", "offer")]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = {"close": "terms", "not-yet": "until"}.get(values.get("ending", ""))
        if needed and not values.get(needed) and needed not in self.errors:
            self.add_error(needed, _("This ending needs it."))
        return values


class StepForm(forms.Form):
    """A next step: who does what by when. A row without words is none."""

    mark = forms.IntegerField(required=False, widget=forms.HiddenInput)
    who = forms.ChoiceField(label=_("Who"), choices=(*WHO, ("both", _("Both of us"))))
    what = forms.CharField(
        label=_("Does what"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    due = DateField(label=_("By"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("what") and not values.get("due") and "due" not in self.errors:
            self.add_error("due", _("By when?"))
        return values


Steps = forms.formset_factory(StepForm, extra=0, max_num=MOST)


class Gate:
    """The whole gate: an ending, next steps, marks, detections; filled from what was marked, or from what was sent."""

    def __init__(self, offered: Offered, ending: str, sent: Mapping[str, str] | None = None, post: Any = None) -> None:
        self.offered, self.post = offered, post
        self.ending = EndingForm(sent) if sent is not None else EndingForm(initial={"ending": ending})
        with_steps = post is not None and "step-TOTAL_FORMS" in post
        self.steps = Steps(post, prefix="step") if with_steps else Steps(initial=self._initial(), prefix="step")
        self.bound = with_steps

    def _initial(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for mark, word in self.offered.promises:
            who = str(word.who) if word else "me"
            rows.append({"mark": mark.id, "who": who, "what": word.what if word else mark.text,
                         "due": word.by if word else None})  # fmt: skip
        return rows + [{} for _row in range(BLANK if not rows else 1)]

    @property
    def marks(self) -> Iterator[tuple[TalkMark, str, bool]]:
        """Other marks with their words as they stand in the form, and whether they are kept."""
        for mark in self.offered.others:
            text = self.post.get(f"mark-{mark.id}", mark.text) if self.bound else mark.text
            yield mark, text, not self.bound or self._kept(f"keep-{mark.id}")

    @property
    def detected(self) -> Iterator[tuple[Any, bool]]:
        """Detected commitments, and whether they are kept."""
        for each in self.offered.detected:
            yield each, not self.bound or self._kept(f"right-{each.id}")

    @property
    def suggested(self) -> list[tuple[Suggested, str]]:
        """The few possible marks, each with what was chosen for it: MARK, NONE or nothing."""
        return [(each, self._chosen(each)) for each in self.offered.suggested.few]

    @property
    def more_suggested(self) -> list[tuple[Suggested, str]]:
        """Those behind "more"."""
        return [(each, self._chosen(each)) for each in self.offered.suggested.more]

    def with_another(self, said: str) -> None:
        """One more row for a next step, of the utterance with that number or empty; everything typed stays."""
        values = [{name: form[name].value() for name in StepForm.base_fields} for form in self.steps]
        of = next((each for each in self.offered.spoken if said == f"said-{each.mark_id}"), None)
        if of is None:
            values.append({})
        else:
            row = {"who": str(of.who), "what": shortened(of.words)}
            empty = next((at for at, each in enumerate(values) if not each["what"]), len(values))
            values[empty : empty + 1] = [row]
        self.steps = Steps(initial=values[:MOST], prefix="step")

    def is_valid(self) -> bool:
        valid = self.ending.is_valid() and (not self.bound or self.steps.is_valid())
        if valid and self.ending.cleaned_data["ending"] == "next" and self.wrap_up() is None:
            self.ending.add_error("ending", _("Name at least one next step: who does what by when."))
            return False
        return valid

    @property
    def closes(self) -> bool:
        """It is an honest close."""
        return self.ending.is_valid() and self.ending.cleaned_data["ending"] == "close"

    def left(self, owed: Sequence[Commitment]) -> list[Commitment]:
        """What is owed without what was detected in the talk and is none."""
        wrong = set(self.gathered.wrong)
        return [each for each in owed if each.id not in wrong]

    @property
    def next_steps(self) -> list[tuple[int, NextStep]]:
        """The next steps that were typed, each with the mark it comes from, or 0."""
        rows = [form.cleaned_data for form in self.steps if form.cleaned_data.get("what")] if self.bound else []
        return [(row.get("mark") or 0, NextStep(Who(row["who"]), row["what"], _day(row["due"]))) for row in rows]

    def wrap_up(self) -> WrapUp | None:
        """The ending as the domain says it; None for a next step that nobody named."""
        values = self.ending.cleaned_data
        match values["ending"]:
            case "next":
                typed = self.next_steps
                return typed[0][1] if typed else self.offered.standing(self._right())
            case "close":
                return HonestClose(
                    Who(values["by"] or "me"),
                    values["terms"],
                    values["stay_in_touch"],
                    values["contact_on"],
                    values["offer"],
                )
            case "not-yet":
                return NotYet(values["until"])
        return Enjoyed()

    @property
    def more(self) -> list[NextStep]:
        """Next steps beside the ending."""
        steps = [step for _mark, step in self.next_steps]
        return steps[1:] if self.ending.cleaned_data["ending"] == "next" else steps

    @property
    def gathered(self) -> Gathered:
        """What becomes of marks and detections: what came with the form and is not kept goes."""
        if not self.bound:
            return Gathered()
        first = 0 if self.ending.cleaned_data["ending"] == "next" else 1
        steps = {number: mark for number, (mark, _step) in enumerate(self.next_steps, first) if mark}
        kept = {mark.id: text for mark, text, stays in self.marks if stays and text.strip()}
        used = {*steps.values(), *kept}
        seen = self._numbers("seen")
        dropped = [mark.id for mark in self._all_marks() if mark.id in seen and mark.id not in used]
        wrong = sorted(self._numbers("detected") - self._right())
        return Gathered(steps, kept, dropped, wrong, self._judged(MARK), self._judged(NONE))

    @property
    def rating(self) -> int | None:
        return int(self.ending.cleaned_data["rating"]) if self.ending.cleaned_data.get("rating") else None

    def _all_marks(self) -> Sequence[TalkMark]:
        return [*(mark for mark, _word in self.offered.promises), *self.offered.others]

    def _right(self) -> set[int]:
        """Detected commitments that are kept: all of them where the form did not ask."""
        return {each.id for each, stays in self.detected if stays}

    def _judged(self, choice: str) -> list[int]:
        """Possible marks for which that was chosen."""
        return [each.mark_id for each in self.offered.suggested if self._chosen(each) == choice]

    def _chosen(self, each: Suggested) -> str:
        return str(self.post.get(f"judge-{each.mark_id}", "")) if self.bound else ""

    def _kept(self, name: str) -> bool:
        return bool(self.post.get(name) == "on")

    def _numbers(self, name: str) -> set[int]:
        return {int(each) for each in self.post.getlist(name) if each.isascii() and each.isdecimal()}


def _day(day: date | None) -> date:
    assert day is not None  # the form has asked for it
    return day
