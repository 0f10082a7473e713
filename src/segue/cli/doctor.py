"""`segue doctor`: what is configured, read, unread and broken, each with what to do about it."""

from __future__ import annotations

import sys
from dataclasses import asdict

import typer

from segue.cli import home, say
from segue.cli.options import AsJson, Now, moment
from segue.queries.health import BROKEN, FINE, NOTE, examine

_MARKS = {FINE: "[green]ok[/green]    ", NOTE: "[yellow]note[/yellow]  ", BROKEN: "[red]broken[/red]"}


def doctor(now: Now = None, as_json: AsJson = False) -> None:
    """What is configured, read, unread and broken. Ends with 1 where something is broken."""
    at = moment(now)
    findings = examine(home.asker(at), at)
    if as_json:
        say.out_json([asdict(finding) for finding in findings])
    else:
        out = say.console()
        out.print(f"[dim]Segue {home.version()}, Python {sys.version.split()[0]}[/dim]")
        for finding in findings:
            out.print(f"{_MARKS[finding.level]}  {say.escape(finding.what)}")
            if finding.advice:
                out.print(say.indented(f"[dim]{say.escape(finding.advice)}[/dim]", 8))
    if any(finding.level == BROKEN for finding in findings):
        raise typer.Exit(1)
