"""`segue today`: what to do now, each row with its reason, the words it rests on, and what to type."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions.today import note_shown, refresh
from segue.cli import say
from segue.cli.hints import hints
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.calendar import Calendar
from segue.domain.today import SHOWN, Evidence, Row, to_json
from segue.domain.today.rows import TIERS, Tier
from segue.queries.today import Coverage, TodayPage, as_of, shown
from segue.store.models import Asker

EVERYTHING = 10_000
_NARROW = 3

HEADINGS = {
    Tier.PROMISES: "Promises of yours",
    Tier.WAITING: "Waiting for your word",
    Tier.NEXT_STEPS: "Next steps",
    Tier.QUIET: "Gone quiet",
    Tier.TIDY_UP: "Tidy up",
}


def today(
    all_: Annotated[bool, typer.Option("--all", "-a", help="Also what waits behind “more”.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What to do now: at most seven rows, most pressing first, each with its reason and what to type.

    With --now, Today as it stood at that moment; nothing is written then.
    """
    at = moment(now)
    asker = who_asks(at)
    page = read(asker, at, count=EVERYTHING if all_ else SHOWN, live=now is None)
    if as_json:
        say.out_json(as_data(page))
    else:
        print_page(say.console(), page, asker, at)


def read(asker: Asker, at: datetime, *, count: int = SHOWN, live: bool = True) -> TodayPage:
    """Today at this moment; the live one is decided where it has to be, and notes what was shown."""
    if not live:
        return as_of(asker, at, count)
    refresh(asker, at)
    page = shown(asker, at, count)
    note_shown(asker, page.rows, at)
    return page


def as_data(page: TodayPage) -> dict[str, Any]:
    """Today as plain values."""
    return {
        "rows": [to_json(row) | {"commands": hints(row)} for row in page.rows],
        "more": page.more,
        "triage": page.triage,
        "narrow": [
            {"need": each.need, "what": each.what, "why": each.why, "if_nothing": each.if_nothing, "next": each.next}
            for each in page.narrow
        ],
        "read": [
            {"source": each.name, "share": round(each.share, 3), "from": each.read_from, "to": each.read_to}
            for each in page.coverage
        ],
    }


def print_page(out: Console, page: TodayPage, asker: Asker, at: datetime) -> None:
    """Today in the terminal."""
    day = say.day(Calendar(asker.zone).date_of(at))
    out.print(f"[bold]Today[/bold]  {len(page.rows) or ''}  [dim]{day}, {asker.zone}[/dim]")
    for tier, rows in groupby(page.rows, key=lambda row: TIERS[row.rule]):
        out.print(f"\n[bold]{HEADINGS[tier]}[/bold]")
        for row in rows:
            _print_row(out, row, asker)
    if not page.rows:
        out.print("\nNothing is surely due." if page.more else "\nNothing is due. That is good news.")
    _print_rest(out, page, asker)


def _print_row(out: Console, row: Row, asker: Asker) -> None:
    to = "" if row.to in row.what else f"  [dim]{say.escape(row.to)}[/dim]"
    out.print(say.indented(f"[bold]{say.escape(row.what)}[/bold]{to}"))
    out.print(say.indented(f"{say.escape(row.why)} {say.escape(row.why_now)}", 4))
    for fact in row.facts:
        if fact.text not in row.why:
            out.print(say.indented(_evidence(fact, asker), 4))
    out.print(say.indented(f"[dim]If nothing is done: {say.escape(row.if_nothing)} ({row.rule})[/dim]", 4))
    if row.phone:
        out.print(say.indented(f"Call {say.escape(row.phone)}. {say.quoted(row.opening) if row.opening else ''}", 4))
    for line in say.flowed(hints(row), out.width - 4):
        out.print(say.indented(f"[cyan]{say.escape(line)}[/cyan]", 4))


def _evidence(fact: Evidence, asker: Asker) -> str:
    return f"[dim]{say.quoted(fact.text)}, {say.date_of(fact.at, asker)}[/dim]"


def _print_rest(out: Console, page: TodayPage, asker: Asker) -> None:
    if page.narrow:
        out.print("\n[bold]Breadth[/bold]")
    for each in page.narrow[:_NARROW]:
        out.print(say.indented(f"[bold]{say.escape(each.what)}[/bold]"))
        out.print(say.indented(f"{say.escape(each.why)} [dim]{each.if_nothing}[/dim]", 4))
        out.print(say.indented("[cyan]segue needs[/cyan]", 4))
    out.print()
    if page.more:
        out.print(f"{page.more} {'more wait behind these' if page.rows else 'may be'}: segue today --all")
    if page.triage:
        out.print(f"{page.triage} older ones are in Triage: segue triage")
    for line in _how_far(page.coverage, asker):
        out.print(f"[dim]{line}[/dim]")


def _how_far(coverage: tuple[Coverage, ...], asker: Asker) -> list[str]:
    """What has been read, in a line, and each source that has not been read to its end."""
    if not coverage:
        return ["Nothing has been read yet: segue import PATH. Or begin by hand: segue add NAME, segue log LINE."]
    latest = max((each.read_to for each in coverage if each.read_to), default=None)
    sent = "sent mail among them" if any(each.sent for each in coverage) else "no sent mail among them"
    unread = [each for each in coverage if not each.whole]
    whole = len(coverage) - len(unread)
    lines = [f"Read to the end: {whole} of {len(coverage)} sources, {sent}; the latest word is of "
             f"{say.date_of(latest, asker) or 'no day'}."]  # fmt: skip
    return lines + [f"Not read to the end: {say.escape(each.name)}, {each.share:.0%}." for each in unread[:5]]
