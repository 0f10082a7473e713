"""The components of vCard and iCalendar text, cut out one by one so that a broken one spoils no other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from segue.formats.charsets import decode

LONGEST_COMPONENT = 16 << 20
_EDGE = re.compile(rb"^(?:\xef\xbb\xbf)?[ ]*(?P<edge>BEGIN|END)[ ]*:[ ]*(?P<name>[\w-]+)[ \t]*\r*$", re.M | re.I)
_FOLD = re.compile(r"\r?\n[ \t]")


class Component(NamedTuple):
    """A component as it stood: its upper-case name, its text and the byte offset of its BEGIN."""

    name: str
    text: str
    position: int
    closed: bool


def components(data: bytes, names: Collection[str]) -> Iterator[Component]:
    """The outermost components that bear one of the names, also one that is never closed."""
    name, position, depth = "", 0, 0
    for edge in _EDGE.finditer(data):
        found = edge["name"].decode("ascii", "replace").upper()
        begins = edge["edge"].upper() == b"BEGIN"
        if not name and begins and found in names:
            name, position, depth = found, edge.start(), 1
        elif name and found == name:
            depth += 1 if begins else -1
            if not depth:
                yield _component(name, data, position, edge.end(), closed=True)
                name = ""
    if name:
        yield _component(name, data, position, len(data), closed=False)


def _component(name: str, data: bytes, start: int, end: int, *, closed: bool) -> Component:
    text = decode(data[start : min(end, start + LONGEST_COMPONENT)]).strip("\ufeff \r\n")
    return Component(name, text, start, closed)


def unfolded(text: str) -> str:
    """Content lines joined again where they were folded (RFC 5545 3.1, RFC 6350 3.2)."""
    return _FOLD.sub("", text)


def folded(line: str) -> str:
    """A content line folded after 75 octets at most, never inside a character; ends with CRLF."""
    pieces: list[str] = []
    piece, room = "", 75
    for char in line:
        width = len(char.encode())
        if width > room:
            pieces.append(piece)
            piece, room = "", 74
        piece += char
        room -= width
    return "\r\n ".join([*pieces, piece]) + "\r\n"


def escaped(text: str) -> str:
    """A text value escaped for both formats (RFC 6350 3.4, RFC 5545 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")
