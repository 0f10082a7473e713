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
        {"quote": "what are you guys up to?", "question": True},
        {"quote": "Let us know."},
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
        (
            {"quote": "Could you send the two names?", "mail": MailFacts(confidence=0.95)},
            (utc(11, 17, 9), utc(11, 18, 9)),
            False,
        ),
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


@pytest.mark.parametrize("colleague", [True, False])
def test_a_lively_exchange_by_mail_waits_behind_more(colleague: bool) -> None:
    moments = tuple(MONDAY + timedelta(hours=n) for n in range(4))
    kept = my_promise(state=State.KEPT, moved_at=MONDAY)
    facts = amara(sent=moments, received=moments, commitments=(kept,), colleague=colleague)
    assert decide(facts, utc(11, 25)).rows[0].rule is Rule.GREAT_AND_THEN
    assert not shown(facts, utc(11, 25))


@pytest.mark.parametrize(
    ("quote", "of_a_colleague", "of_another"),
    [
        ("Could you change the price to 7?", False, True),
        ("Please change the price to 7.", False, False),
        ("Please forward this to the right person.", False, False),
        ("Please call him anyway.", False, False),
        ("Would you mind having a look and telling me if it is whole?", True, True),
        ("Please provide the lease.", True, True),
    ],
)
def test_an_order_is_carried_out_without_a_word(quote: str, of_a_colleague: bool, of_another: bool) -> None:
    facts = asked(quote=quote, confidence=0.95)
    assert shown(replace(facts, colleague=True), WEDNESDAY) is of_a_colleague
    assert shown(facts, WEDNESDAY) is of_another


def test_what_is_to_be_sent_on_is_done_by_a_forward() -> None:
    on = "Could you forward this to the right person?"
    assert shown(asked(quote=on), WEDNESDAY)
    assert not shown(asked(quote=on, passed_on_at=MONDAY + timedelta(hours=1)), WEDNESDAY)


def test_an_order_of_mine_to_a_colleague_needs_no_reminder() -> None:
    facts = amara(commitments=(my_request(quote="Can you change the price to 7?"),))
    assert shown(facts, TUESDAY_AFTER)
    assert not shown(replace(facts, colleague=True), TUESDAY_AFTER)
    assert not shown(amara(commitments=(my_request(quote="Let me know if this is enough."),)), TUESDAY_AFTER)


def test_with_a_colleague_a_question_is_settled_sooner() -> None:
    facts, later = asked(question=True), utc(11, 25, 12)
    assert shown(replace(facts, colleague=True), WEDNESDAY)
    assert not shown(replace(facts, colleague=True, wrote=(MONDAY + timedelta(hours=2),)), later)
    assert shown(facts, later)
    assert not shown(replace(facts, colleague=True), utc(12, 1, 12))


def test_what_is_put_to_another_by_name_is_not_mine() -> None:
    assert not shown(asked(for_another=True), WEDNESDAY)


def test_a_call_was_made_after_some_days() -> None:
    facts = asked(quote="Could you give me a call?", confidence=0.95)
    assert shown(facts, WEDNESDAY)
    assert not shown(facts, utc(11, 20, 9))
    assert shown(asked(quote="Could you send me your number, or call?", confidence=0.95), utc(11, 20, 9))


def test_a_colleague_who_writes_twice_and_does_not_ask_again_has_moved_on() -> None:
    heard = tuple(MONDAY + timedelta(hours=n) for n in (1, 2))
    facts = asked(question=True, confidence=0.82, received=heard)
    assert shown(facts, WEDNESDAY)
    assert not shown(replace(facts, colleague=True), WEDNESDAY)


@pytest.mark.parametrize(
    "words",
    [
        "Just a reminder, can you send me the list?",
        "Please take me off your list.",
        "Could you send me the merger??",
        "Let us know.",
        "Pls send it out.",
        "How can I help?",
    ],
)
def test_what_is_no_request_of_mine_that_waits(words: str) -> None:
    mail = MailFacts(confidence=0.85)
    assert not shown(amara(commitments=(my_request(quote=words, what=words, mail=mail),)), TUESDAY_AFTER)


def test_a_word_that_was_promised_may_have_been_given_by_voice() -> None:
    promised = their_promise(quote="I'll let you know on Friday", mail=MailFacts(confidence=0.85))
    assert not shown(amara(commitments=(promised,)), utc(11, 25, 9))


def test_marks_of_play_are_no_question() -> None:
    assert not shown(asked(question=True, quote="Do you have any cavities??", confidence=0.95), WEDNESDAY)


@pytest.mark.parametrize(("words", "over"), [("by November 17", True), ("by 11/17", True), ("by November 30", False)])
def test_a_day_that_is_named_by_its_date_passes(words: str, over: bool) -> None:
    facts = asked(words=f"Could you send the two names? We need them {words}.", confidence=0.95)
    assert shown(facts, utc(11, 19, 9)) is not over


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("It is due on Friday, August 18.", [(8, 18)]),
        ("by 8/18 and before Sept 3rd", [(8, 18), (9, 3)]),
        ("on 13/45, by May 9:30, of 1200", []),
        ("August 18 was fine", []),
    ],
)
def test_days_by_which_something_is_to_be(words: str, named: list[tuple[int, int]]) -> None:
    assert cues.dates_named(words) == named


def test_a_day_that_no_year_has_is_none() -> None:
    assert shown(asked(words="We need the names by February 31."), WEDNESDAY)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("My questions are:\nDarrell: Is there a reason?", {"darrell"}),
        ("Susan/Lee: Is it so? ", {"susan", "lee"}),
        ("Darrell: Is it so?\nAda, could you", {"ada"}),
        ("Thanks, that is fine. Please: no.", set()),
        ("", set()),
    ],
)
def test_whom_a_letter_turns_to(words: str, names: set[str]) -> None:
    assert cues.turns_to(words) == names


@pytest.mark.parametrize(
    ("act", "words", "idle"),
    [
        ("request", "Please be advised that the login changes.", True),
        ("request", "However, let me briefly respond to your note.", True),
        ("promise", "Please note that I will send it on Friday.", False),
        ("request", "Please let me know when you can come.", False),
        ("request", "Feel free to call me.", True),
        ("request", "let me know how i can help.", True),
        ("request", "Let me know if you can't open it.", True),
        ("promise", "Let me add that I will send it.", False),
    ],
)
def test_what_only_tells_asks_for_nothing(act: str, words: str, idle: bool) -> None:
    assert cues.idle(act, words) is idle


@pytest.mark.parametrize("words", ["tell me if it is whole", "confirm if it is whole", "find out if we may"])
def test_an_indirect_question_is_no_condition(words: str) -> None:
    assert not cues.CONDITION.search(f"Could you {words}?")


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
