"""The table of DESIGN, no more and no less; and what a history of moves amounts to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar
from segue.domain.commitments import (
    OPEN,
    OWED,
    TABLE,
    DatedMove,
    History,
    Move,
    Side,
    Standing,
    State,
    advance,
    allowed,
    apply,
    replay,
    standing,
)
from segue.domain.errors import NotAllowed
from tests.domain.walks import DAY_ONE, ask, made, walks

# Written once more from the page, move by move, so that a slip of the pen in the code is noticed here.
DESIGN = """
-         A request       requested
-         B offer         offered
-         B promise       promised
offered   A accept        promised
offered   A decline       declined
offered   A counter       requested
offered   B withdraw      withdrawn
requested B promise       promised
requested B counter       countered
requested B decline       declined
requested A withdraw      withdrawn
requested B report        reported
countered A counter       requested
countered A accept        promised
countered A reject        declined
countered B withdraw      withdrawn
promised  B report        reported
promised  B renege        reneged
promised  A withdraw      cancelled
promised  B counter       countered
promised  A ask-date      requested
reported  A satisfied     kept
reported  A unsatisfied   promised
reported  A withdraw      cancelled
requested A let-go        lapsed
offered   A let-go        lapsed
countered A let-go        lapsed
promised  A let-go        lapsed
lapsed    B report        reported
lapsed    B promise       promised
reneged   B report        reported
reneged   B promise       promised
"""


def designed() -> dict[tuple[State | None, Side, Move], State]:
    lines = (line.split() for line in DESIGN.strip().splitlines())
    return {
        (None if before == "-" else State(before), Side(by), Move(move.replace("-", " "))): State(after)
        for before, by, move, after in lines
    }


def test_the_table_is_the_one_of_design() -> None:
    written = {(state, by, move): after for state, steps in TABLE.items() for (by, move), after in steps.items()}
    assert written == designed()


def test_every_state_can_be_reached_and_no_other() -> None:
    reached: set[State | None] = {None}
    while more := {after for state in reached for after in TABLE[state].values()} - reached:
        reached |= more
    assert reached == {None, *State} == set(TABLE)


@pytest.mark.parametrize("state", [None, *State])
@pytest.mark.parametrize("by", list(Side))
@pytest.mark.parametrize("move", list(Move))
def test_what_the_table_lacks_is_refused_and_the_refusal_names_what_is_possible(
    state: State | None, by: Side, move: Move
) -> None:
    if (state, by, move) in designed():
        assert apply(state, move, by) == designed()[state, by, move]
        return
    with pytest.raises(NotAllowed) as refused:
        apply(state, move, by)
    assert all(f"{side} may {step}" in str(refused.value) for side, step in allowed(state))
    assert allowed(state) or "nothing more" in str(refused.value)


def test_allowed_can_be_asked_for_one_side() -> None:
    assert allowed(State.REPORTED, Side.B) == ()
    assert set(allowed(State.REPORTED, Side.A)) == set(allowed(State.REPORTED))


def test_moves_fit_the_column_that_keeps_them() -> None:
    assert max(map(len, Move)) <= 12
    assert max(map(len, State)) <= 9


@given(walks())
def test_a_history_is_the_same_however_often_and_in_however_many_parts_it_is_replayed(
    walk: tuple[DatedMove, ...],
) -> None:
    history = replay(walk)
    for cut in range(len(walk) + 1):
        part = replay(walk[:cut])
        for move in walk[cut:]:
            part = advance(part, move)
        assert part == history
    assert history.moves == walk


@given(walks())
def test_while_another_date_is_talked_about_the_old_one_binds(walk: tuple[DatedMove, ...]) -> None:
    history = History()
    for move in walk:
        before, history = history, advance(history, move)
        agreed = move.move in (Move.PROMISE, Move.ACCEPT) or not before.ever_promised
        assert history.binding == before.binding or agreed
        assert history.proposed is None or history.state in OPEN


@given(walks())
def test_every_date_ever_named_is_kept(walk: tuple[DatedMove, ...]) -> None:
    history = replay(walk)
    assert [date.due for date in history.dates] == [move.due for move in walk if move.due]
    assert history.due is None or history.due in [date.due for date in history.dates]
    assert history.binding is None or any(date.due == history.binding and date.agreed_at for date in history.dates)


@given(walks())
def test_a_promise_is_owed_from_when_it_was_given(walk: tuple[DatedMove, ...]) -> None:
    history = replay(walk)
    assert not history.owed or (history.ever_promised and history.state in OWED)
    assert history.state is not State.PROMISED or history.owed
    assert history.ever_promised == any(replay(walk[:end]).state is State.PROMISED for end in range(len(walk) + 1))


def test_a_request_for_friday_that_is_promised_is_promised_for_friday() -> None:
    history = replay([ask(date(2026, 11, 27)), made(Side.B, Move.PROMISE, 1)])
    assert (history.binding, history.proposed) == (date(2026, 11, 27), None)
    assert history.dates[0].agreed_at == DAY_ONE + timedelta(days=1)


def test_a_counter_moves_the_date_only_once_it_is_accepted() -> None:
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    countered = replay([ask(friday), made(Side.B, Move.PROMISE, 1), made(Side.B, Move.COUNTER, 2, monday)])
    assert (countered.state, countered.due, countered.proposed) == (State.COUNTERED, friday, monday)
    accepted = advance(countered, made(Side.A, Move.ACCEPT, 3))
    assert (accepted.state, accepted.due, accepted.proposed) == (State.PROMISED, monday, None)
    assert accepted.promised_at == DAY_ONE + timedelta(days=1)


def test_what_is_delivered_at_once_and_does_not_satisfy_is_promised_from_then_on() -> None:
    friday = date(2026, 11, 27)
    history = replay([ask(friday), made(Side.B, Move.REPORT, 1), made(Side.A, Move.NOT_SATISFIED, 2)])
    assert (history.state, history.owed, history.binding) == (State.PROMISED, True, friday)


def test_asking_for_another_date_leaves_the_old_one_binding() -> None:
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    asked = replay([ask(friday), made(Side.B, Move.PROMISE, 1), made(Side.A, Move.ASK_ANOTHER_DATE, 2, monday)])
    assert (asked.state, asked.due, asked.owed) == (State.REQUESTED, friday, True)


def test_what_was_let_go_and_is_promised_again_begins_anew() -> None:
    friday = date(2026, 11, 27)
    again = replay(
        [ask(friday), made(Side.B, Move.PROMISE, 1), made(Side.A, Move.LET_GO, 9), made(Side.B, Move.PROMISE, 12)]
    )
    assert (again.due, again.promised_at) == (None, DAY_ONE + timedelta(days=12))


def test_five_quiet_business_days_after_a_report_are_taken_for_satisfaction_and_shown_as_assumed() -> None:
    asker = Calendar("Europe/Stockholm", "SE")
    history = replay([ask(), made(Side.B, Move.REPORT, 1)])
    thursday_after = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert history.reported_at == datetime(2026, 11, 17, 9, tzinfo=UTC)
    assert standing(history, asker, thursday_after - timedelta(seconds=1)) == Standing(State.REPORTED)
    assert standing(history, asker, thursday_after) == Standing(State.KEPT, assumed=True)
    spoken = advance(history, made(Side.A, Move.SATISFIED, 2))
    assert standing(spoken, asker, thursday_after) == Standing(State.KEPT)
    undone = advance(history, made(Side.A, Move.NOT_SATISFIED, 20))
    assert standing(undone, asker, thursday_after + timedelta(days=90)).state is State.PROMISED


@given(st.sampled_from([State.KEPT, State.DECLINED, State.WITHDRAWN, State.CANCELLED]))
def test_what_has_ended_has_ended(state: State) -> None:
    assert allowed(state) == ()
