"""log and wrap-up on the command line."""

from datetime import timedelta

from segue.store.models import Conversation
from tests.cast import NOW, Cast
from tests.cli.conftest import Json, Segue


def test_a_talk_is_logged_in_one_line_with_or_without_quotation_marks(segue: Segue, segue_json: Json) -> None:
    said = segue_json("log", "call with Amara 30m: I send the outline by Friday; she names the budget holder by Mon")
    assert (said["with"], said["ending"]) == (["Amara Osei"], "next step")
    assert [(each["mine"], each["what"], each["due"]) for each in said["commitments"]] == [
        (True, "send the outline", "2026-11-27"),
        (False, "name the budget holder", "2026-11-30"),
    ]
    told = segue("log", "call", "with", "Dai:", "it", "rained")
    assert f"no ending yet: segue wrap-up {said['id'] + 1}" in told.stdout


def test_a_connection_is_named_as_today_names_it(segue_json: Json, cast: Cast) -> None:
    said = segue_json("log", f"call with c{cast.with_amara.id}: enjoyed")
    assert said["with"] == ["Amara Osei"]


def test_a_talk_is_wrapped_up_one_way(segue: Segue, segue_json: Json, cast: Cast) -> None:
    id_ = str(segue_json("log", "call with Amara: it rained")["id"])
    later = ("--now", (NOW + timedelta(hours=1)).isoformat())
    assert "How did it end?" in segue("wrap-up", id_, *later).stderr
    assert "has one ending" in segue("wrap-up", id_, "--enjoyed", "--close", "no fit", *later).stderr
    assert segue_json("wrap-up", id_, "--not-yet", "Fri", *later)["not_yet_until"] == "2026-11-27"
    said = segue_json(
        "wrap-up", id_, "--next", "me: send two dates by Fri", "--next", "she books the room by Mon", *later
    )
    assert [each["what"] for each in said["commitments"]] == ["send two dates", "book the room"]
    again = segue("wrap-up", id_, "--enjoyed", *later)
    assert (again.exit_code, Conversation.objects.get(id=id_).ending) == (4, "next step")


def test_a_next_step_without_a_day_is_refused(segue: Segue, segue_json: Json) -> None:
    id_ = str(segue_json("log", "call with Amara: it rained")["id"])
    told = segue("wrap-up", id_, "--next", "me: think about it", "--now", "2026-11-23T10:00Z")
    assert "who does what by when" in told.stderr
