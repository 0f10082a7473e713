"""Remarks of a talk: sentences of our own and traps, places, what stumbles, other languages, and real talk."""

import re
from pathlib import Path

import pytest

from segue.detect.remarks import KINDS, NAMED, Remark, remarks
from segue.detect.remarks.plain import plain
from segue.detect.spoken import Turn
from segue.formats import transcript
from segue.formats.records import SetAside
from tests.shared_data import data_path

HERE = Path(__file__).parent
GERMAN = "Ja, das ist gut, aber wir haben heute auch noch nicht mit der Schule gesprochen."


def said(*texts: str, topics: tuple[str, ...] = ()) -> list[Remark]:
    return remarks([Turn("Amara", text) for text in texts], topics)


def sentences(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [(kind, words) for kind, _, words in (line.partition(" | ") for line in lines if line[:1] != "#")]


@pytest.mark.parametrize(("kind", "words"), sentences("remarks.txt"))
def test_english_sentences(kind: str, words: str) -> None:
    assert [each.kind for each in said(words)] == ([] if kind == "none" else [kind])


@pytest.mark.parametrize(("kind", "words"), sentences("remarks_de.txt"))
def test_german_sentences(kind: str, words: str) -> None:
    assert [each.kind for each in said(GERMAN, words)] == ([] if kind == "none" else [kind])


def test_each_kind_and_enough_traps_are_there() -> None:
    english = sentences("remarks.txt")
    assert len(english) >= 60
    assert sum(kind == "none" for kind, _ in english) >= 20
    assert {kind for kind, _ in english} == {*KINDS, "none"}


def test_the_words_stand_where_it_says_and_the_phrase_leaves_out_what_the_tongue_adds() -> None:
    turn = "Yeah. So um wh what if we we ran it in uh two schools? Sure."
    (seen,) = said("Hello.", turn)
    assert (seen.place, turn[seen.start : seen.end]) == (1, "So um wh what if we we ran it in uh two schools?")
    assert seen.phrase == "we ran it in two schools"


def test_of_words_without_an_end_the_clause_is_shown() -> None:
    turn = "and so on and on " * 20 + "we've decided to move the launch to June and then they all went home again"
    (seen,) = said(turn)
    assert turn[seen.start :].startswith("we've decided to move the launch to June")
    assert seen.phrase.startswith("we've decided to move the launch to June")


def test_what_is_said_twice_is_told_once() -> None:
    assert len(said("How about a joint webinar?", "Sorry?", "I said, how about a joint webinar!")) == 1


def test_a_topic_that_is_known_is_found_where_it_is_first_named_and_comes_last() -> None:
    (seen,) = said("so on grid storage we are late", "Grid storage again.", topics=("Grid storage", "AI"))
    assert (seen.place, seen.kind, seen.phrase, seen.confidence) == (0, "topic", "Grid storage", NAMED)
    assert not said("that paint is wet", topics=("AI",))


def test_of_other_languages_nothing_is_told() -> None:
    french = "Nous avons décidé de ne pas aller plus loin avec le projet, et je ne peux pas vous le dire."
    assert not said(french, "Et si nous faisions un atelier pour eux ?", topics=("atelier",))


@pytest.mark.parametrize("text", ["", " ", "um", "?", "a" * 5000, "we could " * 3000, "what if " * 3000, "\0" * 50])
def test_any_text_is_read_in_time(text: str) -> None:
    for each in said(text, text):
        assert 0 <= each.start < each.end <= len(text)


def test_halves_of_words_and_fillers_go_and_small_words_stay() -> None:
    text = "I th I think um we we go to to today, so some day"
    bare = plain(text)
    assert bare.text == "I th I think we go to today, so some day"
    start = bare.text.index("today")
    assert text[slice(*bare.span(start, start + 5))] == "today"


def test_real_meetings_give_few_remarks_and_their_words() -> None:
    """Twenty meetings of AMI, whose task is to have ideas: 16,476 turns."""
    found = 0
    for path in sorted(data_path("ami_vtt").glob("*.vtt")):
        record = transcript.read(path.read_bytes(), path.name)
        assert not isinstance(record, SetAside)
        spoken = [Turn(turn.speaker, turn.text) for turn in record.turns]
        seen = remarks(spoken)
        found += len(seen)
        assert len(seen) <= len(spoken) / 50
        assert all(each.phrase and re.search(r"\w", spoken[each.place].text[each.start : each.end]) for each in seen)
    assert 50 <= found <= 120
