"""`segue plan` and its kin: what two will do together, what waits for what, and when they check in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions import plan_items, plans
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.connections import One, connection_id
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, day, moment
from segue.cli.worth import load_in_words
from segue.domain.conversations import Who
from segue.queries import plans as queries
from segue.queries.plans import PlanPage
from segue.queries.worth import load_of
from segue.store.models import Asker

ItemId = Annotated[int, typer.Argument(metavar="ID", help="The number of the item, as the plan shows it.")]
Side = Annotated[Who | None, typer.Option("--who", help="Who does it: me, them or both.")]
_SIDES = {Who.ME: "you", Who.THEM: "they", Who.BOTH: "both"}


def plan(
    who: One,
    open_: Annotated[str, typer.Option("--open", metavar="NAME", help="Begin a plan.")] = "",
    check_in: Annotated[str, typer.Option("--check-in", metavar="DAY", help="The next agreed day; “none”.")] = "",
    every: Annotated[int | None, typer.Option("--every", metavar="DAYS", help="With --check-in: and again.")] = None,
    way: Annotated[str, typer.Option("--way", help="With --check-in: how.")] = "",
    checked_in: Annotated[bool, typer.Option("--checked-in", help="You two have checked in.")] = False,
    finish: Annotated[bool, typer.Option("--finish", help="All of it is done.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Something is left after all.")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="Who changed what, the latest first.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print it as Markdown.")] = False,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write it as iCalendar tasks.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The plan with somebody: items with who, when and what for; what waits for what; issues; when to check in."""
    at = moment(now)
    asker = who_asks(at)
    with_ = connection_id(asker, who)
    if sum(map(bool, (open_, check_in, checked_in, finish, reopen))) > 1:
        raise Refused("One step at a time.")
    if open_:
        plans.open_plan(asker, with_, open_, at, source=SOURCE)
    found = _current(asker, with_, who)
    if check_in:
        on = None if check_in == "none" else day(check_in, asker, at)
        plans.follow_up(asker, found, at, source=SOURCE, on=on, every_days=every, way=way)
    elif checked_in:
        plans.checked_in(asker, found, at, source=SOURCE)
    elif finish:
        plans.finish(asker, found, at, source=SOURCE)
    elif reopen:
        plans.reopen(asker, found, at, source=SOURCE)
    page = queries.plan_page(asker, found)
    if ics is not None:
        ics.write_bytes(queries.as_todos(page, at))
    if changes:
        _show_changes(asker, found, as_json)
    elif markdown:
        say.console().print(queries.as_markdown(asker, page), markup=False, soft_wrap=True)
    else:
        _show(page, as_json)


def item(
    who: One,
    words: Annotated[list[str] | None, typer.Argument(metavar="WHAT", help="What is to be done.")] = None,
    change: Annotated[int | None, typer.Option("--change", metavar="ID", help="Change this item instead.")] = None,
    side: Side = None,
    by: Annotated[str, typer.Option("--by", metavar="DAY", help="When it is due.")] = "",
    start: Annotated[str, typer.Option("--start", metavar="DAY", help="When it begins.")] = "",
    needs: Annotated[list[int] | None, typer.Option("--needs", metavar="ID", help="An item it waits for.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Who of them, or as what.")] = None,
    deliverable: Annotated[str | None, typer.Option("--deliverable", help="What is there afterwards.")] = None,
    metric: Annotated[str | None, typer.Option("--metric", help="How it is measured.")] = None,
    success: Annotated[str | None, typer.Option("--success", help="What it stands or falls with.")] = None,
    resource: Annotated[str | None, typer.Option("--resource", help="What it takes.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Add an item to the plan with somebody, or change one with --change."""
    at = moment(now)
    asker = who_asks(at)
    found = _current(asker, connection_id(asker, who), who)
    given: dict[str, Any] = {
        "what": " ".join(words) if words else None,
        "side": side,
        "due": day(by, asker, at) if by else None,
        "start": day(start, asker, at) if start else None,
        "role": role, "deliverable": deliverable, "metric": metric, "success": success, "resource": resource,
    }  # fmt: skip
    fields = {name: value for name, value in given.items() if value is not None}
    if change is not None:
        plan_items.change_item(asker, change, at, source=SOURCE, needs=needs, **fields)
    else:
        what = fields.pop("what", "")
        plan_items.add_item(asker, found, what, at, source=SOURCE, needs=needs or (), **fields)
    _show(queries.plan_page(asker, found), as_json)


def done(
    id_: ItemId,
    not_: Annotated[bool, typer.Option("--not", help="It is not done after all.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """An item of a plan is done."""
    at = moment(now)
    asker = who_asks(at)
    made = plan_items.done_item(asker, id_, at, source=SOURCE, done=not not_)
    _show(queries.plan_page(asker, made.plan_id), as_json)


def drop(id_: ItemId, now: Now = None, as_json: AsJson = False) -> None:
    """Take an item out of its plan."""
    at = moment(now)
    asker = who_asks(at)
    _show(queries.plan_page(asker, plan_items.drop_item(asker, id_, at, source=SOURCE).id), as_json)


def promise(
    id_: ItemId,
    to: Annotated[int | None, typer.Option("--to", metavar="ID", help="Tie it to this commitment instead.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Make an item a commitment of whoever does it, or tie it to one that stands already."""
    at = moment(now)
    asker = who_asks(at)
    made = (
        plan_items.promise_item(asker, id_, at, source=SOURCE)
        if to is None
        else plan_items.link_item(asker, id_, to, at, source=SOURCE)
    )
    _show(queries.plan_page(asker, made.plan_id), as_json)
    if made.side == Who.ME and not as_json:
        say.console().print(f"[dim]{load_in_words(load_of(asker, at))}[/dim]")


def issue(
    who: One,
    words: Annotated[list[str], typer.Argument(metavar="WHAT", help="What stands in the way.")],
    side: Side = None,
    item_: Annotated[int | None, typer.Option("--item", metavar="ID", help="The item it concerns.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say what stands in the way, and who takes care of it."""
    at = moment(now)
    asker = who_asks(at)
    found = _current(asker, connection_id(asker, who), who)
    plan_items.raise_issue(asker, found, " ".join(words), side or Who.ME, at, source=SOURCE, item_id=item_)
    _show(queries.plan_page(asker, found), as_json)


def issue_settled(
    id_: Annotated[int, typer.Argument(metavar="ID")],
    outcome: Annotated[str, typer.Option("--outcome", help="What came of it.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """It stands in the way no longer."""
    at = moment(now)
    asker = who_asks(at)
    made = plan_items.settle_issue(asker, id_, outcome, at, source=SOURCE)
    _show(queries.plan_page(asker, made.plan_id), as_json)


def _current(asker: Asker, with_: int, who: str) -> int:
    found = queries.plans_of(asker, with_)
    if not found:
        raise NotFound(f'There is no plan yet: segue plan "{who}" --open NAME')
    return found[0].id


def _show(page: PlanPage, as_json: bool) -> None:
    if as_json:
        say.out_json(_as_data(page))
    else:
        _print(say.console(), page)


def _as_data(page: PlanPage) -> dict[str, Any]:
    row = page.plan
    texts = ("role", "deliverable", "metric", "success", "resource")
    return {
        "id": row.id,
        "with": row.connection.person.name,
        "name": row.name,
        "state": row.state,
        "check_in": {"on": row.check_in_on, "every_days": row.every_days, "way": row.way, "last": row.checked_in_at},
        "clashes": page.clashes,
        "items": [
            {
                "id": line.item.id,
                "what": line.item.what,
                "who": line.item.side,
                "start": line.item.start,
                "due": line.item.due,
                "needs": line.item.needs,
                "waits_for": [each.id for each in line.waits_for],
                "done_at": line.row.done_at,
                "commitment": line.row.commitment_id,
                **{name: getattr(line.item, name) for name in texts},
            }
            for line in page.lines
        ],
        "issues": [
            {
                "id": each.id, "text": each.text, "who": each.by, "item": each.item_id, "settled_at": each.settled_at,
                "outcome": each.outcome,
            }
            for each in page.issues
        ],
    }  # fmt: skip


def _print(out: Console, page: PlanPage) -> None:
    row = page.plan
    out.print(
        f"[bold]{say.escape(row.name)}[/bold]  with {say.escape(row.connection.person.name)}  [dim]{row.state}[/dim]"
    )
    if row.check_in_on:
        again = f", then every {row.every_days} days" if row.every_days else ""
        out.print(f"Check in: {say.day(row.check_in_on)}{again}  {say.escape(row.way)}")
    lines = say.table(">id", "", "what", "who", "by", "waits for")
    for line in page.lines:
        item = line.item
        waits = ", ".join(str(each.id) for each in line.waits_for)
        tied = " [dim]promised[/dim]" if line.row.commitment_id else ""
        lines.add_row(
            str(item.id),
            "✓" if item.done else "",
            say.escape(item.what) + tied,
            _SIDES[item.side],
            say.day(item.due),
            waits,
        )
    out.print(lines if page.lines else f'Nothing yet: segue plan-item c{row.connection_id} "WHAT" --who me --by DAY')
    for told in page.clashes:
        out.print(f"[yellow]{say.escape(told)}[/yellow]")
    for issue in page.issues:
        state = f"settled: {say.escape(issue.outcome)}" if issue.settled_at else _SIDES[Who(issue.by)]
        out.print(f"Issue {issue.id}: {say.escape(issue.text)}  [dim]{state}[/dim]")


def _show_changes(asker: Asker, plan_id: int, as_json: bool) -> None:
    known = queries.revisions(asker, plan_id)
    if as_json:
        say.out_json(
            [
                {
                    "id": each.event_id,
                    "at": each.at,
                    "who": each.who,
                    "what": each.text,
                    "changed": [{"field": name, "from": old, "to": new} for name, old, new in each.fields],
                }
                for each in known
            ]
        )
        return
    for each in known:
        told = "; ".join(f"{name}: {old or '–'} → {new or '–'}" for name, old, new in each.fields)
        out = f"[dim]{say.date_of(each.at, asker)}[/dim]  {say.escape(each.who)}: {say.escape(each.text)}"
        say.console().print(f"{out}  [dim]{say.escape(told)}[/dim]" if told else out)
