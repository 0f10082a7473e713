"""Trains the closer look, a small transformer taught by a large one, and the linear model, taught by it as well.

    pip install -r training/requirements.txt
    python training/train_closer.py --data PATH --work FOLDER

PATH is the folder that holds acts/, mail/ and chat/. What is finished lies in FOLDER, and is not done again: the
windows (`windows.npz`), then the networks. Fitting these wants a GPU; on another machine `fit_networks.py` alone does
it, with nothing but the files in FOLDER. Where there is none, `fit_taught.py` does it in longer time. Seeds are
fixed; on another processor sums of rounded numbers, and with them the third digit of the figures, may come out
differently.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import corpora
import numpy as np
import packed
import told
import weights
from data import Example, examples
from extra import labelled
from fit_networks import fit_all
from mixing import STORED, ship
from pool import pool
from train import Lessons, train

from segue.detect.model import FOLDER, shipped

#: Stored confidence is rounded: none is quite certain.
LEAST = 1e-4
#: So many sentences are scored at once.
PORTION = 2000


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the closer look and the linear model.")
    parser.add_argument("--data", type=Path, required=True, help="folder with acts/, mail/ and chat/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is finished in between")
    parser.add_argument("--only-windows", action="store_true", help="lay out what the networks learn from, no more")
    parser.add_argument("--keep-linear", action="store_true", help="leave the linear model as it is shipped")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    windows(options.data, options.work)
    if not options.only_windows:
        if not (options.work / "told.npz").exists():
            fit_all(options.work, options.work)
        finish(options.data, options.work, keep_linear=options.keep_linear)


def windows(data: Path, work: Path) -> None:
    """What the networks learn from and begin with, where it does not lie there yet."""
    if not (work / "windows.npz").exists():
        laid_out = corpora.packed(data, corpora.annotated(data), labelled(data))
        weights.store(work, laid_out.names)
        packed.write(work / "windows.npz", laid_out)
    if not (work / "pool-linear.npy").exists():
        np.save(work / "pool-linear.npy", quick(examples(pool(data))))


def quick(unread: Sequence[Example]) -> np.ndarray:
    """The confidence of the linear model that is shipped in each act of sentences nobody annotated."""
    sentences, arounds = [each.sentence for each in unread], [each.around for each in unread]
    parts = [slice(start, start + PORTION) for start in range(0, len(unread), PORTION)]
    scores = np.concatenate([shipped().scores(sentences[part], arounds[part]) for part in parts])
    return (1 / (1 + np.exp(-scores))).astype(np.float16)


def finish(data: Path, work: Path, *, keep_linear: bool = False) -> None:
    """The linear model, then both stages together."""
    judged, linear = examples(corpora.annotated(data)), work / "linear.npy"
    if not linear.exists() and keep_linear:
        with np.load(STORED) as stored:
            np.save(linear, stored["linear"].astype(float).clip(LEAST, 1 - LEAST))
    elif not linear.exists():
        unread = examples(pool(data))
        train(Lessons(judged, examples(labelled(data)), unread, told.of_pool(work, len(unread))), FOLDER, work)
    ship(judged, work)


if __name__ == "__main__":
    main()
