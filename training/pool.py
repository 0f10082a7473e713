"""Mail and chat that nobody annotated: what a large network says of it teaches the models that are shipped.

No conversation of the annotated sentences is among it, and no message that `labels/` speak of.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from data import ANNOTATED, conversation, lines
from extra import LABELS, mail_rows, records, unpack

from segue.detect import languages
from segue.detect.split import Span, sentences
from segue.formats import mime
from segue.formats.records import MailRecord, RawMail

MAILBOXES = ("mail/enron-4-mailboxes.tar.xz", "mail/ksummit.mbox.xz")
SINGLE = "mail/spamassassin.tar.xz"
CHAT = "chat/slack_messages.jsonl.xz"
#: No more sentences of one message than this; a window of chat holds so many lines.
MOST, LINES = 30, 6
#: A sentence of fewer characters, or of more, is no sentence.
SHORTEST, LONGEST = 2, 600

Row = dict[str, Any]


def pool(data: Path) -> list[list[Row]]:
    """The rows of each message or window, numbered, in the form that annotated sentences have; always the same."""
    annotated = list(lines(data / "acts" / ANNOTATED))
    known = {conversation(row) for row in annotated}
    said = {row["text"] for row in annotated if len(row["text"]) > SHORTEST * 10}
    messages = [*_mail(data), *_chat(data)]
    labelled = _labelled()
    seen = {_words(message) for message in messages if _ids(message) & labelled}
    found: list[list[Row]] = []
    for message in messages:
        words = _words(message)
        if words not in seen and conversation(message[0]) not in known and not said & {*words}:
            found.append(message)
        seen.add(words)
    for number, row in enumerate(row for message in found for row in message):
        row["number"] = number
    return found


def _words(message: list[Row]) -> tuple[str, ...]:
    return tuple(row["text"] for row in message)


def _ids(message: list[Row]) -> set[str]:
    return {row["id"].rsplit("-", 1)[0] for row in message}


def _labelled() -> set[str]:
    asked = [json.loads(line) for path in sorted(LABELS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    mail = {each["message"] for each in asked if "file" in each}
    return mail | {each["message"] for window in asked if "file" not in window for each in window["sentences"]}


def _mail(data: Path) -> Iterator[list[Row]]:
    with TemporaryDirectory() as folder:
        unpack(data, {*MAILBOXES, SINGLE}, Path(folder))
        for path in sorted(Path(folder).rglob("*.mbox")):
            for record in records(path).values():
                yield from _rows(record, path.name)
        for path in sorted(each for each in Path(folder).rglob("*ham*/*") if each.is_file()):
            single = mime.read(RawMail(0, 0, 0, path.read_bytes()))
            if isinstance(single, MailRecord):
                yield from _rows(single, SINGLE)


def _rows(record: MailRecord, source: str) -> Iterator[list[Row]]:
    spans = [span for span in sentences(record.body, record.own) if SHORTEST <= span[1] - span[0] <= LONGEST][:MOST]
    texts = [record.body[start:end] for start, end in spans]
    if texts and (languages.told(" ".join(texts[:12])) or "en") == "en":
        asked = {"source": source, "sentences": [{"at": [*span], "hash": None} for span in spans]}
        yield [row for row in mail_rows(record, asked) if row]


def _chat(data: Path) -> Iterator[list[Row]]:
    """Windows of chat; in every second one the lines are cut into sentences, as detection cuts them."""
    random = Random(11)
    with lzma.open(data / CHAT, "rt", encoding="utf-8") as packed:
        talk = [row for row in map(json.loads, packed) if row["text"].strip()]
    for _, rows in groupby(talk, key=lambda row: row["conv_id"]):
        spoken = list(rows)
        for start in range(0, len(spoken), LINES):
            before = " ".join(f"{row['speaker']}: {row['text']}" for row in spoken[max(0, start - 3) : start])
            cut = random.random() < 0.5
            yield list(_window(spoken[start : start + LINES], before, cut=cut))


def _window(spoken: Sequence[Row], before: str, *, cut: bool) -> Iterator[Row]:
    for line in spoken:
        text = " ".join(line["text"].split())
        spans: Iterable[Span] = sentences(text) if cut else [(0, min(len(text), LONGEST))]
        for index, (start, end) in enumerate(spans):
            yield {
                "id": f"{line['id']}-{index}",
                "kind": "chat",
                "conv_id": f"slack/{line['conv_id']}",
                "speaker": line["speaker"],
                "to": None,
                "date": line["date"],
                "subject": None,
                "before": before[-600:],
                "text": text[start:end],
                "acts": [],
            }
