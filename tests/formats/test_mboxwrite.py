"""Mail written as mbox and read again."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from segue.formats import mbox, mboxwrite, mime
from segue.formats.charsets import tidy
from segue.formats.records import Address, MailRecord, RawMail

MAIL = (
    "Message-ID: <1@x.org>\nDate: Mon, 3 May 2021 10:15:00 +0530\nFrom: Ann Lee <ann@x.org>\n"
    'To: "Ray, Bob" <bob@y.org>, =?utf-8?q?J=C3=BCrgen?= <j@y.org>\nCc: c@y.org\nSubject: =?utf-8?q?Caf=C3=A9?=\n'
    "In-Reply-To: <0@y.org>\nReferences: <a@y.org> <0@y.org>\nList-Id: <l.x.org>\n\nI will.\nFrom here on.\n>From me\n"
)


def again(folder: Path, *records: MailRecord) -> list[MailRecord]:
    path = folder / "out.mbox"
    path.write_bytes(b"".join(mboxwrite.write(records)))
    read = [mime.read(item) for item in mbox.read(path) if isinstance(item, RawMail)]
    return [record for record in read if isinstance(record, MailRecord)]


def record(text: str = MAIL) -> MailRecord:
    found = mime.parse(text.encode())
    assert isinstance(found, MailRecord)
    return found


def same(one: MailRecord, other: MailRecord) -> bool:
    place = {"position": 0, "size": 0, "folder": "", "body": one.body.rstrip("\n")}
    return replace(one, **place) == replace(other, **{**place, "body": other.body.rstrip("\n")})


def test_nothing_of_a_mail_is_lost(tmp_path: Path) -> None:
    before = record()
    (after,) = again(tmp_path, before)
    assert same(after, before)


def test_without_date_zone_or_sender(tmp_path: Path) -> None:
    before = record("Subject: x\nTo: a@x.org\nDate: Mon, 3 May 2021 10:15:00 -0000\n\nHi")
    first, second = again(tmp_path, before, replace(before, date=None))
    assert same(first, before)
    assert (second.date, second.sender) == (None, None)


@given(body=st.text(max_size=300).map(tidy), name=st.text(max_size=40), subject=st.text(max_size=200).map(tidy))
def test_any_words_come_back(tmp_path_factory, body: str, name: str, subject: str) -> None:
    subject = " ".join(subject.split())
    found = mime.address(name, "ann@x.org") or Address("", "ann@x.org")
    before = replace(record(), body=body, subject=subject, sender=found, to=(found,))
    (after,) = again(tmp_path_factory.mktemp("mbox"), before)
    assert after.body.rstrip("\n") == body.strip("\n")  # what is read never begins with an empty line
    assert (after.subject, after.sender, after.to) == (subject, found, (found,))
