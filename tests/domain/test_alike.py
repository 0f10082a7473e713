"""What two utterances have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.alike import same_thing, stems


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Could you send the outline of the pilot?", "Here is the outline of our pilot.", True),
        ("Could you send the outline of the pilot?", "The outline is done.", False),
        ("Could you send the outline?", "Dinner on Sunday?", False),
        ("", "", False),
    ],
)
def test_which_speak_of_the_same_thing(one: str, other: str, same: bool) -> None:
    assert same_thing(stems(one), stems(other)) is same


@given(st.text(), st.text())
def test_it_does_not_matter_which_came_first(one: str, other: str) -> None:
    assert same_thing(stems(one), stems(other)) == same_thing(stems(other), stems(one))
