"""The mailbox on the disk: two mboxes, a Maildir, a folder of single files and a compressed old export."""

from __future__ import annotations

import base64
import hashlib
import lzma
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from email.policy import default
from pathlib import Path
from time import asctime, gmtime
from types import TracebackType
from typing import IO, Self

from segue.cli.sample.clock import Clock
from segue.cli.sample.letters import Mail
from segue.cli.sample.people import address_of

INBOX, SENT, OLD, ARCHIVE = "Inbox.mbox", "Sent.mbox", "Old.mbox.xz", "Archive"
ARCHIVED = "-126b"  # what came before this day lies in the archive,
KEPT = "-140b"  # and what came after this one also stayed in the inbox: the same mail twice
RECOVERED = "Recovered.eml"

_FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)


def places(mail: Mail) -> Iterator[str]:
    """Where a mail is kept, by name; a mail of a project is kept there as a single file too."""
    if "loose" in mail.letter.marks:
        yield OLD
    elif mail.mine:
        yield SENT
    else:
        yield from _received(mail.moment.date().isoformat(), mail.clock)
    if mail.letter.folder:
        yield mail.letter.folder


def _received(day: str, clock: Clock) -> Iterator[str]:
    if day < clock.day(ARCHIVED).isoformat():
        yield ARCHIVE
    if day >= clock.day(KEPT).isoformat():
        yield INBOX


@dataclass
class Folders(AbstractContextManager["Folders"]):
    """The folders below `directory`, open for writing; mails come in the order of their dates."""

    directory: Path
    copies: int = 0
    _files: dict[str, IO[bytes]] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self.directory.mkdir(parents=True, exist_ok=True)
        for name in (INBOX, SENT):
            self._files[name] = self._open.enter_context((self.directory / name).open("wb"))
        self._files[OLD] = self._open.enter_context(lzma.open(self.directory / OLD, "wb"))
        for part in ("cur", "new", "tmp"):
            (self.directory / ARCHIVE / part).mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def keep(self, mail: Mail) -> None:
        """Write one mail to every place where it is kept."""
        data = mail.message().as_bytes(policy=default)
        for place in places(mail):
            self.copies += 1
            if place in self._files:
                self._files[place].write(_mbox_entry(mail, data))
            else:
                self._single(place, mail).write_bytes(data)

    def keep_broken(self, folder: str) -> None:
        """Write what a careless recovery left of a mail: the middle of an attachment, no header at all."""
        (self.directory / folder / RECOVERED).write_bytes(_debris())

    def _single(self, place: str, mail: Mail) -> Path:
        if place == ARCHIVE:
            stamp = int(mail.moment.timestamp())
            return self.directory / ARCHIVE / "cur" / f"{stamp}.{mail.letter.id}.lindqvist:2,S"
        folder = self.directory / place
        folder.mkdir(exist_ok=True)
        return folder / f"{mail.local:%Y-%m-%d %H%M} {mail.sender.name}.eml"


def _mbox_entry(mail: Mail, data: bytes) -> bytes:
    line = f"From {address_of(mail.letter.sender)} {asctime(gmtime(mail.moment.timestamp()))}\n"
    return line.encode() + _FROM_LINE.sub(rb">\1", data) + b"\n"


def _debris() -> bytes:
    noise = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(24))
    return base64.encodebytes(noise) + b"--=_2f61--\n"
