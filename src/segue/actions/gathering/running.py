"""One run: its archives in turn, each batch one transaction with how far the run is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from segue.actions.gathering import reading
from segue.actions.gathering.writing import Voices, write
from segue.actions.imports.account import Progress
from segue.actions.intake.archives import Item
from segue.formats.archive import BROKEN
from segue.formats.gathered import Archive, archives_at
from segue.formats.records import LeftOut, Said, SetAside
from segue.store.models import Community, Gathering

NAMED = 1_000
"""Of what was set aside so many are named."""

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Account:
    """What came of a run. `left_out` tells what was not brought in on purpose; `aside` names the first set aside."""

    run: int
    read: int
    new: int
    known: int
    threads: int
    set_aside: int
    left_out: dict[str, int]
    aside: list[tuple[str, int, str]]
    seconds: float


@dataclass(slots=True)
class _Sum:
    """What has been counted. `before` is what this run had brought in before it was interrupted."""

    before: int
    new: int = 0
    known: int = 0
    threads: int = 0
    aside_count: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    aside: list[tuple[str, int, str]] = field(default_factory=list)
    spans: list[list[int]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.known + self.aside_count + self.left_out.total() - self.left_out["private"]

    def add_span(self, span: tuple[int, int] | None) -> None:
        """Note the ids of new posts; those that follow on one another are one span."""
        if span is None:
            return
        if self.spans and self.spans[-1][1] + 1 == span[0]:
            self.spans[-1][1] = span[1]
        else:
            self.spans.append([*span])


class Run:
    """One run; used once. One that was interrupted reads again from the beginning: what is there is known."""

    def __init__(self, row: Gathering, now: datetime, report: Report | None, workers: int | None) -> None:
        self.row, self.now, self.report, self.workers = row, now, report, workers
        self.began = time.monotonic()
        self.sum = _Sum(before=row.new, threads=row.threads, spans=[list(span) for span in row.spans])
        self.voices = Voices(row.community.organisation_id)
        self.done_bytes = self.total_bytes = 0

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return max(time.monotonic() - self.began, 0.001)

    def read(self) -> Account:
        """Read everything to its end, and account for it."""
        found = [each for path in self.row.paths for each in _at(Path(path))]
        archives = [each for each in found if isinstance(each, Archive)]
        self.total_bytes = sum(each.size for each in archives)
        self._store([each for each in found if isinstance(each, SetAside)], 0)
        for archive in archives:
            begun = self.done_bytes
            try:
                for batch in reading.batches(archive, self.workers):
                    self._store(batch.items, begun + round(batch.share * archive.size))
            except (OSError, *BROKEN) as error:
                reason = f"the file cannot be read: {error}"[:300]
                self._store([SetAside(archive.name, 0, reason)], begun + archive.size)
            self.done_bytes = begun + archive.size
        return self._finished()

    def fail(self, error: BaseException) -> None:
        """Say that it stopped, and why; what was brought in stays, and the same again goes on from there."""
        reason = str(error) or ("interrupted" if isinstance(error, KeyboardInterrupt) else type(error).__name__)
        self._note(state=Gathering.State.FAILED, finished_at=self._clock(), error=reason)

    def _store(self, items: list[Item], done: int) -> None:
        said = [each for each in items if isinstance(each, Said)]
        with transaction.atomic():
            # What another run brings in here meanwhile is to be seen, not brought in twice.
            Community.objects.select_for_update().get(id=self.row.community_id)
            written = write(self.row.community_id, said, self.voices, self._clock())
            self.sum.new += written.new
            self.sum.known += written.known
            self.sum.threads += written.threads
            self.sum.add_span(written.span)
            for each in (*items, *written.aside):
                if isinstance(each, SetAside):
                    self.sum.aside_count += 1
                    if len(self.sum.aside) < NAMED:
                        self.sum.aside.append((each.source, each.position, each.reason))
                elif isinstance(each, LeftOut):
                    self.sum.left_out[each.why] += each.count
            self.done_bytes = done
            self._note(beat_at=self._clock(), read_bytes=done, total_bytes=self.total_bytes, **self._counts())
        self._tell()

    def _counts(self) -> dict[str, object]:
        before = min(self.sum.before, self.sum.known)
        return {
            "read": self.sum.read,
            "new": self.sum.before + self.sum.new,
            "known": self.sum.known - before,
            "threads": self.sum.threads,
            "set_aside": self.sum.aside_count,
            "left_out": dict(self.sum.left_out),
            "aside": self.sum.aside,
            "spans": self.sum.spans,
        }

    def _finished(self) -> Account:
        self._note(state=Gathering.State.FINISHED, finished_at=self._clock(), error="", **self._counts())
        self.row.refresh_from_db()
        row = self.row
        return Account(
            row.id, row.read, row.new, row.known, row.threads, row.set_aside, dict(row.left_out),
            [(source, position, reason) for source, position, reason in row.aside], self.seconds,
        )  # fmt: skip

    def _tell(self) -> None:
        if self.report is None:
            return
        done, total = self.done_bytes, max(self.total_bytes, self.done_bytes)
        left = self.seconds * (total - done) / done if done else None
        counts = (self.sum.read, self.sum.new, self.sum.known, self.sum.aside_count, done, total)
        self.report(Progress(*counts, rate=self.sum.read / self.seconds, remaining=left, doing="bringing in"))

    def _clock(self) -> datetime:
        return self.now + timedelta(seconds=self.seconds)

    def _note(self, **values: object) -> None:
        Gathering.objects.filter(id=self.row.id).update(**values)


def _at(path: Path) -> Iterator[Archive | SetAside]:
    try:
        yield from archives_at(path)
    except OSError as error:
        yield SetAside(str(path), 0, f"it cannot be read: {error}"[:300])
