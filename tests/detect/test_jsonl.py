"""The line contract that other programs use."""

import json

from segue.detect.jsonl import run


def answers(*lines: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(lines)]


def test_each_line_is_answered_in_order_with_its_acts() -> None:
    asked = {
        "id": "m1",
        "text": "I'll send you the draft by Friday.",
        "speaker": "ann@example.org",
        "to": "kevin@example.org",
        "date": "Wed, 18 Nov 2026 09:00:00 -0500",
        "before": "",
    }
    first, second = answers(json.dumps(asked), json.dumps({"id": 2}))
    assert first["id"] == "m1"
    (act,) = first["acts"]  # type: ignore[misc]
    assert set(act) == {"act", "confidence", "shown", "start", "end", "owner", "due", "due_text"}
    assert (act["act"], act["due"], act["due_text"], act["owner"]) == ("promise", "2026-11-20", "by Friday", "author")
    assert second == {"id": 2, "acts": []}


def test_iso_dates_and_lists_of_people_are_read() -> None:
    line = {"text": "I'll send it to you tomorrow.", "date": "2026-11-18T23:30:00+02:00", "to": ["a@b.org", "c@d.org"]}
    (answer,) = answers(json.dumps(line))
    assert [act["due"] for act in answer["acts"]] == ["2026-11-19"]  # type: ignore[attr-defined]


def test_a_bad_line_is_answered_in_its_place() -> None:
    bad, list_, good = answers("{", "[1]", '{"id": 1, "text": null, "date": "never"}')
    assert bad["id"] is None
    assert bad["error"]
    assert list_ == {"id": None, "error": "not an object"}
    assert good == {"id": 1, "acts": []}


def test_lines_are_answered_as_they_come() -> None:
    def lines():  # type: ignore[no-untyped-def]
        yield '{"id": 1}'
        raise AssertionError("read ahead")

    assert json.loads(next(run(lines())))["id"] == 1
