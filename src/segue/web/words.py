"""The text of a message as it is shown: own words and folded quotes, detected words marked, addresses as links.

Bodies are plain text; nothing of them is ever taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from segue.queries.conversations import Marked

_LINK = re.compile(r"https?://[^\s<>\"'\u201c\u201d]+[^\s<>\"'\u201c\u201d.,;:!?)\]]")
_BLANK = re.compile(r"^\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain, a link, or the words of a detected act."""

    text: str
    link: str = ""
    mark: Marked | None = None
    also: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What the author newly wrote, or what stands there of others (quotes, signatures) and is folded away."""

    own: bool
    pieces: tuple[Piece, ...]


def passages(body: str, own: Sequence[tuple[int, int]], marks: Sequence[Marked]) -> list[Passage]:
    """The body cut into passages, in order; whitespace between them is dropped."""
    cut = _cut(len(body), own)
    return [
        Passage(is_own, tuple(_pieces(body, start, end, marks if is_own else ())))
        for start, end, is_own in _trimmed(body, cut)
    ]


def _cut(length: int, own: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, bool]]:
    at = 0
    for start, end in own:
        start, end = min(start, length), min(end, length)
        if start > at:
            yield at, start, False
        if end > start:
            yield start, end, True
        at = max(at, end)
    if at < length:
        yield at, length, False


def _trimmed(body: str, spans: Iterable[tuple[int, int, bool]]) -> Iterable[tuple[int, int, bool]]:
    for start, end, is_own in spans:
        text = body[start:end]
        if not _BLANK.match(text):
            lead = len(text) - len(text.lstrip("\n"))
            yield start + lead, start + len(text.rstrip()), is_own


def _pieces(body: str, start: int, end: int, marks: Sequence[Marked]) -> Iterable[Piece]:
    at = start
    for mark, also in _apart([each for each in marks if start <= each.start < each.end <= end]):
        yield from _linked(body[at : mark.start])
        yield Piece(body[mark.start : mark.end], mark=mark, also=also)
        at = mark.end
    yield from _linked(body[at:end])


def _apart(marks: Sequence[Marked]) -> Iterable[tuple[Marked, tuple[Marked, ...]]]:
    """Marks that do not overlap, each with those that do."""
    groups: list[list[Marked]] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if groups and mark.start < groups[-1][0].end:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return ((group[0], tuple(group[1:])) for group in groups)


def _linked(text: str) -> Iterable[Piece]:
    at = 0
    for found in _LINK.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found.group(), link=found.group())
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
