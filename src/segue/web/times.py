"""Moments and days in words, in the zone of whoever reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

WEEK = 7


def moment_words(moment: datetime, now: datetime) -> str:
    """As much as is needed to know when: 09:12, yesterday, Tue 24 Nov, 24 Nov 2023."""
    there, here = timezone.localtime(moment), timezone.localtime(now)
    if there.date() == here.date():
        return date_format(there, "H:i")
    return day_words(there.date(), here.date())


def day_words(day: date, today: date) -> str:
    """Today, tomorrow, a day of the coming week by its name, or a date."""
    return _day_words(day, today, get_language())


@lru_cache(2000)
def _day_words(day: date, today: date, language: str) -> str:
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    if 0 < days < WEEK:
        return date_format(day, "l")
    same_year = day.year == today.year or abs(days) < 180
    return date_format(day, "D j M" if same_year else "j M Y")


def full_words(moment: datetime) -> str:
    """The whole of it, for a tooltip: "Tuesday 24 November 2026, 10:14"."""
    there = timezone.localtime(moment)
    return f"{_full_day(there.date(), get_language())}, {there:%H:%M}"


@lru_cache(2000)
def _full_day(day: date, language: str) -> str:
    return date_format(day, "l j F Y")


def ago_words(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that says enough: "3 days", "2 weeks"."""
    days = (timezone.localtime(now).date() - timezone.localtime(moment).date()).days
    if days < 1:
        return _("today")
    if days < 2 * WEEK:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 9 * WEEK:
        return ngettext("%(n)d week ago", "%(n)d weeks ago", days // WEEK) % {"n": days // WEEK}
    if days < 730:
        return ngettext("%(n)d month ago", "%(n)d months ago", days // 30) % {"n": days // 30}
    return ngettext("%(n)d year ago", "%(n)d years ago", days // 365) % {"n": days // 365}


def left_words(left: timedelta) -> str:
    """How long something will still take: "40 s", "3 min", "1 h 20 min"."""
    seconds = max(0, int(left.total_seconds()))
    if seconds < 60:
        return _("%(n)d s") % {"n": seconds}
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    return _("%(h)d h %(m)d min") % {"h": minutes // 60, "m": minutes % 60}


def now_of(context: dict[str, Any]) -> datetime:
    """The moment of the visit that a template is rendered for; of pages without one, this very moment."""
    return getattr(context.get("request"), "now", None) or timezone.now()
