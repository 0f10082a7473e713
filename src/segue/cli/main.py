"""The command line: which commands there are. Each lives in the file of its noun and loads when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.cli.lazy import Verb, group_of

DAILY, COMMITMENTS, PEOPLE, DATA = "Every day", "Commitments", "People and connections", "Reading, keeping, running"

VERBS = (
    Verb("today", "today:today", "What to do now, each with its reason.", DAILY),
    Verb("import", "imports:import_", "Read mail, contacts, calendars and transcripts.", DATA),
    Verb("serve", "serve:serve", "Serve the web application.", DATA),
    Verb("demo", "demo:demo", "A sample year of mail, read in, and Today on it.", DATA),
    Verb("detect", "detect:detect", "Find requests, promises and answers in lines of JSON.", DATA, store=False),
    Verb("owner", "owner:owner", "Who owns this store: make them, or correct what is known of them.", DATA),
)

EPILOG = (
    "Every command that prints has --json. Exit codes: 0 done; 1 broke; 2 not understood; 3 no such thing; "
    "4 refused, the reason is told; 130 interrupted. SEGUE_HOME says where everything is kept."
)

# Plain help: rich's takes longer to load than everything else that `segue --help` needs.
app = typer.Typer(
    cls=group_of(VERBS), no_args_is_help=True, epilog=EPILOG, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"segue {version('segue')}")
        raise typer.Exit


@app.callback()
def segue(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """Makes conversations lead somewhere: who promised what to whom, and what to do next."""


def run() -> None:
    """The entry point of the `segue` program."""
    app()
