"""x"""

from __future__ import annotations

from segue.formats.records import Span


def own_words(body: str, name: str = "") -> tuple[tuple[Span, ...], Span | None]:
    return ((0, len(body)),), None
