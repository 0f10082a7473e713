"""The gate adds up the words of each sentence; what is quicker for plain text finds the same."""

from hypothesis import given
from hypothesis import strategies as st

from segue.detect.gate import SHORT, Gate, flat
from segue.detect.split import sentences

GATE = Gate(["please", "send", "send it"], [1.0, 0.5, 0.25], asks=2.0, short=-0.5, opens=1.5)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_is_made_flat_like_any_other(text: str) -> None:
    assert flat(text) == flat(f"{text}é")[:-2] + " "


def test_each_sentence_has_the_words_that_stand_in_it() -> None:
    text = "Please send it to me at the office today.\nThere is nothing to say about the weather.\nCould you send it?"
    spans = sentences(text)
    assert [end - start < SHORT for start, end in spans] == [False, False, True]
    assert GATE.sums(text, spans) == [1.75, 0.0, 2.25]
    assert GATE.open_for(text, spans) == [0, 2]
    assert GATE.sums("Please send it.", [(0, 15)]) == [1.25]
    assert GATE.sums("", []) == []
