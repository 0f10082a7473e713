"""The board on the command line."""

from segue.store.models import Board
from tests.cli.conftest import Json, Segue


def test_a_board_from_the_first_idea_to_its_summary(segue: Segue, segue_json: Json) -> None:
    assert "no board yet" in segue("board", "Amara").stderr
    assert segue_json("board", "Amara", "--open", "a pilot in March", "--private")["covered"] is True
    said = segue_json("idea", "Amara", "loan readers", "a story hour")
    ids = [str(each["id"]) for each in said["ideas"]]
    assert segue_json("idea", "Amara", "night opening", "--them")["count"] == {"all": 3, "mine": 2, "theirs": 1}
    assert "none is weighed" in segue("vote", ids[0]).stderr
    segue("board", "Amara", "--converge")
    segue("group", "Things", *ids)
    assert segue_json("vote", ids[0], "--dots", "2")["dots"] == {"each": 3, "mine_left": 1, "theirs_left": 3}
    assert "3 dots, and 1 of them" in segue("vote", ids[1], "--dots", "2").stderr
    segue("reword", ids[1], "a", "story", "evening")
    assert "Say why" in segue("choose", ids[0]).stderr
    told = segue("choose", ids[0], "--why", "it costs little").stdout
    assert "chosen: it costs little" in told
    assert "●●" in told
    assert segue_json("board", "Amara", "--settle")["phase"] == "settled"
    assert "We chose:\n- loan readers: it costs little" in segue("board", "Amara", "--summary").stdout


def test_the_pair_is_booked_by_days_in_words(segue: Segue, segue_json: Json) -> None:
    segue("board", "Amara", "--open", "a pilot")
    refused = segue("book-pair", "Amara", "Wed 10:00", "Wed 15:00")
    assert (refused.exit_code, "No night" in refused.stderr) == (4, True)
    said = segue_json("book-pair", "Amara", "Wed 10:00", "Thu 10:00", "--how", "room")
    assert said["sessions"]["divergent"]["at"] == "2026-11-25T09:00:00+00:00"
    assert segue_json("today")["rows"] == []


def test_one_step_at_a_time_and_undo(segue: Segue) -> None:
    assert "One step" in segue("board", "Amara", "--open", "x", "--settle").stderr
    segue("board", "Amara", "--open", "x")
    segue("undo")
    assert not Board.objects.exists()
