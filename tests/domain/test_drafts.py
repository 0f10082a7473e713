"""Drafts: words with slots, what is left out where nothing is known, and which language they are in."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.drafts import IN_LENGTHS, SLOTS, Kind, Length, Words, fill, language_of, read

SHIPPED = {file.name: file.read_text("utf-8") for file in files("segue.queries").joinpath("draft_words").iterdir()}
KEYS = {(kind, length) for kind in Kind for length in (Length if kind in IN_LENGTHS else [Length.PLAIN])}


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_what_is_shipped_is_whole(name: str) -> None:
    book = read(SHIPPED[name])
    assert book.troubles == ()
    assert set(book.words) == KEYS


@pytest.mark.parametrize("name", sorted(SHIPPED))
@pytest.mark.parametrize("known", [True, False], ids=["all known", "nothing known"])
def test_no_slot_and_no_hole_is_left(name: str, known: bool) -> None:
    for (kind, _), words in read(SHIPPED[name]).words.items():
        slots = {slot: f"<{slot}>" for slot in SLOTS[kind]} if known else {}
        draft = fill(words, slots)
        assert "{" not in draft.subject + draft.body
        assert "\n\n\n" not in draft.body
        assert " ," not in draft.body


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_lengths_grow(name: str) -> None:
    words = read(SHIPPED[name]).words
    for kind in IN_LENGTHS:
        brief, plain, full = (len(words[kind, length].body) for length in Length)
        assert brief < plain < full


def test_a_line_with_nothing_to_say_is_left_out_and_what_leads_up_to_it() -> None:
    words = Words("About {what|it}", "Hello {name|there},\n\nWhat was open:\n{owed}\n\nSee you on {day}.\nBye")
    assert fill(words, {}).body == "Hello there,\n\nBye\n"
    assert fill(words, {}).subject == "About it"
    assert fill(words, {"owed": "- one\n- two"}).body == "Hello there,\n\nWhat was open:\n- one\n- two\n\nBye\n"


def test_a_heading_stays_where_its_list_does() -> None:
    assert fill(Words("", "about “{words}”:\n\n{gone}"), {"words": "it"}).body == "about “it”:\n"


def test_an_empty_otherwise_leaves_no_gap_before_the_comma() -> None:
    assert fill(Words("", "Guten Tag {name|},"), {}).body == "Guten Tag,\n"


def test_what_is_known_may_hold_braces() -> None:
    assert fill(Words("", "{what}"), {"what": "{name} and {what}"}).body == "{name} and {what}\n"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("[greeting]\nHello", "line 1: there is no draft called greeting"),
        ("# a note\n\n[hello, brief]\nHello", "line 3: there is no draft called hello, brief"),
        ("[close, short]\nHello", "line 1: there is no draft called close, short"),
        ("[hello]\nHello {nam}", "line 1: hello has no slot {nam}"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(text: str, trouble: str) -> None:
    assert read(text).troubles == (trouble,)


@given(
    st.text(alphabet="[]{}|,:#\n abclose", max_size=200),
    st.dictionaries(st.sampled_from(["name", "a", "b"]), st.text()),
)
def test_any_file_can_be_read_and_filled(text: str, slots: dict[str, str]) -> None:
    for words in read(f"[hello]\n{text}").words.values():
        assert fill(words, slots).body.endswith("\n")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thank you for the offer, we will look at it.", "en"),
        ("Danke für das Angebot, wir sehen es uns an und melden uns.", "de"),
        ("Merci beaucoup", ""),
        ("", ""),
    ],
)
def test_the_small_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text, ("en", "de", "fr")) == language
