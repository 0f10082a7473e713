"""The `segue detect --jsonl` contract: one JSON object a line in, one out, in order."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from segue.detect.acts import NOT_READ, Act
from segue.detect.reader import detect

#: What a line may call its kind.
_KINDS = {"mail": "mail", "chat": "chat", "talk": "talk", "meeting": "talk"}


def run(lines: Iterable[str]) -> Iterator[str]:
    """Answers each line {"id","text","speaker","to","date","before"} with {"id","acts"}, streaming.

    A message in a language that is not read has no acts, and "not_read" with the code of the language. Any key may be
    missing; "kind" and "subject" are read where given. A line that is not such an
    object is answered by {"id": null, "error": ...} in its place.
    """
    for line in lines:
        try:
            answer = _answer(json.loads(line))
        except (ValueError, TypeError, RecursionError) as error:
            answer = {"id": None, "error": str(error)}
        yield json.dumps(answer, ensure_ascii=False)


def _answer(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise TypeError("not an object")
    written = _date(_words(item, "date"))
    acts = detect(
        _words(item, "text"),
        speaker=_words(item, "speaker"),
        to=_words(item, "to"),
        date=written,
        zone_minutes=_zone(written),
        before=_words(item, "before"),
        kind=_KINDS.get(_words(item, "kind"), "mail"),
        subject=_words(item, "subject"),
        look="closer",
    )
    unread = next((act.what for act in acts if act.act == NOT_READ), None)
    answer: dict[str, Any] = {"id": item.get("id"), "acts": [_act(act) for act in acts if act.act != NOT_READ]}
    return answer | ({"not_read": unread} if unread else {})


def _words(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _date(words: str) -> datetime | None:
    """Reads RFC 2822 or ISO 8601; None where it is neither."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _zone(written: datetime | None) -> int | None:
    offset = written.utcoffset() if written else None
    return None if offset is None else int(offset.total_seconds() // 60)


def _act(act: Act) -> dict[str, Any]:
    return {
        "act": act.act,
        "confidence": round(act.confidence, 4),
        "shown": act.shown,
        "start": act.start,
        "end": act.end,
        "owner": act.owner,
        "due": act.due.isoformat() if act.due else None,
        "due_text": act.due_text,
    }
