"""Whom somebody means who types a name, an address or a number."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q

from segue.store.models import Address, Asker, Connection, DoubtfulPair, Person

CHOICES = 8


def persons_called(asker: Asker, words: str, *, own: bool = False) -> list[Person]:
    """The persons that these words can mean, the most recently met first; one where they mean exactly one.

    `own`: only those whom the asker may change. A number is a person's id, an address is exact, and a whole name goes
    before names that only begin so.
    """
    persons = Person.objects.owned_by(asker) if own else Person.objects.visible_to(asker)
    known = persons.filter(redacted_at=None).order_by(F("last_at").desc(nulls_last=True), "id")
    plain = " ".join(words.split())
    if plain.lstrip("#").isdecimal():
        return list(known.filter(id=int(plain.lstrip("#"))))
    if "@" in plain:
        return list(known.filter(addresses__addr=plain.lower()).distinct())
    exact = list(known.filter(name__iexact=plain)[:CHOICES])
    return exact or list(known.filter(_each_word_begins(plain))[:CHOICES])


def _each_word_begins(words: str) -> Q:
    """Every word begins a word of the name."""
    condition = Q()
    for word in words.split():
        condition &= Q(name__istartswith=word) | Q(name__icontains=f" {word}")
    return condition if words else Q(pk__in=[])


def connection_with(asker: Asker, person: Person) -> int | None:
    """The connection with a person, if there is one to be seen."""
    return Connection.objects.visible_to(asker).filter(person=person).values_list("id", flat=True).first()


def person_of(asker: Asker, connection_id: int) -> Person | None:
    """The person of a connection that may be seen."""
    found = Connection.objects.visible_to(asker).filter(id=connection_id).select_related("person").first()
    return found.person if found else None


def open_pairs(asker: Asker) -> list[DoubtfulPair]:
    """Pairs who may be one person and are not decided yet, in the order in which they were found."""
    pairs = DoubtfulPair.objects.owned_by(asker).filter(verdict="")
    return list(pairs.select_related("first", "second").order_by("id"))


def address_ids(asker: Asker, person: Person, addrs: Iterable[str]) -> list[int]:
    """Which of a person's addresses these are."""
    wanted = {addr.lower() for addr in addrs}
    return list(Address.objects.owned_by(asker).filter(person=person, addr__in=wanted).values_list("id", flat=True))
