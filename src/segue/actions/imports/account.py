"""What an import tells while it runs and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; `rate` in messages a second, `remaining` in seconds (None: not yet known)."""

    read: int
    new: int
    known: int
    set_aside: int
    done_bytes: int
    total_bytes: int
    rate: float
    remaining: float | None
    doing: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Aside:
    """An item that could not be read: file, position in it (bytes, or number of the file in a folder), reason."""

    source: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """What came of an import. `set_aside` counts all, `aside` names the first of them."""

    run: int
    read: int
    new: int
    known: int
    set_aside: int
    commitments: int
    sources: int
    seconds: float
    persons: int = 0
    events: int = 0
    doubtful: int = 0
    aside: tuple[Aside, ...] = field(default=())
