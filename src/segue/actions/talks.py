"""Live talks: logging one just held, and wrapping one up so that it leads somewhere or ends honestly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from segue.actions.commitments import check_ahead
from segue.actions.connections import close_in
from segue.actions.deeds import Change, deed
from segue.actions.detections import reject_in
from segue.actions.errors import NotFound, Refused
from segue.actions.people import one_called
from segue.domain.calendar import Calendar
from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side, State
from segue.domain.conversations import HonestClose, Medium, NextStep, NotYet, Who, WrapUp, ending_of
from segue.domain.logline import LoggedTalk, Word, parse
from segue.queries.talks import LIVE_MEDIA
from segue.store.models import Asker, Commitment, Connection, Conversation, Move, Participant, Person, TalkMark

_AROUND = timedelta(hours=2)
_HOW_IT_ENDED = (
    "How did it end? With a next step (who does what by when), an honest close (on what terms), "
    "enjoyed, or not yet (until when)."
)


def log_talk(asker: Asker, said: str | LoggedTalk, now: datetime, *, source: str) -> Conversation:
    """Log a talk that ended just now, told in one line (`domain.logline`) or as its parts.

    A talk with the same person that stands in the calendar for this time is the one that is meant. Persons whom
    nobody knows yet are made. Raises Refused where a name means several.
    """
    today = Calendar(asker.zone).date_of(now)
    talk = parse(said, today) if isinstance(said, str) else said
    with deed(asker, "log", now, source=source) as change:
        persons = [one_called(change, name, now) for name in talk.people]
        conversation = _booked(change, persons[0], now) or _begin(change, talk, persons, now)
        _join(change, conversation, persons, now)
        logged = _Talk(change, conversation, persons, now)
        for word in talk.words:
            logged.keep(word)
        logged.end(talk.ending, talk.rating)
        change.about(conversation, f"Logged: {talk.how} with {', '.join(person.name for person in persons)}.")
    return conversation


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the wrap-up makes of what was marked and detected in a talk.

    `steps` tells which mark a next step comes from (by the step's place among all of them), `kept` the marks that
    stay, with their words as edited; `dropped` those that go; `wrong` the detected commitments that are none.
    """

    steps: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, str] = field(default_factory=dict)
    dropped: Sequence[int] = ()
    wrong: Sequence[int] = ()


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
) -> Conversation:
    """End a live talk in one of the three ways, or say until when not; with further next steps and my rating.

    `happened`: whether what I expected did (yes, no, unknown). Refused without an ending, where it has one already,
    and for what is no live talk. A talk whose clock was started is over now.
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
        talk = _Talk(change, conversation, persons_in(conversation), now)
        marks = {each.id: each for each in conversation.talk_marks.all()}
        for number, step in enumerate((ending, *more)):
            if isinstance(step, NextStep) and step.commitment_id is None:
                made = talk.keep(Word(step.who, "", step.what, step.by))
                talk.settle(marks.get(gathered.steps.get(number, 0)), step.what, made)
        talk.gather(marks, gathered)
        talk.end(ending, rating)
        if happened:
            change.save(conversation, happened=Conversation.Happened(happened))
        change.about(conversation, f"Wrapped up: {conversation}.")
    return conversation


def rate(asker: Asker, conversation_id: int, rating: int, now: datetime, *, source: str) -> Conversation:
    """What I felt about a talk, 1 to 5; shown to nobody else."""
    with deed(asker, "rate", now, source=source) as change:
        conversation = owned_talk(asker, conversation_id)
        _Talk(change, conversation, persons_in(conversation), now).rate(rating)
        change.about(conversation, f"Rated {rating} of 5: {conversation}.")
    return conversation


def snooze(asker: Asker, conversation_id: int, until: datetime, now: datetime, *, source: str) -> Conversation:
    """Keep the talk out of Today until then."""
    check_ahead(until, now)
    with deed(asker, "snooze", now, source=source) as change:
        conversation = change.save(owned_talk(asker, conversation_id), snoozed_until=until)
        _Talk(change, conversation, persons_in(conversation), now)
        change.about(conversation, f"Until {until:%-d %b}: {conversation}.")
    return conversation


def owned_talk(asker: Asker, conversation_id: int) -> Conversation:
    """The asker's conversation with this id, locked until the deed is done; raises NotFound."""
    found = Conversation.objects.owned_by(asker).select_for_update().filter(id=conversation_id).first()
    if found is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return found


class _Talk:
    """A talk inside a deed: what was said in it becomes commitments, and it gets its ending."""

    def __init__(self, change: Change, conversation: Conversation, persons: Sequence[Person], now: datetime) -> None:
        self.change = change
        self.conversation = conversation
        self.persons = persons
        self.now = now
        self.today = Calendar(change.asker.zone).date_of(now)
        self.connections = list(Connection.objects.filter(person__in=persons).select_related("person"))
        change.touch(*(each.id for each in self.connections))

    def keep(self, word: Word) -> Commitment:
        """Make a commitment of what somebody promised, or was asked to do; of "we", one of each side: mine is given."""
        sides = {Who.ME: (True,), Who.THEM: (False,), Who.BOTH: (True, False)}[word.who]
        made = [self._commit(word, mine) for mine in sides]
        return made[0]

    def settle(self, mark: TalkMark | None, text: str, commitment: Commitment | None = None) -> None:
        """Keep a mark, with the words as they are now and what was made of it."""
        if mark is not None and text.strip():
            self.change.save(mark, fate=TalkMark.Fate.KEPT, text=text.strip()[:500], commitment=commitment)

    def gather(self, marks: Mapping[int, TalkMark], gathered: Gathered) -> None:
        """Keep and drop what was marked, and what was detected."""
        for id_, text in gathered.kept.items():
            self.settle(marks.get(id_), text)
        for id_ in gathered.dropped:
            if id_ in marks:
                self.change.save(marks[id_], fate=TalkMark.Fate.DROPPED)
        for commitment in self.conversation.commitments.filter(id__in=gathered.wrong):
            reject_in(self.change, commitment)

    def _commit(self, word: Word, mine: bool) -> Commitment:
        if not word.what.strip():
            raise Refused("A next step needs to say what is done.")
        connection = self._connection_of(word.name)
        verb, by, state = (
            (Verb.REQUEST, Side.A, State.REQUESTED) if word.asked else (Verb.PROMISE, Side.B, State.PROMISED)
        )
        made = self.change.create(
            Commitment(
                owner_id=self.change.asker.member_id,
                team_id=self.conversation.team_id,
                kind=Commitment.Kind.REQUEST if word.asked else Commitment.Kind.PROMISE,
                state=str(state),
                conversation=self.conversation,
                connection=connection,
                mine=mine,
                what=word.what[:500],
                quote=word.what[:1000],
                made_at=self.now,
                due=word.by,
                performer_zone=self.change.asker.zone if mine else self._zone_of(connection),
                by_hand=True,
                touched_at=self.now,
            )
        )
        self.change.create(
            Move(
                owner_id=made.owner_id,
                commitment=made,
                move=str(verb),
                by=str(by),
                at=self.now,
                due=word.by,
                words=word.what[:1000],
                by_hand=True,
            )
        )
        return made

    def end(self, ending: WrapUp | None, rating: int | None) -> None:
        """Give the talk its ending; without one it stands in Today until it has one."""
        if rating is not None:
            self.rate(rating)
        if ending is None:
            return
        held = self.conversation.held_until or self.conversation.last_at
        kind = ending_of(Medium(self.conversation.medium), held, ending, self.now, self.today)
        self.change.save(
            self.conversation,
            ending=str(kind or ""),
            wrapped_at=self.now if kind else None,
            not_yet_until=ending.until if isinstance(ending, NotYet) else None,
            terms=_terms(ending)[:500],
            snoozed_until=None,
        )
        if isinstance(ending, HonestClose) and len(self.connections) == 1 and not self.connections[0].closed_at:
            close_in(self.change, self.connections[0], ending, self.now)

    def rate(self, rating: int) -> None:
        if not 1 <= rating <= 5:
            raise Refused("A rating is a number from 1 to 5.")
        self.change.save(self.conversation, rating=rating)

    def _connection_of(self, name: str) -> Connection | None:
        """The connection with whoever is named, else with the first who took part."""
        wanted = name.casefold()
        named = (each for each in self.connections if wanted and each.person.name.casefold().startswith(wanted))
        first = (each for each in self.connections if self.persons and each.person_id == self.persons[0].id)
        return next(named, None) or next(first, None)

    def _zone_of(self, connection: Connection | None) -> str:
        return connection.person.zone if connection else ""


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


def _terms(ending: WrapUp) -> str:
    match ending:
        case NextStep(what=what):
            return what
        case HonestClose(terms=terms):
            return terms
    return ""
