"""Small victories, and how one is told to others: it names nobody unless its owner adds the name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

SOMEBODY = "somebody"
LINE = 28
"""Characters on a line of a card."""

_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.\w+")
_PART = re.compile(r"\w[\w'’-]*")


def unnamed(text: str, names: Iterable[str], with_whom: str = "") -> str:
    """The text with every one of these names, whole or in part, taken out: "somebody" stands there once.

    Names are looked for as they are written, with a capital: "may" and "mark" are words. That of whoever it was with
    goes however it is written. Parts of two letters and less go only with the whole name. Mail addresses go, whosever.
    """
    text = _ADDRESS.sub(SOMEBODY, text)
    capitals = {word for name in names for part in _parts(name) for word in (part, part.capitalize(), part.title())}
    plain = _without(text, {word for word in capitals if word[:1].isupper()}, re.NOFLAG)
    return _without(plain, _parts(with_whom), re.IGNORECASE)


def _parts(name: str) -> set[str]:
    found = _PART.findall(name)
    return {" ".join(found), *(part for part in found if len(part) > 2)} - {""}


def _without(text: str, words: set[str], flags: re.RegexFlag) -> str:
    if not words:
        return text
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.sub(rf"(?<!\w)(?:{either})(?:\s+(?:{either}))*(?!\w)", SOMEBODY, text, flags=flags)


@dataclass(frozen=True, slots=True)
class Told:
    """A victory as it is told to others; `on`: its day in words, `whom`: the name, where its owner adds it."""

    text: str
    on: str
    whom: str = ""

    @property
    def as_text(self) -> str:
        """In one line."""
        whom = f", with {self.whom}" if self.whom else ""
        return f"A small victory: {self.text.strip().rstrip('.')}{whom}. ({self.on})"

    @property
    def foot(self) -> str:
        """What stands at the foot of a card."""
        return f"{self.on}, with {self.whom}" if self.whom else self.on


def lines(text: str) -> list[str]:
    """The text in lines that a card has room for."""
    return wrap(text, LINE, break_long_words=True) or [""]


def day_in_words(day: date) -> str:
    """Such as 23 November 2026."""
    return f"{day.day} {day:%B %Y}"
