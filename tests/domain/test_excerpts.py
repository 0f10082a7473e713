"""The words around a find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.excerpts import excerpt, sought
from segue.domain.searching import parse


def test_the_words_around_a_find_are_whole() -> None:
    around = excerpt("word " * 60 + "needle " + "word " * 60, sought(parse("needle ")))
    assert ("needle", True) in around
    assert {word for text, _ in around for word in text.split()} == {"word", "needle"}


@pytest.mark.parametrize(
    ("looked_for", "text", "marked"),
    [
        ("pilot ", "Copilots are not the Pilot.", ["Pilot"]),
        ("pil", "The copilot and the pilot", ["pil"]),
        ("budget pilot ", "The pilot has a budget", ["pilot", "budget"]),
        ('"pilot budget"', "A pilot. The pilot\nbudget", ["pilot budget"]),
        ("istanbul ", "\u0130 lower case is longer: ISTANBUL", ["ISTANBUL"]),
        ("absent ", "It stands in the subject alone", []),
        ("from:amara", "No words were looked for", []),
    ],
)
def test_what_was_looked_for_is_marked(looked_for: str, text: str, marked: list[str]) -> None:
    assert [part for part, here in excerpt(text, sought(parse(looked_for))) if here] == marked


words = st.lists(
    st.sampled_from(["pilot", "Pilot", "copilot", "pilots", "budget", "BUDGET", "the", "caf\u00e9"]), max_size=80
)


@given(words, st.sampled_from(["pilot ", "pil", "budget pilot ", '"pilot budget"', "the bud"]))
def test_it_begins_where_the_pattern_alone_finds_it(text: list[str], looked_for: str) -> None:
    what = sought(parse(looked_for))
    body = " ".join(text)
    assert what.pattern is not None
    there = what.pattern.search(body) is not None
    assert any(here for _, here in excerpt(body, what)) == there
    assert re.sub(r"\W", "", "".join(part for part, _ in excerpt(body, what))) in re.sub(r"\W", "", body)
