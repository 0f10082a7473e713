"""Whom words call upon, and which time is a due date."""

from datetime import UTC, datetime

import pytest

from segue.detect import Act, detect

WRITTEN = datetime(2001, 10, 3, 15, tzinfo=UTC)
ONE = "jo@example.org"


def only(words: str, to: str = ONE) -> Act:
    return detect(words, speaker="ada@example.org", to=to, date=WRITTEN, zone_minutes=0)[0]


def test_one_who_is_called_upon_and_not_written_to_is_who_acts() -> None:
    assert only("Becky, can you send me the list?").owner == "Becky"
    assert only("Thanks, can you send me the list?").owner == "addressee"


def test_short_names_are_names() -> None:
    to = "michael.tribolet@example.org, rebecca.cantrell@example.org"
    assert only("Mike, could you send me the list?", to).owner == "michael.tribolet@example.org"
    assert only("Becky could you send me the list?", to).owner == "rebecca.cantrell@example.org"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Please let me know when a good time would be.", None),
        ("Could you tell me what your schedule looks like next week?", None),
        ("Could you send me what you have by Friday?", "2001-10-05"),
        ("Please tell him that he can come on October 19, 2085.", None),
        ("Could you send it tomorrow?", "2001-10-04"),
    ],
)
def test_the_time_of_another_clause_is_no_due_date(words: str, day: str | None) -> None:
    found = only(words).due
    assert (found.isoformat() if found else None) == day


def test_what_is_told_is_no_condition() -> None:
    assert only("Please let me know when a good time would be.").what == "let me know when a good time would be"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("I sent you a bunch of these this morning, did you get them?", "did you get them"),
        ("What time do you want to leave, and where do we meet?", "where do we meet"),
        ("Is it late or what?", "Is it late or what"),
        ("Do you have the list that Kim, Jo and Ann made?", "Do you have the list that Kim, Jo and Ann made"),
    ],
)
def test_a_question_is_told_by_the_clause_that_asks(words: str, what: str) -> None:
    found = detect(words, speaker="ada@example.org", to=ONE, date=WRITTEN, zone_minutes=0)
    assert what in {act.what for act in found}
