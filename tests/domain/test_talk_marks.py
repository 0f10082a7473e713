"""Quick marks: a letter and a few words; of two edits the later one holds, in whatever order they arrive."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversations import Who
from segue.domain.logline import promised
from segue.domain.talk_marks import Jotted, Kind, newer, typed

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("p me: send two dates by Friday", Kind.PROMISE, "me: send two dates by Friday"),
        ("n  not before March ", Kind.LIMIT, "not before March"),
        ("q who decides?", Kind.QUESTION, "who decides?"),
        ("the budget", Kind.TOPIC, "the budget"),
        ("I send it", Kind.TOPIC, "I send it"),
        ("x marks the spot", Kind.TOPIC, "x marks the spot"),
    ],
)
def test_a_letter_chooses_the_kind(words: str, kind: Kind, text: str) -> None:
    assert typed(words) == (kind, text)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4, unique_by=lambda each: each[1])
)
def test_the_outcome_does_not_depend_on_the_order_of_arrival(edits: list[tuple[int, int]]) -> None:
    marks = [Jotted("a", Kind.IDEA, f"{text}", NOW, NOW + timedelta(seconds=at)) for text, at in edits]
    outcomes = set()
    for order in permutations(marks):
        known: Jotted | None = None
        for arriving in (*order, order[0]):
            known = arriving if newer(known, arriving) else known
        outcomes.add(known)
    assert outcomes == {max(marks, key=lambda each: each.edited_at)}


@pytest.mark.parametrize(
    ("words", "who", "what", "by"),
    [
        ("me: send two dates by Friday", Who.ME, "send two dates", date(2026, 11, 27)),
        ("Amara names the budget holder by Mon", Who.THEM, "name the budget holder", date(2026, 11, 30)),
        ("we meet again on 4 Dec", Who.BOTH, "meet again", date(2026, 12, 4)),
    ],
)
def test_a_marked_promise_is_read_as_a_step(words: str, who: Who, what: str, by: date) -> None:
    word = promised(words, ["Amara Osei"], NOW.date())
    assert word is not None
    assert (word.who, word.what, word.by) == (who, what, by)


def test_words_without_a_performer_are_no_step() -> None:
    assert promised("somebody should do it", ["Amara Osei"], NOW.date()) is None
