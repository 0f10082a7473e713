"""Expectations scored against what happened: the Brier score of the textbooks, and no score of few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.expectations import ENOUGH, Expected, score

cases = st.lists(st.builds(Expected, st.integers(0, 100), st.booleans()), max_size=60)


def test_the_score_is_the_mean_square_of_the_error() -> None:
    assert score([Expected(100, True)] * 10 + [Expected(0, False)] * 10).brier == 0
    assert score([Expected(50, True)] * 20).brier == pytest.approx(0.25)
    assert score([Expected(70, True)] * 14 + [Expected(70, False)] * 6).brier == pytest.approx(0.21)


def test_few_are_not_scored() -> None:
    assert score([Expected(70, True)] * (ENOUGH - 1)).brier is None
    assert all(each.interval is None for each in score([Expected(70, True)] * (ENOUGH - 1)).bins)


@given(cases)
def test_every_case_stands_in_one_bin(expected: list[Expected]) -> None:
    told = score(expected)
    assert sum(each.count for each in told.bins) == told.count == len(expected)
    assert sum(each.happened for each in told.bins) == sum(each.happened for each in expected)
    assert told.brier is None or 0 <= told.brier <= 1
