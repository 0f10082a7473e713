"""Persons by hand: making and naming them, their telephones, and saying which addresses are mine.

Each verb raises NotFound for what is not the asker's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.imports import my_addresses, set_mine
from segue.actions.imports.persons import known_by
from segue.domain.names import parse
from segue.queries.names import persons_called
from segue.store.models import Address, Asker, Connection, KnownBy, Person, Phone


def one_called(change: Change, words: str, now: datetime) -> Person:
    """The asker's person whom these words name, made where nobody has that name; refused where several have."""
    known = persons_called(change.asker, words, own=True)
    if len(known) > 1:
        choices = ", ".join(f"{each.name} (#{each.id})" for each in known)
        raise Refused(f"{words} may be {choices}: say which.")
    if known:
        return known[0]
    if words.lstrip("#").isdecimal():
        raise NotFound(f"There is no person {words}.")
    return make_person(change, words)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody who is added by hand; the name is all that is needed."""

    name: str
    addr: str = ""
    phone: str = ""
    title: str = ""
    organisation: str = ""
    zone: str = ""
    country: str = ""


def add_person(asker: Asker, known: Known, now: datetime, *, source: str) -> Person:
    """Add somebody by hand, before a word was exchanged. Refused where the name, or the address, is known already."""
    name, addr = " ".join(known.name.split()), known.addr.strip().lower()
    if not name:
        raise Refused("A person needs a name.")
    if addr:
        _check_address(addr)
    with deed(asker, "add", now, source=source) as change:
        same = Person.objects.owned_by(asker).filter(name__iexact=name, redacted_at=None).first()
        if same is not None and not addr:
            raise Refused(f"{same.name} is known already (#{same.id}). Somebody else of that name needs an address.")
        person = make_person(change, name)
        change.save(
            person, title=known.title.strip()[:300], organisation=known.organisation.strip()[:300],
            zone=known.zone, country=known.country,
        )  # fmt: skip
        if addr:
            _give_address(change, person, addr)
        if known.phone.strip():
            _note_phone(change, person, known.phone, "")
        change.about(person, f"{person.name} was added.")
    return person


def rename(asker: Asker, person_id: int, name: str, now: datetime, *, source: str) -> Person:
    """Call a person by another name."""
    if not name.strip():
        raise Refused("A person needs a name.")
    with deed(asker, "rename", now, source=source) as change:
        person = owned_person(asker, person_id)
        change.about(person, f"{person.name} is {name.strip()} now.")
        change.save(person, name=name.strip()[:300], sort_name=sort_name(name))
        change.touch(*Connection.objects.filter(person=person).values_list("id", flat=True))
    return person


def describe(asker: Asker, person_id: int, now: datetime, *, source: str, **known: str) -> Person:
    """Set what is known of a person: title, organisation, zone, country, notes (these stay private)."""
    if unknown := known.keys() - {"title", "organisation", "zone", "country", "notes"}:
        raise Refused(f"A person has no {', '.join(sorted(unknown))}.")
    with deed(asker, "describe", now, source=source) as change:
        person = change.save(owned_person(asker, person_id), **known, source="hand")
        change.about(person, f"{person.name}: {', '.join(sorted(known))}.")
    return person


def add_phone(asker: Asker, person_id: int, number: str, now: datetime, *, source: str, kind: str = "") -> Phone:
    """Note a telephone number; one that is known already stays as it is."""
    with deed(asker, "add phone", now, source=source) as change:
        person = owned_person(asker, person_id)
        phone = _note_phone(change, person, number, kind)
        change.touch(*Connection.objects.filter(person=person).values_list("id", flat=True))
        change.about(person, f"{person.name}: {phone.shown}.")
    return phone


def add_mine(asker: Asker, addr: str, now: datetime, *, source: str) -> None:
    """Say that an address is mine; who wrote what to whom is worked out anew where it was not known to be."""
    addr = addr.strip().lower()
    _check_address(addr)
    known = Address.objects.owned_by(asker).filter(addr=addr, kind=Address.Kind.MINE).first()
    if known is None:
        set_mine(asker, {*my_addresses(asker), addr}, now, source=source)
        return
    with deed(asker, "confirm my address", now, source=source) as change:
        change.save(known, confirmed_at=known.confirmed_at or now)
        change.about(known, f"{addr} is yours.")


def not_mine(asker: Asker, addr: str, now: datetime, *, source: str) -> None:
    """Say that an address which was taken for mine is not; who wrote what to whom is worked out anew."""
    addr = addr.strip().lower()
    mine = my_addresses(asker)
    if addr not in mine:
        raise NotFound(f"{addr} is not among your addresses.")
    set_mine(asker, mine - {addr}, now, source=source)


def owned_person(asker: Asker, person_id: int) -> Person:
    """The asker's person with this id, locked until the deed is done; raises NotFound."""
    found = Person.objects.owned_by(asker).select_for_update().filter(id=person_id).first()
    if found is None:
        raise NotFound(f"There is no person {person_id}.")
    return found


def person_of(change: Change, person_id: int) -> Person:
    """The asker's person who has not been forgotten, and about whom Today decides anew; raises NotFound."""
    person = Person.objects.owned_by(change.asker).filter(id=person_id, redacted_at=None).first()
    if person is None:
        raise NotFound(f"There is no person {person_id}.")
    change.touch(*Connection.objects.filter(person=person).values_list("id", flat=True))
    return person


def sort_name(name: str) -> str:
    """Last name first."""
    parsed = parse(name)
    return (" ".join(filter(None, (parsed.last, parsed.first, *parsed.middle))) or name.casefold())[:300]


def make_person(change: Change, words: str) -> Person:
    """A person of this name, or behind this address, with a connection."""
    owner = change.asker.member_id
    person = change.create(Person(owner_id=owner, name=words[:300], sort_name=sort_name(words), source="hand"))
    change.touch(change.create(Connection(owner_id=owner, person=person)).id)
    if "@" in words and not Address.objects.owned_by(change.asker).filter(addr=words.lower()).exists():
        change.create(Address(owner_id=owner, addr=words.lower(), person=person))
        _know(change, person, words.lower())
    return person


def person_behind(change: Change, name: str, addr: str) -> Person:
    """The asker's person behind this address, made where there is none."""
    met = Address.objects.owned_by(change.asker).filter(addr=addr.lower()).select_related("person").first()
    if met is not None and met.person is not None:
        return met.person
    person = make_person(change, name)
    _give_address(change, person, addr.lower())
    return person


def _check_address(addr: str) -> None:
    try:
        validate_email(addr)
    except ValidationError:
        raise Refused(f"{addr} is not a mail address.") from None


def _give_address(change: Change, person: Person, addr: str) -> None:
    """Say that an address is this person's, where it is nobody's yet."""
    met = Address.objects.owned_by(change.asker).filter(addr=addr).select_related("person").first()
    if met is not None and met.kind == Address.Kind.MINE:
        raise Refused(f"{addr} is yours.")
    if met is not None and met.person is not None:
        raise Refused(f"{addr} belongs to {met.person.name} (#{met.person_id}).")
    if met is not None:
        change.save(met, person=person, kind=Address.Kind.PERSON)
    else:
        change.create(Address(owner_id=change.asker.member_id, addr=addr, name=person.name, person=person))
    _know(change, person, addr)


def _note_phone(change: Change, person: Person, number: str, kind: str) -> Phone:
    plain = "".join(character for character in number if character in "+0123456789")
    if len(plain) < 3:
        raise Refused(f"{number} is no telephone number.")
    return Phone.objects.filter(person=person, number=plain).first() or change.create(
        Phone(owner_id=person.owner_id, person=person, number=plain, shown=number.strip(), kind=kind, source="hand")
    )


def _know(change: Change, person: Person, addr: str) -> None:
    for key, _ in known_by(addr, ""):
        if not KnownBy.objects.filter(owner_id=person.owner_id, key=key).exists():
            change.create(KnownBy(owner_id=person.owner_id, key=key, person=person))
