"""Keeping a connection alive: topics that are alike, dates that come round, whom I am losing touch with."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from segue.domain.errors import NotAllowed

ENOUGH = 6
"""Contacts that make a habit: with fewer of them there is no usual gap."""
GAPS = 3
"""Usual gaps without a word after which touch is being lost."""
AT_LEAST_DAYS = 30
"""Silence shorter than this is nobody's loss, and what was said within fewer days is no habit."""

_WORD = re.compile(r"[^\W_]+")
_LEAP = 2024


def same_topic(one: str, other: str) -> bool:
    """Whether two topics are alike: every word of one stands in the other, whatever the case and the order."""
    first, second = (frozenset(_WORD.findall(text.casefold())) for text in (one, other))
    return bool(first) and bool(second) and (first <= second or second <= first)


def check_day(month: int, day: int) -> None:
    """Refuse what is no day of any year. Raises NotAllowed."""
    try:
        date(_LEAP, month, day)
    except ValueError:
        raise NotAllowed(f"there is no day {day} in month {month}") from None


def on_in(year: int, month: int, day: int) -> date:
    """The day of that year; what began on 29 February is kept on the 28th in common years."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def rounds(month: int, day: int, today: date) -> tuple[date, date, date]:
    """The day in the year before, in this year and in the next."""
    before, now, after = (on_in(today.year + step, month, day) for step in (-1, 0, 1))
    return before, now, after


def next_round(month: int, day: int, today: date) -> date:
    """When it comes next; today counts."""
    return next(on for on in rounds(month, day, today) if on >= today)


class Loss(IntEnum):
    """How far touch is lost, the worst first."""

    LONGEST = 0
    """The longest interval that I chose has passed."""
    IDEAL = 1
    """The ideal one has."""
    USUAL = 2
    """I chose none, and it is quiet for much longer than it used to be."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How often somebody and I were in touch. `usual_days`: the mean gap between `contacts`, where there are enough."""

    last_at: datetime
    contacts: int = 0
    first_at: datetime | None = None
    ideal_days: int | None = None
    longest_days: int | None = None

    @property
    def usual_days(self) -> int | None:
        if self.first_at is None or self.contacts < ENOUGH or (self.last_at - self.first_at).days < AT_LEAST_DAYS:
            return None
        return max(1, (self.last_at - self.first_at).days // (self.contacts - 1))


@dataclass(frozen=True, slots=True)
class Losing:
    """That touch is being lost: how, after how many days of silence, where so many were wanted or usual."""

    loss: Loss
    days: int
    wanted_days: int

    @property
    def place(self) -> tuple[int, float]:
        """The worst first."""
        return self.loss, -self.days / self.wanted_days


def losing(touch: Touch, now: datetime) -> Losing | None:
    """Whether touch is being lost at `now`; any contact resets it."""
    days = (now - touch.last_at) // timedelta(days=1)
    if touch.longest_days is not None:
        if days >= touch.longest_days:
            return Losing(Loss.LONGEST, days, touch.longest_days)
        ideal = touch.ideal_days or touch.longest_days
        return Losing(Loss.IDEAL, days, ideal) if days >= ideal else None
    usual = touch.usual_days
    if usual is None or days < max(AT_LEAST_DAYS, GAPS * usual):
        return None
    return Losing(Loss.USUAL, days, usual)
