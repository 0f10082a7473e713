"""Which addresses are mine: found, asked about once, and changed later with the same outcome as a fresh import."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.actions import imports
from segue.domain.mine import Mine
from segue.store.models import Address, Connection, Event, Exchange, Message, Person
from tests.actions.imports.letters import AMARA, DAI, letter, mbox
from tests.actions.imports.state import State, state_of
from tests.cast import NOW, Cast

WORK = "Ada <ada@fjordlight.example>"


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    mbox(
        tmp_path / "Sent.mbox",
        [letter(1, WORK, AMARA), letter(2, WORK, f"{DAI}, {AMARA}"), letter(3, WORK, DAI, Cc=AMARA)],
    )
    mbox(tmp_path / "Inbox.mbox", [letter(number, AMARA, WORK) for number in range(10, 14)])
    mbox(tmp_path / "Inbox.mbox", [letter(20, DAI, AMARA), letter(21, "Noor Haddad <noor@haddad.example>", WORK)])
    return tmp_path


def test_they_are_found_and_shown_with_the_evidence(cast: Cast, mail: Path) -> None:
    Address.objects.all().delete()
    shown: list[tuple[Mine, ...]] = []

    def confirm(likely: tuple[Mine, ...]) -> list[str]:
        shown.append(likely)
        return [each.address for each in likely]

    imports.run(cast.owner, [mail], NOW, workers=0, confirm=confirm)
    assert [(each.address, each.sure) for each in shown[0]] == [("ada@fjordlight.example", True)]
    assert "3 of 3" in shown[0][0].evidence
    mine = Address.objects.get(addr="ada@fjordlight.example")
    assert (mine.kind, mine.person, mine.confirmed_at) == ("mine", None, NOW)
    assert Message.objects.filter(mine=True).count() == 3


def test_what_is_known_is_not_asked_again(cast: Cast, mail: Path) -> None:
    def confirm(likely: tuple[Mine, ...]) -> list[str]:
        raise AssertionError("asked")

    imports.run(cast.owner, [mail], NOW, workers=0, confirm=confirm)
    assert imports.my_addresses(cast.owner) == {"ada@lindqvist.example"}


def test_a_list_is_never_mine(cast: Cast, tmp_path: Path) -> None:
    Address.objects.all().delete()
    everybody = (f"{number}@any.example" for number in range(20))
    listed = {"to": "people@lists.example", "List_Id": "<people.lists.example>"}
    box = mbox(tmp_path / "list.mbox", [letter(number, sender, **listed) for number, sender in enumerate(everybody)])
    imports.run(cast.owner, [box], NOW, workers=0)
    assert "people@lists.example" not in imports.my_addresses(cast.owner)


def test_changing_them_later_is_the_same_as_knowing_them_before(cast: Cast, mail: Path) -> None:
    def outcome() -> State:
        state = state_of(cast.ada.id)
        return {noun: state[noun] for noun in ("Message", "Exchange", "Connection", "Commitment", "Mark")}

    imports.run(cast.owner, [mail], NOW, workers=0, mine=["ada@fjordlight.example"])
    expected, persons = outcome(), set(Person.objects.values_list("name", flat=True))
    imports.set_mine(cast.owner, ["ada@lindqvist.example"], NOW, source="web")
    assert not Message.objects.filter(mine=True).exists()
    assert not Exchange.objects.exists()
    assert Person.objects.filter(addresses__addr="ada@fjordlight.example").exists()
    imports.set_mine(cast.owner, ["ada@lindqvist.example", "ada@fjordlight.example"], NOW, source="web")
    assert outcome() == expected
    assert set(Person.objects.values_list("name", flat=True)) == persons
    assert not Connection.objects.filter(person__addresses__addr="ada@fjordlight.example").exists()
    assert Event.objects.filter(verb="name my addresses").count() == 2
