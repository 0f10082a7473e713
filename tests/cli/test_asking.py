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


def test_what_was_learned_is_told_and_forgotten(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert "10 more, and Segue begins to learn" in segue("learned").stdout
    for number in range(12):
        said = mail(cast, "ada@lindqvist.example", "amara@asante.example", f"We should catch up about [b]{number}[/b].")
        assert segue("not-so", str(mark(said, said.body, "promise", shown=False).id)).exit_code == 0
    told = segue("learned").stdout
    assert "0 times yes, 12 times no" in told
    assert "catch up" in told
    assert "against it" in told
    learned = segue_json("learned")
    assert (learned["no"], learned["to_go"]) == (12, 0)
    assert {"catch", "catch up"} <= {each["name"] for each in learned["words"]}
    assert segue_json("unlearn") == {"unlearned": True}
    assert segue_json("learned")["no"] == 0
    assert segue("undo").exit_code == 0
    assert segue_json("learned")["no"] == 12
