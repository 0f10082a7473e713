"""segue close and settle."""

from segue.store.models import Commitment
from tests.cast import Cast
from tests.cli.conftest import Json, Segue


def test_what_is_owed_is_said_first(
    segue: Segue, segue_json: Json, cast: Cast, my_promise: Commitment, request_of_amara: Commitment
) -> None:
    refused = segue("close", "amara", "--terms", "no fit")
    assert refused.exit_code == 4
    assert "send the outline" in refused.stderr
    listed = segue("settle", "amara").stdout
    assert f"{my_promise.id}  you: send the outline" in listed
    assert [row["id"] for row in segue_json("settle", "amara")] == [my_promise.id, request_of_amara.id]
    assert segue("settle", "amara", "--handed-over", str(my_promise.id)).exit_code == 4
    said = segue_json(
        "close", "amara", "--terms", "no fit", "--by", "both", "--handed-over", f"{my_promise.id}=Kofi",
        "--rest", "released", "--offer", "a reference", "--contact", "15 Jan",
    )  # fmt: skip
    assert (said["closed_by"], said["closed_offer"], said["agreed_contact_on"]) == ("both", "a reference", "2027-01-15")
    assert "Kofi takes it over" in segue("draft", "amara", "--as", "close-both").stdout
    assert "Nothing is owed" in segue("settle", "amara").stdout


def test_something_is_settled_without_closing(segue: Segue, segue_json: Json, my_promise: Commitment) -> None:
    assert segue_json("settle", "amara", "--not-done", str(my_promise.id))["closed_at"] is None
    my_promise.refresh_from_db()
    assert my_promise.state == "reneged"


def test_a_talk_ends_so_by_both_with_all_that_a_close_says(segue: Segue, segue_json: Json, cast: Cast) -> None:
    talk = str(segue_json("log", "call with Amara 10m")["id"])
    said = ("--by", "both", "--way", "a card", "--contact", "1 Mar", "--offer", "a second pair of eyes")
    told = segue("wrap-up", talk, "--close", "she moves to Lisbon", *said, "--now", "2026-11-24T10:00+01:00").stdout
    assert "The words to close with" in told
    kept = cast.with_amara
    assert (kept.closed_by, kept.agreed_contact_way, kept.closed_offer) == ("both", "a card", "a second pair of eyes")
    assert str(kept.agreed_contact_on) == "2027-03-01"


def test_a_talk_of_several_says_that_it_closes_with_nobody(segue: Segue, segue_json: Json, cast: Cast) -> None:
    talk = str(segue_json("log", "call with Amara and Dai 10m")["id"])
    told = segue("wrap-up", talk, "--close", "no fit", "--now", "2026-11-24T10:00+01:00").stdout
    assert "It was with several: the talk has ended, and nobody is closed." in told
    assert cast.with_amara.closed_at is None
