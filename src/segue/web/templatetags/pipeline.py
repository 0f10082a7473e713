"""The words of the pipeline: how a connection stands, its next step, who waits for whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from segue.domain.calendar import Calendar
from segue.domain.connections import Stage, following
from segue.domain.conversations import Who
from segue.domain.pipeline import Stand, Standing, Step, StepKind
from segue.queries.pipeline import Card, Closed, Ended
from segue.web.times import ago_words, day_words, moment_words, now_of
from segue.web.vocabulary import STAGES, Shown

register = template.Library()

_SHAPES = {
    Standing.LATE: ("clock", "late"),
    Standing.STUCK: ("circle-alert", "late"),
    Standing.DRIFTING: ("leaf", ""),
    Standing.MOVING: ("message-square", ""),
    Standing.AHEAD: ("calendar", "kept"),
}


@register.simple_tag(takes_context=True)
def stands(context: dict[str, Any], stand: Stand, last_contact_at: datetime | None) -> Shown:
    """How a connection stands: a sentence, a shape, a colour."""
    visit = context["request"]
    days = stand.days(Calendar(visit.asker.zone), visit.now)
    return Shown(_stands(stand, days, last_contact_at, visit.now), *_SHAPES[stand.standing])


def _stands(stand: Stand, days: int, last: datetime | None, now: datetime) -> str:
    match stand.standing:
        case Standing.STUCK:
            return ngettext("stuck for %(n)d day", "stuck for %(n)d days", days) % {"n": days} if days else _("stuck")
        case Standing.LATE:
            return ngettext("late by %(n)d day", "late by %(n)d days", days) % {"n": days} if days else _("late")
        case Standing.DRIFTING if stand.stuck_at:
            return _("drifting, stuck %(day)s") % {"day": _day(stand.stuck_at, now)}
        case Standing.AHEAD if stand.step and stand.step.ends:
            return _("next: %(day)s") % {"day": _when(stand.step, now)}
    return _("in touch %(ago)s") % {"ago": ago_words(last, now)} if last else _("no contact yet")


def _day(moment: datetime, now: datetime) -> str:
    return day_words(timezone.localtime(moment).date(), timezone.localtime(now).date())


def _when(step: Step, now: datetime) -> str:
    """The day of a step, with the hour of a talk."""
    if step.ends is None:
        return ""
    if step.kind is not StepKind.TALK:
        return _day(step.ends - timedelta(seconds=1), now)
    local = timezone.localtime(step.ends)
    return f"{_day(step.ends, now)}, {local:%H:%M}"


@register.simple_tag(takes_context=True)
def next_step_words(context: dict[str, Any], stand: Stand) -> str:
    """The next step in a line: "You: send the outline, by Friday"; without its day where that is told already."""
    step = stand.step
    if step is None:
        return _("No next step")
    told = {"what": step.what, "when": _when(step, now_of(context))}
    known = stand.standing is Standing.AHEAD
    match step.kind, step.whose:
        case StepKind.TALK, _who:
            return _("Talk: %(what)s") % told if step.what else _("A talk")
        case StepKind.CHECK_IN, _who:
            return _("Check in: %(what)s") % told
        case StepKind.CONTACT, _who:
            return _("Agreed contact: %(what)s") % told if step.what else _("Agreed contact")
        case _kind, Who.ME:
            words = _("You: %(what)s") % told
        case _:
            words = _("They: %(what)s") % told
    if known:
        return words
    return words + (_(", by %(when)s") % told if step.ends else _(", no date"))


@register.simple_tag(takes_context=True)
def waits_words(context: dict[str, Any], since: datetime, mine: bool) -> str:
    """Who waits, and since when."""
    told = {"since": moment_words(since, now_of(context))}
    return _("you have waited since %(since)s") % told if mine else _("waiting for you since %(since)s") % told


@register.filter
def acts_at(card: Card) -> str:
    """The address below which the acts with a connection lie, looked up once for all of them."""
    return reverse("connection_act", args=[card.connection_id, "stage"]).removesuffix("stage/")


@register.filter
def onward(stage: Stage) -> Stage | None:
    """The stage that comes next."""
    return following(stage)


@register.simple_tag
def onward_words(stage: Stage) -> str:
    """The button that moves it there."""
    return _("On to %(stage)s") % {"stage": STAGES[stage]}


_BY = {"me": _l("by you"), "them": _l("by them"), "both": _l("by both")}


@register.simple_tag(takes_context=True)
def ended_words(context: dict[str, Any], ended: Ended) -> str:
    """When, by whom and why it was closed."""
    when = moment_words(ended.closed_at, now_of(context))
    told = ", ".join(filter(None, (when, str(_BY.get(ended.by, "")))))
    return f"{told}: {ended.terms}" if ended.terms else told


@register.simple_tag
def ended_by(closed: Closed) -> str:
    """By whose word how many were closed: "by you 3, by both 1"."""
    return ", ".join(f"{words} {closed.by[who]}" for who, words in _BY.items() if closed.by.get(who))
