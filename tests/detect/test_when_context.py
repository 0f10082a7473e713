"""A time phrase that lacks its day borrows it from what stands before it."""

from datetime import UTC, date, datetime

import pytest

from segue.detect import Act, detect
from segue.detect.when import chosen, dues
from segue.detect.when_context import placed

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("words", "nearby", "answered", "day"),
    [
        ("around 5:00", ["This Friday is my birthday."], "", "2026-11-20"),
        ("around 5:00", ["It will be a small party.", "Come on the 27th."], "", "2026-11-27"),
        ("around 5:00", ["Review on Tuesday?"], "", "2026-11-24"),
        ("around 5:00", ["We met last Friday."], "", "2026-11-18"),
        ("around 5:00", [], "", "2026-11-18"),
        ("by 5pm tomorrow", ["Come on the 27th."], "", "2026-11-19"),
        ("on Friday", ["The call is on Friday, December 4."], "", "2026-12-04"),
        ("on Friday", [], "Could you join us on December 4?", "2026-12-04"),
        ("on Friday", ["The call is on December 3."], "", "2026-11-20"),
        ("next Friday", ["The call is on Friday, December 4."], "", "2026-11-27"),
        ("on Friday", ["It will be in the week of December 4."], "", "2026-11-20"),
        ("next week", ["Come on the 27th."], "", "2026-11-29"),
    ],
)
def test_a_day_is_borrowed_only_where_none_is_told(words: str, nearby: list[str], answered: str, day: str) -> None:
    due = chosen(dues(words, WEDNESDAY))
    assert due
    assert placed(due, words, WEDNESDAY, nearby, answered).day == date.fromisoformat(day)


def test_a_message_is_read_as_a_whole() -> None:
    acts = detect(
        "The barbecue will be at my house on the 28th. I will send you the address by 5pm.",
        speaker="ann@example.org",
        to="kevin@example.org",
        date=datetime(2026, 11, 18, 9, tzinfo=UTC),
        zone_minutes=0,
    )
    assert {act.due for act in acts if act.act == "promise"} == {date(2026, 11, 28)}


@pytest.mark.parametrize(
    "words",
    [
        "Please book the room as in our conversation on November 20.",
        "Please change it as we discussed on Monday.",
        "Please raise the volume from 14,265 to 15,000.",
        "Please call me at 3-0667.",
        "Please send me the rates for January.",
    ],
)
def test_some_times_are_of_something_else(words: str) -> None:
    act = request_in(words)
    assert (act.due, act.due_text) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "Please send me the rates by November 20.",
        "Please send me the signed letter by November 20.",
        "Please send me the letter on November 20.",
    ],
)
def test_a_day_by_which_it_is_wanted_is_left(words: str) -> None:
    assert request_in(words).due == date(2026, 11, 20)


def request_in(words: str) -> Act:
    written = datetime(2026, 11, 18, 9, tzinfo=UTC)
    acts = detect(words, speaker="ada@lindqvist.example", to="bo@pilot.example", date=written, zone_minutes=0)
    return next(act for act in acts if act.act == "request")
