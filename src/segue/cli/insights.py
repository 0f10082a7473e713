"""`segue insights`: figures of talks, promises, answers and expectations, each as a sentence and a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.insights import Figure
from segue.formats import charts
from segue.queries import insights as queries


def insights(
    key: Annotated[str, typer.Argument(metavar="[FIGURE]", help=f"One of {', '.join(queries.KEYS)}.")] = "",
    days: Annotated[int, typer.Option("--days", help="How far back: 30, 90 or 365.")] = 90,
    file: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="The drawing of that one.")] = None,
    table_file: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="The numbers of that one.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What your conversations came to: a sentence for each figure; with one named, its numbers."""
    if days not in queries.DAYS:
        raise typer.BadParameter(f"{days} is none of {', '.join(map(str, queries.DAYS))}.")
    at = moment(now)
    asker = who_asks(at)
    one = queries.insight(asker, key, at, days) if key else None
    if key and one is None:
        raise NotFound(f"There is no figure {key}; there are {', '.join(queries.KEYS)}.")
    figures = [one] if one else queries.insights(asker, at, days)
    if file:
        _draw(one, file)
    if table_file:
        _write(one, table_file)
    if as_json:
        say.out_json([_as_data(each) for each in figures])
        return
    out = say.console()
    for each in figures:
        out.print(f"[bold]{each.title}[/bold]  [dim]{each.key}[/dim]")
        out.print(say.indented(say.escape(each.says)))
    if one:
        table = say.table(*(f">{column}" if at else column for at, column in enumerate(one.table.columns)))
        for row in one.table.rows:
            table.add_row(*(say.escape(str(cell)) for cell in row))
        out.print(table)


def _draw(figure: Figure | None, file: Path) -> None:
    if figure is None or figure.drawing is None:
        raise Refused("Name a figure that has something to draw: segue insights hours --svg hours.svg")
    file.write_text(charts.svg(figure), "utf-8")


def _write(figure: Figure | None, file: Path) -> None:
    if figure is None:
        raise Refused("Name a figure: segue insights hours --csv hours.csv")
    file.write_text(charts.as_csv(figure), "utf-8", newline="")


def _as_data(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.key, "part": figure.part, "title": figure.title, "says": figure.says,
        "columns": figure.table.columns, "rows": figure.table.rows,
    }  # fmt: skip
