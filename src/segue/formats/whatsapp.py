"""WhatsApp's text exports (_chat.txt), read as a stream: lines with a stamp, a name and words; some go on below.

`survey` looks through a whole chat for what it takes to read it: the order of its dates, and who speaks. `read` gives
its lines. What WhatsApp itself says (somebody came, left, changed their number) is no message and is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from segue.formats.charsets import tidy
from segue.formats.chatstamps import Evidence, Order, Stamp, stamp_of
from segue.formats.records import ChatRecord, SetAside

LONGEST_TEXT = 100_000
"""Characters kept of one message; nobody types longer ones."""
_LONGEST_LINE = 1 << 20
_SPEAKER = re.compile(r"(?P<speaker>[^:\n]{1,100}?)\s?:(?: (?P<text>.*)|$)", re.DOTALL)
_NO_NAME = re.compile(r'["“”«»„]')
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MEDIA = re.compile(r"<[^<>\n]{3,40}>")
_ATTACHED = re.compile(
    r"<[^<>:\n]{2,30}: (?P<ios>[^<>\n]{1,200}\.\w{1,5})>|^(?P<android>[^\n<>:/\\]{1,200}\.\w{2,5}) \("
    r"(?:file attached|Datei angehängt|archivo adjunto|fichier joint|bifogad fil|arquivo anexado|file allegato|"
    r"bestand bijgevoegd)\)$",
    re.MULTILINE | re.IGNORECASE,
)
_OMITTED = re.compile(
    r"\w[\w -]{2,30} (?:omitted|weggelassen|ausgeschlossen|omis|omise|absente?|omitid[oa]|omess[oa]|utelämna[dt]\w*|"
    r"weggelaten)$"
)
_EDITED = re.compile(r"\s*<[^<>\n]{5,60}>\s*$")
# What WhatsApp says in the name of a person or a group.
_NOT_SAID = re.compile(
    r"end-to-end|Ende-zu-Ende|extremo a extremo|bout en bout|ponta a ponta|"
    r"^(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|"
    r"Du hast diese Nachricht gelöscht|Se eliminó este mensaje|Eliminaste este mensaje|Ce message a été supprimé|"
    r"Vous avez supprimé ce message|"
    r"Meddelandet har raderats|null)\.?$",
    re.IGNORECASE,
)
_HEAD_LINES = 8


@dataclass(slots=True)
class Survey:
    """What a chat needs to be read: `orders` of its dates, who speaks and how often, and one date as written."""

    orders: tuple[Order, ...] = ()
    speakers: Counter[str] = field(default_factory=Counter)
    example: str = ""


class _Piece(NamedTuple):
    position: int
    after: int
    stamp: Stamp | None
    text: str


def is_chat(head: bytes) -> bool:
    """Whether a file that begins so is a chat: its first line is stamped, and somebody speaks."""
    lines = [line for line in head.decode("utf-8", "replace").lstrip("\ufeff").splitlines() if line.strip()]
    if not lines or stamp_of(lines[0]) is None:
        return False
    stamps = [stamp_of(line) for line in lines[:_HEAD_LINES]]
    return any(stamp is not None and _said(stamp)[0] for stamp in stamps)


def survey(stream: BinaryIO) -> Survey:
    """Look through a whole chat."""
    found, evidence = Survey(), Evidence()
    for piece in _pieces(stream):
        if piece.stamp is None:
            continue
        evidence.add(piece.stamp)
        speaker, _ = _said(piece.stamp)
        if speaker:
            found.speakers[speaker] += 1
        if not found.example and piece.stamp.numbers[0] != piece.stamp.numbers[1]:
            found.example = piece.stamp.mark.join(map(str, piece.stamp.numbers))
    found.orders = evidence.orders()
    return found


def read(stream: BinaryIO, order: Order, source: str = "") -> Iterator[ChatRecord | SetAside]:
    """The messages of a chat from its beginning, with the clock's time as its phone showed it."""
    last, again = None, Counter[tuple[str, str]]()
    for piece in _pieces(stream):
        if piece.stamp is None:
            if piece.text.strip():
                yield SetAside(source, piece.position, "text before the first message of a chat")
            continue
        at = piece.stamp.moment(order)
        if at is None:
            yield SetAside(source, piece.position, "a date that there is not")
            continue
        speaker, text = _said(piece.stamp)
        if not speaker:
            continue
        text = tidy(_HIDDEN.sub("", f"{text}\n{piece.text}"))[:LONGEST_TEXT].strip()
        if at != last:
            last, again = at, Counter()
        words, attachments = _parted(text)
        if words or attachments:
            yield ChatRecord(
                speaker=speaker, at=at, text=words, attachments=attachments, again=again[speaker, text],
                source=source, position=piece.position, after=piece.after,
            )  # fmt: skip
            again[speaker, text] += 1


def _pieces(stream: BinaryIO) -> Iterator[_Piece]:
    """Stamped lines, each with those that follow it without a stamp."""
    start = at = 0
    stamp: Stamp | None = None
    text: list[str] = []
    size = 0
    while line := stream.readline(_LONGEST_LINE):
        written = line.decode("utf-8", "replace").rstrip("\r\n")
        found = stamp_of(written)
        if found is not None:
            if at > start:
                yield _Piece(start, at, stamp, "\n".join(text))
            start, stamp, text, size = at, found, [], 0
        elif size < LONGEST_TEXT:
            text.append(written)
            size += len(written)
        at += len(line)
    if at > start:
        yield _Piece(start, at, stamp, "\n".join(text))


def _said(stamp: Stamp) -> tuple[str, str]:
    """Who says what in the stamped line; an empty name where WhatsApp itself says it."""
    found = _SPEAKER.match(_HIDDEN.sub("", stamp.rest[:200]) + stamp.rest[200:])
    if not found or _NO_NAME.search(found["speaker"]):
        return "", ""
    hidden = "\u200e" in stamp.rest.partition(":")[2][:3]
    text = _HIDDEN.sub("", found["text"] or "")
    if _NOT_SAID.search(text[:300]) or (hidden and not (_OMITTED.search(text) or _ATTACHED.search(text))):
        return "", ""
    return tidy(" ".join(found["speaker"].replace("\u202f", " ").split())), text


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """The words of a message, and the names of what came with it."""
    found = [match["ios"] or match["android"] for match in _ATTACHED.finditer(text)]
    words = _ATTACHED.sub("", text).strip()
    if _MEDIA.fullmatch(words) or (_OMITTED.fullmatch(words) and "\n" not in words):
        return "", (*found, words.strip("<>"))
    return _EDITED.sub("", words), tuple(found)
