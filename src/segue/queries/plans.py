"""Questions about plans: what is to be done, what waits for what, what was changed when, and the plan for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from segue.domain import plans as rules
from segue.domain.commitments import OPEN
from segue.domain.conversations import Who
from segue.domain.plan_markdown import FollowUp, Issue, markdown
from segue.domain.plans import Item
from segue.domain.today import PlanFacts
from segue.formats import todos
from segue.formats.todos import TodoRecord
from segue.store.models import Asker, Commitment, Connection, Event, Exchange, Member, Participant, Plan, PlanItem
from segue.store.models import Issue as IssueRow

_SHOWN_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its row, its number in the plan and the items that it still waits for."""

    item: Item
    row: PlanItem
    number: int
    waits_for: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan: its items in order, the dates that contradict each other, the open issues and the settled ones."""

    plan: Plan
    own: bool
    lines: tuple[Line, ...]
    clashes: tuple[str, ...]
    issues: tuple[IssueRow, ...]
    open_commitments: tuple[Commitment, ...]
    """Between the two, and tied to no item yet."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in order."""
        return tuple(line.item for line in self.lines)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change: who made it, when, what it was about, and which fields went from what to what."""

    event_id: int
    at: datetime
    who: str
    text: str
    fields: tuple[tuple[str, str, str], ...]


def plan_page(asker: Asker, plan_id: int) -> PlanPage:
    """Raises Plan.DoesNotExist for what is not there or not to be seen."""
    plan = Plan.objects.visible_to(asker).select_related("connection__person", "opportunity").get(id=plan_id)
    rows = {row.id: row for row in plan.items.select_related("commitment").prefetch_related("dependencies")}
    items = [as_item(row) for row in rows.values()]
    waits = rules.waiting(items)
    lines = tuple(
        Line(item, rows[item.id], number, waits.get(item.id, ()))
        for number, item in enumerate(rules.in_order(items), 1)
    )
    tied = {row.commitment_id for row in rows.values() if row.commitment_id}
    between = Commitment.objects.visible_to(asker).filter(
        connection=plan.connection, others=False, state__in=[str(state) for state in OPEN]
    )
    return PlanPage(
        plan,
        plan.owner_id == asker.member_id,
        lines,
        tuple(rules.clashes(items)),
        tuple(plan.issues.select_related("item").order_by("settled_at", "id")),
        tuple(each for each in between.order_by("-made_at")[:50] if each.id not in tied),
    )


def as_item(row: PlanItem) -> Item:
    """An item as the rules know it."""
    return Item(
        row.id,
        row.what,
        Who(row.side),
        row.start,
        row.due,
        tuple(sorted(link.needs_id for link in row.dependencies.all())),
        row.done_at is not None,
        row.role,
        row.deliverable,
        row.metric,
        row.success,
        row.resource,
    )


def items_of(plan: Plan) -> list[Item]:
    """The items of a plan as the rules know them."""
    return [as_item(row) for row in plan.items.prefetch_related("dependencies").order_by("id")]


def plans_of(asker: Asker, connection_id: int) -> list[Plan]:
    """The plans of a connection: the open ones first, then the latest."""
    rows = Plan.objects.visible_to(asker).filter(connection_id=connection_id).order_by("-opened_at", "-id")
    return sorted(rows, key=lambda row: row.state != Plan.State.OPEN)


def item_of(asker: Asker, item_id: int) -> PlanItem:
    """An item with its plan; raises PlanItem.DoesNotExist for what is not there or not to be seen."""
    return PlanItem.objects.visible_to(asker).select_related("plan__connection__person").get(id=item_id)


def issue_of(asker: Asker, issue_id: int) -> IssueRow:
    """An issue with its plan; raises Issue.DoesNotExist for what is not there or not to be seen."""
    return IssueRow.objects.visible_to(asker).select_related("plan").get(id=issue_id)


def conversation_for(asker: Asker, connection: Connection) -> int | None:
    """The conversation in which something that is in the plan was said last: the latest talk, else the latest mail."""
    talks = Participant.objects.owned_by(asker).filter(person=connection.person_id)
    latest = talks.order_by("-conversation__last_at").values_list("conversation_id", flat=True).first()
    if latest is not None:
        return latest
    mails = Exchange.objects.owned_by(asker).filter(connection=connection).order_by("-message_id")
    return mails.values_list("message__conversation_id", flat=True).first()


def revisions(asker: Asker, plan_id: int) -> list[Revision]:
    """Who changed what in a plan, the latest first; what was undone is left out. The history is its owner's alone."""
    events = Event.objects.owned_by(asker).filter(noun="plan", noun_id=plan_id, undone_at=None).order_by("-id")
    member = Member.objects.select_related("user").get(id=asker.member_id)
    who = member.user.name or member.user.email
    return [
        Revision(each.id, each.at, who, each.text, tuple(_fields(each.changes))) for each in events[:_SHOWN_CHANGES]
    ]


def _fields(changes: Sequence[Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    """What changed in rows that were there before and after."""
    for _noun, _key, before, after in changes:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from ((name, str(before[name] or ""), str(after.get(name) or "")) for name in before)


def as_markdown(asker: Asker, page: PlanPage) -> str:
    """The plan as Markdown."""
    plan = page.plan
    member = Member.objects.select_related("user").get(id=plan.owner_id)
    issues = [
        Issue(row.id, row.text, Who(row.by), row.outcome, row.settled_at is not None) for row in page.issues
    ]  # fmt: skip
    return markdown(
        plan.name,
        plan.connection.person.name,
        page.items,
        issues,
        FollowUp(plan.way, plan.check_in_on, plan.every_days),
        me=member.user.name or member.user.email,
    )


def as_todos(page: PlanPage, now: datetime) -> bytes:
    """The plan as iCalendar tasks."""
    plan = page.plan
    return todos.write((_todo(line, plan) for line in page.lines), now, f"{plan.name} ({plan.connection.person.name})")


def _todo(line: Line, plan: Plan) -> TodoRecord:
    item = line.item
    told = (("Deliverable", item.deliverable), ("Role", item.role), ("Metric", item.metric),
            ("Success factor", item.success), ("Resource", item.resource))  # fmt: skip
    return TodoRecord(
        uid=_uid(item.id),
        summary=item.what,
        description="\n".join(f"{label}: {words}" for label, words in told if words),
        start=item.start,
        due=item.due,
        done_at=line.row.done_at,
        needs=tuple(_uid(each) for each in item.needs),
        categories=(plan.name,),
    )


def _uid(item_id: int) -> str:
    return f"segue-plan-item-{item_id}"


def plan_facts(connection_ids: Sequence[int], now: datetime) -> dict[int, list[PlanFacts]]:
    """What Today needs to know of the plans of these connections, by connection."""
    rows = Plan.objects.filter(connection_id__in=connection_ids, check_in_on__isnull=False, opened_at__lte=now)
    by_connection: dict[int, list[PlanFacts]] = defaultdict(list)
    for row in rows.order_by("id").prefetch_related("items"):
        left = sum(item.done_at is None for item in row.items.all())
        facts = PlanFacts(row.id, row.name, row.opened_at, row.check_in_on, row.way, left)
        by_connection[row.connection_id].append(facts)
    return by_connection
