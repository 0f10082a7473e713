"""Trains the closer look, a small transformer, and how its scores mix with those of the linear model.

    pip install -r training/requirements.txt
    python training/train_closer.py --data PATH --work FOLDER

PATH is the folder that holds acts/, mail/ and chat/. What is finished lies in FOLDER, and is not done again.
All in all it takes about an hour on one core. Run it after `train.py`, whose model it mixes with. Seeds are fixed; on
another processor sums of rounded numbers, and with them the third digit of the figures, may come out differently.
"""

import argparse
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from random import Random

import numpy as np
import torch
from corpora import COLUMN, TOLD, Sample, ami, annotated, first_lessons, meetings, samples
from data import FOLDS, examples, lines
from extra import labelled
from learn import Floats, Matrix, Wanted
from mixing import ship
from network import Network
from train import cross_validated
from tuning import remember, scores, taught, tuned

EPOCHS, RATE = 3, 4e-4
#: This share of the further windows without any act is kept.
IDLE = 0.4


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the closer look.")
    parser.add_argument("--data", type=Path, required=True, help="folder with acts/, mail/ and chat/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is finished in between")
    parser.add_argument("--folds", type=int, default=FOLDS, help="so many parts are held out in turn to judge by")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    Training(options.data, options.work, options.folds).run()


class Training:
    """The steps, each leaving a file behind."""

    def __init__(self, data: Path, work: Path, folds: int) -> None:
        self._acts, self._work, self._folds = data / "acts", work, folds
        self._judged, self._more = annotated(data), labelled(data)
        self._first = work / "first.pt"

    def run(self) -> None:
        """Everything, to the shipped files."""
        second = self.out_of_fold()
        first, network = self.linear(), self.final()
        ship(network, examples(self._judged), first, second, self._items(network), self._texts())

    def linear(self) -> Floats:
        """The linear model's confidence in each act of the judged sentences, out of fold."""
        path = self._work / "linear.npy"
        if not path.exists():
            judged, more = examples(self._judged), examples(self._more)
            np.save(path, cross_validated(Matrix([*judged, *more]), judged, more)[0])
        found: Floats = np.load(path)
        return found

    def _items(self, network: Network) -> tuple[Floats, Wanted]:
        """Score and truth of action items in the utterances of meetings kept apart."""
        kept = ami(self._acts / "dev_ami_dev.jsonl.xz")
        remember(network, kept)
        told, wanted = scores(network, kept), [row["y"]["action"] for row in lines(self._acts / "dev_ami_dev.jsonl.xz")]
        numbers = sorted(told)
        return np.array([told[number][COLUMN["action_item"]] for number in numbers]), np.array(wanted, bool)[numbers]

    def _texts(self) -> Iterator[str]:
        """What mail, chat and talk say, to tell which words are common."""
        for message in [*self._judged, *self._more]:
            yield from (row["text"] for row in message)
        for path in sorted(self._acts.glob("*_*.jsonl.xz")):
            yield from (row["text"] for row in lines(path))
        yield from (row["text"] for row in lines(self._acts.parent / "chat" / "slack_messages.jsonl.xz"))

    def out_of_fold(self) -> Floats:
        """Scores of the judged sentences by networks that saw nothing of their conversations; else not a number."""
        found = np.full((sum(map(len, self._judged)), len(TOLD)), np.nan)
        for fold in range(self._folds):
            path = self._work / f"fold-{fold}.npz"
            if not path.exists():
                held = [each for each in self._windows if each.fold == fold and each.rows[0] is not None]
                told = scores(self._tuned([each for each in self._windows if each.fold != fold]), held)
                np.savez(path, numbers=np.array(list(told)), scores=np.array(list(told.values())))
            with np.load(path) as stored:
                found[stored["numbers"]] = stored["scores"]
        return found

    def final(self) -> Network:
        """The network to ship: it has seen everything, and beside it the action items of meetings."""
        path = self._work / "final.pt"
        network = taught([], self._first)
        if path.exists():
            network.load_state_dict(torch.load(path))
            return network
        spoken = meetings(self._acts)
        remember(network, spoken)
        network = self._tuned([*self._windows, *spoken])
        torch.save(network.state_dict(), path)
        return network

    def _tuned(self, windows: list[Sample]) -> Network:
        return tuned(self._first, windows, epochs=EPOCHS, rate=RATE, seed=0)

    @cached_property
    def _windows(self) -> list[Sample]:
        """Windows of everything annotated, with what the fixed layers make of them."""
        network = taught([] if self._first.exists() else first_lessons(self._acts), self._first)
        random = Random(5)
        more = [each for each in samples(self._more) if each.holds(TOLD[:14]) or random.random() < IDLE]
        found = [*samples(self._judged), *more]
        remember(network, found)
        return found


if __name__ == "__main__":
    main()
