"""`segue triage`: what was open already when it grew old, counted, and looked at when wanted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries import triage as queries
from segue.store.models import Conversation

KINDS = {queries.TALK: "talk without an ending"}


def triage(
    year: Annotated[int | None, typer.Option("--year", help="Only what began in that year.")] = None,
    mine: Annotated[bool | None, typer.Option("--mine/--theirs", help="Only what you, or they, owe.")] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="The commitments and talks themselves.")] = False,
    talks: Annotated[bool, typer.Option("--talks", help="Only talks without an ending.")] = False,
    after: Annotated[int | None, typer.Option("--after", metavar="ID", help="Those that follow this one.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Old commitments that are still open, and old talks without an ending: counted by year, or listed."""
    at = moment(now)
    asker = who_asks(at)
    out = say.console()
    if not (list_ or year or after or talks):
        piles = queries.piles(asker, at)
        if as_json:
            say.out_json([asdict(pile) for pile in piles])
            return
        lines = say.table("year", "who owes", "kind", ">how many")
        for pile in piles:
            lines.add_row(
                str(pile.year), "you" if pile.mine else "they", KINDS.get(pile.kind, pile.kind), str(pile.count)
            )
        out.print(lines if piles else "Triage is empty.")
        return
    page = queries.pile(asker, at, kind=queries.TALK if talks else "", year=year, mine=mine, after=after)
    fields = ("id", "mine", "kind", "state", "what", "quote", "made_at", "due", "conversation_id")
    if as_json:
        rows = [{name: getattr(each, name) for name in fields} for each in page.commitments]
        held = [{"id": each.id, "what": str(each), "at": each.first_at, "with": _with(each)} for each in page.talks]
        say.out_json({"commitments": rows, "talks": held, "next": page.next})
        return
    lines = say.table(">id", "when", "with", "what")
    for each in page.commitments:
        person = each.connection.person.name if each.connection else ""
        what = f"{'you' if each.mine else 'they'}: {say.escape(each.what)} [dim]({each.state})[/dim]"
        lines.add_row(str(each.id), say.date_of(each.made_at, asker), say.escape(person), what)
    for talk in page.talks:
        people = say.escape(", ".join(_with(talk)))
        lines.add_row(
            str(talk.id), say.date_of(talk.first_at, asker), people, f"[dim]talk:[/dim] {say.escape(str(talk))}"
        )
    out.print(lines)
    if page.talks:
        out.print("[dim]A talk ends with: segue wrap-up ID[/dim]")
    if page.next:
        out.print(f"[dim]More: segue triage {'--talks' if talks else '--list'} --after {page.next}[/dim]")
    if page.more_talks:
        out.print("[dim]More talks: segue triage --talks[/dim]")


def _with(talk: Conversation) -> list[str]:
    return [each.person.name for each in talk.participants.all()]
