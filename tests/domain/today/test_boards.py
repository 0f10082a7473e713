"""Book the pair, send the summary."""

from datetime import timedelta
from typing import Any

from segue.domain.today import BoardFacts, Rule
from tests.domain.today.cast import MONDAY, amara, begins, ends, row, talk

DAY = timedelta(days=1)


def board(**known: Any) -> BoardFacts:
    """A board about readers, opened on Monday."""
    return BoardFacts(**{"id": 4, "topic": "readers", "opened_at": MONDAY} | known)


def test_the_pair_is_booked_as_soon_as_there_is_a_board() -> None:
    facts = amara(boards=(board(),))
    assert begins(Rule.BOOK_THE_PAIR, facts, MONDAY)
    told = row(Rule.BOOK_THE_PAIR, facts, MONDAY + DAY)
    assert told
    assert (told.board_id, told.actions[0]) == (4, "book")
    assert "readers" in told.what


def test_no_pair_is_asked_for_where_there_is_one_or_none_is_wanted() -> None:
    for known in ({"paired": True}, {"over_days": True}, {"settled_at": MONDAY}):
        assert row(Rule.BOOK_THE_PAIR, amara(boards=(board(**known),)), MONDAY + DAY) is None
    assert row(Rule.BOOK_THE_PAIR, amara(boards=(board(),), closed_at=MONDAY), MONDAY + DAY) is None


def test_a_board_is_offered_once_possibilities_are_agreed_on() -> None:
    facts = amara(possibilities_since=MONDAY)
    assert begins(Rule.BOOK_THE_PAIR, facts, MONDAY)
    told = row(Rule.BOOK_THE_PAIR, facts, MONDAY + DAY)
    assert told
    assert (told.board_id, told.what.startswith("Open a board")) == (None, True)
    over_days = amara(possibilities_since=MONDAY, boards=(board(over_days=True),))
    assert row(Rule.BOOK_THE_PAIR, over_days, MONDAY + DAY) is None


def test_the_summary_is_wanted_from_three_days_before_the_talk_until_it_begins() -> None:
    at = MONDAY + 10 * DAY
    facts = amara(boards=(board(settled_at=MONDAY + DAY),), talks=(talk(held_at=at),))
    assert begins(Rule.SEND_SUMMARY, facts, at - 3 * DAY)
    assert ends(Rule.SEND_SUMMARY, facts, at)


def test_a_session_of_the_board_is_no_opportunity_talk() -> None:
    facts = amara(
        boards=(board(settled_at=MONDAY, talk_ids=(5,)),), talks=(talk(conversation_id=5, held_at=MONDAY + 2 * DAY),)
    )
    assert row(Rule.SEND_SUMMARY, facts, MONDAY + DAY) is None


def test_what_is_sent_is_not_asked_for_again() -> None:
    sent = board(settled_at=MONDAY, summary_sent_at=MONDAY)
    facts = amara(boards=(sent,), talks=(talk(held_at=MONDAY + 2 * DAY),))
    assert row(Rule.SEND_SUMMARY, facts, MONDAY + DAY) is None
