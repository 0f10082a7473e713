"""What a file or folder is, told by its content; and what of a tree can be read, in a fixed order."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from segue.formats import contactlists, whatsapp
from segue.formats.archive import BROKEN, File, Packed, Suspicious, is_archive, members
from segue.formats.maildir import files_in, is_maildir
from segue.formats.mbox import is_from_line, open_stream

Kind = Literal[
    "mbox", "maildir", "eml", "eml-folder", "thunderbird", "vcard", "icalendar", "webvtt", "srt", "segue-export",
    "zip", "unreadable", "linkedin", "google-csv", "whatsapp",
]  # fmt: skip

_READ = 4096
_LARGEST_LETTER = 1 << 20
_FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_TELLING = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|From|To|Date|Subject|MIME-Version|Delivered-To|X-[\w-]+|DKIM-Signature)"
    rb"[ \t]*:",
    re.I | re.M,
)
_SRT = re.compile(rb"\s*\d+\s*\r?\n\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
_UNREAD_SUFFIXES = frozenset((".msf", ".dat", ".sqlite", ".json", ".js", ".ini", ".html", ".py", ".md"))
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".mov", ".opus", ".m4a", ".mp3", ".pdf"))
_PACKED = frozenset(("mbox", "vcard", "icalendar", "webvtt", "srt", "linkedin", "google-csv", "whatsapp", "unreadable"))
_LETTER_BOX = re.compile(r"\.(?:mbox|mbx|txt)$", re.IGNORECASE)
_MAIL_FOLDERS = ("Mail", "ImapMail")
_PROFILES = (
    ".thunderbird",
    "snap/thunderbird/common/.thunderbird",
    "Library/Thunderbird/Profiles",
    "AppData/Roaming/Thunderbird/Profiles",
)
_MAILDIRS = ("Maildir", "Mail", "mail", ".mail", ".maildir")
_SKIPPED_FOLDERS = frozenset(("__pycache__", "node_modules", "__MACOSX"))


class Source(NamedTuple):
    """Something to read: `size` is what it takes on disk in bytes, `folder` the mail folder's name."""

    path: File
    kind: Kind
    size: int
    folder: str = ""


def kind(path: Path) -> Kind | None:
    """What a path holds, None for nothing that Segue reads. Names and suffixes do not count.

    Raises OSError where the path cannot be read.
    """
    return _folder_kind(path) if path.is_dir() else _file_kind(path)


def _file_kind(path: Path) -> Kind | None:
    if not path.is_file() or not path.stat().st_size:
        return None
    return "zip" if is_archive(path) else _stream_kind(path)


def _stream_kind(file: File) -> Kind | None:
    try:
        with open_stream(file) as stream:
            head = stream.read(_READ)
    except EOFError:
        return None
    return kind_of(head)


def kind_of(head: bytes) -> Kind | None:
    """What a file holds that begins with these bytes (some 4,000 suffice)."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ")
    start = text[:40].upper().replace(b" ", b"")
    if start.startswith(b"WEBVTT"):
        return "webvtt"
    if start.startswith(b"BEGIN:VCARD"):
        return "vcard"
    if start.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"BEGIN:VTODO")):
        return "icalendar"
    if _SRT.match(text):
        return "srt"
    if text.startswith(b"From "):
        return "mbox" if _is_mbox(text) else None
    if _is_mail(text):
        return "eml"
    return "whatsapp" if whatsapp.is_chat(head) else contactlists.kind_of(head)


def _is_mbox(text: bytes) -> bool:
    line, _, rest = text.partition(b"\n")
    return is_from_line(line) or bool(_FIELD.match(rest))


def _is_mail(text: bytes) -> bool:
    """Whether header fields stand at the top, two telling ones among them and nothing else between."""
    header = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    lines = header.splitlines()[:-1] if len(header) == len(text) else header.splitlines()
    if not lines or not _FIELD.match(lines[0]) or b"\0" in header:
        return False
    fields = sum(1 for line in lines if line[:1] in b" \t" or _FIELD.match(line))
    return fields >= len(lines) - len(lines) // 10 and len(_TELLING.findall(header)) >= 2


def _folder_kind(folder: Path) -> Kind | None:
    if is_export(folder):
        return "segue-export"
    if is_maildir(folder):
        return "maildir"
    if is_thunderbird(folder):
        return "thunderbird"
    return "eml-folder" if any(_file_kind(path) == "eml" for path in files_in(folder)[:20]) else None


def is_export(folder: Path) -> bool:
    """Whether a folder is what `segue export` wrote: its manifest.json names the format."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes()[: 1 << 20])
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and "segue-export" in manifest


def is_thunderbird(folder: Path) -> bool:
    """Whether a folder is a Thunderbird profile: preferences beside folders of mail."""
    return (folder / "prefs.js").is_file() and any((folder / name).is_dir() for name in _MAIL_FOLDERS)


def sources(path: Path) -> Iterator[Source]:
    """Everything to be read at a path or in the tree below it, always in the same order.

    A Maildir, an export and the .eml files of one folder are one source each; what lies in a zip archive is a source
    each, or the archive itself is one where nothing in it can be read. Hidden files and folders are left out, links are
    not followed.
    """
    if not path.is_dir():
        found = _file_kind(path)
        if found == "zip":
            yield from _packed(path)
        elif found:
            yield Source(path, found, path.stat().st_size, folder_name(path))
        return
    yield from _tree(path, path)


def _tree(folder: Path, root: Path) -> Iterator[Source]:
    if is_export(folder):
        yield Source(folder, "segue-export", _size(folder))
        return
    if is_maildir(folder):
        yield Source(folder, "maildir", _size(folder), folder.name.strip("."))
        return
    yield from _files(folder, root)
    for below in _folders_in(folder):
        yield from _tree(below, root)


def _files(folder: Path, root: Path) -> Iterator[Source]:
    letters: list[Path] = []
    for path in files_in(folder):
        if path.suffix.lower() in _UNREAD_SUFFIXES:
            continue
        found = _file_kind(path)
        if found == "eml" or (found == "mbox" and is_single_letter(path)):
            letters.append(path)
        elif found == "zip":
            yield from _packed(path)
        elif found:
            yield Source(path, found, path.stat().st_size, folder_name(path, root))
    if letters:
        yield Source(folder, "eml-folder", sum(path.stat().st_size for path in letters), folder.name)


def _packed(archive: Path) -> Iterator[Source]:
    """What can be read in an archive; the archive itself, as a zip, where that is nothing."""
    found = False
    try:
        for member in members(archive):
            kind = None if member.suffix.lower() in _UNREAD_SUFFIXES | _PICTURES else _packed_kind(member)
            if kind in _PACKED:
                found = True
                yield Source(member, kind, member.size, _LETTER_BOX.sub("", member.name))
    except (Suspicious, OSError, *BROKEN):
        found = False
    if not found:
        yield Source(archive, "zip", archive.stat().st_size)


def _packed_kind(member: Packed) -> Kind | None:
    try:
        return _stream_kind(member)
    except (OSError, *BROKEN):
        return "unreadable"


def letters_in(folder: Path) -> list[Path]:
    """The files of a folder that are one mail each, in the order of their names."""
    return [path for path in files_in(folder) if path.suffix.lower() not in _UNREAD_SUFFIXES and _is_letter(path)]


def _is_letter(path: Path) -> bool:
    try:
        return _file_kind(path) == "eml" or is_single_letter(path)
    except OSError:
        return False


def is_single_letter(path: Path) -> bool:
    """Whether a file is one mail saved with its mbox From_ line, and not a folder that holds one mail."""
    if path.suffix.lower() in (".mbox", ".mbx") or path.stat().st_size > _LARGEST_LETTER:
        return False
    data = path.read_bytes()
    return data.startswith(b"From ") and b"\nFrom " not in data and not path.with_name(path.name + ".msf").exists()


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            ]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if name not in _SKIPPED_FOLDERS]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def folder_name(path: Path, root: Path | None = None) -> str:
    """The mail folder that a file holds: `Archive/2024` for Thunderbird's `Archive.sbd/2024`."""
    name = re.sub(r"\.(?:gz|xz|bz2)$", "", path.name)
    name = re.sub(r"\.(?:mbox|mbx|eml|txt)$", "", name, flags=re.IGNORECASE)
    above = path.parent.relative_to(root).parts if root and root in path.parents else path.parent.parts[-1:]
    folders = [part.removesuffix(".sbd") for part in above if part.endswith(".sbd")]
    return "/".join([*folders, name])


def mail_on_disk(home: Path) -> list[Source]:
    """The Thunderbird profiles and Maildirs in a home folder, to be offered for reading."""
    profiles = [profile for place in _PROFILES for profile in _profiles(home / place)]
    maildirs = [folder for name in _MAILDIRS for folder in _maildirs(home / name)]
    found = [Source(path, "thunderbird", _size_of_mail(path)) for path in profiles]
    return found + [Source(path, "maildir", _size(path), path.name.strip(".")) for path in maildirs]


def _profiles(place: Path) -> list[Path]:
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if path.is_dir() and is_thunderbird(path))


def _size_of_mail(profile: Path) -> int:
    return sum(_size(profile / name) for name in _MAIL_FOLDERS if (profile / name).is_dir())


def _maildirs(place: Path) -> list[Path]:
    """A Maildir at this place, or those one or two levels below it (one an account, one a folder)."""
    if not place.is_dir():
        return []
    if is_maildir(place):
        return [place]
    below = _folders_in(place)
    deeper = [path for folder in below if not is_maildir(folder) for path in _folders_in(folder)]
    return sorted(path for path in below + deeper if is_maildir(path))
