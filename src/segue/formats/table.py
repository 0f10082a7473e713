"""Rows of comma-separated text (RFC 4180, and as spreadsheets save it again), each read by itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from segue.formats.charsets import decode, tidy

# A row that is not closed within so much is broken: its first line is given up, and the next tried.
_MOST_LINES, _MOST_CHARACTERS = 1_000, 100_000
_LINES = re.compile(r"[^\n]*\n|[^\n]+\Z")
_DELIMITERS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Row(NamedTuple):
    """A row and the byte it begins at; `broken` says why it has no cells."""

    position: int
    cells: list[str]
    broken: str = ""


def text_of(data: bytes) -> str:
    """The text of a table file, which old exports write as UTF-16."""
    return (data.decode("utf-16", "replace") if data.startswith(_UTF_16) else decode(data)).lstrip("\ufeff")


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not empty. A quote that never closes costs its own line, not what follows."""
    lines = _LINES.findall(text.replace("\0", ""))
    number = position = 0
    while number < len(lines):
        count = _lines_of_row(lines, number)
        piece = "".join(lines[number : number + max(count, 1)])
        if not count:
            yield Row(position, [], "a quote in it is never closed")
        elif (cells := _cells(piece, delimiter)) and any(cells):
            yield Row(position, cells)
        number, position = number + max(count, 1), position + len(piece.encode("utf-8", "replace"))


def delimiter_of(line: str) -> str:
    """What parts the cells of a heading."""
    return max(_DELIMITERS, key=line.count)


def _lines_of_row(lines: list[str], first: int) -> int:
    """How many lines a row takes: quotes come in pairs. 0 where they do not."""
    quotes = size = 0
    for count, line in enumerate(lines[first : first + _MOST_LINES], start=1):
        quotes, size = quotes + line.count('"'), size + len(line)
        if quotes % 2 == 0:
            return count
        if size > _MOST_CHARACTERS:
            break
    return 0


def _cells(piece: str, delimiter: str) -> list[str]:
    try:
        return [tidy(cell).strip() for cell in next(csv.reader([piece], delimiter=delimiter), [])]
    except csv.Error:
        return [tidy(cell).strip() for cell in piece.split(delimiter)]
