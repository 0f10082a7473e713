"""The gate: finds, in one pass over a whole message, the few sentences worth reading closely."""

from collections.abc import Sequence
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from segue.detect.split import Span

#: A sentence shorter than this (in characters) is judged by other measures: "Will do", "ok".
SHORT = 25

_FLAT = str.maketrans(
    dict.fromkeys(map(chr, range(33)), " ")
    | dict.fromkeys('[]{}<>|\\^~`_=+*"“”„«»,.;:()!?/&$#%@-–—…', " ")
    | dict.fromkeys("’‘´", "'")
)
_FLAT_ASCII = bytes(range(128)).decode().lower().translate(_FLAT).encode() + bytes(range(128, 256))


class Gate:
    """Adds up the weights of words and pairs of words; from `opens` on a sentence passes."""

    def __init__(self, words: Sequence[str], weights: Sequence[float], *, asks: float, short: float, opens: float):
        """`asks` is the weight of a question mark, `short` that of a short sentence."""
        self._find = AhoCorasick([f" {word} " for word in words]).find_matches_as_indexes
        self._weights = list(weights)
        self._asks, self._short, self._opens = asks, short, opens

    def open_for(self, text: str, spans: Sequence[Span], opens: float | None = None) -> list[int]:
        """The places in `spans` (ascending, not overlapping) of the sentences that pass; `opens`: from another sum."""
        least = self._opens if opens is None else opens
        return [place for place, total in enumerate(self.sums(text, spans)) if total >= least]

    def sums(self, text: str, spans: Sequence[Span]) -> list[float]:
        """The sum of each span's words and marks."""
        if not spans:
            return []
        low, high = spans[0][0], spans[-1][1]
        sums = self._marks(text, spans)
        weights = self._weights
        ends = iter([end - low + 1 for _, end in spans[:-1]])
        place, total, end = 0, sums[0], next(ends, len(text) + 3)
        for word, start, _ in self._find(flat(text[low:high]), overlapping=True):
            while start >= end:
                sums[place] = total
                place += 1
                total, end = sums[place], next(ends, len(text) + 3)
            total += weights[word]
        sums[place] = total
        return sums

    def _marks(self, text: str, spans: Sequence[Span]) -> list[float]:
        if "?" not in text:
            return [self._short if end - start < SHORT else 0.0 for start, end in spans]
        return [
            self._asks * (text.find("?", start, end) >= 0) + self._short * (end - start < SHORT) for start, end in spans
        ]


def flat(text: str) -> str:
    """Lower case with marks made spaces, framed by two spaces and one.

    The character at place n of the text stands at n + 2, so that a pattern " word " begins at n + 1.
    """
    if text.isascii():
        return f"  {text.encode().translate(_FLAT_ASCII).decode()} "
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return f"  {lowered.translate(_FLAT)} "


def words_of(sentence: str) -> list[str]:
    """The words by which the gate knows a sentence, pairs of neighbours, and " word" after a mark."""
    words = flat(sentence)[1:-1].split(" ")
    pairs = [f"{first} {second}" for first, second in pairwise(words) if second]
    return [word for word in words if word] + pairs
