"""Opportunities on the command line."""

from tests.cli.conftest import Json, Segue


def test_from_the_first_term_to_an_agreement(segue: Segue, segue_json: Json) -> None:
    assert "no opportunity yet" in segue("opportunity", "Amara").stderr
    assert segue_json("opportunity", "Amara", "--open", "loan of readers", "--need", "books")["said"]["need"] == "books"
    said = segue_json("term", "Amara", "timing", "--mine", "March", "--theirs", "after Easter")
    assert said["mismatches"] == ["timing"]
    assert "You two differ" in segue("opportunity", "Amara").stdout
    assert "timing: differs" in segue("opportunity", "Amara", "--agree").stderr
    assert segue_json("term", "Amara", "timing", "--same")["mismatches"] == []
    for term in ("outcomes", "responsibilities", "resources"):
        segue("term", "Amara", term, "--mine", "as said", "--theirs", "as said")
    assert segue_json("opportunity", "Amara", "--agree")["state"] == "agreed"
    assert "One step" in segue("opportunity", "Amara", "--agree", "--reopen").stderr


def test_it_ends_kindly_in_words_to_use(segue: Segue, segue_json: Json) -> None:
    segue("opportunity", "Amara", "--open", "loan of readers")
    assert (
        "Hello Amara,\n\nI notice that I am pushing “loan of readers”"
        in segue("opportunity", "Amara", "--words").stdout
    )
    assert segue_json("opportunity", "Amara", "--end", "no need")["ended_why"] == "no need"
    segue("undo")
    assert segue_json("opportunity", "Amara")["state"] == "open"


def test_where_you_two_differ_is_told_before_the_talk_and_before_it_ends(segue: Segue, segue_json: Json) -> None:
    segue("opportunity", "Amara", "--open", "loan of readers")
    segue("term", "Amara", "timing", "--mine", "March", "--theirs", "after Easter")
    talk = str(segue_json("book", "Amara", "Fri 15:00")["id"])
    differ = "You two differ on “loan of readers”: timing (you: March; they: after Easter)"
    assert differ in segue("prepare", talk).stdout
    assert differ in segue("wrap-up", talk, "--now", "2026-11-27T17:00+01:00").stdout
