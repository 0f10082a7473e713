"""Calendar entries with other people in them: talks that were held or are to come, a conversation for each date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from segue.actions.imports.addresses import meet_spellings
from segue.actions.imports.fresh import MINE, PERSON, Met
from segue.actions.imports.persons import recognise_spellings
from segue.actions.stale import mark_stale
from segue.formats.occurrences import occurrences
from segue.formats.records import Attendee, EventRecord
from segue.store import bulk
from segue.store.forgotten import hidden
from segue.store.models import Connection, Conversation, Participant

# How far back and ahead a talk that is held again and again is written out.
BACK, AHEAD = timedelta(days=365), timedelta(days=60)
# More people than that are an audience.
_MOST_PEOPLE = 30
_BY_VOICE = re.compile(
    r"\b(?:call|phone|telephone|telefon\w*|anruf|samtal|appel|llamada|tel:|zoom|teams|meet\.google|webex|skype|jitsi)",
    re.IGNORECASE,
)
_COLUMNS = ("id", "owner_id", "medium", "subject", "first_at", "last_at", "held_until", "uid", "cancelled")
# What a transcript says goes before the calendar, and what was wrapped up is over.
_MOVED = """
UPDATE store_conversation SET subject = %s, first_at = %s, last_at = %s, held_until = %s, cancelled = %s
WHERE id = %s AND wrapped_at IS NULL AND message_count = 0
"""


@dataclass(frozen=True, slots=True)
class Talk:
    """One date on which some people meet."""

    uid: str
    medium: str
    subject: str
    start: datetime
    end: datetime
    cancelled: bool
    people: tuple[Attendee, ...]
    """Everybody invited, and who invites."""


def store(owner: int, events: Iterable[EventRecord], now: datetime) -> int:
    """Write these entries; gives how many talks they are. A date that has moved is moved, what was wrapped up stays."""
    found = {talk.uid: talk for talk in talks_of(list(events), now)}.values()
    met = meet_spellings(owner, {each.addr: each.name for talk in found for each in talk.people})
    everybody = ((each, met[each.addr]) for talk in found for each in talk.people)
    others = {(each.addr, each.name): row for each, row in everybody if row.kind == PERSON}
    recognise_spellings(owner, others, met.values())
    talks = [_as_answered(talk, met) for talk in found if any(_persons(talk, met))]
    ids = _write(owner, talks)
    rows = sorted({(owner, ids[talk.uid], person) for talk in talks for person in _persons(talk, met)})
    bulk.insert_missing(Participant, ("owner_id", "conversation_id", "person_id"), rows)
    mark_stale(Connection.objects.filter(person__in={person for _, _, person in rows}).values_list("id", flat=True))
    return len(talks)


def talks_of(events: Sequence[EventRecord], now: datetime) -> Iterator[Talk]:
    """The talks that these entries are, by date: entries with people in them that do not last all day."""
    changed = {(event.uid, event.recurrence_id) for event in events if event.recurrence_id}
    for event in events:
        if not _is_talk(event):
            continue
        for start, end in _dates(event, now):
            again = event.recurrence and (event.uid, start.isoformat()) in changed
            if not again:
                yield _talk(event, start, end)


def _is_talk(event: EventRecord) -> bool:
    people = {attendee.addr for attendee in event.attendees} - {""}
    return bool(event.start and event.uid) and not event.all_day and not event.to_do and 0 < len(people) <= _MOST_PEOPLE


def _dates(event: EventRecord, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    if event.recurrence:
        yield from occurrences(event, now - BACK, now + AHEAD)
    elif event.start is not None:
        yield event.start, event.end or event.start


def _talk(event: EventRecord, start: datetime, end: datetime) -> Talk:
    date = event.recurrence_id or (start.isoformat() if event.recurrence else "")
    people = {attendee.addr: attendee for attendee in event.attendees if attendee.addr}
    if event.organizer is not None:
        people.setdefault(event.organizer.addr, Attendee(event.organizer.name, event.organizer.addr))
    told = " ".join((event.summary, event.location, event.url))
    return Talk(
        uid=f"{event.uid}/{date}"[:255] if date else event.uid[:255],
        medium="call" if _BY_VOICE.search(told) else "meeting",
        subject=event.summary[:998],
        start=start,
        end=end,
        cancelled=event.status.upper() == "CANCELLED" or event.method.upper() == "CANCEL",
        people=tuple(people.values()),
    )


def _write(owner: int, talks: Sequence[Talk]) -> dict[str, int]:
    """The conversations of these talks by uid, made or brought up to date."""
    query = "SELECT uid, id FROM store_conversation WHERE owner_id = %s AND uid IN"
    said = {spelling: talk.uid for talk in talks for spelling in (talk.uid, hidden(talk.uid))}
    ids: dict[str, int] = {said[uid]: number for uid, number in bulk.rows_in(query, said, [owner])}
    known, new = ([talk for talk in talks if (talk.uid in ids) is there] for there in (True, False))
    bulk.run_many(_MOVED, [(talk.subject, *_times(talk), talk.cancelled, ids[talk.uid]) for talk in known])
    numbers = bulk.reserve_ids(Conversation, len(new))
    ids |= {talk.uid: number for talk, number in zip(new, numbers, strict=True)}
    rows = [(ids[talk.uid], owner, talk.medium, talk.subject, *_times(talk), talk.uid, talk.cancelled) for talk in new]
    bulk.insert(Conversation, _COLUMNS, rows)
    return ids


def _times(talk: Talk) -> tuple[str, str, str]:
    start, end = bulk.written(talk.start), bulk.written(talk.end)
    return start, end, end


def _persons(talk: Talk, met: dict[str, Met]) -> Iterator[int]:
    """Who else was there."""
    for each in talk.people:
        person = met[each.addr].person
        if person is not None and met[each.addr].kind != MINE:
            yield person


def _as_answered(talk: Talk, met: dict[str, Met]) -> Talk:
    """A talk that I declined does not take place for me."""
    declined = any(each.answer == "declined" and met[each.addr].kind == MINE for each in talk.people)
    return replace(talk, cancelled=True) if declined else talk
