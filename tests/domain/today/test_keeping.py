"""Great, and then? · close? · keep in touch · agreed contact · they wrote again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from segue.domain.commitments import State
from segue.domain.today import Cadence, Ending, Rule, Verb, WordFacts
from tests.domain.today.cast import MONDAY, amara, begins, ends, my_promise, my_request, question, row, talk, utc

SENT = (utc(11, 2), utc(11, 4), utc(11, 6))
RECEIVED = (utc(11, 3), utc(11, 5), MONDAY)
QUIET_A_WEEK = utc(11, 23, 9)


def lively(**known: Any) -> Any:
    return amara(**{"sent": SENT, "received": RECEIVED} | known)


def test_a_lively_exchange_without_a_next_step_is_asked_about_after_a_quiet_week() -> None:
    assert begins(Rule.GREAT_AND_THEN, lively(), QUIET_A_WEEK)
    shown = row(Rule.GREAT_AND_THEN, lively(), QUIET_A_WEEK)
    assert shown is not None
    assert shown.why.startswith("You wrote 3 times and Amara Osei 3 times in thirty days; quiet since Mon 16 Nov")
    assert {Verb.NEXT_STEP, Verb.CLOSE, Verb.ENJOYED} <= set(shown.actions)


def test_it_is_lively_for_thirty_days() -> None:
    assert ends(Rule.GREAT_AND_THEN, lively(), utc(12, 2))


@pytest.mark.parametrize("fewer", [{"sent": SENT[:2]}, {"received": RECEIVED[1:]}])
def test_two_messages_one_way_are_not_lively(fewer: dict[str, Any]) -> None:
    assert row(Rule.GREAT_AND_THEN, lively(**fewer), QUIET_A_WEEK) is None


@pytest.mark.parametrize(
    "open_thing",
    [
        {"commitments": (my_promise(due=date(2026, 12, 20)),)},
        {"commitments": (my_request(),)},
        {"questions": (question(),)},
        {"talks": (talk(held_at=utc(11, 30)),)},
        {"enjoyed_at": utc(11, 16, 12)},
        {"sent_read_until": MONDAY},
    ],
)
def test_nothing_is_asked_while_something_is_open_booked_or_unread(open_thing: dict[str, Any]) -> None:
    assert row(Rule.GREAT_AND_THEN, lively(**open_thing), QUIET_A_WEEK) is None


def test_the_week_counts_from_when_the_last_thing_ended() -> None:
    kept = my_promise(state=State.KEPT, moved_at=utc(11, 18, 9))
    assert begins(Rule.GREAT_AND_THEN, lively(commitments=(kept,)), utc(11, 25, 9))


def test_a_request_answered_in_words_is_not_open_any_more() -> None:
    answered = my_request(answered_at=utc(11, 16, 12))
    assert row(Rule.GREAT_AND_THEN, lively(commitments=(answered,)), QUIET_A_WEEK) is not None


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"rating": 4}, True),
        ({"rating": 4, "ending": Ending.NEXT_STEP}, True),
        ({"rating": 3}, False),
        ({"rating": 5, "ending": Ending.ENJOYED}, False),
        ({"rating": 5, "ending": Ending.CLOSED}, False),
    ],
)
def test_a_talk_rated_well_is_asked_about_unless_nothing_is_expected(known: dict[str, Any], asked: bool) -> None:
    facts = amara(talks=(talk(**known),))
    assert (row(Rule.GREAT_AND_THEN, facts, QUIET_A_WEEK) is not None) is asked


def test_a_talk_that_i_called_enjoyed_since_is_not_asked_about() -> None:
    facts = amara(talks=(talk(rating=5),), enjoyed_at=utc(11, 16, 12))
    assert row(Rule.GREAT_AND_THEN, facts, QUIET_A_WEEK) is None


def test_two_lets_go_in_a_row_ask_for_an_honest_close() -> None:
    facts = amara(lets_go_in_a_row=2, last_let_go_at=MONDAY)
    shown = row(Rule.CLOSE, facts, MONDAY)
    assert shown is not None
    assert shown.why == "You let go of 2 requests in a row, the last on Mon 16 Nov."
    assert ends(Rule.CLOSE, facts, MONDAY + timedelta(days=90))


@pytest.mark.parametrize("known", [{"lets_go_in_a_row": 1}, {"lets_go_in_a_row": 2, "kept_open_at": MONDAY}])
def test_one_let_go_or_my_no_to_closing_is_no_reason(known: dict[str, Any]) -> None:
    assert row(Rule.CLOSE, amara(last_let_go_at=MONDAY, **known), MONDAY) is None


@pytest.mark.parametrize(
    ("ratings", "asked"),
    [((2, 1), True), ((2, 3), False), ((3, 2), False), ((5, 2, 2), True), ((2,), False), ((2, None), False)],
)
def test_the_last_two_talks_rated_low_ask_for_an_honest_close(ratings: tuple[int | None, ...], asked: bool) -> None:
    talks = tuple(
        talk(conversation_id=n, held_at=MONDAY + timedelta(days=n), rating=rating, wrapped_at=MONDAY)
        for n, rating in enumerate(ratings)
    )
    assert (row(Rule.CLOSE, amara(talks=talks), utc(11, 20)) is not None) is asked


def chosen(last: datetime | None = MONDAY, **known: Any) -> Any:
    return amara(cadence=Cadence(30, 60, utc(11, 1)), last_contact_at=last, **known)


def test_a_cadence_of_thirty_days_brings_a_hello_after_thirty_days() -> None:
    assert begins(Rule.KEEP_IN_TOUCH, chosen(), utc(12, 16, 9))
    assert begins(Rule.KEEP_IN_TOUCH, chosen(last=None), utc(11, 30, 23) + timedelta(hours=1))


def test_past_the_longest_it_says_so() -> None:
    shown = [row(Rule.KEEP_IN_TOUCH, chosen(), utc(1, 15, hour, year=2027)) for hour in (8, 9)]
    assert [each.why_now if each else None for each in shown] == [
        "You wanted to be in touch every 30 days or so.",
        "You wanted no more than 60 days between contacts.",
    ]


def test_across_the_new_year_a_day_is_told_with_its_year() -> None:
    before, after = (row(Rule.KEEP_IN_TOUCH, chosen(), moment) for moment in (utc(12, 31, 22), utc(12, 31, 23)))
    assert before is not None
    assert after is not None
    assert before.why == "Your last contact was on Mon 16 Nov."
    assert after.why == "Your last contact was on Mon 16 Nov 2026."


@pytest.mark.parametrize("known", [{"talks": (talk(held_at=utc(12, 20)),)}, {"sent_read_until": None}])
def test_no_hello_where_a_talk_is_booked_or_my_sent_mail_unread(known: dict[str, Any]) -> None:
    assert row(Rule.KEEP_IN_TOUCH, chosen(**known), utc(12, 17)) is None


@pytest.mark.parametrize("closed", [{}, {"closed_at": MONDAY, "closed_terms": "no fit now"}])
def test_the_agreed_day_comes_for_the_resting_and_the_closed(closed: dict[str, Any]) -> None:
    facts = amara(agreed_contact_on=date(2026, 12, 1), agreed_contact_how="a call", **closed)
    assert begins(Rule.AGREED_CONTACT, facts, utc(11, 30, 23))
    shown = row(Rule.AGREED_CONTACT, facts, utc(11, 30, 23))
    assert shown is not None
    assert shown.what == "Be in touch with Amara Osei: a call"


def test_contact_on_the_agreed_day_is_what_was_agreed() -> None:
    facts = amara(agreed_contact_on=date(2026, 12, 1), last_contact_at=utc(12, 1, 8))
    assert row(Rule.AGREED_CONTACT, facts, utc(12, 2)) is None
    earlier = amara(agreed_contact_on=date(2026, 12, 1), last_contact_at=utc(11, 20))
    assert row(Rule.AGREED_CONTACT, earlier, utc(12, 2)) is not None


def wrote(**known: Any) -> Any:
    return amara(closed_at=MONDAY, wrote_after_close=WordFacts(77, utc(11, 18), "Are you still there?"), **known)


def test_they_wrote_again_after_a_close() -> None:
    shown = row(Rule.THEY_WROTE_AGAIN, wrote(), utc(11, 18))
    assert shown is not None
    assert shown.actions[:2] == (Verb.REPLY, Verb.LEAVE_CLOSED)
    assert shown.facts[0].message_id == 77
    assert ends(Rule.THEY_WROTE_AGAIN, wrote(), utc(11, 18) + timedelta(days=90))


def test_left_closed_is_left_closed_until_they_write_once_more() -> None:
    assert row(Rule.THEY_WROTE_AGAIN, wrote(left_closed_at=utc(11, 19)), utc(11, 20)) is None
    assert row(Rule.THEY_WROTE_AGAIN, wrote(left_closed_at=utc(11, 17)), utc(11, 20)) is not None
