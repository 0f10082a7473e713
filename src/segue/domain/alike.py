"""How much two utterances speak of the same thing: crude stems, the same for every language."""

from __future__ import annotations

import re


def stems(words: str) -> frozenset[str]:
    """The first six letters of each word that carries meaning; crude, the same for every language."""
    return frozenset(word[:6] for word in re.findall(r"\w+", words.lower()) if len(word) > 3 and word not in _EMPTY)


_SOME = 2
_PART = 0.15
_EMPTY = frozenset(
    word
    for words in (
        "that this with will have from your them then than what when would could should about please send",
        "know just like need want they there here been some also back make sure going werden haben bitte nicht",
    )
    for word in words.split()
)


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two messages speak of the same thing: some words in common, and no small part of the shorter one's."""
    return len(one & other) >= _SOME and shared(one, other) >= _PART


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's stems that both have, 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))
