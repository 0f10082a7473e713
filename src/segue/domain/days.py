"""Days and moments in plain words, as somebody types them in a hurry: Fri, tomorrow, 27 Nov, in 3 days, 2026-11-27."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from segue.domain.calendar import DAY, Calendar, zone_named

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_COUNT = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_EVENING = time(18)
_MORNING = time(6)

_Reader = Callable[[re.Match[str], date], date | None]


def _iso(match: re.Match[str], today: date) -> date | None:
    return _real(int(match["year"]), int(match["month"]), int(match["day"]))


def _named_month(match: re.Match[str], today: date) -> date | None:
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return _real(int(match["year"]), month, int(match["day"]))
    this = _real(today.year, month, int(match["day"]))
    return this if this and this >= today else _real(today.year + 1, month, int(match["day"]))


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = _WEEKDAYS.index(match["weekday"][:3].lower())
    ahead = (wanted - today.weekday()) % 7
    if match["next"]:
        # "next Friday", said on a Monday, is that of the week after; said on a Saturday, the coming one.
        return _monday(today) + timedelta(days=7 + wanted)
    return today + timedelta(days=ahead or 7)


def _in_some(match: re.Match[str], today: date) -> date | None:
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    if match["unit"].lower().startswith("month"):
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if match["unit"].lower().startswith("week") else 1))


def _this(match: re.Match[str], today: date) -> date:
    if match["unit"].lower() == "week":
        return _monday(today) + timedelta(days=4 if today.weekday() <= 4 else 11)
    return _month_end(today)


def _next(match: re.Match[str], today: date) -> date:
    if match["unit"].lower() == "week":
        return _monday(today) + timedelta(days=11)
    return _month_end(_month_end(today) + DAY)


_FORMS: tuple[tuple[str, _Reader], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)", _iso),
    (rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\.? (?P<month>{_MONTH})(?:,? (?P<year>\d{{4}}))?", _named_month),
    (rf"(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?", _named_month),
    (r"today|tonight|this (?:morning|afternoon|evening)|eod", lambda _, today: today),
    (r"tomorrow", lambda _, today: today + DAY),
    (rf"in (?P<count>{_COUNT}) (?P<unit>days?|weeks?|months?)", _in_some),
    (r"(?:(?:the )?end of (?:the |this )?|this )(?P<unit>week|month)", _this),
    (r"next (?P<unit>week|month)", _next),
    (rf"(?:(?P<next>next)|this|coming)? ?(?P<weekday>{_WEEKDAY})", _weekday),
)
_READERS = tuple((re.compile(form, re.IGNORECASE), read) for form, read in _FORMS)
DAY_WORDS = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form, _ in _FORMS)
"""A pattern that finds words which `read_day` understands, for use inside a larger one (ignoring case)."""


def read_day(words: str, today: date) -> date | None:
    """The day that these words name, seen from `today`; None where they name none.

    A weekday is the coming one, never today; a month and day without a year are the coming ones; "this week" is
    its Friday (on a weekend the next), "next week" the Friday after, a month its last day.
    """
    plain = " ".join(words.split()).strip(" .,")
    for pattern, read in _READERS:
        if match := pattern.fullmatch(plain):
            return _within_reason(read, match, today)
    return None


def read_moment(words: str, now: datetime, mine: Calendar) -> datetime | None:
    """The moment (UTC) until which something is put off: this evening, tomorrow, Monday, an ISO 8601 moment.

    A day begins at six in the morning of the reader's calendar.
    """
    plain = " ".join(words.split()).lower()
    today = mine.date_of(now)
    if plain in ("this evening", "tonight", "evening"):
        return _wall(today, _EVENING, mine)
    if day := read_day(plain, today):
        return _wall(day, _MORNING, mine)
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else _wall(moment.date(), moment.time(), mine)


_CLOCK = re.compile(r"(?P<day>.*?)[\s,]*(?:at )?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.I)


def read_talk_time(words: str, now: datetime, mine: Calendar) -> datetime | None:
    """The moment (UTC) at which a talk begins: Fri 15:00, tomorrow at 9, 27 Nov 3pm, an ISO 8601 moment.

    Without an offset it is on the reader's wall; None where no clock time is named.
    """
    try:
        iso = datetime.fromisoformat(words.strip())
    except ValueError:
        return _spoken(" ".join(words.split()), now, mine)
    if len(words.strip()) <= len("2026-11-27"):
        return None
    return iso.astimezone(UTC) if iso.tzinfo else _wall(iso.date(), iso.time(), mine)


def _spoken(words: str, now: datetime, mine: Calendar) -> datetime | None:
    match = _CLOCK.fullmatch(words)
    day = read_day(match["day"], mine.date_of(now)) if match else None
    if match is None or day is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    minute = int(match["minute"] or 0)
    return _wall(day, time(hour, minute), mine) if hour < 24 and minute < 60 else None


def _wall(day: date, at: time, calendar: Calendar) -> datetime:
    return datetime.combine(day, at, zone_named(calendar.zone)).astimezone(UTC)


def _within_reason(read: _Reader, match: re.Match[str], today: date) -> date | None:
    """What a reader makes of it; None for a day beyond the calendar ("in 99999999 days")."""
    try:
        return read(match, today)
    except (OverflowError, ValueError):
        return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_end(day: date) -> date:
    return _months_on(day.replace(day=1), 1) - DAY


def _months_on(day: date, count: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        if found := _real(year, month + 1, min(day.day, last)):
            return found
    raise ValueError("beyond the calendar")
