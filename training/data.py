"""Reads the annotated sentences that the model learns from, each with what stands around it."""

import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from segue.detect.features import Around

ANNOTATED = "train_annotated_mail_chat.jsonl.xz"
FOLDS = 5


@dataclass(frozen=True)
class Example:
    """One annotated sentence with what it does."""

    sentence: str
    around: Around
    acts: frozenset[str]
    conversation: str
    row: dict[str, Any]

    @property
    def fold(self) -> int:
        """The part of the data it belongs to: whole conversations, by a hash that never changes."""
        return fold_of(self.conversation)


def fold_of(conversation: str) -> int:
    """The part of the data that a conversation belongs to."""
    return int(hashlib.md5(conversation.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a packed JSON-lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as packed:
        yield from map(json.loads, packed)


def annotated(folder: Path) -> list[Example]:
    """Every annotated sentence of mail and chat, in the order of the file."""
    rows = lines(folder / ANNOTATED)
    messages = (list(message) for _, message in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0]))
    return examples(messages)


def examples(messages: Iterable[list[dict[str, Any]]]) -> list[Example]:
    """The sentences of these messages, each with what stands around it."""
    return [example for message in messages for example in _message(message)]


def _message(rows: list[dict[str, Any]]) -> Iterator[Example]:
    texts = [row["text"] for row in rows]
    subject = (rows[0]["subject"] or "").lower()
    for index, row in enumerate(rows):
        around = Around(
            index=index,
            count=len(rows),
            previous=texts[index - 1] if index else "",
            before=rows[0]["before"] or "",
            kind=row["kind"],
            answers=subject.startswith("re:"),
            forwards=subject.startswith("fw"),
        )
        yield Example(row["text"], around, frozenset(row["acts"]), conversation(rows[0]), row)


def conversation(row: dict[str, Any]) -> str:
    """The thread a message belongs to: stricter than the ids, which tell replies of one thread apart."""
    if row["kind"] == "chat":
        return str(row["conv_id"].split("#")[0])
    subject = re.sub(r"^((re|fw|fwd|aw)(\[\d+\])?:\s*)+", "", (row["subject"] or "").strip().lower())
    return subject or str(row["conv_id"])
