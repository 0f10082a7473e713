"""Where mail is read from: files and folders, cut into batches that reading can go on from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from segue.actions.intake.mail import Batch, Raw
from segue.formats import maildir, mbox, sniff
from segue.formats.archive import File, Packed
from segue.formats.headers import envelope_moment
from segue.formats.records import RawMail, SetAside
from segue.formats.sniff import letters_in

# What is looked at to see whether a file is still the one that was read.
_HEAD, _TAIL = 4096, 256
# Where the newest mail is looked for: at an mbox's end, among a folder's last files.
_END, _FEW = 1 << 16, 20
_FROM_LINE = re.compile(rb"^From .*$", re.MULTILINE)
_SENT = re.compile(
    r"(?:^|[\W_])(?:sent|outbox|gesendet\w*|skickat|skickade|envoy\w*|enviad\w*|inviat\w*|verzonden|sendt|wys\w*ane)"
    r"(?:$|[\W_])",
    re.IGNORECASE,
)

Item = Raw | SetAside
CHAT = "whatsapp"
"""The kind of a source that is a chat."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a source has been read: `position` is the least not read, `fingerprint` tells what lies before it.

    Where the newest is read first, everything from `floor` to `position` is read.
    """

    position: int = 0
    floor: int | None = None
    fingerprint: str = ""


class MailSource(Protocol):
    """Somewhere mail is read from."""

    @property
    def kind(self) -> str:
        """What it is, in a word."""

    @property
    def name(self) -> str:
        """By which it is known again: a path or an address."""

    @property
    def folder(self) -> str:
        """What its owner calls it."""

    @property
    def sent(self) -> bool:
        """It is where its owner's sent mail is kept."""

    @property
    def size(self) -> int:
        """Bytes, to tell progress by."""

    def from_place(self, before: Place) -> Place:
        """Where to read on: `before`, or the beginning where what lies before it is not what was read."""

    def batches(self, source: int, place: Place) -> Iterator[Batch]:
        """The mails from that place on; the last batch, which may be empty, says that it is the last."""

    def sample(self) -> Iterator[RawMail]:
        """Some of its mail, to see whose it is."""

    def newest(self) -> float:
        """About when its newest mail came, in seconds since 1970; 0 where that is not quickly told."""


@dataclass(frozen=True)
class MboxFile:
    """An mbox, plain, compressed or in an archive; positions are bytes of the decompressed text."""

    path: File
    folder: str

    kind = "mbox"

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def sent(self) -> bool:
        return holds_sent_mail(self.folder)

    @property
    def size(self) -> int:
        return size_of(self.path)

    def from_place(self, before: Place) -> Place:
        unchanged = before.position and before.fingerprint == self._fingerprint(before.position)
        return before if unchanged else Place()

    def batches(self, source: int, place: Place) -> Iterator[Batch]:
        items = mbox.read(self.path, place.position, self.folder)
        return cut(source, items, place, self._fingerprint)

    def newest(self) -> float:
        if isinstance(self.path, Packed) or not _is_plain(self.path):
            return 0
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - _END))
            dates = (envelope_moment(line.decode("latin-1")) for line in _FROM_LINE.findall(file.read(_END)))
            return max((date[0].timestamp() for date in dates if date), default=0)

    def sample(self) -> Iterator[RawMail]:
        return (item for item in mbox.read(self.path, 0, self.folder) if isinstance(item, RawMail))

    def _fingerprint(self, position: int) -> str:
        """Of the file's beginning and of what lies just before the position: a mail that is added changes neither."""
        return fingerprint_of(self.path, position)


# Text compresses to about a quarter: only for progress, until the end is reached.
_COMPRESSED = 4


@dataclass(frozen=True)
class MailFiles:
    """Mail kept as one file each: a folder of a Maildir, a folder of .eml files; positions count files."""

    path: Path
    folder: str

    kind = "files"

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def sent(self) -> bool:
        return holds_sent_mail(self.folder)

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.files)

    def from_place(self, before: Place) -> Place:
        unchanged = before.position and before.fingerprint == self._fingerprint(before.position)
        return before if unchanged else Place()

    def batches(self, source: int, place: Place) -> Iterator[Batch]:
        items = maildir.read_folder(self.files, place.position, self.folder)
        return cut(source, items, place, self._fingerprint)

    def newest(self) -> float:
        return max((path.stat().st_mtime for path in self.files[-_FEW:]), default=0)

    def sample(self) -> Iterator[RawMail]:
        items = maildir.read_folder(self.files, 0, self.folder)
        return (item for item in items if isinstance(item, RawMail))

    @cached_property
    def files(self) -> list[Path]:
        """By name without flags: a Maildir's names begin with the second of delivery, so that new mail comes last."""
        if self.path.is_file():
            return [self.path]
        if not maildir.is_maildir(self.path):
            return _letters(self.path)
        files = (file for part in ("cur", "new") for file in maildir.files_in(self.path / part))
        return sorted(files, key=_unflagged)

    @cached_property
    def _fingerprint(self) -> _NamesRead:
        return _NamesRead(self.files)


class _NamesRead:
    """A digest of the names of the first so many files; each name is looked at once where the number only grows."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files
        self.count, self.digest = 0, blake2b(digest_size=16)

    def __call__(self, position: int) -> str:
        if position < self.count:
            self.count, self.digest = 0, blake2b(digest_size=16)
        for path in self.files[self.count : position]:
            self.digest.update(_unflagged(path).encode("utf-8", "replace") + b"/")
        self.count = position
        return self.digest.hexdigest()


def cut(source: int, items: Iterator[Item], place: Place, fingerprint: Callable[[int], str]) -> Iterator[Batch]:
    """Items in batches, cut at the same items wherever reading began; the last says that it is the last."""
    batch = Batch(source, after=place.position)
    for item in items:
        batch.add(item)
        if batch.full:
            batch.fingerprint = fingerprint(batch.after)
            yield batch
            batch = Batch(source, after=batch.after)
    batch.last, batch.fingerprint = True, fingerprint(batch.after)
    yield batch


def holds_sent_mail(folder: str) -> bool:
    """Whether a folder's name says that its owner wrote what is in it, in the languages of common mail programs."""
    return bool(_SENT.search(folder))


def _letters(folder: Path) -> list[Path]:
    """A folder's mails, one a file; what is called .eml is looked at, however broken it begins."""
    letters = set(letters_in(folder))
    named = (path for path in maildir.files_in(folder) if path.suffix.lower() == ".eml")
    return sorted(letters.union(path for path in named if sniff.kind(path) in (None, "eml")))


def _unflagged(path: Path) -> str:
    return path.name.partition(":2,")[0]


def size_of(path: File) -> int:
    """Bytes to be read, of a compressed file about."""
    if isinstance(path, Packed):
        return path.size
    return path.stat().st_size * (1 if _is_plain(path) else _COMPRESSED)


def fingerprint_of(path: File, position: int) -> str:
    """Of a file's beginning and of what lies just before the position; of a compressed one as a whole."""
    if isinstance(path, Packed):
        return _digest(str(path.check).encode(), str(path.size).encode())
    if not _is_plain(path):
        return _of_whole_file(path)
    with path.open("rb") as file:
        head = file.read(min(_HEAD, position))
        file.seek(max(0, position - _TAIL))
        return _digest(head, file.read(min(_TAIL, position)))


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return not file.read(6).startswith((b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh"))


def _of_whole_file(path: Path) -> str:
    with path.open("rb") as file:
        return _digest(file.read(_HEAD), str(path.stat().st_size).encode())


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
