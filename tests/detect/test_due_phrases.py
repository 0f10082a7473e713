"""The table of time phrases, due_phrases.txt: each gives the day that its writer meant, or is kept as words."""

from datetime import date
from pathlib import Path

import pytest

from segue.detect.what import cue
from segue.detect.when import chosen, dues

TABLE = Path(__file__).with_name("due_phrases.txt")
ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_there_are_at_least_150() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("written", "sentence", "meant", "kind"), ROWS, ids=[row[1] for row in ROWS])
def test_a_phrase_is_read_as_it_was_meant(written: str, sentence: str, meant: str, kind: str) -> None:
    said = cue("promise", sentence)
    due = chosen(dues(sentence, date.fromisoformat(written)), said.start() if said else 0)
    day = due.day if due else None
    assert day == (None if meant == "words" else date.fromisoformat(meant))
    assert (due.kind if due else "") == kind.replace("-", "")
