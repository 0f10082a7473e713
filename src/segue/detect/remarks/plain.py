"""Spoken words without what the tongue adds: fillers, words begun twice, halves of words. Places are kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_FILLERS = frozenset("um uh uhm er erm eh hm hmm mm mmm mhm ah oh äh ähm öh öhm hmhm".split())  # noqa: SIM905
#: Short words that are whole, though a longer one begins with them ("so some", "to today").
_WHOLE = frozenset(
    "a i an am as at be by do go he if in is it me my no of on or so to up us we the and any are but can did for get "  # noqa: SIM905
    "had has her him his how its let may new not now off one our out see she too two was way who why you all set put "
    "add use act end own old few man car far ich wir der die das den dem des ein mit von vor bei auf aus für was wie "
    "wer wo da so es er sie ihr man nur mal gut ist hat bin du ab an am im um zu ob".split()
)
_MARKS = " ,.;:!?…-–—\"'()[]"


@dataclass(frozen=True, slots=True)
class Plain:
    """A stretch of text said plainly; `places` gives for each character its offset in the text it was made of."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text it was made of the characters from start to end stand."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str, start: int = 0, end: int | None = None) -> Plain:
    """The words of `text` from start to end, one blank between them, apostrophes made alike."""
    found = list(_WORD.finditer(text, start, len(text) if end is None else end))
    kept = [word for number, word in enumerate(found) if not _is_slip(found, number)]
    chars: list[str] = []
    places: list[int] = []
    for word in kept:
        if chars:
            chars.append(" ")
            places.append(word.start() - 1)
        chars.extend(word[0].replace("’", "'").replace("´", "'"))
        places.extend(range(word.start(), word.end()))
    return Plain("".join(chars), places)


def _is_slip(words: Sequence[re.Match[str]], number: int) -> bool:
    """A filler, the same word as the next, or the beginning of the next."""
    word = words[number][0].strip(_MARKS).lower()
    if word in _FILLERS:
        return True
    if not word or number + 1 == len(words) or words[number][0][-1:] in ".?!:;":
        return False
    then = words[number + 1][0].strip(_MARKS).lower()
    if word == then:
        return word.isalpha()
    return len(word) <= 4 and word.isalpha() and word not in _WHOLE and len(then) > len(word) and then.startswith(word)
