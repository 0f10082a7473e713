"""segue victory, victories and worth; and the load while promising."""

from pathlib import Path

from segue.domain.commitments import Move, Side
from tests.cast import FRIDAY, Cast, commitment
from tests.cli.conftest import Json, Segue


def test_a_victory_is_told_without_a_name(segue: Segue, segue_json: Json, cast: Cast, tmp_path: Path) -> None:
    made = segue_json("victory", "Amara", "said", "it", "helped", "--with", "amara")
    assert "Amara said it helped, with Amara Osei" in segue("victories").stdout
    told = segue_json("victories", "--share", str(made["id"]))["text"]
    assert told == "A small victory: somebody said it helped. (23 November 2026)"
    assert "Amara said" in segue("victories", "--share", str(made["id"]), "--name").stdout
    file = tmp_path / "card.svg"
    segue("victories", "--share", str(made["id"]), "--svg", str(file))
    assert "somebody said it helped" in file.read_text()
    assert "Amara" not in file.read_text()
    assert segue("victories", "--share", "99").exit_code == 3
    assert segue_json("victories", "--drop", str(made["id"])) == []


def test_the_load_stands_where_i_promise(segue: Segue, segue_json: Json, cast: Cast) -> None:
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True)
    asked = commitment(cast, (Side.A, Move.REQUEST), mine=True)
    assert "You have 2 open promises." in segue("promise", str(asked.id), "--by", "Fri").stdout
    assert segue_json("worth")["load"] == {"open": 2, "late": 0}
    told = segue("worth").stdout
    assert "too few to score" in told
    assert "Who keeps their word" in told
