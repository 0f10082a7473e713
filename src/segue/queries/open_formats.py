"""The asker's mail, contacts and calendar as other programs read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path

from segue.domain.chats import is_handle
from segue.domain.commitments import OPEN, State
from segue.formats import ical, mboxwrite, vcard
from segue.formats.records import Address, Attendee, ContactRecord, EventRecord, MailRecord, Phone
from segue.queries.talks import LIVE_MEDIA
from segue.store import models as store

_BATCH = 500
_STATUS = {State.KEPT: "COMPLETED", State.REPORTED: "COMPLETED"} | dict.fromkeys(OPEN, "NEEDS-ACTION")


def mails(asker: store.Asker) -> Iterator[MailRecord]:
    """Every mail of the asker's, oldest first, as text: attachments are named, their bytes were never kept."""
    rows = store.Message.objects.owned_by(asker).filter(speaker="", conversation__medium="mail").order_by("id")
    waiting = rows.select_related("sender").iterator(_BATCH)
    while batch := list(islice(waiting, _BATCH)):
        recipients = _recipients(batch)
        yield from (_mail(row, recipients[row.id]) for row in batch)


def contacts(asker: store.Asker) -> Iterator[ContactRecord]:
    """Every person of the asker's who was not forgotten."""
    rows = store.Person.objects.owned_by(asker).filter(redacted_at=None).order_by("sort_name", "id")
    for person in rows.prefetch_related("addresses", "phones").iterator(_BATCH):
        yield ContactRecord(
            names=(person.name,),
            emails=tuple(address.addr for address in _mail_of(person)),
            phones=tuple(Phone(phone.number, phone.kind or "other") for phone in person.phones.all()),
            org=person.organisation,
            title=person.title,
            note=person.notes,
            uid=f"segue-person-{person.id}",
        )


def calendar(asker: store.Asker) -> Iterator[EventRecord]:
    """Talks as events, and commitments that have a date as tasks (RFC 5545, VTODO)."""
    talks = store.Conversation.objects.owned_by(asker).filter(medium__in=LIVE_MEDIA).order_by("first_at", "id")
    for talk in talks.prefetch_related("participants__person__addresses").iterator(_BATCH):
        yield _event(talk)
    dated = store.Commitment.objects.owned_by(asker).exclude(due=None).order_by("due", "id")
    for commitment in dated.iterator(_BATCH):
        yield _task(commitment)


def write_mail(asker: store.Asker, path: Path) -> None:
    """All mail as one mbox."""
    with path.open("wb") as file:
        file.writelines(mboxwrite.write(mails(asker)))


def write_contacts(asker: store.Asker, path: Path) -> None:
    """All persons as vCard 4.0."""
    path.write_text(vcard.write(contacts(asker)), encoding="utf-8", newline="")


def write_calendar(asker: store.Asker, path: Path, now: datetime) -> None:
    """All talks and dated commitments as iCalendar."""
    path.write_bytes(ical.write(calendar(asker), now))


_Recipients = dict[int, dict[str, list[Address]]]


def _recipients(batch: Sequence[store.Message]) -> _Recipients:
    found: _Recipients = defaultdict(lambda: defaultdict(list))
    rows = store.Recipient.objects.filter(message__in=batch).order_by("message_id", "address_id")
    for message, role, name, addr in rows.values_list("message_id", "role", "address__name", "address__addr"):
        found[message][role].append(Address(name, addr))
    return found


def _mail(row: store.Message, to: dict[str, list[Address]]) -> MailRecord:
    return MailRecord(
        message_id=row.message_id,
        date=row.sent_at,
        zone_minutes=row.zone_minutes,
        sender=Address(row.sender.name, row.sender.addr) if row.sender else None,
        to=tuple(to["to"]),
        cc=tuple(to["cc"]),
        bcc=tuple(to["bcc"]),
        reply_to=(),
        subject=row.subject,
        in_reply_to=tuple(row.parents[-1:]),
        references=tuple(row.parents),
        body=row.body,
        own=tuple((start, end) for start, end in row.own),
        signature=None,
        bulk="",
        bulk_reason="",
        list_id="",
        attachments=tuple(row.attachments),
        automatic=False,
        folder=row.folder,
        labels=(),
        digest=bytes(row.digest),
        position=row.position,
        size=0,
    )


def _event(talk: store.Conversation) -> EventRecord:
    people = [each.person for each in talk.participants.all()]
    attendees = (Attendee(person.name, address.addr) for person in people for address in _mail_of(person)[:1])
    return EventRecord(
        uid=talk.uid or f"segue-talk-{talk.id}",
        start=talk.first_at,
        end=talk.held_until or talk.last_at,
        zone="UTC",
        all_day=False,
        summary=talk.subject,
        description="\n".join(part for part in (talk.objective, talk.agenda, talk.terms) if part),
        attendees=tuple(attendees),
        status="CANCELLED" if talk.cancelled else "CONFIRMED",
    )


def _mail_of(person: store.Person) -> list[store.Address]:
    return [address for address in person.addresses.all() if not is_handle(address.addr)]


def _task(commitment: store.Commitment) -> EventRecord:
    due = datetime.combine(commitment.due or commitment.made_at.date(), time(), UTC)
    return EventRecord(
        uid=f"segue-commitment-{commitment.id}",
        start=None,
        end=due,
        zone="UTC",
        all_day=True,
        end_day=due.date(),
        summary=commitment.what,
        description=commitment.quote,
        status=_STATUS.get(State(commitment.state), "CANCELLED"),
        to_do=True,
    )
