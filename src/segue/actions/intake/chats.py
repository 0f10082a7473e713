"""Chats as a source of messages: read line by line, each with what only the chat around it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from segue.actions.intake.mail import DIGEST, Batch, RawChat, Who
from segue.actions.intake.sources import CHAT, Item, Place, cut, fingerprint_of, size_of
from segue.domain.chats import FEW, group_of, handle_of, pauses
from segue.formats import whatsapp
from segue.formats.archive import File
from segue.formats.chatstamps import Order
from segue.formats.mbox import open_stream
from segue.formats.records import ChatRecord, RawMail, SetAside

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_BEFORE = 500


@dataclass(frozen=True)
class ChatFile:
    """A chat whose dates can be read; `me` is what I am called in it, empty where I say nothing.

    It is read from its beginning each time, however far it was read before: what a message follows is told by those
    before it.
    """

    path: File
    title: str
    order: Order
    zone: str
    speakers: tuple[str, ...]
    me: str

    kind = CHAT
    sent = False

    @property
    def name(self) -> str:
        """The file."""
        return str(self.path)

    @property
    def folder(self) -> str:
        """What the chat is called."""
        return self.title

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return size_of(self.path)

    def from_place(self, before: Place) -> Place:
        """A longer export of the same chat is read on; any other file from its beginning."""
        return before if before.fingerprint == fingerprint_of(self.path, before.position) else Place()

    def batches(self, source: int, place: Place) -> Iterator[Batch]:
        """The messages from that place on."""
        later = (item for item in self._items() if item.position >= place.position)
        return cut(source, later, place, lambda position: fingerprint_of(self.path, position))

    def sample(self) -> Iterator[RawMail]:
        """No mail."""
        return iter(())

    def newest(self) -> float:
        """Not asked: chats are read one by one."""
        return 0

    def _items(self) -> Iterator[Item]:
        told = _Telling(self)
        with open_stream(self.path) as stream:
            for item in whatsapp.read(stream, self.order, self.name):
                yield item if isinstance(item, SetAside) else told.next(item)


class _Telling:
    """What the messages so far tell of the next."""

    def __init__(self, chat: ChatFile) -> None:
        self.zone = ZoneInfo(chat.zone)
        self.title = chat.title or ", ".join(each for each in chat.speakers if each != chat.me)[:200]
        self.key = self.title.casefold()
        others = [each for each in chat.speakers if each != chat.me]
        self.group = len(others) > FEW
        self.all: tuple[Who, ...] = tuple((handle_of(each, self.title), each, "to") for each in chat.speakers)
        self.list: tuple[Who, ...] = ((group_of(self.title), self.title[:300], "to"),)
        self.last: datetime | None = None
        self.digest, self.before, self.count = b"", "", 0

    def next(self, record: ChatRecord) -> RawChat:
        local = record.at.replace(tzinfo=self.zone)
        at = local.astimezone(UTC)
        silence = at - self.last if self.last else timedelta(0)
        if self.last and at <= self.last < at + _MINUTE:
            at = self.last + _SECOND  # a phone without seconds: its own order is kept
        parent = b"" if self.last is None or pauses(silence, self.count) else self.digest
        self.count = self.count + 1 if parent else 1
        handle = handle_of(record.speaker, self.title)
        told = RawChat(
            record=record,
            at=at,
            zone_minutes=(local.utcoffset() or timedelta(0)) // _MINUTE,
            sender=(handle, record.speaker[:300], ""),
            to=self.list if self.group else tuple(each for each in self.all if each[0] != handle),
            chat=self.key,
            title=self.title,
            group=self.group,
            digest=_digest(record),
            parent=parent,
            before=self.before,
        )
        self.last, self.digest, self.before = at, told.digest, record.text[:_BEFORE]
        return told


def _digest(record: ChatRecord) -> bytes:
    """The same for the same message in every export, whatever the file is called and how far back it goes."""
    told = [CHAT, record.speaker, record.at.isoformat(), record.text, *record.attachments, str(record.again)]
    return blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=DIGEST).digest()
