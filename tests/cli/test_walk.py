"""The whole way with somebody on the command line alone: kept up for months, then an honest goodbye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from segue.store.models import Commitment, Connection, TalkMark
from tests.cli.conftest import Json, Segue

At = Callable[..., Any]


@pytest.fixture
def at(segue_json: Json, segue: Segue) -> At:
    """Runs `segue ... --json --now` at a moment on Ada's wall clock; with plain=True gives the words instead."""

    def run(moment: str, *arguments: str, plain: bool = False) -> Any:
        now = ("--now", f"{moment}:00+01:00")
        if not plain:
            return segue_json(*arguments, *now)
        told = segue(*arguments, *now)
        assert told.exit_code == 0, told.output
        return told.stdout

    return run


def rules(at: At, moment: str) -> list[str]:
    """What Today says of Esi at this moment."""
    return [row["rule"] for row in at(moment, "today", "--all")["rows"] if row["to"] == "Esi Mensah"]


def open_(what: str) -> str:
    return str(Commitment.objects.get(what=what, state__in=["promised", "requested", "countered"]).id)


@pytest.mark.slow
def test_from_i_would_like_to_know_her_to_both_endings(at: At, segue: Segue) -> None:
    begin(at)
    find_common_ground(at)
    gather_and_choose(at)
    agree(at)
    plan(at)
    keep_up(at)
    close(at, segue)


def begin(at: At) -> None:
    at("2026-11-23T09:00", "add", "Esi", "Mensah", "--address", "esi@mensah.example", "--phone", "+233 20 123 4567")
    wish = (
        "intent",
        "esi",
        "I would like to know her",
        "--for-them",
        "readers",
        "--series",
        "way",
        "--need",
        "partner",
    )
    assert at("2026-11-23T09:00", *wish)["stage"] == "intent"
    assert "Talk the first time" in at("2026-11-23T09:00", "book", "esi", plain=True)


def find_common_ground(at: At) -> None:
    """A first talk, by voice: prepared, marked, wrapped up; then thanks."""
    talk = str(at("2026-11-23T09:00", "book", "esi", "Tue 10:00", "--expect", "she wants to go on 70%")["id"])
    assert rules(at, "2026-11-23T09:00") == ["prepare"]
    at("2026-11-23T09:05", "prepare", talk, "--aim", "know whether we fit")
    assert rules(at, "2026-11-23T09:10") == []
    at("2026-11-24T10:20", "mark", talk, "p me: send two dates by Friday")
    at("2026-11-24T10:25", "mark", talk, "t night openings")
    promise = f"m{TalkMark.objects.get(kind='promise').id}"
    assert rules(at, "2026-11-25T11:00") == ["wrap up"]
    ended = at("2026-11-25T11:00", "wrap-up", talk, "--next", promise, "--happened", "yes", "--rating", "5")
    assert ended["ending"] == "next step"
    assert "send two dates" in at("2026-11-25T11:01", "draft", f"t{talk}", plain=True)
    assert "follow up" in rules(at, "2026-11-25T11:01")
    at("2026-11-25T11:02", "thanked", talk)
    at("2026-11-25T11:02", "stage", "esi", "relatedness")
    at("2026-11-25T11:03", "stage", "esi", "possibilities")
    at("2026-11-25T11:04", "done", open_("send two dates"))


def gather_and_choose(at: At) -> None:
    """Two sessions, a night apart, each with its ending; one idea chosen with why; the summary."""
    now = "2026-11-25T12:00"
    at(now, "board", "esi", "--open", "reading at night")
    assert "book the pair" in rules(at, now)
    at(now, "idea", "esi", "a tent of books", "night opening")
    board = at(now, "idea", "esi", "loan of readers", "--them")
    loan = next(str(each["id"]) for each in board["ideas"] if each["text"] == "loan of readers")
    paired = at(now, "book-pair", "esi", "Thu 10:00", "Fri 10:00")["sessions"]
    sessions = [str(paired[phase]["id"]) for phase in ("divergent", "convergent")]
    then = "2026-11-27T12:00"
    at(then, "board", "esi", "--converge")
    at(then, "vote", loan, "--dots", "2")
    at(then, "choose", loan, "--why", "it costs little")
    at(then, "board", "esi", "--settle")
    assert "loan of readers" in at(then, "board", "esi", "--summary", plain=True)
    at(then, "board", "esi", "--sent")
    assert "wrap up" in rules(at, "2026-11-30T10:00")
    at("2026-11-30T10:00", "wrap-up", sessions[0], "--enjoyed")
    at("2026-11-30T10:00", "wrap-up", sessions[1], "--next", "they: say who decides by Tue")
    at("2026-11-30T10:05", "thanked", sessions[1])
    assert rules(at, "2026-12-02T12:00") == []


def agree(at: At) -> None:
    """What each wants; the difference is told; then both mean the same."""
    now = "2026-12-02T10:00"
    at(now, "done", open_("say who decides"))
    at(now, "stage", "esi", "opportunity")
    at(
        now,
        "opportunity",
        "esi",
        "--open",
        "loan of readers",
        "--need",
        "children who never finish",
        "--decides",
        "she",
    )
    for term, words in (("outcomes", "sixty finish a book"), ("responsibilities", "she asks"), ("resources", "a van")):
        at(now, "term", "esi", term, "--mine", words, "--theirs", words, "--same")
    at(now, "term", "esi", "timing", "--mine", "March", "--theirs", "Easter")
    assert "differ" in at(now, "opportunity", "esi", plain=True)
    at(now, "term", "esi", "timing", "--theirs", "March", "--same")
    at(now, "opportunity", "esi", "--agree")


def plan(at: At) -> None:
    """An item that is promised, late, dated anew and done; the agreed day to check in."""
    now = "2026-12-02T11:00"
    at(now, "stage", "esi", "action")
    at(now, "plan", "esi", "--open", "loan of readers")
    items = at(now, "plan-item", "esi", "print labels", "--who", "me", "--by", "8 Dec")["items"]
    item = str(items[0]["id"])
    at(now, "plan-promise", item)
    at(now, "plan", "esi", "--check-in", "9 Dec", "--way", "a call of ten minutes")
    assert rules(at, "2026-12-10T09:00") == ["my promise"]
    late = ("new-date", open_("print labels"), "--by", "14 Dec", "--because", "the ink came late")
    assert "the ink came late" in at("2026-12-10T09:00", *late, plain=True)
    assert rules(at, "2026-12-10T09:05") == ["check in"]
    at("2026-12-10T09:10", "plan", "esi", "--checked-in")
    assert rules(at, "2026-12-10T09:20") == []
    at("2026-12-14T09:00", "plan-done", item)
    assert Commitment.objects.get(what="print labels").state == "reported"
    at("2026-12-14T09:00", "plan", "esi", "--finish")


def keep_up(at: At) -> None:
    """A cadence that any contact resets; a hello that takes up a topic."""
    now = "2026-12-18T09:00"
    at(now, "stage", "esi", "maintained")
    at(now, "cadence", "esi", "30", "--longest", "45")
    at(now, "topic", "esi", "grandmother's recipes", "--said", "on the phone")
    assert "keep in touch" in rules(at, "2027-02-15T09:00")
    assert "recipes" in at("2027-02-15T09:00", "hello", "esi", plain=True)
    at("2027-02-15T09:30", "log", "call with Esi Mensah 20m: enjoyed")
    assert rules(at, "2027-02-15T10:00") == []


def close(at: At, segue: Segue) -> None:
    """A talk that ends it: first what is owed, then why; the words; afterwards it is quiet but for the agreed day."""
    now = "2027-03-01T10:00"
    at(now, "log", "call with Esi Mensah 10m: I send the photos by Friday")
    talk = str(at("2027-03-03T10:00", "log", "call with Esi Mensah 10m")["id"])
    refused = segue("wrap-up", talk, "--close", "she moves to Lisbon", "--now", f"{now[:8]}03T10:05:00+01:00")
    assert (refused.exit_code, "First what is still owed" in refused.stderr) == (4, True)
    photos = open_("send the photos")
    at("2027-03-03T10:05", "wrap-up", talk, "--close", "she moves to Lisbon", "--settled", photos)
    assert "Lisbon" in at("2027-03-03T10:10", "draft", "esi", "--as", "close", plain=True)
    at("2027-03-03T10:15", "agree", "esi", "1 Oct", "--way", "a card")
    assert Connection.objects.get(person__name="Esi Mensah").closed_at == datetime.fromisoformat(
        "2027-03-03T10:05:00+01:00"
    )
    assert rules(at, "2027-06-01T09:00") == []
    assert rules(at, "2027-10-01T09:00") == ["agreed contact"]
