"""Who stands behind the addresses of a batch: persons known by exact keys, each with a connection.

A person is somebody who wrote a mail to me or to a list by hand, or to whom I wrote. Two addresses are one person where
they share a key of `domain.people`; as every key is kept, the outcome does not depend on the order of the mail.
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


def recognise(owner: int, fresh: Sequence[Fresh], everybody: Iterable[Met]) -> None:
    """Give every address that a person stands behind its person; persons and connections are made where new."""
    matching = Matching(owner, spellings(fresh))
    matching.recognise(everybody)
    matching.write()


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
def known_by(addr: str, name: str) -> tuple[tuple[int, str], ...]:
    """What somebody with this address and name is exactly known by: hashed keys, each with its reason in words."""
    keys = people.keys(people.Identity(address=addr, name=name))
    return tuple((_hashed(rule, value), reason) for (rule, value), reason in keys.items())


def _hashed(rule: str, value: str) -> int:
    text = f"{rule}\n{value}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


class Matching:
    """One batch's spellings against all persons known."""

    def __init__(self, owner: int, spelled: dict[Spelling, Met]) -> None:
        self.owner = owner
        self.spelled = spelled
        self.keys = {spelling: known_by(*spelling) for spelling in spelled}
        self.persons = self._persons_by_key()
        self.stored = set(self.persons)
        self.ids = iter(bulk.reserve_ids(Person, len(spelled)))
        self.made: dict[int, Spelling] = {}
        self.moved: dict[int, int] = {}
        self.reasons: dict[Met, str] = {}

    def _persons_by_key(self) -> dict[int, int]:
        wanted = {key for keys in self.keys.values() for key, _ in keys}
        query = "SELECT key, person_id FROM store_knownby WHERE owner_id = %s AND key IN"
        return dict(bulk.rows_in(query, wanted, [self.owner]))

    def recognise(self, everybody: Iterable[Met]) -> None:
        for spelling, met in self.spelled.items():
            found = self._candidates(spelling, met)
            person = min(found) if found else self._make(spelling)
            for other in sorted(found - {person}):
                self._join(person, other)
            if met.person is None:
                self.reasons[met] = self._reason(spelling, person)
            met.person = person
            for key, _ in self.keys[spelling]:
                self.persons.setdefault(key, person)
        for met in everybody:
            met.person = met.person and self._now(met.person)

    def _candidates(self, spelling: Spelling, met: Met) -> set[int]:
        """Everybody whom the spelling means; only the address's own person where the owner parted them."""
        known = [met.person, *(self.persons.get(key) for key, _ in self.keys[spelling])]
        found = dict.fromkeys(self._now(person) for person in known if person is not None)
        apart = len(found) > 1 and kept_apart(self.owner, found)
        return {next(iter(found))} if apart else set(found)

    def _make(self, spelling: Spelling) -> int:
        number = next(self.ids)
        self.made[number] = spelling
        return number

    def _join(self, person: int, other: int) -> None:
        """One person after all; somebody made in this very batch leaves no trace."""
        self.moved[other] = person
        if self.made.pop(other, None) is None:
            merge_persons(self.owner, other, person)

    def _now(self, person: int) -> int:
        while person in self.moved:
            person = self.moved[person]
        return person

    def _reason(self, spelling: Spelling, person: int) -> str:
        """Why the address is this person's, where it was somebody's already."""
        shared = (reason for key, reason in self.keys[spelling] if self._now(self.persons.get(key, 0)) == person)
        return next(shared, "")

    def write(self) -> None:
        made = [(number, self.owner, *_named(spelling)) for number, spelling in self.made.items()]
        bulk.insert(Person, ("id", "owner_id", "name", "sort_name"), made)
        bulk.insert(Connection, ("owner_id", "person_id"), [(self.owner, number) for number in self.made])
        keys = [(self.owner, key, self._now(each)) for key, each in self.persons.items() if key not in self.stored]
        bulk.insert(KnownBy, ("owner_id", "key", "person_id"), keys)
        rows = [(met.person, why[:200], met.id) for met, why in self.reasons.items()]
        bulk.run_many("UPDATE store_address SET person_id = %s, why = %s WHERE id = %s", rows)


def _named(spelling: Spelling) -> tuple[str, str]:
    """The name to show and the one to sort by; the address where there is no name."""
    addr, written = spelling
    shown = (names.shown(written) or addr)[:300]
    parsed = names.parse(written)
    return shown, " ".join(filter(None, (parsed.last, parsed.first, *parsed.middle)))[:300] or shown.casefold()
