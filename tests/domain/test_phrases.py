"""A row's words can be read by themselves."""

import pytest

from segue.domain.phrases import LONGEST, action_phrase


@pytest.mark.parametrize(
    ("what", "words", "due", "shown"),
    [
        ("send the outline by Friday", "I'll send the outline by Friday.", "Friday", "send the outline"),
        ("send the finished notes by", "I'll send the finished notes by Monday.", "Monday", "send the finished notes"),
        ("know", "If you don't have a pair let me know.", "", "If you don't have a pair let me know"),
        ("", "Are we still on tomorrow?", "tomorrow", "Are we still on tomorrow?"),
    ],
)
def test_what_is_shown(what: str, words: str, due: str, shown: str) -> None:
    assert action_phrase(what, words, due) == shown


def test_long_words_are_cut_between_words() -> None:
    phrase = action_phrase("send " + "very " * 60 + "long letter", "")
    assert len(phrase) <= LONGEST + 1
    assert phrase.endswith("very…")
