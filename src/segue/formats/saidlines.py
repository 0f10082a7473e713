"""Messages as lines of JSON, a plain way in for what no other reader reads.

Each line is an object with `text`, `speaker` and `date` (ISO 8601; UTC where it names no zone). `id` is by what the
message is known in every export; `conv_id` names its thread, `channel` where it was said: without a thread, what is
said there between two pauses is one. `mail` is the speaker's address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from segue.domain.bursts import goes_on
from segue.formats.archive import BROKEN, File
from segue.formats.charsets import tidy
from segue.formats.mattermost import LONGEST_LINE
from segue.formats.mbox import open_stream
from segue.formats.records import LeftOut, Said, SetAside
from segue.formats.slack import about

Item = Said | SetAside | LeftOut


def is_lines(head: bytes) -> bool:
    """Whether a file that begins with these bytes holds such lines."""
    row = _row(head.lstrip().partition(b"\n")[0])
    return row is not None and all(isinstance(row.get(name), str) for name in ("text", "speaker", "date"))


def read(path: File) -> Iterator[tuple[int, Item]]:
    """The messages, each with the bytes read so far."""
    source, position = str(path), 0
    bursts: dict[str, tuple[str, datetime, int]] = {}
    try:
        with open_stream(path) as stream:
            while line := stream.readline(LONGEST_LINE):
                if line.strip():
                    yield position + len(line), _said(line, source, position, bursts)
                position += len(line)
    except (OSError, *BROKEN) as error:
        yield position, SetAside(source, position, f"the file cannot be read on: {error}"[:300])


def _said(line: bytes, source: str, position: int, bursts: dict[str, tuple[str, datetime, int]]) -> Item:
    row = _row(line)
    if row is None:
        return SetAside(source, position, "it is no line of JSON")
    speaker, at = _line(row.get("speaker"))[:300], _moment(row.get("date"))
    if not speaker:
        return SetAside(source, position, "nobody is named who said it")
    if at is None:
        return SetAside(source, position, "it has no date that can be read")
    body = tidy(_text(row.get("text"))).strip()
    if not body:
        return LeftOut("empty")
    thread, channel = _text(row.get("conv_id")), _line(row.get("channel")) or _group(row)
    key = f"said:{_text(row.get('id')) or _digest(channel, speaker, at, body)}"
    if thread:
        parents: tuple[str, ...] = (f"said:thread:{thread}",)
    else:
        before, last, count = bursts.get(channel, ("", at, 0))
        on = bool(before) and goes_on(at - last, count)
        bursts[channel] = (key, at, count + 1 if on else 1)
        parents = (before,) if on else ()
    mail = _line(row.get("mail")).lower()
    handle = mail if "@" in mail and " " not in mail else f"said:{channel}:{speaker.casefold()}"[:320]
    return Said(
        key, parents, speaker, handle, at, about(channel or "chat", body), body, source=source, position=position
    )


def _group(row: dict[str, Any]) -> str:
    """Where something was said, by an id of the form `place/number`."""
    place, slash, _ = _line(row.get("id")).partition("/")
    return place if slash else ""


def _digest(channel: str, speaker: str, at: datetime, body: str) -> str:
    told = "\0".join((channel, speaker, at.isoformat(), body))
    return blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(value))
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= 1970 else None


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return " ".join(tidy(_text(value)).split())
