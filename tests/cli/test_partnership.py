"""`segue partnership`: ask, answer, withdraw, list."""

import pytest

from segue.store.models import Connection
from tests.cli.conftest import Json, Segue
from tests.spaces import Spaces


def test_a_partnership_is_asked_answered_and_listed(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act_as(name: str) -> None:
        monkeypatch.setenv("SEGUE_AS", spaces.members[name].user.email)

    act_as("Emil")
    assert "Nothing was asked." in segue("partnership", "list").stdout
    told = segue_json("partnership", "ask", str(spaces.posts[1].id), "--words", "Try it with us.")
    assert (told["state"], told["to"], told["mine"]) == ("not answered yet", "Cleo Diaz", True)
    segue("partnership", "withdraw", str(told["id"]))
    assert segue("undo").exit_code == 0
    act_as("Bo")
    assert segue("partnership", "answer", str(told["id"]), "yes").exit_code == 3
    act_as("Cleo")
    assert "Emil Holm asks you" in segue("partnership", "list").stdout
    assert segue_json("partnership", "answer", str(told["id"]), "yes")["connection"] is None
    assert segue("partnership", "answer", str(told["id"]), "no").exit_code == 4
    act_as("Emil")
    assert (
        segue_json("partnership", "list")[0]["connection"] == Connection.objects.get(owner__user__name="Emil Holm").id
    )
