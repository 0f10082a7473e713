"""mbox files, read as a stream from any position: RFC 4155 with mboxrd or mboxo quoting."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from segue.formats.archive import BROKEN, File, Packed
from segue.formats.records import RawMail, SetAside

CHUNK = 1 << 20
LARGEST_MAIL = 128 << 20
_LONGEST_FROM_LINE = 1000
_LOOK_AHEAD = 2 * _LONGEST_FROM_LINE
_BROKEN_COMPRESSION = (OSError, *BROKEN)

_DATED = re.compile(rb"From .*\d\d:\d\d.*\b(?:19|20)\d\d\b", re.ASCII)
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,80}[ \t]*:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# git format-patch stamps every patch with this moment; such a line in a body is no separator.
_PATCH = re.compile(rb"From [0-9a-f]{40} Mon Sep 17 00:00:00 2001")


def open_stream(path: File) -> BinaryIO:
    """Opens a file for reading, decompressing .gz, .xz and .bz2 by what its first bytes say; or a member of a zip."""
    if isinstance(path, Packed):
        return path.open()
    with path.open("rb") as file:
        magic = file.read(6)
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    if magic == b"\xfd7zXZ\x00":
        return cast(BinaryIO, lzma.open(path, "rb"))
    if magic.startswith(b"BZh"):
        return cast(BinaryIO, bz2.open(path, "rb"))
    return path.open("rb")


def read(path: File, position: int = 0, folder: str = "") -> Iterator[RawMail | SetAside]:
    """The mails of an mbox from `position` (an offset in the decompressed text) on.

    `position` is 0 or an `after` given earlier. Memory holds one mail and one chunk. What precedes
    the first From_ line, a mail above `LARGEST_MAIL` and the broken end of a compressed file are set aside.
    """
    source = str(path)
    with open_stream(path) as stream:
        splitter = _Splitter(stream, position, source, folder)
        try:
            stream.seek(position)
            yield from splitter.items()
        except _BROKEN_COMPRESSION as error:
            yield SetAside(source, splitter.start, f"the file cannot be read on: {error}")


def is_from_line(line: bytes) -> bool:
    """Whether a line could begin an mbox mail, as far as the line alone can tell."""
    return bool(_DATED.match(line)) and not _PATCH.match(line)


class _Splitter:
    """Cuts a stream at its From_ lines; `start` is the position of the piece being read."""

    def __init__(self, stream: BinaryIO, position: int, source: str, folder: str) -> None:
        self.stream = stream
        self.start = position
        self.source = source
        self.folder = folder
        self.buffer = bytearray()
        self.ended = False
        self.skipped = 0

    def items(self) -> Iterator[RawMail | SetAside]:
        searched = 0
        self._fill()
        while True:
            cut = self._next_cut(searched)
            if cut is not None:
                yield from self._take(cut)
                searched = 0
            elif self.ended:
                yield from self._take(len(self.buffer))
                return
            else:
                searched = self._keep_memory_small(max(0, len(self.buffer) - _LOOK_AHEAD))
                self._fill()

    def _fill(self) -> None:
        chunk = self.stream.read(CHUNK)
        self.buffer += chunk
        self.ended = not chunk

    def _keep_memory_small(self, searched: int) -> int:
        """Drops what is read of a mail that is too large to keep; only its size is remembered."""
        if len(self.buffer) + self.skipped <= LARGEST_MAIL:
            return searched
        dropped = max(0, searched - 1)
        self.skipped += dropped
        del self.buffer[:dropped]
        return searched - dropped

    def _next_cut(self, searched: int) -> int | None:
        """The offset in the buffer at which the next mail begins, or None for "read on"."""
        while (found := self.buffer.find(b"\nFrom ", searched)) >= 0:
            whole_line = self.buffer.find(b"\n", found + 1, found + _LONGEST_FROM_LINE)
            if not self.ended and len(self.buffer) - found < _LOOK_AHEAD:
                return None
            if whole_line > 0 and self._separates(found, whole_line):
                return found + 1
            searched = found + 1
        return None

    def _separates(self, newline: int, line_end: int) -> bool:
        """A From_ line is dated, or follows a blank line; and header fields follow it."""
        line = self.buffer[newline + 1 : line_end]
        if _PATCH.match(line) or not _HEADER.match(self.buffer, line_end + 1):
            return False
        return bool(_DATED.match(line)) or self.buffer[max(0, newline - 2) : newline].endswith((b"\n", b"\n\r"))

    def _take(self, cut: int) -> Iterator[RawMail | SetAside]:
        piece = bytes(self.buffer[:cut])
        del self.buffer[:cut]
        position, size = self.start, cut + self.skipped
        self.start, skipped, self.skipped = position + size, self.skipped, 0
        if skipped:
            yield SetAside(self.source, position, f"a mail of {size} bytes is larger than {LARGEST_MAIL}")
        elif piece.startswith(b"From "):
            yield self._mail(piece, position)
        elif piece.strip():
            yield SetAside(self.source, position, "text before the first From_ line of an mbox")

    def _mail(self, piece: bytes, position: int) -> RawMail:
        envelope, _, data = piece.partition(b"\n")
        return RawMail(
            position=position,
            after=position + len(piece),
            size=len(piece),
            data=unquoted(_without_final_blank(data)),
            folder=self.folder,
            envelope=envelope.decode("latin-1").strip(),
            source=self.source,
        )


def unquoted(data: bytes) -> bytes:
    """Takes one `>` off each `>From ` line (mboxrd)."""
    return _QUOTED_FROM.sub(rb"\1", data) if b">From " in data else data


def quoted(data: bytes) -> bytes:
    """Puts one `>` before each line that begins with `From ` or with `>`s and `From ` (mboxrd)."""
    return re.sub(rb"^(>*From )", rb">\1", data, flags=re.MULTILINE) if b"From " in data else data


def _without_final_blank(data: bytes) -> bytes:
    """The blank line before a From_ line belongs to the mbox, not to the mail."""
    if data.endswith(b"\r\n\r\n"):
        return data[:-2]
    return data[:-1] if data.endswith(b"\n\n") else data
