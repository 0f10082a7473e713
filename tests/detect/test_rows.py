"""The rows of many sentences at once are those of their features, name by name."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from segue.detect.features import sentence_features
from segue.detect.lexicon import ADVERBS, CLASS
from segue.detect.rows import Rows

SENTENCES = [
    "I'll send you the numbers by Friday, I promise.",
    "Could you please call me back today?",
    "Thanks",
    "if the the walking edited quickly the foo bar; x = 3",
    "WILL DO",
    "",
    "We will also just send it to you and the others in the meantime!",
]
_WORDS = st.sampled_from(
    [*sorted(CLASS), *sorted(ADVERBS), "walking", "noted", "sadly", "foo", "7", "?", ",", "", "\0"]
)
_SENTENCES = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=15).map(" ".join))


def rows_of(rows: Rows, names: Sequence[str], sentences: Sequence[str]) -> list[set[str]]:
    """The names of each sentence's rows; the row beyond the last, which each has, left out."""
    found, begins = rows.of(sentences)
    ends = [*begins[1:], len(found)]
    parts = [found[begin:end].tolist() for begin, end in zip(begins, ends, strict=True)]
    assert all(part == sorted(set(part)) and part[-1] == len(names) for part in parts)
    return [{names[row] for row in part[:-1]} for part in parts]


def named(names: Sequence[str], sentences: Sequence[str]) -> list[set[str]]:
    return [set(names).intersection(sentence_features(sentence)) for sentence in sentences]


ALL = sorted({name for sentence in SENTENCES for name in sentence_features(sentence)})
SOME = ALL[::3]


def test_all_features_are_found() -> None:
    assert rows_of(Rows(ALL), ALL, SENTENCES) == named(ALL, SENTENCES)


def test_only_those_of_the_table_are_found() -> None:
    assert rows_of(Rows(SOME), SOME, SENTENCES) == named(SOME, SENTENCES)


def test_a_table_may_be_small() -> None:
    names = ["length:0", "will"]
    assert rows_of(Rows(names), names, ["I will", "no"]) == [{"length:0", "will"}, {"length:0"}]


def test_marks_that_no_name_holds_keep_their_shape() -> None:
    assert rows_of(Rows(ALL), ALL, ["", ")", "(7)"]) == named(ALL, ["", ")", "(7)"])


@given(st.lists(_SENTENCES, min_size=1, max_size=6))
def test_whatever_the_sentences(sentences: list[str]) -> None:
    names = sorted({*ALL, *(name for sentence in sentences[:3] for name in sentence_features(sentence))})
    assert rows_of(Rows(names), names, sentences) == named(names, sentences)
