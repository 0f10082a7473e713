"""Zip archives: what lies in them is found and read as a stream; hostile ones are refused, and nothing is unpacked."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from segue.formats import archive, mail, sniff
from segue.formats.records import RawMail, SetAside

MAIL = b"From: ann@x.org\nTo: bob@x.org\nSubject: Lunch\n\nAt noon?\n"
MBOX = b"From ann@x.org Thu Jan  1 12:00:00 2004\n" + MAIL
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"
CHAT = b"[07.03.26, 21:22:39] Amara: hello\n"


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as content:
        for name, data in members.items():
            content.writestr(name, data)
    return path


def test_what_lies_in_a_takeout_is_told_by_its_content(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "takeout.zip",
        {
            "Takeout/Mail/All mail.mbox": MBOX * 2,
            "Takeout/Contacts/All.vcf": CARD,
            "Takeout/Mail/User Settings/Filters.json": b"{}",
            "Takeout/archive_browser.html": b"<html>",
            "__MACOSX/x.vcf": CARD,
            "_chat.txt": CHAT,
        },
    )
    found = list(sniff.sources(path))
    assert [(str(each.path)[len(str(tmp_path)) :], each.kind, each.folder) for each in found] == [
        ("/takeout.zip/Takeout/Contacts/All.vcf", "vcard", "All.vcf"),
        ("/takeout.zip/Takeout/Mail/All mail.mbox", "mbox", "All mail"),
        ("/takeout.zip/_chat.txt", "whatsapp", "_chat"),
    ]
    mails = list(mail.raw_mails(found[1]))
    assert [each.data for each in mails if isinstance(each, RawMail)] == [MAIL, MAIL]
    assert isinstance(mails[0], RawMail)
    assert list(mail.raw_mails(found[1], mails[0].after)) == mails[1:]
    assert [each.kind for each in sniff.sources(tmp_path)] == ["vcard", "mbox", "whatsapp"]


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path) -> None:
    path = packed(tmp_path / "evil.zip", {"../../etc/people.vcf": CARD, "/root/people.vcf": CARD})
    found = list(sniff.sources(path))
    assert [str(each.path) for each in found] == [f"{path}//root/people.vcf"]
    assert os.listdir(tmp_path) == ["evil.zip"]
    with found[0].path.open() as stream:
        assert stream.read() == CARD


def test_what_would_unpack_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_ALWAYS", 1 << 20)
    bomb = packed(tmp_path / "bomb.zip", {"a.mbox": MBOX + b"0" * (8 << 20)})
    assert bomb.stat().st_size < 50_000
    assert [each.kind for each in sniff.sources(bomb)] == ["zip"]
    assert "hundred times" in archive.trouble(bomb)


def test_what_is_encrypted_or_broken_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "secret.zip", {"people.vcf": CARD})
    data = bytearray(path.read_bytes())
    for header in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[header] |= 1  # the flag of encryption
    path.write_bytes(data)
    (found,) = sniff.sources(path)
    assert found.kind == "unreadable"
    assert "encrypted" in archive.trouble(found.path)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[:40])
    assert [each.kind for each in sniff.sources(cut)] == ["zip"]
    assert "cannot be read" in archive.trouble(cut)
    empty = packed(tmp_path / "empty.zip", {"a.jpg": b"x"})
    assert archive.trouble(empty) == "nothing in it that Segue reads"


def test_a_member_whose_content_is_not_what_it_says_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "torn.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as content:
        content.writestr("a.mbox", MBOX * 100)
    data = bytearray(path.read_bytes())
    data[data.rindex(b"At noon?")] ^= 1
    path.write_bytes(data)
    (found,) = sniff.sources(path)
    items = list(mail.raw_mails(found))
    assert isinstance(items[-1], SetAside)
    assert "cannot be read on" in items[-1].reason


def test_no_bytes_make_it_stumble(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", {"a.mbox": MBOX, "b.vcf": CARD}).read_bytes()
    path = tmp_path / "b.zip"
    for place in range(0, len(whole), 3):
        data = bytearray(whole)
        data[place] ^= 0xFF
        path.write_bytes(data)
        for source in sniff.sources(path):
            if source.kind == "mbox":
                list(mail.raw_mails(source))
    assert io.BytesIO(whole).read(2) == b"PK"
