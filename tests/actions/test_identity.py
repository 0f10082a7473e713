"""One person or two: what the owner says goes before the rules, and all of it is undone on request."""

import pytest

from segue.actions import identity, people
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.imports.persons import known_by
from segue.domain.commitments import Move, Side
from segue.store.models import (
    Address,
    Commitment,
    Connection,
    Conversation,
    DoubtfulPair,
    Exchange,
    KnownBy,
    Message,
    Participant,
    Person,
    Phone,
)
from segue.store.plain import snapshot
from tests.cast import LATER, NOW, Cast, commitment, mail, person

ADA, AMARA, OLD = "ada@lindqvist.example", "amara@asante.example", "amara.osei@old.example"


@pytest.fixture
def older(cast: Cast) -> Person:
    """Amara under an address of before, with a mail, a promise and a talk."""
    made = person(cast.ada, "A. Osei", OLD)
    Phone.objects.create(owner=cast.ada, person=made, number="+233201", shown="020 1", source="card")
    Phone.objects.create(owner=cast.ada, person=made, number="+233202", shown="020 2", source="card")
    Phone.objects.create(owner=cast.ada, person=cast.amara, number="+233201", shown="020 1", source="card")
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=NOW, last_at=NOW)
    for who in (made, cast.amara):
        Participant.objects.create(owner=cast.ada, conversation=talk, person=who)
    exchange(mail(cast, OLD, ADA, "Hello from the old one"), made)
    exchange(mail(cast, AMARA, ADA, "Hello from the new one"), cast.amara)
    commitment(cast, (Side.B, Move.PROMISE), with_=made)
    for who, addr in ((made, OLD), (cast.amara, AMARA)):
        for key, _ in known_by(addr, ""):
            KnownBy.objects.create(owner=cast.ada, key=key, person=who)
    return made


def exchange(message: Message, *persons: Person) -> None:
    for who in persons:
        Exchange.objects.create(owner=message.owner, connection=who.connection, message=message, out=message.mine)


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows that merging and parting touch."""
    models = (Person, Connection, Address, KnownBy, Phone, Participant, Exchange, Commitment, DoubtfulPair)
    return {
        model.__name__: sorted(
            ({k: v for k, v in snapshot(row).items() if k != "refresh_at"} for row in model.objects.all()), key=str
        )
        for model in models
    }


def test_merging_moves_everything_and_undo_moves_it_back(cast: Cast, older: Person) -> None:
    before = everything()
    kept = identity.merge(cast.owner, cast.amara.id, older.id, NOW, source="web")
    assert kept == cast.amara
    assert set(kept.addresses.values_list("addr", flat=True)) == {OLD, AMARA}
    assert kept.connection.exchanges.count() == 2
    assert kept.connection.commitments.count() == 1
    assert sorted(kept.phones.values_list("number", flat=True)) == ["+233201", "+233202"]
    assert not Person.objects.filter(id=older.id).exists()
    undo(cast.owner, LATER, source="web")
    assert everything() == before


def test_a_doubtful_pair_is_decided_once(cast: Cast, older: Person) -> None:
    pair = DoubtfulPair.objects.create(owner=cast.ada, first=cast.amara, second=older, rule="initial", reason="alike")
    before = everything()
    identity.decide(cast.owner, pair.id, True, NOW, source="web")
    assert not Person.objects.filter(id=older.id).exists()
    undo(cast.owner, LATER, source="web")
    assert everything() == before
    identity.decide(cast.owner, pair.id, False, NOW, source="web")
    pair.refresh_from_db()
    assert (pair.verdict, Person.objects.filter(id=older.id).exists()) == ("different", True)


def test_parting_gives_the_other_their_own_messages_and_undo_takes_them_back(cast: Cast, older: Person) -> None:
    both = mail(cast, ADA, AMARA, "To both of you")
    both.recipients.create(owner=cast.ada, address=Address.objects.get(addr=OLD), role="to")
    exchange(both, cast.amara, older)
    identity.merge(cast.owner, cast.amara.id, older.id, NOW, source="web")
    before = everything()
    moving = Address.objects.get(addr=OLD)
    other = identity.part(cast.owner, cast.amara.id, [moving.id], NOW, source="web")
    assert (other.name, list(other.addresses.values_list("addr", flat=True))) == ("A. Osei", [OLD])
    theirs = {each.message.body for each in other.connection.exchanges.all()}
    hers = {each.message.body for each in cast.amara.connection.exchanges.all()}
    assert theirs == {"Hello from the old one", "To both of you"}
    assert hers == {"Hello from the new one", "To both of you"}
    assert DoubtfulPair.objects.get().verdict == "different"
    assert set(KnownBy.objects.filter(person=other).values_list("key", flat=True)) == {k for k, _ in known_by(OLD, "")}
    undo(cast.owner, LATER, source="web")
    assert everything() == before


def test_parting_names_some_addresses_and_not_all(cast: Cast) -> None:
    every = [address.id for address in cast.amara.addresses.all()]
    for wrong in ([], every, [987654]):
        with pytest.raises(Refused, match="some of the person's addresses"):
            identity.part(cast.owner, cast.amara.id, wrong, NOW, source="web")


def test_nobody_is_merged_with_themselves_or_twice(cast: Cast, older: Person) -> None:
    with pytest.raises(Refused, match="same person already"):
        identity.merge(cast.owner, cast.amara.id, cast.amara.id, NOW, source="web")
    identity.merge(cast.owner, cast.amara.id, older.id, NOW, source="web")
    with pytest.raises(NotFound):
        identity.merge(cast.owner, cast.amara.id, older.id, LATER, source="web")


def test_who_is_who_is_the_owners_to_say(cast: Cast, older: Person) -> None:
    pair = DoubtfulPair.objects.create(owner=cast.ada, first=cast.amara, second=older, rule="initial", reason="alike")
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            identity.merge(asker, cast.amara.id, older.id, NOW, source="web")
        with pytest.raises(NotFound):
            identity.decide(asker, pair.id, True, NOW, source="web")
        with pytest.raises(NotFound):
            identity.part(asker, cast.amara.id, [], NOW, source="web")
        with pytest.raises(NotFound):
            people.rename(asker, cast.amara.id, "X", NOW, source="web")
        with pytest.raises(NotFound):
            people.describe(asker, cast.amara.id, NOW, source="web", title="X")
        with pytest.raises(NotFound):
            people.add_phone(asker, cast.amara.id, "+233 20", NOW, source="web")
