"""Purposes and handovers on the command line: the way there and back, who may not, and who is named."""

import pytest

from segue.store.models import Post
from tests.cli.conftest import Json, Segue
from tests.cli.test_moving import act_as
from tests.spaces import Spaces


def test_the_way_there_and_back(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = str(spaces.community.id)
    act_as(spaces, monkeypatch, "Emil")
    assert "No purpose has been raised" in segue("purposes", "list", here).stdout
    posts = [part for post in spaces.posts[:2] for part in ("--post", str(post.id))]
    id_ = str(segue_json("purposes", "raise", here, "Open one evening", *posts)["id"])
    act_as(spaces, monkeypatch, "Cleo")
    assert "Who locks up?" in segue("purposes", "object", id_, "--words", "Who locks up?").stdout
    assert segue_json("purposes", "endorse", id_)["voices"] == 2
    act_as(spaces, monkeypatch, "Mona")
    assert segue("purposes", "offer", id_, "--to", str(spaces.team.id)).exit_code == 4
    segue_json("purposes", "endorse", id_)
    assert segue_json("purposes", "refine", id_, "Open on Thursdays")["wording"] == "Open on Thursdays"
    act_as(spaces, monkeypatch, "Stellan")
    assert "ripe: it can be offered" in segue("purposes", "list", here).stdout
    offered = segue_json("purposes", "offer", id_, "--to", str(spaces.team.id), "--words", "Could you?")
    handed = str(offered["handovers"][0]["id"])
    act_as(spaces, monkeypatch, "Tim")
    assert "waits for the team" in segue("handovers", "list").stdout
    assert [each["by"] for each in segue_json("handovers", "show", handed)["messages"]] == [None, None]
    told = segue("handovers", "show", handed).output + segue("handovers", "show", handed, "--json").output
    assert not any(name in told for name in ("Emil", "Cleo", "Mona", "Stellan"))
    segue_json("handovers", "ask", handed, "--words", "Which evening?")
    act_as(spaces, monkeypatch, "Stellan")
    assert "who ask something" in segue("purposes", "show", id_).stdout
    segue_json("purposes", "answer", id_, "--words", "Thursday.")
    act_as(spaces, monkeypatch, "Cleo")
    assert segue_json("purposes", "name-me", id_)["named"] is True
    act_as(spaces, monkeypatch, "Tim")
    assert [each["by"] for each in segue_json("handovers", "accept", handed)["messages"]] == [None, "Cleo Diaz"]
    segue_json("handovers", "progress", handed, "--words", "Keys are made.")
    segue_json("handovers", "deliver", handed, "--words", "Open until nine.")
    act_as(spaces, monkeypatch, "Cleo")
    assert segue_json("purposes", "unname", id_)["named"] is False
    act_as(spaces, monkeypatch, "Stellan")
    assert segue_json("purposes", "report", id_)["state"] == "reported"
    assert "came about, by Evening" in segue("purposes", "list", here).stdout
    assert Post.objects.filter(thread=spaces.thread, body__contains="Open until nine.").exists()


def test_a_decline_rests(spaces: Spaces, segue_json: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    act_as(spaces, monkeypatch, "Emil")
    made = segue_json("purposes", "raise", str(spaces.community.id), "Open late", "--post", str(spaces.posts[0].id))
    act_as(spaces, monkeypatch, "Cleo")
    segue_json("purposes", "endorse", str(made["id"]))
    act_as(spaces, monkeypatch, "Stellan")
    given = segue_json("purposes", "offer", str(made["id"]), "--to", str(spaces.team.id))
    act_as(spaces, monkeypatch, "Tove")
    handed = str(given["handovers"][0]["id"])
    assert segue_json("handovers", "decline", handed, "--words", "No keys.")["state"] == "declined"
    act_as(spaces, monkeypatch, "Stellan")
    assert segue_json("purposes", "rest", str(made["id"]))["state"] == "rested"


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara"])
def test_who_is_in_neither_is_told_that_there_is_nothing(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    act_as(spaces, monkeypatch, "Emil")
    made = segue_json("purposes", "raise", str(spaces.community.id), "Open late", "--post", str(spaces.posts[0].id))
    id_ = str(made["id"])
    act_as(spaces, monkeypatch, name)
    for given in (["list", str(spaces.community.id)], ["show", id_], ["endorse", id_], ["rest", id_], ["name-me", id_]):
        assert segue("purposes", *given).exit_code == 3
    assert segue_json("handovers", "list") == []
    assert segue("handovers", "show", "1").exit_code == 3
