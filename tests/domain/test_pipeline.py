"""The pipeline's rules: what is late, stuck, drifting, moving or ahead, and whose turn it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN, State
from segue.domain.connections import WAY, Stage
from segue.domain.conversations import Who
from segue.domain.pipeline import QUIET, Only, Stand, Standing, Step, StepKind, Waiting, WayFacts, fits, stand, turn

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ME = Calendar("Europe/Stockholm", "SE")


def days(count: float) -> datetime:
    return NOW + timedelta(days=count)


def facts(stage: Stage = Stage.RELATEDNESS, quiet: float = 1, *steps: Step, **more: int) -> WayFacts:
    return WayFacts(stage, days(-900), days(-quiet), steps, **more)


def promise(ends: datetime | None, what: str = "send it") -> Step:
    return Step(StepKind.PROMISE, what, Who.ME, ends)


@pytest.mark.parametrize(
    ("quiet", "standing"),
    [(0, "moving"), (9, "moving"), (10, "drifting"), (13, "drifting"), (14, "stuck")],
)
def test_quiet_drifts_before_it_is_stuck(quiet: int, standing: str) -> None:
    stands = stand(facts(Stage.RELATEDNESS, quiet), ME, NOW)
    assert (stands.standing, stands.stuck_at) == (standing, days(14 - quiet))


def test_how_long_it_has_been_stuck_is_told() -> None:
    stuck = stand(facts(Stage.POSSIBILITIES, 20), ME, NOW)
    assert (stuck.since, stuck.days(ME, NOW)) == (days(-12), 12)


def test_the_day_after_the_date_is_one_day_late() -> None:
    friday_over = ME.end_of(date(2026, 11, 20))
    late = stand(facts(Stage.ACTION, 1, promise(friday_over)), ME, NOW)
    assert [late.days(ME, friday_over), late.days(ME, NOW)] == [1, 3]


def test_a_move_along_the_way_ends_the_quiet() -> None:
    moved = WayFacts(Stage.OPPORTUNITY, days(-2), days(-60))
    assert stand(moved, ME, NOW) == Stand(Standing.MOVING, None, days(-2), days(12))


def test_what_has_not_happened_yet_is_no_contact() -> None:
    assert stand(WayFacts(Stage.INTENT, days(-30), days(3)), ME, NOW).standing is Standing.STUCK


def test_what_lies_ahead_stands_before_what_is_late() -> None:
    late, ahead, later = promise(days(-3)), promise(days(2)), promise(days(5))
    assert stand(facts(Stage.ACTION, 60, later, late, ahead), ME, NOW) == Stand(Standing.AHEAD, ahead, days(-60), None)
    assert stand(facts(Stage.ACTION, 60, promise(None), late), ME, NOW).step == late


def test_a_date_ends_when_its_day_is_over() -> None:
    assert stand(facts(Stage.ACTION, 1, promise(NOW)), ME, NOW).standing is Standing.LATE
    assert stand(facts(Stage.ACTION, 1, promise(days(0.1))), ME, NOW).standing is Standing.AHEAD


def test_a_promise_without_a_day_is_told_and_keeps_nothing_from_drifting() -> None:
    stands = stand(facts(Stage.RELATEDNESS, 30, promise(None)), ME, NOW)
    assert (stands.standing, stands.step) == (Standing.STUCK, promise(None))


def test_what_is_maintained_has_the_cadence_that_was_chosen() -> None:
    assert stand(facts(Stage.MAINTAINED, 400), ME, NOW).standing is Standing.MOVING
    assert stand(facts(Stage.MAINTAINED, 400, longest_days=365), ME, NOW).standing is Standing.STUCK
    assert stand(facts(Stage.MAINTAINED, 400, longest_days=500), ME, NOW).standing is Standing.DRIFTING


def test_every_stage_but_the_last_has_its_patience() -> None:
    assert {*QUIET, Stage.MAINTAINED} == set(WAY)


def test_days_are_days_on_the_wall() -> None:
    """On 25 October 2026 the Swedish day has 25 hours."""
    moved = datetime(2026, 10, 20, 10, tzinfo=UTC)  # 12:00 on the wall
    stands = stand(WayFacts(Stage.POSSIBILITIES, moved, None), ME, moved)
    assert stands.stuck_at == datetime(2026, 10, 28, 11, tzinfo=UTC)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_whose_turn_it_is(state: State) -> None:
    mine, theirs = turn(state, mine=True), turn(state, mine=False)
    assert {mine, theirs} == ({None} if state is State.REPORTED else {Who.ME, Who.THEM})
    assert (mine is Who.ME) == (state in (State.REQUESTED, State.PROMISED))


def test_what_it_is_narrowed_to() -> None:
    stuck = stand(facts(Stage.RELATEDNESS, 30), ME, NOW)
    ahead = stand(facts(Stage.RELATEDNESS, 1, promise(days(1))), ME, NOW)
    nobody, both = Waiting(), Waiting(NOW, NOW)
    assert [only for only in Only if fits(only, stuck, nobody)] == [Only.ALL, Only.ATTENTION, Only.NO_STEP]
    assert [only for only in Only if fits(only, ahead, both)] == [Only.ALL, Only.THEY_WAIT, Only.I_WAIT]
