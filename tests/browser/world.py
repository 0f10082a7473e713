"""Some days of Ada's, for the browser to look at: promises both ways, a talk, a long thread, old things, an import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from segue.domain.commitments import Move, Side
from segue.store.models import (
    Board,
    Commitment,
    Connection,
    Conversation,
    Dependency,
    DoubtfulPair,
    Exchange,
    Idea,
    Import,
    Introduction,
    Issue,
    Member,
    Message,
    Need,
    News,
    Occasion,
    Opportunity,
    Participant,
    Person,
    Phone,
    Plan,
    PlanItem,
    SetAside,
    Source,
    Term,
    Topic,
    Victory,
)
from tests.cast import NOW, Cast, commitment, mail, mark, person


@dataclass
class World:
    """What the tests need to name."""

    cast: Cast
    promise: Commitment
    asked: Commitment
    talk: Conversation
    thread: Conversation
    run: Import
    gathering: Board
    weighing: Board
    opportunity: Opportunity
    plan: Plan
    victory: Victory


@pytest.fixture
def world(transactional_db: None, cast: Cast) -> World:
    """Three rows in Today, and something on every page."""
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
    sent = Source.objects.create(
        owner=cast.ada, name="/home/ada/Mail/Sent.mbox", kind="mbox", fingerprint="1", sent=True,
        newest_at=NOW, oldest_at=NOW - timedelta(days=90), finished_at=NOW,
    )  # fmt: skip
    promise = _promise(cast)
    asked = _asked(cast)
    _unsure(cast)
    talk = _talk(cast)
    gathering, weighing = _boards(cast)
    opportunity = _opportunity(cast)
    plan = _plan(cast)
    run = Import.objects.create(
        owner=cast.ada, paths=["/home/ada/Mail/Sent.mbox"], state="finished", started_at=NOW, finished_at=NOW,
        total_bytes=10, read_bytes=10, read=312, new=300, known=11, set_aside=1, commitments=24,
    )  # fmt: skip
    SetAside.objects.create(owner=cast.ada, run=run, source=sent, position=4711, reason="a part without an end")
    DoubtfulPair.objects.create(owner=cast.ada, first=cast.amara, second=cast.dai, rule="name", reason="Alike.")
    Phone.objects.create(
        owner=cast.ada, person=cast.dai, number="+81312345678", shown="+81 3 1234 5678", source="card"
    )  # fmt: skip
    Topic.objects.create(owner=cast.ada, person=cast.amara, name="grid storage", said="at lunch", at=NOW)
    Occasion.objects.create(owner=cast.ada, person=cast.amara, what="birthday", month=3, day=14, year=1980)
    Topic.objects.create(owner=cast.ada, person=cast.dai, name="safe driving", said="on the phone", at=NOW)
    Introduction.objects.create(
        owner=cast.ada, one=cast.amara, other=cast.dai, why="both teach drivers", at=NOW, one_asked_at=NOW
    )
    News.objects.create(
        owner=cast.ada, topic="safe driving", title="New figures", link="https://example.org/drive", at=NOW
    )  # fmt: skip
    victory = Victory.objects.create(owner=cast.ada, person=cast.amara, text="Amara said it helped", at=NOW)
    old = commitment(cast, (Side.A, Move.REQUEST), what="look at the old draft")
    _ways(cast)
    Commitment.objects.filter(id=old.id).update(made_at=NOW - timedelta(days=400))
    long_ago = NOW - timedelta(days=400)
    forgotten = Conversation.objects.create(
        owner=cast.ada, medium="meeting", subject="Lunch", first_at=long_ago, last_at=long_ago, held_until=long_ago
    )
    Participant.objects.create(owner=cast.ada, conversation=forgotten, person=cast.amara)
    Person.objects.update(last_at=NOW - timedelta(days=2))
    Connection.objects.update(refresh_at=NOW - timedelta(days=1))
    return World(cast, promise, asked, talk, promise.conversation, run, gathering, weighing, opportunity, plan, victory)


def _promise(cast: Cast) -> Commitment:
    """What Ada promised Amara for today, in answer to a request."""
    thread = Conversation.objects.create(
        owner=cast.ada, subject="Two-page outline", first_at=NOW, last_at=NOW, message_count=2
    )
    begin = NOW - timedelta(days=4)
    asking = mail(
        cast, "amara@asante.example", "ada@lindqvist.example",
        "Hello Ada,\n\ncould you send me the outline?\n\nhttps://asante.example/board\n\n-- \nAmara Osei\nAsante Trust",
        at=begin, conversation=thread,
    )  # fmt: skip
    Message.objects.filter(id=asking.id).update(own=[[0, asking.body.index("-- ")]])
    mark(asking, "could you send me the outline?")
    said = mail(
        cast, "ada@lindqvist.example", "amara@asante.example", "Dear Amara,\n\nI will send the outline by Monday. Ada",
        at=begin + timedelta(days=1), conversation=thread,
    )  # fmt: skip
    seen = mark(said, "I will send the outline by Monday.", "promise", performer="author")
    made = commitment(cast, (Side.B, Move.PROMISE, NOW.date()), mine=True, what="send the outline")
    Commitment.objects.filter(id=made.id).update(
        message=said, start=seen.start, end=seen.end, mark=seen, conversation=thread,
        quote="I will send the outline by Monday.",
    )  # fmt: skip
    for message in (asking, said):
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=message, out=message.mine)
    made.refresh_from_db()
    return made


def _asked(cast: Cast) -> Commitment:
    """What Bea asked of Ada last week."""
    bea = person(cast.ada, "Bea Lund", "bea@lund.example")
    Connection.objects.filter(person=bea).update(written_first_at=NOW - timedelta(days=90))
    said = mail(
        cast, "bea@lund.example", "ada@lindqvist.example", "Could you name two people?", at=NOW - timedelta(days=5)
    )
    seen = mark(said, "Could you name two people?", "question")
    made = commitment(cast, (Side.A, Move.REQUEST), mine=True, with_=bea, what="name two people")
    Commitment.objects.filter(id=made.id).update(
        message=said, start=seen.start, end=seen.end, mark=seen, conversation=said.conversation,
        quote="Could you name two people?", made_at=said.sent_at,
    )  # fmt: skip
    made.moves.update(at=said.sent_at)
    made.refresh_from_db()
    return made


def _unsure(cast: Cast) -> None:
    """Two sentences that may have been promises."""
    for words, performer in (("I might look into a second school.", "author"), ("Maybe we send the list.", "we")):
        said = mail(cast, "ada@lindqvist.example", "amara@asante.example", words, at=NOW - timedelta(days=6))
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=True)
        mark(said, words, "promise", shown=False, performer=performer)


def _talk(cast: Cast) -> Conversation:
    """A call with Dai two days ago, not wrapped up."""
    held = NOW - timedelta(days=2)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject="Call with Dai", first_at=held, last_at=held, held_until=held,
        objective="A yes, a no, or a date",
    )  # fmt: skip
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    return talk


def _boards(cast: Cast) -> tuple[Board, Board]:
    """A board with Amara on which ideas are gathered, and one with Dai that converges."""
    gathering = Board.objects.create(
        owner=cast.ada, connection=cast.with_amara, topic="A pilot in March", opened_at=NOW, mode="days"
    )
    weighing = Board.objects.create(
        owner=cast.ada, connection=cast.dai.connection, topic="A course for drivers", opened_at=NOW, mode="days",
        phase="convergent", converged_at=NOW,
    )  # fmt: skip
    ideas = (
        ("Loan of readers", "me", "Things", 2),
        ("A story hour", "them", "Times", 0),
        ("Night opening", "them", "", 0),
    )
    for board in (gathering, weighing):
        for text, by, group, dots in ideas:
            Idea.objects.create(
                owner=cast.ada, board=board, text=text, by=by, at=NOW,
                **({"group": group, "my_dots": dots, "chosen": bool(dots), "why": "it costs little" if dots else ""}
                   if board is weighing else {}),
            )  # fmt: skip
    return gathering, weighing


def _opportunity(cast: Cast) -> Opportunity:
    """An opportunity with Amara, on which the two differ in one point."""
    made = Opportunity.objects.create(
        owner=cast.ada, connection=cast.with_amara, name="Loan of readers", opened_at=NOW,
        need="Children who never finish a book", decides="The board, in January",
    )  # fmt: skip
    terms = (
        ("outcomes", "Sixty children finish a book", "Sixty children finish a book"),
        ("timing", "March", "After Easter"),
    )
    for topic, mine, theirs in terms:
        Term.objects.create(owner=cast.ada, opportunity=made, topic=topic, mine=mine, theirs=theirs)
    return made


def _ways(cast: Cast) -> None:
    """Amara and Dai are on their ways, Dai for too long without a word."""
    need = Need.objects.create(owner=cast.ada, name="A pilot partner", since=NOW)
    for who, stage, days in ((cast.amara, "opportunity", 3), (cast.dai, "relatedness", 30)):
        Connection.objects.filter(person=who).update(stage=stage, stage_since=NOW - timedelta(days=days), need=need)


def _plan(cast: Cast) -> Plan:
    """A plan with Amara: she prints too late for Ada to hand out, and there is no ink."""
    plan = Plan.objects.create(
        owner=cast.ada, connection=cast.with_amara, name="Loan of readers", opened_at=NOW, way="A call of ten minutes",
        check_in_on=NOW.date() + timedelta(days=3), every_days=14,
    )  # fmt: skip
    due = NOW.date() + timedelta(days=4)
    printing = PlanItem.objects.create(
        owner=cast.ada, plan=plan, what="Print labels", side="them", due=due, deliverable="500 labels",
        metric="None peels off in a week",
    )  # fmt: skip
    handing_out = PlanItem.objects.create(
        owner=cast.ada, plan=plan, what="Hand out the readers", side="both", due=due - timedelta(days=1),
        role="Ada carries, Amara counts", success="A dry day", resource="The van",
    )  # fmt: skip
    PlanItem.objects.create(owner=cast.ada, plan=plan, what="Choose the books", done_at=NOW)
    Dependency.objects.create(owner=cast.ada, item=handing_out, needs=printing)
    Issue.objects.create(owner=cast.ada, plan=plan, item=printing, text="There is no ink", by="them", raised_at=NOW)
    return plan
