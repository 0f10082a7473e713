"""Moments and days told relative to now, counted in Swedish working days where that matters.

`-5b 09:14` is a quarter past nine on the fifth working day before today, `+1d` is tomorrow, `-3h` is three
hours ago. Working days (Monday to Friday, Swedish public holidays left out) keep a story true whatever the
weekday on which the sample is written: "asked two working days ago" has to hold on a Sunday as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

HOME = ZoneInfo("Europe/Stockholm")
_SWEDISH_HOLIDAYS = holidays.country_holidays("SE")


@dataclass(frozen=True)
class Clock:
    """The moment for which the sample is written; its days are those of Stockholm."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is in Stockholm."""
        return self.now.astimezone(HOME).date()

    def day(self, offset: str) -> date:
        """The day that `-5b` (working days) or `+1d` (days) speaks of."""
        count, unit = int(offset[:-1]), offset[-1]
        if unit == "b":
            return _working_day(self.today, count)
        if unit == "d":
            return self.today + timedelta(days=count)
        raise ValueError(f"not a number of days: {offset}")

    def moment(self, when: str, zone: str) -> datetime:
        """The moment (UTC) of `-5b 09:14`, told by the clocks of `zone`, or of `-3h`."""
        offset, _, clock = when.partition(" ")
        if offset.endswith("h"):
            return self.now.astimezone(UTC).replace(microsecond=0) + timedelta(hours=int(offset[:-1]))
        local = datetime.combine(self.day(offset), time.fromisoformat(clock), ZoneInfo(zone))
        return local.astimezone(UTC)


@cache
def _working_day(today: date, count: int) -> date:
    if count == 0:
        return today
    step = 1 if count > 0 else -1
    day = _working_day(today, count - step) + timedelta(days=step)
    while day.weekday() > 4 or day in _SWEDISH_HOLIDAYS:
        day += timedelta(days=step)
    return day
