"""Which of the model's features many sentences have, worked out for all of them at once.

The outcome is that of `features.sentence_features`, name by name; but no name is spelled out: words are numbers, and
pairs and triples of them are looked up by the thousand.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from segue.detect.features import BEGIN, END, SHAPE, form, mixed_of, shape_of, tokens
from segue.detect.lexicon import ADVERBS, SAME

Ints = npt.NDArray[np.int64]

_NONE = -1
_DULL = "_-"
# Words in no feature's name stand for all that end alike: no more is looked at in them.
_OTHERS = {ending: f"\0{ending}" for ending in ("ing", "ed", "ly", "")}


class Rows:
    """The rows of a table of features, found by the features' names."""

    def __init__(self, names: Sequence[str]) -> None:
        self._row = {name: row for row, name in enumerate(names)}
        self._beyond = len(names)
        words = sorted({BEGIN, END, *_OTHERS.values(), *ADVERBS, *SHAPE, *SAME.values(), *_words_in(names)})
        self._number = _Numbers({word: number for number, word in enumerate(words)})
        self._alone = self._rows_of(words)
        self._plain = np.array([word not in ADVERBS for word in words])
        mixed, self._mixed = _numbered([mixed_of(word) for word in words])
        shapes, self._shape = _numbered([shape_of(word) for word in words])
        self._dull = shapes[_DULL]
        self._shape_alone = self._rows_of(shapes)
        self._pairs = _Runs(self._number, {tuple(name.split(" ")): row for name, row in self._row.items()}, 2)
        of_mixed = {tuple(name.split("~")): row for name, row in self._row.items()}
        self._mixed_pairs, self._triples = _Runs(mixed, of_mixed, 2), _Runs(mixed, of_mixed, 3)
        self._shape_pairs = _Runs(shapes, {_shapes_in(name): row for name, row in self._row.items()}, 2)

    def of(self, sentences: Sequence[str]) -> tuple[Ints, Ints]:
        """The rows of each sentence, each once, one sentence after the other; and where each sentence begins.

        Each also has the row after the table's last, so that none is without.
        """
        words, forms = [], []
        for sentence in sentences:
            words.append(tokens(sentence))
            forms.append(form(sentence, words[-1]))
        numbers = map(self._number.__getitem__, chain.from_iterable([BEGIN, *each, END] for each in words))
        looks = map(self._row.get, chain.from_iterable(forms), repeat(_NONE))
        found = [
            *self._said(np.array(list(numbers)), _places([len(each) + 2 for each in words])),
            (np.array(list(looks)), _places([len(each) for each in forms])),
            (np.full(len(sentences), self._beyond), np.arange(len(sentences))),
        ]
        return self._sorted(found, len(sentences))

    def _said(self, words: Ints, place: Ints) -> Iterable[tuple[Ints, Ints]]:
        """Rows with the place of the sentence, by what is looked at: as `features.ngrams`."""
        yield self._alone[words], place
        yield self._pairs.rows(words), place[1:]
        plain = self._plain[words]
        words, place = words[plain], place[plain]
        mixed = self._mixed[words]
        yield self._mixed_pairs.rows(mixed), place[1:]
        yield self._triples.rows(mixed), place[2:]
        shapes = self._shape[words]
        again = np.append(False, (shapes[1:] == self._dull) & (shapes[:-1] == self._dull))
        shapes, place = shapes[~again], place[~again]
        yield self._shape_alone[shapes], place
        yield self._shape_pairs.rows(shapes), place[1:]

    def _sorted(self, found: Iterable[tuple[Ints, Ints]], count: int) -> tuple[Ints, Ints]:
        rows, places = (np.concatenate(each) for each in zip(*found, strict=True))
        known = rows != _NONE
        # By sorting: several times as quick as numpy's own way of leaving out what repeats.
        keys = np.sort(places[known] * (self._beyond + 1) + rows[known])
        places, rows = np.divmod(keys[np.append(True, keys[1:] != keys[:-1])], self._beyond + 1)
        return rows, np.searchsorted(places, np.arange(count))

    def _rows_of(self, names: Iterable[str]) -> Ints:
        return np.array([self._row.get(name, _NONE) for name in names])


class _Numbers(dict[str, int]):
    """The numbers of words; of those that are in no name, that of their ending."""

    def __missing__(self, word: str) -> int:
        if word.endswith("ing"):
            return self[_OTHERS["ing"]]
        return self[_OTHERS[word[-2:] if word.endswith(("ed", "ly")) else ""]]


class _Runs:
    """Rows by runs of some neighbours, of which each is known by a number."""

    def __init__(self, numbers: dict[str, int], rows: dict[tuple[str, ...], int], length: int) -> None:
        self._base, self._length = len(numbers) + 1, length
        keys = {
            self._key([numbers[part] for part in parts]): row
            for parts, row in rows.items()
            if len(parts) == length and all(part in numbers for part in parts)
        }
        self._keys = np.array(sorted(keys) or [_NONE])
        self._rows = np.array([keys[key] for key in sorted(keys)] or [_NONE])

    def rows(self, numbers: Ints) -> Ints:
        """The row of each run that begins at each of the numbers, all but the last few."""
        count = len(numbers) + 1 - self._length
        keys = self._key([numbers[start : start + count] for start in range(self._length)])
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        return np.where(self._keys[at] == keys, self._rows[at], _NONE)

    def _key(self, parts: Sequence[Any]) -> Any:
        """One number for a run: of numbers, or of as many arrays of them."""
        key = parts[0]
        for part in parts[1:]:
            key = key * self._base + part
        return key


def _numbered(names: Sequence[str]) -> tuple[dict[str, int], Ints]:
    """A number for each name that differs, and the numbers of all."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return numbers, np.array([numbers[name] for name in names])


def _words_in(names: Iterable[str]) -> Iterable[str]:
    return (word for name in names for word in name.replace("~", " ").split(" "))


def _shapes_in(name: str) -> tuple[str, ...]:
    return tuple(f"_{part}" for part in name.split("_")[1:])


def _places(lengths: Sequence[int]) -> Ints:
    """To each of some things, which come in groups, the place of its group."""
    return np.repeat(np.arange(len(lengths)), lengths)
