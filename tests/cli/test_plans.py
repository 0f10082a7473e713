"""Plans on the command line."""

from pathlib import Path

from tests.cli.conftest import Json, Segue


def test_from_the_first_item_to_the_last(segue: Segue, segue_json: Json, tmp_path: Path) -> None:
    assert "no plan yet" in segue("plan", "Amara").stderr
    segue("plan", "Amara", "--open", "loan of readers")
    said = segue_json("plan-item", "Amara", "print", "labels", "--who", "them", "--by", "Fri", "--deliverable", "500")
    first = str(said["items"][0]["id"])
    said = segue_json("plan-item", "Amara", "hand out", "--by", "Thu", "--needs", first)
    second = str(said["items"][1]["id"])
    assert "only due on 27 Nov" in said["clashes"][0]
    assert [each["waits_for"] for each in said["items"]] == [[], [int(first)]]
    assert segue_json("plan-item", "Amara", "--change", second, "--by", "1 Dec")["clashes"] == []
    assert segue_json("plan", "Amara", "--check-in", "Fri", "--every", "14", "--way", "a call")["check_in"] == {
        "on": "2026-11-27", "every_days": 14, "way": "a call", "last": None,
    }  # fmt: skip
    issue = segue_json("issue", "Amara", "no", "ink", "--who", "them", "--item", first)["issues"][0]
    assert segue_json("issue-settled", str(issue["id"]), "--outcome", "bought")["issues"][0]["outcome"] == "bought"
    assert "print labels" in segue("plan", "Amara").stdout
    assert "**1. print labels** (Amara Osei)" in segue("plan", "Amara", "--markdown").stdout
    segue("plan", "Amara", "--ics", str(tmp_path / "plan.ics"))
    assert b"BEGIN:VTODO" in (tmp_path / "plan.ics").read_bytes()
    assert "Not done yet" in segue("plan", "Amara", "--finish").stderr
    segue("plan-done", first)
    assert segue_json("plan-drop", second)["items"][0]["done_at"]
    assert segue_json("plan", "Amara", "--checked-in")["check_in"]["on"] == "2026-12-11"
    assert segue_json("plan", "Amara", "--finish")["state"] == "finished"
    told = segue_json("plan", "Amara", "--changes")
    assert told[0]["what"] == "Finished: loan of readers."


def test_an_item_becomes_a_commitment(segue: Segue, segue_json: Json) -> None:
    segue("log", "call with Amara: enjoyed")
    segue("plan", "Amara", "--open", "loan of readers")
    item = segue_json("plan-item", "Amara", "print", "--who", "me", "--by", "Fri")["items"][0]
    assert segue_json("plan-promise", str(item["id"]))["items"][0]["commitment"]
    assert "print" in segue("owed").stdout
    segue("undo")
    assert segue_json("plan", "Amara")["items"][0]["commitment"] is None
    assert "You have 1 open promise." in segue("plan-promise", str(item["id"])).stdout
