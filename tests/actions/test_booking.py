"""Talks to come are booked, prepared, moved and called off; undone; the owner's alone; and stand in Today."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from segue.actions import boards, booking, maintaining, stages, talks
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.commitments import Move, Side
from segue.domain.connections import Intent, Stage
from segue.domain.conversations import Enjoyed, Medium
from segue.domain.errors import NotAllowed
from segue.queries.facts import facts_of
from segue.queries.preparing import preparation, times_for
from segue.queries.today import as_of
from segue.store.models import Conversation, Person
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment

TOMORROW = NOW + timedelta(days=1)
SHEET = booking.Prepared("a yes or a no", "the pilot\nthe budget", "who decides?", "outline.pdf", "a yes", 40)


@pytest.fixture
def booked(cast: Cast) -> Conversation:
    return booking.book(cast.owner, booking.Booking([cast.amara.id], TOMORROW), NOW, source="web")


def test_a_talk_is_booked_with_its_sheet_and_undone_whole(cast: Cast) -> None:
    stages.set_intent(cast.owner, cast.with_amara.id, Intent("a pilot"), NOW, source="web")
    talk = booking.book(
        cast.owner, booking.Booking([cast.amara.id], TOMORROW, 45, Medium.ROOM, prepared=SHEET), NOW, source="web"
    )
    assert (talk.medium, talk.subject, talk.stage) == ("room", "Room with Amara Osei", "relatedness")
    assert (talk.first_at, talk.held_until) == (TOMORROW, TOMORROW + timedelta(minutes=45))
    assert (talk.objective, talk.expected, talk.expectation) == ("a yes or a no", "a yes", 40)
    assert talk.team == cast.team
    undo(cast.owner, LATER, source="web")
    assert not Conversation.objects.exists()


def test_what_makes_no_sense_is_refused(cast: Cast, booked: Conversation) -> None:
    def refused(what: str, *given: Any, **named: Any) -> None:
        with pytest.raises(Refused, match=what):
            booking.book(cast.owner, booking.Booking(*given, **named), NOW, source="web")

    refused("has passed", [cast.amara.id], NOW - timedelta(days=1))
    refused("with whom", [], TOMORROW)
    refused("with whom", [cast.amara.id, 99], TOMORROW)
    refused("a call, a meeting or a room", [cast.amara.id], TOMORROW, medium=Medium.MAIL)
    refused("between a minute and a day", [cast.amara.id], TOMORROW, 0)
    with pytest.raises(Refused, match="from 0 to 100"):
        booking.prepare(cast.owner, booked.id, booking.Prepared(expectation=101), NOW, source="web")


def test_a_sheet_is_written_part_by_part(cast: Cast, booked: Conversation) -> None:
    booking.prepare(cast.owner, booked.id, SHEET, NOW, source="web")
    booking.prepare(cast.owner, booked.id, booking.Prepared(objective="a date", expectation=-1), NOW, source="web")
    booked.refresh_from_db()
    assert (booked.objective, booked.agenda, booked.expectation) == ("a date", "the pilot\nthe budget", None)
    undo(cast.owner, LATER, source="web")
    booked.refresh_from_db()
    assert (booked.objective, booked.expectation) == ("a yes or a no", 40)


def test_a_talk_is_moved_and_called_off_until_it_begins(cast: Cast, booked: Conversation) -> None:
    later = TOMORROW + timedelta(days=2)
    booking.rebook(cast.owner, booked.id, later, NOW, source="web")
    booked.refresh_from_db()
    assert (booked.first_at, booked.held_until) == (later, later + timedelta(minutes=30))
    booking.call_off(cast.owner, booked.id, NOW, source="web")
    booked.refresh_from_db()
    assert booked.cancelled
    undo(cast.owner, LATER, source="web")
    for verb in (booking.call_off, lambda *given, **named: booking.rebook(*given[:2], TOMORROW, given[2], **named)):
        with pytest.raises(Refused, match="begun already"):
            verb(cast.owner, booked.id, later + timedelta(hours=1), source="web")


def test_a_talk_to_come_has_no_ending_yet(cast: Cast, booked: Conversation) -> None:
    with pytest.raises(NotAllowed, match="not been held"):
        talks.wrap_up(cast.owner, booked.id, Enjoyed(), NOW, source="web")


Verb = Callable[..., object]
VERBS: dict[str, Verb] = {
    "prepare": lambda asker, id_: booking.prepare(asker, id_, SHEET, NOW, source="web"),
    "rebook": lambda asker, id_: booking.rebook(asker, id_, FRIDAY_NOON, NOW, source="web"),
    "call off": lambda asker, id_: booking.call_off(asker, id_, NOW, source="web"),
}
FRIDAY_NOON = datetime.combine(FRIDAY, NOW.time(), NOW.tzinfo)


@pytest.mark.parametrize("verb", VERBS)
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(
    cast: Cast, booked: Conversation, verb: str
) -> None:
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            VERBS[verb](asker, booked.id)
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(Refused):
            booking.book(asker, booking.Booking([cast.amara.id], TOMORROW), NOW, source="web")


def test_a_talk_without_an_aim_stands_in_today_until_it_has_one(cast: Cast, booked: Conversation) -> None:
    (row,) = as_of(cast.owner, NOW).rows
    assert (row.rule, row.conversation_id, str(row.actions[0])) == ("prepare", booked.id, "prepare")
    booking.prepare(cast.owner, booked.id, booking.Prepared(objective="a yes"), NOW, source="web")
    assert as_of(cast.owner, NOW).rows == ()
    (row,) = as_of(cast.owner, TOMORROW + timedelta(days=2)).rows
    assert row.rule == "wrap up"


def test_the_sheet_knows_what_is_owed_the_last_talk_and_the_topics(cast: Cast, booked: Conversation) -> None:
    mine = commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True, what="send the outline")
    theirs = commitment(cast, (Side.A, Move.REQUEST), (Side.B, Move.PROMISE), what="name the budget holder")
    assert preparation(cast.owner, booked.id, NOW).sheet.voice_first
    talks.log_talk(cast.owner, "call with Amara: I send two dates by Friday", NOW - timedelta(days=3), source="cli")
    known = preparation(cast.owner, booked.id, NOW)
    assert {mine, theirs} <= set(known.owed)
    assert known.known.last is not None
    assert known.known.last.next_step == "send two dates"
    assert known.sheet.agenda[0] == "what we agreed last time: send two dates"
    assert "Where are we with “name the budget holder”?" in known.sheet.questions
    assert known.sheet.voice_first == ""
    assert known.suits is not None


def test_the_sheet_of_a_talk_with_several_serves_all_of_them(cast: Cast) -> None:
    Person.objects.filter(id=cast.dai.id).update(zone="America/New_York")
    theirs = commitment(cast, (Side.B, Move.PROMISE, FRIDAY), what="send the figures", with_=cast.dai)
    maintaining.note_topic(cast.owner, cast.dai.id, "safe driving", NOW, source="web")
    maintaining.note_topic(cast.owner, cast.amara.id, "grids", NOW, source="web")
    pair = booking.book(cast.owner, booking.Booking([cast.amara.id, cast.dai.id], TOMORROW), NOW, source="web")
    sheet = preparation(cast.owner, pair.id, NOW)
    assert sheet.owed == (theirs,)
    assert sheet.sheet.questions[:2] == (
        "How does it stand with “grids”?", "How does it stand with “safe driving”?",
    )  # fmt: skip
    assert "Where are we with “send the figures”? (Dai)" in sheet.sheet.questions
    assert (sheet.suits, sheet.whom) == (None, cast.dai)


def test_an_opportunity_talk_opens_with_what_was_chosen_together(cast: Cast, booked: Conversation) -> None:
    board = boards.open_board(cast.owner, cast.with_amara.id, "Pilot", NOW, source="web").id
    (idea,) = boards.add_ideas(cast.owner, board, ["A reading night"], NOW, source="web")
    boards.converge(cast.owner, board, NOW, source="web")
    boards.choose(cast.owner, idea.id, "both want it", NOW, source="web")
    booking.prepare(cast.owner, booked.id, booking.Prepared(stage=Stage.OPPORTUNITY), NOW, source="web")
    assert "what we chose: A reading night" in preparation(cast.owner, booked.id, NOW).sheet.agenda


def test_no_time_is_offered_that_is_taken(cast: Cast) -> None:
    first = times_for(cast.owner, cast.amara, NOW)[0].begins
    booking.book(cast.owner, booking.Booking([cast.dai.id], first), NOW, source="web")
    assert times_for(cast.owner, cast.amara, NOW)[0].begins != first


def test_a_talk_with_several_stands_with_one_whose_connection_is_open(cast: Cast) -> None:
    pair = booking.Booking([cast.amara.id, cast.dai.id], TOMORROW)
    booking.book(cast.owner, pair, NOW, source="web")
    stages.move_stage(cast.owner, cast.with_amara.id, Stage.CLOSED, NOW, source="web", why="no fit")
    facts = facts_of(cast.owner, [cast.with_amara.id, cast.dai.connection.id], NOW)
    leads = {each.id: talk.leads for each in facts for talk in each.talks}
    assert leads == {cast.with_amara.id: False, cast.dai.connection.id: True}
