"""Teams on the command line: who waits for whom, moves, decisions, problems."""

import pytest

from segue.store.models import Decision, Problem, TeamCommitment
from tests.cli.conftest import Json, Segue
from tests.cli.test_moving import act_as
from tests.spaces import Spaces


def test_a_team_is_made_and_people_come_and_go(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_as(spaces, monkeypatch, "Mona")
    assert "in no team yet" in segue("teams", "list").stdout
    made = str(segue_json("teams", "make", "Doors", "--objective", "Open them")["id"])
    assert segue_json("teams", "change", made, "--name", "Gates")["objective"] == "Open them"
    segue_json("teams", "add", made, spaces.members["Tove"].user.email)
    assert [each["name"] for each in segue_json("teams", "show", made)["members"]] == ["Mona Frisk", "Tove Lund"]
    assert segue("teams", "remove", made, "Cleo").exit_code == 3
    assert "Taken out" in segue("teams", "remove", made, "tove").stdout
    assert "Gates" in segue("teams", "list").stdout
    assert segue("teams", "leave", made).exit_code == 4, "nobody would be left in it"
    segue_json("teams", "add", made, spaces.members["Tove"].user.email)
    assert segue("teams", "leave", made).exit_code == 0
    assert "Evening" not in segue("teams", "list").output
    act_as(spaces, monkeypatch, "Emil")
    assert segue_json("teams", "join", str(spaces.team.id))["name"] == "Evening"


def test_it_is_asked_promised_held_up_and_done(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = str(spaces.team.id)
    act_as(spaces, monkeypatch, "Tim")
    assert "Nobody waits" in segue("teams", "show", here).stdout
    keys = str(segue_json("teams", "ask", here, "Tove", "Have keys made", "--by", "Fri")["id"])
    lock = str(segue_json("teams", "promise", here, "Tove", "Buy a lock")["id"])
    segue_json("teams", "offer", here, "Tove", "A lift")
    assert segue("teams", "say", keys, "promise").exit_code == 4
    assert segue("teams", "say", keys, "dance").exit_code == 2
    act_as(spaces, monkeypatch, "Tove")
    assert "You are waited for" in segue("teams", "show", here).stdout
    assert segue_json("teams", "commitment", keys)["you_can"] == ["promise", "counter", "decline", "done"]
    assert segue_json("teams", "waits", keys, "--for", lock)["waits_for"] == int(lock)
    assert "cannot go on before" in segue("teams", "commitment", keys).stdout
    problem = str(segue_json("teams", "problem", here, "The shop is closed", "--blocks", lock)["id"])
    flow = segue_json("teams", "flow", here)
    assert ([len(each["commitments"]) for each in flow["chains"]], len(flow["blocked"])) == ([2], 2)
    assert flow["answers"]["median_seconds"] is None
    told = segue("teams", "flow", here).stdout
    assert "The shop is closed" in told
    assert "too few to tell" in told
    assert "Solved" in segue("teams", "solve", problem, "Another shop").stdout
    assert "Another shop" in segue("teams", "record", here).stdout
    assert segue_json("teams", "reopen", problem)["solved_at"] is None
    segue_json("teams", "waits", keys)
    assert segue_json("teams", "say", keys, "done", "--words", "Three keys")["state"] == "reported"
    act_as(spaces, monkeypatch, "Tim")
    assert "Three keys" in segue("teams", "say", keys, "satisfied").stdout
    assert segue_json("teams", "record", here)["ended"][0]["state"] == "kept"


def test_it_is_decided_with_reasons(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = str(spaces.team.id)
    act_as(spaces, monkeypatch, "Tim")
    options = ("--way", "vote", "--option", "Thursday", "--option", "Friday")
    row = str(segue_json("teams", "decide", here, "Which evening?", *options)["id"])
    assert segue("teams", "conclude", row, "--why", "x").exit_code == 4
    assert "Friday" in segue("teams", "speak", row, "Friday", "--words", "Tove has the keys").stdout
    assert segue_json("teams", "conclude", row, "--why", "Most can")["outcome"] == "Friday"
    assert "Decided: Friday" in segue("teams", "decision", row).stdout


@pytest.mark.parametrize("name", ["Ada", "Stellan", "Chiara"])
def test_who_is_not_in_it_is_told_that_it_is_not_there(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = str(spaces.team.id)
    act_as(spaces, monkeypatch, "Tim")
    segue_json("teams", "ask", here, "Tove", "Have keys made")
    segue_json("teams", "problem", here, "No locksmith")
    segue_json("teams", "decide", here, "Blue?", "--option", "Blue")
    row, problem, decision = (
        str(kind.objects.get().id)
        for kind in (TeamCommitment, Problem, Decision)  # type: ignore[attr-defined]
    )
    act_as(spaces, monkeypatch, name)
    for words in (
        ("show", here), ("flow", here), ("record", here), ("leave", here), ("change", here, "--name", "x"),
        ("add", here, "bo@lindqvist.example"), ("remove", here, "Tove"), ("ask", here, "Tove", "x"),
        ("problem", here, "x"), ("decide", here, "x", "--option", "y"), ("commitment", row), ("say", row, "decline"),
        ("waits", row), ("solve", problem, "x"), ("reopen", problem), ("decision", decision),
        ("speak", decision, "consent"), ("conclude", decision, "--why", "x"),
    ):  # fmt: skip
        assert segue("teams", *words).exit_code == 3, words
    assert "Evening" not in segue("teams", "list").output
