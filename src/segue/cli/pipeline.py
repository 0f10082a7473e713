"""`segue pipeline`: every connection by stage, with how it stands and what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.calendar import Calendar
from segue.domain.connections import WAY, Stage
from segue.domain.conversations import Who
from segue.domain.pipeline import Only, Stand, Standing, Step, StepKind
from segue.queries.pipeline import Card, Pipeline
from segue.queries.pipeline import pipeline as pipeline_of
from segue.queries.stages import need_called
from segue.store.models import Asker

_ONLY = tuple(str(only) for only in Only if only is not Only.ALL)


def pipeline(
    only: Annotated[Only, typer.Option("--only", help=f"One of {', '.join(_ONLY)}.")] = Only.ALL,
    need: Annotated[str, typer.Option("--need", metavar="NEED", help="Those who could serve it.")] = "",
    stage: Annotated[Stage | None, typer.Option("--stage", help=f"One of {', '.join(WAY)}; shown whole.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Every connection by stage: what is stuck and for how long, its next step, who waits for whom."""
    at = moment(now)
    asker = who_asks(at)
    known = need_called(asker, need) if need else None
    if need and known is None:
        raise NotFound(f"You look for nothing called {need}.")
    found = pipeline_of(asker, at, only=only, need_id=known.id if known else None, stage=stage)
    if as_json:
        say.out_json(_as_data(found))
        return
    out = say.console()
    for column in found.columns:
        if not column.cards:
            continue
        out.print(f"[bold]{column.stage}[/bold]  [dim]{column.count}[/dim]")
        for card in column.cards:
            out.print(say.indented(_line(card, asker, at)))
        if column.more:
            out.print(say.indented(f"[dim]{column.more} more: segue pipeline --stage {column.stage}[/dim]"))
    if not found.cards:
        out.print("Nobody belongs here." if found.counts[Only.ALL] else "Nobody is on a way yet: segue intent NAME “…”")
    out.print(f"[dim]{found.closed.count} closed, {found.unstaged} at no stage yet.[/dim]")
    if found.cards:
        out.print(f"[dim]segue stage c{found.cards[0].connection_id} STAGE[/dim]")


def _line(card: Card, asker: Asker, now: datetime) -> str:
    waits = (("waiting for you", card.waiting.they), ("you have waited", card.waiting.me))
    told = [
        _stands(card.stand, card.last_contact_at, asker, now),
        _step(card.stand.step, asker),
        *(f"{words} since {say.date_of(since, asker)}" for words, since in waits if since),
    ]
    return f"{say.escape(card.name)} [dim]c{card.connection_id}[/dim]  {'; '.join(filter(None, told))}"


def _stands(stand: Stand, last: datetime | None, asker: Asker, now: datetime) -> str:
    count = stand.days(Calendar(asker.zone), now)
    days = f"{count} day{'' if count == 1 else 's'}"
    match stand.standing:
        case Standing.STUCK:
            return f"[bold]stuck[/bold] for {days}"
        case Standing.LATE:
            return f"[bold]late[/bold] by {days}"
        case Standing.DRIFTING:
            return f"drifting, stuck on {say.date_of(stand.stuck_at, asker)}"
        case Standing.AHEAD:
            return ""
    return f"in touch on {say.date_of(last, asker)}" if last else "no contact yet"


def _step(step: Step | None, asker: Asker) -> str:
    if step is None:
        return "no next step"
    who = {Who.ME: "you: ", Who.THEM: "they: "}.get(step.whose, f"{step.kind}: ")
    by = "on" if step.kind is StepKind.TALK else "by"
    ends = step.ends and step.ends - timedelta(seconds=step.kind is not StepKind.TALK)
    return f"{who}{say.escape(step.what)}, " + (f"{by} {say.date_of(ends, asker)}" if ends else "no date")


def _as_data(found: Pipeline) -> dict[str, Any]:
    return {
        "stages": [
            {"stage": column.stage, "count": column.count, "people": [_card(card) for card in column.cards]}
            for column in found.columns
        ],
        "closed": {
            "count": found.closed.count,
            "by": found.closed.by,
            "latest": [{"person": each.name, "closed_at": each.closed_at, "by": each.by, "terms": each.terms}
                       for each in found.closed.latest],
        },
        "counts": {str(only): count for only, count in found.counts.items()},
        "unstaged": found.unstaged,
        "beyond": found.beyond,
    }  # fmt: skip


def _card(card: Card) -> dict[str, Any]:
    step = card.stand.step
    return {
        "connection": card.connection_id,
        "person": card.name,
        "organisation": card.organisation,
        "need": card.need,
        "standing": card.stand.standing,
        "since": card.stand.since,
        "stuck_at": card.stand.stuck_at,
        "next_step": {"kind": step.kind, "what": step.what, "whose": step.whose, "ends": step.ends, "id": step.id}
        if step
        else None,
        "they_wait_since": card.waiting.they,
        "you_wait_since": card.waiting.me,
        "last_contact_at": card.last_contact_at,
    }
