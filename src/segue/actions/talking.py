"""A talk inside a deed: what was said in it becomes commitments, marks find their fate, and it gets its ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from segue.actions.closing import settle_all
from segue.actions.connections import close_in
from segue.actions.deeds import Change
from segue.actions.detections import refuse_in, reject_in, take_in
from segue.actions.errors import Refused
from segue.detect.remarks import KINDS
from segue.domain.calendar import Calendar
from segue.domain.closing import Fate, Settlement
from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side, State
from segue.domain.conversations import HonestClose, Medium, NextStep, NotYet, Who, WrapUp, ending_of
from segue.domain.logline import Word
from segue.store.models import Commitment, Connection, Conversation, Mark, Move, Person, TalkMark


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the wrap-up makes of what was marked and detected in a talk.

    `steps` tells which mark a next step comes from (by the step's place among all of them), `kept` the marks that
    stay, with their words as edited; `dropped` those that go; `wrong` the detected commitments that are none. Of what
    the transcript states (`Mark`), `taken` becomes marks, `refused` never returns, and the rest is left as it is.
    """

    steps: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, str] = field(default_factory=dict)
    dropped: Sequence[int] = ()
    wrong: Sequence[int] = ()
    taken: Sequence[int] = ()
    refused: Sequence[int] = ()


class Talk:
    """A talk inside a deed."""

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
            reject_in(self.change, commitment, self.now)
        for mark in self._remarks(gathered.taken):
            self.settle(made := take_in(self.change, mark, self.now), made.text)
        for mark in self._remarks(gathered.refused):
            refuse_in(self.change, mark, self.now)

    def _remarks(self, ids: Sequence[int]) -> Sequence[Mark]:
        """Those of what this talk states that nobody has judged."""
        found = Mark.objects.owned_by(self.change.asker).filter(id__in=ids, act__in=KINDS, verdict="")
        return list(found.filter(message__conversation=self.conversation).select_related("message__conversation"))

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
        if closing := self._closed_by(ending):
            close_in(self.change, *closing, self.now)

    def first_settle(self, ending: WrapUp | None, owed: Sequence[Settlement], rest: Fate | None) -> None:
        """Before an honest close: what is still owed is settled, released or handed over."""
        if closing := self._closed_by(ending):
            settle_all(self.change, closing[0], owed, rest, self.now)

    def _closed_by(self, ending: WrapUp | None) -> tuple[Connection, HonestClose] | None:
        """The connection that such an ending closes; a talk of several closes none."""
        if isinstance(ending, HonestClose) and len(self.connections) == 1 and not self.connections[0].closed_at:
            return self.connections[0], ending
        return None

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


def _terms(ending: WrapUp) -> str:
    match ending:
        case NextStep(what=what):
            return what
        case HonestClose(terms=terms):
            return terms
    return ""
