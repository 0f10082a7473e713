"""The life of a purpose: DESIGN's table, over random histories."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar
from segue.domain.errors import NotAllowed
from segue.domain.purposes import (
    SETTLED,
    TABLE,
    By,
    DatedMove,
    History,
    Move,
    State,
    advance,
    allowed,
    answer_by,
    apply,
    replay,
)

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
STEPS = st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(By), st.integers(1, 5)), max_size=40)


def made(move: Move, by: By = By.MEMBER, member: int = 1, day: int = 0, team: int | None = None) -> DatedMove:
    return DatedMove(move, by, START + timedelta(days=day), member, team)


def walked(steps: list[tuple[Move, By, int]]) -> list[History]:
    """The histories along random steps; those that are not allowed are passed over."""
    seen = [advance(History(), made(Move.RAISE))]
    for move, by, member in steps:
        try:
            seen.append(advance(seen[-1], made(move, by, member, len(seen), team=7 if move is Move.OFFER else None)))
        except NotAllowed:
            continue
    return seen


def test_the_way_that_design_tells() -> None:
    way = [
        (Move.RAISE, By.MEMBER, State.RAISED),
        (Move.ENDORSE, By.MEMBER, State.ENDORSED),
        (Move.OFFER, By.STEWARD, State.OFFERED),
        (Move.ASK, By.TEAM, State.OFFERED),
        (Move.ANSWER, By.STEWARD, State.OFFERED),
        (Move.DECLINE, By.TEAM, State.DECLINED),
        (Move.OFFER, By.STEWARD, State.OFFERED),
        (Move.ACCEPT, By.TEAM, State.ACCEPTED),
        (Move.PROGRESS, By.TEAM, State.ACCEPTED),
        (Move.DELIVER, By.TEAM, State.DELIVERED),
        (Move.REPORT, By.STEWARD, State.REPORTED),
    ]
    history = History()
    for number, (move, by, state) in enumerate(way):
        history = advance(history, made(move, by, number))
        assert history.state is state


@given(STEPS)
def test_nothing_reaches_a_team_that_members_did_not_endorse(steps: list[tuple[Move, By, int]]) -> None:
    endorsed = False
    for history in walked(steps):
        endorsed = endorsed or bool(history.endorsed_by)
        if history.state in (State.OFFERED, State.ACCEPTED, State.DELIVERED, State.REPORTED):
            assert endorsed


@given(STEPS)
def test_nothing_is_reported_that_no_team_delivered(steps: list[tuple[Move, By, int]]) -> None:
    states = [history.state for history in walked(steps)]
    for before, after in itertools.pairwise(states):
        if after is State.REPORTED and before is not after:
            assert before is State.DELIVERED
        if before is State.REPORTED:
            assert after is State.REPORTED


@given(STEPS)
def test_nobody_both_endorses_and_objects(steps: list[tuple[Move, By, int]]) -> None:
    for history in walked(steps):
        assert not history.endorsed_by & history.objected_by


@given(STEPS)
def test_ripe_is_what_the_steward_may_offer(steps: list[tuple[Move, By, int]]) -> None:
    for history in walked(steps):
        if history.ripe:
            assert (By.STEWARD, Move.OFFER) in allowed(history.state)


def test_who_raised_it_does_not_endorse_it_alone() -> None:
    with pytest.raises(NotAllowed, match="another voice"):
        replay([made(Move.RAISE), made(Move.ENDORSE)])


def test_three_voices_make_it_ripe_unless_too_many_object() -> None:
    two = replay([made(Move.RAISE), made(Move.ENDORSE, member=2)])
    three = advance(two, made(Move.ENDORSE, member=3))
    assert not two.ripe
    assert three.ripe
    assert advance(three, made(Move.OBJECT, member=4)).ripe
    assert not advance(advance(three, made(Move.OBJECT, member=4)), made(Move.OBJECT, member=5)).ripe


def test_a_team_may_answer_only_what_it_was_offered() -> None:
    for state in (None, *State):
        answers = {(By.TEAM, Move.ACCEPT), (By.TEAM, Move.ASK)} & set(allowed(state))
        assert bool(answers) == (state is State.OFFERED)


def test_a_refusal_says_what_is_possible() -> None:
    with pytest.raises(NotAllowed, match="a member may endorse"):
        apply(State.RAISED, Move.OFFER, By.STEWARD)


def test_from_every_state_but_the_settled_there_is_a_way_on() -> None:
    for state in State:
        assert bool(TABLE[state]) != (state is State.REPORTED)
    assert State.REPORTED in SETTLED


def test_an_offer_waits_ten_business_days() -> None:
    offered = replay([made(Move.RAISE), made(Move.ENDORSE, member=2), made(Move.OFFER, By.STEWARD, member=3, team=7)])
    assert answer_by(offered, Calendar("Europe/Stockholm", "SE")) == START + timedelta(days=14)
    assert answer_by(History(), Calendar("Europe/Stockholm", "SE")) is None
