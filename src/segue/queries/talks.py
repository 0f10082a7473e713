"""Questions about live talks: calls, meetings, rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from segue.domain.calendar import Calendar
from segue.domain.today.facts import Ending, TalkFacts
from segue.domain.today.now import ALIVE
from segue.store.access import OwnedQuerySet
from segue.store.models import Asker, Connection, Conversation, Exchange, Participant, is_live, key_at, moment_of

LIVE_MEDIA = (Conversation.Medium.CALL, Conversation.Medium.MEETING, Conversation.Medium.ROOM)
_AHEAD = timedelta(days=60)
# A day of mine may begin before, or after, the same day in UTC.
_A_DAY = timedelta(days=1)


def talks_of(asker: Asker) -> OwnedQuerySet[Conversation]:
    """The asker's talks that were not called off, found through an index: years of mail make it no slower."""
    return Conversation.objects.owned_by(asker).filter(is_live(), cancelled=False)


def talk_with_uid(asker: Asker, uid: str) -> int | None:
    """The asker's conversation that came from the calendar event or transcript with this UID."""
    return Conversation.objects.owned_by(asker).filter(uid=uid).values_list("id", flat=True).first()


def in_sight(now: datetime, alive: timedelta) -> Q:
    """Which participants' talks Today looks at: held lately, to come, or put off until a day that is not long past."""
    since = now - alive
    lately = Q(conversation__first_at__range=(since, now + _AHEAD))
    return lately | Q(conversation__not_yet_until__gte=since.date() - _A_DAY, conversation__wrapped_at=None)


def old_talks(asker: Asker, now: datetime, alive: timedelta) -> OwnedQuerySet[Conversation]:
    """Talks without an ending that Today leaves out: for their age, or because nobody is known to have been there.

    With whom it is closed, nothing asks.
    """
    since = now - alive
    unended = talks_of(asker).filter(wrapped_at=None, first_at__lte=now)
    with_whom = Connection.objects.filter(person__talks__conversation=OuterRef("id"))
    put_off = Q(not_yet_until__gt=Calendar(asker.zone).date_of(since))
    aged = Q(first_at__lt=since) & ~(Q(not_yet_until__isnull=False) & put_off)
    return unended.filter(~Exists(with_whom) | (aged & Exists(with_whom.filter(closed_at=None))))


def met_with(asker: Asker, person_id: int, now: datetime, alive: timedelta = ALIVE) -> list[int]:
    """The connections with whom else takes part in talks with somebody: which of them a talk is wrapped up with hangs
    on who is closed."""
    with_them = Participant.objects.owned_by(asker).filter(in_sight(now, alive), person=person_id)
    talks = list(with_them.filter(conversation__medium__in=LIVE_MEDIA).values_list("conversation_id", flat=True))
    others = Participant.objects.owned_by(asker).filter(conversation__in=talks).exclude(person=person_id)
    found = Connection.objects.owned_by(asker).filter(person__in=others.values("person_id"))
    return list(found.values_list("id", flat=True))


class Talks:
    """The talks of some connections, as they stood at `now`: held in the time that is alive, or booked to come."""

    def __init__(self, connection_ids: Sequence[int], now: datetime, alive: timedelta) -> None:
        self.now, self.alive = now, alive
        self.of_person: dict[int, list[Conversation]] = defaultdict(list)
        persons = Connection.objects.filter(id__in=connection_ids).values_list("person_id", flat=True)
        rows = Participant.objects.filter(
            person_id__in=persons,
            conversation__medium__in=LIVE_MEDIA,
            conversation__cancelled=False,
        ).filter(in_sight(now, alive))
        for row in rows.select_related("conversation"):
            self.of_person[row.person_id].append(row.conversation)
        present = Participant.objects.filter(
            conversation_id__in={row.conversation_id for row in rows}, person__connection__isnull=False
        )
        still_open = present.filter(person__connection__closed_at=None)
        first = still_open.values("conversation_id").annotate(first=Min("person_id")).order_by()
        self.leading = {each["conversation_id"]: each["first"] for each in first}
        self.written = self._written(present)

    def facts(self, person_id: int) -> tuple[TalkFacts, ...]:
        """The talks with this person."""
        return tuple(self._facts(person_id, each) for each in self.of_person.get(person_id, []))

    def held(self, person_id: int) -> list[datetime]:
        """When those that were held with this person ended."""
        ends = (each.held_until or each.last_at for each in self.of_person.get(person_id, []))
        return [at for at in ends if at <= self.now]

    def _facts(self, person_id: int, row: Conversation) -> TalkFacts:
        ended = row.held_until or row.last_at
        held_at = ended if ended <= self.now else row.first_at
        wrapped = row.wrapped_at is not None and row.wrapped_at <= self.now
        return TalkFacts(
            conversation_id=row.id,
            held_at=held_at,
            kind=row.medium,
            objective=row.objective,
            ending=Ending(row.ending) if row.ending and wrapped else None,
            wrapped_at=row.wrapped_at if wrapped else None,
            not_yet_until=row.not_yet_until,
            next_step=row.terms,
            rating=row.rating,
            follow_up_sent_at=self._follow_up(row, held_at),
            snoozed_until=row.snoozed_until,
            leads=self.leading.get(row.id, person_id) == person_id,
        )

    def _follow_up(self, row: Conversation, held_at: datetime) -> datetime | None:
        """When a word went to them after the talk: found in my mail, or noted by hand."""
        if row.thanked_at is not None and row.thanked_at <= self.now:
            return row.thanked_at
        return next((at for at in self.written.get(row.id, ()) if at >= held_at), None)

    def _written(self, present: QuerySet[Participant]) -> dict[int, list[datetime]]:
        """When I wrote to anybody who was in these talks: a word to one of them is a word after the talk."""
        talks: dict[int, set[int]] = defaultdict(set)
        for talk, connection in present.values_list("conversation_id", "person__connection"):
            talks[connection or 0].add(talk)
        since, until = key_at(self.now - self.alive), key_at(self.now + timedelta(seconds=1))
        rows = Exchange.objects.filter(connection_id__in=talks, out=True, message_id__gte=since, message_id__lt=until)
        written: dict[int, list[datetime]] = defaultdict(list)
        for connection, key in rows.order_by("message_id").values_list("connection_id", "message_id"):
            for talk in talks[connection]:
                written[talk].append(moment_of(key))
        return written
