"""What can be brought into a community: which archives there are at a path, told by their content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from segue.formats import mattermost, saidlines, slack, sniff
from segue.formats.archive import BROKEN, File, Packed, Suspicious, is_archive, members, trouble
from segue.formats.bundle import names_in
from segue.formats.mail import MAIL_KINDS
from segue.formats.mbox import open_stream
from segue.formats.records import SetAside

Kind = Literal["mail", "slack", "mattermost", "lines"]

_HEAD = 1 << 18
_LINES = (".json", ".jsonl", ".ndjson", ".xz", ".gz", ".bz2", "")


@dataclass(frozen=True, slots=True)
class Archive:
    """Something to be read whole; `mail` tells what kind of mail it is. `size` is in bytes on disk."""

    kind: Kind
    path: File
    size: int
    mail: sniff.Source | None = None

    @property
    def name(self) -> str:
        """By which it is told."""
        return str(self.path)


def archives_at(path: Path) -> Iterator[Archive | SetAside]:
    """The archives at a path, or in the folder that it is; set aside, with the reason, where there is none.

    Raises OSError where the path cannot be read.
    """
    found = list(_found(path))
    yield from found
    if not found:
        yield SetAside(str(path), 0, trouble(path).replace("that Segue reads", "that can be brought in"))


def _found(path: Path) -> Iterator[Archive]:
    if _is_slack(path):
        yield Archive("slack", path, _size(path))
        return
    for source in sniff.sources(path):
        if source.kind in MAIL_KINDS:
            yield Archive("mail", source.path, source.size, source)
    if not path.is_dir():
        yield from _in_file(path)
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink() and not _is_hidden(file, path):
            if _is_slack(file):
                yield Archive("slack", file, _size(file))
            else:
                yield from _in_file(file)


def _in_file(path: Path) -> Iterator[Archive]:
    """What a file holds that is lines of JSON, or the members of a zip that are."""
    try:
        files: list[File] = [*members(path)] if is_archive(path) else [path]
    except (Suspicious, OSError, *BROKEN):
        return
    for file in files:
        if file.suffix.lower() in _LINES and (kind := _kind(file)):
            yield Archive(kind, file, file.size if isinstance(file, Packed) else _size(file))


def _kind(file: File) -> Kind | None:
    try:
        with open_stream(file) as stream:
            head = stream.read(_HEAD)
    except (OSError, *BROKEN):
        return None
    if mattermost.is_export(head):
        return "mattermost"
    return "lines" if saidlines.is_lines(head) else None


def _is_slack(path: Path) -> bool:
    """Whether it is an export of Slack; the list of its channels lies at its top, or in the one folder there."""
    root = slack.root_of(names_in(path)) if path.is_dir() or is_archive(path) else None
    return root is not None and root.count("/") <= (0 if path.is_dir() else 1)


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)
