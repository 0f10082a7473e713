"""Zip archives (Google Takeout, WhatsApp): what lies in them is read as a stream, and nothing is ever unpacked to disk.

A member stands where a path would, in whatever reads it. Hostile archives are refused before they are read: what
unpacks to a hundred times its size, or holds more members than any export. Names in an archive are labels alone: they
lead nowhere on this disk.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

MOST_MEMBERS = 200_000
MOST_EXPANSION = 100
"""Text compresses to a tenth, rarely to a thirtieth; a bomb to a thousandth."""
_ALWAYS = 64 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What reading a broken, encrypted or strangely compressed member raises, besides OSError."""
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")


class Suspicious(Exception):
    """An archive, or a member of one, that is not read, and why."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive. It goes by the archive's path and its own name, so that it is known again."""

    archive: Path
    inside: str
    size: int
    check: int
    """CRC-32 of its content, as the archive has it."""

    def __str__(self) -> str:
        return f"{self.archive}/{self.inside}"

    def __lt__(self, other: File) -> bool:
        return str(self) < str(other)

    @property
    def name(self) -> str:
        """The last part of its name."""
        return PurePosixPath(self.inside).name

    @property
    def stem(self) -> str:
        """Its name without suffix."""
        return PurePosixPath(self.inside).stem

    @property
    def suffix(self) -> str:
        """The suffix of its name."""
        return PurePosixPath(self.inside).suffix

    @property
    def above(self) -> str:
        """What it lies in: the folder in the archive, else the archive's own name."""
        return PurePosixPath(self.inside).parent.name or self.archive.stem

    def open(self) -> BinaryIO:
        """Its content as a stream that can seek, slowly. Raises OSError, or one of BROKEN."""
        with zipfile.ZipFile(self.archive) as archive:
            return cast(BinaryIO, archive.open(self.inside))


File = Path | Packed
"""Where something is read from."""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) in _MAGIC


def members(path: Path) -> Iterator[Packed]:
    """The files in an archive, in the order of their names. Raises Suspicious, or one of BROKEN where it is broken."""
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and info.file_size]
    if len(infos) > MOST_MEMBERS:
        raise Suspicious(f"an archive of {len(infos)} files is no export")
    on_disk = path.stat().st_size
    if sum(info.file_size for info in infos) > MOST_EXPANSION * on_disk + _ALWAYS:
        raise Suspicious("it would unpack to more than a hundred times its size")
    for info in sorted(infos, key=lambda info: info.filename):
        if not _is_hidden(info.filename):
            yield Packed(path, info.filename, info.file_size, info.CRC)


def trouble(file: File) -> str:
    """Why nothing is read of a file that nobody can read."""
    nothing = "nothing in it that Segue reads"
    try:
        if isinstance(file, Packed):
            with file.open() as stream:
                stream.read(1)
        elif file.is_file() and is_archive(file):
            next(members(file), None)
    except Suspicious as suspicion:
        return str(suspicion)
    except (OSError, *BROKEN) as error:
        return f"the archive cannot be read: {error}"[:300]
    return nothing


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)
