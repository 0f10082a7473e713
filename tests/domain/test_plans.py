"""Plans over random histories: nothing waits for itself, the order holds, what is finished stands still."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain import plans
from segue.domain.conversations import Who
from segue.domain.errors import NotAllowed
from segue.domain.plan_markdown import FollowUp, Issue, markdown
from segue.domain.plans import Act, Item, State, after, clashes, depend, in_order, next_check_in, waiting

DAY = date(2026, 11, 23)
LINKS = st.lists(st.tuples(st.integers(0, 6), st.sets(st.integers(0, 6), max_size=4)), max_size=25)


@given(LINKS)
def test_no_item_ever_waits_for_itself(asked: list[tuple[int, set[int]]]) -> None:
    items = [Item(n, f"item {n}") for n in range(7)]
    for at, needs in asked:
        try:
            depend(items, at, needs)
        except NotAllowed:
            continue
        items[at] = replace(items[at], needs=tuple(sorted(needs)))
    for each in items:
        assert not _reaches(items, each.id)
    ordered = [each.id for each in in_order(items)]
    assert sorted(ordered) == list(range(7))
    for each in items:
        assert all(ordered.index(needed) < ordered.index(each.id) for needed in each.needs)


def _reaches(items: list[Item], start: int) -> bool:
    """Whether somebody walking along what is needed comes back to the start."""
    left, seen = list(items[start].needs), set()
    while left:
        each = left.pop()
        if each == start:
            return True
        if each not in seen:
            seen.add(each)
            left.extend(items[each].needs)
    return False


@given(st.lists(st.sampled_from(Act), max_size=15))
def test_what_is_finished_changes_only_by_reopening(acts: list[Act]) -> None:
    state = State.OPEN
    for act in acts:
        try:
            to = after(state, act)
        except NotAllowed:
            continue
        if state is State.FINISHED:
            assert (act, to) == (Act.REOPEN, State.OPEN)
        state = to


def test_an_unknown_item_cannot_be_needed() -> None:
    with pytest.raises(NotAllowed, match="no item 9"):
        depend([Item(1, "a")], 1, [9])


def test_what_is_left_is_named_before_it_can_be_finished() -> None:
    with pytest.raises(NotAllowed, match="Not done yet: b"):
        plans.finish([Item(1, "a", done=True), Item(2, "b")])
    plans.finish([Item(1, "a", done=True)])


def test_an_item_waits_for_what_is_not_done() -> None:
    items = [Item(1, "a", done=True), Item(2, "b"), Item(3, "c", needs=(1, 2))]
    assert {id_: [each.id for each in needs] for id_, needs in waiting(items).items()} == {3: [2]}


def test_dates_that_contradict_each_other_are_told() -> None:
    late = Item(1, "print", due=DAY + timedelta(days=5))
    early = Item(2, "hand out", start=DAY, due=DAY + timedelta(days=9), needs=(1,))
    assert clashes([late, early]) == ["“hand out” (23 Nov) needs “print”, which is only due on 28 Nov."]
    assert clashes([replace(late, done=True), early]) == []
    assert "ends before" in clashes([Item(1, "a", start=DAY, due=DAY - timedelta(days=1))])[0]


@given(st.integers(-30, 60), st.integers(1, 30))
def test_the_next_agreed_day_is_ahead_and_keeps_the_rhythm(passed: int, every: int) -> None:
    today = DAY + timedelta(days=passed)
    on = next_check_in(DAY, every, today)
    assert on is not None
    assert on > max(today, DAY)
    assert (on - DAY).days % every == 0
    assert (on - max(today, DAY)).days <= every
    assert next_check_in(DAY, None, today) is None


def test_as_markdown_with_what_was_typed_as_plain_text() -> None:
    items = [
        Item(1, "print *labels*", Who.THEM, due=DAY, deliverable="500 labels"),
        Item(2, "hand out", Who.BOTH, DAY, DAY, needs=(1,), done=True, success="a dry day"),
    ]
    told = markdown("Loan", "Amara", items, [Issue(1, "no # ink", Who.ME)], FollowUp("a call", DAY, 14), me="Ada")
    assert "# Loan\n\nWith Amara.\n\nWe check in a call on 2026-11-23 then every 14 days." in told
    assert "- [ ] **1. print \\*labels\\*** (Amara)\n  - when: 2026-11-23\n  - deliverable: 500 labels" in told
    assert "- [x] **2. hand out** (Ada and Amara)" in told
    assert "  - success factor: a dry day\n  - after: 1" in told
    assert "- no \\# ink: Ada" in told
