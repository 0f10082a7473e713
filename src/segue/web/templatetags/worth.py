"""My load, and figures of worth, in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from segue.domain.expectations import Score
from segue.queries.worth import Load, load_of

register = template.Library()


@register.simple_tag
def load_words(load: Load) -> str:
    """Such as: You have 6 open promises, 2 late."""
    words = ngettext("You have %(n)s open promise", "You have %(n)s open promises", load.open) % {"n": load.open}
    late = _(", %(n)s late") % {"n": load.late} if load.late else ""
    return f"{words}{late}."


@register.simple_tag(takes_context=True)
def my_load(context: Any) -> str:
    """The same, of whoever looks: it stands where they are about to promise something."""
    visit = context["request"]
    return load_words(load_of(visit.asker, visit.now))


@register.simple_tag
def interval_words(interval: tuple[float, float]) -> str:
    """A 95 % interval."""
    low, high = interval
    return _("%(low)s to %(high)s %% (95 %% interval)") % {"low": round(low * 100), "high": round(high * 100)}


@register.simple_tag
def brier_words(score: Score) -> str:
    """The Brier score in a sentence."""
    told = {"n": score.count, "brier": f"{score.brier or 0:.2f}"}
    return _("Brier score %(brier)s over %(n)s expectations: 0 is perfect, 0.25 is a coin.") % told
