"""Today as a whole: constant until it says otherwise, indifferent to order, silent where it should be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.commitments import OPEN, DueDate, Side, State
from segue.domain.today import (
    ALIVE,
    EVERYTHING_READ,
    SHOWN,
    Cadence,
    CommitmentFacts,
    ConnectionFacts,
    Ending,
    NewsFacts,
    OccasionFacts,
    QuestionFacts,
    Rule,
    Snooze,
    TalkFacts,
    WordFacts,
    decide,
    from_json,
    order,
    to_json,
)
from tests.domain.today.cast import (
    MONDAY,
    SECOND,
    amara,
    my_promise,
    my_request,
    question,
    row,
    talk,
    their_promise,
    utc,
)

ZONES = ["UTC", "Europe/Stockholm", "America/New_York", "+05:30", "Pacific/Apia"]

# Both changes of the clocks, a new year and some holidays lie in these five months.
moments = st.datetimes(datetime(2026, 10, 1), datetime(2027, 4, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(minute=0, second=0, microsecond=0)
)
days = st.dates(date(2026, 10, 1), date(2027, 4, 1))
maybe = st.none() | moments
zones = st.sampled_from(ZONES)
countries = st.sampled_from([None, "SE", "US"])

commitments = st.builds(
    CommitmentFacts,
    id=st.integers(1, 9),
    mine=st.booleans(),
    requested_by_me=st.booleans(),
    state=st.sampled_from(State),
    what=st.just("send the outline"),
    quote=st.just("I'll send it"),
    made_at=moments,
    moved_at=moments,
    promised_at=maybe,
    due=st.none() | days,
    due_history=st.lists(st.builds(DueDate, days, st.sampled_from(Side), moments, maybe), max_size=2).map(tuple),
    performer_zone=zones,
    performer_country=countries,
    phone=st.sampled_from([None, "+46 8 1"]),
    reminded_at=maybe,
    phone_shown_at=maybe,
    answered_at=st.none() | st.none() | moments,
    later_word_at=maybe,
    unsettled_at=maybe,
    snoozed_until=st.none() | st.none() | moments,
    touched_at=maybe,
)
questions = st.builds(
    QuestionFacts,
    message_id=st.integers(1, 9),
    asked_at=moments,
    quote=st.just("Could you?"),
    i_am_named=st.booleans(),
    answered_at=maybe,
    snoozed_until=maybe,
)
talks = st.builds(
    TalkFacts,
    conversation_id=st.integers(1, 9),
    held_at=moments,
    ending=st.none() | st.sampled_from(Ending),
    not_yet_until=st.none() | days,
    rating=st.none() | st.integers(1, 5),
    follow_up_sent_at=maybe,
)
connections = st.builds(
    ConnectionFacts,
    id=st.just(1),
    name=st.just("Amara Osei"),
    my_zone=zones,
    my_country=countries,
    phone=st.sampled_from([None, "+233 20 123"]),
    first_written_by_me_at=maybe,
    sent_read_until=st.sampled_from([None, utc(12, 1), EVERYTHING_READ]),
    commitments=st.lists(commitments, max_size=3, unique_by=lambda each: each.id).map(tuple),
    questions=st.lists(questions, max_size=2, unique_by=lambda each: each.message_id).map(tuple),
    talks=st.lists(talks, max_size=3, unique_by=lambda each: each.conversation_id).map(tuple),
    sent=st.lists(moments, max_size=5).map(tuple),
    received=st.lists(moments, max_size=5).map(tuple),
    last_contact_at=maybe,
    cadence=st.none() | st.builds(Cadence, st.integers(5, 20), st.integers(21, 60), moments),
    occasions=st.lists(st.builds(OccasionFacts, st.just("birthday"), days), max_size=2).map(tuple),
    news=st.lists(
        st.builds(NewsFacts, st.integers(1, 9), st.just("grids"), st.just("Figures"), moments, st.just(""), moments),
        max_size=2,
    ).map(tuple),
    closed_at=st.none() | st.none() | moments,
    wrote_after_close=st.none() | st.builds(WordFacts, st.integers(1, 9), moments, st.just("Hello again")),
    left_closed_at=maybe,
    agreed_contact_on=st.none() | days,
    lets_go_in_a_row=st.integers(0, 3),
    last_let_go_at=maybe,
    kept_open_at=maybe,
    enjoyed_at=st.none() | st.none() | moments,
    snoozes=st.lists(st.builds(Snooze, moments, st.none() | st.sampled_from(Rule)), max_size=1).map(tuple),
)

few = settings(max_examples=40)
"""Connections take a while to make up; the two tests of `until` deserve more of them."""


@given(connections, moments, st.data())
def test_nothing_changes_before_until(facts: ConnectionFacts, now: datetime, data: st.DataObject) -> None:
    decision = decide(facts, now)
    assert decision.until is None or decision.until > now
    last = (decision.until or utc(12, 31, year=2030)) - SECOND
    between = data.draw(st.datetimes(*(end.replace(tzinfo=None) for end in (now, last)), timezones=st.just(UTC)))
    for later in (between, last):
        assert decide(facts, later) == decision


@settings(max_examples=30)
@given(connections, moments)
def test_until_is_followed_to_the_end_without_missing_a_change(facts: ConnectionFacts, now: datetime) -> None:
    """Whoever only looks again at each `until` sees at every hour what somebody sees who looks every hour."""
    kept = decide(facts, now)
    for hour in range(0, 24 * 40, 7):
        moment = now + timedelta(hours=hour)
        while kept.until is not None and kept.until <= moment:
            kept = decide(facts, kept.until)
        assert kept.rows == decide(facts, moment).rows


@given(connections, moments, st.randoms())
def test_the_order_in_which_facts_came_does_not_matter(facts: ConnectionFacts, now: datetime, chance: Any) -> None:
    def shuffled(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(things, len(things)))

    several = ("commitments", "questions", "talks", "sent", "received", "snoozes")
    other = replace(facts, **{name: shuffled(getattr(facts, name)) for name in several})
    assert decide(other, now) == decide(facts, now)


@few
@given(connections, moments)
def test_a_closed_connection_is_silent_but_for_two_rules(facts: ConnectionFacts, now: datetime) -> None:
    decision = decide(replace(facts, closed_at=now), now)
    assert {row.rule for row in decision.rows} <= {Rule.AGREED_CONTACT, Rule.THEY_WROTE_AGAIN}


@few
@given(connections, moments)
def test_until_my_sent_mail_is_read_no_row_rests_on_my_silence(facts: ConnectionFacts, now: datetime) -> None:
    untouched = tuple(replace(each, touched_at=None) for each in facts.commitments)
    unread = replace(facts, sent_read_until=None, commitments=untouched)
    silent = {
        Rule.ANSWER_OWED,
        Rule.MY_PROMISE,
        Rule.ONE_REMINDER,
        Rule.FOLLOW_UP,
        Rule.GREAT_AND_THEN,
        Rule.KEEP_IN_TOUCH,
    }
    assert not silent & {row.rule for row in decide(unread, now).rows}


@few
@given(connections, moments)
def test_what_is_reminded_of_is_never_offered_a_reminder(facts: ConnectionFacts, now: datetime) -> None:
    reminded = tuple(replace(each, reminded_at=each.made_at) for each in facts.commitments)
    rows = decide(replace(facts, commitments=reminded), now).rows
    assert Rule.ONE_REMINDER not in {row.rule for row in rows}


@few
@given(connections, moments)
def test_what_is_older_than_the_window_is_in_no_row_unless_touched_by_hand(
    facts: ConnectionFacts, now: datetime
) -> None:
    later = now + timedelta(days=300)
    untouched = tuple(replace(each, touched_at=None) for each in facts.commitments)
    of_things = {row.rule for row in decide(replace(facts, commitments=untouched), later).rows}
    assert of_things <= {Rule.KEEP_IN_TOUCH, Rule.AGREED_CONTACT}


@few
@given(connections, moments)
def test_every_row_says_what_why_and_what_else_and_survives_being_written_down(
    facts: ConnectionFacts, now: datetime
) -> None:
    for shown in decide(facts, now).rows:
        assert shown.what
        assert shown.why.endswith((".", "”"))
        assert shown.why_now.endswith(".")
        assert shown.if_nothing.endswith(".")
        assert shown.facts
        assert shown.actions
        assert from_json(to_json(shown)) == shown


def test_the_window_is_a_parameter() -> None:
    facts = amara(questions=(question(),))
    ten_days_on = MONDAY + timedelta(days=10)
    assert decide(facts, ten_days_on).rows
    assert not decide(facts, ten_days_on, alive=timedelta(days=10)).rows


@pytest.mark.parametrize(("rule", "hidden"), [(None, True), (Rule.ANSWER_OWED, True), (Rule.CLOSE, False)])
def test_a_snooze_hides_a_rule_or_all_until_it_ends(rule: Rule | None, hidden: bool) -> None:
    facts = amara(questions=(question(),), snoozes=(Snooze(utc(11, 20), rule),))
    assert (row(Rule.ANSWER_OWED, facts, utc(11, 19)) is None) is hidden
    assert row(Rule.ANSWER_OWED, facts, utc(11, 20)) is not None


def test_promises_come_first_then_people_waiting_then_next_steps_then_quiet_then_tidying_up() -> None:
    facts = amara(
        commitments=(
            my_promise(id=1, touched_at=MONDAY),
            their_promise(id=2, touched_at=MONDAY),
            my_request(id=3, reminded_at=MONDAY),
        ),
        questions=(question(),),
        talks=(talk(),),
        cadence=Cadence(5, 10, MONDAY),
        last_contact_at=MONDAY,
        phone="+1",
    )
    rules = [row.rule for row in decide(facts, utc(11, 27)).rows]
    assert rules[:2] == [Rule.MY_PROMISE, Rule.ANSWER_OWED]
    assert set(rules[2:4]) == {Rule.WRAP_UP, Rule.PHONE_THEM}
    assert rules[4:] == [Rule.KEEP_IN_TOUCH, Rule.LET_IT_BE]


def asked_on(day: int, month: int = 11, connection: int = 1) -> ConnectionFacts:
    return amara(id=connection, questions=(question(asked_at=utc(month, day, 9)),))


def test_what_is_surest_comes_first_and_of_that_who_waits_longest() -> None:
    now = utc(11, 20, 12)
    people = [asked_on(18, connection=1), asked_on(16, connection=2), asked_on(1, 9, 3), asked_on(1, 10, 4)]
    rows = [row for facts in people for row in decide(facts, now).rows]
    assert [row.connection_id for row in order(rows, shown=10).shown] == [2, 1, 4, 3]


def test_what_has_grown_old_stands_only_behind_more() -> None:
    now = utc(11, 20, 12)
    people = [asked_on(18, connection=1), asked_on(4, 11, 2), asked_on(30, 10, 3), asked_on(1, 10, 4)]
    ordered = order(row for facts in people for row in decide(facts, now).rows)
    assert [row.connection_id for row in ordered.shown] == [1, 2]
    assert [row.connection_id for row in ordered.more] == [3, 4]


def test_one_row_per_connection_and_seven_on_the_screen_the_rest_behind_more() -> None:
    now = utc(11, 20, 12)
    people = [asked_on(16, connection=n) for n in range(1, 10)]
    doubled = [row for facts in [*people, *people] for row in decide(facts, now).rows]
    both = amara(id=1, questions=(question(message_id=1), question(message_id=2)))
    ordered = order([*doubled, *decide(both, now).rows])
    assert len(ordered.shown) == SHOWN == 7
    assert [row.connection_id for row in (*ordered.shown, *ordered.more)] == list(range(1, 10))


def test_the_row_that_stands_for_a_connection_is_its_most_pressing() -> None:
    rows = decide(amara(commitments=(my_promise(),), questions=(question(),)), utc(11, 20)).rows
    assert [row.rule for row in order(reversed(rows)).shown] == [Rule.MY_PROMISE]


def test_nothing_known_is_nothing_to_do_ever() -> None:
    decision = decide(amara(), MONDAY)
    assert (decision.rows, decision.until) == ((), None)


@pytest.mark.parametrize("due", [date.min, date.max])
@pytest.mark.parametrize("promise", [my_promise, their_promise])
def test_dates_at_the_edge_of_time_are_no_trouble(promise: Any, due: date) -> None:
    decide(amara(commitments=(promise(due=due, touched_at=MONDAY),)), utc(11, 30))


@pytest.mark.parametrize("state", sorted(set(State) - OPEN))
def test_what_has_ended_is_in_no_row(state: State) -> None:
    ended = tuple(make(state=state, id=n) for n, make in enumerate((my_promise, their_promise, my_request)))
    assert not decide(amara(commitments=ended), utc(11, 30)).rows


def test_ninety_days_are_alive() -> None:
    assert timedelta(days=90) == ALIVE
