"""intent, stage and needs on the command line."""

from tests.cast import Cast
from tests.cli.conftest import Json, Segue


def test_what_is_wanted_is_kept_and_shown(segue: Segue, segue_json: Json, cast: Cast) -> None:
    said = segue_json(
        "intent", "amara", "a", "pilot", "--for-them", "readers", "--series", "way", "--wanted", "action",
        "--need", "partner",
    )  # fmt: skip
    assert (said["stage"], said["intent"], said["next"]) == ("intent", "a pilot", "relatedness")
    assert said["talks_ahead"][0]["stage"] == "relatedness"
    told = segue("intent", "amara")
    for words in ("joint action: a pilot", "readers", "by voice", "partner; also: nobody yet"):
        assert words in told.stdout
    assert segue_json("intent", "amara", "--for-them", "a name")["intent"] == "a pilot"
    segue("undo")
    assert segue_json("intent", "amara")["for_them"] == "readers"
    assert segue("intent", "amara", "--series", "many").exit_code == 2


def test_a_stage_is_moved_and_asks_why(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert segue_json("stage", "amara", "intent")["stage"] == "intent"
    refused = segue("stage", "amara", "action")
    assert refused.exit_code == 4
    assert "leaves out relatedness and possibilities and opportunity" in refused.stderr
    said = segue_json("stage", "amara", "action", "--why", "we agreed on the phone")
    assert (said["stage"], said["moves"][0]["why"]) == ("action", "we agreed on the phone")
    assert "intent → action" in segue("stage", "amara").stdout
    assert segue("stage", "zoe").exit_code == 3


def test_needs_are_listed_with_who_serves_them(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert "Nothing is looked for" in segue("needs").stdout
    segue("intent", "amara", "a pilot", "--need", "partner")
    told = segue("needs").stdout
    assert "partner" in told
    assert "thin" in told
    assert segue_json("needs")[0]["people"][0]["name"] == "Amara Osei"
    segue("needs", "--found", "partner")
    assert segue_json("needs") == []
    assert segue_json("needs", "--all")[0]["need"] == "partner"
    assert segue("needs", "--again", "nothing").exit_code == 3
