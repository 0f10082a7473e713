"""Questions before a talk: its preparation sheet, made from what is known, and the hours that suit both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN, State
from segue.domain.connections import Stage
from segue.domain.hours import Slot, good_times, strain_of
from segue.domain.preparing import Known, LastTalk, Owed, Sheet, sheet, together
from segue.queries.talks import LIVE_MEDIA, talks_of
from segue.store.access import OwnedQuerySet
from segue.store.models import (
    Asker,
    Commitment,
    Connection,
    Conversation,
    Exchange,
    Idea,
    Participant,
    Person,
    TalkMark,
    Topic,
)

_OPEN = [str(state) for state in OPEN - {State.REPORTED}]
_OWED, _TOPICS, _THREADS, _CHOSEN, _PERSONS = 12, 6, 30, 2, 8
_NIGHT = 99
_AHEAD = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Preparation:
    """A talk to prepare: its sheet, and everything on it as rows. `suits` tells how its time suits whom it suits least;
    `whom` it suits so, and None where no zone is known."""

    talk: Conversation
    persons: tuple[Person, ...]
    known: Known
    sheet: Sheet
    owed: tuple[Commitment, ...]
    suits: Slot | None
    whom: Person | None = None

    @property
    def minutes(self) -> int:
        return minutes_of(self.talk)

    @property
    def several(self) -> bool:
        return len(self.persons) > 1

    @property
    def i_owe(self) -> list[Commitment]:
        return [each for each in self.owed if each.mine]

    @property
    def they_owe(self) -> list[Commitment]:
        return [each for each in self.owed if not each.mine]

    @property
    def with_whom(self) -> Person | None:
        """The first of the persons: whose stage and wish are on the sheet."""
        return self.persons[0] if self.persons else None


def preparation(asker: Asker, conversation_id: int, now: datetime) -> Preparation:
    """The sheet of a live talk; raises Conversation.DoesNotExist for what is none, or not to be seen."""
    talk = Conversation.objects.visible_to(asker).get(id=conversation_id, medium__in=LIVE_MEDIA)
    present = Participant.objects.filter(conversation=talk).select_related("person__connection").order_by("id")
    persons = tuple(each.person for each in present)
    each = [known_of(asker, person, talk, now) for person in persons[:_PERSONS]]
    known = together([known for known, _ in each]) if each else Known("", None, talked_before=True)
    owed = tuple(row for _, rows in each for row in rows)
    suits, whom = _suits(asker, talk, persons)
    return Preparation(talk, persons, known, sheet(known), owed, suits, whom)


def _suits(asker: Asker, talk: Conversation, persons: Sequence[Person]) -> tuple[Slot | None, Person | None]:
    """How the hour suits the one of these whom it suits least."""
    slots = [
        (strain_of(talk.first_at, minutes_of(talk), _calendar(asker), _calendar_of(person, asker)), person)
        for person in persons
        if person.zone
    ]
    return max(slots, key=lambda each: _NIGHT if each[0] is None else each[0].strain, default=(None, None))


def known_of(
    asker: Asker, person: Person, talk: Conversation | None, now: datetime
) -> tuple[Known, tuple[Commitment, ...]]:
    """What is known before a talk with somebody, and what is open between us as rows, the first due first."""
    connection = Connection.objects.visible_to(asker).filter(person=person).select_related("need").first()
    stage = (talk.stage if talk else "") or (connection.stage if connection else "")
    open_ = (
        Commitment.objects.visible_to(asker)
        .select_related("connection__person")
        .filter(connection=connection, state__in=_OPEN, others=False, answered_at=None)
    )
    owed = tuple(open_.order_by(F("due").asc(nulls_last=True), "-made_at")[:_OWED]) if connection else ()
    last = _talks_with(asker, person, now).exclude(id=talk.id if talk else 0).order_by("-first_at").first()
    known = Known(
        person.name,
        Stage(stage) if stage else None,
        talked_before=last is not None,
        owed=tuple(Owed(each.id, each.mine, each.what, each.due) for each in owed),
        last=_last(last, asker) if last else None,
        topics=tuple(_topics(asker, person, connection)),
        intent=connection.intent if connection else "",
        for_them=connection.for_them if connection else "",
        chosen=tuple(_chosen(asker, connection)) if connection and stage == Stage.OPPORTUNITY else (),
    )
    return known, owed


def times_for(asker: Asker, person: Person, now: datetime, minutes: int = 30) -> list[Slot]:
    """The best moments of the next days to talk with somebody, beside what is booked already."""
    booked = talks_of(asker).filter(first_at__range=(now, now + _AHEAD))
    busy = [(each.first_at, each.held_until or each.last_at) for each in booked]
    return good_times(_calendar(asker), _calendar_of(person, asker), now, minutes, busy=busy)


def minutes_of(talk: Conversation) -> int:
    """How long a talk is planned for, or took; 30 where that is not known."""
    return int(((talk.held_until or talk.last_at) - talk.first_at).total_seconds() // 60) or 30


def _talks_with(asker: Asker, person: Person, now: datetime) -> OwnedQuerySet[Conversation]:
    """The live talks held with somebody."""
    return Conversation.objects.visible_to(asker).filter(
        medium__in=LIVE_MEDIA, cancelled=False, first_at__lte=now, participants__person=person
    )


def _last(talk: Conversation, asker: Asker) -> LastTalk:
    on = Calendar(asker.zone).date_of(talk.first_at)
    next_step = talk.terms if talk.ending == Conversation.Ending.NEXT_STEP else ""
    return LastTalk(talk.id, on, talk.ending, next_step)


def _topics(asker: Asker, person: Person, connection: Connection | None) -> list[str]:
    """What is on their mind: topics that I keep of them, those marked in talks, what our latest threads were about."""
    kept = Topic.objects.owned_by(asker).filter(person=person).order_by("-at", "-id").values_list("name", flat=True)
    marked = TalkMark.objects.visible_to(asker).filter(
        conversation__participants__person=person, kind=TalkMark.Kind.TOPIC
    )
    topics = list(kept[:_TOPICS])
    topics += list(marked.exclude(fate=TalkMark.Fate.DROPPED).order_by("-at").values_list("text", flat=True)[:_TOPICS])
    if connection:
        latest = Exchange.objects.filter(connection=connection).order_by("-message_id")
        subjects = latest.values_list("message__conversation__subject", flat=True)[:_THREADS]
        topics += [bare for subject in subjects if (bare := _bare(subject))]
    once = {topic.casefold(): topic for topic in reversed(topics)}
    return sorted(once.values(), key=topics.index)[:_TOPICS]


def _chosen(asker: Asker, connection: Connection) -> list[str]:
    """The ideas that were chosen together on our latest boards."""
    ideas = Idea.objects.visible_to(asker).filter(board__connection=connection, chosen=True)
    return list(ideas.order_by("-board_id", "id").values_list("text", flat=True)[:_CHOSEN])


def _bare(subject: str) -> str:
    """A subject without what answering and forwarding put before it."""
    while subject.lower().startswith(("re:", "fw:", "fwd:", "aw:", "sv:", "wg:")):
        subject = subject.partition(":")[2].strip()
    return subject.strip()


def _calendar(asker: Asker) -> Calendar:
    return Calendar(asker.zone, asker.country)


def _calendar_of(person: Person, asker: Asker) -> Calendar:
    return Calendar(person.zone or asker.zone, person.country or None)
