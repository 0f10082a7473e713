"""One import from beginning to end: sources in turn, workers that prepare, one writer that commits."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from segue.actions.imports import writer
from segue.actions.imports.account import Account, Aside, Progress, Report
from segue.actions.imports.mine import Confirm, ensure_mine
from segue.actions.intake.mail import Batch, Outcome, Prepared, check_detection, prepare, restored
from segue.actions.intake.remote import RemoteFolder, folders_to_read
from segue.actions.intake.sources import MailSource, Place
from segue.actions.intake.workers import WorkerDied, in_order
from segue.actions.weave import weave_stale
from segue.formats import records
from segue.store.models import Asker, Conversation, Import, SetAside, Source
from segue.sync.contract import Mailbox

# Where an import is smaller, starting workers takes longer than they save.
_WORTH_WORKERS = 2 << 20
_MOST_WORKERS = 4
# New messages between two looks at what they promise, and conversations looked at between two signs of life.
_WEAVE_EVERY = 5_000
_WEAVE_AT_ONCE = 400
_ASIDE_NAMED = 1_000


@dataclass(frozen=True, slots=True)
class _Planned:
    """A source, its row, and where reading goes on."""

    row: int
    origin: MailSource
    place: Place


class Run:
    """One import by one member; used once."""

    def __init__(self, asker: Asker, row: Import, now: datetime, report: Report | None, alive_days: int) -> None:
        self.asker, self.owner, self.row, self.now = asker, asker.member_id, row, now
        self.report = report
        self.alive_since = now - timedelta(days=alive_days)
        self.began = time.monotonic()
        self.read = self.new = self.known = self.aside = self.commitments = self.unwoven = 0
        self.done_bytes = self.total_bytes = self.sources = 0

    def clock(self) -> datetime:
        """`now`, and the time that has passed since."""
        return self.now + timedelta(seconds=time.monotonic() - self.began)

    def begin(self) -> None:
        """Say that it runs."""
        self.row.state, self.row.beat_at, self.row.error = Import.State.RUNNING, self.now, ""
        self.row.save(update_fields=["state", "beat_at", "error"])

    def fail(self, error: BaseException) -> None:
        """Say that it stopped, and why; what was committed stays, and running it again goes on from there."""
        reason = str(error) or ("interrupted" if isinstance(error, KeyboardInterrupt) else type(error).__name__)
        values = {"state": Import.State.FAILED, "finished_at": self.clock(), "error": reason}
        Import.objects.filter(id=self.row.id).update(**values)

    def finish(self) -> Account:
        """Say that all was read to its end; gives the account."""
        values = {"state": Import.State.FINISHED, "finished_at": self.clock(), "commitments": self.commitments}
        Import.objects.filter(id=self.row.id).update(total_bytes=self.total_bytes, **values)
        return self.account()

    def read_mail(
        self, sources: Sequence[MailSource], given: Collection[str], confirm: Confirm | None, workers: int | None
    ) -> None:
        """Read these sources to their ends, and what their conversations promise."""
        check_detection()
        mine = ensure_mine(self.asker, sources, self.now, given, confirm)
        self.total_bytes += sum(source.size for source in sources)
        Import.objects.filter(id=self.row.id).update(total_bytes=self.total_bytes)
        self.sources += len(sources)
        unfinished = True
        while unfinished:
            unfinished = self._read(self._plan(sources), mine, _workers(self.total_bytes, workers))
        self._weave(None)

    def read_mailbox(
        self,
        mailbox: Mailbox,
        account: str,
        given: Collection[str],
        confirm: Confirm | None,
        workers: int | None,
        *,
        everything: bool,
    ) -> None:
        """Read a mailbox elsewhere: in every folder what is alive, newest first, and then, if wanted, all the rest."""
        folders = folders_to_read(mailbox)
        recent = [RemoteFolder(mailbox, account, folder, self.alive_since.date()) for folder in folders]
        self.read_mail(recent, given, confirm, workers)
        if everything:
            self.read_mail([RemoteFolder(mailbox, account, folder, None) for folder in folders], given, None, workers)

    def _plan(self, sources: Sequence[MailSource]) -> list[_Planned]:
        return [self._planned(source) for source in sources]

    def _planned(self, origin: MailSource) -> _Planned:
        row, _ = Source.objects.get_or_create(
            owner_id=self.owner,
            name=origin.name,
            defaults={"kind": origin.kind, "sent": origin.sent},
        )
        before = Place(row.position, row.floor, row.fingerprint)
        place = origin.from_place(before) if before.position else before
        if place != before:
            row.read = row.mine = 0
        row.size, row.finished_at = origin.size, None
        row.save(update_fields=["size", "finished_at", "read", "mine"])
        return _Planned(row.id, origin, place)

    def _read(self, plan: Sequence[_Planned], mine: set[str], workers: int) -> bool:
        """Read on; whether a mail killed a worker, so that reading has to go on after it."""
        tasks = (batch for each in plan for batch in each.origin.batches(each.row, each.place))
        try:
            for batch, outcome in in_order(prepare, tasks, workers):
                self._store(batch, restored(outcome), mine)
        except WorkerDied as death:
            batch = cast(Batch, death.task)
            self._store(batch, _carefully(batch), mine)
            return True
        return False

    def _store(self, batch: Batch, outcome: Outcome, mine: set[str]) -> None:
        tally = writer.write(self.owner, self.row.id, batch, outcome, mine, self.clock())
        self.read += tally.read
        self.new += tally.new
        self.known += tally.known
        self.aside += tally.set_aside
        self.done_bytes += batch.size
        self.unwoven += tally.new
        self.tell("reading")
        if self.unwoven >= _WEAVE_EVERY:
            self.unwoven = 0
            self._weave(self.alive_since)

    def _weave(self, since: datetime | None) -> None:
        """Read the conversations that have changed into commitments, giving signs of life in between."""
        stale = Conversation.objects.owned_by(self.asker).filter(stale=True)
        stale = stale.filter(last_at__gte=since) if since else stale
        while stale.exists():
            self.commitments += weave_stale(self.asker, self.now, since=since, limit=_WEAVE_AT_ONCE)
            self.beat()
            self.tell("looking for what was promised")

    def beat(self) -> None:
        """A sign of life, with what was found."""
        Import.objects.filter(id=self.row.id).update(beat_at=self.clock(), commitments=self.commitments)

    def tell(self, doing: str) -> None:
        """Tell whoever watches how far it is."""
        if self.report is None:
            return
        seconds = max(time.monotonic() - self.began, 0.001)
        total = max(self.total_bytes, self.done_bytes)
        left = seconds * (total - self.done_bytes) / self.done_bytes if self.done_bytes else None
        counts = (self.read, self.new, self.known, self.aside, self.done_bytes, total)
        self.report(Progress(*counts, rate=self.read / seconds, remaining=left, doing=doing))

    def account(self) -> Account:
        """What came of it, with the first of what was set aside."""
        aside = SetAside.objects.filter(run=self.row).select_related("source").order_by("id")[:_ASIDE_NAMED]
        return Account(
            run=self.row.id,
            read=self.read,
            new=self.new,
            known=self.known,
            set_aside=self.aside,
            commitments=self.commitments,
            sources=self.sources,
            seconds=time.monotonic() - self.began,
            aside=tuple(Aside(each.source.name, each.position, each.reason) for each in aside),
        )


def _carefully(batch: Batch) -> Outcome:
    """A batch that killed its worker, mail by mail, each in a worker of its own; the killers are set aside."""
    outcome = [_alone(mail) for mail in batch.mails]
    if len(outcome) > 1 and all(isinstance(each, records.SetAside) for each in outcome):
        raise RuntimeError("Every mail ends the program that reads it: something is wrong with the program.")
    return outcome


def _alone(mail: records.RawMail) -> Prepared | records.SetAside:
    try:
        ((_, outcome),) = in_order(prepare, [Batch(0, mails=[mail])], workers=1)
    except WorkerDied:
        return records.SetAside(mail.source, mail.position, "it crashes the program that reads it")
    return restored(outcome)[0]


def _workers(size: int, wanted: int | None) -> int:
    """As many as there are cores, as few of them keep the writer busy; none where little is to be read."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if wanted is not None:
        return wanted
    return 0 if cores < 2 or size < _WORTH_WORKERS else min(cores, _MOST_WORKERS)
