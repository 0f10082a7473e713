"""The words of a text around what was looked for, for a list of finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from segue.domain.searching import Query

AROUND = 90
"""How many characters before and after a find are shown."""

Pieces = tuple[tuple[str, bool], ...]
"""Parts of a text in order, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The words and phrases of a query: the first word of each in lower case, and all as one pattern."""

    first_words: tuple[str, ...]
    pattern: re.Pattern[str] | None


@lru_cache(maxsize=64)
def sought(query: Query) -> Sought:
    """What is looked for in texts that this query finds."""
    end = "" if query.typing else r"\b"
    terms = [rf"{re.escape(word)}{end}" for word in query.words]
    terms += [r"\W+".join(map(re.escape, phrase.split())) for phrase in query.phrases]
    first = (term.split()[0].lower() for term in (*query.words, *query.phrases))
    pattern = re.compile(rf"\b({'|'.join(terms)})", re.IGNORECASE) if terms else None
    return Sought(tuple(dict.fromkeys(first)), pattern)


def excerpt(text: str, what: Sought) -> Pieces:
    """The words around the first find, or those that it begins with, on one line."""
    first, last = _first(text, what)
    around = " ".join(_whole_words(text, max(0, first - AROUND), first, last, last + AROUND).split())
    parts = what.pattern.split(around) if what.pattern else [around]
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)


def _first(text: str, what: Sought) -> tuple[int, int]:
    """Where the first find stands. Plain searches lead to it: the pattern alone would take most of a search's time."""
    lower = text.lower()
    if what.pattern is None or len(lower) != len(text):
        found = what.pattern.search(text) if what.pattern else None
        return found.span() if found else (0, 0)
    finds = (next(_finds(text, lower, word, what.pattern), None) for word in what.first_words)
    return min((find for find in finds if find), default=(0, 0))


def _finds(text: str, lower: str, word: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = lower.find(word)
    while at >= 0:
        if found := pattern.match(text, at):
            yield found.span()
        at = lower.find(word, at + 1)


def _whole_words(text: str, start: int, first: int, last: int, end: int) -> str:
    """The text from `start` to `end`, drawn in to whole words, but never into `first` to `last`."""
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    return text[start:end]
