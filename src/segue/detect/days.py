"""Arithmetic on calendar days. Weeks begin on Monday; nothing here reads a clock."""

from calendar import monthrange
from datetime import date, timedelta

FRIDAY, SUNDAY = 4, 6


def shift(day: date, days: int) -> date | None:
    """`days` later (or earlier), or None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def make(year: int, month: int, day: int) -> date | None:
    """That day, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of_week(day: date, weekday: int, weeks: int = 0) -> date | None:
    """The weekday (0 = Monday) in the week of `day`, or `weeks` later."""
    return shift(day, weekday - day.weekday() + 7 * weeks)


def next_weekday(day: date, weekday: int) -> date | None:
    """The first such weekday after `day`."""
    return shift(day, (weekday - day.weekday() - 1) % 7 + 1)


def month_after(day: date, months: int) -> tuple[int, int]:
    """(year, month) that many months later."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def end_of_month(year: int, month: int) -> date | None:
    """The last day of that month."""
    return make(year, month, monthrange(year, month)[1]) if 1 <= year <= 9999 and 1 <= month <= 12 else None


def same_day_in(day: date, months: int) -> date | None:
    """The same day that many months later, or the last of that month where it is shorter."""
    year, month = month_after(day, months)
    return make(year, month, day.day) or end_of_month(year, month)


def next_numbered(day: date, number: int) -> date | None:
    """The next day, `day` itself included, that has this number in its month."""
    for months in range(4):
        found = make(*month_after(day, months), number)
        if found and found >= day:
            return found
    return None


def nearest_year(day: date, month: int, number: int) -> date | None:
    """That month and day in the year of `day`, or in the next where it is long past."""
    this = make(day.year, month, number)
    if this and (day - this).days <= 90:
        return this
    return make(day.year + 1, month, number) or this


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, number = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; the last one for nth = -1."""
    first = date(year, month, 1)
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)
