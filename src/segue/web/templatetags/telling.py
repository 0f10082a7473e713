"""The words of the domain in the templates: states, acts, outcomes, endings, each as the screens say it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from segue.detect.learning import Pull, strength
from segue.domain.commitments import OPEN, State
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, WrapUp
from segue.domain.follow_through import Outcome
from segue.queries.asking import Question
from segue.queries.people import FollowThrough
from segue.queries.triage import TALK, Pile
from segue.store.models import Commitment
from segue.web.acts import Act, answers_to
from segue.web.times import day_words, now_of
from segue.web.vocabulary import (
    ACTS,
    AGAINST_IT,
    ANSWERED,
    ENDINGS,
    FOR_IT,
    IF_YES,
    MARKS,
    MEDIA,
    OUTCOMES,
    PILES,
    SERIES,
    SOURCES,
    STAGES,
    STATES,
    WANTED,
)

register = template.Library()


@register.inclusion_tag("segue/parts/state.html", takes_context=True)
def state(context: dict[str, Any], commitment: Commitment) -> dict[str, Any]:
    """Where a commitment stands: its date, and whether that has passed; else its state in a word."""
    today = timezone.localtime(now_of(context)).date()
    late = commitment.due is not None and commitment.due < today and commitment.state in OPEN
    return {
        "commitment": commitment,
        "late": late,
        "word": ANSWERED if _answered(commitment) else STATES.get(commitment.state, ""),
        "request": context["request"],
    }


def _answered(commitment: Commitment) -> bool:
    return commitment.state == State.REQUESTED and commitment.answered_at is not None


@register.simple_tag
def act_word(act: str) -> str | Promise:
    """A detected act in a word, or what may be marked of a talk."""
    return ACTS.get(act) or MARKS.get(act, act)


@register.simple_tag
def medium(name: str) -> str | Promise:
    """What a conversation was held in."""
    return MEDIA.get(name, name)


@register.simple_tag
def ending_word(ending: str) -> str | Promise:
    """How a talk ended, in a word."""
    return ENDINGS.get(ending, ending)


@register.simple_tag
def stage_word(name: str) -> str | Promise:
    """A stage of a connection."""
    return STAGES.get(name, name)


@register.simple_tag
def mark_word(kind: str) -> str | Promise:
    """What a quick mark is of."""
    return MARKS.get(kind, kind)


@register.simple_tag
def wanted_word(name: str) -> str | Promise:
    """What is wanted from a connection."""
    return WANTED.get(name, name)


@register.simple_tag
def series_word(name: str) -> str | Promise:
    """How many conversations it will take."""
    return SERIES.get(name, name)


@register.simple_tag
def talk_words(what_for: str) -> str | Promise:
    """What a talk of a series is for."""
    return _(what_for)


@register.simple_tag(takes_context=True)
def date_and_time(context: dict[str, Any], moment: datetime) -> str:
    """A moment to come, its day and its time, in the reader's zone: "Friday, 15:00"."""
    there, here = timezone.localtime(moment), timezone.localtime(now_of(context))
    return f"{day_words(there.date(), here.date())}, {date_format(there, 'H:i')}"


@register.simple_tag
def source_word(name: str) -> str | Promise:
    """Where a deed was done."""
    return SOURCES.get(name, name)


@register.simple_tag
def pile_words(pile: Pile) -> str:
    """A pile of Triage in words: "Promises of mine, 2019"."""
    return f"{PILES[pile.kind, pile.mine]}, {pile.year}"


@register.filter
def pile_query(pile: Pile) -> str:
    """The query that shows this pile."""
    side = "" if pile.kind == TALK else f"&side={'mine' if pile.mine else 'theirs'}"
    return f"year={pile.year}&kind={pile.kind}{side}"


@register.filter
def answers(question: Question) -> list[Act]:
    """What can be said to a question about words that detection was unsure of."""
    return answers_to(question.mark_id)


@register.simple_tag
def if_yes(question: Question) -> str:
    """What a yes would make of these words: "If yes, you owe Amara: send the outline"."""
    other = question.other or (_("somebody") if question.mine else _("Somebody"))
    what = _("this") if question.says_itself else question.what
    return IF_YES[question.act, question.mine] % {"other": other, "what": what}


@register.simple_tag
def pull_word(pull: Pull) -> str:
    """How strongly something learned speaks for or against a detection: "clearly for it"."""
    return f"{(FOR_IT if pull.pull > 0 else AGAINST_IT)[strength(pull.pull)]}"


@register.filter
def outcomes(through: FollowThrough) -> list[tuple[Outcome, int]]:
    """What became of the promises, as far as there is any of it."""
    counted = ((outcome, through.record.count(outcome)) for outcome in Outcome)
    return [(outcome, count) for outcome, count in counted if count]


@register.filter
def outcome_word(outcome: Outcome) -> str | Promise:
    """An outcome in a word."""
    return OUTCOMES[outcome].word


@register.filter
def outcome_icon(outcome: Outcome) -> str:
    """An outcome as a shape: colour never stands alone."""
    return OUTCOMES[outcome].icon


@register.filter
def outcome_class(outcome: Outcome) -> str:
    """An outcome as a colour."""
    return OUTCOMES[outcome].look


@register.simple_tag
def ending_words(ending: WrapUp | None) -> str:
    """How a talk is understood to have ended."""
    match ending:
        case NextStep(what=what):
            return _("next step: %(what)s") % {"what": what}
        case HonestClose(terms=terms):
            return _("honest close: %(terms)s") % {"terms": terms}
        case Enjoyed():
            return _("enjoyed, nothing expected")
        case NotYet(until=until):
            return _("not yet, until %(day)s") % {"day": date_format(until, "D j M")}
    return _("none yet: it will stand in Today tomorrow")
