"""Fits the small network by itself, from what is annotated and the other corpora: what is shipped now was made so.

    python training/fit_alone.py --work FOLDER

For want of a GPU: half an hour of two cores, with no large network to teach it. Words and the lower two layers stay as
they are. It learns first without two of the five folds, which it is then judged by, and goes on with all of them; what
is shipped are the means of the weights at both ends, which read meetings better than either.
"""

import argparse
from collections.abc import Collection
from pathlib import Path

import numpy as np
import torch
from fit_networks import FOLDS, PARTS, gather, parts_of
from packed import SOURCES, WHOLE, Packed, read
from tuning import Epoch, Lessons, begun, fit, scores, weights_of
from weights import Arrays, load

#: Folds that the first run does not see.
HELD = (0, 1)
EPOCHS, STEP, FROZEN = 3, 4096, 2
RATE, LAST_RATE = 3e-4, 1.5e-4
#: Shares of the ways in which a message is shown: whole, without kind and subject, sentence by sentence.
SHOWN = (0.8, 0.1, 0.1)
#: Shares of meetings without an action item that an epoch sees, and of the other corpora that the first one does.
IDLE_TALK, OTHERS = 0.04, 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description="Fits the network of the closer look without a GPU.")
    parser.add_argument("--work", type=Path, required=True, help="folder with windows.npz and the first weights")
    work = parser.parse_args().work
    # Numbers next to nothing make a processor crawl.
    torch.set_flush_denormal(True)
    packed = read(work / "windows.npz")
    lessons = Lessons(packed)
    first = learned(lessons, work, None, HELD, EPOCHS, RATE)
    judge(lessons, work, first, packed.of("judged"))
    last = learned(lessons, work, first, (), 1, LAST_RATE)
    mean = {name: (values + last[name]) / 2 for name, values in first.items()}
    judge(lessons, work, mean, packed.of("kept"))
    for part, names in enumerate(parts_of(mean)):
        np.savez_compressed(work / f"student-{part}.npz", **names)
    gather(work)


def learned(
    lessons: Lessons, work: Path, begin: Arrays | None, held: Collection[int], epochs: int, rate: float
) -> Arrays:
    """The weights after so many epochs without the folds held, from those given or from the package's."""
    shape, weights = load(work / "minilm.npz")
    network = begun(shape, begin or weights, len(lessons.packed.labels))
    network.freeze(FROZEN)
    first, further = epoch(lessons.packed, held, OTHERS if begin is None else 0.0), epoch(lessons.packed, held, 0.0)
    ways = [first] + [further] * (epochs - 1)
    fit(network, lessons, ways, rate=rate, head=3e-3, lower=0.85, seed=7, step=STEP, rising=0.06, mean_from=0.7)
    return weights_of(network)


def epoch(packed: Packed, held: Collection[int], others: float) -> Epoch:
    """Every annotated message in one way, a part of the meetings, and this share of the other corpora."""
    mine = packed.of("judged", "more")
    mine = mine[~np.isin(packed.fold[mine], list(held))]
    talk, less = packed.of("meetings"), packed.of("lessons")
    busy = packed.holds(talk, "action_item")
    messages = int(packed.message[mine].max()) + 1

    def windows(random: np.random.Generator) -> np.ndarray:
        ways = random.choice(3, size=(len(SOURCES), messages), p=SHOWN)
        shown = mine[packed.shown[mine] == ways[packed.source[mine], packed.message[mine]]]
        parts = [shown, talk[busy | (random.random(len(talk)) < IDLE_TALK)]]
        if others:
            parts.append(less[random.random(len(less)) < others])
        return np.concatenate(parts)

    return windows


def judge(lessons: Lessons, work: Path, weights: Arrays, windows: np.ndarray) -> None:
    """Keep the scores of what these weights never saw: the folds held, shown whole, or the meetings kept apart."""
    packed = lessons.packed
    network = begun(load(work / "minilm.npz")[0], weights, len(packed.labels))
    runs = [FOLDS] if packed.fold[windows].max() < 0 else list(HELD)
    for run in runs:
        mine = windows if run == FOLDS else windows[(packed.fold[windows] == run) & (packed.shown[windows] == WHOLE)]
        told = np.round(scores(network, lessons, mine).astype(np.float32) * PARTS).astype(np.int16)
        sentences = packed.sentences(mine).astype(np.int32)
        np.savez_compressed(work / f"told-student-{run}.npz", told=told, sentences=sentences)


if __name__ == "__main__":
    main()
