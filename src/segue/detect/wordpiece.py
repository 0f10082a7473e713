"""Cuts words into the pieces that the closer look knows: lower case, no accents, longest piece first."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, normalize

#: A word longer than this is not cut, but taken for unknown.
LONGEST = 40
#: So many words are remembered with their pieces.
REMEMBERED = 50_000
UNKNOWN = "[UNK]"

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


class Pieces:
    """A vocabulary of pieces: whole words and beginnings as they are, later parts behind "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = [self._number[UNKNOWN]]
        self._of_word = lru_cache(maxsize=REMEMBERED)(self._cut)

    def number(self, piece: str) -> int:
        """The number of one piece that the vocabulary holds."""
        return self._number[piece]

    def of(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces of a text, no more than `most`."""
        found: list[int] = []
        for match in _WORD.finditer(plain(text[: most * LONGEST])):
            found += self._of_word(match[0])
            if len(found) >= most:
                return found[:most]
        return found

    def _cut(self, word: str) -> list[int]:
        if len(word) > LONGEST:
            return self._unknown
        found, start = [], 0
        while start < len(word):
            piece, start = self._longest(word, start)
            if piece is None:
                return self._unknown
            found.append(piece)
        return found

    def _longest(self, word: str, start: int) -> tuple[int | None, int]:
        for end in range(len(word), start, -1):
            number = self._number.get(word[start:end] if start == 0 else f"##{word[start:end]}")
            if number is not None:
                return number, end
        return None, start


def plain(text: str) -> str:
    """Lower case without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return "".join(char for char in normalize("NFD", lowered) if category(char) != "Mn")
