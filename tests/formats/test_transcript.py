"""Transcripts as meeting programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import transcript
from segue.formats.records import SetAside, TranscriptRecord, Turn


def read(text: str) -> TranscriptRecord:
    found = transcript.read(text.encode(), "talks/Plan.vtt")
    assert isinstance(found, TranscriptRecord), found
    return found


TEAMS = """WEBVTT

7d1f/12-0
00:00:01.500 --> 00:00:03.000
<v Ann Lee>I will send &amp; sign it.</v>

7d1f/13-0
00:00:03.000 --> 00:01:04.250
<v Bob Ray>Good.
See you</v>
"""
ZOOM = """WEBVTT

1
00:00:01.500 --> 00:00:03.000
Ann Lee: I will send it.

2
00:00:03.000 --> 00:00:04.250
Bob Ray (Guest): Good: see you

3
00:00:05.000 --> 00:00:06.000
and bye
"""
SUBRIP = (
    "1\n00:00:01,500 --> 00:00:03,000\nAnn Lee: I will send it.\n\n2\n00:00:03,000 --> 00:00:04,250\n- Bob: Good.\n"
)


def test_teams() -> None:
    found = read(TEAMS)
    assert found.turns == (
        Turn("Ann Lee", "I will send & sign it.", 1.5, 3.0),
        Turn("Bob Ray", "Good. See you", 3.0, 64.25),
    )
    assert (found.speakers, found.title, found.duration_s) == (("Ann Lee", "Bob Ray"), "Plan", 64.25)


def test_zoom() -> None:
    assert [(turn.speaker, turn.text) for turn in read(ZOOM).turns] == [
        ("Ann Lee", "I will send it."),
        ("Bob Ray", "Good: see you"),
        ("", "and bye"),
    ]


def test_subrip() -> None:
    assert read(SUBRIP).turns == (Turn("Ann Lee", "I will send it.", 1.5, 3.0), Turn("Bob", "Good.", 3.0, 4.25))


def test_two_voices_in_one_cue() -> None:
    found = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes</v>\n<v Bob>No")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [("Ann", "Yes"), ("Bob", "No")]


@pytest.mark.parametrize(
    "words", ["So here is the thing: it works", "and then: nothing", "the plan is this: we wait and see what comes"]
)
def test_a_colon_alone_makes_no_speaker(words: str) -> None:
    assert read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n").turns[0].speaker == ""


def test_the_header_may_name_the_talk() -> None:
    assert read("WEBVTT - Second talk\n\n00:01.000 --> 00:02.000\nHi\n").title == "Second talk"


@pytest.mark.parametrize("text", ["", "WEBVTT\n", "hello", "WEBVTT\n\n00:99 --> x\nhi\n", "1\nnope\n"])
def test_without_words_it_is_set_aside(text: str) -> None:
    assert isinstance(transcript.read(text.encode()), SetAside)


@given(
    st.lists(
        st.sampled_from(
            ["WEBVTT", "\n", "\n\n", "00:01.000 --> 00:02.000", "<v Ann>", "</v>", "Ann: hi", "1", "\0", "-->"]
        )
    )
)
def test_any_order_of_pieces_gives_a_record_or_is_set_aside(pieces: list[str]) -> None:
    assert isinstance(transcript.read("\n".join(pieces).encode()), TranscriptRecord | SetAside)


def test_a_long_number_is_read_in_no_time_and_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    # Read as it stands, this takes longer than anybody would wait.
    assert isinstance(transcript.read(b"9" * 20_000 + b"\n00:00:01,000 -->"), SetAside)
    assert caplog.records == []


def test_what_notes_put_before_a_colon_is_nobody() -> None:
    record = transcript.read_pasted("Amara: hello\nDecision: we go with B\nNext steps: none\nBeschluss: kein Start")
    assert isinstance(record, TranscriptRecord)
    assert record.speakers == ("Amara",)
    assert [turn.text for turn in record.turns][1:] == [
        "Decision: we go with B",
        "Next steps: none",
        "Beschluss: kein Start",
    ]
