"""What `segue import` begins before it is loaded itself: workers, which need as long to be ready as all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from segue.actions.intake.workers import make_ready, worth_having

_PREPARE = "segue.actions.intake.preparing:prepare"


def workers_for(arguments: Iterable[str]) -> None:
    """Start workers where files and folders among these arguments are worth it."""
    make_ready(_PREPARE, next(filter(None, map(worth_having, accumulate(_sizes(arguments)))), 0))


def _sizes(arguments: Iterable[str]) -> Iterator[int]:
    for path in map(Path, arguments):
        try:
            yield from (each.stat().st_size for each in ([path] if path.is_file() else path.rglob("*")))
        except OSError:
            continue  # what cannot be read is told later, by the import
