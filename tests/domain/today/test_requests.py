"""Phone them, one reminder, let it be, and "did this settle it?"."""

from datetime import timedelta
from typing import Any

import pytest

from segue.domain.commitments import State
from segue.domain.today import Rule, Verb, decide
from segue.domain.today.facts import WordFacts
from tests.domain.today.cast import FRIDAY, MONDAY, amara, begins, ends, my_request, row, their_promise, utc

MISSED = utc(11, 24)
"""Friday in Accra and one business day more."""
SHOWN = utc(11, 24, 8)
A_WEEK_LATER = utc(12, 1, 8)
FIVE_BUSINESS_DAYS = utc(11, 23, 9)
REMINDED = utc(11, 24, 10)
TEN_DAYS_LATER = utc(12, 4, 10)


def theirs(phone: str | None = "+233 20 123", **known: Any) -> Any:
    return amara(phone=phone, commitments=(their_promise(**known),))


def asked(**known: Any) -> Any:
    return amara(commitments=(my_request(**known),))


def test_their_missed_promise_is_phoned_about() -> None:
    assert begins(Rule.PHONE_THEM, theirs(), MISSED)
    shown = row(Rule.PHONE_THEM, theirs(), MISSED)
    assert shown is not None
    assert (shown.phone, shown.actions[0]) == ("+233 20 123", Verb.CALL)
    assert shown.opening is not None
    assert "Fri 20 Nov" in shown.opening
    assert shown.why == "Amara Osei promised it on Mon 16 Nov, by Fri 20 Nov, and has not written since."


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("I'll have it with you by Friday", "You said by Fri 20 Nov: “I'll have it with you by Friday” Which"),
        ("Sure", "I asked: “Could you send the plan?” You said by Fri 20 Nov: “Sure” Which"),
    ],
)
def test_what_was_promised_when_asked_for_is_told_in_the_promisers_words(words: str, opening: str) -> None:
    promise = WordFacts(8, MONDAY, words, 3)
    shown = row(Rule.PHONE_THEM, theirs(quote="Could you send the plan?", promise=promise), MISSED)
    assert shown is not None
    assert [fact.text for fact in shown.facts] == [words, "Could you send the plan?"]
    assert shown.opening is not None
    assert shown.opening.startswith(opening)


def test_a_holiday_of_theirs_puts_the_call_off() -> None:
    asked_at = utc(12, 14)
    facts = theirs(due=utc(12, 24).date(), made_at=asked_at, moved_at=asked_at, promised_at=asked_at)
    assert begins(Rule.PHONE_THEM, facts, utc(12, 29))


def test_a_number_in_a_group_is_that_of_who_promised() -> None:
    of_kofi = their_promise(phone="+46 8 1", other="Kofi Asante")
    shown = row(Rule.PHONE_THEM, amara(phone="+233 20 123", commitments=(of_kofi,)), MISSED)
    assert shown is not None
    assert (shown.phone, shown.to) == ("+46 8 1", "Kofi Asante")
    assert "Kofi Asante" in shown.what


@pytest.mark.parametrize(
    "known",
    [
        {"state": State.REPORTED},
        {"state": State.LAPSED},
        {"due": None},
        {"requested_by_me": False},
        {"mine": True},
        {"mine": True, "requested_by_me": True},
        {"snoozed_until": MISSED + timedelta(days=1)},
    ],
)
def test_nobody_is_phoned_about_what_is_not_owed_to_me_now(known: dict[str, Any]) -> None:
    assert row(Rule.PHONE_THEM, theirs(**known), MISSED) is None


def test_a_later_word_on_any_thread_asks_whether_it_settled_it() -> None:
    facts = theirs(later_word_at=utc(11, 18), later_word="Attached as discussed", later_word_message_id=99)
    assert begins(Rule.PHONE_THEM, facts, MISSED)
    shown = row(Rule.PHONE_THEM, facts, MISSED)
    assert shown is not None
    assert shown.settled
    assert shown.actions[:2] == (Verb.SETTLED, Verb.NOT_SETTLED)
    assert (shown.facts[1].text, shown.facts[1].message_id) == ("Attached as discussed", 99)


def test_whether_it_is_settled_is_asked_once_also_where_there_is_no_number() -> None:
    facts = theirs(phone=None, later_word_at=utc(11, 18))
    assert [row.rule for row in decide(facts, MISSED).rows] == [Rule.PHONE_THEM]


@pytest.mark.parametrize("word", [MONDAY - timedelta(days=1), MONDAY])
def test_a_word_before_the_promise_or_in_it_is_no_later_word(word: Any) -> None:
    shown = row(Rule.PHONE_THEM, theirs(later_word_at=word), MISSED)
    assert shown is not None
    assert not shown.settled


def test_once_i_said_that_it_settled_nothing_they_are_phoned() -> None:
    facts = theirs(later_word_at=utc(11, 18), unsettled_at=utc(11, 18, 9))
    shown = row(Rule.PHONE_THEM, facts, MISSED)
    assert shown is not None
    assert not shown.settled


def test_seven_days_after_the_call_was_shown_comes_the_one_reminder_in_its_place() -> None:
    facts = theirs(phone_shown_at=SHOWN)
    assert ends(Rule.PHONE_THEM, facts, A_WEEK_LATER)
    assert begins(Rule.ONE_REMINDER, facts, A_WEEK_LATER)


def test_where_there_is_no_number_the_reminder_comes_at_once() -> None:
    assert begins(Rule.ONE_REMINDER, theirs(phone=None), MISSED)
    assert row(Rule.PHONE_THEM, theirs(phone=None), MISSED) is None


def test_a_request_without_an_answer_is_reminded_of_after_five_business_days() -> None:
    assert begins(Rule.ONE_REMINDER, asked(), FIVE_BUSINESS_DAYS)
    shown = row(Rule.ONE_REMINDER, asked(), FIVE_BUSINESS_DAYS)
    assert shown is not None
    assert shown.why == "You asked Amara Osei on Mon 16 Nov; no answer since."
    assert shown.actions[0] is Verb.REMIND


@pytest.mark.parametrize(
    "known",
    [
        {"reminded_at": utc(11, 17)},
        {"reminded_at": utc(11, 17), "later_word_at": utc(11, 18)},
        {"answered_at": utc(11, 17)},
        {"state": State.WITHDRAWN},
        {"state": State.DECLINED},
        {"state": State.COUNTERED},
        {"mine": True},
        {"mine": True, "requested_by_me": True},
    ],
)
def test_no_reminder_where_one_has_gone_out_or_an_answer_came(known: dict[str, Any]) -> None:
    assert row(Rule.ONE_REMINDER, asked(**known), utc(12, 1)) is None


def test_no_reminder_until_my_sent_mail_is_read_so_far() -> None:
    unread = amara(sent_read_until=FIVE_BUSINESS_DAYS - timedelta(seconds=1), commitments=(my_request(),))
    assert row(Rule.ONE_REMINDER, unread, FIVE_BUSINESS_DAYS) is None
    read = amara(sent_read_until=FIVE_BUSINESS_DAYS, commitments=(my_request(),))
    assert row(Rule.ONE_REMINDER, read, FIVE_BUSINESS_DAYS) is not None


def test_a_word_elsewhere_asks_whether_it_answered_the_request() -> None:
    shown = row(Rule.ONE_REMINDER, asked(later_word_at=utc(11, 18)), FIVE_BUSINESS_DAYS)
    assert shown is not None
    assert shown.settled
    assert Verb.REMIND not in shown.actions
    plain = row(Rule.ONE_REMINDER, asked(), FIVE_BUSINESS_DAYS)
    assert plain is not None
    assert plain.rank < shown.rank


def test_ten_days_after_the_reminder_it_is_let_be() -> None:
    facts = asked(reminded_at=REMINDED)
    assert begins(Rule.LET_IT_BE, facts, TEN_DAYS_LATER)
    shown = row(Rule.LET_IT_BE, facts, TEN_DAYS_LATER)
    assert shown is not None
    assert shown.actions[0] is Verb.LET_GO


def test_a_missed_promise_that_was_reminded_of_is_not_phoned_about_any_more_and_then_let_be() -> None:
    facts = theirs(phone=None, reminded_at=REMINDED)
    assert begins(Rule.LET_IT_BE, facts, TEN_DAYS_LATER)
    numbered = theirs(reminded_at=REMINDED)
    assert row(Rule.PHONE_THEM, numbered, TEN_DAYS_LATER) is None


def test_a_reminder_spent_before_they_promised_is_spent() -> None:
    facts = theirs(reminded_at=MONDAY - timedelta(days=1), phone_shown_at=SHOWN)
    assert row(Rule.PHONE_THEM, facts, SHOWN) is not None
    assert row(Rule.ONE_REMINDER, facts, A_WEEK_LATER) is None
    assert begins(Rule.LET_IT_BE, facts, A_WEEK_LATER)


def test_a_new_date_does_not_renew_the_reminder() -> None:
    renewed = theirs(phone=None, reminded_at=REMINDED, due=FRIDAY + timedelta(days=14))
    assert row(Rule.ONE_REMINDER, renewed, utc(12, 20)) is None


@pytest.mark.parametrize("known", [{"state": State.LAPSED}, {"answered_at": utc(11, 25)}, {"state": State.KEPT}])
def test_what_is_answered_or_let_go_needs_no_letting_be(known: dict[str, Any]) -> None:
    assert row(Rule.LET_IT_BE, asked(reminded_at=REMINDED, **known), TEN_DAYS_LATER) is None


def test_a_request_of_long_ago_is_no_row() -> None:
    assert ends(Rule.ONE_REMINDER, asked(), MONDAY + timedelta(days=90))
