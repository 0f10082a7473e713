"""Figures of talks: what came of them is told by what was done, and nothing is said that few cases cannot bear."""

from datetime import UTC, datetime, timedelta

import pytest

from segue.domain.commitments import State
from segue.domain.insights.figures import Rows, Strips
from segue.domain.insights.talks import CameOf, Talk, done_after, great, hours, ratings
from segue.domain.today.facts import Ending

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def talk(ending: Ending | None, *fates: State, minutes: int = 60, rating: int | None = None) -> Talk:
    return Talk(NOW, NOW + timedelta(minutes=minutes), ending, rating, fates)


@pytest.mark.parametrize(
    ("held", "came_of"),
    [
        (talk(None), CameOf.UNFINISHED),
        (talk(None, State.KEPT), CameOf.DONE),
        (talk(Ending.CLOSED, State.KEPT), CameOf.CLOSED),
        (talk(Ending.ENJOYED), CameOf.ENJOYED),
        (talk(Ending.ENJOYED, State.REPORTED), CameOf.DONE),
        (talk(Ending.NEXT_STEP), CameOf.UNDER_WAY),
        (talk(Ending.NEXT_STEP, State.PROMISED, State.LAPSED), CameOf.UNDER_WAY),
        (talk(Ending.NEXT_STEP, State.LAPSED, State.RENEGED), CameOf.NOTHING),
        (talk(Ending.NEXT_STEP, State.LAPSED, State.KEPT), CameOf.DONE),
    ],
)
def test_what_came_of_a_talk(held: Talk, came_of: CameOf) -> None:
    assert held.came_of is came_of


def test_how_it_felt_changes_nothing_of_what_came_of_it() -> None:
    for ending in (*Ending, None):
        assert len({talk(ending, rating=rating).came_of for rating in (None, 1, 5)}) == 1


@pytest.mark.parametrize(("minutes", "told"), [(0, 0), (90, 1.5), (600, 8), (2880, 24), (-5, 0)])
def test_at_most_eight_hours_of_a_day_are_conversation(minutes: int, told: float) -> None:
    assert talk(None, minutes=minutes).hours == told


def test_hours_are_told_with_what_led_nowhere() -> None:
    figure = hours([talk(None, minutes=30), talk(Ending.NEXT_STEP, State.KEPT), talk(Ending.CLOSED)])
    told = "1 led to something done, 1 honestly closed and 1 not wrapped up"
    assert figure.says == f"2.5 h in 3 talks: {told}. 0.5 h of it led nowhere yet."
    assert ("something was done", 1, 1.0) in figure.table.rows
    assert isinstance(figure.drawing, Strips)
    assert [strip.values for strip in figure.drawing.strips] == [(1.0,), (1.0,), (0.5,)]
    assert hours([]).drawing is None


def test_great_talks_are_counted_and_no_share_is_told() -> None:
    figure = great([talk(Ending.NEXT_STEP, State.KEPT, rating=4), talk(None, rating=5), talk(None, rating=3)])
    assert figure.says == "2 talks that you rated 4 or 5: 1 led to something done and 1 not wrapped up."
    assert isinstance(figure.drawing, Rows)
    assert "%" not in figure.says


def test_ratings_are_mine_and_count_only_what_is_rated() -> None:
    figure = ratings([talk(None, rating=4), talk(None, rating=4), talk(None)])
    assert (figure.part, figure.says) == ("felt", "You rated 2 of 3 talks.")
    assert figure.table.rows[3] == ["4 of 5", 2]


def test_a_median_stands_from_twenty_on() -> None:
    assert "half" not in done_after([1.0] * 19, [2.0]).says
    assert "half of what was done by you was done within 3 days" in done_after([3.0] * 20, []).says
    assert done_after([], []).drawing is None
