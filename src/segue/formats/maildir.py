"""Mail kept as one file each: a Maildir, a folder of .eml files, a single .eml."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from segue.formats.mbox import LARGEST_MAIL, open_stream
from segue.formats.records import RawMail, SetAside


def is_maildir(folder: Path) -> bool:
    """Whether a folder has Maildir's `cur` and `new`."""
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def read_maildir(folder: Path, position: int = 0) -> Iterator[RawMail | SetAside]:
    """The mails of a Maildir and its Maildir++ subfolders, the file numbered `position` first."""
    return _read_files(_maildir_files(folder), position)


def read_folder(paths: Iterable[Path], position: int = 0, folder: str = "") -> Iterator[RawMail | SetAside]:
    """The mails of single files in the order given, the file numbered `position` first."""
    return _read_files(((path, folder, "") for path in paths), position)


def read_file(path: Path, position: int = 0, folder: str = "") -> Iterator[RawMail | SetAside]:
    """The one mail of an .eml file; nothing when `position` says that it was read."""
    return read_folder([path], position, folder)


def flags_of(name: str) -> str:
    """The letters after `:2,` (or `;2,` and `!2,` as written where `:` cannot be) in a file's name."""
    for mark in (":2,", ";2,", "!2,"):
        before, found, letters = name.rpartition(mark)
        if found and before:
            return letters
    return ""


def _maildir_files(folder: Path) -> Iterator[tuple[Path, str, str]]:
    for box in [folder, *_subfolders(folder)]:
        name = box.name.strip(".").replace(".", "/") if box != folder else folder.name.strip(".")
        for part in ("cur", "new"):
            for path in files_in(box / part):
                yield path, name, flags_of(path.name)


def _subfolders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(".") and is_maildir(path))


def files_in(folder: Path) -> list[Path]:
    """The plain files directly in a folder, hidden ones left out, in the order of their names."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name[:1] != "." and entry.is_file()]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _read_files(files: Iterable[tuple[Path, str, str]], position: int) -> Iterator[RawMail | SetAside]:
    for number, (path, folder, flags) in enumerate(files):
        if number >= position:
            yield _read_one(path, number, folder, flags)


def _read_one(path: Path, number: int, folder: str, flags: str) -> RawMail | SetAside:
    try:
        with open_stream(path) as stream:
            data = stream.read(LARGEST_MAIL + 1)
    except (OSError, EOFError) as error:
        return SetAside(str(path), number, f"the file cannot be read: {error}")
    if len(data) > LARGEST_MAIL:
        return SetAside(str(path), number, f"the mail is larger than {LARGEST_MAIL} bytes")
    envelope, data = _without_from_line(data)
    return RawMail(
        position=number,
        after=number + 1,
        size=len(data),
        data=data,
        folder=folder,
        flags=flags,
        envelope=envelope,
        source=str(path),
    )


def _without_from_line(data: bytes) -> tuple[str, bytes]:
    """Some programs save a mail with its mbox From_ line, or quote it as `>From `."""
    if not data.startswith((b"From ", b">From ")):
        return "", data
    line, _, rest = data.partition(b"\n")
    return line.decode("latin-1").strip(), rest
