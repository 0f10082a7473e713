"""`segue figures`: what conversations led to, by quarter; publishing a quarter."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.actions import figures as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.figures import Quarter
from segue.domain.figures_drawn import drawn
from segue.queries import figures as queries
from segue.store.models import Figures


def figures(
    word: Annotated[str, typer.Argument(metavar="[QUARTER]", help="2026Q3; or `publish` and then the quarter.")] = "",
    quarter: Annotated[str, typer.Argument(metavar="[QUARTER]", help="The quarter to publish.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What conversations led to, by community and team, in a quarter; without one, which have been published.

    `segue figures publish 2026Q3` publishes a quarter that is over, without one the last. It stays as it is then.
    """
    at = moment(now)
    asker = who_asks(at)
    if word == "publish":
        _show(verbs.publish(asker, quarter or str(Quarter.of(at).before), at, source=SOURCE), as_json)
        return
    if quarter:
        raise typer.BadParameter("One quarter at a time: figures are fixed, and there are no ranges.")
    if word:
        name = str(Quarter.named(word))
        found = queries.figures_of(asker, name)
        if found is None:
            raise NotFound(f"Nothing has been published of {name}.")
        _show(found, as_json)
        return
    rows = queries.quarters(asker)
    if as_json:
        say.out_json([{"quarter": row.quarter, "published": row.published_at.isoformat()} for row in rows])
        return
    for row in rows:
        say.console().print(f"{row.quarter}  [dim]published {row.published_at:%-d %B %Y}[/dim]")
    if not rows:
        say.console().print("No quarter has been published yet; that happens a week after its end.")


def _show(row: Figures, as_json: bool) -> None:
    if as_json:
        say.out_json({"quarter": row.quarter, "published": row.published_at.isoformat(), **row.numbers})
        return
    out = say.console()
    out.print(f"[bold]{row.quarter}[/bold]  [dim]published {row.published_at:%-d %B %Y}; it stays as it is[/dim]")
    for each in drawn(row.numbers):
        out.print(f"[bold]{each.title}[/bold]")
        out.print(say.indented(say.escape(each.says)))
        if each.table.rows:
            table = say.table(*(f">{column}" if at else column for at, column in enumerate(each.table.columns)))
            for cells in each.table.rows:
                table.add_row(*(say.escape(str(cell)) for cell in cells))
            out.print(table)
    out.print("[dim]Only of five people or more; withheld is what would tell of fewer, also by subtraction.[/dim]")
