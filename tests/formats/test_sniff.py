"""Formats told by content, and the sources in a tree."""

import gzip
import json
from pathlib import Path

import pytest

from segue.formats import mail, sniff
from segue.formats.records import RawMail

MAIL = b"From: ann@x.org\nTo: bob@x.org\nSubject: Lunch\n\nAt noon?\n"
MBOX = b"From ann@x.org Thu Jan  1 12:00:00 2004\n" + MAIL
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"
EVENT = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (MAIL, "eml"),
        (MAIL.replace(b"\n", b"\r\n"), "eml"),
        (b"Received: from a\n\tby b; x\nDate: 3 May 2021\n\nHi", "eml"),
        (MBOX, "mbox"),
        (b"From - Thu Jan  1 12:00:00 2004\nX-Mozilla-Status: 0001\n" + MAIL, "mbox"),
        (CARD, "vcard"),
        (b"\xef\xbb\xbfBEGIN:VCARD\r\n", "vcard"),
        (EVENT, "icalendar"),
        (b"\xef\xbb\xbfWEBVTT\n\n", "webvtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "srt"),
        (b"From here to there.\nAnd back.\n", None),
        (b"Dear Ann:\nas I said:\n", None),
        (b"key: value\nother: value\n", None),
        (b"#!/bin/sh\necho To: me\n", None),
        (b"\x89PNG\r\n\x1a\n\0\0", None),
        (b"", None),
    ],
)
def test_a_file_is_told_by_its_first_bytes(tmp_path: Path, data: bytes, kind: str | None) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert sniff.kind(path) == kind
    path.write_bytes(gzip.compress(data))
    assert sniff.kind(path) == kind


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, data in {
        "all.mbox": MBOX * 2,
        "letters/1.eml": MAIL,
        "letters/2.eml": MBOX,
        "letters/notes.txt": b"nothing",
        "people.vcf": CARD,
        "Maildir/cur/1.host:2,S": MAIL,
        "Maildir/new/2.host": MAIL,
        ".hidden/3.eml": MAIL,
        "export/all.mbox": MBOX,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "export" / "manifest.json").write_text(json.dumps({"segue-export": 1}))
    return tmp_path


def test_the_sources_of_a_tree(tree: Path) -> None:
    found = [(str(source.path.relative_to(tree)), source.kind, source.folder) for source in sniff.sources(tree)]
    assert found == [
        ("all.mbox", "mbox", "all"),
        ("people.vcf", "vcard", "people.vcf"),
        ("Maildir", "maildir", "Maildir"),
        ("export", "segue-export", ""),
        ("letters", "eml-folder", "letters"),
    ]


def test_every_mail_of_a_tree_is_read_once(tree: Path) -> None:
    mails = [
        item
        for source in sniff.sources(tree)
        if source.kind in mail.MAIL_KINDS
        for item in mail.raw_mails(source)
        if isinstance(item, RawMail)
    ]
    assert [item.data for item in mails] == [MAIL] * 6


def test_what_holds_no_mail_is_refused(tree: Path) -> None:
    (source,) = sniff.sources(tree / "people.vcf")
    with pytest.raises(ValueError, match="holds no mail"):
        mail.raw_mails(source)


def test_mail_on_this_disk_is_found(tmp_path: Path) -> None:
    profile = tmp_path / ".thunderbird" / "abc.default"
    (profile / "Mail" / "Local Folders" / "Archive.sbd").mkdir(parents=True)
    (profile / "prefs.js").write_text("")
    (profile / "Mail" / "Local Folders" / "Archive.sbd" / "2024").write_bytes(MBOX)
    (profile / "Mail" / "Local Folders" / "Archive.sbd" / "2024.msf").write_bytes(b"index")
    (tmp_path / "Mail" / "work" / "cur").mkdir(parents=True)
    (tmp_path / "Mail" / "work" / "new").mkdir()
    assert [(source.kind, source.path.name) for source in sniff.mail_on_disk(tmp_path)] == [
        ("thunderbird", "abc.default"),
        ("maildir", "work"),
    ]
    assert [(source.kind, source.folder) for source in sniff.sources(profile)] == [("mbox", "Archive/2024")]
