"""The options that many commands share, and how moments and days are read from the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def clock() -> datetime:
    """The present moment, in UTC: the one place of the command line that looks at the clock."""
    return datetime.now(UTC)


def read_moment(text: str) -> datetime:
    """An ISO 8601 moment in UTC; without an offset it is read in the zone of this machine."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a moment such as 2026-11-23T09:00+01:00.") from None


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Now = Annotated[
    datetime,
    typer.Option(
        "--now",
        parser=read_moment,
        default_factory=clock,
        metavar="ISO-8601",
        show_default=False,
        help="As if it were then.",
    ),
]
Paths = Annotated[list[Path], typer.Argument(help="Files or folders.")]
