"""How a thread reads, asking to move it and what forms, on the command line."""

import pytest

from segue.actions.forming import look_for_forming
from segue.actions.reading import read_waiting
from segue.store.models import Forming, MoveAsk, Thread
from tests.actions.test_reading import WORK, a_thread
from tests.cast import NOW
from tests.cli.conftest import Json, Segue
from tests.spaces import SAID, Spaces, say


def act_as(spaces: Spaces, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("SEGUE_AS", spaces.members[name].user.email)


def test_a_reading_is_told_with_its_words(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_as(spaces, monkeypatch, "Emil")
    thread = a_thread(spaces, WORK)
    read_waiting()
    told = segue_json("communities", "reading", str(thread.id))
    assert (told["kind"], told["plain"], told["hint"]) == ("interaction", True, "coordination")
    assert "by Friday" in told["contrasts"][0]["words"][0]["text"]
    words = segue("communities", "reading", str(thread.id)).stdout
    assert "reads plainly as an interaction" in words
    assert "segue communities stay" in words
    assert segue_json("communities", "stay", str(thread.id)) == {"thread": thread.id, "fate": "stays"}
    assert "segue communities stay" not in segue("communities", "reading", str(thread.id)).stdout
    act_as(spaces, monkeypatch, "Bo")
    assert segue("communities", "reading", str(thread.id)).exit_code == 3


def test_a_thread_moves_once_both_have_said_yes(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_as(spaces, monkeypatch, "Emil")
    assert "Nobody has asked" in segue("communities", "moves").stdout
    given = ("--to", str(spaces.team.id), "--subject", "Late evenings", "--words", "One evening.")
    told = segue_json("communities", "move", str(spaces.thread.id), *given, "--post", str(spaces.posts[0].id))
    assert (told["waits_for"], [each["text"] for each in told["posts"]]) == (["there"], [SAID[0][1]])
    assert segue("communities", "answer-move", str(told["id"]), "yes").exit_code == 4
    act_as(spaces, monkeypatch, "Tim")
    assert "It waits for those there." in segue("communities", "moves").stdout
    moved = segue_json("communities", "answer-move", str(told["id"]), "yes")
    assert (moved["moved"], moved["thread"]) == (True, None)
    assert Thread.objects.get(team=spaces.team).id == moved["made"]
    assert "It goes on there." in segue("communities", "moves", str(told["id"])).stdout
    act_as(spaces, monkeypatch, "Ada")
    assert segue("communities", "moves", str(told["id"])).exit_code == 3
    assert segue_json("communities", "moves") == []


def test_an_ask_is_taken_back(spaces: Spaces, segue_json: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    act_as(spaces, monkeypatch, "Mona")
    given = ("--to", str(spaces.team.id), "--subject", "Late evenings", "--words", "One evening.")
    told = segue_json("communities", "move", str(spaces.thread.id), *given)
    assert segue_json("communities", "answer-move", str(told["id"]), "withdraw")["moved"] is None
    assert MoveAsk.objects.get().settled_at is not None


def test_what_forms_is_told_waved_aside_and_brought_back(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_as(spaces, monkeypatch, "Emil")
    here = str(spaces.community.id)
    assert "Nothing seems to form" in segue("communities", "forming", here).stdout
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    look_for_forming(NOW)
    row = Forming.objects.get()
    assert row.theme in segue("communities", "forming", here).stdout
    assert segue_json("communities", "forming", here)["found"][0]["why"] == row.why
    assert segue_json("communities", "wave-aside", str(row.id))["waved_aside"][0]["id"] == row.id
    assert "Waved aside" in segue("communities", "forming", here).stdout
    assert segue_json("communities", "bring-back", str(row.id))["found"][0]["id"] == row.id
    act_as(spaces, monkeypatch, "Ada")
    for verb in ("forming", "wave-aside", "bring-back"):
        assert segue("communities", verb, here if verb == "forming" else str(row.id)).exit_code == 3
