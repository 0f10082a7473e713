"""`segue triage`: what was open already when it grew old, counted, and looked at when wanted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries import triage as queries


def triage(
    year: Annotated[int | None, typer.Option("--year", help="Only what began in that year.")] = None,
    mine: Annotated[bool | None, typer.Option("--mine/--theirs", help="Only what you, or they, owe.")] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="The commitments themselves.")] = False,
    after: Annotated[int | None, typer.Option("--after", metavar="ID", help="Those that follow this one.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Old commitments that are still open: counted by year, or listed."""
    at = moment(now)
    asker = who_asks(at)
    out = say.console()
    if not (list_ or year or after):
        piles = queries.piles(asker, at)
        if as_json:
            say.out_json([asdict(pile) for pile in piles])
            return
        lines = say.table("year", "who owes", "kind", ">how many")
        for pile in piles:
            lines.add_row(str(pile.year), "you" if pile.mine else "they", pile.kind, str(pile.count))
        out.print(lines if piles else "Triage is empty.")
        return
    page = queries.pile(asker, at, year=year, mine=mine, after=after)
    fields = ("id", "mine", "kind", "state", "what", "quote", "made_at", "due", "conversation_id")
    if as_json:
        rows = [{name: getattr(each, name) for name in fields} for each in page.commitments]
        say.out_json({"commitments": rows, "next": page.next})
        return
    lines = say.table(">id", "when", "with", "what")
    for each in page.commitments:
        person = each.connection.person.name if each.connection else ""
        what = f"{'you' if each.mine else 'they'}: {say.escape(each.what)} [dim]({each.state})[/dim]"
        lines.add_row(str(each.id), say.date_of(each.made_at, asker), say.escape(person), what)
    out.print(lines)
    if page.next:
        out.print(f"[dim]More: segue triage --list --after {page.next}[/dim]")
