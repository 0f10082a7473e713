"""Header fields of a mail, read leniently: addresses, dates, message ids, encoded words."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz
from functools import lru_cache

from segue.formats.charsets import decode, tidy
from segue.formats.records import Address

MOST_ADDRESSES = 2000
MOST_REFERENCES = 200

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
_ID = re.compile(r"<([^<>\x00-\x20\x7f\ud800-\udfff]{1,400})>")
_SPACE = re.compile(r"\s+")
_NOT_IN_ADDR = re.compile(r"[\s:;,()]")
_AT = re.compile(r"[^\s<>()\",;:@]+@[^\s<>()\",;:@]+")
_DATE = re.compile(
    r"\s*(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4})"
    r"\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s+([+-]\d{4}|GMT|UTC?|Z)\b"
)
_TELLS_ZONE = re.compile(r"[+-]\d{4}|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b")
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
# What a computer without a set clock stamps: the zero of Unix and that of DOS.
_ZERO_CLOCKS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1980, 1, 1, tzinfo=UTC))
_YEARS = range(1970, 2101)

Moment = tuple[datetime, int | None]
"""A moment in UTC and the writer's offset in minutes, None where the mail does not tell it."""


@lru_cache(maxsize=1 << 14)
def address(name: str, addr: str) -> Address | None:
    """An address made neat: lower-cased, quotes and a name that repeats the address taken away."""
    addr = tidy(addr).strip(" \t\n<>'\"").lower()
    if not addr or len(addr) > 320 or _NOT_IN_ADDR.search(addr):
        return None
    name = _SPACE.sub(" ", tidy(name)).strip(" '\",;<>")
    return Address("" if name.lower() == addr else name[:200], addr)


def addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a header field, however it is written; groups are flattened (RFC 5322 3.4).

    Encoded words are decoded after splitting, so that a comma inside a name divides nothing.
    """
    found = []
    for piece in _split_addresses(text[: 320 * MOST_ADDRESSES]):
        one = _one_address(piece)
        if one:
            found.append(one)
    return tuple(found[:MOST_ADDRESSES])


def _split_addresses(text: str) -> Iterable[str]:
    """Cuts at commas and semicolons outside quotes, comments and angle brackets."""
    piece: list[str] = []
    quoted = angle = False
    depth = 0
    escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif quoted:
            pass
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif char in "<>":
            angle = char == "<"
        elif char in ",;" and not depth and not angle:
            yield "".join(piece)
            piece = []
            continue
        elif char == ":" and not depth and not angle:
            piece = []
            continue
        piece.append(char)
    yield "".join(piece)


def _one_address(piece: str) -> Address | None:
    before, bracket, after = piece.rpartition("<")
    if bracket and (addr := after.partition(">")[0].strip()):
        return address(words(_unquoted(before)), addr)
    bare = _AT.search(piece)
    if not bare:
        return address("", piece) if piece.strip().isascii() else None
    comment = piece.partition("(")[2].rpartition(")")[0]
    return address(words(comment or _unquoted(piece[: bare.start()])), bare.group())


def _unquoted(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\").strip()


def words(text: str) -> str:
    """Decodes encoded words (RFC 2047), also in an unknown charset or broken; other text is kept."""
    if "=?" not in text:
        return text
    return _ENCODED_WORD.sub(_decoded_word, _BETWEEN_WORDS.sub(r"\1", text))


def _decoded_word(match: re.Match[str]) -> str:
    charset, encoding, text = match.groups()
    raw = text.encode("utf-8", "replace")
    try:
        if encoding in "bB":
            data = binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
        else:
            data = binascii.a2b_qp(raw, header=True)
    except binascii.Error:
        return match.group()
    return decode(data, charset.partition("*")[0])


def ids(text: str) -> tuple[str, ...]:
    """The message ids of a References or In-Reply-To field, without angle brackets, each once."""
    return tuple(dict.fromkeys(_ID.findall(text)))[-MOST_REFERENCES:]


def message_id(text: str) -> str:
    """A Message-ID without its angle brackets, empty where there is none."""
    found = _ID.search(text)
    return found.group(1) if found else _SPACE.sub("", tidy(text)).strip("<>")[:400]


@lru_cache(maxsize=1 << 12)
def moment(text: str) -> Moment | None:
    """When a Date field says (RFC 5322, and the ways it is miswritten); None for no possible moment."""
    try:
        found = _exact(text) or _lenient(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if not found or found[0].year not in _YEARS or found[0] in _ZERO_CLOCKS:
        return None
    return found


def _exact(text: str) -> Moment | None:
    match = _DATE.match(text)
    if not match:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    number = _MONTHS.get(month.lower())
    if not number:
        return None
    return _moment((int(year), number, int(day), int(hour), int(minute), min(59, int(second or 0))), _offset(zone))


def _offset(zone: str) -> int | None:
    """Minutes east of UTC; `-0000` says that the zone is not known (RFC 5322 3.3)."""
    if zone == "-0000":
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    return -minutes if zone[0] == "-" else minutes


def _lenient(text: str) -> Moment | None:
    parsed = parsedate_tz(text[:200])
    if parsed is None:
        return _iso(text)
    year, month, day, hour, minute, second = parsed[:6]
    offset = parsed[9] if _TELLS_ZONE.search(text) else None
    return _moment((year, month, day, hour, minute, min(59, second)), None if offset is None else offset // 60)


def _iso(text: str) -> Moment | None:
    found = datetime.fromisoformat(text.strip())
    offset = found.utcoffset()
    fields = (found.year, found.month, found.day, found.hour, found.minute, found.second)
    return _moment(fields, None if offset is None else int(offset.total_seconds()) // 60)


def _moment(fields: tuple[int, int, int, int, int, int], offset: int | None) -> Moment | None:
    if offset is not None and abs(offset) > 16 * 60:
        offset = None
    return datetime(*fields, tzinfo=UTC) - timedelta(minutes=offset or 0), offset


def received_moment(received: str) -> Moment | None:
    """When a Received field says that the mail arrived: what stands after its last semicolon."""
    return moment(received.rpartition(";")[2].partition("(")[0].strip())


def envelope_moment(line: str) -> Moment | None:
    """When mbox's From_ line says, in UTC (RFC 4155), e.g. `From a@b.c Thu Jan  1 12:00:00 2004`."""
    return moment(" ".join(line.split()[2:]))


def exchange_names(text: str) -> list[str]:
    """The display names of Exchange's X-To field, its directory paths and addresses cut away."""
    pieces = text.split(">,") if "<" in text else text.split(",")
    return [exchange_name(piece) for piece in pieces]


def exchange_name(text: str) -> str:
    """One display name as Exchange or Notes wrote it: `Lokay, Michelle </O=ENRON/...>`."""
    name = text.partition("<")[0].strip(" '\"\t")
    return "" if "@" in name or "/" in name else name
