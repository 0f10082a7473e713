"""Pieces of words, and the windows that the closer look reads them in."""

from hypothesis import given
from hypothesis import strategies as st

from segue.detect.windows import OF_SENTENCE, OVERLAP, OWN_PIECES, ROOM, Layout, Scene
from segue.detect.wordpiece import Pieces

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *OWN_PIECES, "send", "##ing", "it", "s", "##e", "?", "re", "cafe"]
PIECES = Pieces(VOCABULARY)
LAYOUT = Layout(PIECES)


def named(numbers: list[int]) -> list[str]:
    return [VOCABULARY[number] for number in numbers]


def test_words_are_cut_into_the_longest_pieces_known() -> None:
    assert named(PIECES.of("Sending it?", 9)) == ["send", "##ing", "it", "?"]
    assert named(PIECES.of("see CAFÉ xyz", 9)) == ["s", "##e", "##e", "cafe", "[UNK]"]
    assert named(PIECES.of("it " * 50, 3)) == ["it"] * 3


def test_a_window_tells_what_the_message_is_and_answers() -> None:
    scene = Scene("mail", "Re: send", answers=True, forwards=False, before="it?")
    (window,) = LAYOUT.windows(["send it", "it"], scene)
    assert named(window.pieces) == [
        "[CLS]", "[unused4]", "[unused7]", "send", "[SEP]", "it", "?", "[SEP]",
        "[unused0]", "send", "it", "[unused0]", "it", "[SEP]",
    ]  # fmt: skip
    assert (window.places, window.stretches) == ([0, 1], [(8, 11), (11, 13)])


def test_turns_of_another_speaker_are_marked() -> None:
    (window,) = LAYOUT.windows(["it", "it"], Scene("talk"), turns={1})
    assert named(window.pieces)[4:8] == ["[unused0]", "it", "[unused1]", "it"]


@given(st.lists(st.integers(0, 90), min_size=1, max_size=30))
def test_each_sentence_is_judged_once_in_a_window_with_room(lengths: list[int]) -> None:
    sentences = ["it " * length for length in lengths]
    windows = list(LAYOUT.windows(sentences, Scene("chat", before="it " * 200)))
    assert [place for window in windows for place in window.places] == list(range(len(sentences)))
    for window in windows:
        for place, (begin, end) in zip(window.places, window.stretches, strict=True):
            assert end - begin == 1 + min(OF_SENTENCE, lengths[place])
        spoken = window.stretches[-1][1] - window.stretches[0][0]
        assert len(window.places) == 1 or spoken <= ROOM
        assert window.places[0] == 0 or window.stretches[0][0] >= min(OVERLAP, window.places[0])


def test_windows_without_a_wanted_sentence_are_left_out() -> None:
    sentences = ["it " * 60] * 12
    every = list(LAYOUT.windows(sentences, Scene()))
    (one,) = LAYOUT.windows(sentences, Scene(), wanted={11})
    assert one == every[-1]
    assert list(LAYOUT.windows(sentences, Scene(), wanted=set())) == []
