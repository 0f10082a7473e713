"""What somebody does: who writes and begins, and how soon they answer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.qualification import Word, answering, reciprocity

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def words(*said: tuple[float, bool]) -> list[Word]:
    """Messages so many days after the start, True: from me."""
    return [Word(START + timedelta(days=day), out, number) for number, (day, out) in enumerate(said)]


def test_who_begins_counts_again_after_three_quiet_weeks() -> None:
    told = reciprocity(words((0, True), (1, False), (2, True), (30, False), (31, True)))
    assert (told.mine, told.theirs, told.begun_by_me, told.begun_by_them) == (3, 2, 1, 1)


def test_an_answer_is_the_first_word_after_the_first_that_waited() -> None:
    said = words((0, True), (1, True), (3, False), (4, False), (5, True))
    theirs, mine = answering(said, mine=False), answering(said, mine=True)
    assert theirs.median == timedelta(days=3)
    assert [answer.took for answer in mine.answers] == [timedelta(days=2)]


def test_a_word_after_three_weeks_is_no_answer() -> None:
    assert answering(words((0, True), (22, False)), mine=False).median is None


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(said: list[tuple[float, bool]], random: object) -> None:
    ordered = words(*said)
    mixed = list(ordered)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert reciprocity(mixed) == reciprocity(ordered)
    assert answering(mixed, mine=True) == answering(ordered, mine=True)
    both = len(answering(ordered, mine=True).answers) + len(answering(ordered, mine=False).answers)
    assert both < max(len(said), 1)
