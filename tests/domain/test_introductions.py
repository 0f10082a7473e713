"""Introductions over random histories: asked once each, nobody after a no, ended by itself; who should meet whom."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import NotAllowed
from segue.domain.introductions import (
    ANSWER_WITHIN,
    BOTH,
    OVER,
    Introduction,
    Kind,
    Note,
    Said,
    Side,
    Somebody,
    State,
    answer,
    ask,
    leave,
    matches,
    next_to_ask,
    state,
)

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)

steps = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.one_of(
            st.sampled_from(BOTH).map(lambda which: ("ask", which)),
            st.tuples(st.sampled_from(list(Said)), st.sampled_from(BOTH)),
            st.just(("leave", "one")),
        ),
    ),
    max_size=12,
)


@given(steps)
def test_each_is_asked_once_and_nobody_after_a_no_or_when_it_ended(history: list) -> None:  # type: ignore[type-arg]
    now, intro = AT, Introduction()
    asked: list[str] = []
    for days, (what, which) in history:
        now += days * DAY
        before = state(intro, now)
        try:
            if what == "ask":
                intro = ask(intro, which, now)
            elif what == "leave":
                intro = leave(intro, now)
            else:
                intro = answer(intro, which, what, now)
        except NotAllowed:
            continue
        if what == "ask":
            assert before not in OVER
            assert before is not State.AGREED
            asked.append(which)
        assert (state(intro, now) is State.AGREED) <= all(intro.side(each).said is Said.YES for each in BOTH)
        assert (intro.left_at is not None) <= (state(intro, now) is State.LEFT)
    assert len(asked) == len(set(asked))
    later = state(intro, now + ANSWER_WITHIN)
    assert later is not State.ASKED or all(intro.side(each).said is not None or not intro.side(each).asked_at
                                           for each in BOTH)  # fmt: skip


def test_the_second_is_asked_once_the_first_has_said_yes() -> None:
    intro = Introduction()
    assert next_to_ask(intro, AT) == "one"
    intro = ask(intro, "one", AT)
    assert next_to_ask(intro, AT) is None
    intro = answer(intro, "one", Said.YES, AT + DAY)
    assert next_to_ask(intro, AT + DAY) == "other"
    intro = answer(ask(intro, "other", AT + DAY), "other", Said.YES, AT + 2 * DAY)
    assert state(intro, AT + 2 * DAY) is State.AGREED
    assert next_to_ask(intro, AT + 2 * DAY) is None


def test_a_request_ends_by_itself_and_a_late_yes_revives_it() -> None:
    intro = ask(Introduction(), "one", AT)
    assert state(intro, AT + ANSWER_WITHIN - timedelta(seconds=1)) is State.ASKED
    assert state(intro, AT + ANSWER_WITHIN) is State.EXPIRED
    with pytest.raises(NotAllowed):
        ask(intro, "other", AT + ANSWER_WITHIN)
    intro = answer(intro, "one", Said.YES, AT + 20 * DAY)
    assert state(intro, AT + 20 * DAY) is State.ASKED
    assert next_to_ask(intro, AT + 20 * DAY) == "other"


def test_after_a_no_the_other_is_not_asked() -> None:
    intro = answer(ask(Introduction(), "other", AT), "other", Said.NO, AT)
    assert state(intro, AT) is State.DECLINED
    assert next_to_ask(intro, AT) is None
    with pytest.raises(NotAllowed):
        ask(intro, "one", AT)


def test_what_is_seen_goes_before_what_was_said() -> None:
    intro = Introduction(Side(AT), introduced_at=AT + DAY)
    assert state(intro, AT + 30 * DAY) is State.INTRODUCED
    with pytest.raises(NotAllowed):
        leave(intro, AT + 2 * DAY)


def somebody(id_: int, topic: str, kind: Kind = Kind.MIND, days: int = 0) -> Somebody:
    return Somebody(id_, (Note(topic, AT + days * DAY, kind),))


def test_a_need_that_is_met_goes_before_a_topic_in_common() -> None:
    people = [
        somebody(1, "a printer", Kind.OFFERS),
        somebody(2, "printer", Kind.NEEDS, days=-9),
        somebody(3, "choirs"),
        somebody(4, "choirs", days=1),
    ]
    found = matches(people, lambda one, other: False)
    assert [(each.one, each.other) for each in found] == [(2, 1), (3, 4)]
    assert found[0].meets_a_need
    assert found[1].since == AT + DAY
    assert matches(people, lambda one, other: True) == []


def test_two_who_look_for_the_same_have_nothing_to_give_each_other() -> None:
    people = [somebody(1, "a printer", Kind.NEEDS), somebody(2, "a printer", Kind.NEEDS), somebody(3, "a printer")]
    assert matches(people, lambda one, other: False) == []
