"""What counts in somebody's record, and what stays out of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.calendar import Calendar
from segue.domain.commitments import DatedMove, Move, Side, replay
from segue.domain.follow_through import ENOUGH, Kept, Outcome, record, wilson
from tests.domain.walks import DAY_ONE, ask, made, walks

UTC_DAYS = Calendar("UTC")
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
LATER = DAY_ONE + timedelta(days=60)

promised = made(Side.B, Move.PROMISE, 0.1)
done_thursday, done_sunday = made(Side.B, Move.REPORT, 3), made(Side.B, Move.REPORT, 6)
countered_in_time, countered_late = made(Side.B, Move.COUNTER, 2, MONDAY), made(Side.B, Move.COUNTER, 5, MONDAY)
accepted_in_time, accepted_late = made(Side.A, Move.ACCEPT, 2.5), made(Side.A, Move.ACCEPT, 5.5)
thanked = made(Side.A, Move.SATISFIED, 8)


def outcome(*moves: DatedMove, calendar: Calendar = UTC_DAYS) -> Outcome | None:
    entries = record([Kept(1, replay(moves), calendar, UTC_DAYS)], LATER).entries
    return entries[0].outcome if entries else None


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([promised, done_thursday, thanked], Outcome.ON_TIME),
        ([promised, done_sunday, thanked], Outcome.LATE),
        ([promised, countered_in_time, accepted_in_time, done_sunday, thanked], Outcome.MOVED),
        ([promised, countered_late, accepted_late, done_sunday, thanked], Outcome.LATE),
        ([promised, countered_in_time, accepted_late, done_sunday, thanked], Outcome.LATE),
        ([promised, made(Side.B, Move.RENEGE, 2)], Outcome.RENEGED),
        ([promised, made(Side.B, Move.RENEGE, 2), made(Side.B, Move.REPORT, 3), thanked], Outcome.LATE),
        ([promised, made(Side.A, Move.LET_GO, 9)], Outcome.LAPSED),
        ([promised], Outcome.OPEN),
        ([promised, countered_in_time], Outcome.OPEN),
        ([promised, countered_in_time, made(Side.B, Move.WITHDRAW, 3)], Outcome.RENEGED),
        ([promised, countered_in_time, made(Side.A, Move.REJECT, 3)], Outcome.DECLINED),
        ([promised, countered_in_time, made(Side.A, Move.REJECT, 5)], Outcome.RENEGED),
        ([promised, made(Side.A, Move.WITHDRAW, 3)], None),
        ([made(Side.B, Move.DECLINE, 1)], Outcome.DECLINED),
        ([made(Side.B, Move.REPORT, 1), thanked], None),
        ([made(Side.A, Move.LET_GO, 9)], None),
        ([], None),
    ],
)
def test_what_became_of_a_request_for_friday(moves: list[DatedMove], expected: Outcome | None) -> None:
    assert outcome(ask(FRIDAY), *moves) is expected


def test_another_date_that_the_asker_wished_for_is_no_move_of_the_promiser() -> None:
    wished = made(Side.A, Move.ASK_ANOTHER_DATE, 1, MONDAY)
    assert (
        outcome(ask(FRIDAY), promised, wished, made(Side.B, Move.PROMISE, 2), done_sunday, thanked) is Outcome.ON_TIME
    )


def test_a_promise_without_a_date_is_kept_on_time_whenever_it_is_kept() -> None:
    assert outcome(ask(), promised, made(Side.B, Move.REPORT, 30), made(Side.A, Move.SATISFIED, 31)) is Outcome.ON_TIME


def test_the_first_date_is_no_moved_one_whoever_named_it() -> None:
    offered = made(Side.B, Move.PROMISE, 0, FRIDAY)
    assert outcome(offered, done_thursday, thanked) is Outcome.ON_TIME


@pytest.mark.parametrize(("before", "expected"), [(1e-5, Outcome.ON_TIME), (0, Outcome.LATE)])
def test_on_time_is_before_the_date_is_over(before: float, expected: Outcome) -> None:
    end_of_friday = 5 - 9 / 24
    assert outcome(ask(FRIDAY), promised, made(Side.B, Move.REPORT, end_of_friday - before), thanked) is expected


def test_a_date_ends_in_the_promisers_zone() -> None:
    friday_night_in_new_york = made(Side.B, Move.REPORT, 4.7)
    moves = (ask(FRIDAY), promised, friday_night_in_new_york, thanked)
    assert outcome(*moves) is Outcome.LATE
    assert outcome(*moves, calendar=Calendar("America/New_York")) is Outcome.ON_TIME


def test_silence_after_a_report_counts_as_kept_and_says_so() -> None:
    history = replay([ask(FRIDAY), promised, done_thursday])
    kept = Kept(1, history, UTC_DAYS, UTC_DAYS)
    assert record([kept], LATER).entries[0].assumed
    assert record([kept], DAY_ONE + timedelta(days=4)).entries[0].outcome is Outcome.OPEN


def test_a_share_is_given_from_twenty_settled_promises_on() -> None:
    kept = replay([ask(FRIDAY), promised, done_thursday, thanked])
    still_open = replay([ask(FRIDAY), promised])
    nineteen = [Kept(n, kept, UTC_DAYS, UTC_DAYS) for n in range(ENOUGH - 1)] + [
        Kept(99, still_open, UTC_DAYS, UTC_DAYS)
    ]
    assert record(nineteen, LATER).interval is None
    full = record([*nineteen, Kept(100, kept, UTC_DAYS, UTC_DAYS)], LATER)
    assert (full.kept, full.settled, full.count(Outcome.OPEN)) == (20, 20, 1)
    assert full.interval == pytest.approx((0.8389, 1.0), abs=1e-4)


def test_wilsons_interval_is_the_one_in_the_books() -> None:
    assert wilson(15, 20) == pytest.approx((0.5313, 0.8881), abs=1e-4)  # Wilson 1927; R: prop.test(15, 20, correct=F)
    assert wilson(0, 20)[0] == pytest.approx(0.0, abs=1e-12)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials + 1e-9
    assert successes / trials - 1e-9 <= high <= 1


@given(st.lists(walks(), max_size=6))
def test_only_what_was_promised_or_declined_is_in_a_record(histories: list[tuple[DatedMove, ...]]) -> None:
    counted = record([Kept(n, replay(walk), UTC_DAYS, UTC_DAYS) for n, walk in enumerate(histories)], LATER)
    for entry in counted.entries:
        assert replay(histories[entry.id]).ever_promised or entry.outcome is Outcome.DECLINED
    assert sum(counted.count(outcome) for outcome in Outcome) == len(counted.entries)
    assert counted.kept <= counted.settled
