"""Forgetting a person: redacts them everywhere, also in others' words about them, and says what it removed.

DESIGN, The guest. It cannot be undone: that is its meaning. Entrances ask first, and offer the export.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, F, Q, Value

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.stale import mark_stale
from segue.actions.uploads import discard, imports_at_work
from segue.domain.redaction import MASK, Redaction, redaction_of
from segue.store import models as store
from segue.store.bulk import index_text, scrub, unindex_text
from segue.store.forgotten import digest_of, hidden
from segue.store.texts import TEXTS

_BATCH = 500
_NOBODY = "(forgotten)"
_SOMEBODY = "Something about somebody who was forgotten."

_OF_MESSAGES = ("subject", "body", "own", "speaker", "message_id", "parents", "attachments", "folder")


@dataclass(slots=True)
class Removed:
    """What was removed. `messages` were theirs; in `mentions` messages of others they were named or quoted.

    `sources` are the files and mailboxes that were read: they are not Segue's, and hold what they held.
    """

    name: str
    messages: int = 0
    mentions: int = 0
    commitments: int = 0
    addresses: int = 0
    phones: int = 0
    texts: int = 0
    events: int = 0
    sources: tuple[str, ...] = ()


def forget(
    asker: store.Asker,
    person_id: int,
    now: datetime,
    *,
    stay_away: bool,
    source: str,
    report: Callable[[int], None] = lambda read: None,
) -> Removed:
    """Redact a person of the asker's everywhere; with `stay_away`, no later import brings them back.

    `report` hears how many messages have been read. Raises NotFound for a stranger's person, Refused while an import
    of the asker's is being read or waits, for it could bring them back. The history says that somebody was
    forgotten, not who.
    """
    if imports_at_work(asker, now).exists():
        raise Refused("Something is being imported, and could bring them back. Forget them once that has ended.")
    handed_in = [path for run in store.Import.objects.owned_by(asker) for path in run.paths]
    with transaction.atomic():
        person = store.Person.objects.owned_by(asker).filter(id=person_id, redacted_at=None).first()
        if person is None:
            raise NotFound("There is no such person.")
        removed = _Forgetting(asker, person, stay_away, report).run(now)
        with deed(asker, "forget", now, source=source) as change:
            change.text = "Somebody was forgotten."
    discard(handed_in, unread=True)
    scrub()
    return removed


class _Forgetting:
    """One person being taken out, noun by noun."""

    def __init__(
        self, asker: store.Asker, person: store.Person, stay_away: bool, report: Callable[[int], None]
    ) -> None:
        self.asker, self.person, self.stay_away, self.report = asker, person, stay_away, report
        self.addresses = list(store.Address.objects.owned_by(asker).filter(person=person))
        self.redaction = self._redaction()
        self.close = self._conversations()
        between = store.Commitment.objects.owned_by(asker).filter(connection__person=person)
        self.between = set(between.values_list("id", flat=True))
        self.connections = set(store.Connection.objects.filter(person=person).values_list("id", flat=True))
        self.removed = Removed(person.name, addresses=len(self.addresses), sources=self._sources())

    def run(self, now: datetime) -> Removed:
        """Take them out of everything; the order matters, for later steps need what earlier ones leave."""
        self._commitments()
        self._messages()
        self._texts()
        self._names_of_files()
        self._events()
        self._today()
        self._who_they_were(now)
        return self.removed

    def _redaction(self) -> Redaction:
        phones = store.Phone.objects.filter(person=self.person)
        names = {self.person.name, *(address.name for address in self.addresses)} - {""}
        written = [number for phone in phones for number in (phone.number, phone.shown)]
        others = store.Person.objects.owned_by(self.asker).exclude(id=self.person.id).values_list("name", flat=True)
        return redaction_of(names, [address.addr for address in self.addresses], written, others)

    def _conversations(self) -> set[int]:
        """The conversations in which they took part: there even a given name is theirs."""
        ids = [address.id for address in self.addresses]
        messages = store.Message.objects.owned_by(self.asker)
        received = store.Recipient.objects.filter(address_id__in=ids).values("message_id")
        return {
            *messages.filter(sender_id__in=ids).values_list("conversation_id", flat=True),
            *messages.filter(id__in=received).values_list("conversation_id", flat=True),
            *store.Participant.objects.filter(person=self.person).values_list("conversation_id", flat=True),
        }

    def _sources(self) -> tuple[str, ...]:
        return tuple(store.Source.objects.owned_by(self.asker).order_by("name").values_list("name", flat=True))

    def _commitments(self) -> None:
        self.removed.commitments = len(self.between)
        store.Commitment.objects.filter(id__in=self.between).delete()
        theirs = store.Mark.objects.filter(message__sender__in=self.addresses)
        store.Move.objects.filter(message__sender__in=self.addresses).update(words="")
        theirs.delete()

    def _messages(self) -> None:
        """Read every message the asker has: whatever names them is masked, whatever they wrote is emptied."""
        ids = {address.id for address in self.addresses}
        written = {message.message_id for message in self._all() if message.sender_id in ids and message.message_id}
        batch: list[tuple[store.Message, tuple[int, str, str]]] = []
        for count, message in enumerate(self._all(), 1):
            before = (message.id, message.subject, message.body)
            if self._redacted(message, message.sender_id in ids or self._spoke(message), written):
                batch.append((message, before))
            if len(batch) == _BATCH:
                self._save(batch)
            if count % _BATCH == 0:
                self.report(count)
        self._save(batch)

    def _all(self) -> Iterator[store.Message]:
        return store.Message.objects.owned_by(self.asker).order_by("id").iterator(_BATCH)

    def _spoke(self, message: store.Message) -> bool:
        """A turn of a transcript is theirs where it bears their name."""
        return bool(message.speaker) and message.conversation_id in self.close and self._is_them(message.speaker)

    def _is_them(self, name: str) -> bool:
        return set(self.redaction.of(name, took_part=True)) <= {MASK, " ", ","}

    def _redacted(self, message: store.Message, theirs: bool, written: set[str]) -> bool:
        """Take them out of one message; whether it changed."""
        was = [getattr(message, name) for name in _OF_MESSAGES]
        took_part = message.conversation_id in self.close
        message.subject = self.redaction.of(message.subject, took_part=took_part)
        message.folder = self.redaction.of(message.folder, took_part=True)
        message.message_id = self.redaction.of(message.message_id)
        message.parents = [each for each in message.parents if each not in written and not self.redaction.finds(each)]
        if theirs:
            message.body, message.own, message.attachments = "", [], []
            message.speaker, message.message_id = message.speaker and _NOBODY, ""
        else:
            body = _without_quotes(message) if took_part else message.body
            message.body = self.redaction.of(body, took_part=took_part)
            message.speaker = self.redaction.of(message.speaker, took_part=took_part)
            message.attachments = [self.redaction.of(name, took_part=took_part) for name in message.attachments]
        if was == [getattr(message, name) for name in _OF_MESSAGES]:
            return False
        if theirs:
            self.removed.messages += 1
        else:
            self.removed.mentions += 1
        return True

    def _save(self, batch: list[tuple[store.Message, tuple[int, str, str]]]) -> None:
        unindex_text([before for _, before in batch])
        store.Message.objects.bulk_update([message for message, _ in batch], _OF_MESSAGES)
        index_text([(message.id, message.subject, message.body) for message, _ in batch])
        batch.clear()

    def _texts(self) -> None:
        for noun, way, names in TEXTS:
            conversation = F(way) if way else Value(None, output_field=BigIntegerField())
            for row in noun.objects.owned_by(self.asker).annotate(where=conversation).iterator(_BATCH):
                took_part = row.where in self.close
                values = {name: self._masked(getattr(row, name), took_part) for name in names}
                changed = [name for name, value in values.items() if value != getattr(row, name)]
                for name in changed:
                    setattr(row, name, values[name])
                if changed:
                    row.save(update_fields=changed)
                    self.removed.texts += 1

    def _masked(self, value: Any, took_part: bool) -> Any:
        match value:
            case str():
                return self.redaction.of(value, took_part=took_part)
            case list():
                return [self._masked(each, took_part) for each in value]
            case dict():
                return {key: self._masked(each, took_part) for key, each in value.items()}
            case _:
                return value

    def _names_of_files(self) -> None:
        """A file may bear their name, and a calendar entry their address: it is known again by a hash instead."""
        for source in store.Source.objects.owned_by(self.asker).iterator(_BATCH):
            if (name := self.redaction.of(source.name, took_part=True)) != source.name:
                source.name = f"{name} ({source.id})"
                source.save(update_fields=["name"])
        for talk in store.Conversation.objects.owned_by(self.asker).exclude(uid="").iterator(_BATCH):
            if self.redaction.of(talk.uid, took_part=True) != talk.uid:
                talk.uid = hidden(talk.uid)
                talk.save(update_fields=["uid"])

    def _today(self) -> None:
        """What stands in Today may quote them: it is decided anew from what is left."""
        rows = store.TodayRow.objects.owned_by(self.asker)
        mark_stale(list(rows.values_list("connection_id", flat=True)))
        rows.delete()

    def _events(self) -> None:
        """The history keeps that something was done, and can no longer tell or bring back what was said."""
        for event in store.Event.objects.owned_by(self.asker).iterator(_BATCH):
            told = json.dumps([event.text, event.changes], ensure_ascii=False)
            about = self._about_them(event)
            if about or self.redaction.of(told, took_part=True) != told:
                event.text = _SOMEBODY if about else self.redaction.of(event.text, took_part=True)
                event.changes = []
                event.save(update_fields=["text", "changes"])
                self.removed.events += 1

    def _about_them(self, event: store.Event) -> bool:
        known = {"connection": self.connections, "commitment": self.between, "person": {self.person.id}}
        return event.noun_id in known.get(event.noun, ()) or bool(self.connections & set(event.connections))

    def _who_they_were(self, now: datetime) -> None:
        if self.stay_away:
            numbers = store.Phone.objects.filter(person=self.person).values_list("number", flat=True)
            for known_by in (*(address.addr for address in self.addresses), *numbers):
                store.NotReturning.objects.get_or_create(owner_id=self.asker.member_id, digest=digest_of(known_by))
        ids = [address.id for address in self.addresses]
        store.Recipient.objects.filter(address_id__in=ids).delete()
        self.removed.phones = store.Phone.objects.filter(person=self.person).delete()[0]
        store.Victory.objects.filter(person=self.person).update(person=None)
        store.Introduction.objects.filter(Q(one=self.person) | Q(other=self.person)).delete()
        for noun in (store.Participant, store.Connection, store.KnownBy, store.Topic, store.Occasion, store.NewsFate):
            noun.objects.filter(person=self.person).delete()
        store.DoubtfulPair.objects.filter(first=self.person).delete()
        store.DoubtfulPair.objects.filter(second=self.person).delete()
        for address in self.addresses:
            address.addr, address.name, address.why = f"forgotten-{address.id}@invalid", "", ""
            address.save()
        nothing = dict.fromkeys(("organisation", "title", "zone", "country", "notes", "source"), "")
        store.Person.objects.filter(id=self.person.id).update(
            name=_NOBODY, sort_name="", first_at=None, last_at=None, redacted_at=now, **nothing
        )


def _without_quotes(message: store.Message) -> str:
    """The body with all masked that its author did not newly write: it quotes what others said."""
    masked = [character if character.isspace() else MASK for character in message.body]
    for start, end in message.own:
        masked[start:end] = message.body[start:end]
    return "".join(masked)
