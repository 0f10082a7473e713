"""`segue unsure`: the questions in the terminal, and the answers."""

from __future__ import annotations

import pytest

from segue.store.models import Commitment, Exchange, Mark
from tests.cast import FRIDAY, Cast, mail, mark
from tests.cli.conftest import Json, Segue

WORDS = "I might send [bold]two[/bold] outlines."


@pytest.fixture
def asked(cast: Cast) -> Mark:
    """Words of Ada's between the thresholds."""
    said = mail(cast, "ada@lindqvist.example", "amara@asante.example", WORDS)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=True)
    return mark(said, WORDS, "promise", shown=False, performer="author", what="send two outlines", due=FRIDAY)


def test_questions_are_told_with_what_a_yes_would_make(segue: Segue, asked: Mark) -> None:
    told = segue("unsure").stdout
    assert f"{asked.id}  You, Sat 21 Nov 2026: “{WORDS}”" in told
    assert "If yes, you owe Amara Osei: send two outlines, by Fri 27 Nov 2026" in told
    assert "Was it? segue confirm M, not-so M, not-sure M." in told


def test_answers_are_kept_and_end_the_asking(segue: Segue, segue_json: Json, asked: Mark) -> None:
    (question,) = segue_json("unsure")["questions"]
    assert (question["mark_id"], question["words"], question["due"]) == (asked.id, WORDS, "2026-11-27")
    assert segue_json("not-sure", str(asked.id)) == {"mark": asked.id, "verdict": "unsure"}
    assert segue_json("unsure") == {"questions": [], "more": 0}
    assert segue("undo").exit_code == 0
    assert "not asked about again" in segue("not-sure", str(asked.id)).stdout
    assert "nothing to ask" in segue("unsure").stdout
    assert segue("undo").exit_code == 0
    assert segue("confirm", str(asked.id)).exit_code == 0
    assert Commitment.objects.get().what == "send two outlines"
    assert segue("not-sure", "999").exit_code == 3
