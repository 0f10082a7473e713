"""The words of an opportunity as the screens say them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from segue.domain.opportunities import Standing, Topic
from segue.web.vocabulary import Shown, Text


class TermWords(NamedTuple):
    """A term in a word, and what to ask about it."""

    word: Text
    ask: Text


TERMS = {
    Topic.OUTCOMES: TermWords(_("Outcomes"), _("How will each of you know that it was worth it?")),
    Topic.TIMING: TermWords(_("Timing"), _("By when, and why then? What happens if it is later?")),
    Topic.RESPONSIBILITIES: TermWords(_("Responsibilities"), _("Who does what, by name?")),
    Topic.RESOURCES: TermWords(_("Resources"), _("What does each of you put in: money, hours, people, names?")),
}

STANDINGS = {
    Standing.UNKNOWN: Shown(_("not known yet"), "circle-help"),
    Standing.MINE_MISSING: Shown(_("yours is not named"), "circle-help"),
    Standing.THEIRS_MISSING: Shown(_("theirs is not known: ask"), "circle-help"),
    Standing.DIFFERS: Shown(_("differs"), "circle-alert", "late"),
    Standing.SAME: Shown(_("the same"), "check", "kept"),
}

STATES: dict[str, Text] = {"open": _("being agreed on"), "agreed": _("agreed"), "ended": _("ended")}
