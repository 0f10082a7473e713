"""When two people can talk: day for both, on working days of both, as little early or late as can be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar, zone_named
from segue.domain.hours import good_times, strain_of

STOCKHOLM, ACCRA, TOKYO = Calendar("Europe/Stockholm", "SE"), Calendar("Africa/Accra"), Calendar("Asia/Tokyo")
HONOLULU, AUCKLAND = Calendar("Pacific/Honolulu"), Calendar("Pacific/Auckland")
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_three_days_at_a_good_hour() -> None:
    slots = good_times(STOCKHOLM, ACCRA, MONDAY, 30)
    assert [slot.begins.astimezone(zone_named("Africa/Accra")).strftime("%a %H:%M") for slot in slots] == [
        "Tue 09:00", "Wed 09:00", "Thu 09:00",
    ]  # fmt: skip
    assert not any(slot.strain for slot in slots)


def test_where_working_hours_never_meet_it_says_for_whom_it_is_early_or_late() -> None:
    (slot, *_) = good_times(STOCKHOLM, TOKYO, MONDAY, 30)
    assert (slot.strain, slot.early_or_late_for) == (1, "them")
    assert 17 <= slot.begins.astimezone(zone_named("Asia/Tokyo")).hour < 18


def test_what_is_taken_and_days_off_are_left_out() -> None:
    tuesday = MONDAY + timedelta(days=1)
    busy = [(tuesday - timedelta(hours=8), tuesday + timedelta(hours=14))]
    days = [slot.begins.date().isoformat() for slot in good_times(STOCKHOLM, ACCRA, MONDAY, 30, busy=busy)]
    assert days == ["2026-11-25", "2026-11-26", "2026-11-27"]
    christmas = datetime(2026, 12, 24, 8, tzinfo=UTC)
    assert [slot.begins.day for slot in good_times(STOCKHOLM, ACCRA, christmas, 30)] == [28, 29, 30]


@pytest.mark.parametrize(("at", "suits"), [(9, 0), (7, 3), (3, None)])
def test_a_time_that_was_chosen_is_judged(at: int, suits: int | None) -> None:
    slot = strain_of(datetime(2026, 11, 24, at, tzinfo=UTC), 30, STOCKHOLM, ACCRA)
    assert (slot.strain if slot else None) == suits


@given(
    st.sampled_from([STOCKHOLM, ACCRA, TOKYO, HONOLULU, AUCKLAND]),
    st.sampled_from([STOCKHOLM, ACCRA, TOKYO, HONOLULU, AUCKLAND]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(15, 120),
)
def test_never_at_night_nor_on_a_day_off_of_either(
    mine: Calendar, theirs: Calendar, now: datetime, length: int
) -> None:
    slots = good_times(mine, theirs, now, length)
    assert [slot.begins for slot in slots] == sorted(slot.begins for slot in slots)
    for slot in slots:
        assert slot.begins > now
        for whose in (mine, theirs):
            begins = slot.begins.astimezone(zone_named(whose.zone))
            ends = (slot.begins + timedelta(minutes=length)).astimezone(zone_named(whose.zone))
            assert begins.hour >= 7
            assert (ends.hour, ends.minute) <= (21, 0)
            assert whose.is_business_day(begins.date())
