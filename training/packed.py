"""Windows as a few arrays: quick to carry to another machine, and all that fitting needs. Needs numpy alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Where windows come from.
SOURCES = ("judged", "more", "pool", "lessons", "meetings", "kept")
#: How much of what stands around a sentence a window shows: all; neither kind nor subject; nothing.
WHOLE, PLAIN, ALONE = range(3)
#: Weights of labels are stored as whole numbers of so many parts.
PARTS = 20


@dataclass(frozen=True)
class Packed:
    """Windows: line n has the pieces from starts[n] to starts[n + 1], and the sentences from first[n] to first[n + 1].

    `begin` and `end` of a sentence count pieces of its window. `rows` are the numbers of sentences in what they come
    from (-1: none). `wanted` and `known` have a line for each sentence and a column for each label, in parts.
    """

    names: list[str]
    labels: list[str]
    told: int
    pieces: np.ndarray
    starts: np.ndarray
    first: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    rows: np.ndarray
    source: np.ndarray
    fold: np.ndarray
    message: np.ndarray
    shown: np.ndarray
    wanted: np.ndarray
    known: np.ndarray

    def of(self, *sources: str) -> np.ndarray:
        """The numbers of the windows that come from there."""
        return np.flatnonzero(np.isin(self.source, [SOURCES.index(name) for name in sources]))

    def sentences(self, windows: np.ndarray) -> np.ndarray:
        """The numbers of the sentences of these windows, in order."""
        counts = (self.first[windows + 1] - self.first[windows]).astype(np.int64)
        starts = np.repeat(self.first[windows] - np.concatenate([[0], counts.cumsum()[:-1]]), counts)
        return np.arange(counts.sum()) + starts

    def holds(self, windows: np.ndarray, label: str) -> np.ndarray:
        """Which of these windows hold a sentence with that label."""
        hits = np.concatenate([[0], (self.wanted[:, self.labels.index(label)] > 0).cumsum()])
        found: np.ndarray = hits[self.first[windows + 1]] > hits[self.first[windows]]
        return found


_LISTS = ("names", "labels", "told")


def write(path: Path, packed: Packed) -> None:
    """Writes the arrays to a file."""
    about = {name: getattr(packed, name) for name in _LISTS}
    arrays = {name: value for name, value in vars(packed).items() if name not in _LISTS}
    np.savez_compressed(path, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **arrays)


def read(path: Path) -> Packed:
    """Reads what `write` wrote."""
    with np.load(path) as stored:
        about = json.loads(bytes(stored["about"]).decode())
        return Packed(**about, **{name: stored[name] for name in stored.files if name != "about"})


def compact(pieces: np.ndarray, vocabulary: Sequence[str], always: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    """The pieces counted through anew, those alone that occur or are wanted always; and their names."""
    kept = np.zeros(len(vocabulary), dtype=bool)
    kept[pieces] = True
    kept[[vocabulary.index(name) for name in always]] = True
    number = np.cumsum(kept) - 1
    return number[pieces].astype(np.uint16), [vocabulary[at] for at in np.flatnonzero(kept)]
