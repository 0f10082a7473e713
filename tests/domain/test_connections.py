"""The way of a connection: one stage after the other, closed from anywhere; a reason where one is left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.connections import ASKS_WHY, SERIES, WAY, Pace, Series, Stage, following, move, skipped, talks_ahead
from segue.domain.errors import NotAllowed

STAGES = st.none() | st.sampled_from(Stage)


@pytest.mark.parametrize(("was", "to"), [(None, WAY[0]), *pairwise(WAY)])
def test_each_stage_builds_on_the_one_before(was: Stage | None, to: Stage) -> None:
    assert move(was, to) is Pace.ON
    assert following(was) is to


@pytest.mark.parametrize(
    ("was", "to", "pace", "told"),
    [
        (Stage.RELATEDNESS, Stage.OPPORTUNITY, Pace.SKIP, "leaves out possibilities"),
        (None, Stage.POSSIBILITIES, Pace.SKIP, "intent and relatedness"),
        (Stage.ACTION, Stage.POSSIBILITIES, Pace.BACK, "goes back from action to possibilities"),
        (Stage.INTENT, Stage.CLOSED, Pace.CLOSE, "why it ends here"),
    ],
)
def test_leaving_one_out_going_back_and_closing_ask_why(was: Stage | None, to: Stage, pace: Pace, told: str) -> None:
    with pytest.raises(NotAllowed, match=told):
        move(was, to, "  ")
    assert move(was, to, "we met last year") is pace


def test_what_is_closed_begins_anew_anywhere() -> None:
    assert {move(Stage.CLOSED, to) for to in WAY} == {Pace.ANEW}


@given(st.lists(st.tuples(st.sampled_from(Stage), st.booleans()), max_size=12))
def test_no_walk_leaves_out_a_stage_without_a_reason(steps: list[tuple[Stage, bool]]) -> None:
    """However it walks, what was come to without a reason was built on the stage before, or is a new beginning."""
    was: Stage | None = None
    for to, reasoned in steps:
        try:
            pace = move(was, to, "so it is" if reasoned else "")
        except NotAllowed:
            continue
        if not reasoned:
            assert pace in (Pace.ON, Pace.ANEW)
            assert pace is Pace.ANEW or WAY.index(to) == (WAY.index(was) + 1 if was else 0)
        was = to


@given(STAGES, st.sampled_from(Stage))
def test_every_move_is_of_one_kind_and_staying_is_none(was: Stage | None, to: Stage) -> None:
    if was is to:
        with pytest.raises(NotAllowed, match="already"):
            move(was, to, "why")
        return
    pace = move(was, to, "why")
    assert (pace is Pace.SKIP) == bool(skipped(was, to))
    assert (pace in ASKS_WHY) == (pace in (Pace.SKIP, Pace.BACK, Pace.CLOSE))


@pytest.mark.parametrize("series", Series)
def test_a_series_is_laid_out_in_the_order_of_the_way_days_apart(series: Series) -> None:
    talks = SERIES[series]
    assert [WAY.index(talk.stage) for talk in talks] == sorted(WAY.index(talk.stage) for talk in talks)
    assert talks[0].days_after is None
    assert all(talk.days_after and talk.days_after <= 7 for talk in talks[1:])


def test_of_a_series_what_is_behind_is_left_out() -> None:
    assert talks_ahead(Series.WAY, None) == SERIES[Series.WAY]
    assert {talk.stage for talk in talks_ahead(Series.WAY, Stage.OPPORTUNITY)} == {Stage.OPPORTUNITY, Stage.ACTION}
    assert talks_ahead(Series.WAY, Stage.MAINTAINED) == talks_ahead(Series.FEW, Stage.CLOSED) == ()
