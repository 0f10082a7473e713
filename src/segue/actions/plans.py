"""What can be done with a plan: begin it, agree how to follow it up, check in, finish it.

Each verb raises NotFound for what is not the asker's, and NotAllowed where its state (`domain.plans`) does not know it.
What was changed when, and to what, is told by the events: `queries.plans.revisions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from segue.actions.connections import open_connection
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.domain import plans as rules
from segue.domain.calendar import Calendar
from segue.domain.plans import Act, State
from segue.queries.plans import items_of
from segue.store.models import Asker, Opportunity, Plan

LONGEST_BETWEEN = 366


def open_plan(
    asker: Asker, connection_id: int, name: str, now: datetime, *, source: str, opportunity_id: int | None = None
) -> Plan:
    """Begin a plan with somebody, on its own or for an opportunity of this connection."""
    if not name.strip():
        raise Refused("Say what the plan is for.")
    with deed(asker, "open plan", now, source=source) as change:
        connection = open_connection(asker, connection_id)
        opportunity = None
        if opportunity_id is not None:
            opportunity = Opportunity.objects.owned_by(asker).filter(id=opportunity_id, connection=connection).first()
            if opportunity is None:
                raise NotFound(f"There is no opportunity {opportunity_id} with {connection.person}.")
        plan = change.create(
            Plan(
                owner_id=asker.member_id,
                connection=connection,
                opportunity=opportunity,
                name=name.strip()[:300],
                opened_at=now,
            )
        )
        change.about(plan, f"A plan with {connection.person}: {plan}.")
        change.touch(connection.id)
    return plan


def follow_up(
    asker: Asker,
    plan_id: int,
    now: datetime,
    *,
    source: str,
    on: date | None,
    every_days: int | None = None,
    way: str = "",
) -> Plan:
    """Agree how the two follow it up: the next day (of mine; None: no such day), after how many days again, the way."""
    if every_days is not None and not 1 <= every_days <= LONGEST_BETWEEN:
        raise Refused("Checking in recurs after one day at the soonest and a year at the latest.")
    with on_plan(asker, plan_id, Act.CHANGE, "follow up plan", now, source) as (change, plan):
        change.save(plan, check_in_on=on, every_days=every_days if on else None, way=way.strip()[:200])
        change.about(plan, f"Check in on {on:%-d %B %Y}: {plan}." if on else f"No day to check in: {plan}.")
    return plan


def checked_in(asker: Asker, plan_id: int, now: datetime, *, source: str, then: date | None = None) -> Plan:
    """The two have checked in; `then` is the next agreed day, else the one that recurs."""
    with on_plan(asker, plan_id, Act.CHANGE, "check in", now, source) as (change, plan):
        today = Calendar(asker.zone).date_of(now)
        again = then or rules.next_check_in(plan.check_in_on or today, plan.every_days, today)
        change.save(plan, checked_in_at=now, check_in_on=again)
        next_time = f"; next on {again:%-d %B}" if again else ""
        change.about(plan, f"Checked in: {plan}{next_time}.")
    return plan


def finish(asker: Asker, plan_id: int, now: datetime, *, source: str) -> Plan:
    """All of it is done. Refused, naming what is left, where it is not."""
    with on_plan(asker, plan_id, Act.FINISH, "finish plan", now, source) as (change, plan):
        rules.finish(items_of(plan))
        change.save(plan, state=State.FINISHED, finished_at=now, check_in_on=None)
        change.about(plan, f"Finished: {plan}.")
    return plan


def reopen(asker: Asker, plan_id: int, now: datetime, *, source: str) -> Plan:
    """Something is left after all."""
    with on_plan(asker, plan_id, Act.REOPEN, "reopen plan", now, source) as (change, plan):
        change.save(plan, state=State.OPEN, finished_at=None)
        change.about(plan, f"Open again: {plan}.")
    return plan


@contextmanager
def on_plan(
    asker: Asker, plan_id: int, act: Act, verb: str, now: datetime, source: str
) -> Iterator[tuple[Change, Plan]]:
    """A deed about one plan of the asker's, locked until it is done; raises NotFound, NotAllowed."""
    with deed(asker, verb, now, source=source) as change:
        mine = Plan.objects.owned_by(asker).select_for_update(of=("self",)).select_related("connection__person")
        plan = mine.filter(id=plan_id).first()
        if plan is None:
            raise NotFound(f"There is no plan {plan_id}.")
        rules.after(State(plan.state), act)
        yield change, plan
        change.touch(plan.connection_id)
