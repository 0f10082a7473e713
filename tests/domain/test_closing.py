"""What becomes of what is still owed at a close: every choice leads to an end, by moves that the table has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.closing import STILL_OWED, Fate, Settlement, fates, steps, told, unsaid, words_of
from segue.domain.commitments import OPEN, State, apply
from segue.domain.errors import NotAllowed

ENDS = {
    Fate.SETTLED: {State.KEPT, State.REPORTED},
    Fate.RELEASED: {State.WITHDRAWN, State.CANCELLED, State.DECLINED},
    Fate.HANDED_OVER: {State.WITHDRAWN, State.CANCELLED, State.DECLINED},
    Fate.NOT_DONE: {State.DECLINED, State.RENEGED, State.WITHDRAWN},
}


@given(st.sampled_from(sorted(STILL_OWED)), st.booleans(), st.data())
def test_every_choice_ends_it_and_is_told_as_it_was_chosen(state: State, mine: bool, data: st.DataObject) -> None:
    fate = data.draw(st.sampled_from(fates(mine)))
    settlement = Settlement(1, fate, "Kofi")
    made = steps(fate, state, mine)
    for side, move in made:
        state = apply(state, move, side)
    assert state in ENDS[fate]
    assert state not in STILL_OWED
    assert told(made[-1], words_of(settlement)) == (fate, "Kofi" if fate is Fate.HANDED_OVER else "")


def test_what_i_was_owed_and_have_is_kept() -> None:
    state = State.PROMISED
    for side, move in steps(Fate.SETTLED, State.PROMISED, mine=False):
        state = apply(state, move, side)
    assert state is State.KEPT


def test_i_cannot_say_for_them_that_it_will_not_be_done() -> None:
    assert Fate.NOT_DONE not in fates(mine=False)
    with pytest.raises(NotAllowed):
        steps(Fate.NOT_DONE, State.PROMISED, mine=False)


@pytest.mark.parametrize("state", sorted(set(State) - STILL_OWED))
def test_what_is_over_cannot_be_settled_again(state: State) -> None:
    with pytest.raises(NotAllowed, match="cannot be released"):
        steps(Fate.RELEASED, state, mine=True)


def test_what_is_handed_over_goes_to_somebody() -> None:
    with pytest.raises(NotAllowed, match="to whom"):
        words_of(Settlement(1, Fate.HANDED_OVER, " "))
    assert words_of(Settlement(1, Fate.RELEASED, "Kofi")) == ""


def test_what_is_left_unsaid_is_named() -> None:
    assert unsaid([3, 1, 2], [Settlement(1, Fate.RELEASED)]) == (3, 2)
    assert STILL_OWED < OPEN
