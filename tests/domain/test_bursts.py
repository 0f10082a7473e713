"""Where a channel pauses."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.bursts import GAP, MOST, begins, goes_on

_MOMENTS = st.lists(st.integers(0, 500_000).map(float), max_size=60).map(sorted)


def test_an_hour_of_silence_ends_a_burst_and_so_does_its_length() -> None:
    assert goes_on(GAP - timedelta(seconds=1), 1)
    assert not goes_on(GAP, 1)
    assert not goes_on(timedelta(0), MOST)
    assert not goes_on(timedelta(seconds=-1), 1)
    assert len(list(begins([float(each) for each in range(MOST + 1)]))) == 2


@given(_MOMENTS)
def test_bursts_begin_at_the_first_moment_and_after_each_long_silence(moments: list[float]) -> None:
    found = list(begins(moments))
    after = [later for earlier, later in pairwise(moments) if later - earlier >= GAP.seconds]
    assert set(found) == {*moments[:1], *after}
