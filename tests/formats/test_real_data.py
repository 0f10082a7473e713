"""Real mail and the fixtures of other projects: everything is read or set aside with a reason."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from segue.formats import ical, mail, mime, parts, sniff, transcript, vcard
from segue.formats.records import MailRecord, RawMail, SetAside
from tests.shared_data import data_path

MAILBOXES = {
    "arnold-j": 4898,
    "lokay-m": 5568,
    "rogers-b": 8009,
    "steffes-j": 3331,
    "ksummit.mbox": 3115,
    "spamassassin": 6046,
}


def raw_mails(name: str) -> Iterator[RawMail]:
    for source in sniff.sources(data_path(name)):
        for item in mail.raw_mails(source):
            assert isinstance(item, RawMail)
            yield item


@pytest.mark.slow
@pytest.mark.parametrize("name", MAILBOXES)
def test_every_mail_becomes_a_record(name: str) -> None:
    records = [mime.read(raw) for raw in raw_mails(name)]
    assert len(records) == MAILBOXES[name]
    for record in records:
        assert isinstance(record, MailRecord)
        assert record.date is not None
        assert all(0 <= start < end <= len(record.body) for start, end in record.own)
        assert not set(record.body) & set("\0\r")


@pytest.mark.slow
def test_copies_of_a_mail_in_many_folders_are_known_for_one() -> None:
    records = [mime.read(raw) for raw in raw_mails("rogers-b")]
    assert len({record.digest for record in records}) == 3056
    assert len({record.message_id for record in records}) == 8009


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ksummit.mbox", "steffes-j", "spamassassin"])
def test_both_ways_of_taking_mail_apart_agree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    some = [raw for number, raw in enumerate(raw_mails(name)) if number % 10 == 0]
    quickly = [mime.read(raw) for raw in some]
    monkeypatch.setattr(parts, "quick", lambda data: None)
    carefully = [mime.read(raw) for raw in some]
    differing = [one for one, other in zip(quickly, carefully, strict=True) if one != other]
    assert len(differing) <= len(some) * 0.02


@pytest.mark.parametrize(("name", "aside"), [("eml", 2), ("spamassassin", 0)])
def test_hostile_mail_is_read(name: str, aside: int) -> None:
    paths = sorted(path for path in data_path(name).rglob("*") if path.is_file())[:400]
    records = [mime.parse(path.read_bytes()) for path in paths if path.name not in ("README.md", "LICENSE")]
    assert sum(isinstance(record, SetAside) for record in records) == aside


READERS = {
    "vcf": (vcard.read, 0),
    "ics": (ical.read, 79),
    "vtt": (lambda data, source: [transcript.read(data, source)], 10),
    "srt": (lambda data, source: [transcript.read(data, source)], 4),
}


@pytest.mark.filterwarnings("ignore:Timezone")
@pytest.mark.parametrize("name", READERS)
def test_every_fixture_is_read_or_set_aside_with_a_reason(name: str) -> None:
    reader, aside = READERS[name]
    found = [item for path in fixtures(name) for item in reader(path.read_bytes(), path.name)]
    kinds = Counter(type(item).__name__ for item in found)
    assert kinds["SetAside"] == aside
    assert all(item.reason for item in found if isinstance(item, SetAside))
    assert len(kinds) == (2 if aside else 1)


def fixtures(name: str) -> list[Path]:
    return sorted(data_path(name).iterdir())
