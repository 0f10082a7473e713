"""Files that belong together, in a zip archive or in a folder, read one after another by their names.

Names are labels: one that leads out of the folder is not there, and no link is followed.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from segue.formats.archive import BROKEN, MOST_MEMBERS, Suspicious, is_archive, members

LARGEST = 64 << 20
"""Bytes of one file that is read whole."""


class Unreadable(Exception):
    """A file, and why it cannot be read."""


class Bundle(Protocol):
    """The files: `names` with their sizes, in the order of names."""

    names: dict[str, int]

    def read(self, name: str) -> bytes:
        """All of a file. Raises Unreadable."""


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """The files at a path. Raises Suspicious for a hostile archive, OSError or one of BROKEN for a broken one."""
    if path.is_dir():
        yield _Folder(path)
        return
    names = {each.inside: each.size for each in members(path)}
    with zipfile.ZipFile(path) as archive:
        yield _Zip(archive, names)


def names_in(path: Path) -> list[str]:
    """The names of the files at a path; none where it is neither a folder nor an archive that can be read."""
    try:
        if path.is_dir() or is_archive(path):
            with opened(path) as files:
                return list(files.names)
    except (Suspicious, OSError, *BROKEN):
        pass
    return []


def json_of(files: Bundle, name: str) -> Any:
    """What a file holds as JSON. Raises Unreadable."""
    try:
        return json.loads(files.read(name))
    except RecursionError:
        raise Unreadable("it is nested too deep") from None
    except ValueError as error:
        raise Unreadable(f"it is no JSON: {error}"[:300]) from None


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, names: dict[str, int]) -> None:
        self.archive, self.names = archive, names

    def read(self, name: str) -> bytes:
        if self.names[name] > LARGEST:
            raise Unreadable(f"{self.names[name]} bytes are more than is read at once")
        try:
            # What its head says of its size may be a lie.
            with self.archive.open(name) as file:
                data = file.read(LARGEST + 1)
        except (OSError, *BROKEN) as error:
            raise Unreadable(f"it cannot be read: {error}"[:300]) from None
        if len(data) > LARGEST:
            raise Unreadable("it unpacks to more than it says")
        return data


class _Folder:
    def __init__(self, path: Path) -> None:
        self.path, self.names = path, dict(sorted(_walked(path)))

    def read(self, name: str) -> bytes:
        if self.names[name] > LARGEST:
            raise Unreadable(f"{self.names[name]} bytes are more than is read at once")
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise Unreadable(f"it cannot be read: {error}"[:300]) from None


def _walked(folder: Path) -> Iterator[tuple[str, int]]:
    for number, path in enumerate(folder.rglob("*")):
        if number > MOST_MEMBERS:
            raise Suspicious(f"a folder of more than {MOST_MEMBERS} files is no export")
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            if not any(part.startswith(".") for part in PurePosixPath(name).parts):
                yield name, path.stat().st_size
