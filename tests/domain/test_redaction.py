"""A person is masked wherever named; everybody else's words stay, and every offset stays true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.redaction import MASK, redaction_of

AMARA = redaction_of(
    ["Amara Osei"], ["amara.osei@asante.example"], ["+233 30 255 0100"], ["Bo Lindqvist", "Esi Mensah", "Amara Boateng"]
)


@pytest.mark.parametrize(
    "text",
    ["Amara Osei", "amara osei", "Osei, Amara", "Amara\n  Osei", "amara.osei@asante.example", "+233302550100",
     "(+233) 30-255-0100", "Osei"],
)  # fmt: skip
def test_what_goes_everywhere(text: str) -> None:
    assert set(AMARA.of(f"See {text} now")[4:-4]) <= {MASK, "("}


def test_a_given_name_that_another_bears_stays_unless_it_was_said_near_them() -> None:
    assert AMARA.of("Ask Amara.") == "Ask Amara."
    assert AMARA.of("Ask Amara.", took_part=True) == f"Ask {MASK * 5}."


def test_parts_of_other_words_stay() -> None:
    assert AMARA.of("Oseinen and tamarack", took_part=True) == "Oseinen and tamarack"


@given(st.text(), st.booleans())
def test_the_length_never_changes(text: str, took_part: bool) -> None:
    assert len(AMARA.of(text, took_part=took_part)) == len(text)


@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=12), max_size=2), st.text(max_size=40))
def test_odd_names_and_numbers_never_break_it(names: list[str], phones: list[str], text: str) -> None:
    redaction_of(names, names, phones, names).of(text, took_part=True)
