"""The items and issues of a plan: add, change, order by what needs what, do, drop, promise; raise, settle."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from segue.actions.commitments import done_in
from segue.actions.deeds import Change
from segue.actions.errors import NotFound, Refused
from segue.actions.moves import Moving, owned_commitment
from segue.actions.plans import on_plan
from segue.domain import plans as rules
from segue.domain.closing import STILL_OWED
from segue.domain.commitments import Move as Verb
from segue.domain.commitments import Side, State
from segue.domain.conversations import Who
from segue.domain.plans import Act
from segue.queries.plans import conversation_for, items_of
from segue.store.models import Asker, Commitment, Dependency, Issue, Move, Plan, PlanItem

_TEXTS = {"what": 500, "role": 200, "deliverable": 500, "metric": 500, "success": 500, "resource": 500}
"""The texts of an item, and how long each may be."""
_FIELDS = frozenset({*_TEXTS, "side", "start", "due"})


def add_item(
    asker: Asker,
    plan_id: int,
    what: str,
    now: datetime,
    *,
    source: str,
    needs: Collection[int] = (),
    **fields: str | date | None,
) -> PlanItem:
    """Add an item: `side` (domain.conversations.Who), `start`, `due` (days of mine) and the texts; see PlanItem."""
    with on_plan(asker, plan_id, Act.CHANGE, "add item", now, source) as (change, plan):
        values = _values(fields | {"what": what})
        item = change.create(PlanItem(owner_id=asker.member_id, plan=plan, **values))
        _depend(change, item, needs)
        change.about(plan, f"Added: {item}.")
    return item


def change_item(
    asker: Asker,
    item_id: int,
    now: datetime,
    *,
    source: str,
    needs: Collection[int] | None = None,
    **fields: str | date | None,
) -> PlanItem:
    """Change these fields of an item, and with `needs` what it depends on; what is not given stays."""
    with _on_item(asker, item_id, "change item", now, source) as (change, item):
        change.save(item, **_values(fields))
        if needs is not None:
            _depend(change, item, needs)
        change.about(item.plan, f"Changed: {item}.")
    return item


def done_item(asker: Asker, item_id: int, now: datetime, *, source: str, done: bool = True) -> PlanItem:
    """It is done, and with it the commitment that it became; or, with `done` False, it is not after all."""
    with _on_item(asker, item_id, "done item" if done else "not done item", now, source) as (change, item):
        change.save(item, done_at=now if done else None)
        if done and item.commitment_id:
            moving = Moving(change, owned_commitment(asker, item.commitment_id), now)
            if moving.state in STILL_OWED:
                done_in(moving)
                moving.keep()
                change.touch(moving.commitment.connection_id)
        change.about(item.plan, f"Done: {item}." if done else f"Not done after all: {item}.")
    return item


def drop_item(asker: Asker, item_id: int, now: datetime, *, source: str) -> Plan:
    """Take an item out of the plan; what waited for it waits no longer. A commitment it became stays one."""
    with _on_item(asker, item_id, "drop item", now, source) as (change, item):
        for link in [*item.dependencies.all(), *item.dependents.all()]:
            change.delete(link)
        for issue in item.issues.all():
            change.save(issue, item=None)
        plan, text = item.plan, f"Dropped: {item}."
        change.delete(item)
        change.about(plan, text)
    return plan


def promise_item(asker: Asker, item_id: int, now: datetime, *, source: str) -> PlanItem:
    """Make it a commitment of whoever does it, by its date: it then stands in Today and in the record like any other.

    Refused where it is one already, where both do it, and where no conversation is known in which it was said.
    """
    with _on_item(asker, item_id, "promise item", now, source) as (change, item):
        if item.commitment_id:
            raise Refused("It is a commitment already.")
        if item.side == Who.BOTH:
            raise Refused("A commitment has one who performs it: make an item for each of you.")
        change.save(item, commitment=_promised(change, item, now))
        change.about(item.plan, f"Promised: {item}.")
    return item


def link_item(asker: Asker, item_id: int, commitment_id: int | None, now: datetime, *, source: str) -> PlanItem:
    """Tie an item to a commitment that stands between the two already; None: to none."""
    with _on_item(asker, item_id, "link item", now, source) as (change, item):
        found = None
        if commitment_id is not None:
            mine = Commitment.objects.owned_by(asker).filter(connection_id=item.plan.connection_id)
            found = mine.filter(id=commitment_id).first()
            if found is None:
                raise NotFound(f"There is no commitment {commitment_id} with {item.plan.connection.person}.")
        change.save(item, commitment=found)
        change.about(item.plan, f"Tied to a commitment: {item}." if found else f"Tied to none: {item}.")
    return item


def raise_issue(
    asker: Asker, plan_id: int, text: str, by: Who, now: datetime, *, source: str, item_id: int | None = None
) -> Issue:
    """Say what stands in the way, and who takes care of it."""
    if not text.strip():
        raise Refused("Say what stands in the way.")
    with on_plan(asker, plan_id, Act.CHANGE, "raise issue", now, source) as (change, plan):
        item = plan.items.filter(id=item_id).first() if item_id else None
        if item_id and item is None:
            raise NotFound(f"There is no item {item_id} in this plan.")
        issue = change.create(
            Issue(owner_id=asker.member_id, plan=plan, item=item, text=text.strip()[:500], by=str(by), raised_at=now)
        )
        change.about(plan, f"Raised: {issue}.")
    return issue


def settle_issue(asker: Asker, issue_id: int, outcome: str, now: datetime, *, source: str) -> Issue:
    """It stands in the way no longer: say what came of it."""
    if not outcome.strip():
        raise Refused("Say what came of it.")
    plan_id = Issue.objects.owned_by(asker).filter(id=issue_id).values_list("plan_id", flat=True).first()
    with on_plan(asker, plan_id or 0, Act.CHANGE, "settle issue", now, source) as (change, plan):
        issue = plan.issues.get(id=issue_id)
        change.save(issue, settled_at=now, outcome=outcome.strip()[:500])
        change.about(plan, f"Settled: {issue}.")
    return issue


@contextmanager
def _on_item(asker: Asker, item_id: int, verb: str, now: datetime, source: str) -> Iterator[tuple[Change, PlanItem]]:
    plan_id = PlanItem.objects.owned_by(asker).filter(id=item_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotFound(f"There is no item {item_id} in a plan.")
    with on_plan(asker, plan_id, Act.CHANGE, verb, now, source) as (change, plan):
        item = plan.items.get(id=item_id)
        item.plan = plan
        yield change, item


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - _FIELDS
    if unknown:
        raise TypeError(f"a plan's item has no {', '.join(sorted(unknown))}")
    if "what" in fields and not str(fields["what"]).strip():
        raise Refused("Say what is to be done.")
    return {
        name: str(value).strip()[: _TEXTS[name]] if name in _TEXTS else str(value) if name == "side" else value
        for name, value in fields.items()
    }


def _depend(change: Change, item: PlanItem, needs: Collection[int]) -> None:
    rules.depend(items_of(item.plan), item.id, needs)
    standing = {link.needs_id: link for link in item.dependencies.all()}
    for needed, link in standing.items():
        if needed not in needs:
            change.delete(link)
    for needed in dict.fromkeys(needs):
        if needed not in standing:
            change.create(Dependency(owner_id=item.owner_id, item=item, needs_id=needed))


def _promised(change: Change, item: PlanItem, now: datetime) -> Commitment:
    connection = item.plan.connection
    conversation_id = conversation_for(change.asker, connection)
    if conversation_id is None:
        raise Refused(f"Log the talk with {connection.person} in which it was said; a commitment belongs to one.")
    mine = item.side == Who.ME
    made = change.create(
        Commitment(
            owner_id=item.owner_id,
            team_id=connection.team_id,
            kind=Commitment.Kind.PROMISE,
            state=str(State.PROMISED),
            conversation_id=conversation_id,
            connection=connection,
            mine=mine,
            what=item.what,
            made_at=now,
            due=item.due,
            performer_zone=change.asker.zone if mine else connection.person.zone,
            by_hand=True,
            touched_at=now,
        )
    )
    change.create(
        Move(
            owner_id=made.owner_id,
            commitment=made,
            move=str(Verb.PROMISE),
            by=str(Side.B),
            at=now,
            due=item.due,
            words=item.what,
            by_hand=True,
        )
    )
    return made
