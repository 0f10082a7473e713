"""What somebody types into the search box, taken apart. Pure: dates are resolved by the caller's zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_PART = re.compile(
    r'(?:(?P<key>from|with|in|before|after|owed):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))', re.IGNORECASE
)
_LAST = 9000
"""No calendar that counts on from a later year comes to a day that is none."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Query:
    """Words and phrases to find, and what narrows them. `before` and `after` are days; `typing`: the last word
    may be unfinished. `odd` names what was not understood, to be told."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    owed: str = ""
    typing: bool = False
    odd: tuple[str, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether anything is to be found in the text itself."""
        return bool(self.words or self.phrases)


def parse(text: str) -> Query:
    """Read `outline "pilot budget" from:amara with:bo before:2026-03 after:2025 owed:me`; never raises."""
    query = Query()
    for part in _PART.finditer(text):
        phrase = part["quoted"] is not None
        query = _with(query, (part["key"] or "").lower(), part["quoted"] if phrase else part["bare"], phrase=phrase)
        unfinished = not part["key"] and not phrase and part.end() == len(text) and text[-1].isalnum()
        query = replace(query, typing=unfinished)
    return query


def _with(query: Query, key: str, value: str, phrase: bool) -> Query:
    if key == "from":
        return replace(query, senders=(*query.senders, value.lower()))
    if key == "with":
        return replace(query, people=(*query.people, value.lower()))
    if key == "in":
        return replace(query, places=(*query.places, value.lower()))
    if key == "owed":
        return _owed(query, value.lower())
    if key:
        return _dated(query, key, value)
    return _texted(query, value, phrase)


def _texted(query: Query, value: str, phrase: bool) -> Query:
    words = tuple(re.findall(r"\w+", value))
    if phrase or len(words) > 1:
        return replace(query, phrases=(*query.phrases, " ".join(words))) if words else query
    return replace(query, words=query.words + words)


def _owed(query: Query, value: str) -> Query:
    known = {"me": "me", "them": "them"}.get(value)
    return replace(query, owed=known) if known else replace(query, odd=(*query.odd, f"owed:{value}"))


def _dated(query: Query, key: str, value: str) -> Query:
    """`before:2026-03` means before March begins; `after:2026-03` after it has ended."""
    found = _DATE.match(value)
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (None,) * 3
        first = date(year or 0, month or 1, day or 1)
        if first.year > _LAST:
            raise ValueError(value)
    except ValueError:
        return replace(query, odd=(*query.odd, f"{key}:{value}"))
    if key == "before":
        return replace(query, before=first)
    return replace(query, after=_end(first, month, day))


def _end(first: date, month: int | None, day: int | None) -> date:
    """The first day that no longer belongs to the year, month or day written."""
    if day:
        return first + timedelta(days=1)
    if month:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.replace(year=first.year + 1) if first.year < 9999 else first
