"""Talks to come: booking one, preparing it, moving it, calling it off.

Each verb raises NotFound for what is not the asker's, Refused for a talk that was held already. Moments are UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from segue.actions.deeds import Change, deed
from segue.actions.errors import Refused
from segue.actions.talks import owned_talk, persons_in
from segue.domain.connections import Stage
from segue.domain.conversations import LIVE, Medium
from segue.domain.preparing import stage_for
from segue.store.models import Asker, Connection, Conversation, Participant, Person

LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is prepared for a talk; None leaves a part as it is. `expectation` is in percent, -1 takes it back."""

    objective: str | None = None
    agenda: str | None = None
    questions: str | None = None
    documents: str | None = None
    expected: str | None = None
    expectation: int | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A talk to come with these persons of the asker's; the stage it serves is that of the first one's connection."""

    person_ids: Sequence[int]
    begins: datetime
    minutes: int = 30
    medium: Medium = Medium.CALL
    subject: str = ""
    prepared: Prepared = Prepared()


def book(asker: Asker, booking: Booking, now: datetime, *, source: str) -> Conversation:
    """Book a talk to come."""
    with deed(asker, "book", now, source=source) as change:
        talk = book_in(change, booking, now)
        change.about(talk, f"Booked: {talk}, {booking.begins:%-d %B}.")
    return talk


def book_in(change: Change, booking: Booking, now: datetime) -> Conversation:
    """Book a talk as a part of a larger deed."""
    begins, medium = booking.begins, booking.medium
    _check(medium, begins, booking.minutes, now)
    person_ids = set(booking.person_ids)
    persons = list(Person.objects.owned_by(change.asker).filter(id__in=person_ids, redacted_at=None).order_by("id"))
    if not persons or len(persons) != len(person_ids):
        raise Refused("Say with whom: somebody whom you know.")
    connections = list(Connection.objects.filter(person__in=persons).order_by("person_id"))
    ends = begins + timedelta(minutes=booking.minutes)
    named = f"{str(medium).capitalize()} with {', '.join(each.name for each in persons)}"
    talk = change.create(
        Conversation(
            owner_id=change.asker.member_id,
            team_id=connections[0].team_id if len(persons) == 1 and connections else None,
            medium=str(medium),
            subject=booking.subject.strip()[:998] or named,
            first_at=begins,
            last_at=ends,
            held_until=ends,
            stage=stage_for(Stage(connections[0].stage) if connections and connections[0].stage else None),
        )
    )
    for person in persons:
        change.create(Participant(owner_id=talk.owner_id, conversation=talk, person=person))
    change.touch(*(each.id for each in connections))
    _prepare(change, talk, booking.prepared)
    return talk


def prepare(asker: Asker, conversation_id: int, prepared: Prepared, now: datetime, *, source: str) -> Conversation:
    """Write on the preparation sheet of a talk."""
    with deed(asker, "prepare", now, source=source) as change:
        talk = live_in(change, conversation_id)
        _prepare(change, talk, prepared)
        change.about(talk, f"Prepared: {talk}.")
    return talk


def rebook(
    asker: Asker, conversation_id: int, begins: datetime, now: datetime, *, source: str, minutes: int | None = None
) -> Conversation:
    """Move a talk that is to come to another time; what is prepared stays."""
    with deed(asker, "rebook", now, source=source) as change:
        talk = _to_come(change, conversation_id, now)
        length = minutes or int(((talk.held_until or talk.last_at) - talk.first_at).total_seconds() // 60) or 30
        _check(Medium(talk.medium), begins, length, now)
        ends = begins + timedelta(minutes=length)
        change.save(talk, first_at=begins, last_at=ends, held_until=ends, snoozed_until=None)
        change.about(talk, f"{talk}: {begins:%-d %B}.")
    return talk


def call_off(asker: Asker, conversation_id: int, now: datetime, *, source: str) -> Conversation:
    """Call off a talk that is to come."""
    with deed(asker, "call off", now, source=source) as change:
        talk = change.save(_to_come(change, conversation_id, now), cancelled=True)
        change.about(talk, f"Called off: {talk}.")
    return talk


def _check(medium: Medium, begins: datetime, minutes: int, now: datetime) -> None:
    if medium not in LIVE:
        raise Refused("A talk is a call, a meeting or a room.")
    if begins <= now:
        raise Refused("That moment has passed; a talk that was held is logged.")
    if not timedelta(0) < timedelta(minutes=minutes) <= LONGEST:
        raise Refused("A talk takes between a minute and a day.")


def live_in(change: Change, conversation_id: int) -> Conversation:
    """The asker's live talk, whose connections Today looks at again."""
    talk = owned_talk(change.asker, conversation_id)
    if Medium(talk.medium) not in LIVE:
        raise Refused(f"A {talk.medium} thread is no live talk: it is answered.")
    connections = Connection.objects.filter(person__in=persons_in(talk))
    change.touch(*connections.values_list("id", flat=True))
    return talk


def _to_come(change: Change, conversation_id: int, now: datetime) -> Conversation:
    talk = live_in(change, conversation_id)
    if talk.first_at <= now or talk.wrapped_at:
        raise Refused("It has begun already; wrap it up instead.")
    return talk


def _prepare(change: Change, talk: Conversation, prepared: Prepared) -> None:
    given = {field.name: getattr(prepared, field.name) for field in fields(prepared)}
    values = {name: value for name, value in given.items() if value is not None}
    if "expectation" in values:
        if not -1 <= values["expectation"] <= 100:
            raise Refused("How likely you hold it is a number from 0 to 100.")
        values["expectation"] = None if values["expectation"] < 0 else values["expectation"]
    for name, longest in (("objective", 500), ("expected", 300)):
        if name in values:
            values[name] = " ".join(values[name].split())[:longest]
    change.save(talk, **values)
