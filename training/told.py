"""What `fit_networks.py` left behind: scores of the networks, by sentence."""

from pathlib import Path

import numpy as np
from learn import LABELS as ACTS
from learn import Floats
from packed import WHOLE, Packed, read
from weights import Arrays

FOLDS = 5
#: Scores of the pool are stored in so many parts, those of what was held out in so many.
POOL_PARTS, PARTS = 10, 100


def of_pool(work: Path) -> list[Floats]:
    """Scores by the large network of each act of the sentences nobody annotated, by the fold it did not see."""
    with np.load(work / "pool.npz") as stored:
        return [stored[str(run)][:, : len(ACTS)].astype(np.float32) / POOL_PARTS for run in range(FOLDS + 1)]


def of_judged(work: Path, count: int, network: str, shown: int = WHOLE) -> Floats:
    """Scores of the judged sentences, shown in that way, by networks that saw nothing of their conversations."""
    packed = read(work / "windows.npz")
    found = np.full((count, packed.told), np.nan)
    with np.load(work / "told.npz") as stored:
        for fold in range(FOLDS):
            if f"{network} {fold}" in stored:
                sentences = stored[f"{network} {fold} sentences"]
                mine = _window_of(packed)[sentences]
                use = (packed.source[mine] == 0) & (packed.shown[mine] == shown)
                found[packed.rows[sentences[use]]] = stored[f"{network} {fold}"][use] / PARTS
    return found


def of_items(work: Path, network: str, shown: int = WHOLE) -> tuple[Floats, np.ndarray]:
    """Score and truth of action items in the utterances of meetings kept apart."""
    packed = read(work / "windows.npz")
    column = packed.labels.index("action_item")
    with np.load(work / "told.npz") as stored:
        sentences = stored[f"{network} {FOLDS} sentences"]
        told = stored[f"{network} {FOLDS}"][:, column] / PARTS
    use = packed.shown[_window_of(packed)[sentences]] == shown
    return told[use], packed.wanted[sentences[use], column] > 0


def _window_of(packed: Packed) -> np.ndarray:
    """The number of the window of each sentence."""
    return np.repeat(np.arange(len(packed.starts) - 1), np.diff(packed.first))


def student(work: Path) -> Arrays:
    """The weights of the small network that saw everything, by name."""
    parts: dict[str, np.ndarray] = {}
    for path in sorted(work.glob("student-*.npz")):
        with np.load(path) as stored:
            parts |= {name: stored[name].astype(np.float32) for name in stored.files}
    names = dict.fromkeys(_whole_name(name) for name in parts)
    return {name: np.concatenate(_pieces(parts, name)) if name not in parts else parts[name] for name in names}


def _whole_name(name: str) -> str:
    return name.split(" ")[0]


def _pieces(parts: Arrays, name: str) -> list[np.ndarray]:
    return [parts[each] for each in sorted(parts) if _whole_name(each) == name]
