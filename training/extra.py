"""Joins the labels of `labels/` to the public mail and chat that they speak of.

A line of a labels file is a message, or a window of chat lines. It names the file under the data folder it comes from,
and for each sentence where it stands (`at`: offsets into the mail's body as `segue.formats` reads it; `message`: the id
of a chat line), a hash of its words, its `acts`, and where they were told: `due_at` (offsets of the due phrase in the
sentence), `due`, `object` (the number of the sentence that holds "it", or "before"). Words stand in the data alone.
"""

import hashlib
import json
import lzma
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from segue.formats import mbox, mime
from segue.formats.records import MailRecord, RawMail

LABELS = Path(__file__).parent / "labels"
#: So many characters behind the author's last words stand for what is answered.
BEFORE = 400

Row = dict[str, Any]


def labelled(data: Path) -> list[list[Row]]:
    """The rows of each message, in the form that the annotated sentences have. What no longer joins is left out."""
    asked = [json.loads(line) for path in sorted(LABELS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    mail = [each for each in asked if "file" in each]
    chat = [each for each in asked if "file" not in each]
    found = [*_of_mail(data, mail), *_of_chat(data, chat)]
    print(f"extra labels: {len(found)} of {len(asked)} messages and windows joined")
    return found


def _of_mail(data: Path, asked: list[Row]) -> Iterator[list[Row]]:
    if not asked:
        return
    with TemporaryDirectory() as folder:
        unpack(data, {each["source"] for each in asked}, Path(folder))
        for file in sorted({each["file"] for each in asked}):
            found = records(Path(folder) / file)
            for each in asked:
                if each["file"] == file and each["message"] in found:
                    yield from _kept(mail_rows(found[each["message"]], each))


def unpack(data: Path, sources: set[str], folder: Path) -> None:
    """Unpacks these packed mailboxes of the data into a folder."""
    for source in sources:
        if source.endswith(".tar.xz"):
            with tarfile.open(data / source) as archive:
                archive.extraction_filter = getattr(tarfile, "data_filter", None)
                archive.extractall(folder)
        else:
            with lzma.open(data / source) as packed, (folder / Path(source).stem).open("wb") as plain:
                shutil.copyfileobj(packed, plain)


def records(path: Path) -> dict[str, MailRecord]:
    """The mails of an mbox by their ids."""
    found = {}
    for raw in mbox.read(path):
        record = mime.read(raw) if isinstance(raw, RawMail) else None
        if isinstance(record, MailRecord):
            found.setdefault(record.message_id, record)
    return found


def mail_rows(record: MailRecord, asked: Row) -> list[Row | None]:
    """A row for each sentence asked for; None where its words are not what they were."""
    about = {
        "kind": "mail",
        "conv_id": f"{asked['source']}#{record.message_id}",
        "speaker": record.sender.addr if record.sender else "",
        "to": ", ".join(address.addr for address in record.to),
        "date": record.date.isoformat() if record.date else "",
        "subject": record.subject,
    }
    outside = record.body[record.own[-1][1] :] if record.own else ""
    before = " ".join(outside.split())[:BEFORE]
    texts = [" ".join(record.body[slice(*each["at"])].split()) for each in asked["sentences"]]
    return [
        _row(record.message_id, index, text, about | {"before": "" if index else before}, each)
        for index, (text, each) in enumerate(zip(texts, asked["sentences"], strict=True))
    ]


def _of_chat(data: Path, asked: list[Row]) -> Iterator[list[Row]]:
    wanted = {each["message"] for window in asked for each in window["sentences"]}
    spoken: dict[str, Row] = {}
    for source in {window["source"] for window in asked}:
        with lzma.open(data / source, "rt", encoding="utf-8") as packed:
            spoken |= {row["id"]: row for row in map(json.loads, packed) if row["id"] in wanted}
    for window in asked:
        if all(each["message"] in spoken for each in window["sentences"]):
            yield from _kept([chat_line(spoken, index, each) for index, each in enumerate(window["sentences"])])


def chat_line(spoken: Mapping[str, Row], index: int, asked: Row) -> Row | None:
    """The row of a chat line; None where its words are not what they were."""
    line = spoken[asked["message"]]
    about = {
        "kind": "chat",
        "conv_id": f"slack/{line['conv_id']}",
        "speaker": line["speaker"],
        "to": None,
        "date": line["date"],
        "subject": None,
        "before": None,
    }
    return _row(line["id"], index, " ".join(line["text"].split()), about, asked)


def _row(message: str, index: int, text: str, about: Row, asked: Row) -> Row | None:
    if asked["hash"] and hashlib.sha256(text.encode()).hexdigest()[:16] != asked["hash"]:
        return None
    due_at = asked.get("due_at")
    return about | {
        "id": f"{message}-{index}",
        "index": index,
        "text": text,
        "acts": asked.get("acts", []),
        "due_text": text[slice(*due_at)] if due_at else None,
        "due": asked.get("due"),
        "object": asked.get("object"),
    }


def _kept(rows: list[Row | None]) -> Iterator[list[Row]]:
    """A message whole, or not at all: context is half of what is learned."""
    kept = [row for row in rows if row is not None]
    if kept and len(kept) == len(rows):
        yield kept
