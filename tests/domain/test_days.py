"""Days in plain words, seen from Monday 23 November 2026."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar
from segue.domain.days import read_day, read_moment

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("fri", "2026-11-27"),
        ("Friday.", "2026-11-27"),
        ("Thurs", "2026-11-26"),
        ("monday", "2026-11-30"),
        ("next Friday", "2026-12-04"),
        ("2026-12-01", "2026-12-01"),
        ("27 Nov", "2026-11-27"),
        ("Nov 27th", "2026-11-27"),
        ("3 March", "2027-03-03"),
        ("1st of", None),
        ("1 May 2025", "2025-05-01"),
        ("in 3 days", "2026-11-26"),
        ("in two weeks", "2026-12-07"),
        ("in a month", "2026-12-23"),
        ("end of the month", "2026-11-30"),
        ("end of week", "2026-11-27"),
        ("this week", "2026-11-27"),
        ("next week", "2026-12-04"),
        ("next month", "2026-12-31"),
        ("31 November", None),
        ("in 99999999999 days", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_read(words: str, day: str | None) -> None:
    assert read_day(words, MONDAY) == (date.fromisoformat(day) if day else None)


def test_next_friday_said_on_a_saturday_is_the_coming_one() -> None:
    assert read_day("next Friday", SATURDAY) == date(2026, 12, 4)
    assert read_day("this week", SATURDAY) == date(2026, 12, 4)


def test_a_month_too_short_gives_its_last_day() -> None:
    assert read_day("in three months", date(2026, 11, 30)) == date(2027, 2, 28)


@given(st.text(max_size=40), st.dates())
def test_no_words_break_it(words: str, today: date) -> None:
    read_day(words, today)


@given(st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun")), st.dates(max_value=date(9999, 12, 1)))
def test_a_weekday_is_one_of_the_coming_seven_days(name: str, today: date) -> None:
    day = read_day(name, today)
    assert day is not None
    assert 1 <= (day - today).days <= 7
    assert day.strftime("%a").lower() == name


def test_putting_off_lasts_until_the_morning_of_a_day() -> None:
    now, mine = datetime(2026, 11, 23, 8, tzinfo=UTC), Calendar("Europe/Stockholm")
    assert read_moment("this evening", now, mine) == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert read_moment("Friday", now, mine) == datetime(2026, 11, 27, 5, tzinfo=UTC)
    assert read_moment("2026-11-24T10:00", now, mine) == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert read_moment("2026-11-24T10:00Z", now, mine) == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert read_moment("when they reply", now, mine) is None
