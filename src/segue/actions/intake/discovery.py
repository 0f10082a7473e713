"""What there is to read in the files and folders that somebody names, told by content."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from segue.actions.intake.sources import MailFiles, MailSource, MboxFile
from segue.formats import sniff
from segue.formats.archive import File, Packed
from segue.formats.maildir import is_maildir

_PROMISING = {".csv", ".ics", ".mbox", ".srt", ".vcf", ".vtt", ".zip"}


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is read whole: cards, a calendar, a transcript."""

    path: File
    kind: sniff.Kind


@dataclass(slots=True)
class Found:
    """What there is to read, by kind; `unknown` are files named outright that nobody can read."""

    mail: list[MailSource] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    chats: list[File] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)
    unknown: list[File] = field(default_factory=list)


def discover(paths: Sequence[Path]) -> Found:
    """Everything readable in these files and folders, and in the folders inside them; mail with the newest first.

    Raises FileNotFoundError for a path that is not there.
    """
    found = Found()
    for path in dict.fromkeys(path.expanduser().resolve(strict=True) for path in paths):
        sources = list(sniff.sources(path))
        for source in sources:
            _sort(source, found)
        exports = {_on_disk(source) for source in sources if source.kind == "segue-export"}
        unread = _unread(path, {_file_of(source.path) for source in sources})
        found.unknown.extend(file for file in unread if exports.isdisjoint(file.parents))
    found.mail = _newest_first({source.name: source for source in found.mail}.values())
    return found


def _unread(path: Path, known: Container[Path]) -> list[Path]:
    """What nobody can read: a file that was named outright, and files below a folder whose names promise something."""
    if path.is_file():
        return [] if path in known else [path]
    promising = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in _PROMISING and file.is_file())
    return [file for file in promising if file not in known and sniff.kind(file) is None]


def _sort(source: sniff.Source, found: Found) -> None:
    match source.kind:
        case "mbox":
            found.mail.append(MboxFile(source.path, source.folder))
        case "zip" | "unreadable":
            found.unknown.append(source.path)
        case "eml" | "eml-folder":
            found.mail.append(MailFiles(_on_disk(source), source.folder))
        case "maildir":
            found.mail.extend(_boxes(_on_disk(source), source.folder))
        case "segue-export":
            found.exports.append(_on_disk(source))
        case "whatsapp":
            found.chats.append(source.path)
        case "vcard" | "icalendar" | "webvtt" | "srt" | "linkedin" | "google-csv":
            found.documents.append(Document(source.path, source.kind))


def _file_of(path: File) -> Path:
    """The file on disk: of what lies in an archive, the archive."""
    return path.archive if isinstance(path, Packed) else path


def _on_disk(source: sniff.Source) -> Path:
    """Of folders, and of what lies in them: these are never in an archive."""
    assert isinstance(source.path, Path)
    return source.path


def _boxes(folder: Path, name: str) -> Iterator[MailFiles]:
    """A Maildir and its subfolders, which are hidden in it (Maildir++)."""
    yield MailFiles(folder, name)
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") and is_maildir(path):
            yield MailFiles(path, path.name.strip(".").replace(".", "/"))


def _newest_first(sources: Iterable[MailSource]) -> list[MailSource]:
    return sorted(sources, key=lambda source: (-source.newest(), source.name))
