"""When two people can talk: hours that are day for both, on working days of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from segue.domain.calendar import DAY, Calendar, zone_named

_STEP = timedelta(minutes=30)
_LOOKED_AT = 14
_BANDS = ((time(9), time(17)), (time(8), time(18)), (time(7), time(21)))
"""From the hours at which people work to those at which one may still ask."""
_GOOD = (time(10), time(14))
"""Hours of mine before others, where several suit equally."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment (UTC) to talk. `strain` is 0 in working hours of both, more where it is early or late for one."""

    begins: datetime
    strain: int
    early_or_late_for: str = ""
    """Empty, "me", "them" or "both"."""


def good_times(
    mine: Calendar, theirs: Calendar, after: datetime, minutes: int, *, busy: Iterable[tuple[datetime, datetime]] = (),
    count: int = 3,
) -> list[Slot]:  # fmt: skip
    """The best moment of each of the next working days of both, in the order of time; none where nights never meet.

    `busy` are stretches (UTC) in which I am taken already; nothing is offered within the day that `after` belongs to.
    """
    taken, length, found = list(busy), timedelta(minutes=minutes), list[Slot]()
    day = mine.date_of(after)
    for _ in range(_LOOKED_AT):
        day += DAY
        if mine.is_business_day(day) and (best := _best_of(day, mine, theirs, length, taken)):
            found.append(best)
        if len(found) == count:
            break
    return found


def strain_of(begins: datetime, minutes: int, mine: Calendar, theirs: Calendar) -> Slot | None:
    """How a moment that somebody chose suits both; None where it is night, or a day off, for one of them."""
    length = timedelta(minutes=minutes)
    me, them = _band(begins, length, mine), _band(begins, length, theirs)
    if me is None or them is None:
        return None
    names = {(True, True): "both", (True, False): "me", (False, True): "them"}
    return Slot(begins, me + them, names.get((me > 0, them > 0), ""))


def _best_of(
    day: date, mine: Calendar, theirs: Calendar, length: timedelta, taken: list[tuple[datetime, datetime]]
) -> Slot | None:
    begins = mine.start_of(day)
    slots = []
    for step in range(int(DAY / _STEP)):
        at = begins + step * _STEP
        if any(at < end and start < at + length for start, end in taken):
            continue
        if slot := strain_of(at, int(length.total_seconds() // 60), mine, theirs):
            slots.append(slot)
    return min(slots, key=lambda slot: (slot.strain, _off(slot.begins, mine), slot.begins), default=None)


def _band(begins: datetime, length: timedelta, whose: Calendar) -> int | None:
    """How far outside working hours it is on somebody's wall: 0 inside; None at night, or on a day off."""
    zone = zone_named(whose.zone)
    start, end = begins.astimezone(zone), (begins + length).astimezone(zone)
    if start.date() != end.date() or not whose.is_business_day(start.date()):
        return None
    fitting = (number for number, (first, last) in enumerate(_BANDS) if first <= start.time() and end.time() <= last)
    return next(fitting, None)


def _off(begins: datetime, mine: Calendar) -> float:
    """How far it is from a good hour of mine."""
    wall = begins.astimezone(zone_named(mine.zone))
    at = datetime.combine(wall.date(), wall.time(), UTC)
    return min(abs((at - datetime.combine(wall.date(), good, UTC)).total_seconds()) for good in _GOOD)
