"""Who stands behind the addresses of a batch: persons known by exact keys, each with a connection.

A person is somebody who wrote a mail to me or to a list by hand, to whom I wrote, who stands on a card of mine or is
invited with me. Two addresses are one person where they share a key of `domain.people`; as every key is kept, the
outcome does not depend on the order of the mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from segue.actions.imports.fresh import PERSON, Fresh, Met
from segue.actions.imports.merging import kept_apart, merge_persons
from segue.domain import names, people
from segue.store import bulk
from segue.store.models import Connection, KnownBy, Person

Spelling = tuple[str, str]
Keys = Sequence[tuple[int, str]]
"""What somebody is exactly known by, hashed, each with its reason in words."""


def recognise(owner: int, fresh: Sequence[Fresh], everybody: Iterable[Met]) -> None:
    """Give every address that a person stands behind its person; persons and connections are made where new."""
    recognise_spellings(owner, spellings(fresh), everybody)


def recognise_spellings(owner: int, spelled: dict[Spelling, Met], everybody: Iterable[Met]) -> None:
    """As `recognise`, for addresses with the names they are written with."""
    keys = {spelling: known_by(*spelling) for spelling in spelled}
    matching = Matching(owner, keys.values())
    before = {met: met.person for met in spelled.values()}
    for spelling, met in spelled.items():
        met.person = matching.person_of(keys[spelling], [met.person], spelling)
    for met in everybody:
        met.person = met.person and matching.now(met.person)
    matching.write()
    rows = [
        (met.person, matching.reason(known_by(*spelling), met.person), met.id)
        for spelling, met in spelled.items()
        if before[met] is None and met.person is not None
    ]
    bulk.run_many("UPDATE store_address SET person_id = %s, why = %s WHERE id = %s", rows)


def spellings(fresh: Iterable[Fresh]) -> dict[Spelling, Met]:
    """The addresses that need a person, with the names that they or I wrote: no stranger's spelling counts."""
    found: dict[Spelling, Met] = {}
    for message in fresh:
        if message.mine:
            found |= {(met.addr, name): met for met, name, _ in message.recipients}
        elif message.sender is not None and message.mail.sender is not None and message.by_a_person:
            found[message.sender.addr, message.mail.sender[1]] = message.sender
    return {spelling: met for spelling, met in found.items() if met.kind == PERSON}


@lru_cache(maxsize=20_000)
def known_by(addr: str, name: str) -> Keys:
    """What somebody with this address and name is exactly known by."""
    return keys_of(people.Identity(address=addr, name=name))


def keys_of(identity: people.Identity) -> Keys:
    """What somebody met like this is exactly known by."""
    return tuple((_hashed(rule, value), reason) for (rule, value), reason in people.keys(identity).items())


def _hashed(rule: str, value: str) -> int:
    text = f"{rule}\n{value}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


class Matching:
    """Some people against all persons known: who is who, who is new, and who turns out to be one.

    `wanted` are the keys of everybody who will be asked about.
    """

    def __init__(self, owner: int, wanted: Iterable[Keys]) -> None:
        everybody = list(wanted)
        self.owner = owner
        query = "SELECT key, person_id FROM store_knownby WHERE owner_id = %s AND key IN"
        self.persons: dict[int, int] = dict(
            bulk.rows_in(query, {key for keys in everybody for key, _ in keys}, [owner])
        )
        self.stored = set(self.persons)
        self.ids = iter(bulk.reserve_ids(Person, len(everybody)))
        self.made: dict[int, Spelling] = {}
        self.moved: dict[int, int] = {}

    def person_of(self, keys: Keys, own: Iterable[int | None], spelling: Spelling) -> int:
        """The person known by these keys or already behind their addresses; made where there is none."""
        known = [*own, *(self.persons.get(key) for key, _ in keys)]
        found = list(dict.fromkeys(self.now(person) for person in known if person is not None))
        if len(found) > 1 and kept_apart(self.owner, found):
            found = found[:1]  # the owner parted them: only their own person counts
        person = min(found) if found else self._make(spelling)
        for other in sorted(set(found) - {person}):
            self._join(person, other)
        for key, _ in keys:
            self.persons.setdefault(key, person)
        return person

    def now(self, person: int) -> int:
        """The person whom this one has become part of, if any."""
        while person in self.moved:
            person = self.moved[person]
        return person

    def reason(self, keys: Keys, person: int) -> str:
        """Why they are this person, where that one was known before."""
        shared = (reason for key, reason in keys if key in self.stored and self.now(self.persons[key]) == person)
        return next(shared, "")[:200]

    def write(self) -> None:
        """Store the persons made, their connections, and all the keys."""
        made = [(number, self.owner, *_named(spelling)) for number, spelling in self.made.items()]
        bulk.insert(Person, ("id", "owner_id", "name", "sort_name"), made)
        bulk.insert(Connection, ("owner_id", "person_id"), [(self.owner, number) for number in self.made])
        keys = [(self.owner, key, self.now(each)) for key, each in self.persons.items() if key not in self.stored]
        bulk.insert(KnownBy, ("owner_id", "key", "person_id"), keys)

    def _make(self, spelling: Spelling) -> int:
        number = next(self.ids)
        self.made[number] = spelling
        return number

    def _join(self, person: int, other: int) -> None:
        """One person after all; somebody made in this very batch leaves no trace."""
        self.moved[other] = person
        if self.made.pop(other, None) is None:
            merge_persons(self.owner, other, person)


def _named(spelling: Spelling) -> tuple[str, str]:
    """The name to show and the one to sort by; the address where there is no name."""
    addr, written = spelling
    shown = (names.shown(written) or addr)[:300]
    return shown, sort_name(written, shown)


def sort_name(written: str, otherwise: str) -> str:
    """A name with the last name first, folded; another text where it is none."""
    parsed = names.parse(written)
    return " ".join(filter(None, (parsed.last, parsed.first, *parsed.middle)))[:300] or otherwise.casefold()[:300]
