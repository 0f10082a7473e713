"""The words of opportunities in the templates, and the notice of where two sides differ."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import ngettext

from segue.domain.opportunities import Term
from segue.queries.opportunities import differing_in
from segue.web.opportunity_words import STANDINGS, STATES, TERMS
from segue.web.vocabulary import Shown

register = template.Library()


@register.filter
def term_word(term: Term) -> str | Promise:
    """What is to be agreed on, in a word."""
    return TERMS[term.topic].word


@register.filter
def term_ask(term: Term) -> str | Promise:
    """What to ask about it."""
    return TERMS[term.topic].ask


@register.filter
def standing(term: Term) -> Shown:
    """Where the two sides stand: a word, a shape, a colour."""
    return STANDINGS[term.standing]


@register.simple_tag
def opportunity_state(state: str) -> str | Promise:
    """How far an opportunity is, in words."""
    return STATES.get(state, state)


@register.filter
def took(span: timedelta | None) -> str:
    """How long an answer took, in the unit that says enough."""
    if span is None:
        return ""
    hours = max(1, round(span.total_seconds() / 3600))
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.inclusion_tag("segue/parts/differing.html", takes_context=True)
def differing(context: dict[str, Any], conversation_id: int) -> dict[str, Any]:
    """Where those who talk still differ: to be said before the talk ends."""
    return {"found": differing_in(context["request"].asker, conversation_id)}
