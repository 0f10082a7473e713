"""When "later" is: the words that snooze offers, as moments in the asker's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MORNING = time(8)
EVENING = time(18)
_LATEST_FOR_EVENING = time(16, 30)
_MONDAY = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment to come, in words."""

    words: str | Promise
    moment: datetime


def choices(now: datetime, zone: str) -> list[Choice]:
    """This evening (while there is one to come), tomorrow, Monday, in two weeks."""
    here = now.astimezone(ZoneInfo(zone))
    today = here.date()
    monday = today + timedelta(days=_MONDAY - today.weekday())
    offered = [
        Choice(_("This evening"), _at(today, EVENING, zone)),
        Choice(_("Tomorrow"), morning_of(today + timedelta(days=1), zone)),
        Choice(_("Monday"), morning_of(monday, zone)),
        Choice(_("In two weeks"), morning_of(today + timedelta(days=14), zone)),
    ]
    return offered if here.time() < _LATEST_FOR_EVENING else offered[1:]


def morning_of(day: date, zone: str) -> datetime:
    """Eight o'clock on that day, there."""
    return _at(day, MORNING, zone)


def _at(day: date, wall: time, zone: str) -> datetime:
    return datetime.combine(day, wall, ZoneInfo(zone))
