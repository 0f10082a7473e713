"""From a first wish to a wrapped-up talk on the command line alone."""

from pathlib import Path

from segue.store.models import Commitment, Mark, TalkMark
from tests.cast import Cast
from tests.cli.conftest import Json, Segue


def test_the_way_of_a_talk(segue: Segue, segue_json: Json, cast: Cast, tmp_path: Path) -> None:
    segue("intent", "amara", "a pilot", "--for-them", "readers", "--series", "way", "--need", "partner")
    id_ = str(segue_json("book", "amara", "Fri 15:00", "--aim", "a yes or a no", "--expect", "a yes 40%")["id"])
    held = ("--now", "2026-11-27T17:00+01:00")
    assert segue_json("start", id_, *held)["started_at"] == "2026-11-27T16:00:00+00:00"
    segue("note", id_, "she has a new office", *held)
    assert segue_json("note", id_, "and a dog", *held)["notes"] == "she has a new office\nand a dog"
    marked = segue_json("mark", id_, "p me: send two dates by Mon", *held)
    assert [(each["kind"], each["text"]) for each in marked] == [("promise", "me: send two dates by Mon")]
    segue("mark", id_, "n not before March", *held)
    segue("mark", id_, "t tea", *held)
    assert "not before March" in segue("mark", id_, *held).stdout
    said = tmp_path / "talk.txt"
    budget = "Amara Osei: I will send you the budget by Friday 4 December.\n"
    said.write_text(
        f"{budget}Amara Osei: We can't afford more than 20k.\nAmara Osei: Maybe we could hold a joint webinar.\n"
    )
    read = segue("transcript", id_, str(said), *held).stdout
    assert "send you the budget" in read
    assert "perhaps limit" in read
    idea, limit = (str(Mark.objects.get(act=act).id) for act in ("idea", "limit"))
    segue("confirm", idea, *held)
    segue("not-so", limit, *held)
    assert "joint webinar" in segue("mark", id_, *held).stdout
    segue("undo")
    promise, limit, tea, webinar = (f"m{each.id}" for each in TalkMark.objects.order_by("id"))
    empty = segue("wrap-up", id_, *held)
    assert empty.exit_code == 4
    assert "How did it end?" in empty.stderr
    assert promise in empty.stdout
    assert "detected, they: send you the budget" in empty.stdout
    assert "perhaps limit" in empty.stdout
    assert "segue confirm M" in empty.stdout
    assert "You expected: a yes, 40 %. Did it happen?" in empty.stdout
    ended = segue_json(
        "wrap-up", id_, "--next", promise, "--next", "they: name two people by Fri", "--drop", tea,
        "--happened", "yes", "--rating", "4", *held,
    )  # fmt: skip
    assert (ended["ending"], ended["rating"]) == ("next step", 4)
    agreed = [each["what"] for each in ended["commitments"]]
    assert agreed == ["send you the budget", "send two dates", "name two people"]
    fates = {f"m{each.id}": each.fate for each in TalkMark.objects.all()}
    assert fates == {promise: "kept", limit: "kept", tea: "dropped", webinar: "kept"}
    segue("undo")
    assert Commitment.objects.count() == 1
    assert segue_json("stage", "amara", "relatedness")["next"] == "possibilities"


def test_after_a_talk_come_thanks_and_what_i_have_promised(segue: Segue) -> None:
    told = segue("log", "call with Amara 30m: I send the outline by Friday").stdout
    assert "You have 1 open promise." in told
    assert "A word of thanks: segue draft t" in told
    assert "open promise" not in segue("log", "call with Dai 30m: enjoyed").stdout
    assert "no ending yet" in segue("log", "call with Dai 30m: it rained").stdout
