"""Trains the shipped model of acts from the annotated sentences, and writes its file and its card.

    python training/train.py --data PATH

PATH is the folder that holds acts/, mail/ and chat/. The same data gives the same file. Thresholds
and calibration come from out-of-fold scores, so that confidence means on new mail what it says.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from card import card
from data import Example, annotated, examples
from extra import labelled
from learn import LABELS, Floats, Matrix, best_f1, calibrated, fit, out_of_fold, threshold_for, truth
from passing import fitted_gate

from segue.detect.model import FOLDER, Thresholds, write

#: The precision from which an act is shown unasked: promises first of all.
SHOWN_PRECISION = dict.fromkeys(LABELS, 0.75) | {"promise": 0.9, "request": 0.8, "question": 0.85, "report": 0.8}
#: Nothing less certain than this is asked about.
LEAST_ASKED = 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the shipped model of acts.")
    parser.add_argument("--data", type=Path, required=True, help="folder with acts/, mail/ and chat/")
    data = parser.parse_args().data
    train(annotated(data / "acts"), examples(labelled(data)), FOLDER)


def train(judged: Sequence[Example], more: Sequence[Example], folder: Path) -> None:
    """Writes the model trained on all examples, with thresholds from cross-validation.

    Only the judged ones count in thresholds and figures; there are more to learn from.
    """
    matrix = Matrix([*judged, *more])
    wanted = truth(judged)
    confidence, calibration = cross_validated(matrix, judged, more)
    limits = all_thresholds(confidence, wanted)
    gate = fitted_gate(*texts_and_folds(judged), passable(confidence, limits))
    weights, bias = fit(matrix.values, truth([*judged, *more]))
    kept = np.flatnonzero(weights.any(axis=1))
    folder.mkdir(exist_ok=True)
    write(
        folder / "acts.npz",
        acts=LABELS,
        names=[matrix.names[row] for row in kept],
        weights=weights[kept].astype(np.float16),
        bias=bias.astype(np.float32),
        calibration=calibration.astype(np.float32),
        thresholds=limits,
        gate=gate,
    )
    (folder / "CARD.md").write_text(card(judged, len(more), confidence, wanted, limits, len(kept)), encoding="utf-8")


def cross_validated(matrix: Matrix, judged: Sequence[Example], more: Sequence[Example] = ()) -> tuple[Floats, Floats]:
    """Confidence in each label of each judged example, from models that never saw its conversation; its calibration."""
    scores = out_of_fold(matrix, [*judged, *more])[: len(judged)]
    wanted = truth(judged)
    calibration = np.array([calibrated(scores[:, at], wanted[:, at]) for at in range(len(LABELS))]).T
    return 1 / (1 + np.exp(-(scores * calibration[0] + calibration[1]))), calibration


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
