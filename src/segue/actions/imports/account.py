"""What an import tells while it runs and when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from segue.store.models import Import, SetAside

_NAMED = 1_000


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
    aside: tuple[Aside, ...] = ()
    unread: tuple[tuple[str, int], ...] = ()
    """Languages that are not read for what they promise, and how many messages are in each."""
    restored: tuple[tuple[str, int], ...] = ()
    """Rows that exports of Segue gave back, by noun."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a batch or a document: items read, and how many persons or talks they turned out to be."""

    read: int = 0
    new: int = 0
    known: int = 0
    set_aside: int = 0
    size: int = 0
    persons: int = 0
    events: int = 0


class Counts:
    """Counts while an import runs, and tells whoever watches. One that is taken up again goes on counting."""

    def __init__(self, row: Import, report: Report | None) -> None:
        self.run, self.report = row.id, report
        self.began = time.monotonic()
        self.sum = Tally(row.read, row.new, row.known, row.set_aside, row.read_bytes)
        self.before = row.read
        self.commitments, self.doubtful, self.sources = row.commitments, 0, 0
        self.total_bytes = 0

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return max(time.monotonic() - self.began, 0.001)

    def add(self, tally: Tally, doing: str = "reading") -> None:
        """One more batch or document."""
        before = self.sum
        self.sum = Tally(
            before.read + tally.read,
            before.new + tally.new,
            before.known + tally.known,
            before.set_aside + tally.set_aside,
            before.size + tally.size,
            before.persons + tally.persons,
            before.events + tally.events,
        )
        self.tell(doing)

    def tell(self, doing: str) -> None:
        """Tell whoever watches how far it is."""
        if self.report is None:
            return
        done, total = self.sum.size, max(self.total_bytes, self.sum.size)
        left = self.seconds * (total - done) / done if done else None
        counts = (self.sum.read, self.sum.new, self.sum.known, self.sum.set_aside, done, total)
        self.report(Progress(*counts, rate=(self.sum.read - self.before) / self.seconds, remaining=left, doing=doing))

    def account(self) -> Account:
        """What came of it, with the first of what was set aside."""
        aside = SetAside.objects.filter(run_id=self.run).select_related("source").order_by("id")[:_NAMED]
        return Account(
            run=self.run,
            read=self.sum.read,
            new=self.sum.new,
            known=self.sum.known,
            set_aside=self.sum.set_aside,
            commitments=self.commitments,
            sources=self.sources,
            seconds=self.seconds,
            persons=self.sum.persons,
            events=self.sum.events,
            doubtful=self.doubtful,
            aside=tuple(Aside(each.source.name, each.position, each.reason) for each in aside),
        )
