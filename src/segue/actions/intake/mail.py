"""Mail on its way to the writer: in batches as it is read, and prepared, as workers give it back.

`intake.preparing` makes the one of the other; it is apart, as loading it takes a while that only workers need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from segue.formats.records import ChatRecord, RawMail, SetAside

# A batch is a transaction: long enough to be quick, short enough to let others write, and to fit in memory.
MOST_MAILS = 1_000
MOST_BYTES = 2 << 20

DIGEST = 16

# These cross from process to process by the hundred thousand: plain tuples take a quarter of the time of named ones.
Who = tuple[str, str, str]
"""An address as it stands in a header: address, name, role."""
Saw = tuple[str, int, int, float, bool, str, str, str | None, str]
"""An act that detection saw: act, start, end, confidence, shown, performer, what, due, due_text."""
Plain = tuple[Any, ...]
"""A `Prepared` as it crosses from process to process."""


@dataclass(frozen=True, slots=True)
class RawChat:
    """A message of a chat, with what only the chat around it tells: whom it reaches, and what it follows.

    `at` is UTC and later than that of every message before; `parent` is the digest of the message that it goes on
    from, empty where it begins a conversation.
    """

    record: ChatRecord
    at: datetime
    zone_minutes: int
    sender: Who
    to: tuple[Who, ...]
    chat: str
    title: str
    group: bool
    digest: bytes
    parent: bytes
    before: str

    @property
    def position(self) -> int:
        """Where it begins in its source, in bytes."""
        return self.record.position

    @property
    def after(self) -> int:
        """Where the next begins."""
        return self.record.after

    @property
    def size(self) -> int:
        """Bytes."""
        return self.after - self.position

    @property
    def source(self) -> str:
        """The file that it stands in."""
        return self.record.source


Raw = RawMail | RawChat


class Prepared(NamedTuple):
    """A mail ready to be written; `second` counts from 1970, `refs` begins with its own Message-ID."""

    position: int
    digest: bytes
    second: int
    sent_at: str
    zone_minutes: int | None
    sender: Who | None
    recipients: tuple[Who, ...]
    subject: str
    body: str
    own: str
    message_id: str
    parents: str
    refs: tuple[int, ...]
    folder: str
    bulk: str
    list_id: str
    attachments: str
    acts: tuple[Saw, ...]
    clues: tuple[tuple[int, str], ...]
    phones: tuple[tuple[str, str, str], ...]
    title: str
    company: str
    medium: str = "mail"
    about: str = ""
    """What its conversation is called, where no subject of its own says so."""
    again: bool = False
    """Likely a copy, so that nothing but its head was prepared."""


@dataclass(slots=True)
class Batch:
    """Some mails of one source, in order, and how far it is read when they are stored; `size` in bytes."""

    source: int
    after: int = 0
    floor: int | None = None
    fingerprint: str = ""
    size: int = 0
    last: bool = False
    at_once: bool = False
    """Not to be kept waiting until more has come."""
    mails: list[Raw] = field(default_factory=list)
    copies: frozenset[int] = frozenset()
    """The places of those that are likely copies of mail read before, and are prepared no further than to tell."""
    aside: list[SetAside] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Large enough to be stored."""
        return len(self.mails) >= MOST_MAILS or self.size >= MOST_BYTES

    def add(self, item: Raw | SetAside) -> None:
        """Take one more item of the source."""
        if isinstance(item, SetAside):
            self.aside.append(item)
        else:
            self.mails.append(item)
            self.after = item.after
            self.size += item.size


@dataclass(slots=True)
class Bundle:
    """Batches that are prepared and stored together: enough for the trouble of a task and a transaction.

    `region` (ISO 3166) is where telephone numbers without a country are dialled from.
    """

    batches: list[Batch]
    region: str | None = None


def bundles(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    """Batches put together up to the size of a full one: a mailbox may be a hundred small files."""
    waiting: list[Batch] = []
    mails = size = 0
    for batch in batches:
        if waiting and (mails + len(batch.mails) > MOST_MAILS or size + batch.size > MOST_BYTES):
            yield waiting
            waiting, mails, size = [], 0, 0
        waiting.append(batch)
        mails, size = mails + len(batch.mails), size + batch.size
        if batch.at_once:
            yield waiting
            waiting, mails, size = [], 0, 0
    if waiting:
        yield waiting


Outcome = list[Prepared | SetAside]


def restored(outcome: Iterable[Plain | SetAside]) -> Outcome:
    """What `prepare` gave, with its names."""
    return [each if isinstance(each, SetAside) else Prepared._make(each) for each in outcome]
