"""Sentences, with their places in the text."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.detect import sentences
from segue.detect.split import LONGEST


def split(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith met Dr. Who at 5 p.m. yesterday.", ["Mr. Smith met Dr. Who at 5 p.m. yesterday."]),
        ("See e.g. section 3. Then call.", ["See e.g. section 3.", "Then call."]),
        ("We meet at 5 p.m. Bring it.", ["We meet at 5 p.m.", "Bring it."]),
        ("A wrapped line of mail goes on and on and on until here\nand then ends.", None),
        ("Hi Dan,\nthanks for this.", ["Hi Dan,", "thanks for this."]),
        ("To do:\n- call Ann\n- write Bob", ["To do:", "call Ann", "write Bob"]),
        ("1. Read it\n2. Sign it", ["Read it", "Sign it"]),
        ("One paragraph\n\nAnother", ["One paragraph", "Another"]),
        ("ok. will do", ["ok.", "will do"]),
        ('He said "yes." Then left.', ['He said "yes."', "Then left."]),
        ("Wait... what?", ["Wait...", "what?"]),
        ("J. R. Hartley wrote.", ["J. R. Hartley wrote."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_text_is_split_where_a_reader_would(text: str, expected: list[str] | None) -> None:
    assert split(text) == ([" ".join(text.split())] if expected is None else expected)


def test_only_the_given_spans_are_read() -> None:
    text = "> Can you come?\nYes. I will.\n> Thanks."
    start = text.index("Yes")
    assert [text[a:b] for a, b in sentences(text, [(start, start + 12)])] == ["Yes.", "I will."]


@given(st.text(alphabet=st.sampled_from("ab. \n\t-?!,1)é。"), max_size=400))
def test_sentences_are_in_order_apart_and_hold_every_letter(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) and end - start <= LONGEST for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert [char for char in inside if char in "abé"] == [char for char in text if char in "abé"]


@pytest.mark.parametrize(
    "piece", ["a b c ", "I will. ", "x", "\n", " \t", "- ", "-", ". ", "?", "?!", ".)", "'\"", "1. "]
)
def test_a_megabyte_of_anything_takes_linear_time(piece: str) -> None:
    quick, long = took(piece, 100_000), took(piece, 1_000_000)
    assert long < 40 * max(quick, 0.01)


def took(piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    started = process_time()
    sentences(text)
    return process_time() - started


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bis zum 15. Dezember reiche ich den Antrag ein. Danke.", 2),
        ("Ich komme am 3. und bringe ihn mit. Gut?", 2),
        ("Den 3. mars kommer jag. Hej.", 2),
        ("We need 15. He left.", 2),
        ("Um 10 Uhr. Dann gehen wir.", 2),
    ],
)
def test_a_number_with_a_dot_may_be_a_day(text: str, count: int) -> None:
    assert len(sentences(text)) == count
