"""Feeds every reader of formats with broken input and tells whatever is no record: crashes and slow inputs.

    python bench/fuzz.py --inputs 1000000 --minutes 40 --reader mime

Inputs are mutations of small valid files, and of the fixtures beside the checkout where there are any. A finding is an
exception, a result that is neither a record nor set aside, or more time than the size of the input can excuse. Each
finding is kept as a file; an input that kills the whole process is left in `running.bin` of the same folder.
"""

from __future__ import annotations

import argparse
import logging
import mmap
import os
import random
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

from _fuzz_seeds import SEEDS, TOKENS

from segue.formats import (
    archive,
    contactlists,
    html,
    ical,
    listmail,
    mattermost,
    mbox,
    mime,
    parts,
    quotes,
    saidlines,
    signature,
    slack,
    sniff,
    transcript,
    vcard,
    whatsapp,
)
from segue.formats.occurrences import occurrences
from segue.formats.records import (
    ChatRecord,
    ContactRecord,
    EventRecord,
    LeftOut,
    MailRecord,
    RawMail,
    Said,
    SetAside,
    TranscriptRecord,
)

RECORDS = (*(ChatRecord, ContactRecord, EventRecord, LeftOut, MailRecord, RawMail, Said, SetAside, TranscriptRecord),)
SECONDS, SECONDS_A_BYTE = 0.5, 100e-6
LARGEST = 60_000
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"

Reader = Callable[[bytes], Iterable[object]]


def read_mbox(data: bytes) -> Iterable[object]:
    with tempfile.NamedTemporaryFile(prefix="segue-fuzz") as file:
        file.write(data)
        file.flush()
        items = list(mbox.read(Path(file.name)))
        for item in items[:3]:
            if isinstance(item, RawMail):
                again = list(mbox.read(Path(file.name), item.after))
                expect(again == items[items.index(item) + 1 :], "resuming gives other mails")
        return items


def read_mime(data: bytes) -> Iterable[object]:
    record = mime.parse(data)
    if isinstance(record, MailRecord):
        check_mail(record)
    return [record]


def read_carefully(data: bytes) -> Iterable[object]:
    try:
        found = parts.careful(data)
    except RecursionError:
        return []
    expect(all(isinstance(text, str) for text in (*found.plain, *found.html, *found.attachments)), "no text")
    return []


def check_mail(record: MailRecord) -> None:
    record.body.encode()
    expect(not set(record.body) & set("\0\r"), "control characters in the body")
    expect(record.date is None or record.date.utcoffset() is not None, "a moment without zone")
    expect(len(record.digest) == 16, "no digest")
    check_spans(record.body, record.own)
    signature.details(record.body, record.signature, "US")
    for text in (record.subject, record.message_id, record.list_id, *record.references, *record.attachments):
        text.encode()
        expect("\0" not in text and "\n" not in text, "control characters in a header")


def check_spans(body: str, spans: tuple[tuple[int, int], ...]) -> None:
    at = 0
    for start, end in spans:
        expect(at <= start < end <= len(body), "spans out of order")
        at = end


def read_quotes(data: bytes) -> Iterable[object]:
    body = data.decode("utf-8", "replace").replace("\r", "")
    spans, signed = quotes.own_words(body, "Ann Lee")
    check_spans(body, spans)
    signature.details(body, signed, "US")
    return []


def read_html(data: bytes) -> Iterable[object]:
    html.to_text(data.decode("utf-8", "replace")).encode()
    return []


def read_ical(data: bytes) -> Iterable[object]:
    items = list(ical.read(data))
    for item in items[:5]:
        if isinstance(item, EventRecord) and item.start and 1900 < item.start.year < 2100:
            within = occurrences(item, item.start, item.start + timedelta(days=400))
            expect(all(start >= item.start for start, _ in islice(within, 50)), "an occurrence too early")
    return items


def read_whatsapp(data: bytes) -> Iterable[object]:
    found = whatsapp.survey(BytesIO(data))
    for order in found.orders[:1]:
        at = 0
        for item in whatsapp.read(BytesIO(data), order):
            expect(at <= item.position <= len(data), "places out of order")
            at = item.position
            if isinstance(item, ChatRecord):
                expect(item.position < item.after <= len(data), "a message of no bytes")
                expect(item.speaker in found.speakers, "somebody whom the survey did not see")
                expect(not set(item.text) & set("\0\r"), "control characters in a message")
            yield item


def read_archive(data: bytes) -> Iterable[object]:
    with tempfile.NamedTemporaryFile(prefix="segue-fuzz", suffix=".zip") as file:
        file.write(data)
        file.flush()
        for source in sniff.sources(Path(file.name)):
            archive.trouble(source.path)
            if source.kind == "mbox":
                yield from mbox.read(source.path)


def read_slack(data: bytes) -> Iterable[object]:
    """The bytes as each of the files of an export."""
    given = {"channels.json": SEEDS["slack"][1], "users.json": SEEDS["slack"][1], "general/1.json": SEEDS["slack"][0]}
    for name in given:
        yield from said(slack._Export(Files(given | {name: data}), "slack.zip").items())


class Files:
    """The files of an export, in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.names = {name: len(data) for name, data in files.items()}

    def read(self, name: str) -> bytes:
        return self.files[name]


def read_lines(reader: Callable[[Path], Iterable[tuple[int, object]]]) -> Reader:
    def read(data: bytes) -> Iterable[object]:
        with tempfile.NamedTemporaryFile(prefix="segue-fuzz") as file:
            file.write(data)
            file.flush()
            yield from said(reader(Path(file.name)))

    return read


def read_listmail(data: bytes) -> Iterable[object]:
    return said([(0, listmail.said(RawMail(0, len(data), len(data), data)))])


def said(items: Iterable[tuple[int, object]]) -> Iterable[object]:
    for _, item in items:
        if isinstance(item, Said):
            check_spans(item.body, tuple(span for span in item.own if span != (0, 0)))
            expect(bool(item.key and item.speaker and item.handle and item.body and item.about), "nothing said")
            expect(item.at.utcoffset() is not None, "a moment without zone")
            for text in (item.body, item.speaker, item.handle, item.about):
                expect(not set(text) & set("\0\r"), "control characters")
                text.encode()
        yield item


def read_sniff(data: bytes) -> Iterable[object]:
    sniff.kind_of(data[:4096])
    return []


READERS: dict[str, Reader] = {
    "mbox": read_mbox,
    "mime": read_mime,
    "careful": read_carefully,
    "quotes": read_quotes,
    "html": read_html,
    "vcard": lambda data: vcard.read(data),
    "ical": read_ical,
    "contactlists": contactlists.read,
    "whatsapp": read_whatsapp,
    "archive": read_archive,
    "transcript": lambda data: [transcript.read(data)],
    "sniff": read_sniff,
    "slack": read_slack,
    "mattermost": read_lines(mattermost.read),
    "saidlines": read_lines(saidlines.read),
    "listmail": read_listmail,
}
FOLDERS = {
    "mime": "eml",
    "careful": "eml",
    "quotes": "quotes",
    "vcard": "vcf",
    "ical": "ics",
    "transcript": "vtt",
    "whatsapp": "whatsapp",
}


class Finding(AssertionError):
    """What a reader must not do."""


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Finding(otherwise)


def run_once(reader: str, data: bytes) -> None:
    """Reads one input. Raises whatever the reader raises, and Finding for a wrong result or too much time."""
    begun = time.thread_time()
    for item in READERS[reader](data):
        expect(isinstance(item, RECORDS), f"{type(item).__name__} is no record")
    took = time.thread_time() - begun
    expect(took < SECONDS + SECONDS_A_BYTE * len(data), f"{len(data)} bytes took {took:.1f} s")


def mutated(seed: bytes, chance: random.Random, others: list[bytes] | None = None) -> bytes:
    """A valid input with one to six things wrong."""
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, start + chance.choice((1, 4, 20, 200)))
        chance.choice(CHANGES)(data, start, end, chance, others or [seed])
    return bytes(data[:LARGEST])


def _flip(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    for place in range(start, end):
        data[place] = chance.randrange(256)


def _insert(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    data[start:start] = chance.choice(TOKENS)


def _replace(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    data[start:end] = chance.choice(TOKENS)


def _delete(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    del data[start:end]


def _repeat(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    piece = data[start:end] if chance.random() < 0.5 else chance.choice(TOKENS)
    data[start:start] = piece * chance.choice((2, 10, 100, 1000) if chance.random() < 0.1 else (2, 3))


def _splice(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    other = chance.choice(others)
    place = chance.randrange(len(other) + 1)
    data[start:end] = other[place : place + chance.choice((10, 100, 1000))]


def _cut(data: bytearray, start: int, end: int, chance: random.Random, others: list[bytes]) -> None:
    del data[start:]


CHANGES = (_flip, _insert, _replace, _delete, _repeat, _splice, _cut)


def seeds_of(reader: str, data: Path) -> list[bytes]:
    """The small valid files of this reader, and the small fixtures in a folder of unpacked test data."""
    paths = sorted((data / FOLDERS.get(reader, "none")).glob("*"))
    return SEEDS[reader] + [path.read_bytes() for path in paths if path.stat().st_size < 3_000]


def fuzz(reader: str, inputs: int, minutes: float, seed: int, data: Path, keep: Path) -> int:
    """Runs one reader; prints what it did and gives the number of findings."""
    chance = random.Random(f"{reader}{seed}")
    seeds = seeds_of(reader, data)
    running = Running(keep / f"running-{reader}.bin")
    begun = time.monotonic()
    findings: dict[str, Path] = {}
    done = 0
    while done < inputs and (done % 256 or time.monotonic() - begun < minutes * 60):
        tried = mutated(chance.choice(seeds), chance, seeds)
        running.note(tried)
        done += 1
        try:
            run_once(reader, tried)
        except Exception as error:
            note(findings, error, tried, reader, keep)
    seconds = time.monotonic() - begun
    running.close()
    pace = f"{done:>9,} inputs {seconds:7.0f} s {done / seconds:>8,.0f}/s"
    print(f"{reader:11} {pace}  {len(findings)} kinds of findings", flush=True)
    for kind, path in findings.items():
        print(f"    {kind}  {path}", flush=True)
    return len(findings)


def note(findings: dict[str, Path], error: Exception, tried: bytes, reader: str, keep: Path) -> None:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    kind = f"{type(error).__name__} {where}" + (f" {error}"[:60] if isinstance(error, Finding) else "")
    if kind not in findings and len(findings) < 50:
        findings[kind] = keep / f"{reader}-{len(findings)}.bin"
        findings[kind].write_bytes(tried)


class Running:
    """The input being read, in a file that outlives the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(b"\0" * (LARGEST + 8))
        self.file = path.open("r+b")
        self.map = mmap.mmap(self.file.fileno(), 0)

    def note(self, data: bytes) -> None:
        self.map[:8] = len(data).to_bytes(8, "big")
        self.map[8 : 8 + len(data)] = data

    def close(self) -> None:
        self.map.close()
        self.file.close()
        self.path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=10_000, help="for each reader")
    parser.add_argument("--minutes", type=float, default=60, help="at most, for each reader")
    parser.add_argument("--reader", choices=READERS, action="append", help="all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SEGUE_DATA", BESIDE)), help="fixtures")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "segue-fuzz", help="findings")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    chosen.keep.mkdir(parents=True, exist_ok=True)
    names = chosen.reader or list(READERS)
    found = [fuzz(one, chosen.inputs, chosen.minutes, chosen.seed, chosen.data, chosen.keep) for one in names]
    return 1 if any(found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
