"""What is doubtful stands behind "more"; what is touched by hand never does."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain import cues
from segue.domain.commitments import State
from segue.domain.today import ConnectionFacts, Rule, decide, order, sureness
from segue.domain.today.facts import MailFacts, WordFacts
from segue.domain.today.now import Now
from tests.domain.today.cast import FRIDAY, MONDAY, amara, my_promise, my_request, question, their_promise, utc

WEDNESDAY = utc(11, 18, 9)
TUESDAY_AFTER = utc(11, 24, 9)
SPOKEN_OF = MailFacts(spoken_of_at=MONDAY + timedelta(days=1))

mails = st.builds(
    MailFacts,
    confidence=st.floats(0, 1),
    addressees=st.integers(0, 40),
    length=st.integers(0, 9000),
    original_missing=st.booleans(),
    my_word_at=st.none() | st.just(MONDAY + timedelta(hours=1)),
    spoken_of_at=st.none() | st.just(MONDAY + timedelta(hours=1)),
    their_word_at=st.none() | st.just(MONDAY + timedelta(hours=1)),
)
quotes = st.sampled_from(
    [
        "Could you send the two names?",
        "I'll call you tonight.",
        "If you have time, please send the names.",
        "How are you?",
        "Please print this.",
    ]
)
days = st.integers(0, 40).map(lambda count: MONDAY + timedelta(days=count))


def shown(facts: ConnectionFacts, now: datetime) -> bool:
    return bool(order(decide(facts, now).rows).shown)


def asked(quote: str = "Could you send the two names?", **known: Any) -> ConnectionFacts:
    wrote, received = known.pop("wrote", ()), known.pop("received", ())
    mail = {name: known.pop(name) for name in list(known) if name in MailFacts.__slots__}
    return amara(questions=(question(quote=quote, mail=MailFacts(**mail), **known),), wrote=wrote, received=received)


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"confidence": 0.9},
        {"addressees": 1, "length": 400},
        {"quote": "Please let me know if this is right."},
        {"quote": "Can you check if the room is free?"},
        {"quote": "Let me know when you are going to send them."},
        {"quote": "Please send the names today.", "touched_at": WEDNESDAY, "confidence": 0.1},
    ],
)
def test_what_was_put_to_me_and_waits_is_shown(known: dict[str, Any]) -> None:
    assert shown(asked(**known), WEDNESDAY)


@pytest.mark.parametrize(
    "known",
    [
        {"confidence": 0.6},
        {"addressees": 4, "confidence": 0.9},
        {"length": 9000},
        {"quote": "If you have any of the names, please send them."},
        {"quote": "Let me know as soon as the names are there."},
        {"quote": "Let me know when this changes."},
        {"quote": "How have you been?", "question": True},
        {"quote": "How is Texas?", "question": True},
        {"quote": "Isn't that fun?", "question": True},
        {"quote": "Are you free for lunch today?", "question": True},
        {"quote": "Can you page me, or can we talk at 3:45 Houston time?"},
        {"my_word_at": MONDAY + timedelta(hours=1)},
        {"their_word_at": MONDAY + timedelta(hours=1), "confidence": 0.95},
        {"spoken_of_at": MONDAY + timedelta(hours=1)},
        {"received": tuple(MONDAY + timedelta(hours=n) for n in range(1, 6)), "confidence": 0.82},
        {"question": True, "wrote": (MONDAY + timedelta(hours=1),), "confidence": 0.75},
        {"addressees": 2, "confidence": 0.92},
        {"quote": "can you go?", "words": "got tickets for today at noon. can you go?"},
        {"quote": "can you go?", "subject": "Call TODAY"},
        {"quote": "Please send the names.", "words": "We meet this Tuesday. Please send the names.", "confidence": 0.9},
        {"quote": "names " * 60},
    ],
)
def test_what_may_be_none_or_settled_waits_behind_more(known: dict[str, Any]) -> None:
    facts = asked(**{"confidence": 0.9} | known)
    assert decide(facts, WEDNESDAY).rows
    assert not shown(facts, WEDNESDAY)


def test_a_question_fades_before_a_request_does() -> None:
    now, heard = utc(11, 25, 12), (MONDAY + timedelta(hours=1),)
    assert shown(asked(received=heard), now)
    assert not shown(asked(received=heard, question=True), now)


@pytest.mark.parametrize(("heard", "there"), [((), True), ((MONDAY + timedelta(hours=1),), False)])
def test_a_question_fades_later_where_neither_has_written_since(heard: tuple[datetime, ...], there: bool) -> None:
    assert shown(asked(question=True, received=heard), utc(11, 30, 12)) is there


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Gloria can you make sure that Kofi knows?", "gloria"),
        ("Gloria, could you print it?", "gloria"),
        ("Can you print it?", ""),
        ("Everyone please sign.", ""),
    ],
)
def test_whom_a_sentence_calls(words: str, called: str) -> None:
    assert cues.called(words) == called


def test_what_calls_another_was_hardly_put_to_them() -> None:
    mine = amara(commitments=(my_request(quote="Amara, could you send me the names?"),))
    another = amara(commitments=(my_request(quote="Gloria, could you send me the names?"),))
    assert shown(mine, TUESDAY_AFTER)
    assert not shown(another, TUESDAY_AFTER)


def test_what_is_put_to_several_is_mine_where_it_calls_me_by_name() -> None:
    assert not shown(asked(addressees=3, confidence=0.92), WEDNESDAY)
    assert shown(asked(addressees=3, confidence=0.92, by_name=True), WEDNESDAY)


@pytest.mark.parametrize(
    ("quote", "hour", "over"),
    [
        ("Can we talk at 3?", 13, False),
        ("Can we talk at 3?", 16, True),
        ("Can we talk at 11 am?", 11, True),
        ("Can we talk at 3 tomorrow?", 16, False),
        ("Can we talk at noon on Friday?", 16, False),
        ("Can we talk at 3:30 on 18 Nov?", 16, False),
    ],
)
def test_a_talk_at_an_hour_that_has_passed(quote: str, hour: int, over: bool) -> None:
    whole = sureness.of_question(amara(), question(quote=quote), Now(MONDAY))
    there = sureness.of_question(amara(), question(quote=quote), Now(utc(11, 16, hour)))
    assert (there < whole) is over


def test_what_is_wanted_by_a_day_does_not_grow_old_before_it() -> None:
    now = utc(12, 4, 9)
    assert not shown(asked(received=(MONDAY + timedelta(hours=1),), confidence=0.9), now)
    assert shown(asked(received=(MONDAY + timedelta(hours=1),), confidence=0.9, due=utc(12, 10).date()), now)


@pytest.mark.parametrize("words", ["keep me in the loop", "let me know what other information you need"])
def test_what_is_asked_for_all_time_needs_no_reminder(words: str) -> None:
    assert not shown(amara(commitments=(my_request(quote=f"Please {words}."),)), TUESDAY_AFTER)


def test_a_tease_is_small_talk() -> None:
    assert not shown(asked(question=True, quote="Do you have too much time on your hands?"), WEDNESDAY)


def test_a_quiz_wants_no_answer() -> None:
    assert not shown(asked(question=True, asks=6), WEDNESDAY)


@pytest.mark.parametrize("words", ["I will let you know if I find the outline", "Next time I'll bring it"])
def test_what_is_promised_for_a_chance_is_not_sure(words: str) -> None:
    assert not shown(amara(commitments=(my_promise(quote=words),)), utc(11, 20, 9))


@pytest.mark.parametrize(
    ("known", "wrote", "now", "there"),
    [
        ({}, (), utc(11, 20, 9), True),
        ({}, (MONDAY + timedelta(days=1),), utc(11, 20, 9), True),
        ({}, (), TUESDAY_AFTER, True),
        ({}, (MONDAY + timedelta(days=1),), TUESDAY_AFTER, True),
        ({"mail": SPOKEN_OF}, (), TUESDAY_AFTER, False),
        ({"quote": "I'll try to send the outline"}, (), utc(11, 20, 9), True),
        ({"quote": "I'll try to send the outline"}, (MONDAY + timedelta(days=1),), TUESDAY_AFTER, False),
        ({"quote": "I'll call you on Friday"}, (), utc(11, 20, 9), True),
        ({"quote": "I'll call you on Friday"}, (), TUESDAY_AFTER, False),
        ({"quote": "I'll send it once Kofi has signed"}, (), utc(11, 20, 9), False),
        ({}, (), utc(12, 2, 9), False),
        ({"touched_at": MONDAY}, (MONDAY + timedelta(days=1),), utc(12, 2, 9), True),
    ],
)
def test_a_promise_of_mine_is_sure_before_its_day_and_after_it_while_i_am_silent(
    known: dict[str, Any], wrote: tuple[datetime, ...], now: datetime, there: bool
) -> None:
    facts = amara(commitments=(my_promise(**{"mail": MailFacts(confidence=0.95)} | known),), wrote=wrote)
    assert shown(facts, now) is there


@pytest.mark.parametrize(
    ("known", "wrote", "there"),
    [
        ({"quote": "Could you send the two names?"}, (), True),
        ({"quote": "Please print this and put it up.", "mail": MailFacts(confidence=0.85)}, (), False),
        ({"quote": "Any news?", "question": True, "mail": MailFacts(original_missing=True, confidence=0.9)}, (), False),
        ({"quote": "Could you send the two names?"}, (utc(11, 17, 9), utc(11, 18, 9)), True),
        ({"quote": "Could you call me?", "mail": MailFacts(confidence=0.9)}, (), False),
        ({"quote": "Could you print it?", "mail": MailFacts(forwarded=True, confidence=0.95)}, (), True),
        ({"quote": "Could you print it?", "mail": MailFacts(forwarded=True, confidence=0.85)}, (), False),
        ({"quote": "Could you send me it?", "mail": MailFacts(forwarded=True, confidence=0.85)}, (), True),
        ({"quote": "Could you join us?", "mail": MailFacts(original_missing=True)}, (), False),
    ],
)
def test_a_reminder_is_offered_for_what_comes_back_to_me(
    known: dict[str, Any], wrote: tuple[datetime, ...], there: bool
) -> None:
    facts = amara(commitments=(my_request(**known),), wrote=wrote)
    assert shown(facts, TUESDAY_AFTER) is there


def test_their_promise_to_call_may_have_been_kept_unseen() -> None:
    later = utc(11, 25, 9)
    assert shown(amara(commitments=(their_promise(),)), later)
    assert not shown(amara(commitments=(their_promise(quote="I'll call you on Friday"),)), later)


def test_the_words_of_a_promise_count_where_it_was_asked_for_first() -> None:
    promise = WordFacts(9, MONDAY, "I'll call you on Friday")
    assert not shown(amara(commitments=(their_promise(promise=promise),)), utc(11, 25, 9))


def test_whether_a_later_word_settled_it_is_not_asked_on_the_first_screen() -> None:
    facts = amara(commitments=(their_promise(later_word="Hello", later_word_at=utc(11, 19), later_word_message_id=9),))
    assert decide(facts, utc(11, 25)).rows[0].settled
    assert not shown(facts, utc(11, 25))


@pytest.mark.parametrize(("colleague", "there"), [(True, False), (False, True)])
def test_with_a_colleague_a_lively_exchange_needs_no_next_step(colleague: bool, there: bool) -> None:
    moments = tuple(MONDAY + timedelta(hours=n) for n in range(4))
    kept = my_promise(state=State.KEPT, moved_at=MONDAY)
    facts = amara(sent=moments, received=moments, commitments=(kept,), colleague=colleague)
    assert decide(facts, utc(11, 25)).rows[0].rule is Rule.GREAT_AND_THEN
    assert shown(facts, utc(11, 25)) is there


@given(mails, quotes, days, st.booleans())
def test_all_that_is_known_only_ever_takes_away(mail: MailFacts, quote: str, now: datetime, asks: bool) -> None:
    facts, clock = amara(), Now(now)
    plain = question(quote=quote, question=asks)
    without = sureness.of_question(facts, plain, clock)
    known = sureness.of_question(facts, replace(plain, mail=mail), clock)
    assert 0 <= known <= without <= 1
    wrote = sureness.of_question(replace(facts, wrote=(MONDAY + timedelta(hours=2),)), replace(plain, mail=mail), clock)
    assert wrote <= known


@given(mails, quotes, days, days)
def test_nothing_grows_likelier_with_time(mail: MailFacts, quote: str, one: datetime, other: datetime) -> None:
    facts, early, late = amara(), Now(min(one, other)), Now(max(one, other))
    for of, what in (
        (sureness.of_question, question(quote=quote, mail=mail)),
        (sureness.of_my_promise, my_promise(quote=quote, mail=mail)),
        (sureness.of_my_promise, my_promise(quote=quote, mail=mail, due=None)),
        (sureness.of_their_promise, their_promise(quote=quote, mail=mail)),
        (sureness.of_my_request, my_request(quote=quote, mail=mail)),
    ):
        assert of(facts, what, late) <= of(facts, what, early)  # type: ignore[arg-type]


def test_a_promise_for_friday_is_sure_on_friday() -> None:
    promised = my_promise(due=FRIDAY)
    assert sureness.of_my_promise(amara(), promised, Now(utc(11, 20, 12))) == 1
