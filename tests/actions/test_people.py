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


ESI = people.Known("Esi  Mensah", " Esi@Mensah.example ", "+233 20 123", organisation="Volta", zone="Africa/Accra")


def test_somebody_is_added_before_a_word_was_exchanged_and_undone_whole(cast: Cast) -> None:
    esi = people.add_person(cast.owner, ESI, NOW, source="web")
    assert (esi.name, esi.organisation, esi.zone, esi.source) == ("Esi Mensah", "Volta", "Africa/Accra", "hand")
    assert (esi.addresses.get().addr, esi.phones.get().number) == ("esi@mensah.example", "+23320123")
    assert esi.connection.closed_at is None
    undo(cast.owner, LATER, source="web")
    assert not Person.objects.filter(name="Esi Mensah").exists()
    assert not Address.objects.filter(addr="esi@mensah.example").exists()


def test_nobody_is_added_twice(cast: Cast) -> None:
    for known, why in (
        (people.Known(" "), "needs a name"),
        (people.Known("amara osei"), "known already"),
        (people.Known("Another", "amara@asante.example"), "belongs to Amara Osei"),
        (people.Known("Another", "ada@lindqvist.example"), "is yours"),
        (people.Known("Another", "no address"), "not a mail address"),
        (people.Known("Another", phone="none"), "no telephone number"),
    ):
        with pytest.raises(Refused, match=why):
            people.add_person(cast.owner, known, NOW, source="web")
    assert not Event.objects.exists()
    other = people.add_person(cast.owner, people.Known("Amara Osei", "amara@other.example"), NOW, source="web")
    assert other != cast.amara
    assert people.add_person(cast.stranger, people.Known("Amara Osei"), NOW, source="web").owner == cast.chiara


def test_an_address_that_nobody_stood_behind_is_theirs_now(cast: Cast) -> None:
    Address.objects.create(owner=cast.ada, addr="esi@mensah.example", kind="list")
    esi = people.add_person(cast.owner, ESI, NOW, source="cli")
    assert (esi.addresses.get().kind, Address.objects.filter(addr="esi@mensah.example").count()) == ("person", 1)


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
