"""Answer owed."""

from datetime import timedelta
from typing import Any

import pytest

from segue.domain.today import Rule, Verb
from segue.domain.today.facts import MailFacts
from tests.domain.today.cast import MONDAY, amara, begins, ends, question, row, utc

TUESDAY = utc(11, 17, 9)


def asked(**known: Any) -> Any:
    return amara(questions=(question(**known),))


def test_an_answer_is_owed_after_a_business_day() -> None:
    assert begins(Rule.ANSWER_OWED, asked(), TUESDAY)
    shown = row(Rule.ANSWER_OWED, asked(), TUESDAY)
    assert shown is not None
    assert shown.what == "Answer Amara Osei: “Could you send the two names?”"
    assert shown.why == "Amara Osei asked on Mon 16 Nov; no answer since."
    assert shown.actions[:3] == (Verb.REPLY, Verb.PROMISE, Verb.DECLINE)
    assert shown.message_id == 8


def test_a_question_on_friday_evening_waits_until_monday_evening() -> None:
    assert begins(Rule.ANSWER_OWED, asked(asked_at=utc(11, 20, 17)), utc(11, 23, 17))


def test_a_question_on_sunday_waits_until_monday_is_over() -> None:
    assert begins(Rule.ANSWER_OWED, asked(asked_at=utc(11, 22, 11)), utc(11, 23, 23))


def test_my_holidays_are_no_business_days() -> None:
    assert begins(Rule.ANSWER_OWED, asked(asked_at=utc(4, 2, 8)), utc(4, 7, 8))


@pytest.mark.parametrize(
    "known",
    [
        {"answered_at": utc(11, 16, 12)},
        {"answered_at": utc(11, 16, 12), "answered_by": "Kofi Asante"},
        {"from_list_or_robot": True},
        {"i_am_named": False},
        {"snoozed_until": TUESDAY + timedelta(hours=1)},
    ],
)
def test_no_answer_is_owed_where_nobody_waits_for_mine(known: dict[str, Any]) -> None:
    assert row(Rule.ANSWER_OWED, asked(**known), TUESDAY) is None


@pytest.mark.parametrize("first", [None, MONDAY, MONDAY + timedelta(days=1)])
def test_strangers_are_not_owed_an_answer(first: Any) -> None:
    assert row(Rule.ANSWER_OWED, amara(first_written_by_me_at=first, questions=(question(),)), TUESDAY) is None


def test_a_stranger_whose_question_i_took_up_by_hand_is_owed_an_answer() -> None:
    facts = amara(first_written_by_me_at=None, questions=(question(touched_at=MONDAY),))
    assert row(Rule.ANSWER_OWED, facts, TUESDAY) is not None


@pytest.mark.parametrize(("read", "known"), [(None, False), (TUESDAY - timedelta(seconds=1), False), (TUESDAY, True)])
def test_my_silence_is_a_fact_only_once_my_sent_mail_is_read(read: Any, known: bool) -> None:
    facts = amara(sent_read_until=read, questions=(question(),))
    assert (row(Rule.ANSWER_OWED, facts, TUESDAY) is not None) is known


def test_a_question_of_long_ago_goes_to_triage() -> None:
    assert ends(Rule.ANSWER_OWED, asked(), MONDAY + timedelta(days=90))
    assert row(Rule.ANSWER_OWED, asked(touched_at=TUESDAY), MONDAY + timedelta(days=400)) is not None


def test_long_words_are_cut_at_a_word_and_kept_whole_as_evidence() -> None:
    long = "Could you tell me " + "whether " * 40
    shown = row(Rule.ANSWER_OWED, asked(quote=long), TUESDAY)
    assert shown is not None
    assert shown.what.endswith("whether…”")
    assert len(shown.what) < 150
    assert shown.facts[0].text == long


def test_a_request_says_what_is_to_be_done_where_that_is_understood_by_itself() -> None:
    clear = row(Rule.ANSWER_OWED, asked(what="send the two names"), TUESDAY)
    vague = row(Rule.ANSWER_OWED, asked(what="send it", mail=MailFacts(subject="RE: Two names")), TUESDAY)
    assert clear is not None
    assert vague is not None
    assert clear.what == "Answer Amara Osei: send the two names"
    assert clear.why == "Amara Osei asked on Mon 16 Nov: “Could you send the two names?”; no answer since."
    assert vague.what == "Answer Amara Osei: “Could you send the two names?”"


def test_what_i_wrote_since_on_another_thread_may_have_been_the_answer() -> None:
    facts = amara(questions=(question(mail=MailFacts(spoken_of_at=utc(11, 16, 15))),))
    shown = row(Rule.ANSWER_OWED, facts, TUESDAY)
    assert shown is not None
    assert shown.settled
    assert shown.why.endswith("you wrote on Mon 16 Nov.")
    assert shown.rank > row(Rule.ANSWER_OWED, asked(), TUESDAY).rank  # type: ignore[union-attr]


def test_what_i_wrote_since_of_other_things_was_no_answer() -> None:
    shown = row(Rule.ANSWER_OWED, amara(questions=(question(),), wrote=(utc(11, 16, 15),)), TUESDAY)
    assert shown is not None
    assert not shown.settled
