"""Everything that an import leaves behind, named by what it is and not by the number it happened to get."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from segue.store import models as store

State = dict[str, list[Any]]

# What is compared of each noun; a name that ends in _id stands for what it points at.
NOUNS: dict[type[store.Owned], str] = {
    store.Address: "addr name kind why person_id",
    store.Person: "id name sort_name organisation title source first_at last_at",
    store.KnownBy: "key person_id",
    store.Connection: "person_id stage written_first_at",
    store.Phone: "person_id number shown kind source message_id",
    store.DoubtfulPair: "first_id second_id rule reason",
    store.Message: (
        "id conversation_id sender_id source_id position sent_at zone_minutes subject body own message_id parents"
        " folder mine bulk speaker attachments"
    ),
    store.Recipient: "message_id address_id role",
    store.Mark: "message_id act start end confidence shown performer what due due_text verdict",
    store.Conversation: "id medium subject first_at last_at message_count stale uid held_until cancelled",
    store.Participant: "conversation_id person_id speaker",
    store.ThreadRef: "ref conversation_id",
    store.Clue: "clue kind message_id",
    store.Exchange: "connection_id message_id out",
    store.Commitment: (
        "conversation_id message_id connection_id kind state mine others what made_at due due_text performer_zone start"
        " end quote confidence named answered_at"
    ),
    store.Move: "commitment_id message_id move by at due words",
    store.Reminder: "request_id at how message_id",
    store.Source: "name kind fingerprint size position floor oldest_at newest_at sent read mine",
    store.SetAside: "source_id position reason",
}


def state_of(owner: int) -> State:
    """Every row of the owner's but the imports themselves, sorted; equal for equal outcomes, and plain for JSON."""
    reader = _Reader(owner)
    state = {noun.__name__: reader.rows(noun) for noun in NOUNS}
    return state | {"sent_read_to": [str(store.Member.objects.get(id=owner).sent_read_to)]}


class _Reader:
    def __init__(self, owner: int) -> None:
        self.owner = owner
        addresses = {each.id: each.addr for each in self._of(store.Address)}
        messages = {each.id: bytes(each.digest).hex() for each in self._of(store.Message)}
        persons = self._persons()
        connections = {each.id: persons[each.person_id] for each in self._of(store.Connection)}
        self.means: dict[str, dict[int, Any]] = {
            "person_id": persons, "first_id": persons, "second_id": persons, "connection_id": connections,
            "message_id": messages, "sender_id": addresses, "address_id": addresses,
            "source_id": {each.id: each.name for each in self._of(store.Source)},
            "conversation_id": self._conversations(messages),
        }  # fmt: skip
        commitments = {each.id: self._row(each) for each in self._of(store.Commitment)}
        self.means |= {"commitment_id": commitments, "request_id": commitments}
        self.own = {store.Person: persons, store.Conversation: self.means["conversation_id"], store.Message: messages}

    def rows(self, noun: type[store.Owned]) -> list[Any]:
        return sorted((self._row(each) for each in self._of(noun)), key=repr)

    def _row(self, each: store.Owned) -> list[Any]:
        return [self._value(each, name) for name in NOUNS[type(each)].split()]

    def _value(self, each: Any, name: str) -> Any:
        value = getattr(each, name)
        if name == "id" and type(each) in self.own:
            return self.own[type(each)][value]
        if name in self.means and isinstance(value, int):
            return self.means[name][value]
        return value if isinstance(value, bool | int | float | str | None) else str(value)

    def _of(self, noun: type[store.Owned]) -> Any:
        return noun.objects.filter(owner_id=self.owner)

    def _conversations(self, messages: dict[int, str]) -> dict[int, str]:
        """A conversation is its first message, or its entry in the calendar."""
        first = dict(self._of(store.Message).order_by("-id").values_list("conversation_id", "id"))
        return {
            each.id: messages[first[each.id]] if each.id in first else each.uid for each in self._of(store.Conversation)
        }

    def _persons(self) -> dict[int, str]:
        """A person is their addresses, or their name where they have none."""
        addresses = defaultdict(list)
        for each in self._of(store.Address).filter(person__isnull=False).order_by("addr"):
            addresses[each.person_id].append(each.addr)
        return {each.id: " ".join(addresses[each.id]) or each.name for each in self._of(store.Person)}
