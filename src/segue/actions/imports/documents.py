"""Files that are read whole: cards, calendars, transcripts. One is read again only when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from segue.actions.imports import cards, events, transcripts
from segue.actions.imports.account import Tally
from segue.actions.imports.forgotten import Forgotten
from segue.actions.intake.discovery import Document
from segue.formats import contactlists, ical, transcript, vcard
from segue.formats.mbox import open_stream
from segue.formats.records import ContactRecord, EventRecord, TranscriptRecord
from segue.formats.records import SetAside as Aside
from segue.store import bulk
from segue.store.models import Asker, SetAside, Source

Record = ContactRecord | EventRecord | TranscriptRecord

# A calendar or address book above this is something else.
_LARGEST = 256 << 20
_READERS: dict[str, Callable[[bytes, str], Iterable[Record | Aside]]] = {
    "vcard": vcard.read,
    "linkedin": contactlists.read,
    "google-csv": contactlists.read,
    "icalendar": ical.read,
    "webvtt": lambda data, source: [transcript.read(data, source)],
    "srt": lambda data, source: [transcript.read(data, source)],
}


def read(asker: Asker, run: int, document: Document, now: datetime) -> Tally:
    """Read a document, all of it or nothing; nothing is read of one that has not changed."""
    name = str(document.path)
    with open_stream(document.path) as stream:
        data = stream.read(_LARGEST)
    fingerprint = blake2b(data, digest_size=16).hexdigest()
    row = Source.objects.filter(owner_id=asker.member_id, name=name).first()
    if row is not None and row.fingerprint == fingerprint and row.finished_at:
        return Tally(read=row.read, known=row.read)
    with transaction.atomic():
        values = {"kind": document.kind, "fingerprint": fingerprint, "size": len(data), "finished_at": now}
        row, _ = Source.objects.update_or_create(owner_id=asker.member_id, name=name, defaults=values)
        done = _store(asker, document, row.id, _records(run, row, document, data), now)
        aside = SetAside.objects.filter(source=row, run_id=run).count()
        Source.objects.filter(id=row.id).update(read=done.read, position=len(data))
    return replace(done, read=done.read + aside, set_aside=aside)


def _records(run: int, row: Source, document: Document, data: bytes) -> list[Record]:
    found = list(_READERS[document.kind](data, row.name))
    aside = [(row.owner_id, run, row.id, each.position, each.reason[:500]) for each in found if isinstance(each, Aside)]
    bulk.insert_missing(SetAside, ("owner_id", "run_id", "source_id", "position", "reason"), aside)
    return [each for each in found if not isinstance(each, Aside)]


def _store(asker: Asker, document: Document, source: int, records: list[Record], now: datetime) -> Tally:
    contacts = [each for each in records if isinstance(each, ContactRecord)]
    entries = [each for each in records if isinstance(each, EventRecord)]
    talks = [each for each in records if isinstance(each, TranscriptRecord)]
    persons = cards.store(asker.member_id, asker.country, contacts) if contacts else 0
    entries = Forgotten(asker.member_id).without_guests(entries)
    held = events.store(asker.member_id, entries, now) if entries else 0
    held += sum(transcripts.store(asker, source, each, transcripts.began(document.path, asker.zone)) for each in talks)
    return Tally(read=len(records), new=len(records), persons=persons, events=held)
