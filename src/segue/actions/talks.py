"""Live talks: logging one just held, and wrapping one up so that it leads somewhere or ends honestly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from segue.actions.commitments import check_ahead
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.people import one_called
from segue.actions.talking import Gathered, Talk
from segue.domain.calendar import Calendar
from segue.domain.closing import Fate, Settlement
from segue.domain.conversations import NextStep, WrapUp
from segue.domain.logline import LoggedTalk, Word, parse
from segue.queries.talks import LIVE_MEDIA
from segue.store.models import Asker, Conversation, Participant, Person

_AROUND = timedelta(hours=2)
_HOW_IT_ENDED = (
    "How did it end? With a next step (who does what by when), an honest close (on what terms), "
    "enjoyed, or not yet (until when)."
)


def log_talk(
    asker: Asker, said: str | LoggedTalk, now: datetime, *, source: str, rest: Fate | None = None
) -> Conversation:
    """Log a talk that ended just now, told in one line (`domain.logline`) or as its parts.

    A talk with the same person that stands in the calendar for this time is the one that is meant. Persons whom
    nobody knows yet are made. `rest`: what becomes, at an honest close, of all that is still owed. Raises Refused
    where a name means several.
    """
    today = Calendar(asker.zone).date_of(now)
    talk = parse(said, today) if isinstance(said, str) else said
    with deed(asker, "log", now, source=source) as change:
        persons = [one_called(change, name, now) for name in talk.people]
        conversation = _booked(change, persons[0], now) or _begin(change, talk, persons, now)
        _join(change, conversation, persons, now)
        logged = Talk(change, conversation, persons, now)
        logged.first_settle(talk.ending, (), rest)
        for word in talk.words:
            logged.keep(word)
        logged.end(talk.ending, talk.rating)
        change.about(conversation, f"Logged: {talk.how} with {', '.join(person.name for person in persons)}.")
    return conversation


def wrap_up(
    asker: Asker,
    conversation_id: int,
    ending: WrapUp | None,
    now: datetime,
    *,
    source: str,
    more: Sequence[NextStep] = (),
    rating: int | None = None,
    happened: str = "",
    gathered: Gathered | None = None,
    owed: Sequence[Settlement] = (),
    rest: Fate | None = None,
) -> Conversation:
    """End a live talk in one of the three ways, or say until when not; with further next steps and my rating.

    `happened`: whether what I expected did (yes, no, unknown). `owed` and `rest` say, at an honest close, what becomes
    of what was owed before it (as in `closing.close`). Refused without an ending, where it has one already, where
    a close leaves something unsaid, and for what is no live talk. A talk whose clock was started is over now.
    """
    if ending is None:
        raise Refused(_HOW_IT_ENDED)
    gathered = gathered or Gathered()
    with deed(asker, "wrap up", now, source=source) as change:
        conversation = owned_talk(asker, conversation_id)
        if conversation.wrapped_at:
            raise Refused(f"It was wrapped up on {conversation.wrapped_at:%-d %B %Y}; undo that first.")
        if conversation.started_at and (conversation.held_until or now) > now:
            change.save(conversation, last_at=now, held_until=now)
        talk = Talk(change, conversation, persons_in(conversation), now)
        marks = {each.id: each for each in conversation.talk_marks.all()}
        talk.gather(marks, gathered)
        talk.first_settle(ending, owed, rest)
        for number, step in enumerate((ending, *more)):
            if isinstance(step, NextStep) and step.commitment_id is None:
                made = talk.keep(Word(step.who, "", step.what, step.by))
                talk.settle(marks.get(gathered.steps.get(number, 0)), step.what, made)
        talk.end(ending, rating)
        if happened:
            change.save(conversation, happened=Conversation.Happened(happened))
        change.about(conversation, f"Wrapped up: {conversation}.")
    return conversation


def rate(asker: Asker, conversation_id: int, rating: int, now: datetime, *, source: str) -> Conversation:
    """What I felt about a talk, 1 to 5; shown to nobody else."""
    with deed(asker, "rate", now, source=source) as change:
        conversation = owned_talk(asker, conversation_id)
        Talk(change, conversation, persons_in(conversation), now).rate(rating)
        change.about(conversation, f"Rated {rating} of 5: {conversation}.")
    return conversation


def thanked(asker: Asker, conversation_id: int, now: datetime, *, source: str) -> Conversation:
    """A word after the talk has gone to them: noted by hand, for no reading of my mail need find it."""
    with deed(asker, "thank", now, source=source) as change:
        conversation = owned_talk(asker, conversation_id)
        if conversation.medium not in LIVE_MEDIA or conversation.first_at > now:
            raise Refused("Thanks come after a talk.")
        change.save(conversation, thanked_at=now)
        Talk(change, conversation, persons_in(conversation), now)
        change.about(conversation, f"Thanked: {conversation}.")
    return conversation


def snooze(asker: Asker, conversation_id: int, until: datetime, now: datetime, *, source: str) -> Conversation:
    """Keep the talk out of Today until then."""
    check_ahead(until, now)
    with deed(asker, "snooze", now, source=source) as change:
        conversation = change.save(owned_talk(asker, conversation_id), snoozed_until=until)
        Talk(change, conversation, persons_in(conversation), now)
        change.about(conversation, f"Until {until:%-d %b}: {conversation}.")
    return conversation


def owned_talk(asker: Asker, conversation_id: int) -> Conversation:
    """The asker's conversation with this id, locked until the deed is done; raises NotFound."""
    found = Conversation.objects.owned_by(asker).select_for_update().filter(id=conversation_id).first()
    if found is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return found


def _begin(change: Change, talk: LoggedTalk, persons: Sequence[Person], now: datetime) -> Conversation:
    began = now - timedelta(minutes=talk.minutes or 0)
    return change.create(
        Conversation(
            owner_id=change.asker.member_id,
            medium=str(talk.how),
            subject=talk.topic[:998] or f"{str(talk.how).capitalize()} with {', '.join(each.name for each in persons)}",
            first_at=began,
            last_at=now,
            held_until=now,
            agenda=talk.note,
        )
    )


def _join(change: Change, conversation: Conversation, persons: Sequence[Person], now: datetime) -> None:
    """Have these persons take part, each once, and count as met."""
    present = set(conversation.participants.values_list("person_id", flat=True))
    for person in {each.id: each for each in persons}.values():
        if person.id not in present:
            change.create(Participant(owner_id=conversation.owner_id, conversation=conversation, person=person))
    met = Person.objects.filter(id__in=[each.id for each in persons])
    met.filter(first_at=None).update(first_at=conversation.first_at)
    met.filter(Q(last_at=None) | Q(last_at__lt=now)).update(last_at=now)


def _booked(change: Change, person: Person, now: datetime) -> Conversation | None:
    """The talk with this person that stands in the calendar for about now and has no ending yet; it is over now."""
    open_talks = Conversation.objects.owned_by(change.asker).filter(
        medium__in=LIVE_MEDIA, cancelled=False, wrapped_at=None, participants__person=person
    )
    lately = Q(held_until__gte=now - _AROUND) | Q(held_until=None, last_at__gte=now - _AROUND)
    found = open_talks.filter(lately, first_at__lte=now).order_by("-first_at").first()
    if found is None:
        return None
    talk = owned_talk(change.asker, found.id)
    return change.save(talk, held_until=now) if (talk.held_until or talk.last_at) > now else talk


def persons_in(conversation: Conversation) -> list[Person]:
    """Who takes part in a live talk, in the order in which they were named."""
    present = conversation.participants.select_related("person").order_by("id")
    return [each.person for each in present]
