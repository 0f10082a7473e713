"""A talk is logged in one line and wrapped up so that it leads somewhere or ends honestly."""

from datetime import timedelta

import pytest

from segue.actions import talks
from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.domain.closing import Fate, Settlement
from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, Who
from segue.domain.errors import NotAllowed
from segue.domain.logline import NotUnderstood
from segue.domain.today import Rule
from segue.queries.today import as_of
from segue.store.models import Address, Commitment, Connection, Conversation, Event, Participant, Person
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment

LINE = "call with Amara 30m about the pilot: I send the outline by Friday; she names the budget holder by Mon; rated 4"
STEP = NextStep(Who.BOTH, "meet again", FRIDAY)


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """A call with Amara that ended an hour ago and has no ending."""
    start = NOW - timedelta(hours=2)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject="Pilot", first_at=start, last_at=start,
        held_until=start + timedelta(hours=1), team=cast.team,
    )  # fmt: skip
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    return talk


def test_a_line_becomes_a_talk_with_its_promises(cast: Cast) -> None:
    talk = talks.log_talk(cast.owner, LINE, NOW, source="cli")
    assert (talk.medium, talk.subject, talk.ending, talk.rating) == ("call", "the pilot", "next step", 4)
    assert (talk.first_at, talk.held_until, talk.wrapped_at) == (NOW - timedelta(minutes=30), NOW, NOW)
    assert [each.person for each in talk.participants.all()] == [cast.amara]
    mine, theirs = talk.commitments.order_by("id")
    assert (mine.mine, mine.what, mine.due, mine.state) == (True, "send the outline", FRIDAY, "promised")
    assert (theirs.mine, theirs.what, theirs.connection) == (False, "name the budget holder", cast.with_amara)
    assert (theirs.performer_zone, theirs.by_hand, theirs.moves.get().by) == ("Africa/Accra", True, "B")


def test_a_logged_talk_is_undone_whole(cast: Cast) -> None:
    talks.log_talk(cast.owner, "call with Kofi Mensah: he sends the list by Friday", NOW, source="cli")
    undo(cast.owner, LATER, source="cli")
    assert not Conversation.objects.exists()
    assert not Commitment.objects.exists()
    assert not Person.objects.filter(name="Kofi Mensah").exists()


def test_undo_leaves_what_came_to_hang_on_it(cast: Cast) -> None:
    talks.log_talk(cast.owner, "call with Kofi Mensah: enjoyed", NOW, source="cli")
    kofi = Person.objects.get(name="Kofi Mensah")
    event = Event.objects.latest("id")
    commitment(cast, (Side.B, Verb.PROMISE), with_=kofi)
    with pytest.raises(Conflict, match="come to hang"):
        undo(cast.owner, LATER, source="cli", event_id=event.id)
    assert Person.objects.filter(id=kofi.id).exists()


def test_each_named_performer_has_their_own_commitment(cast: Cast) -> None:
    line = "met Amara Osei and Dai: Dai sends the list by Friday; Amara reads it by Mon; I asked Dai to call Kofi"
    talk = talks.log_talk(cast.owner, line, NOW, source="cli")
    made = [(each.what, each.connection.person.name, each.kind) for each in talk.commitments.order_by("id")]
    assert made == [
        ("send the list", "Dai Nakamura", "promise"),
        ("read it", "Amara Osei", "promise"),
        ("call Kofi", "Dai Nakamura", "request"),
    ]


def test_somebody_new_is_made_with_a_connection_and_an_address(cast: Cast) -> None:
    talks.log_talk(cast.owner, "coffee with esi@mensah.example: enjoyed", NOW, source="cli")
    esi = Address.objects.get(addr="esi@mensah.example").person
    assert esi is not None
    assert Connection.objects.filter(person=esi).exists()
    assert esi.last_at == NOW


def test_a_name_that_means_several_is_asked_about(cast: Cast) -> None:
    Person.objects.create(owner=cast.ada, name="Amara Diallo", sort_name="diallo amara")
    with pytest.raises(Refused, match=r"Amara may be .*Amara Osei \(#\d+\).*: say which"):
        talks.log_talk(cast.owner, LINE, NOW, source="cli")
    talks.log_talk(cast.owner, f"call with #{cast.amara.id}: enjoyed", NOW, source="cli")


def test_the_talk_in_the_calendar_is_the_one_that_is_meant(cast: Cast, held: Conversation) -> None:
    talk = talks.log_talk(cast.owner, "call with Amara: enjoyed", NOW, source="cli")
    assert talk == held
    held.refresh_from_db()
    assert (held.ending, Conversation.objects.count()) == ("enjoyed", 1)


def test_a_booked_talk_that_ends_early_is_over(cast: Cast, held: Conversation) -> None:
    Conversation.objects.filter(id=held.id).update(held_until=LATER)
    talks.log_talk(cast.owner, "call with Amara: enjoyed", NOW, source="cli")
    held.refresh_from_db()
    assert (held.held_until, held.ending) == (NOW, "enjoyed")


def test_a_line_without_an_ending_leaves_the_talk_unfinished(cast: Cast) -> None:
    talk = talks.log_talk(cast.owner, "call with Amara: it rained", NOW, source="cli")
    assert (talk.ending, talk.wrapped_at, talk.agenda) == ("", None, "it rained")


def test_a_line_that_is_not_understood_changes_nothing(cast: Cast) -> None:
    with pytest.raises(NotUnderstood):
        talks.log_talk(cast.owner, "call with Amara: next step", NOW, source="cli")
    assert not Conversation.objects.exists()


def test_wrapping_up_cannot_be_left_empty(cast: Cast, held: Conversation) -> None:
    with pytest.raises(Refused, match="How did it end"):
        talks.wrap_up(cast.owner, held.id, None, NOW, source="web")


def test_a_next_step_of_both_is_a_commitment_of_each(cast: Cast, held: Conversation) -> None:
    more = [NextStep(Who.ME, "book the room", FRIDAY)]
    talks.wrap_up(cast.owner, held.id, STEP, NOW, source="web", more=more, rating=5)
    held.refresh_from_db()
    assert (held.ending, held.rating, held.terms) == ("next step", 5, "meet again")
    assert sorted(held.commitments.values_list("what", "mine", "team")) == [
        ("book the room", True, cast.team.id),
        ("meet again", False, cast.team.id),
        ("meet again", True, cast.team.id),
    ]
    undo(cast.owner, LATER, source="web")
    held.refresh_from_db()
    assert (held.ending, held.rating, held.commitments.count()) == ("", None, 0)


def test_an_honest_close_closes_the_connection(cast: Cast, held: Conversation) -> None:
    close = HonestClose(Who.THEM, "no budget", "call next quarter", FRIDAY)
    talks.wrap_up(cast.owner, held.id, close, NOW, source="web")
    assert (cast.with_amara.closed_by, cast.with_amara.agreed_contact_on) == ("them", FRIDAY)
    undo(cast.owner, LATER, source="web")
    assert cast.with_amara.closed_at is None


def test_an_honest_close_says_first_what_becomes_of_what_is_owed(
    cast: Cast, held: Conversation, my_promise: Commitment
) -> None:
    close = HonestClose(Who.ME, "no fit")
    with pytest.raises(Refused, match=r"First what is still owed: .*send the outline"):
        talks.wrap_up(cast.owner, held.id, close, NOW, source="web")
    with pytest.raises(Refused, match="First what is still owed"):
        talks.log_talk(cast.owner, "call with Amara Osei: closed by me: no fit", NOW, source="cli")
    assert cast.with_amara.closed_at is None
    owed = [Settlement(my_promise.id, Fate.NOT_DONE)]
    talks.wrap_up(cast.owner, held.id, close, NOW, source="web", owed=owed)
    my_promise.refresh_from_db()
    assert my_promise.state == "reneged"
    assert cast.with_amara.closed_at == NOW


def test_what_is_promised_in_the_talk_that_closes_is_none_of_it(cast: Cast, my_promise: Commitment) -> None:
    line = "call with Amara Osei: I send the papers back by Friday; closed by me: no fit"
    talk = talks.log_talk(cast.owner, line, NOW, source="cli", rest=Fate.RELEASED)
    my_promise.refresh_from_db()
    assert (my_promise.state, talk.commitments.get().state) == ("cancelled", "promised")


def test_a_talk_of_three_closes_no_connection(cast: Cast, held: Conversation) -> None:
    Participant.objects.create(owner=cast.ada, conversation=held, person=cast.dai)
    talks.wrap_up(cast.owner, held.id, HonestClose(Who.ME, "no fit"), NOW, source="web")
    assert cast.with_amara.closed_at is None


def test_not_yet_needs_a_day_ahead_and_can_be_said_again(cast: Cast, held: Conversation) -> None:
    with pytest.raises(NotAllowed, match="day after today"):
        talks.wrap_up(cast.owner, held.id, NotYet(NOW.date()), NOW, source="web")
    talks.wrap_up(cast.owner, held.id, NotYet(FRIDAY), NOW, source="web")
    held.refresh_from_db()
    assert (held.not_yet_until, held.wrapped_at) == (FRIDAY, None)
    talks.wrap_up(cast.owner, held.id, Enjoyed(), LATER, source="web")
    held.refresh_from_db()
    assert (held.ending, held.not_yet_until) == ("enjoyed", None)
    with pytest.raises(Refused, match="wrapped up on 23 November"):
        talks.wrap_up(cast.owner, held.id, Enjoyed(), LATER, source="web")


def test_a_thread_is_never_asked_for_an_ending(cast: Cast, held: Conversation) -> None:
    Conversation.objects.filter(id=held.id).update(medium="mail")
    with pytest.raises(NotAllowed, match="never asked for an ending"):
        talks.wrap_up(cast.owner, held.id, Enjoyed(), NOW, source="web")


def test_a_rating_is_from_one_to_five(cast: Cast, held: Conversation) -> None:
    talks.rate(cast.owner, held.id, 2, NOW, source="web")
    with pytest.raises(Refused, match="from 1 to 5"):
        talks.rate(cast.owner, held.id, 6, NOW, source="web")
    undo(cast.owner, LATER, source="web")
    held.refresh_from_db()
    assert held.rating is None


def test_a_talk_is_put_off(cast: Cast, held: Conversation) -> None:
    talks.snooze(cast.owner, held.id, LATER, NOW, source="web")
    held.refresh_from_db()
    assert held.snoozed_until == LATER


def test_thanks_are_noted_by_hand_and_asked_for_where_no_mail_is_read(cast: Cast, held: Conversation) -> None:
    talks.wrap_up(cast.owner, held.id, STEP, NOW, source="web", rating=5)
    tomorrow = NOW + timedelta(days=1)
    assert [row.rule for row in as_of(cast.owner, tomorrow).rows] == [Rule.FOLLOW_UP]
    talks.thanked(cast.owner, held.id, LATER, source="web")
    assert Rule.FOLLOW_UP not in [row.rule for row in as_of(cast.owner, tomorrow).rows]
    undo(cast.owner, LATER, source="web")
    held.refresh_from_db()
    assert held.thanked_at is None
    Conversation.objects.filter(id=held.id).update(first_at=tomorrow)
    with pytest.raises(Refused, match="after a talk"):
        talks.thanked(cast.owner, held.id, NOW, source="web")


def test_a_talk_is_its_owners_alone(cast: Cast, held: Conversation) -> None:
    assert held in Conversation.objects.visible_to(cast.teammate)
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            talks.wrap_up(asker, held.id, Enjoyed(), NOW, source="web")
        with pytest.raises(NotFound):
            talks.rate(asker, held.id, 3, NOW, source="web")
        with pytest.raises(NotFound):
            talks.snooze(asker, held.id, LATER, NOW, source="web")
        with pytest.raises(NotFound):
            talks.thanked(asker, held.id, NOW, source="web")
    talks.log_talk(cast.stranger, "call with Amara Osei: enjoyed", NOW, source="cli")
    assert Person.objects.filter(name="Amara Osei").count() == 2
