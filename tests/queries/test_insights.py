"""Insights of what is mine, in the time that is looked at; nobody else's."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from segue.domain.commitments import Move, Side
from segue.queries.insights import KEYS, insight, insights
from segue.store.models import Commitment, Connection, Conversation, Exchange, Need, Participant
from tests.cast import FRIDAY, NOW, Cast, commitment, mail

A, B = Side.A, Side.B


def held(cast: Cast, days: int = 3, **fields: object) -> Conversation:
    """A call with Dai of half an hour, so many days ago."""
    at = NOW - timedelta(days=days)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", first_at=at - timedelta(minutes=30), last_at=at, held_until=at, **fields
    )
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    return talk


def says(cast: Cast, key: str, days: int = 90) -> str:
    figure = insight(cast.owner, key, NOW, days)
    assert figure is not None
    return figure.says


def test_hours_are_of_talks_that_were_held_in_this_time(cast: Cast) -> None:
    held(cast, ending="enjoyed", wrapped_at=NOW)
    held(cast, days=40)
    held(cast, days=-2)
    held(cast, cancelled=True)
    assert says(cast, "hours", 30) == "0.5 h in 1 talk: 1 enjoyed, nothing expected."
    assert says(cast, "hours").startswith("1 h in 2 talks")


def test_a_talk_led_somewhere_once_what_was_agreed_in_it_is_done(cast: Cast) -> None:
    talk = held(cast, ending="next step", wrapped_at=NOW - timedelta(days=3), rating=5)
    agreed = commitment(cast, (A, Move.REQUEST), (B, Move.PROMISE, FRIDAY), with_=cast.dai)
    Commitment.objects.filter(id=agreed.id).update(conversation=talk)
    assert "1 under way" in says(cast, "hours")
    done = NOW - timedelta(days=1)
    agreed.moves.create(owner=cast.ada, move="report", by="B", at=done)
    assert "1 led to something done" in says(cast, "great")
    assert says(cast, "done-after") == "1 next step agreed in talks was done."
    figure = insight(cast.owner, "done-after", NOW)
    assert figure is not None
    assert figure.table.rows == (("by them", 2.0),)


def test_promises_of_both_sides_and_my_load(cast: Cast) -> None:
    commitment(cast, (B, Move.PROMISE, FRIDAY), mine=True)
    commitment(cast, (A, Move.REQUEST), (B, Move.PROMISE, FRIDAY), (B, Move.REPORT), (A, Move.SATISFIED))
    commitment(cast, (A, Move.REQUEST), mine=True)
    assert says(cast, "my-promises") == "1 promise, nothing of it settled yet; 1 open."
    assert says(cast, "their-promises").startswith("1 of 1 promise that came to something kept on time")
    assert says(cast, "keepers") == "1 person kept a promise to you."
    assert says(cast, "load") == "You have 1 open promise."


def test_answer_times_are_read_from_the_mail(cast: Cast) -> None:
    for hours, sender, to in ((30, "amara@asante.example", "ada@lindqvist.example"),
                              (28, "ada@lindqvist.example", "amara@asante.example")):  # fmt: skip
        message = mail(cast, sender, to, "Hello", at=NOW - timedelta(hours=hours))
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=message, out=message.mine)
    figure = insight(cast.owner, "answers", NOW)
    assert figure is not None
    assert figure.table.rows[1] == ["within a day", 1, 0]


def test_breadth_follows_the_stage_and_the_close(cast: Cast) -> None:
    need = Need.objects.create(owner=cast.ada, name="pilot partner", since=NOW - timedelta(days=60))
    Connection.objects.filter(person=cast.amara).update(need=need, stage="intent")
    Connection.objects.filter(person=cast.dai).update(need=need, closed_at=NOW - timedelta(days=10))
    figure = insight(cast.owner, "breadth", NOW)
    assert figure is not None
    assert figure.says == "“pilot partner” has 1 live option."
    assert [row[1] for row in figure.table.rows][-4:] == [2, 1, 1, 1]


@pytest.mark.parametrize("key", KEYS)
def test_nobody_else_sees_any_of_it(cast: Cast, key: str) -> None:
    """Amara is shared with the team; what it came to is not."""
    talk = held(cast, ending="next step", wrapped_at=NOW, rating=5, expectation=70, happened="yes")
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    commitment(cast, (B, Move.PROMISE, FRIDAY), mine=True)
    commitment(cast, (A, Move.REQUEST), (B, Move.PROMISE, FRIDAY), (B, Move.REPORT), (A, Move.SATISFIED))
    Conversation.objects.update(team=cast.team)
    for other in (cast.teammate, cast.stranger):
        figure = insight(other, key, NOW)
        assert figure is not None
        assert figure.drawing is None


def test_an_unknown_figure_is_none(cast: Cast) -> None:
    assert insight(cast.owner, "nonsense", NOW) is None
    assert [figure.key for figure in insights(cast.owner, NOW)] == list(KEYS)


def test_more_talks_and_promises_cost_no_more_questions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(12):
        held(cast, days)
        commitment(cast, (B, Move.PROMISE, FRIDAY), mine=True)
    with django_assert_max_num_queries(20):
        insights(cast.owner, NOW)
