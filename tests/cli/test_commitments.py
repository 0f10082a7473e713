"""owed, the moves, remind, snooze, undo: what they print, and with which code they end."""

import pytest

from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Event
from tests.cast import FRIDAY, Cast, commitment
from tests.cli.conftest import Json, Segue


def test_owed_tells_both_ways(
    segue: Segue, segue_json: Json, my_promise: Commitment, request_of_amara: Commitment
) -> None:
    told = segue("owed").stdout
    assert "You promised  1" in told
    assert "Asked of you, or offered by you  nothing" in told
    assert f"{my_promise.id}  Fri 27 Nov 2026  Amara Osei  send the outline (promised)" in " ".join(
        told.split("  " * 2)
    )
    assert "Asked by you, or offered to you  1" in told
    page = segue_json("owed")
    assert [(row["id"], row["person"], row["due"]) for row in page["by_me"]] == [
        (my_promise.id, "Amara Osei", "2026-11-27")
    ]
    assert [row["what"] for row in page["to_me"]] == ["name the budget holder"]


def test_owed_leaves_out_what_is_old_unless_asked(segue_json: Json, cast: Cast, my_promise: Commitment) -> None:
    later = ("--now", "2027-06-01T00:00Z")
    assert segue_json("owed", *later)["by_me_count"] == 0
    (row,) = segue_json("owed", "--all", *later)["by_me"]
    assert (row["overdue"], row["missed"]) == (True, True)


MOVES = [
    (("done",), True, "reported"),
    (("decline",), False, "declined"),
    (("counter", "--by", "Fri", "--words", "The printer is late."), True, "countered"),
    (("withdraw",), False, "withdrawn"),
    (("renege",), True, "reneged"),
    (("promise", "--by", "27 Nov"), False, "promised"),
    (("let-go",), False, "lapsed"),
    (("decline", "--them"), False, "declined"),
]


@pytest.mark.parametrize(("arguments", "mine", "state"), MOVES[:1] + MOVES[2:7])
def test_a_move_says_where_it_stands_and_is_undone(
    segue: Segue, cast: Cast, arguments: tuple[str, ...], mine: bool, state: str
) -> None:
    row = commitment(cast, (Side.B, Move.PROMISE) if mine else (Side.A, Move.REQUEST), mine=mine)
    command, *options = arguments
    told = segue(command, str(row.id), *options)
    assert told.exit_code == 0, told.output
    assert f"“send the outline” is {state}" in told.stdout
    row.refresh_from_db()
    assert row.state == state
    assert segue("undo").stdout.startswith("Undone: ")
    row.refresh_from_db()
    assert row.state == ("promised" if mine else "requested")


def test_their_word_is_recorded_as_theirs(segue_json: Json, cast: Cast) -> None:
    row = commitment(cast, (Side.A, Move.REQUEST))
    assert segue_json("decline", str(row.id), "--them")["state"] == "declined"
    assert row.moves.latest("id").by == "B"


def test_a_repeated_move_is_refused_in_words(segue: Segue, my_promise: Commitment) -> None:
    assert segue("done", str(my_promise.id)).exit_code == 0
    again = segue("done", str(my_promise.id))
    assert (again.exit_code, again.stdout) == (4, "")
    assert again.stderr == (
        "segue: “send the outline” is reported: they may say that it is well done, "
        "they may say that it is not what was asked, they may withdraw.\n"
    )


@pytest.mark.parametrize("command", ["done", "decline", "withdraw", "let-go", "remind", "reject", "not-settled"])
def test_what_is_not_there_ends_with_three(segue: Segue, command: str) -> None:
    told = segue(command, "987654")
    assert (told.exit_code, told.stderr) == (3, "segue: There is no commitment 987654.\n")


def test_a_day_that_is_none_is_refused_with_examples(segue: Segue, my_promise: Commitment) -> None:
    told = segue("counter", str(my_promise.id), "--by", "sometime")
    assert told.exit_code == 4
    assert "“sometime” is not a day; one looks like Fri" in told.stderr


def test_the_reminder_is_handed_out_once(segue: Segue, request_of_amara: Commitment) -> None:
    first, second = (segue("remind", str(request_of_amara.id)) for _ in range(2))
    assert first.stdout.startswith("Hello Amara,")
    assert (second.exit_code, "never a second" in second.stderr) == (4, True)


def test_a_detection_is_corrected_and_rejected(segue: Segue, segue_json: Json, my_promise: Commitment) -> None:
    said = segue_json("correct", str(my_promise.id), "--what", "send both outlines", "--theirs")
    assert (said["what"], said["mine"], said["due"]) == ("send both outlines", False, FRIDAY.isoformat())
    assert segue("reject", str(my_promise.id)).exit_code == 0
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("what", "until", "field"), [("{}", "Friday", "commitment"), ("c{}", "tomorrow", "connection")]
)
def test_snoozing_tells_until_when(segue: Segue, my_promise: Commitment, what: str, until: str, field: str) -> None:
    id_ = my_promise.id if field == "commitment" else my_promise.connection_id
    told = segue("snooze", what.format(id_), until)
    assert told.stdout.startswith("Not before ")
    assert Event.objects.latest("id").noun == field


def test_snoozing_something_else_is_refused(segue: Segue) -> None:
    assert "is not a number such as 12" in segue("snooze", "x9", "Friday").stderr
    assert "is not a moment" in segue("snooze", "9", "whenever").stderr


def test_there_may_be_nothing_to_undo(segue: Segue, segue_json: Json) -> None:
    told = segue("undo")
    assert (told.exit_code, told.stderr) == (3, "segue: There is nothing to undo.\n")
    assert segue_json("history") == []
