"""Mail kept as one file each."""

from pathlib import Path

import pytest

from segue.formats import maildir
from segue.formats.records import RawMail, SetAside

MAIL = b"From: ann@example.org\nSubject: Lunch\n\nAt noon?\n"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    for folder in ("", ".Sent", ".Archive.2024"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / folder / part).mkdir(parents=True)
    (tmp_path / "cur" / "2.host:2,RS").write_bytes(MAIL)
    (tmp_path / "new" / "1.host").write_bytes(MAIL)
    (tmp_path / "tmp" / "3.host").write_bytes(b"half writ")
    (tmp_path / ".Sent" / "cur" / "4.host:2,S").write_bytes(MAIL)
    (tmp_path / ".Archive.2024" / "cur" / "5.host").write_bytes(MAIL)
    return tmp_path


def test_reads_all_folders_but_nothing_half_delivered(box: Path) -> None:
    items = list(maildir.read_maildir(box))
    assert [(item.folder, item.flags) for item in items if isinstance(item, RawMail)] == [
        (box.name, "RS"),
        (box.name, ""),
        ("Archive/2024", ""),
        ("Sent", "S"),
    ]


def test_resumes_by_number(box: Path) -> None:
    items = list(maildir.read_maildir(box))
    assert list(maildir.read_maildir(box, items[1].after)) == items[2:]


def test_takes_off_the_from_line_of_a_saved_mail(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_bytes(b"From ann@example.org Thu Jan  1 12:00:00 2004\n" + MAIL)
    (item,) = maildir.read_file(path)
    assert isinstance(item, RawMail)
    assert item.data == MAIL
    assert item.envelope.startswith("From ann@example.org")


def test_sets_aside_a_file_that_went_away(tmp_path: Path) -> None:
    (item,) = maildir.read_file(tmp_path / "gone")
    assert isinstance(item, SetAside)


@pytest.mark.parametrize(("name", "flags"), [("1.host:2,RS", "RS"), ("1.host;2,F", "F"), ("1.host", ""), (":2,S", "")])
def test_flags_stand_in_the_name(name: str, flags: str) -> None:
    assert maildir.flags_of(name) == flags
