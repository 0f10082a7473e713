"""introduce on the command line: who fits, each asked, and the words for it."""

from tests.cast import Cast
from tests.cli.conftest import Json, Segue


def test_two_who_fit_are_named_and_asked(cast: Cast, segue: Segue, segue_json: Json) -> None:
    assert "Nobody yet." in segue("introduce").stdout
    segue("topic", "Amara", "a printer", "--needs")
    assert "what they can offer" in segue("topic", "Dai", "printer", "--offers").stdout
    (pair,) = segue_json("introduce")["suggestions"]
    assert (pair["one"], pair["other"], pair["meets_a_need"]) == ("Amara Osei", "Dai Nakamura", True)
    told = segue("introduce", "Amara", "Dai").stdout
    assert "May I introduce somebody to you?" in told
    assert f"segue introduce c{cast.with_amara.id} c{cast.dai.connection.id} --asked" in told
    assert segue_json("introduce", "Amara", "Dai", "--asked")["state"] == "asked"
    refused = segue("introduce", "Amara", "Dai", "--asked")
    assert refused.exit_code == 4
    assert segue_json("introduce", "Amara", "Dai", "--yes")["ask"] == "Dai Nakamura"
    assert "Amara Osei and Dai Nakamura: asked" in segue("introduce").stdout
    assert segue_json("introduce", "Dai", "Amara", "--leave")["state"] == "left"
