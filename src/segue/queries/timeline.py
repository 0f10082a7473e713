"""The timeline of a person: messages between us and talks held, the latest first.

Ids of messages are in the order of time, so that a page is found by the id before which it lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models.functions import Left

from segue.queries.people import PersonPage
from segue.queries.talks import LIVE_MEDIA
from segue.store.models import Asker, Exchange, Participant, Person, key_at

PAGE = 30
TALKS = 500
_OPENING = 1500


@dataclass(frozen=True, slots=True)
class Contact:
    """An entry of the timeline: messages of one conversation in a row, or a talk. `key` is its latest message's id."""

    key: int
    at: datetime
    conversation_id: int
    medium: str
    out: bool
    subject: str
    opening: str
    count: int
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries, the latest first; `next` is the message id before which the rest lies, if there is more."""

    contacts: tuple[Contact, ...]
    next: int | None


def timeline(asker: Asker, page: PersonPage, before: int | None = None) -> Timeline:
    """Messages between us and talks held, the latest first, before message id `before`."""
    if page.connection is None:
        return Timeline((), None)
    exchanges = Exchange.objects.visible_to(asker).filter(connection=page.connection)
    if before:
        exchanges = exchanges.filter(message_id__lt=before)
    rows = list(
        exchanges.order_by("-message_id")
        .annotate(opening=Left("message__body", _OPENING))
        .values_list(
            "message_id",
            "message__sent_at",
            "message__conversation_id",
            "message__conversation__medium",
            "out",
            "message__subject",
            "message__conversation__subject",
            "opening",
            "message__own",
        )[: PAGE + 1]
    )
    messages = [
        Contact(key, at, conversation, medium, out, subject or title, _beginning(opening, own), 1)
        for key, at, conversation, medium, out, subject, title, opening, own in rows[:PAGE]
    ]
    last = messages[-1].key if len(rows) > PAGE else None
    talks = _talks(asker, page.person, before, last)
    together = sorted([*messages, *talks], key=lambda contact: contact.key, reverse=True)
    return Timeline(tuple(_in_a_row(together)), last)


def _talks(asker: Asker, who: Person, before: int | None, last: int | None) -> list[Contact]:
    """Talks with them in the stretch of time that the messages span."""
    talks = Participant.objects.visible_to(asker).filter(
        person=who, conversation__medium__in=LIVE_MEDIA, conversation__cancelled=False
    )
    rows = talks.order_by("-conversation__first_at").values_list(
        "conversation_id",
        "conversation__first_at",
        "conversation__medium",
        "conversation__subject",
        "conversation__terms",
        "conversation__ending",
    )
    found = (
        Contact(key_at(at), at, id_, medium, False, subject, terms, 1, ending)
        for id_, at, medium, subject, terms, ending in rows[:TALKS]
    )
    return [each for each in found if (not before or each.key < before) and (not last or each.key >= last)]


def _in_a_row(contacts: Iterable[Contact]) -> Iterable[Contact]:
    """Messages of one conversation that follow each other become one entry, told by the latest."""
    held: Contact | None = None
    for contact in contacts:
        if held and held.conversation_id == contact.conversation_id:
            held = replace(held, count=held.count + 1)
            continue
        if held:
            yield held
        held = contact
    if held:
        yield held


def _beginning(body: str, own: list[list[int]]) -> str:
    start, end = own[0] if own else (0, len(body))
    return " ".join(body[start:end].split())[:160]
