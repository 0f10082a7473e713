"""Where mail is read from: batches cut at the same mails wherever reading began, and what tells an old file again."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from segue.actions.intake import mail
from segue.actions.intake.discovery import discover
from segue.actions.intake.mail import Batch
from segue.actions.intake.sources import MailFiles, MboxFile, Place, holds_sent_mail
from tests.actions.imports.letters import letter, mbox


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MOST_MAILS", 10)


def letters(folder: Path, count: int) -> Path:
    for number in range(count):
        (folder / f"{number:04}.eml").write_bytes(letter(number))
    return folder


def places(batches: list[Batch]) -> list[tuple[int, int, bool]]:
    return [(batch.after, len(batch.mails), batch.last) for batch in batches]


def test_batches_are_the_same_wherever_reading_began(tmp_path: Path) -> None:
    box = MboxFile(mbox(tmp_path / "box", map(letter, range(35))), "box")
    whole = list(box.batches(1, Place()))
    assert [len(batch.mails) for batch in whole] == [10, 10, 10, 5]
    assert [batch.last for batch in whole] == [False, False, False, True]
    for number, batch in enumerate(whole):
        rest = list(box.batches(1, Place(batch.after, None, batch.fingerprint)))
        assert places(rest)[: len(whole) - number - 1] == places(whole)[number + 1 :]


def test_an_mbox_that_grew_is_known_again_and_one_that_changed_is_not(tmp_path: Path) -> None:
    path = mbox(tmp_path / "box", map(letter, range(12)))
    last = list(MboxFile(path, "").batches(1, Place()))[-1]
    read = Place(last.after, None, last.fingerprint)
    mbox(path, [letter(99)])
    assert MboxFile(path, "").from_place(read) == read
    path.unlink()
    mbox(path, map(letter, range(1, 30)))
    assert MboxFile(path, "").from_place(read) == Place()


def test_a_compressed_mbox_is_known_by_all_of_it(tmp_path: Path) -> None:
    plain = mbox(tmp_path / "plain", map(letter, range(12)))
    packed = tmp_path / "box.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    first, second = MboxFile(packed, "").batches(1, Place())
    read = Place(first.after, None, first.fingerprint)
    assert MboxFile(packed, "").from_place(read) == read
    assert places(list(MboxFile(packed, "").batches(1, read))) == places([second])
    packed.write_bytes(gzip.compress(mbox(plain, [letter(50)]).read_bytes(), mtime=0))
    assert MboxFile(packed, "").from_place(read) == Place()


def test_a_folder_to_which_mail_was_added_is_read_on(tmp_path: Path) -> None:
    folder = letters(tmp_path, 12)
    last = list(MailFiles(folder, "").batches(1, Place()))[-1]
    read = Place(last.after, None, last.fingerprint)
    (folder / "9999.eml").write_bytes(letter(99))
    assert MailFiles(folder, "").from_place(read) == read
    assert [len(batch.mails) for batch in MailFiles(folder, "").batches(1, read)] == [1]
    (folder / "0000.eml").unlink()
    assert MailFiles(folder, "").from_place(read) == Place()


def test_a_mail_that_was_read_in_a_maildir_stays_where_it_was(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "cur" / "1700000000.M1.host:2,S").write_bytes(letter(1))
    (tmp_path / "new" / "1700000001.M2.host").write_bytes(letter(2))
    (last,) = MailFiles(tmp_path, "").batches(1, Place())
    (tmp_path / "new" / "1700000001.M2.host").rename(tmp_path / "cur" / "1700000001.M2.host:2,S")
    (tmp_path / "new" / "1700000002.M3.host").write_bytes(letter(3))
    read = Place(last.after, None, last.fingerprint)
    assert MailFiles(tmp_path, "").from_place(read) == read


def test_what_there_is_to_read_is_told_by_content(tmp_path: Path) -> None:
    mbox(tmp_path / "no-suffix", [letter(1), letter(2)])
    mbox(tmp_path / "older.mbox", [letter(0)])
    letters_folder = tmp_path / "letters"
    letters_folder.mkdir()
    letters(letters_folder, 2)
    (letters_folder / "broken.eml").write_bytes(b"no header at all")
    (tmp_path / "card").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Amara Osei\nEND:VCARD\n")
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Amara>Yes\n")
    (tmp_path / "empty.ics").write_text("")
    (tmp_path / "notes.txt").write_text("nothing to do with mail")
    found = discover([tmp_path, tmp_path / "talk.vtt"])
    assert {Path(source.name).name for source in found.mail} == {"no-suffix", "older.mbox", "letters"}
    assert {document.kind for document in found.documents} == {"vcard", "webvtt"}
    assert [path.name for path in found.unknown] == ["empty.ics"]
    assert len(next(source for source in found.mail if isinstance(source, MailFiles)).files) == 3


def test_a_file_named_outright_that_nobody_reads_is_told(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing to do with mail")
    assert discover([notes]).unknown == [notes]


def test_the_newest_mail_is_read_first(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(b"From x Mon Jan  1 10:00:00 2001\n" + letter(1) + b"\n")
    (tmp_path / "b.mbox").write_bytes(b"From x Mon Jan  1 10:00:00 2024\n" + letter(2) + b"\n")
    assert [Path(source.name).name for source in discover([tmp_path]).mail] == ["b.mbox", "a.mbox"]


@pytest.mark.parametrize(
    "name", ["Sent", "_sent_mail", "sent-mail", "Sent Items", "Gesendet", "Gesendete Elemente", "[Gmail]/Sent Mail"]
)
def test_folders_of_sent_mail(name: str) -> None:
    assert holds_sent_mail(name)


@pytest.mark.parametrize("name", ["Inbox", "Presents", "absent", "Essentials", "consent"])
def test_folders_of_other_mail(name: str) -> None:
    assert not holds_sent_mail(name)
