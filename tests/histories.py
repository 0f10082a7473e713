"""Random histories: what Ada may do with Amara and Dai, and what comes from them, through every stage.

Whatever an action refuses is left out, as a person would leave it; words name Amara by her whole name and address now
and then, so that a test can look for them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from segue.actions import (
    boards,
    booking,
    closing,
    commitments,
    connections,
    during,
    introductions,
    maintaining,
    opportunities,
    pairs,
    plan_items,
    plans,
    stages,
    talks,
    victories,
)
from segue.actions.deeds import undo
from segue.actions.errors import Refused
from segue.actions.reminders import draft_reminder
from segue.actions.weave import weave_conversations
from segue.domain.closing import Fate
from segue.domain.connections import WAY, Intent, Series
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, Who
from segue.domain.errors import SegueError
from segue.domain.introductions import Said
from segue.domain.opportunities import Topic
from segue.domain.talk_marks import Jotted, Kind
from segue.store import models as store
from segue.store.models import Connection, Exchange, Member, Person
from tests.cast import NOW, Cast, mail, mark

DAY = timedelta(days=1)
MINE = "ada@lindqvist.example"
SAYS = (
    ("request", "Could you send the two names?"),
    ("promise", "I will send the outline by Friday."),
    ("question", "Who holds the budget?"),
    ("", "It rained all day."),
)


class History:
    """A store in which things happen, one after the other."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance, self.now = cast, random.Random(seed), NOW
        self.reminded: Counter[int] = Counter()
        Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW + 900 * DAY)

    def go_on(self, steps: int) -> None:
        """Let so many things happen, some hours or days apart."""
        for _ in range(steps):
            self.now += timedelta(hours=self.chance.choice([1, 7, 26, 70]))
            with suppress(Refused, SegueError):
                self.chance.choice(_VERBS)(self)

    # --- who and what ---

    @property
    def asker(self) -> store.Asker:
        return self.cast.owner

    @property
    def person(self) -> Person:
        return self.chance.choice([self.cast.amara, self.cast.dai])

    @property
    def connection(self) -> Connection:
        return Connection.objects.get(person=self.person)

    def one(self, model: type[store.Owned]) -> int:
        """One of these that there are; 0 where there is none."""
        return self.chance.choice([*model.objects.order_by("pk").values_list("pk", flat=True)] or [0])

    def talk(self) -> int:
        found = store.Conversation.objects.filter(medium__in=["call", "meeting", "room"]).order_by("id")
        return self.chance.choice([*found.values_list("id", flat=True)] or [0])

    def words(self) -> str:
        """A few words, some of which name Amara."""
        about = ("the tent", "what Amara Osei said", "amara@asante.example", "two dates", "books for Amara Osei")
        return f"{self.chance.choice(about)} {self.chance.randrange(99)}"

    def soon(self) -> datetime:
        return self.now + self.chance.choice([1, 2, 5]) * DAY

    def yes(self) -> bool:
        return self.chance.random() < 0.5


def _verb(history: History, verb: Callable[..., object], *given: object, **named: object) -> None:
    verb(history.asker, *given, history.now, source="web", **named)


def _wrap_up(it: History) -> None:
    day = it.now.date()
    endings = [Enjoyed(), NotYet(day + 2 * DAY), NextStep(it.chance.choice([*Who]), it.words(), day + 3 * DAY),
               HonestClose(Who.ME, it.words())]  # fmt: skip
    rating = it.chance.choice([None, 1, 5])
    talks.wrap_up(it.asker, it.talk(), it.chance.choice(endings), it.now, source="web", rating=rating,
                  rest=it.chance.choice([None, Fate.RELEASED]))  # fmt: skip


def _letter(it: History) -> None:
    """A mail either way, as an import brings it, now or late."""
    act, words = it.chance.choice(SAYS)
    who, out = it.person, it.yes()
    theirs = who.addresses.earliest("id").addr
    body = f"Hello. {words} About {it.words()}."
    sender, to = (MINE, theirs) if out else (theirs, MINE)
    letter = mail(it.cast, sender, to, body, at=it.now - it.chance.choice([0, 0, 3, 30]) * DAY)
    Exchange.objects.create(owner=it.cast.ada, connection=who.connection, message=letter, out=out)
    if act:
        mark(letter, words, act, performer="author" if act == "promise" else "addressee")
    weave_conversations(it.asker, [letter.conversation_id])
    # As an import does at its end.
    Connection.objects.filter(owner=it.cast.ada).update(refresh_at=store.STALE)


def _remind(it: History) -> None:
    request = it.one(store.Commitment)
    draft_reminder(it.asker, request, it.now, source="web")
    it.reminded[request] += 1


def _move(it: History) -> None:
    verbs = [commitments.done, commitments.not_done, commitments.decline, commitments.accept, commitments.withdraw,
             commitments.let_go, commitments.renege, commitments.promise, commitments.not_settled]  # fmt: skip
    _verb(it, it.chance.choice(verbs), it.one(store.Commitment))


def _counter(it: History) -> None:
    _verb(it, commitments.counter, it.one(store.Commitment), due=it.soon().date(), heard=it.yes())


def _close(it: History) -> None:
    how = HonestClose(
        it.chance.choice([*Who]), it.words(), "a call", it.chance.choice([None, it.now.date() + 40 * DAY])
    )
    _verb(it, closing.close, it.connection.id, how, rest=Fate.RELEASED)


def _board(it: History) -> None:
    board = it.one(store.Board)
    if not board:
        _verb(it, boards.open_board, it.connection.id, it.words(), private=it.yes(), over_days=it.yes())
    elif it.yes():
        _verb(it, boards.add_ideas, board, [it.words()], by=it.chance.choice([Who.ME, Who.THEM]))
    else:
        steps = [boards.converge, boards.reveal, boards.settle, boards.reopen, boards.summary_sent, boards.diverge]
        _verb(it, it.chance.choice(steps), board)


def _idea(it: History) -> None:
    idea = it.one(store.Idea)
    if it.yes():
        _verb(it, boards.choose, idea, it.words())
    else:
        _verb(it, boards.vote, idea, it.chance.randrange(3))


def _opportunity(it: History) -> None:
    found = it.one(store.Opportunity)
    if not found:
        _verb(it, opportunities.open_opportunity, it.connection.id, it.words())
    else:
        _verb(it, opportunities.note_term, found, it.chance.choice([*Topic]), mine=it.words(), theirs=it.words())


def _plan(it: History) -> None:
    found = it.one(store.Plan)
    if not found:
        _verb(it, plans.open_plan, it.connection.id, it.words())
    elif it.yes():
        _verb(it, plan_items.add_item, found, it.words(), due=it.soon().date())
    else:
        _verb(it, plans.follow_up, found, on=it.soon().date(), way=it.words())


def _item(it: History) -> None:
    verb = it.chance.choice([plan_items.done_item, plan_items.promise_item, plan_items.drop_item])
    _verb(it, verb, it.one(store.PlanItem))


def _introduce(it: History) -> None:
    one, other = it.chance.sample([it.cast.amara.id, it.cast.dai.id], 2)
    verb = it.chance.choice([introductions.propose, introductions.asked, introductions.answered])
    said = (it.chance.choice([*Said]),) if verb is introductions.answered else ()
    _verb(it, verb, one, other, *said)


def _keep(it: History) -> None:
    """What keeps a connection alive."""
    topic, kinds = it.chance.choice(["books", "tents"]), [*store.Topic.Kind]
    it.chance.choice([
        lambda: _verb(it, maintaining.note_topic, it.person.id, topic, said=it.words(), kind=it.chance.choice(kinds)),
        lambda: _verb(it, maintaining.note_news, topic, title=it.words()),
        lambda: _verb(it, maintaining.note_occasion, it.person.id, "birthday", it.soon().month, it.soon().day),
        lambda: _verb(it, connections.cadence, it.connection.id, it.chance.choice([None, 5, 20])),
        lambda: _verb(it, victories.note_victory, it.words(), person_id=it.person.id),
        lambda: _verb(it, connections.agree_contact, it.connection.id, it.soon().date(), way=it.words()),
    ])()  # fmt: skip


def _mark(it: History) -> None:
    marks = [Jotted(f"{it.chance.randrange(10**9)}", it.chance.choice([*Kind]), it.words(), it.now, it.now)]
    during.mark(it.asker, it.talk(), marks, it.now, source="web")


_VERBS: tuple[Callable[[History], None], ...] = (
    lambda it: _verb(it, booking.book, booking.Booking([it.person.id], it.soon(), 30)),
    lambda it: _verb(it, booking.book, booking.Booking([it.cast.amara.id, it.cast.dai.id], it.soon(), 30)),
    lambda it: _verb(it, booking.call_off, it.talk()),
    lambda it: _verb(it, talks.log_talk, f"call with {it.chance.choice(['Amara', 'Dai'])} 20m"),
    lambda it: _verb(it, talks.snooze, it.talk(), it.soon()),
    lambda it: _verb(it, during.start, it.talk()),
    lambda it: _verb(it, during.note, it.talk(), it.words()),
    lambda it: _verb(it, pairs.book_pair, it.one(store.Board), it.soon(), it.soon() + 2 * DAY),
    lambda it: _verb(it, stages.set_intent, it.connection.id, Intent(it.words(), series=Series.WAY, need="A partner")),
    lambda it: _verb(it, stages.move_stage, it.connection.id, it.chance.choice(WAY), why=it.words()),
    lambda it: _verb(it, connections.reopen, it.connection.id),
    lambda it: _verb(it, connections.snooze, it.connection.id, it.soon()),
    lambda it: undo(it.asker, it.now, source="web"),
    _wrap_up, _wrap_up, _letter, _letter, _letter, _remind, _remind, _move, _move, _counter, _close, _board, _board,
    _idea, _opportunity, _plan, _plan, _item, _introduce, _introduce, _keep, _keep, _mark,
)  # fmt: skip
