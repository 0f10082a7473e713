"""Which words of a need tell what is looked for."""

import pytest

from segue.domain.serving import telling_words


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("A pilot partner", ("pilot", "partner")),
        ("Somebody who draws it", ("draws",)),
        ("Houses for a listening day", ("house", "listening")),
        ("Designers", ("designer",)),
        ("", ()),
        ("who?", ()),
    ],
)
def test_words_that_say_nothing_are_left_out(need: str, words: tuple[str, ...]) -> None:
    assert telling_words(need) == words
