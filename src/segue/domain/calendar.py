"""Business days and the ends of days, on somebody's own calendar (their zone, their country's holidays).

Wall-clock arithmetic throughout: a day is what the calendar on the wall says, be it 23, 24 or 25 hours long.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = timedelta(days=1)
_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose days these are: an IANA zone or fixed offset, and a country (ISO 3166 alpha-2) where known."""

    zone: str = "UTC"
    country: str | None = None

    def date_of(self, moment: datetime) -> date:
        """The date that the wall calendar shows at `moment`."""
        return moment.astimezone(zone_named(self.zone)).date()

    def start_of(self, day: date) -> datetime:
        """The moment (UTC) at which `day` begins."""
        return self._at(bounded(day), time.min)

    def end_of(self, day: date) -> datetime:
        """The moment (UTC) at which `day` is over: the first that no longer belongs to it."""
        return self.start_of(bounded(day) + DAY)

    def is_business_day(self, day: date) -> bool:
        """Monday to Friday, and no public holiday of the country where it is known."""
        return day.weekday() < 5 and day not in _holidays(self.country, day.year)

    def add_business_days(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`; `count` must not be negative."""
        day = bounded(day)
        while count > 0:
            day += DAY
            count -= self.is_business_day(day)
        return day

    def business_days_after(self, moment: datetime, count: int) -> datetime:
        """`count` business days after `moment`, at the same time on the wall.

        What happens on a day off counts from the beginning of the next business day.
        """
        local = moment.astimezone(zone_named(self.zone))
        day, at = local.date(), local.time()
        if not self.is_business_day(day):
            day, at = self.add_business_days(day, 1), time.min
        return self._at(self.add_business_days(day, count), at)

    def days_after(self, moment: datetime, count: int) -> datetime:
        """`count` days of any kind after `moment` (before it, if negative), at the same time on the wall."""
        local = moment.astimezone(zone_named(self.zone))
        return self._at(local.date() + count * DAY, local.time())

    def missed_at(self, due: date) -> datetime:
        """When a promise due on `due` counts as missed: its date is over, and one business day more."""
        return self.end_of(self.add_business_days(due, 1))

    def _at(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, zone_named(self.zone)).astimezone(UTC)


def bounded(day: date) -> date:
    """`day`, or the nearest with which one can still reckon: mail names the year 1 and the year 9999."""
    return min(max(day, _FIRST), _LAST)


@cache
def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name or a fixed offset such as ``+02:00``, ``-0500`` or ``UTC+1``.

    A name nobody knows is read as UTC: mail writes anything there, and Today must not fall over it.
    """
    if offset := _OFFSET.fullmatch(name.strip()):
        return _fixed(*offset.groups())
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _fixed(sign: str, hours: str, minutes: str | None) -> tzinfo:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset < DAY else UTC


@cache
def _holidays(country: str | None, year: int) -> frozenset[date]:
    """Public holidays of `country` in `year`; none where the country is unknown."""
    if country is None:
        return frozenset()
    import holidays  # here, for it costs a fifth of a second that most commands never need

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
