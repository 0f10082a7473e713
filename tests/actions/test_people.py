"""Naming persons, their telephones, and which addresses are mine."""

import pytest

from segue.actions import people
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.store.models import Address, Event, Message, Person, Phone
from tests.cast import LATER, NOW, Cast, mail


def test_a_person_is_renamed_and_undone(cast: Cast) -> None:
    people.rename(cast.owner, cast.amara.id, "Amara Diallo", NOW, source="web")
    cast.amara.refresh_from_db()
    assert cast.amara.name == "Amara Diallo"
    assert cast.amara.sort_name == "diallo amara"
    undo(cast.owner, LATER, source="web")
    cast.amara.refresh_from_db()
    assert (cast.amara.name, cast.amara.sort_name) == ("Amara Osei", "amara osei")
    with pytest.raises(Refused, match="needs a name"):
        people.rename(cast.owner, cast.amara.id, " ", NOW, source="web")


def test_what_is_known_of_a_person_is_set(cast: Cast) -> None:
    people.describe(cast.owner, cast.amara.id, NOW, source="web", title="Head of learning", notes="met in Accra")
    cast.amara.refresh_from_db()
    assert (cast.amara.title, cast.amara.notes, cast.amara.source) == ("Head of learning", "met in Accra", "hand")
    with pytest.raises(Refused, match="has no name"):
        people.describe(cast.owner, cast.amara.id, NOW, source="web", name="X")


def test_a_telephone_is_noted_once(cast: Cast) -> None:
    people.add_phone(cast.owner, cast.amara.id, "+233 20 123", NOW, source="web")
    people.add_phone(cast.owner, cast.amara.id, "+233-20-123", LATER, source="web")
    assert [(each.number, each.shown, each.source) for each in Phone.objects.all()] == [
        ("+23320123", "+233 20 123", "hand")
    ]
    with pytest.raises(Refused, match="no telephone number"):
        people.add_phone(cast.owner, cast.amara.id, "none", NOW, source="web")
    undo(cast.owner, LATER, source="web")
    assert not Phone.objects.exists()


def test_an_address_of_mine_makes_its_mail_mine(cast: Cast) -> None:
    message = mail(cast, "dai@nakamura.example", "amara@asante.example", "I wrote this myself")
    people.add_mine(cast.owner, " Dai@Nakamura.example ", NOW, source="web")
    address = Address.objects.get(addr="dai@nakamura.example")
    assert (address.kind, address.confirmed_at, address.person) == ("mine", NOW, None)
    assert Message.objects.get(id=message.id).mine
    assert not Person.objects.filter(id=cast.dai.id).exists()
    people.not_mine(cast.owner, "dai@nakamura.example", LATER, source="web")
    address.refresh_from_db()
    assert address.kind == "person"
    assert not Message.objects.get(id=message.id).mine


def test_an_address_that_was_found_is_confirmed_and_undone(cast: Cast) -> None:
    people.add_mine(cast.owner, "ada@lindqvist.example", NOW, source="web")
    assert Address.objects.get(addr="ada@lindqvist.example").confirmed_at == NOW
    people.add_mine(cast.owner, "ada@lindqvist.example", LATER, source="web")
    assert Address.objects.get(addr="ada@lindqvist.example").confirmed_at == NOW
    undo(cast.owner, LATER, source="web")
    assert Address.objects.get(addr="ada@lindqvist.example").confirmed_at is None


def test_what_is_no_address_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="not a mail address"):
        people.add_mine(cast.owner, "ada at home", NOW, source="web")
    with pytest.raises(NotFound, match="not among your addresses"):
        people.not_mine(cast.owner, "amara@asante.example", NOW, source="web")
    assert not Event.objects.exists()
