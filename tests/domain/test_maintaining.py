"""Topics that are alike, dates that come round, and whom I am losing touch with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import NotAllowed
from segue.domain.maintaining import GAPS, Losing, Loss, Touch, check_day, losing, next_round, same_topic

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("grid storage", "Grid Storage", True),
        ("storage, grid", "grid storage in Ghana", True),
        ("grid", "grid storage", True),
        ("grid storage", "grid planning", False),
        ("art", "start", False),
        ("", "grid", False),
        ("Straße", "STRASSE", True),
    ],
)
def test_topics_are_alike_where_the_words_of_one_stand_in_the_other(one: str, other: str, alike: bool) -> None:
    assert same_topic(one, other) is same_topic(other, one) is alike


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_date_comes_round_within_a_year(day: date, today: date) -> None:
    comes = next_round(day.month, day.day, today)
    assert today <= comes <= today + timedelta(days=366)
    assert comes.month == day.month
    assert comes.day in (day.day, day.day - 1)


def test_the_leap_day_is_kept_in_common_years() -> None:
    assert next_round(2, 29, date(2026, 2, 1)) == date(2026, 2, 28)
    assert next_round(2, 29, date(2028, 2, 1)) == date(2028, 2, 29)
    check_day(2, 29)
    with pytest.raises(NotAllowed):
        check_day(2, 30)


def test_past_a_chosen_cadence() -> None:
    def lost(days: int) -> Losing | None:
        return losing(Touch(NOW - timedelta(days=days), ideal_days=30, longest_days=45), NOW)

    assert lost(29) is None
    assert lost(30) == Losing(Loss.IDEAL, 30, 30)
    assert lost(44) == Losing(Loss.IDEAL, 44, 30)
    assert lost(45) == Losing(Loss.LONGEST, 45, 45)


def test_much_quieter_than_it_used_to_be() -> None:
    def lost(days: int, contacts: int = 11) -> Losing | None:
        last = NOW - timedelta(days=days)
        return losing(Touch(last, contacts, last - timedelta(days=140)), NOW)

    assert lost(GAPS * 14 - 1) is None
    assert lost(GAPS * 14) == Losing(Loss.USUAL, 42, 14)
    assert lost(400, contacts=5) is None


@given(st.integers(0, 4000), st.integers(0, 400), st.integers(0, 4000), st.integers(1, 60))
def test_a_contact_today_loses_nobody_and_silence_only_adds(ago: int, count: int, span: int, ideal: int) -> None:
    last = NOW - timedelta(days=ago)
    touch = Touch(last, count, last - timedelta(days=span))
    kept = Touch(last, ideal_days=ideal, longest_days=ideal + ideal // 2)
    for each in (touch, kept):
        assert losing(each, last) is None
        if losing(each, NOW):
            assert losing(each, NOW + timedelta(days=30))
