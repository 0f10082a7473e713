"""A victory that is told names nobody, and a card holds its text and nothing else."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.victories import Told, lines, unnamed
from segue.formats.card import svg

NAMES = ("Amara Osei", "may lin", "Bo Ek")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Amara said it helped", "somebody said it helped"),
        ("Amara Osei and May said yes", "somebody and somebody said yes"),
        ("we may begin in May", "we may begin in somebody"),
        ("Bo is in", "Bo is in"),
        ("Bo Ek is in", "somebody is in"),
        ("Amaranth grows", "Amaranth grows"),
        ("Osei's idea", "somebody's idea"),
        ("a mail from zora@quill.example.", "a mail from somebody."),
    ],
)
def test_names_are_taken_out(text: str, told: str) -> None:
    assert unnamed(text, NAMES) == told


def test_whoever_it_was_with_goes_however_it_is_written() -> None:
    assert unnamed("thanks from amara OSEI today", [], "Amara Osei") == "thanks from somebody today"


@given(st.text(max_size=200), st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=12))
def test_no_name_is_left_wherever_it_stands(text: str, name: str) -> None:
    told = unnamed(f"{text} {name} {text}", [name], name)
    assert f" {name} " not in told


def test_it_is_told_with_its_day_and_the_name_only_if_it_was_added() -> None:
    assert Told("it helped.", "23 November 2026").as_text == "A small victory: it helped. (23 November 2026)"
    assert Told("it helped", "today", "Amara").as_text == "A small victory: it helped, with Amara. (today)"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_card_is_whole_whatever_is_written_on_it(text: str) -> None:
    tree = ElementTree.fromstring(svg("A small victory", lines(text), "23 November 2026"))
    assert tree.get("role") == "img"
    assert not [each for each in tree.iter() if each.tag.endswith(("script", "image", "foreignObject"))]
