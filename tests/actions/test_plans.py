"""Every verb on a plan, its items and issues: works, is undone, is refused out of turn, and is the owner's alone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from segue.actions import commitments, exports, identity, opportunities, plan_items, plans
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.talks import log_talk
from segue.actions.today import refresh
from segue.domain.commitments import Move, Side
from segue.domain.conversations import Who
from segue.domain.errors import NotAllowed
from segue.domain.today import Rule
from segue.queries.plans import as_markdown, as_todos, plan_page, plans_of, revisions
from segue.queries.today import as_of, behind
from segue.store.models import Commitment, Dependency, Event, Issue, Plan, PlanItem
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment

TODAY = NOW.date()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan with Amara: she prints, then Ada hands out."""
    made = plans.open_plan(cast.owner, cast.with_amara.id, "loan of readers", NOW, source="web")
    first = plan_items.add_item(cast.owner, made.id, "print", NOW, source="web", side=Who.THEM, due=FRIDAY)
    plan_items.add_item(cast.owner, made.id, "hand out", NOW, source="web", needs=[first.id], metric="sixty")
    plan_items.raise_issue(cast.owner, made.id, "no ink", Who.THEM, NOW, source="web", item_id=first.id)
    return made


def ids(plan: Plan) -> list[int]:
    return list(plan.items.order_by("id").values_list("id", flat=True))


def everything() -> list[Any]:
    return [row for noun in (Plan, PlanItem, Dependency, Issue) for row in noun.objects.order_by("id").values()]


VERBS: list[Callable[..., Any]] = [
    lambda asker, plan, now: plans.follow_up(asker, plan.id, now, source="web", on=FRIDAY, every_days=14, way="call"),
    lambda asker, plan, now: plans.checked_in(asker, plan.id, now, source="web", then=FRIDAY),
    lambda asker, plan, now: plan_items.add_item(asker, plan.id, "thank", now, source="web", needs=ids(plan)),
    lambda asker, plan, now: plan_items.change_item(asker, ids(plan)[1], now, source="web", needs=[], due=FRIDAY),
    lambda asker, plan, now: plan_items.done_item(asker, ids(plan)[0], now, source="web"),
    lambda asker, plan, now: plan_items.drop_item(asker, ids(plan)[0], now, source="web"),
    lambda asker, plan, now: plan_items.raise_issue(asker, plan.id, "rain", Who.ME, now, source="web"),
    lambda asker, plan, now: plan_items.settle_issue(asker, plan.issues.get().id, "bought", now, source="web"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_works_and_is_undone(cast: Cast, plan: Plan, verb: Callable[..., Any]) -> None:
    before = everything()
    verb(cast.owner, plan, LATER)
    assert everything() != before
    undo(cast.owner, LATER, source="web")
    assert everything() == before


@pytest.mark.parametrize("verb", VERBS)
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(
    cast: Cast, plan: Plan, verb: Callable[..., Any]
) -> None:
    before = everything()
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            verb(asker, plan, LATER)
    assert everything() == before


def test_a_teammate_reads_it_and_a_stranger_does_not(cast: Cast, plan: Plan) -> None:
    page = plan_page(cast.teammate, plan.id)
    assert (page.own, len(page.lines)) == (False, 2)
    assert revisions(cast.teammate, plan.id) == []  # the history is its owner's alone
    with pytest.raises(Plan.DoesNotExist):
        plan_page(cast.stranger, plan.id)


def test_nothing_waits_for_itself(cast: Cast, plan: Plan) -> None:
    first, second = ids(plan)
    with pytest.raises(NotAllowed, match="circle"):
        plan_items.change_item(cast.owner, first, NOW, source="web", needs=[second])
    with pytest.raises(NotAllowed, match="circle"):
        plan_items.change_item(cast.owner, first, NOW, source="web", needs=[first])
    with pytest.raises(TypeError, match="colour"):
        plan_items.change_item(cast.owner, first, NOW, source="web", colour="red")


def test_it_is_finished_when_all_of_it_is_done(cast: Cast, plan: Plan) -> None:
    with pytest.raises(NotAllowed, match="print; hand out"):
        plans.finish(cast.owner, plan.id, NOW, source="web")
    for item in ids(plan):
        plan_items.done_item(cast.owner, item, NOW, source="web")
    assert plans.finish(cast.owner, plan.id, NOW, source="web").finished_at == NOW
    with pytest.raises(NotAllowed, match="reopen it first"):
        plan_items.add_item(cast.owner, plan.id, "more", NOW, source="web")
    assert plans.reopen(cast.owner, plan.id, NOW, source="web").state == "open"


def test_who_changed_what_is_told_from_the_events(cast: Cast, plan: Plan) -> None:
    plan_items.change_item(cast.owner, ids(plan)[0], LATER, source="web", due=date(2026, 12, 4))
    latest = revisions(cast.owner, plan.id)[0]
    assert (latest.who, latest.text, latest.at) == ("Ada Lindqvist", "Changed: print.", LATER)
    assert latest.fields == (("due", "2026-11-27", "2026-12-04"),)
    undo(cast.owner, LATER, source="web")
    assert revisions(cast.owner, plan.id)[0].text == "Raised: no ink."


class TestPromise:
    def test_an_item_becomes_a_commitment_of_whoever_does_it(self, cast: Cast, plan: Plan) -> None:
        with pytest.raises(Refused, match="Log the talk"):
            plan_items.promise_item(cast.owner, ids(plan)[0], NOW, source="web")
        log_talk(cast.owner, "call with Amara: enjoyed", NOW, source="web")
        item = plan_items.promise_item(cast.owner, ids(plan)[0], LATER, source="web")
        made = Commitment.objects.get()
        assert (item.commitment, made.mine, made.due, made.state) == (made, False, FRIDAY, "promised")
        with pytest.raises(Refused, match="already"):
            plan_items.promise_item(cast.owner, ids(plan)[0], LATER, source="web")
        undo(cast.owner, LATER, source="web")
        assert not Commitment.objects.exists()

    def test_what_it_became_is_done_with_it_and_undone_with_it(self, cast: Cast, plan: Plan) -> None:
        log_talk(cast.owner, "call with Amara: enjoyed", NOW, source="web")
        item = plan_items.promise_item(cast.owner, ids(plan)[0], NOW, source="web")
        plan_items.done_item(cast.owner, item.id, LATER, source="web")
        assert Commitment.objects.get().state == "kept"
        undo(cast.owner, LATER, source="web")
        assert Commitment.objects.get().state == "promised"
        commitments.done(cast.owner, Commitment.objects.get().id, LATER, source="web")
        assert plan_items.done_item(cast.owner, item.id, LATER, source="web").done_at == LATER

    def test_what_both_do_is_no_commitment_of_one(self, cast: Cast, plan: Plan) -> None:
        plan_items.change_item(cast.owner, ids(plan)[0], NOW, source="web", side=Who.BOTH)
        with pytest.raises(Refused, match="each of you"):
            plan_items.promise_item(cast.owner, ids(plan)[0], NOW, source="web")

    def test_an_item_is_tied_to_a_commitment_between_the_two_alone(self, cast: Cast, plan: Plan) -> None:
        with_amara = commitment(cast, (Side.B, Move.PROMISE, FRIDAY))
        with_dai = commitment(cast, (Side.B, Move.PROMISE, FRIDAY), with_=cast.dai)
        with pytest.raises(NotFound):
            plan_items.link_item(cast.owner, ids(plan)[0], with_dai.id, NOW, source="web")
        assert plan_page(cast.owner, plan.id).open_commitments == (with_amara,)
        plan_items.link_item(cast.owner, ids(plan)[0], with_amara.id, NOW, source="web")
        assert plan_page(cast.owner, plan.id).open_commitments == ()
        assert plan_items.link_item(cast.owner, ids(plan)[0], None, NOW, source="web").commitment is None


class TestCheckIn:
    def test_the_next_day_follows_by_itself(self, cast: Cast, plan: Plan) -> None:
        plans.follow_up(cast.owner, plan.id, NOW, source="web", on=TODAY - timedelta(days=20), every_days=7)
        assert plans.checked_in(cast.owner, plan.id, NOW, source="web").check_in_on == TODAY + timedelta(days=1)
        plans.follow_up(cast.owner, plan.id, NOW, source="web", on=TODAY)
        assert plans.checked_in(cast.owner, plan.id, NOW, source="web").check_in_on is None

    def test_today_keeps_the_agreed_day(self, cast: Cast, plan: Plan) -> None:
        def rules() -> set[Rule]:
            refresh(cast.owner, NOW)
            kept = {row.rule for row in behind(cast.owner, cast.with_amara.id)}
            assert kept == {row.rule for row in as_of(cast.owner, NOW).rows}
            return kept

        plans.follow_up(cast.owner, plan.id, NOW, source="web", on=TODAY, every_days=14)
        assert rules() == {Rule.CHECK_IN}
        plans.checked_in(cast.owner, plan.id, NOW, source="web")
        assert rules() == set()


def test_for_other_programs_and_on_paper(cast: Cast, plan: Plan) -> None:
    page = plan_page(cast.teammate, plan.id)
    told = as_markdown(cast.teammate, page)
    assert "- [ ] **1. print** (Amara Osei)" in told
    assert "(Ada Lindqvist)" in told
    assert b"RELTYPE=DEPENDS-ON" in as_todos(page, NOW)


def test_it_begins_with_an_opportunity_of_the_same_connection(cast: Cast) -> None:
    made = opportunities.open_opportunity(cast.owner, cast.with_amara.id, "readers", NOW, source="web")
    with pytest.raises(NotFound):
        plans.open_plan(cast.owner, cast.dai.connection.id, "it", NOW, source="web", opportunity_id=made.id)
    plan = plans.open_plan(cast.owner, cast.with_amara.id, "it", NOW, source="web", opportunity_id=made.id)
    assert plans_of(cast.owner, cast.with_amara.id) == [plan]


def test_it_moves_along_when_two_persons_are_one(cast: Cast, plan: Plan) -> None:
    identity.merge(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")
    assert Plan.objects.get().connection == cast.dai.connection
    undo(cast.owner, NOW, source="web")
    assert Plan.objects.get().connection == cast.with_amara


@pytest.mark.django_db(transaction=True)
def test_forgetting_takes_it_and_their_name_in_others(cast: Cast, plan: Plan) -> None:
    with_dai = plans.open_plan(cast.owner, cast.dai.connection.id, "as Amara Osei said", NOW, source="web")
    plan_items.add_item(cast.owner, with_dai.id, "ask Amara Osei", NOW, source="web", resource="Amara Osei")
    plan_items.raise_issue(cast.owner, with_dai.id, "Amara Osei is away", Who.ME, NOW, source="web")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "Osei" not in str(everything())
    assert "Osei" not in str(list(Event.objects.values()))
    assert Plan.objects.get() == with_dai


def test_it_is_exported_and_restored(cast: Cast, plan: Plan, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    exports.restore(cast.stranger, tmp_path / "out", NOW, source="cli")
    copy = Plan.objects.get(owner=cast.chiara)
    first, second = copy.items.order_by("id")
    assert (second.dependencies.get().needs, copy.issues.get().item) == (first, first)
