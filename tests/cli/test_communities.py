"""`segue communities`: making, steering and joining one, and what is said there."""

from collections.abc import Callable

import pytest

from segue.store.models import Belonging, Community
from tests.cli.conftest import Json, Segue
from tests.spaces import Spaces

ActAs = Callable[[str], None]


@pytest.fixture
def act_as(spaces: Spaces, segue: Segue, monkeypatch: pytest.MonkeyPatch) -> ActAs:
    return lambda name: monkeypatch.setenv("SEGUE_AS", spaces.members[name].user.email)


def test_a_community_is_made_changed_joined_and_closed(
    spaces: Spaces, segue: Segue, segue_json: Json, act_as: ActAs
) -> None:
    act_as("Bo")
    made = segue_json("communities", "make", "Walkers", "--topic", "Walking to work", "--read-by", "public")
    here = str(made["id"])
    assert (made["role"], made["admission"], made["members"]) == ("steward", "public", 1)
    assert "Anybody can read this" in segue("communities", "show", here).stdout
    assert segue_json("communities", "change", here, "--topic", "Walking")["topic"] == "Walking"
    assert segue("communities", "change", here).exit_code == 4
    act_as("Emil")
    assert [each["name"] for each in segue_json("communities", "list")["open"]] == ["Walkers"]
    assert segue("communities", "members", here).exit_code == 4
    assert segue_json("communities", "join", here)["role"] == "member"
    assert "in this community already" in segue("communities", "join", here).output
    rows = {each["name"]: each["id"] for each in segue_json("communities", "members", here)["members"]}
    assert segue("communities", "appoint", here, str(rows["Emil Holm"]), "steward").exit_code == 4
    act_as("Bo")
    assert segue_json("communities", "appoint", here, str(rows["Emil Holm"]), "steward")["role"] == "steward"
    assert segue_json("communities", "close", here)["closed_at"]
    assert segue("communities", "begin", here, "Rain", "--words", "What then?").exit_code == 4
    assert segue_json("communities", "reopen", here)["closed_at"] is None
    assert segue_json("communities", "leave", here)["left"] == made["id"]
    assert segue("undo").exit_code == 0
    assert Belonging.objects.filter(community=made["id"]).count() == 2


def test_words_are_said_set_right_and_taken_back(spaces: Spaces, segue: Segue, segue_json: Json, act_as: ActAs) -> None:
    act_as("Cleo")
    begun = segue_json("communities", "begin", str(spaces.community.id), "Rain", "--words", "What then?")
    said = segue_json("communities", "post", str(begun["id"]), "--words", "An umbrela.")["posts"][-1]
    assert said["text"] == "An umbrela."
    post = str(said["id"])
    segue_json("communities", "edit", post, "--words", "An umbrella.")
    assert "An umbrella." in segue("communities", "thread", str(begun["id"])).stdout
    act_as("Stellan")
    assert segue("communities", "edit", post, "--words", "Boots.").exit_code == 4
    assert segue("communities", "take-back", post).exit_code == 4
    act_as("Cleo")
    segue_json("communities", "take-back", post)
    assert "Taken back by who said it." in segue("communities", "thread", str(begun["id"]), "--latest").stdout
    act_as("Tim")
    assert segue_json("communities", "begin", str(spaces.team.id), "Keys", "--words", "Who?", "--team")["team"]


@pytest.mark.parametrize("name", ["Ada", "Chiara", "Tim"])
def test_who_is_not_in_it_is_told_that_it_is_not_there(
    spaces: Spaces, segue: Segue, segue_json: Json, act_as: ActAs, name: str
) -> None:
    act_as(name)
    here, thread = str(spaces.community.id), str(spaces.thread.id)
    tried = [("show", here), ("members", here), ("join", here), ("close", here), ("thread", thread)]
    tried += [("post", thread, "--words", "Hello"), ("take-back", str(spaces.posts[0].id))]
    assert {segue("communities", *words).exit_code for words in tried} == {3}
    assert segue_json("communities", "list") == {"mine": [], "open": [], "more": False}
    assert not Community.objects.get(id=here).closed_at
