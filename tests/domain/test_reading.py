"""What a thread reads as, and the words that it rests on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from segue.detect import sentences
from segue.detect.languages import READ
from segue.domain.kind_cue import Cue
from segue.domain.kind_cues import ACTS, WORDS
from segue.domain.reading import (
    SURE,
    WEIGHTS,
    Contrast,
    Kind,
    Post,
    SeenAct,
    own_of,
    read,
)

TALK = (
    "I wonder why the library closes at six. Does anybody else come after work?",
    "I think people would love one long evening, because most of us work late. :)",
    "Maybe we could ask others what they like. What do you think?",
)
WORK = (
    "Reminder: please send me your part of the report by Friday. The goal is to file it on Monday at 10 am.",
    "Will do. I'll send the draft tomorrow. Could you review it before the meeting?",
    "Agreed, attached is the approved version. I will submit it on Monday.",
)


def thread(*texts: str, language: str = "en", voices: int = 3) -> list[Post]:
    return [
        Post(number, number % voices, text, tuple(sentences(text)), language=language)
        for number, text in enumerate(texts)
    ]


def test_people_who_wonder_converse() -> None:
    reading = read(thread(*TALK))
    assert reading.kind is Kind.CONVERSATION
    assert [lean.contrast for lean in reading.leans] == list(Contrast)
    assert Kind.INTERACTION not in {lean.side for lean in reading.leans}
    assert sum(lean.side is Kind.CONVERSATION for lean in reading.leans) >= 4


def test_people_who_must_deliver_interact() -> None:
    reading = read(thread(*WORK))
    assert reading.kind is Kind.INTERACTION
    assert reading.plain
    drives = next(lean for lean in reading.leans if lean.contrast is Contrast.DRIVES)
    assert "3 of 3 posts spoke of dates or meetings" in drives.why
    assert all(WORK[word.post][word.start : word.end].strip() for lean in reading.leans for word in lean.words)


def test_one_voice_or_few_words_are_too_little() -> None:
    assert read([]).kind is Kind.TOO_LITTLE
    assert read(thread(*WORK, voices=1)).kind is Kind.TOO_LITTLE
    assert read(thread("Yes.", "No.")).kind is Kind.TOO_LITTLE


def test_what_is_not_read_is_told_and_never_guessed() -> None:
    reading = read([*thread(*WORK, language="ja")])
    assert reading.kind is Kind.TOO_LITTLE
    assert reading.unread == ("ja",)
    assert reading.posts == 0


def test_every_language_that_is_read_has_its_words() -> None:
    assert set(WORDS) == set(READ)
    assert all(set(words) == set(Cue) for words in WORDS.values())
    assert set(WEIGHTS) == set(Cue)


def test_other_tongues_are_read_by_their_own_words() -> None:
    german = thread(
        "Erinnerung: Bitte schickt mir euren Teil bis spätestens Freitag. Die Sitzung ist am Montag um 10.",
        "Ich schicke den Entwurf morgen. Kannst du ihn vor der Besprechung ansehen?",
        "Einverstanden, anbei die Fassung, die wir beschlossen haben.",
        language="de",
    )
    assert read(german).kind is Kind.INTERACTION
    swedish = thread(
        "Jag undrar varför biblioteket stänger klockan sex. Är det någon annan som kommer efter jobbet?",
        "Jag tycker att det vore kul med en lång kväll, eftersom folk brukar jobba sent. :)",
        language="sv",
    )
    assert read(swedish).kind is Kind.CONVERSATION


def test_a_detected_act_is_a_cue_too() -> None:
    text = "The doors on Thursdays are on me, whatever happens to the rest of this."
    bare = Post(1, 1, text, tuple(sentences(text)))
    acted = Post(1, 1, text, tuple(sentences(text)), (SeenAct("promise", 0, len(text), 0.9),))
    other = thread("Hm.")
    assert read([acted, *other]).amount > read([bare, *other]).amount
    unsure = Post(1, 1, text, tuple(sentences(text)), (SeenAct("promise", 0, len(text), 0.1),))
    assert read([unsure, *other]).amount == read([bare, *other]).amount
    assert set(ACTS.values()) <= set(Cue)


def test_quoted_lines_and_code_are_nobodys_own_words() -> None:
    text = "Yes.\n> please send it by Friday\n```\ndeadline = 1\n```\nI think so.\n"
    assert [text[start:end] for start, end in own_of(text, [])] == ["Yes.\n", "I think so.\n"]
    assert own_of(text, [(0, 4)]) == [(0, 4)]


def test_evidence_lies_in_own_words_alone() -> None:
    text = "> please send it by Friday, the deadline is at 10 am\nI think that is fun, maybe."
    post = Post(1, 1, text, tuple(sentences(text, own_of(text, []))))
    reading = read([post, *thread("I like it as well, because people love to read there.")])
    assert reading.kind is Kind.CONVERSATION
    words = [text[word.start : word.end] for lean in reading.leans for word in lean.words if word.post == post.id]
    assert words
    assert not any("deadline" in each for each in words)


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=200)), max_size=8))
def test_whatever_is_said_the_parts_make_the_whole(said: list[tuple[int, str]]) -> None:
    posts = [Post(n, by, text, tuple(sentences(text, own_of(text, [])))) for n, (by, text) in enumerate(said)]
    reading = read(posts)
    assert len(reading.leans) == len(Contrast)
    assert (reading.kind is Kind.TOO_LITTLE) or abs(reading.amount) >= SURE
    for lean in reading.leans:
        assert lean.why.endswith(".")
        for word in lean.words:
            assert (word.start, word.end) in posts[word.post].sentences


@given(st.text(max_size=400))
def test_own_words_never_overlap_and_hold_no_quoted_line(text: str) -> None:
    spans = own_of(text, [])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert not any(line.lstrip().startswith(">") for start, end in spans for line in text[start:end].splitlines())
