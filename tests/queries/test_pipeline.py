"""The pipeline as its owner sees it: where everybody stands, what comes next, who waits, and nobody else's."""

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from segue.domain.commitments import Move, Side
from segue.domain.connections import Stage
from segue.domain.pipeline import Only, Standing, StepKind
from segue.queries.pipeline import Card, pipeline
from segue.store.models import Commitment, Connection, Conversation, Need, Participant, Person, Plan
from tests.cast import FRIDAY, NOW, Cast, commitment, person

A, B = Side.A, Side.B


def at_stage(who: Person, stage: str, days: float = 1, **fields: object) -> Connection:
    """The connection with somebody, moved there so many days ago."""
    Connection.objects.filter(person=who).update(stage=stage, stage_since=NOW - timedelta(days=days), **fields)
    return Connection.objects.get(person=who)


def card_of(cast: Cast, who: Person) -> Card:
    return next(card for card in pipeline(cast.owner, NOW).cards if card.person_id == who.id)


def test_everybody_on_a_way_stands_at_their_stage(cast: Cast) -> None:
    at_stage(cast.amara, "opportunity")
    found = pipeline(cast.owner, NOW)
    assert [(column.stage, column.count) for column in found.columns if column.count] == [(Stage.OPPORTUNITY, 1)]
    assert (found.unstaged, found.closed.count, found.beyond) == (1, 0, 0)


def test_it_is_mine_alone_also_where_the_person_is_shared(cast: Cast) -> None:
    at_stage(cast.amara, "opportunity")
    for other in (cast.teammate, cast.stranger):
        found = pipeline(other, NOW)
        assert (found.cards, found.unstaged, found.closed.count) == ((), 0, 0)


def test_a_booked_talk_is_the_next_step(cast: Cast) -> None:
    at_stage(cast.dai, "relatedness", 60)
    assert card_of(cast, cast.dai).stand.standing is Standing.STUCK
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject="First call", first_at=NOW + timedelta(days=2), last_at=NOW
    )
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    stands = card_of(cast, cast.dai).stand
    assert (stands.standing, stands.step and stands.step.kind) == (Standing.AHEAD, StepKind.TALK)
    Conversation.objects.update(cancelled=True)
    assert card_of(cast, cast.dai).stand.standing is Standing.STUCK


def test_a_talk_that_was_held_ends_the_quiet(cast: Cast) -> None:
    at_stage(cast.dai, "relatedness", 60)
    held = NOW - timedelta(days=3)
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=held, last_at=held)
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    card = card_of(cast, cast.dai)
    assert (card.stand.standing, card.last_contact_at) == (Standing.MOVING, held)


def test_promises_and_who_waits(cast: Cast) -> None:
    at_stage(cast.amara, "action", 60)
    mine = commitment(cast, (B, Move.PROMISE, FRIDAY), mine=True)
    commitment(cast, (A, Move.REQUEST))
    card = card_of(cast, cast.amara)
    assert (card.stand.standing, card.stand.step and card.stand.step.id) == (Standing.AHEAD, mine.id)
    assert (card.waiting.they, card.waiting.me) == (mine.made_at, mine.made_at)
    Commitment.objects.filter(mine=False).update(answered_at=NOW)
    assert card_of(cast, cast.amara).waiting.me is None


def test_a_missed_date_is_late_and_an_old_detection_is_nothing(cast: Cast) -> None:
    at_stage(cast.amara, "action", 2)
    commitment(cast, (A, Move.REQUEST), (B, Move.PROMISE, NOW.date() - timedelta(days=3)))
    assert card_of(cast, cast.amara).stand.standing is Standing.LATE
    old = NOW - timedelta(days=200)
    Commitment.objects.update(made_at=old, due=old.date())
    card = card_of(cast, cast.amara)
    assert (card.stand.standing, card.waiting.me) == (Standing.MOVING, None)


def test_an_agreed_check_in_is_a_next_step(cast: Cast) -> None:
    connection = at_stage(cast.amara, "action", 60)
    plan = Plan.objects.create(
        owner=cast.ada, connection=connection, name="Readers", opened_at=NOW, check_in_on=FRIDAY, state="open"
    )
    stands = card_of(cast, cast.amara).stand
    assert (stands.standing, stands.step and stands.step.kind) == (Standing.AHEAD, StepKind.CHECK_IN)
    Plan.objects.filter(id=plan.id).update(state="finished")
    assert card_of(cast, cast.amara).stand.standing is Standing.STUCK


def test_it_narrows_and_counts_what_it_narrows_to(cast: Cast) -> None:
    at_stage(cast.amara, "relatedness", 60)
    at_stage(cast.dai, "relatedness", 1)
    found = pipeline(cast.owner, NOW, only=Only.ATTENTION)
    assert [card.name for card in found.cards] == ["Amara Osei"]
    assert (found.counts[Only.ALL], found.counts[Only.ATTENTION], found.counts[Only.NO_STEP]) == (2, 1, 2)
    assert pipeline(cast.owner, NOW, stage=Stage.ACTION).cards == ()


def test_what_is_most_pressing_stands_first(cast: Cast) -> None:
    bea, cleo = (person(cast.ada, name, f"{name}@x.example") for name in ("Bea", "Cleo"))
    for who, days in ((cast.amara, 1), (cast.dai, 20), (bea, 30), (cleo, 11)):
        at_stage(who, "relatedness", days)
    names = [card.name for card in pipeline(cast.owner, NOW).cards]
    assert names == ["Bea", "Dai Nakamura", "Cleo", "Amara Osei"]


def test_a_need_tells_its_breadth(cast: Cast) -> None:
    need = Need.objects.create(owner=cast.ada, name="pilot partner", since=NOW)
    everybody = [cast.amara, cast.dai, person(cast.ada, "Bea", "bea@x.example")]
    for who in everybody:
        at_stage(who, "intent", need=need)
    Person.objects.filter(id__in=[who.id for who in everybody[:2]]).update(organisation="Asante Trust")
    found = pipeline(cast.owner, NOW, need_id=need.id)
    assert found.houses is not None
    assert (found.houses.live, found.houses.organisations, found.houses.thin) == (3, 1, False)
    assert found.houses.one_house
    theirs = Need.objects.create(owner=cast.chiara, name="theirs", since=NOW)
    assert pipeline(cast.owner, NOW, need_id=theirs.id).cards == ()


def test_closed_ones_are_counted_by_whose_word(cast: Cast) -> None:
    at_stage(cast.dai, "closed", closed_at=NOW, closed_by="them", closed_terms="no budget")
    closed = pipeline(cast.owner, NOW).closed
    assert (closed.count, closed.by, closed.latest[0].terms) == (1, {"them": 1}, "no budget")


def test_it_costs_the_same_number_of_questions_for_everybody(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        who = person(cast.ada, f"Person {number}", f"p{number}@x.example")
        at_stage(who, "relatedness", number)
        commitment(cast, (A, Move.REQUEST), with_=who)
    asker = cast.owner
    with django_assert_max_num_queries(9):
        assert len(pipeline(asker, NOW).cards) == 12
