"""Conversations as `domain.weave` reads them: utterances with their marks, and who is who.

A fixed number of queries loads any number of conversations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Left, Substr

from segue.domain.chats import called, is_handle
from segue.domain.threads import is_reply
from segue.domain.utterances import ME, STRANGER, Said, Utterance, lasts
from segue.domain.weave import fingerprint
from segue.store.models import (
    SEEN,
    Address,
    Asker,
    Commitment,
    Connection,
    Conversation,
    Mark,
    Message,
    Participant,
    Recipient,
    Rejected,
)

# A given name as it stands in an address: "Gus Perez", "Perez, Gus", "Perez Gus (Houston)" not.
_GIVEN = re.compile(r"\W*(?:[^\W\d_]+(?:[ -][^\W\d_]+)?,\s*([^\W\d_]{2,20})\b|([^\W\d_]{2,20})\s+[^\W\d_])")
_GIVEN_IN_ADDRESS = re.compile(r"([a-z]{3,20})[._][a-z'-]{2,}[\w.]*@")
_OPENING = 160
_BEGINNING = 800
_UTTERANCE_COLUMNS = (
    "id", "conversation_id", "sent_at", "sender_id", "mine", "bulk", "speaker", "zone_minutes", "own", "attachments",
    "beginning", "subject",
)  # fmt: skip
_SENDER = _UTTERANCE_COLUMNS.index("sender_id")


@dataclass(slots=True)
class Thread:
    """A conversation as loaded: what domain.weave reads, and the rows behind it."""

    id: int
    team_id: int | None
    utterances: list[Utterance] = field(default_factory=list)
    parties: dict[str, int] = field(default_factory=dict)
    marks: dict[tuple[int, int, str], int] = field(default_factory=dict)
    stored: dict[int, Commitment] = field(default_factory=dict)
    connections: dict[int, int] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)


def threads_of(asker: Asker, ids: Sequence[int], *, supposing: Collection[int] = ()) -> Iterable[Thread]:
    """Load these conversations of the asker's with their marks, in a fixed number of queries for them all.

    `supposing`: marks that are read as if the owner had confirmed them.
    """
    mine = Conversation.objects.owned_by(asker).filter(id__in=ids)
    threads = {id_: Thread(id_, team) for id_, team in mine.values_list("id", "team_id")}
    ids = list(threads)
    said = _said(asker, ids, threads, supposing)
    marked = {conversation for conversation, _ in said}
    told = _told(marked)
    people = _people(marked, told)
    _load_utterances(told, said, people, threads)
    _load_connections(threads, people)
    for commitment in Commitment.objects.filter(conversation_id__in=ids, mark__isnull=False):
        threads[commitment.conversation_id].stored[commitment.mark_id or 0] = commitment
    return threads.values()


_SaidBy = dict[tuple[int, int], list[Said]]


# Acts that only move what was begun: of these also what is too unsure to be shown is read.
_MOVES = ("acceptance", "decline", "report", "withdrawal", "satisfied")
# I would rather be asked about a promise of mine that was none than forget one.
_MY_PROMISES = Q(act="promise", message__mine=True, confidence__gte=0.6)
_SEEN = Coalesce("raised", "shown")
_WORDS = Substr("message__body", F("start") + 1, F("end") - F("start"))
_MARK_COLUMNS = (
    "id", "message__conversation_id", "message_id", "message__digest", "act", "start", "end", "words", "what",
    "performer", "due", "due_text", "confidence", "seen", "verdict",
)  # fmt: skip


def _said(asker: Asker, ids: Sequence[int], threads: dict[int, Thread], supposing: Collection[int]) -> _SaidBy:
    """The marks to read, by conversation and message: shown or confirmed, and never rejected."""
    rejected = {bytes(each) for each in Rejected.objects.owned_by(asker).values_list("fingerprint", flat=True)}
    said: _SaidBy = defaultdict(list)
    marks = Mark.objects.filter(message__conversation_id__in=ids).exclude(verdict=Mark.Verdict.REJECTED)
    sure = SEEN | Q(verdict=Mark.Verdict.CONFIRMED) | Q(id__in=supposing)
    marks = marks.filter(sure | Q(act__in=_MOVES) | _MY_PROMISES).annotate(words=_WORDS, seen=_SEEN)
    for row in marks.values_list(*_MARK_COLUMNS):
        (
            id_,
            conversation,
            message,
            digest,
            act,
            start,
            end,
            words,
            what,
            performer,
            due,
            due_text,
            confidence,
            seen,
            verdict,
        ) = row
        if rejected and fingerprint(bytes(digest), act, words) in rejected:
            continue
        threads[conversation].marks[message, start, act] = id_
        words = " ".join(words.split())
        sure_of = seen or verdict == Mark.Verdict.CONFIRMED or id_ in supposing
        if lasts(words, due_text):
            due, due_text = None, ""
        read = Said(act, start, end, words, what, performer or "author", due, due_text, confidence, sure_of)
        said[conversation, message].append(read)
    return said


@dataclass(slots=True)
class _Told:
    """The messages of some conversations as rows, with the addresses in To, and those in Cc and Bcc, by message."""

    rows: list[tuple[Any, ...]]
    to: dict[int, list[int]]
    heard: dict[int, list[int]]


def _told(conversations: set[int]) -> _Told:
    rows = Message.objects.filter(conversation_id__in=conversations).annotate(beginning=Left("body", _BEGINNING))
    told = _Told(list(rows.values_list(*_UTTERANCE_COLUMNS)), defaultdict(list), defaultdict(list))
    received = Recipient.objects.filter(message__conversation_id__in=conversations)
    for message_id, address_id, role in received.values_list("message_id", "address_id", "role"):
        (told.to if role == Recipient.Role.TO else told.heard)[message_id].append(address_id)
    return told


@dataclass(slots=True)
class _People:
    """Who stands behind the addresses and speakers of some conversations."""

    of_address: dict[int, int | None] = field(default_factory=dict)
    addrs: dict[int, str] = field(default_factory=dict)
    strangers: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)
    present: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def _people(conversations: set[int], told: _Told) -> _People:
    people = _People()
    senders = (row[_SENDER] for row in told.rows if row[_SENDER] is not None)
    seen = {*senders, *chain.from_iterable(told.to.values()), *chain.from_iterable(told.heard.values())}
    columns = ("id", "kind", "addr", "name", "person_id", "person__name", "person__zone")
    for id_, kind, addr, written, person, name, zone in Address.objects.filter(id__in=seen).values_list(*columns):
        people.of_address[id_] = ME if kind == Address.Kind.MINE else person
        people.addrs[id_] = addr
        if person is not None:
            people.names[person] = name
            people.zones[person] = zone
        elif kind == Address.Kind.PERSON and (found := _GIVEN.match(written) or _GIVEN_IN_ADDRESS.match(addr)):
            people.strangers[id_] = next(filter(None, found.groups())).lower()
    for each in Participant.objects.filter(conversation_id__in=conversations).select_related("person"):
        people.present[each.conversation_id][(each.speaker or each.person.name).lower()] = each.person_id
        people.names[each.person_id] = each.person.name
        people.zones[each.person_id] = each.person.zone
    return people


def _load_utterances(told: _Told, said: _SaidBy, people: _People, threads: dict[int, Thread]) -> None:
    to, heard = told.to, told.heard
    for id_, conversation, at, sender, mine, bulk, speaker, zone, own, attachments, beginning, subject in told.rows:
        thread = threads[conversation]
        by = _author(bulk, mine, sender, speaker, people, conversation)
        parties = _addressees(to[id_], by, people) if not speaker else _hearers(by, people, conversation)
        also = _addressees(heard[id_], by, people)
        _name(thread, [by, *parties], [sender, *to[id_]], people)
        if mine and speaker:
            thread.parties |= {speaker.lower(): ME, speaker.lower().split(" ")[0]: ME}
        if by is not None and zone is not None:
            thread.zones[by] = f"{'-' if zone < 0 else '+'}{abs(zone) // 60:02}:{abs(zone) % 60:02}"
        acts = tuple(said.get((conversation, id_), ()))
        start = own[0][0] if own else _BEGINNING
        opening, delivers = beginning[start : start + _OPENING], bool(attachments)
        spoken = Utterance(
            id_, at, by, tuple(parties), acts, bulk != "", opening, tuple(also), delivers, is_reply(subject),
            len(to[id_]),
        )  # fmt: skip
        thread.utterances.append(spoken)


def _author(bulk: str, mine: bool, sender: int | None, speaker: str, people: _People, conversation: int) -> int | None:
    """Nobody wrote what a machine sent in somebody's name: a note of absence answers nothing."""
    if bulk == "robot":
        return None
    return ME if mine else _speaker(sender, speaker, people, conversation)


def _speaker(sender: int | None, speaker: str, people: _People, conversation: int) -> int | None:
    if sender is not None:
        return people.of_address.get(sender)
    return people.present[conversation].get(speaker.lower())


def _addressees(addresses: list[int], by: int | None, people: _People) -> list[int]:
    found = (people.of_address.get(address) for address in addresses)
    return list(dict.fromkeys(party for party in found if party is not None and party != by))


def _hearers(by: int | None, people: _People, conversation: int) -> list[int]:
    """In a talk everybody else is spoken to; the owner is always there."""
    return [party for party in dict.fromkeys([ME, *people.present[conversation].values()]) if party != by]


def _name(thread: Thread, parties: Iterable[int | None], addresses: Iterable[int | None], people: _People) -> None:
    """Remember by which addresses, names and given names these parties are called."""
    for address in addresses:
        party = people.of_address.get(address) if address is not None else None
        if address in people.strangers:
            thread.parties.setdefault(people.strangers[address], STRANGER)
        if address is not None and party is not None:
            thread.parties[people.addrs[address]] = party
            if is_handle(people.addrs[address]):
                name = called(people.addrs[address])
                thread.parties |= {name: party, name.split(" ")[0]: party}
    for party in parties:
        if party:
            whole = people.names.get(party, "").lower()
            for name in (whole, whole.split(" ")[0]):
                if thread.parties.get(name, STRANGER) == STRANGER:
                    thread.parties[name] = party
    thread.parties.pop("", None)


def _load_connections(threads: dict[int, Thread], people: _People) -> None:
    of_person = dict(Connection.objects.filter(person_id__in=people.names).values_list("person_id", "id"))
    zones = {party: zone for party, zone in people.zones.items() if zone}
    for thread in threads.values():
        thread.connections = of_person
        thread.zones |= zones
