"""Days end when the wall calendar of their owner says so, also where clocks are changed or people are off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar, zone_named

STOCKHOLM = Calendar("Europe/Stockholm", "SE")
NEW_YORK = Calendar("America/New_York", "US")
ZONES = ["UTC", "Europe/Stockholm", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "-03:30", "America/Sao_Paulo"]

calendars = st.builds(Calendar, st.sampled_from(ZONES), st.sampled_from([None, "SE", "US", "XX"]))
days = st.dates(date(1999, 1, 1), date(2035, 1, 1))
moments = st.datetimes(datetime(1999, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_day_ends_in_its_own_zone() -> None:
    assert STOCKHOLM.end_of(date(2026, 11, 27)) == utc(2026, 11, 27, 23)
    assert NEW_YORK.end_of(date(2026, 11, 27)) == utc(2026, 11, 28, 5)
    assert Calendar("Pacific/Kiritimati").end_of(date(2026, 11, 27)) == utc(2026, 11, 27, 10)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    assert STOCKHOLM.end_of(day) - STOCKHOLM.start_of(day) == timedelta(hours=hours)


def test_business_days_leave_out_weekends_and_holidays() -> None:
    maundy_thursday = date(2026, 4, 2)
    assert STOCKHOLM.add_business_days(maundy_thursday, 1) == date(2026, 4, 7)
    assert Calendar("Europe/Stockholm").add_business_days(maundy_thursday, 1) == date(2026, 4, 3)
    assert NEW_YORK.add_business_days(date(2026, 11, 25), 1) == date(2026, 11, 27)


def test_missed_is_one_business_day_after_the_date_is_over() -> None:
    friday = date(2026, 11, 20)
    assert STOCKHOLM.missed_at(friday) == STOCKHOLM.end_of(date(2026, 11, 23)) == utc(2026, 11, 23, 23)
    assert STOCKHOLM.missed_at(date(2026, 11, 21)) == STOCKHOLM.missed_at(friday)


def test_an_hour_stays_the_same_on_the_wall_when_clocks_change() -> None:
    friday_nine = utc(2026, 3, 27, 8)
    assert STOCKHOLM.business_days_after(friday_nine, 1) == utc(2026, 3, 30, 7)
    assert STOCKHOLM.days_after(friday_nine, 3) == utc(2026, 3, 30, 7)


def test_what_happens_on_a_day_off_counts_from_the_next_business_day() -> None:
    sunday_noon = utc(2026, 11, 22, 11)
    assert STOCKHOLM.business_days_after(sunday_noon, 1) == STOCKHOLM.start_of(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("name", "hours"),
    [("+02:00", 2), ("-0500", -5), ("UTC+1", 1), ("Mars/Olympus", 0), ("", 0), ("../etc", 0), ("+99", 0)],
)
def test_zones_are_names_or_offsets_and_nonsense_is_utc(name: str, hours: int) -> None:
    assert zone_named(name).utcoffset(datetime(2026, 1, 1)) == timedelta(hours=hours)


@given(calendars, days, st.integers(0, 12))
def test_so_many_business_days_lie_between(calendar: Calendar, day: date, count: int) -> None:
    reached = calendar.add_business_days(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (reached - day).days + 1)]
    assert sum(map(calendar.is_business_day, passed)) == count
    assert count == 0 or calendar.is_business_day(reached)


@given(calendars, moments, moments, st.integers(0, 7))
def test_what_is_later_stays_later(calendar: Calendar, one: datetime, other: datetime, count: int) -> None:
    earlier, later = sorted((one, other))
    assert calendar.business_days_after(earlier, count) <= calendar.business_days_after(later, count) + timedelta(
        hours=1
    )
    assert calendar.date_of(earlier) <= calendar.date_of(later)


@given(calendars, days)
def test_days_follow_each_other_without_gap(calendar: Calendar, day: date) -> None:
    assert calendar.end_of(day) == calendar.start_of(day + timedelta(days=1))
    # Samoa left out 30 December 2011: a day can be without length.
    assert calendar.missed_at(day) >= calendar.end_of(day) >= calendar.start_of(day)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_dates_at_the_edge_of_time_are_no_trouble(day: date) -> None:
    assert NEW_YORK.start_of(day) <= NEW_YORK.end_of(day) <= NEW_YORK.missed_at(day)
