"""What is said in a conversation becomes commitments, in whatever order the messages came."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.commitments import State, apply
from segue.domain.utterances import ME, STRANGER, Kind, Said, Utterance, Woven
from segue.domain.weave import fingerprint, weave

AMARA, BO = 1, 2
PARTIES = {"amara@asante.example": AMARA, "amara": AMARA, "bo@pilot.example": BO, "bo": BO}
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def say(day: float, by: int | None, act: str, words: str, to: tuple[int, ...] = (), **more: object) -> Utterance:
    """A message with one act, `day` days after Monday."""
    at = MONDAY + timedelta(days=day)
    start = int(str(more.pop("start", 0)))
    said = Said(act, start, start + len(words), words, **more) if act else None  # type: ignore[arg-type]
    hearers = to or ((ME,) if by != ME else (AMARA,))
    return Utterance(int(at.timestamp()), at, by, hearers, (said,) if said else (), opening=words)


def one(*thread: Utterance) -> Woven:
    (woven,) = weave(thread, PARTIES)
    return woven


def test_a_request_that_is_accepted_is_a_promise_of_the_one_who_accepts() -> None:
    woven = one(
        say(0, AMARA, "request", "Could you send the outline by Friday?", performer="addressee", due=date(2026, 3, 6)),
        say(1, ME, "acceptance", "Will do."),
    )
    assert (woven.performer, woven.requester, woven.state) == (ME, AMARA, State.PROMISED)
    assert woven.moves[0].made.due == date(2026, 3, 6)


def test_a_report_closes_the_promise_it_speaks_of() -> None:
    woven = weave(
        [
            say(0, ME, "promise", "I'll send you the outline of the pilot."),
            say(0.1, ME, "promise", "I'll ask the accountant about VAT."),
            say(2, ME, "report", "Attached is the outline of the pilot."),
        ],
        PARTIES,
    )
    assert [each.state for each in woven] == [State.REPORTED, State.PROMISED]


@pytest.mark.parametrize(
    ("by", "act", "state"),
    [
        (AMARA, "decline", State.DECLINED),
        (AMARA, "counter", State.COUNTERED),
        (AMARA, "report", State.REPORTED),
        (AMARA, "promise", State.PROMISED),
        (ME, "withdrawal", State.WITHDRAWN),
        (ME, "decline", State.REQUESTED),
    ],
)
def test_what_may_follow_a_request_of_mine(by: int, act: str, state: State) -> None:
    woven = one(
        say(0, ME, "request", "Please name the budget holder.", performer="addressee"),
        say(1, by, act, "About the budget."),
    )
    assert woven.state is state


def test_a_repeated_promise_is_one_and_a_later_date_moves_it() -> None:
    woven = one(
        say(0, AMARA, "promise", "I will send the signed contract by Wednesday.", due=date(2026, 3, 4)),
        say(2, AMARA, "promise", "I will send the signed contract on Friday.", due=date(2026, 3, 6)),
    )
    assert woven.state is State.COUNTERED
    assert [each.made.due for each in woven.moves] == [date(2026, 3, 4), date(2026, 3, 6)]


def test_any_later_word_of_theirs_on_the_thread_is_an_answer() -> None:
    woven = one(
        say(0, ME, "question", "Who holds the budget?", performer="addressee"), say(3, AMARA, "", "It's complicated.")
    )
    assert woven.answered_at == MONDAY + timedelta(days=3)


def test_another_addressee_answers_too() -> None:
    question = say(0, AMARA, "question", "Which room?", (ME, BO), performer="addressee")
    assert one(question, say(1, BO, "", "The blue one.", (AMARA,))).answered_at


def test_a_reminder_in_my_sent_mail_is_the_one_reminder_and_no_new_request() -> None:
    ask = say(0, ME, "request", "Please send the two names.", performer="addressee")
    woven = one(ask, say(8, ME, "request", "Just checking: could you send the two names?", performer="addressee"))
    assert woven.reminded == (MONDAY + timedelta(days=8), int((MONDAY + timedelta(days=8)).timestamp()))


def test_the_questions_of_one_message_are_one() -> None:
    at = MONDAY
    said = (
        Said("question", 0, 4, "Who?", performer="addressee"),
        Said("question", 5, 9, "When?", performer="addressee"),
    )
    assert len(weave([Utterance(1, at, AMARA, (ME,), said)], PARTIES)) == 1


def test_in_a_group_only_the_named_one_is_asked() -> None:
    group = (ME, BO)
    assert not weave([say(0, AMARA, "request", "Bo, please book it.", group, performer="bo@pilot.example")], PARTIES)
    greeted = say(0, AMARA, "request", "Bo, please book it.", group, performer="addressee")
    assert not weave([greeted], PARTIES)


def test_each_of_several_who_are_named_has_their_own() -> None:
    asked = say(0, ME, "request", "Bo and Amara, please sign.", (BO, AMARA), performer="bo@pilot.example, amara")
    assert [each.performer for each in weave([asked], PARTIES)] == [BO, AMARA]


@pytest.mark.parametrize(("group", "named"), [((ME, BO), True), ((ME, BO, 3, 4), False)])
def test_who_stands_in_to_is_asked_unless_they_are_many(group: tuple[int, ...], named: bool) -> None:
    assert one(say(0, AMARA, "question", "Is this right?", group, performer="addressee")).named is named


def test_those_of_whom_nothing_is_known_count_among_the_many() -> None:
    asked = say(0, AMARA, "request", "Please send your hours.", performer="addressee")
    assert one(asked).named
    assert not one(replace(asked, readers=5)).named
    assert not weave([replace(asked, readers=26)], PARTIES)
    mine = say(0, ME, "request", "Please send your hours.", performer="addressee")
    assert one(mine).performer == AMARA
    assert not weave([replace(mine, readers=3)], PARTIES)


def test_a_sentence_that_turns_to_another_by_name_asks_nobody_else() -> None:
    parties = PARTIES | {"gus": STRANGER}
    for words in ("Gus - can you have a look?", "Gus: please have a look.", "Gus, have a look"):
        said = say(0, AMARA, "request", words, (ME, BO), performer="addressee", start=40)
        assert not weave([replace(said, opening="All of this is new.", readers=3)], parties), words
    (left,) = weave([say(0, AMARA, "request", "Please have a look, Gus.", performer="addressee")], parties)
    assert left.performer == ME


def test_one_mail_stored_twice_asks_once() -> None:
    asked = say(0, AMARA, "request", "Could you send the two names?", performer="addressee")
    again = say(0.5, AMARA, "request", "Could you send the two names?", performer="addressee")
    assert one(asked, again).reminded is None


def test_a_question_and_the_wish_for_word_of_it_are_one() -> None:
    said = (
        Said("question", 0, 20, "Is Friday all right?", performer="addressee"),
        Said("request", 0, 20, "Is Friday all right?", performer="addressee"),
        Said("request", 21, 40, "Please let me know.", performer="addressee"),
    )
    (woven,) = weave([Utterance(1, MONDAY, AMARA, (ME,), said)], PARTIES)
    assert woven.kind is Kind.QUESTION


def test_only_a_word_to_the_one_who_waits_is_an_answer() -> None:
    asked = say(0, AMARA, "request", "Please send the two names.", performer="addressee")
    forwarded = say(1, ME, "report", "Here are the two names she wants.", (BO,))
    assert (one(asked, forwarded).answered_at, one(asked, forwarded).state) == (None, State.REQUESTED)
    copied = replace(forwarded, heard=(AMARA,))
    assert one(asked, copied).state is State.REPORTED


def test_my_own_reply_shows_that_there_was_an_answer_between() -> None:
    asked = say(0, ME, "question", "Who holds the budget?", performer="addressee")
    thanks = replace(say(2, ME, "", "Thanks for the name."), replies=True)
    assert one(asked, thanks).answered_at == MONDAY + timedelta(days=2)
    theirs = say(0, AMARA, "question", "Who holds the budget?", performer="addressee")
    assert one(theirs, replace(say(2, AMARA, "", "See also the plan."), replies=True)).answered_at is None
    reminder = replace(say(8, ME, "question", "Any news on who holds the budget?"), replies=True)
    assert (one(asked, reminder).answered_at, one(asked, reminder).reminded is None) == (None, False)


def test_an_offer_waits_for_the_word_of_the_one_it_is_made_to() -> None:
    offer = say(0, AMARA, "offer", "I can bring an extra pair if you like.")
    assert one(offer, say(1, AMARA, "", "By the way, it rains.")).answered_at is None
    assert one(offer, say(1, ME, "", "How kind.")).answered_at


def test_an_unsure_word_moves_only_what_it_speaks_of_and_begins_nothing() -> None:
    promise = say(0, AMARA, "promise", "I will fax the signed contract today.")
    faxed = say(2, AMARA, "report", "I just faxed the signed contract.", sure=False)
    assert one(promise, faxed).state is State.REPORTED
    assert one(promise, say(2, AMARA, "report", "It rained all day.", sure=False)).state is State.PROMISED
    assert not weave([say(0, AMARA, "promise", "I might send it.", sure=False)], PARTIES)


@pytest.mark.parametrize("more", [{"delivers": True}, {"opening": "Here are the indices you wanted."}])
def test_what_was_promised_to_be_sent_is_delivered_by_sending_it(more: dict[str, object]) -> None:
    promise = say(0, ME, "promise", "I'll send the indices later today.")
    assert one(promise, replace(say(0.1, ME, "", "See below."), **more)).state is State.REPORTED  # type: ignore[arg-type]
    assert one(promise, say(0.1, ME, "", "See below.")).state is State.PROMISED


@pytest.mark.parametrize(
    "words",
    ["Please let me know if you have any questions.", "Let me know if you don't find them.", "Feel free to call."],
)
def test_courtesies_ask_for_nothing(words: str) -> None:
    assert not weave([say(0, AMARA, "request", words, performer="addressee")], PARTIES)


def test_a_promise_between_two_others_is_nobodys_commitment_here() -> None:
    assert not weave([say(0, AMARA, "promise", "I'll send it.", (BO,))], PARTIES)


def test_robots_are_not_read() -> None:
    assert not weave([say(0, None, "request", "Please confirm your address.", (ME,), performer="addressee")], PARTIES)


def test_an_offer_waits_until_it_is_accepted() -> None:
    offer = say(0, AMARA, "offer", "I can introduce you to Kofi if you like.")
    assert one(offer).state is State.OFFERED
    accepted = one(offer, say(1, ME, "acceptance", "Yes please."))
    assert (accepted.kind, accepted.state, accepted.performer) == (Kind.OFFER, State.PROMISED, AMARA)


ACTS = ["promise", "offer", "request", "question", "proposal", "acceptance", "decline", "counter", "report",
        "satisfied", "withdrawal", "third_party"]  # fmt: skip
messages = st.lists(
    st.builds(
        say,
        st.integers(0, 60),
        st.sampled_from([ME, AMARA, BO, None]),
        st.sampled_from(ACTS),
        st.sampled_from(["the outline", "the budget holder?", "two dates", "any news about the outline"]),
        st.sampled_from([(ME,), (AMARA,), (ME, AMARA), (BO, ME)]),
        performer=st.sampled_from(["author", "we", "addressee", "amara", "bo@pilot.example"]),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


@given(messages, st.randoms())
def test_the_order_of_import_does_not_matter(thread: list[Utterance], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(thread, len(thread))
    assert weave(thread, PARTIES) == weave(shuffled, PARTIES)


@given(messages)
def test_whatever_is_said_i_am_always_one_of_the_two(thread: list[Utterance]) -> None:
    for woven in weave(thread, PARTIES):
        assert ME in (woven.performer, woven.requester)
        assert woven.performer != woven.requester
        assert woven.moves[0].message_id == woven.message_id


def test_a_fingerprint_forgets_spacing_and_remembers_words() -> None:
    known = fingerprint(b"d" * 16, "promise", "I'll  send it\nFriday.")
    assert known == fingerprint(b"d" * 16, "promise", "i'll send it Friday")
    assert known != fingerprint(b"d" * 16, "request", "I'll send it Friday")


def moves_of(*thread: Utterance) -> list[list[str]]:
    """Of each commitment, the moves it went through."""
    return [[str(each.made.move) for each in woven.moves] for woven in weave(thread, PARTIES)]


CONTRACT = say(0, AMARA, "request", "Could you send the signed contract by Friday?", performer="addressee")
PROMISED = say(0, ME, "promise", "I'll send the signed contract by Friday.", due=date(2026, 3, 6))


@pytest.mark.parametrize(
    ("thread", "moves"),
    [
        ((CONTRACT, say(1, ME, "acceptance", "Will do.")), [["request", "promise"]]),
        ((CONTRACT, say(1, ME, "promise", "I'll send it on Friday.")), [["request", "promise"]]),
        ((CONTRACT, say(1, ME, "promise", "I'll ask the gardener about the lawn.")), [["request"], ["promise"]]),
        ((CONTRACT, say(1, ME, "report", "Here is the contract.")), [["request", "report"]]),
        ((CONTRACT, say(1, ME, "report", "The lawn is mown now.")), [["request"]]),
        ((CONTRACT, say(1, ME, "decline", "Sorry, I can't.")), [["request", "decline"]]),
        ((CONTRACT, say(1, AMARA, "withdrawal", "Never mind the contract.")), [["request", "withdraw"]]),
        (
            (CONTRACT, say(1, ME, "counter", "Could it be Monday instead?", due=date(2026, 3, 9))),
            [["request", "counter"]],
        ),
        ((PROMISED, say(1, ME, "promise", "I will send the signed contract by Friday.")), [["promise"]]),
        ((PROMISED, say(1, ME, "promise", "I'll send it on Friday.", due=date(2026, 3, 6))), [["promise"]]),
        (
            (PROMISED, say(1, ME, "promise", "I'm running late, you'll have it Monday.", due=date(2026, 3, 9))),
            [["promise", "counter"]],
        ),
        ((PROMISED, say(4, AMARA, "satisfied", "Thanks, got it.")), [["promise"]]),
        (
            (PROMISED, say(3, ME, "report", "Done."), say(4, AMARA, "satisfied", "Thanks, got it.")),
            [["promise", "report", "satisfied"]],
        ),
        ((PROMISED, say(1, ME, "promise", "I'll book the blue room for the party.")), [["promise"], ["promise"]]),
        ((CONTRACT, say(1, ME, "report", "Done.", (BO,))), [["request"]]),
        (
            (say(0, AMARA, "request", "Please delete this message if you received this email in error."),),
            [],
        ),
    ],
)  # fmt: skip
def test_what_an_act_answers(thread: tuple[Utterance, ...], moves: list[list[str]]) -> None:
    assert moves_of(*thread) == moves


def test_a_sentence_that_moves_a_date_promises_nothing_besides() -> None:
    words = "I'm running late, the contract will be there on Monday."
    late = Said("counter", 0, len(words), words, due=date(2026, 3, 9))
    again = replace(late, act="promise")
    at = MONDAY + timedelta(days=2)
    message = Utterance(int(at.timestamp()), at, ME, (AMARA,), (late, again), opening=words)
    assert moves_of(PROMISED, message) == [["promise", "counter"]]


@given(messages)
def test_no_message_moves_a_commitment_twice_in_one_way(thread: list[Utterance]) -> None:
    for woven in weave(thread, PARTIES):
        made = [(each.message_id, each.made.move, each.words) for each in woven.moves]
        assert len(made) == len(set(made))
        assert [each.made.at for each in woven.moves] == sorted(each.made.at for each in woven.moves)


@given(messages)
def test_an_end_is_an_end(thread: list[Utterance]) -> None:
    ended = {State.KEPT, State.DECLINED, State.WITHDRAWN, State.CANCELLED}
    for woven in weave(thread, PARTIES):
        state = None
        for each in woven.moves:
            assert state not in ended
            state = apply(state, each.made.move, each.made.by)
        assert state is woven.state


@given(messages, st.integers(0, 11))
def test_what_is_said_later_begins_nothing_earlier(thread: list[Utterance], cut: int) -> None:
    thread.sort(key=lambda each: each.id)
    whole = {(each.message_id, each.kind, each.performer, each.requester) for each in weave(thread, PARTIES)}
    part = {(each.message_id, each.kind, each.performer, each.requester) for each in weave(thread[:cut], PARTIES)}
    assert part <= whole
