"""A line on stderr that says how far an import is, how quick, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from segue.actions.imports import Progress, Report


@contextmanager
def progress_line(quiet: bool = False) -> Iterator[Report]:
    """A report for `imports.run` that draws a bar while it is on the screen; `quiet` draws nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Bar(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task("looking", total=None, told="")

        def report(progress: Progress) -> None:
            bar.update(
                task,
                description=progress.doing,
                total=progress.total_bytes or None,
                completed=progress.done_bytes,
                told=told(progress),
            )

        yield report


def told(progress: Progress) -> str:
    """How far, in words: messages read, the rate, what remains."""
    words = f"{progress.read:,} read, {progress.rate:,.0f} a second"
    return words if progress.remaining is None else f"{words}, {span(progress.remaining)} left"


def span(seconds: float) -> str:
    """A length of time in words."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
