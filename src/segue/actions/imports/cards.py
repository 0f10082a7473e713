"""Cards of an address book: persons, with their telephones, titles and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import phonenumbers

from segue.actions.imports.addresses import meet_spellings
from segue.actions.imports.forgotten import Forgotten
from segue.actions.imports.fresh import MINE, Met
from segue.actions.imports.persons import Keys, Matching, keys_of
from segue.actions.stale import mark_stale
from segue.domain.people import Identity
from segue.formats.records import ContactRecord
from segue.store import bulk
from segue.store.models import Connection, Phone

# What somebody wrote by hand goes before what a card says.
_KNOWN = """
UPDATE store_person SET
    title = COALESCE(NULLIF(%s, ''), title), organisation = COALESCE(NULLIF(%s, ''), organisation), source = 'card'
WHERE id = %s AND source <> 'hand'
"""
_NOTED = "UPDATE store_person SET notes = %s WHERE id = %s AND notes = ''"


def store(owner: int, country: str | None, cards: Sequence[ContactRecord]) -> int:
    """Write what these cards say; gives how many persons they are.

    Left out are cards of my own, and of those who stay away.
    """
    cards = _of_others(Forgotten(owner), country, cards)
    met = meet_spellings(owner, {addr: card.names[0] if card.names else "" for card in cards for addr in card.emails})
    others = [card for card in cards if not any(met[addr].kind == MINE for addr in card.emails)]
    keys = {id(card): _keys(card, country) for card in others}
    matching = Matching(owner, keys.values())
    persons = {id(card): _person(matching, keys[id(card)], card, met) for card in others if keys[id(card)]}
    matching.write()
    known = [(card, matching.now(persons[id(card)])) for card in others if id(card) in persons]
    _write_addresses(known, met)
    _write_phones(owner, country, known)
    bulk.run_many(
        _KNOWN, [(card.title[:300], card.org[:300], person) for card, person in known if card.title or card.org]
    )
    bulk.run_many(_NOTED, [(card.note, person) for card, person in known if card.note])
    numbers = {person for _, person in known}
    mark_stale(Connection.objects.filter(person__in=numbers).values_list("id", flat=True))
    return len(numbers)


def _of_others(stay_away: Forgotten, country: str | None, cards: Sequence[ContactRecord]) -> Sequence[ContactRecord]:
    """A card is known by its addresses; one that has none by its numbers."""
    if not stay_away.digests:
        return cards
    return [
        card
        for card in cards
        if not any(map(stay_away.is_one, card.emails or [e164(phone.number, country) for phone in card.phones]))
    ]


@lru_cache(maxsize=20_000)
def e164(number: str, country: str | None) -> str:
    """A telephone number in its one spelling, or empty where it is none; `country` is where it is dialled from."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _keys(card: ContactRecord, country: str | None) -> Keys:
    """By every address and spelling on it; the card itself is known by what its address book calls it."""
    phones = tuple(filter(None, (e164(phone.number, country) for phone in card.phones)))
    found: dict[int, str] = {}
    for name in card.names or ("",):
        for addr in card.emails or ("",):
            identity = Identity(address=addr, name=name, phones=phones, card=card.uid or None)
            found |= dict(keys_of(identity))
    return tuple(found.items())


def _person(matching: Matching, keys: Keys, card: ContactRecord, met: dict[str, Met]) -> int:
    own = [met[addr].person for addr in card.emails]
    called = card.names[0] if card.names else ""
    return matching.person_of(keys, own, (card.emails[0] if card.emails else card.org or "?", called))


def _write_addresses(known: Iterable[tuple[ContactRecord, int]], met: dict[str, Met]) -> None:
    rows = [(person, met[addr].id) for card, person in known for addr in card.emails if met[addr].person is None]
    statement = "UPDATE store_address SET person_id = %s, kind = 'person', why = 'stands on a card' WHERE id = %s"
    bulk.run_many(statement, rows)


def _write_phones(owner: int, country: str | None, known: Iterable[tuple[ContactRecord, int]]) -> None:
    rows = [
        (owner, person, (e164(phone.number, country) or phone.number)[:40], phone.number[:60], phone.kind[:20], "card")
        for card, person in known
        for phone in card.phones
    ]
    bulk.insert_missing(Phone, ("owner_id", "person_id", "number", "shown", "kind", "source"), rows)
