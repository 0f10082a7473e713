"""Who waits for whom in a team, what goes in circles, how long answers take, and how it decides."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.commitments import TABLE, DatedMove, History, Move, Side, State, replay
from segue.domain.errors import NotAllowed
from segue.domain.teamwork import (
    ENOUGH,
    Voice,
    Way,
    Work,
    answer_times,
    chains,
    check_voice,
    is_circle,
    outcome,
    refuse_circle,
    turn,
    waits,
)

T0 = datetime(2026, 11, 23, 8, tzinfo=UTC)
A, B, C = 1, 2, 3


def history(*steps: tuple[Side, Move], hours: float = 1) -> History:
    return replay(DatedMove(move, by, T0 + timedelta(hours=hours * n)) for n, (by, move) in enumerate(steps))


ASKED = history((Side.A, Move.REQUEST))
PROMISED = history((Side.A, Move.REQUEST), (Side.B, Move.PROMISE))
REPORTED = history((Side.A, Move.REQUEST), (Side.B, Move.REPORT))


def test_one_waits_until_it_is_the_others_turn() -> None:
    assert [(w.who, w.whom) for w in waits([Work(1, A, B, ASKED), Work(2, A, B, REPORTED)])] == [(A, B), (B, A)]
    kept = history((Side.A, Move.REQUEST), (Side.B, Move.REPORT), (Side.A, Move.SATISFIED))
    assert turn(Work(1, A, B, kept)) is None
    assert turn(Work(1, A, A, ASKED)) is None


@given(st.lists(st.integers(0, 7), max_size=12))
def test_in_every_open_state_somebody_waits_and_in_no_other(choices: list[int]) -> None:
    state: State | None = None
    made: list[DatedMove] = []
    for number, choice in enumerate(choices):
        steps = sorted(TABLE[state])
        if not steps:
            break
        by, move = steps[choice % len(steps)]
        made.append(DatedMove(move, by, T0 + timedelta(hours=number)))
        state = replay(made).state
    wait = turn(Work(1, A, B, replay(made)))
    assert (wait is not None) == (state in (
        State.REQUESTED, State.OFFERED, State.PROMISED, State.COUNTERED, State.REPORTED
    ))  # fmt: skip
    if wait:
        assert {wait.who, wait.whom} == {A, B}


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=10))
def test_chains_hold_everything_that_is_held_up_and_end(edges: dict[int, int]) -> None:
    works = [Work(number, A, B, PROMISED, edges.get(number)) for number in range(10)]
    found = chains(works)
    held = {work.id for chain in found for work in chain}
    assert set(edges) <= held
    for chain in found:
        ids = [work.id for work in chain]
        assert len(ids) >= 2 or edges[ids[0]] == ids[0]
        assert is_circle(chain) == (len(set(ids)) < len(ids))
        assert is_circle(chain) or chain[-1].waits_for is None


def test_a_circle_is_refused_before_it_is_made() -> None:
    refuse_circle(1, 2, {2: 3, 3: None})
    with pytest.raises(NotAllowed, match="itself"):
        refuse_circle(1, 2, {2: 3, 3: 1})
    with pytest.raises(NotAllowed, match="itself"):
        refuse_circle(1, 1, {})


def test_answers_are_told_from_enough_on() -> None:
    few = [PROMISED] * (ENOUGH - 1)
    assert answer_times(few).median is None
    times = answer_times([*few, history((Side.A, Move.REQUEST), (Side.B, Move.DECLINE), hours=30), ASKED])
    assert (times.count, times.median, times.longest) == (ENOUGH, timedelta(hours=1), timedelta(hours=30))


def decided(way: Way, voices: list[Voice], *, by: int = A, days: int = 0, wanted: str = "") -> str:
    options = {Way.ADVICE: [], Way.CONSENT: ["Blue"], Way.VOTE: ["Blue", "Red"]}[way]
    return outcome(
        way, options, voices, by=by, opened_by=A, members={A, B, C}, opened_at=T0, now=T0 + timedelta(days=days),
        wanted=wanted,
    )  # fmt: skip


def test_advice_is_heard_before_one_decides() -> None:
    with pytest.raises(NotAllowed, match="advice"):
        decided(Way.ADVICE, [], wanted="Blue")
    heard = [Voice(B, "advice", "Red is warmer")]
    assert decided(Way.ADVICE, heard, wanted="Blue") == "Blue"
    with pytest.raises(NotAllowed, match="asked for advice"):
        decided(Way.ADVICE, heard, by=B, wanted="Blue")


def test_consent_passes_when_nobody_objects_and_all_have_spoken_or_days_have_passed() -> None:
    with pytest.raises(NotAllowed, match="1 have not spoken"):
        decided(Way.CONSENT, [Voice(B, "consent")])
    assert decided(Way.CONSENT, [Voice(B, "consent"), Voice(C, "consent")]) == "Blue"
    assert decided(Way.CONSENT, [Voice(B, "consent")], days=5) == "Blue"
    with pytest.raises(NotAllowed, match="objects"):
        decided(Way.CONSENT, [Voice(B, "objection", "too dark")], days=9)


def test_a_tie_is_told_and_not_broken() -> None:
    with pytest.raises(NotAllowed, match="tie"):
        decided(Way.VOTE, [Voice(A, "Blue"), Voice(B, "Red")])
    assert decided(Way.VOTE, [Voice(A, "Blue"), Voice(B, "Red"), Voice(C, "Red")]) == "Red"
    with pytest.raises(NotAllowed):
        decided(Way.VOTE, [])


@pytest.mark.parametrize(
    ("way", "voice"),
    [
        (Way.VOTE, Voice(A, "Green")),
        (Way.ADVICE, Voice(A, "consent")),
        (Way.ADVICE, Voice(A, "advice")),
        (Way.CONSENT, Voice(A, "objection", " ")),
        (Way.CONSENT, Voice(A, "perhaps")),
    ],
)
def test_what_cannot_be_said_is_refused(way: Way, voice: Voice) -> None:
    with pytest.raises(NotAllowed):
        check_voice(way, ["Blue", "Red"], voice)
