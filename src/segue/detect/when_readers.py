"""What each kind of time phrase means: from a match and the writer's day to a day.

"Next week" means the last day of that week. None where no day can be told.
"""

import re
from collections.abc import Callable
from datetime import date

from segue.detect import days
from segue.detect.when_words import MONTHS, NUMBERS, UNITS, WEEKDAYS

Match = re.Match[str]
#: A holiday so many days ahead was only just celebrated.
JUST_GONE = 335


def _number(word: str) -> float:
    return float(word) if word.isdigit() else NUMBERS.get(word.lower(), 1)


def _weekday(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _ordinal(word: str) -> int:
    return int(re.match(r"\d+", word)[0])  # type: ignore[index]


def _year(word: str | None, today: date) -> int | None:
    if not word:
        return None
    number = int(word.lstrip("'’"))
    return number if number > 99 else today.year // 100 * 100 + number


def _calendar_day(year: int | None, month: int, number: int, today: date) -> date | None:
    return days.make(year, month, number) if year else days.nearest_year(today, month, number)


def month_day(match: Match, today: date) -> date | None:
    month = _month(match["month"])
    last = match.groupdict().get("last") or match["day"]
    return _calendar_day(_year(match["year"], today), month, _ordinal(last), today)


def slashes(match: Match, today: date) -> date | None:
    """3/15 is read the American way, 15/3 as the only way it can be."""
    first, second = int(match["first"]), int(match["second"])
    month, number = (second, first) if first > 12 else (first, second)
    return _calendar_day(_year(match["year"], today), month, number, today)


def dotted(match: Match, today: date) -> date | None:
    return _calendar_day(_year(match["year"], today), int(match["month"]), int(match["day"]), today)


def iso(match: Match, today: date) -> date | None:
    return days.make(int(match[1]), int(match[2]), int(match[3]))


def numbered(match: Match, today: date) -> date | None:
    return days.next_numbered(today, _ordinal(match.groupdict().get("last") or match["day"]))


def plain_weekday(match: Match, today: date) -> date | None:
    return days.next_weekday(today, _weekday(match["day"]))


def this_weekday(match: Match, today: date) -> date | None:
    weekday = _weekday(match["day"])
    return today if weekday == today.weekday() else days.next_weekday(today, weekday)


def quarter(match: Match, today: date) -> date | None:
    number = int(match["a"] or match["b"] or match["c"])
    year = _year(match["year"], today)
    month = 3 * number
    return days.end_of_month(year or (today.year if month >= today.month else today.year + 1), month)


def weekend(match: Match, today: date) -> date | None:
    return days.weekday_of_week(today, days.SUNDAY, bool(match["next"]))


def around_numbered(match: Match, today: date) -> date | None:
    """The Friday or Sunday that ends "the week of the 15th" or "the weekend of the 27th"."""
    if match["month"]:
        day = days.nearest_year(today, _month(match["month"]), _ordinal(match["day"]))
    else:
        day = days.next_numbered(today, _ordinal(match["day"]))
    return days.weekday_of_week(day, days.SUNDAY if match["end"] else days.FRIDAY) if day else None


def holiday(match: Match, today: date) -> date | None:
    name = re.sub(r"[\s'’]+", " ", match["name"].lower())
    for year in (today.year, today.year + 1):
        day = _holiday_in(name, year)
        if day and day >= today:
            # Almost a year ahead, it is the one just gone that is spoken of.
            return day if (day - today).days < JUST_GONE else None
    return None


def holiday_over(match: Match, today: date) -> date | None:
    """ "Over Thanksgiving" lasts to the Sunday after it; a Monday or Christmas is its own last day."""
    day = holiday(match, today)
    return days.weekday_of_week(day, days.SUNDAY) if day and match["name"].lower().startswith("thanks") else day


def nth_weekday(match: Match, today: date) -> date | None:
    """Reads "the first Monday of the month" and "the last Friday in March"."""
    nth = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3, "l": -1, "4": 4}[match["nth"][0].lower()]
    nth = 4 if match["nth"].lower() == "fourth" else nth
    if match["month"]:
        month = _month(match["month"])
        year = today.year + (month < today.month)
    else:
        year, month = days.month_after(today, bool(match["next"]))
    return days.nth_weekday(year, month, _weekday(match["day"]), nth)


def _holiday_in(name: str, year: int) -> date | None:
    if name.startswith(("memorial", "labor", "thanksgiving")):
        month, weekday, nth = {"m": (5, 0, -1), "l": (9, 0, 1), "t": (11, 3, 4)}[name[0]]
        return days.nth_weekday(year, month, weekday, nth)
    if name.startswith(("easter", "ostern", "pâques")):
        return days.easter(year)
    if "eve" in name or name.startswith("silvester"):
        return days.make(year, 12, 24 if name.startswith(("ch", "x")) else 31)
    if name.startswith("new year"):
        return days.make(year, 1, 1)
    return days.make(year, 7, 4) if "july" in name else days.make(year, 12, 25)


def plus(number: int) -> Callable[[Match, date], date | None]:
    return lambda match, today: days.shift(today, number)


def weekday_in(weeks: int) -> Callable[[Match, date], date | None]:
    """The weekday of the calendar week that many weeks ahead."""
    return lambda match, today: days.weekday_of_week(today, _weekday(match["day"]), weeks)


def week_from_weekday(match: Match, today: date) -> date | None:
    """Reads "Monday week" and "two weeks from Friday"."""
    first = days.next_weekday(today, _weekday(match["day"]))
    weeks = 2 if match["number"].lower() in ("two", "zwei") else 1
    return days.shift(first, 7 * weeks) if first else None


def month_alone(match: Match, today: date) -> date | None:
    """The last day of a month or of its named part; None for its mere beginning."""
    month, part = _month(match["month"]), (match["part"] or "").lower()
    year = _year(match["year"], today) or today.year + (month < today.month)
    if part.startswith("early"):
        return days.make(year, month, 10)
    if part.startswith(("mid", "mitte", "mi-", "mi ", "medi")):
        return days.make(year, month, 15)
    if part.startswith(("anfang", "début", "the b", "beg", "the s", "start", "the f", "first", "pri", "i")):
        return None
    return days.end_of_month(year, month)


def period(ahead: int) -> Callable[[Match, date], date | None]:
    """The last day of this week, month, quarter or year (ahead = 0), or of a later one."""
    return lambda match, today: _period_end(match["period"], today, ahead, days.SUNDAY)


def end_of_period(match: Match, today: date) -> date | None:
    """The end of a week is its Friday, that of any other period its last day."""
    ahead = bool(match["next"] or match.groupdict().get("later"))
    return _period_end(match["period"], today, ahead, days.FRIDAY)


def _period_end(name: str, today: date, ahead: int, weekday: int) -> date | None:
    name = name.lower().removeprefix("eo")
    if name.startswith(("w", "sema", "semana", "veck")):
        return days.weekday_of_week(today, weekday, ahead)
    if name.startswith("m"):
        return days.end_of_month(*days.month_after(today, ahead))
    if name.startswith(("q", "trim", "kvart")):
        return days.end_of_month(*days.month_after(today, 3 * ahead + (-today.month) % 3))
    return days.make(today.year + ahead, 12, 31)


def start_of_next_week(match: Match, today: date) -> date | None:
    """Monday; "early" is until Tuesday and "mid" is Wednesday."""
    return days.weekday_of_week(today, 2 if match["mid"] else bool(match["early"]), 1)


def ahead(match: Match, today: date) -> date | None:
    """So many days, weeks, months or years from the writer's day; minutes and a few hours are that day."""
    number = _number(match["last"] or match["number"])
    unit = UNITS[match["unit"].lower()]
    if unit == "workday" or (unit == "day" and match["work"]):
        return _workdays_ahead(today, int(number))
    if unit in ("month", "year"):
        return days.same_day_in(today, round(number * (12 if unit == "year" else 1)))
    if unit == "day" and match["or_two"]:
        number += 1
    return days.shift(today, round(number * _DAYS_IN[unit]))


_DAYS_IN = {"moment": 0, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}


def _workdays_ahead(today: date, number: int) -> date | None:
    day: date | None = today
    while day and number > 0:
        day = days.shift(day, 1)
        number -= bool(day and day.weekday() <= days.FRIDAY)
    return day
