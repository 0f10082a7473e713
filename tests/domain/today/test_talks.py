"""Wrap up, and follow up."""

from datetime import date, timedelta
from typing import Any

import pytest

from segue.domain.today import ALIVE, Ending, Rule, Verb
from tests.domain.today.cast import MONDAY, amara, begins, ends, row, talk, utc

TUESDAY = utc(11, 17, 9)


def held(**known: Any) -> Any:
    return amara(talks=(talk(**known),))


def test_a_talk_is_wrapped_up_after_a_day() -> None:
    assert begins(Rule.WRAP_UP, held(), TUESDAY)
    shown = row(Rule.WRAP_UP, held(), TUESDAY)
    assert shown is not None
    assert shown.actions[:3] == (Verb.NEXT_STEP, Verb.CLOSE, Verb.ENJOYED)
    assert shown.conversation_id == 5


def test_not_yet_holds_however_long_it_is() -> None:
    long = held(not_yet_until=date(2027, 3, 1))
    assert begins(Rule.WRAP_UP, long, utc(2, 28, 23, year=2027))
    assert ends(Rule.WRAP_UP, long, utc(2, 28, 23, year=2027) + ALIVE)


def test_a_day_is_a_day_on_the_wall_when_clocks_change() -> None:
    assert begins(Rule.WRAP_UP, held(held_at=utc(3, 28, 15)), utc(3, 29, 14))


@pytest.mark.parametrize(
    "known",
    [
        {"wrapped_at": MONDAY},
        {"ending": Ending.ENJOYED},
        {"held_at": utc(11, 30)},
        {"leads": False},
        {"snoozed_until": utc(11, 18)},
    ],
)
def test_what_is_wrapped_up_elsewhere_or_still_to_come_is_no_row(known: dict[str, Any]) -> None:
    assert row(Rule.WRAP_UP, held(**known), TUESDAY) is None


def test_not_yet_waits_until_its_day_begins_where_i_am() -> None:
    assert begins(Rule.WRAP_UP, held(not_yet_until=date(2026, 11, 20)), utc(11, 19, 23))


def test_a_talk_of_long_ago_is_not_asked_about() -> None:
    assert ends(Rule.WRAP_UP, held(), MONDAY + timedelta(days=90))


@pytest.mark.parametrize("known", [{"ending": Ending.NEXT_STEP, "next_step": "two dates"}, {"rating": 4}])
def test_a_good_talk_is_followed_up_after_a_day_of_silence(known: dict[str, Any]) -> None:
    assert begins(Rule.FOLLOW_UP, held(**known), TUESDAY)


@pytest.mark.parametrize(
    "known",
    [
        {"rating": 3},
        {"ending": Ending.ENJOYED},
        {"rating": 5, "follow_up_sent_at": utc(11, 16, 12)},
        {"rating": 5, "leads": False},
        {"rating": 5, "snoozed_until": utc(11, 18)},
    ],
)
def test_no_follow_up_for_a_dull_talk_or_when_something_was_sent(known: dict[str, Any]) -> None:
    assert row(Rule.FOLLOW_UP, held(**known), TUESDAY) is None


def test_no_follow_up_until_my_sent_mail_is_read() -> None:
    facts = amara(sent_read_until=MONDAY, talks=(talk(rating=5),))
    assert row(Rule.FOLLOW_UP, facts, TUESDAY) is None
