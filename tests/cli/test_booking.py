"""book, prepare, rebook and call-off on the command line."""

from tests.cast import Cast
from tests.cli.conftest import Json, Segue


def test_a_talk_is_booked_prepared_moved_and_called_off(segue: Segue, segue_json: Json, cast: Cast) -> None:
    times = segue("book", "amara")
    assert "Tue 24 Nov 2026 10:00, 09:00 there" in times.stdout
    assert len(segue_json("book", "amara")) == 3
    said = segue_json("book", "amara", "Fri 15:00", "--aim", "a yes or a no", "--expect", "a yes 40%", "--ask", "who?")
    assert (said["first_at"], said["objective"]) == ("2026-11-27T14:00:00+00:00", "a yes or a no")
    assert (said["expected"], said["expectation"], said["questions"]) == ("a yes", 40, ["who?"])
    id_ = str(said["id"])
    told = segue("prepare", id_)
    for words in ("Fri 27 Nov 2026 15:00, 14:00 there", "a yes, 40 %", "Agenda  offered", "Talk the first time"):
        assert words in " ".join(told.stdout.split()) or words in told.stdout
    assert segue_json("prepare", id_, "--agenda", "one", "--agenda", "two")["agenda"] == ["one", "two"]
    assert segue_json("rebook", id_, "2026-11-30T10:00")["first_at"] == "2026-11-30T09:00:00+00:00"
    assert segue_json("call-off", id_) == {"id": int(id_), "cancelled": True}


def test_what_is_not_understood_is_told(segue: Segue, cast: Cast) -> None:
    assert "is not a time" in segue("book", "amara", "soon").stderr
    assert "how likely" in segue("book", "amara", "Fri 15:00", "--expect", "a yes").stderr
    assert segue("prepare", "4711").exit_code == 3
