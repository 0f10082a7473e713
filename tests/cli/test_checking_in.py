"""segue new-date, call and hello."""

from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Phone
from tests.cast import FRIDAY, Cast, commitment
from tests.cli.conftest import Json, Segue


def test_a_new_date_gives_the_words_for_it(segue: Segue, segue_json: Json, cast: Cast, my_promise: Commitment) -> None:
    said = segue_json("new-date", str(my_promise.id), "--by", "2026-12-07", "--because", "the figures came late")
    assert said["to"] == "amara@asante.example"
    assert "The reason: the figures came late" in said["draft"]
    assert segue("new-date", str(my_promise.id), "--by", "Fri", "--because", "x").exit_code == 4
    assert segue("new-date", "999", "--by", "Fri", "--because", "x").exit_code == 3


def test_the_number_and_a_sentence_to_open_with(segue: Segue, segue_json: Json, cast: Cast) -> None:
    theirs = commitment(cast, (Side.B, Move.PROMISE, FRIDAY), quote="I will send the outline by Friday")
    assert "No number is known" in segue("call", "amara").stdout
    Phone.objects.create(
        owner=cast.ada, person=cast.amara, number="+233201234567", shown="020 123 4567", source="card"
    )  # fmt: skip
    told = segue("call", str(theirs.id)).stdout
    assert "020 123 4567" in told
    assert "You said by 27 November 2026: “I will send the outline by Friday” Which day is good now?" in told
    assert segue_json("call", "amara")["phones"][0]["number"] == "+233201234567"
    assert segue("call", "999").exit_code == 3


def test_a_hello_asks_for_nothing(segue: Segue, cast: Cast) -> None:
    told = segue("hello", "amara").stdout
    assert "There is nothing that I need" in told
    assert "{" not in told
    assert segue("hello", "amara", "--in", "de").stdout.count("Ich brauche nichts") == 1
