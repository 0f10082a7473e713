"""How the command line speaks: JSON where it is asked for, else plain text with a little weight and colour."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from segue.store.models import Asker

__all__ = ["console", "date_of", "day", "escape", "flowed", "indented", "out_json", "quoted", "table"]


def console() -> Console:
    """The terminal, written to as it is now (tests and pipes change it)."""
    return Console(highlight=False)


def out_json(data: Any) -> None:
    """One JSON document; moments and days in ISO 8601, sets of things as lists."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    return str(value)


def table(*columns: str) -> Table:
    """A table without lines, as wide as it needs; columns that begin with > stand to the right."""
    made = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    return made


def indented(text: str | Text, by: int = 2) -> Padding:
    """A paragraph that keeps its indentation where it wraps."""
    return Padding(text, (0, 0, 0, by))


def flowed(parts: Iterable[str], width: int, between: str = "  ·  ") -> list[str]:
    """Parts on as few lines as they need, none of them broken: each can be copied whole."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(between) + len(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines


def quoted(words: str, longest: int = 200) -> str:
    """Somebody's words on one line, in quotation marks, with no markup of theirs."""
    plain = " ".join(words.split())
    return f"“{escape(plain if len(plain) <= longest else plain[: longest - 1] + '…')}”"


def date_of(moment: datetime | None, asker: Asker) -> str:
    """The day of a moment on the asker's calendar, in words."""
    return day(moment.astimezone(ZoneInfo(asker.zone)).date()) if moment else ""


def day(value: date | None) -> str:
    """A day in words, such as Fri 27 Nov 2026."""
    return f"{value:%a} {value.day} {value:%b %Y}" if value else ""
