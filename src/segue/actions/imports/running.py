"""One import from beginning to end: sources in turn, workers that prepare, one writer that commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction

from segue.actions.imports import chats, closing, writer
from segue.actions.imports.account import Account, Counts, Report, Tally
from segue.actions.imports.chats import Choose
from segue.actions.imports.copies import settled
from segue.actions.imports.forgotten import Forgotten
from segue.actions.imports.mine import Confirm, ensure_mine
from segue.actions.intake.copies import Copies
from segue.actions.intake.discovery import Document
from segue.actions.intake.mail import Batch, Bundle, Outcome, Plain, Prepared, Raw, bundles, restored
from segue.actions.intake.remote import RemoteFolder, folders_to_read
from segue.actions.intake.sources import CHAT, MailSource, Place
from segue.actions.intake.workers import WorkerDied, Workers, in_order, worth_having
from segue.actions.today import refresh
from segue.actions.weave import weave_stale
from segue.formats import records
from segue.formats.archive import BROKEN, File, trouble
from segue.formats.sniff import Kind
from segue.queries.languages import newest_mark, unread
from segue.store.models import Asker, Conversation, Import, SetAside, Source
from segue.sync.contract import Mailbox

_PREPARE = "segue.actions.intake.preparing:prepare"
# New messages between two looks at what they promise, and conversations looked at between two signs of life.
_WEAVE_EVERY = 5_000
_WEAVE_AT_ONCE = 5_000
_ORDER: tuple[Kind, ...] = ("vcard", "google-csv", "linkedin", "icalendar", "webvtt", "srt")


Made = list[list[Plain | records.SetAside]]
"""What workers make of a bundle."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to be run (see `imports.run`)."""

    alive_days: int = 90
    workers: int | None = None
    mine: tuple[str, ...] = ()
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class _Planned:
    """A source, its row, and where reading goes on."""

    row: int
    origin: MailSource
    place: Place


class Run:
    """One import by one member; used once."""

    def __init__(self, asker: Asker, row: Import, now: datetime, wishes: Wishes, report: Report | None) -> None:
        self.asker, self.owner, self.row, self.now, self.wishes = asker, asker.member_id, row, now, wishes
        self.alive_since = now - timedelta(days=wishes.alive_days)
        self.counts = Counts(row, report)
        self.unwoven = 0
        self.newest_mark = newest_mark(asker)

    def clock(self) -> datetime:
        """`now`, and the time that has passed since."""
        return self.now + timedelta(seconds=self.counts.seconds)

    def begin(self) -> None:
        """Say that it runs."""
        self._note(state=Import.State.RUNNING, beat_at=self.now, error="")

    def fail(self, error: BaseException) -> None:
        """Say that it stopped, and why; what was committed stays, and running it again goes on from there."""
        reason = str(error) or ("interrupted" if isinstance(error, KeyboardInterrupt) else type(error).__name__)
        self._note(state=Import.State.FAILED, finished_at=self.clock(), error=reason)

    def finish(self) -> Account:
        """Say that all was read to its end; gives the account."""
        self.counts.doubtful += closing.ask_about_doubtful(self.owner)
        done = self.counts.sum
        counts = {"read": done.read, "new": done.new, "known": done.known, "set_aside": done.set_aside}
        self._note(state=Import.State.FINISHED, finished_at=self.clock(), **counts)
        return replace(self.counts.account(), unread=tuple(unread(self.asker, after=self.newest_mark)))

    def read_mail(self, sources: Sequence[MailSource]) -> None:
        """Read these sources to their ends, and what their conversations promise."""
        size = sum(source.size for source in sources)
        self.counts.total_bytes += size
        self.counts.sources += len(sources)
        self._note(total_bytes=self.counts.total_bytes)
        unfinished = True
        while unfinished:
            with Workers[Bundle, Made](_PREPARE, self._workers(size)) as workers:
                unfinished = self._read(workers, sources)
        closing.note_sent_mail(self.owner, self.clock())
        self._weave(None)

    def _workers(self, size: int) -> int:
        return worth_having(size) if self.wishes.workers is None else self.wishes.workers

    def read_mailbox(self, mailbox: Mailbox, account: str, *, everything: bool) -> None:
        """Read a mailbox elsewhere: in every folder what is alive, newest first, and then, if wanted, all the rest."""
        folders = folders_to_read(mailbox)
        self.read_mail([RemoteFolder(mailbox, account, folder, self.alive_since.date()) for folder in folders])
        if everything:
            self.read_mail([RemoteFolder(mailbox, account, folder, None) for folder in folders])

    def read_chats(self, paths: Sequence[File], choose: Choose | None) -> None:
        """Read chats: each once it is told in which order its dates are and which of its people I am."""
        for path in paths:
            try:
                chat = chats.readable(self.asker, path, choose, self.now)
            except chats.Unclear as unclear:
                self._unread(path, str(unclear), kind=CHAT)
                continue
            except (OSError, *BROKEN) as error:
                self._unread(path, f"the file cannot be read: {error}", kind=CHAT)
                continue
            self.read_mail([chat])

    def read_documents(self, documents: Iterable[Document], unknown: Iterable[File]) -> None:
        """Read cards, calendars and transcripts, in this order, so that names are known when they are met."""
        for document in sorted(documents, key=lambda each: (_ORDER.index(each.kind), str(each.path))):
            # Here, for loading its readers takes a fifth of a second that mail alone need not wait for.
            from segue.actions.imports import documents as whole

            try:
                self.counts.add(whole.read(self.asker, self.row.id, document, self.now))
            except (OSError, *BROKEN) as error:
                self._unread(document.path, f"the file cannot be read: {error}")
            self.counts.sources += 1
        for path in unknown:
            self._unread(path, trouble(path))
        self._weave(None)

    def _plan(self, sources: Sequence[MailSource]) -> list[_Planned]:
        """Where reading goes on in each source; no transaction waits while one that is elsewhere is asked."""
        with transaction.atomic():
            rows = [self._row_of(origin) for origin in sources]
        befores = [Place(row.position, row.floor, row.fingerprint) for row in rows]
        pairs = zip(sources, befores, strict=True)
        places = [origin.from_place(before) if before.position else before for origin, before in pairs]
        with transaction.atomic():
            for row, origin, before, place in zip(rows, sources, befores, places, strict=True):
                if place != before:
                    row.read = row.mine = 0
                row.size, row.finished_at = origin.size, None
                row.save(update_fields=["size", "finished_at", "read", "mine"])
        return [_Planned(row.id, origin, place) for row, origin, place in zip(rows, sources, places, strict=True)]

    def _row_of(self, origin: MailSource) -> Source:
        values = {"kind": origin.kind, "sent": origin.sent}
        return Source.objects.get_or_create(owner_id=self.owner, name=origin.name, defaults=values)[0]

    def _read(self, workers: Workers[Bundle, Made], sources: Sequence[MailSource]) -> bool:
        """Read on; whether a mail killed a worker, so that reading has to go on after it."""
        mine = ensure_mine(self.asker, sources, self.now, self.wishes.mine, self.wishes.confirm)
        known = writer.Known(frozenset(mine), Forgotten(self.owner))
        plan = self._plan(sources)
        batches = (batch for each in plan for batch in each.origin.batches(each.row, each.place))
        copies = Copies()
        tasks = (Bundle(each, self.asker.country) for each in bundles(map(copies.note, batches)))
        try:
            for bundle, outcomes in workers.in_order(tasks):
                parts = zip(bundle.batches, map(restored, outcomes), strict=True)
                self._store(settled(self.owner, list(parts), bundle.region), known)
        except WorkerDied as death:
            killers = cast(Bundle, death.task).batches
            self._store([(batch, _carefully(batch)) for batch in killers], known)
            return True
        return False

    def _store(self, parts: Sequence[writer.Part], known: writer.Known) -> None:
        tally = writer.write(self.owner, self.row.id, parts, known, self.clock())
        self.counts.add(tally)
        self.unwoven += tally.new
        if self.unwoven >= _WEAVE_EVERY:
            self.unwoven = 0
            self._weave(self.alive_since)

    def _weave(self, since: datetime | None) -> None:
        """Read the conversations that have changed into commitments, giving signs of life in between."""
        stale = Conversation.objects.owned_by(self.asker).filter(stale=True)
        stale = stale.filter(last_at__gte=since) if since else stale
        while stale.exists():
            self.counts.commitments += weave_stale(self.asker, self.now, since=since, limit=_WEAVE_AT_ONCE)
            self._note(beat_at=self.clock(), commitments=self.counts.commitments)
            self.counts.tell("looking for what was promised")
        if since is None:
            refresh(self.asker, self.now)  # where nothing was promised, too: Today is looked at next

    def _unread(self, path: File, reason: str, kind: str = "unknown") -> None:
        source, _ = Source.objects.get_or_create(owner_id=self.owner, name=str(path), defaults={"kind": kind})
        values = {"owner_id": self.owner, "run": self.row, "reason": reason[:500]}
        SetAside.objects.get_or_create(source=source, position=0, defaults=values)
        self.counts.add(Tally(read=1, set_aside=1))

    def _note(self, **values: object) -> None:
        Import.objects.filter(id=self.row.id).update(**values)


def _carefully(batch: Batch) -> Outcome:
    """A batch that killed its worker, mail by mail, each in a worker of its own; the killers are set aside."""
    outcome = [_alone(mail) for mail in batch.mails]
    if len(outcome) > 1 and all(isinstance(each, records.SetAside) for each in outcome):
        raise RuntimeError("Every mail ends the program that reads it: something is wrong with the program.")
    return outcome


def _alone(mail: Raw) -> Prepared | records.SetAside:
    made: Iterator[tuple[Bundle, Made]] = in_order(_PREPARE, [Bundle([Batch(0, mails=[mail])])], workers=1)
    try:
        ((_, (outcome,)),) = made
    except WorkerDied:
        return records.SetAside(mail.source, mail.position, "it crashes the program that reads it")
    return restored(outcome)[0]
