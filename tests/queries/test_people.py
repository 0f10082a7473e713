"""Who there is, in which order; what each owes the other; the timeline with its talks."""

from datetime import timedelta

import pytest

from segue.domain.commitments import Move, Side
from segue.queries import people
from segue.queries.timeline import PAGE, timeline
from segue.store.models import Conversation, Exchange, Participant, Person, key_at
from tests.cast import FRIDAY, NOW, Cast, commitment, mail, person

A, B = Side.A, Side.B


def exchange(cast: Cast, hours_ago: float, *, out: bool = False, **fields: object) -> int:
    sender, to = ("ada@lindqvist.example", "amara@asante.example")[:: 1 if out else -1]
    said = mail(cast, sender, to, "Hello.", at=NOW - timedelta(hours=hours_ago), **fields)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=out)
    return said.id


def talk(cast: Cast, hours_ago: float, **fields: object) -> Conversation:
    at = NOW - timedelta(hours=hours_ago)
    made = Conversation.objects.create(owner=cast.ada, medium="call", subject="Call", first_at=at, last_at=at, **fields)
    Participant.objects.create(owner=cast.ada, conversation=made, person=cast.amara)
    return made


def known(cast: Cast) -> people.PersonPage:
    return people.person(cast.owner, cast.amara.id, NOW)


def test_only_promises_are_owed(cast: Cast) -> None:
    Person.objects.update(last_at=NOW)
    commitment(cast, (B, Move.PROMISE), mine=True)
    commitment(cast, (B, Move.PROMISE), mine=True, others=True)
    commitment(cast, (A, Move.REQUEST), mine=True)
    commitment(cast, (B, Move.PROMISE))
    commitment(cast, (B, Move.PROMISE), (B, Move.REPORT))
    found = {each.name: (each.owed, each.owing) for each in people.listed(cast.owner).people}
    assert found == {"Amara Osei": (1, 1), "Dai Nakamura": (0, 0)}


def test_teammates_find_those_who_are_shared_and_strangers_nobody(cast: Cast) -> None:
    Person.objects.update(last_at=NOW)
    assert [each.name for each in people.listed(cast.teammate).people] == ["Amara Osei"]
    assert people.listed(cast.stranger).people == ()
    assert people.find(cast.stranger, "Amara") == []
    assert people.name_of(cast.stranger, cast.amara.id) == ""
    with pytest.raises(Person.DoesNotExist):
        people.person(cast.teammate, cast.dai.id, NOW)
    with pytest.raises(Person.DoesNotExist):
        people.person_of(cast.teammate, cast.amara.id)


def test_who_was_forgotten_is_on_no_list(cast: Cast) -> None:
    Person.objects.update(last_at=NOW)
    Person.objects.filter(id=cast.dai.id).update(redacted_at=NOW)
    assert [each.name for each in people.listed(cast.owner, by_name=True).people] == ["Amara Osei"]


@pytest.mark.parametrize("by_name", [True, False])
def test_every_page_goes_on_where_the_last_ended(cast: Cast, by_name: bool) -> None:
    for n in range(120):
        made = person(cast.ada, f"Same {n % 3}", f"p{n}@example.org")
        Person.objects.filter(id=made.id).update(last_at=NOW - timedelta(days=n % 4))
    seen, after = [], ""
    while True:
        page = people.listed(cast.owner, by_name=by_name, after=after)
        seen += [each.id for each in page.people]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 122


def test_who_is_known_from_contacts_alone_comes_after_those_met_and_is_found(cast: Cast) -> None:
    Person.objects.filter(id=cast.amara.id).update(last_at=NOW)
    assert [each.name for each in people.listed(cast.owner).people] == ["Amara Osei", "Dai Nakamura"]
    assert [each.name for each in people.find(cast.owner, "Naka")] == ["Dai Nakamura"]


@pytest.mark.parametrize("odd", ["x", ",", "9,", ",9", "2026-13-01,4", "2026-01-01,4", "²,a", "9" * 40 + ",a"])
def test_a_page_that_nobody_offered_is_the_first(cast: Cast, odd: str) -> None:
    Person.objects.update(last_at=NOW)
    for by_name in (True, False):
        assert len(people.listed(cast.owner, after=odd, by_name=by_name).people) == 2


def test_neighbours_are_those_of_the_list(cast: Cast) -> None:
    bea = person(cast.ada, "Bea", "bea@example.org")
    for number, each in enumerate((cast.amara, bea, cast.dai)):
        Person.objects.filter(id=each.id).update(last_at=NOW - timedelta(days=number))
    bea.refresh_from_db()
    assert people.neighbours(cast.owner, bea) == (cast.amara.id, cast.dai.id)


def test_the_record_has_its_list_behind(cast: Cast) -> None:
    commitment(cast, (B, Move.PROMISE, FRIDAY), (B, Move.REPORT), (A, Move.SATISFIED))
    commitment(cast, (B, Move.PROMISE), mine=True)
    page = known(cast)
    assert (page.their_record.record.kept, len(page.their_record.lines)) == (1, 1)
    assert page.my_record.record.settled == 0
    assert [each.mine for each in page.open] == [True]


def test_messages_of_one_conversation_in_a_row_are_one_entry(cast: Cast) -> None:
    thread = Conversation.objects.create(owner=cast.ada, subject="Pilot", first_at=NOW, last_at=NOW)
    exchange(cast, 3, conversation=thread)
    latest = exchange(cast, 2, out=True, conversation=thread)
    exchange(cast, 5)
    contacts = timeline(cast.owner, known(cast)).contacts
    assert [(each.count, each.out) for each in contacts] == [(2, True), (1, False)]
    assert contacts[0].key == latest


def test_talks_stand_between_the_messages_of_their_time(cast: Cast) -> None:
    for n in range(PAGE + 10):
        exchange(cast, n + 1)
    recent, old, oldest = talk(cast, 2.5), talk(cast, PAGE + 3.5), talk(cast, 9000)
    talk(cast, 4.5, cancelled=True)
    page = known(cast)
    first = timeline(cast.owner, page)
    second = timeline(cast.owner, page, first.next)
    calls = [[each.conversation_id for each in part.contacts if each.medium == "call"] for part in (first, second)]
    assert calls == [[recent.id], [old.id, oldest.id]]
    assert first.contacts[2].key == key_at(recent.first_at)
    assert second.next is None


def test_reach_is_the_address_they_last_wrote_from(cast: Cast) -> None:
    assert people.reach(cast.owner, cast.with_amara.id).addr == "amara@asante.example"
