"""Trains the shipped linear model of acts, and writes its file and its card.

    python training/train.py --data PATH --work FOLDER

PATH is the folder that holds acts/, mail/ and chat/. FOLDER holds what large networks say (`fit_networks.py` puts it
there): of sentences that nobody annotated, from which the linear model learns beside the annotated ones. It learns in
two rounds: a first linear model from what is annotated alone; a second from that and from what the first and the large
network together say of the rest. Thresholds and calibration come from out-of-fold scores, so that confidence means on
new mail what it says. The same data gives the same file.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from card import card
from data import FOLDS, Example, annotated, examples
from extra import labelled
from learn import LABELS, Floats, Matrix, best_f1, calibrated, fit, mix_of, threshold_for, truth
from passing import fitted_gate, opening
from pool import pool
from scipy.sparse import vstack
from told import of_judged, of_pool

from segue.detect.gate import Gate
from segue.detect.model import FOLDER, Thresholds, write

#: The precision from which an act is shown unasked: promises first of all.
SHOWN_PRECISION = dict.fromkeys(LABELS, 0.75) | {"promise": 0.9, "request": 0.8, "question": 0.85, "report": 0.8}
#: Nothing less certain than this is asked about.
LEAST_ASKED = 0.2
#: A sentence that nobody annotated counts as much as this share of one that somebody did.
OF_POOL = 0.5
#: Of those in which the large network sees nothing likelier than this, one in so many is learned from.
LIKELY, ONE_IN = 0.05, 4
#: Folds to hold out, and last of all none.
RUNS = range(FOLDS + 1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the shipped model of acts.")
    parser.add_argument("--data", type=Path, required=True, help="folder with acts/, mail/ and chat/")
    parser.add_argument("--work", type=Path, required=True, help="folder with what the large networks say")
    options = parser.parse_args()
    train(lessons(options.data, options.work), FOLDER, options.work)


@dataclass(frozen=True)
class Lessons:
    """What the linear model learns from: judged sentences, more of the same kind, and what nobody annotated.

    `large` are the large network's scores of the judged sentences, out of fold; `told` those of the unread ones, for
    each fold by a network that never saw it, and last of all by one that saw everything.
    """

    judged: Sequence[Example]
    more: Sequence[Example]
    unread: Sequence[Example]
    large: Floats
    told: Sequence[Floats]

    @property
    def known(self) -> list[Example]:
        """The annotated examples, the judged ones first."""
        return [*self.judged, *self.more]

    def worth(self, run: int) -> np.ndarray:
        """Which of the unread sentences a model without that fold learns from, and how much each counts."""
        likely = (1 / (1 + np.exp(-self.told[run])) > LIKELY).any(axis=1)
        return np.where(likely, OF_POOL, np.where(np.arange(len(likely)) % ONE_IN == 0, OF_POOL * ONE_IN, 0.0))


def lessons(data: Path, work: Path) -> Lessons:
    """Reads everything that the linear model learns from."""
    judged = annotated(data / "acts")
    large = of_judged(work, len(judged), "teacher")[:, : len(LABELS)]
    return Lessons(judged, examples(labelled(data)), examples(pool(data)), large, of_pool(work))


def train(given: Lessons, folder: Path, work: Path) -> None:
    """Writes the model trained on all examples, with thresholds from cross-validation.

    Only the judged ones count in thresholds and figures; there are more to learn from. Out-of-fold confidence is left
    in the work folder.
    """
    judged = given.judged
    names, weights, bias, scores = learned(given)
    wanted = truth(judged)
    calibration = np.array([calibrated(scores[:, at], wanted[:, at]) for at in range(len(LABELS))]).T
    confidence = 1 / (1 + np.exp(-(scores * calibration[0] + calibration[1])))
    np.save(work / "linear.npy", confidence)
    limits = all_thresholds(confidence, wanted)
    gate = fitted_gate(*texts_and_folds(judged), passable(confidence, limits))
    folder.mkdir(exist_ok=True)
    write(
        folder / "acts.npz",
        acts=LABELS,
        names=names,
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
        calibration=calibration.astype(np.float32),
        thresholds=limits,
        gate=gate,
    )
    _open_closer(folder, [example.sentence for example in judged], wanted.any(axis=1), Gate(**gate))
    counts = (len(given.more), len(given.unread))
    (folder / "CARD.md").write_text(card(judged, counts, confidence, wanted, limits, len(names)), encoding="utf-8")


def _open_closer(folder: Path, sentences: Sequence[str], acting: np.ndarray, gate: Gate) -> None:
    """What passes to the closer look is told by the gate, too."""
    path = folder / "closer.json"
    about = json.loads(path.read_text(encoding="utf-8")) | {"opens": opening(gate, sentences, acting)}
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def learned(given: Lessons) -> tuple[list[str], Floats, Floats, Floats]:
    """Features, weights and bias of the model that saw everything; out-of-fold scores of the judged sentences.

    A model for a fold learns from nothing that has seen that fold: neither from its conversations, nor from what a
    network or a first model says that has.
    """
    matrix = Matrix([*given.known, *given.unread])
    count, judged = len(given.known), len(given.judged)
    known, unread = matrix.values[:count], matrix.values[count:]
    wanted = truth(given.known).astype(np.float32)
    folds = np.array([example.fold for example in given.known])
    first = [fit(known[folds != run], wanted[folds != run]) for run in RUNS]
    seen = np.zeros((judged, len(LABELS)))
    for run in RUNS[:-1]:
        held = np.flatnonzero(folds[:judged] == run)
        seen[held] = known[held] @ first[run][0] + first[run][1]
    scores, weights, bias = np.zeros_like(seen), *first[-1]
    for run in RUNS:
        rest, worth = folds != run, given.worth(run)
        use = np.flatnonzero(worth)
        others = np.flatnonzero(folds[:judged] != run)
        mixes = [mix_of(seen[others, at], given.large[others, at], wanted[others, at]) for at in range(len(LABELS))]
        of_first, of_large, added = np.array(mixes).T
        mine = unread[use] @ first[run][0] + first[run][1]
        sure = 1 / (1 + np.exp(-(mine * of_first + given.told[run][use] * of_large + added)))
        weights, bias = fit(
            vstack([known[rest], unread[use]]).tocsr(),
            np.vstack([wanted[rest], sure.astype(np.float32)]),
            np.concatenate([np.ones(rest.sum()), worth[use]]),
        )
        held = np.flatnonzero(folds[:judged] == run)
        scores[held] = known[held] @ weights + bias
        print(f"linear model without fold {run}", flush=True)
    kept = np.flatnonzero(weights.any(axis=1))
    return [matrix.names[row] for row in kept], weights[kept], bias, scores


def texts_and_folds(examples: Sequence[Example]) -> tuple[list[str], np.ndarray]:
    """The sentences, and the fold of each."""
    return [example.sentence for example in examples], np.array([example.fold for example in examples])


def all_thresholds(confidence: Floats, wanted: np.ndarray) -> list[Thresholds]:
    """The thresholds of each label."""
    return [thresholds(label, confidence[:, at], wanted[:, at]) for at, label in enumerate(LABELS)]


def passable(confidence: Floats, limits: Sequence[Thresholds]) -> np.ndarray:
    """Which sentences the gate must let pass: those to be asked about."""
    asked = np.array([limit.asked for limit in limits])
    passing: np.ndarray = (confidence >= asked).any(axis=1)
    return passing


def thresholds(label: str, confidence: Floats, wanted: np.ndarray) -> Thresholds:
    """Shown from the precision wanted of the act; asked about from the best balance on."""
    balance = max(LEAST_ASKED, best_f1(confidence, wanted)[1])
    shown = max(balance, threshold_for(confidence, wanted, SHOWN_PRECISION[label]))
    return Thresholds(shown=round(shown, 4), asked=round(min(balance, shown), 4))


if __name__ == "__main__":
    main()
