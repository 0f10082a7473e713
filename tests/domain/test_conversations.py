"""How a live talk may end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from segue.domain.conversations import Enjoyed, HonestClose, Medium, NextStep, NotYet, Who, WrapUp, ending_of
from segue.domain.errors import NotAllowed
from segue.domain.today import Ending

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
TODAY = date(2026, 11, 16)
HELD = NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("wrap_up", "ending"),
    [
        (NextStep(Who.ME, "send two dates", date(2026, 11, 27)), Ending.NEXT_STEP),
        (HonestClose(Who.BOTH, "no fit now", "call next quarter", date(2027, 2, 1)), Ending.CLOSED),
        (Enjoyed(), Ending.ENJOYED),
        (NotYet(date(2026, 11, 17)), None),
    ],
)
@pytest.mark.parametrize("medium", [Medium.CALL, Medium.MEETING, Medium.ROOM])
def test_a_live_talk_ends_in_one_of_three_ways_or_not_yet(
    medium: Medium, wrap_up: WrapUp, ending: Ending | None
) -> None:
    assert ending_of(medium, HELD, wrap_up, NOW, TODAY) == ending


@pytest.mark.parametrize(
    ("wrap_up", "why"),
    [
        (NextStep(Who.ME, "  ", date(2026, 11, 27)), "what is done"),
        (HonestClose(Who.ME, ""), "terms"),
        (NotYet(TODAY), "after today"),
    ],
)
def test_an_ending_says_what_it_needs(wrap_up: WrapUp, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        ending_of(Medium.CALL, HELD, wrap_up, NOW, TODAY)


@pytest.mark.parametrize("medium", [Medium.MAIL, Medium.CHAT, Medium.POSTS])
def test_threads_are_never_asked_for_an_ending(medium: Medium) -> None:
    with pytest.raises(NotAllowed, match="own moves"):
        ending_of(medium, HELD, Enjoyed(), NOW, TODAY)


def test_a_talk_to_come_has_no_ending() -> None:
    with pytest.raises(NotAllowed, match="not been held"):
        ending_of(Medium.CALL, NOW + timedelta(seconds=1), Enjoyed(), NOW, TODAY)
    assert ending_of(Medium.CALL, NOW, Enjoyed(), NOW, TODAY) is Ending.ENJOYED
