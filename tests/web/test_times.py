"""Moments and days in words, in the reader's zone, over both changes of the clock; what "later" offers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from segue.web.later import choices, morning_of
from segue.web.times import ago_words, day_words, left_words, moment_words

STOCKHOLM = "Europe/Stockholm"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday, 09:00 in Stockholm


@pytest.fixture(autouse=True)
def in_stockholm() -> Iterator[None]:
    with timezone.override(ZoneInfo(STOCKHOLM)):
        yield


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "09:00"),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "00:30"),
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "yesterday"),
        (datetime(2026, 11, 19, 12, 0, tzinfo=UTC), "Thu 19 Nov"),
        (datetime(2025, 11, 19, 12, 0, tzinfo=UTC), "19 Nov 2025"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "tomorrow"),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), "Friday"),
    ],
)
def test_a_moment_is_told_in_as_few_words_as_needed(moment: datetime, words: str) -> None:
    assert moment_words(moment, NOW) == words


def test_the_day_is_the_readers() -> None:
    with timezone.override(ZoneInfo("America/Los_Angeles")):
        assert moment_words(datetime(2026, 11, 23, 7, 30, tzinfo=UTC), NOW) == "yesterday"
        assert moment_words(datetime(2026, 11, 23, 8, 30, tzinfo=UTC), NOW) == "00:30"


def test_days_near_have_names() -> None:
    today = date(2026, 11, 23)
    assert [day_words(today + timedelta(days=n), today) for n in (-1, 0, 1, 6, 7)] == [
        "yesterday", "today", "tomorrow", "Sunday", "Mon 30 Nov",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (80, "2 months ago"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert ago_words(NOW - timedelta(days=days), NOW) == words


@pytest.mark.parametrize(("seconds", "words"), [(-5, "0 s"), (40, "40 s"), (170, "3 min"), (4800, "1 h 20 min")])
def test_what_is_left(seconds: int, words: str) -> None:
    assert left_words(timedelta(seconds=seconds)) == words


def test_later_is_in_words_and_to_come() -> None:
    offered = choices(NOW, STOCKHOLM)
    assert [str(each.words) for each in offered] == ["This evening", "Tomorrow", "Monday", "In two weeks"]
    assert [each.moment.isoformat() for each in offered] == [
        "2026-11-23T18:00:00+01:00",
        "2026-11-24T08:00:00+01:00",
        "2026-11-30T08:00:00+01:00",
        "2026-12-07T08:00:00+01:00",
    ]


@pytest.mark.parametrize("hours", range(0, 24 * 8, 5))
def test_nothing_that_is_offered_has_passed(hours: int) -> None:
    now = datetime(2026, 10, 20, tzinfo=UTC) + timedelta(hours=hours)  # over the end of summer time
    assert all(each.moment > now for each in choices(now, STOCKHOLM))


def test_eight_in_the_morning_is_eight_on_both_sides_of_a_change_of_the_clock() -> None:
    assert morning_of(date(2026, 10, 24), STOCKHOLM).astimezone(UTC).hour == 6
    assert morning_of(date(2026, 10, 25), STOCKHOLM).astimezone(UTC).hour == 7
