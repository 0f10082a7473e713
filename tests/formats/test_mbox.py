"""mbox files: where one mail ends, resuming, and files that are not whole."""

import bz2
import gzip
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import mbox
from segue.formats.records import RawMail, SetAside

FROM = b"From ann@example.org Thu Jan  1 12:00:00 2004\n"
MAIL = b"From: ann@example.org\nSubject: Lunch\n\nAt noon?\n"


def written(folder: Path, data: bytes, name: str = "box") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def mails(path: Path, position: int = 0) -> list[bytes]:
    return [item.data for item in mbox.read(path, position) if isinstance(item, RawMail)]


def test_cuts_at_from_lines_and_keeps_the_bytes_between(tmp_path: Path) -> None:
    items = list(mbox.read(written(tmp_path, (FROM + MAIL + b"\n") * 3)))
    assert [item.data for item in items if isinstance(item, RawMail)] == [MAIL] * 3
    assert [item.position for item in items] == [0, 94, 188]


def test_resumes_after_any_mail(tmp_path: Path) -> None:
    path = written(tmp_path, b"".join(FROM + MAIL.replace(b"noon", b"%d" % n) + b"\n" for n in range(20)))
    items = [item for item in mbox.read(path) if isinstance(item, RawMail)]
    for number, item in enumerate(items):
        assert list(mbox.read(path, item.after)) == items[number + 1 :]


@pytest.mark.parametrize(
    "line",
    [
        b"From time to time we meet.\n",
        b"From 2019-01-01 on it costs more.\n",
        b"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: a patch\n",
        b">From ann@example.org Thu Jan  1 12:00:00 2004\nTo: you\n",
    ],
    ids=["sentence", "date", "git patch", "quoted"],
)
def test_a_body_line_that_begins_with_from_separates_nothing(tmp_path: Path, line: bytes) -> None:
    (data,) = mails(written(tmp_path, FROM + MAIL + line + b"Bye\n\n"))
    assert data.endswith(b"Bye\n")


def test_a_from_line_needs_no_blank_line_before_it(tmp_path: Path) -> None:
    assert len(mails(written(tmp_path, (FROM + MAIL) * 2))) == 2


def test_reads_what_windows_wrote(tmp_path: Path) -> None:
    data = ((FROM + MAIL + b"\n") * 2).replace(b"\n", b"\r\n")
    assert mails(written(tmp_path, data)) == [MAIL.replace(b"\n", b"\r\n")] * 2


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_reads_compressed_files_by_their_content(tmp_path: Path, pack) -> None:
    path = written(tmp_path, pack((FROM + MAIL + b"\n") * 3), "no-suffix")
    items = [item for item in mbox.read(path) if isinstance(item, RawMail)]
    assert [item.data for item in items] == [MAIL] * 3
    assert mails(path, items[0].after) == [MAIL] * 2


def test_sets_aside_the_broken_end_of_a_compressed_file(tmp_path: Path) -> None:
    noise = b"".join(b"%d\n" % (number**7) for number in range(200_000))
    packed = gzip.compress(FROM + MAIL + b"\n" + FROM + MAIL + noise)
    items = list(mbox.read(written(tmp_path, packed[: len(packed) // 2])))
    assert isinstance(items[0], RawMail)
    assert isinstance(items[-1], SetAside)
    assert "cannot be read on" in items[-1].reason


def test_sets_aside_what_precedes_the_first_mail(tmp_path: Path) -> None:
    first, second = mbox.read(written(tmp_path, b"Notes of mine\n\n" + FROM + MAIL))
    assert isinstance(first, SetAside)
    assert isinstance(second, RawMail)


def test_sets_aside_a_mail_too_large_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "LARGEST_MAIL", 1 << 20)
    monkeypatch.setattr(mbox, "CHUNK", 1 << 16)
    huge = b"Subject: huge\n\n" + b"line of text\n" * 200_000
    items = list(mbox.read(written(tmp_path, FROM + huge + b"\n" + FROM + MAIL)))
    assert isinstance(items[0], SetAside)
    assert isinstance(items[1], RawMail)
    assert items[1].data == MAIL
    assert items[1].position == len(FROM) + len(huge) + 1


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30), st.integers(2100, 5000))
def test_finds_every_mail_wherever_chunks_end(tmp_path_factory, sizes: list[int], chunk: int) -> None:
    path = written(tmp_path_factory.mktemp("mbox"), b"".join(FROM + MAIL + b"x" * size + b"\n\n" for size in sizes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mbox, "CHUNK", chunk)
        assert len(mails(path)) == len(sizes)


@given(st.binary(max_size=300))
def test_quoting_is_undone(body: bytes) -> None:
    assert mbox.unquoted(mbox.quoted(body)) == body


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert list(mbox.read(written(tmp_path, b""))) == []
