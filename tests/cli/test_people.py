"""person, pairs, merge, part, mine, cadence and close on the command line."""

import pytest

from segue.store.models import Address, Commitment, DoubtfulPair, Person
from tests.cast import Cast, person
from tests.cli.conftest import Json, Segue


def test_a_person_is_shown_with_what_each_owes(segue: Segue, segue_json: Json, my_promise: Commitment) -> None:
    told = segue("person", "amara")
    assert "Amara Osei" in told.stdout
    assert "“I will send the outline”, Sat 21 Nov 2026" in told.stdout
    said = segue_json("person", "amara", "osei")
    assert said["addresses"] == ["amara@asante.example"]
    assert [each["what"] for each in said["i_owe"]] == ["send the outline"]
    assert said["my_record"]["counts"]["open"] == 1


def test_a_name_of_nobody_and_one_of_several(segue: Segue, cast: Cast) -> None:
    nobody = segue("person", "zoe")
    assert (nobody.exit_code, nobody.stderr) == (
        3, "segue: Nobody here is called zoe. Add them: segue add zoe\n",
    )  # fmt: skip
    person(cast.ada, "Amara Diallo", "diallo@example.org")
    several = segue("person", "amara")
    assert several.exit_code == 4
    assert f"Amara Osei (c{cast.with_amara.id})" in several.stderr


def test_a_pair_is_asked_about_and_answered(segue: Segue, segue_json: Json, cast: Cast) -> None:
    other = person(cast.ada, "A. Osei", "a.osei@old.example")
    pair = DoubtfulPair.objects.create(
        owner=cast.ada, first=cast.amara, second=other, rule="initial", reason="A. Osei and Amara Osei may be one"
    )
    assert "A. Osei and Amara Osei may be one" in segue("pairs").stdout
    assert segue("same", str(pair.id)).exit_code == 0
    assert not Person.objects.filter(id=other.id).exists()
    assert segue_json("pairs") == []
    segue("undo")
    assert segue("different", str(pair.id)).exit_code == 0


def test_persons_are_merged_and_parted(segue: Segue, segue_json: Json, cast: Cast) -> None:
    person(cast.ada, "Kofi Boateng", "kofi@asante.example")
    assert segue_json("merge", "amara", "kofi")["name"] == "Amara Osei"
    assert segue_json("part", "amara", "kofi@asante.example")["name"] == "Kofi Boateng"


def test_my_addresses_are_told_and_set(segue: Segue, segue_json: Json) -> None:
    assert [each["address"] for each in segue_json("mine")] == ["ada@lindqvist.example"]
    assert segue("mine", "ada@work.example").exit_code == 0
    assert Address.objects.get(addr="ada@work.example").kind == "mine"
    assert segue("mine", "--not", "nobody@work.example").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        (("cadence", "amara", "30"), "cadence_longest_days", 45),
        (("close", "amara", "--terms", "no budget", "--by", "them", "--contact", "Fri"), "closed_by", "them"),
        (("agree", "amara", "27 Nov", "--way", "a call"), "agreed_contact_on", "2026-11-27"),
        (("agree", "amara", "none"), "agreed_contact_on", None),
        (("enjoyed", "amara"), "enjoyed_at", "2026-11-23T08:00:00+00:00"),
        (("keep-open", "amara"), "kept_open_at", "2026-11-23T08:00:00+00:00"),
        (("leave-closed", "amara"), "left_closed_at", "2026-11-23T08:00:00+00:00"),
    ],
)
def test_what_a_connection_is_to_be(segue_json: Json, arguments: tuple[str, ...], field: str, value: object) -> None:
    assert segue_json(*arguments)[field] == value


def test_what_is_not_closed_is_not_reopened(segue: Segue) -> None:
    assert segue("reopen", "amara").exit_code == 4
    assert segue("close", "amara", "--terms", "no budget").exit_code == 0
    assert segue("reopen", "amara").stdout.startswith("Kept for Amara Osei.")


def test_somebody_is_added_by_name(segue: Segue, segue_json: Json) -> None:
    added = segue_json("add", "Esi", "Mensah", "--address", "esi@mensah.example", "--zone", "Africa/Accra")
    assert added["name"] == "Esi Mensah"
    assert segue_json("person", "esi@mensah.example")["name"] == "Esi Mensah"
    assert segue("add", "Esi", "Mensah").exit_code == 4
    assert segue("add", "Kofi", "--zone", "Mars/Olympus").exit_code == 4
