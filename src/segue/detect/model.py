"""The trained weights: which acts a sentence does, from its features."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

from segue.detect.features import Around, surroundings
from segue.detect.gate import Gate
from segue.detect.rows import Rows

Floats = npt.NDArray[np.float32]

#: So many surroundings are remembered with their scores.
REMEMBERED = 4096
FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which confidence an act is shown, and from which the user is asked about it."""

    shown: float
    asked: float


class Model:
    """A linear model of each act over shared features, with calibrated confidence."""

    def __init__(
        self,
        acts: Sequence[str],
        names: Sequence[str],
        weights: npt.NDArray[np.float16],
        bias: Floats,
        calibration: Floats,
        thresholds: Sequence[Thresholds],
        gate: Gate,
    ) -> None:
        """`weights` has a row for each feature name and a column for each act.

        `calibration` holds a slope and an offset for each act: confidence = sigmoid(slope * score + offset).
        """
        self.gate = gate
        self.thresholds = dict(zip(acts, thresholds, strict=True))
        self._acts = tuple(acts)
        slope, offset = calibration
        self._weights = np.vstack([weights.astype(np.float32) * slope, np.zeros_like(slope)])
        self._bias = bias * slope + offset
        self._asked = np.array([_logit(each.asked) for each in thresholds], dtype=np.float32)
        self._rows = Rows(names)
        self._row = {name: row for row, name in enumerate(names)}
        self._of_place = lru_cache(maxsize=REMEMBERED)(self._sum)

    def acts_of(self, sentences: Sequence[str], arounds: Sequence[Around]) -> list[list[tuple[str, float]]]:
        """The acts of each sentence worth asking about, each with its calibrated confidence; the most certain first."""
        scores = self.scores(sentences, arounds)
        found: list[list[tuple[str, float]]] = [[] for _ in sentences]
        places, acts = (scores >= self._asked).nonzero()
        for place, act, score in zip(places.tolist(), acts.tolist(), scores[places, acts].tolist(), strict=True):
            found[place].append((self._acts[act], 1 / (1 + exp(-score))))
        return [sorted(pairs, key=lambda pair: -pair[1]) for pairs in found]

    def scores(self, sentences: Sequence[str], arounds: Sequence[Around]) -> Floats:
        """Logits of the calibrated confidence in each act, a line for each sentence."""
        if not sentences:
            return np.empty((0, len(self._acts)), dtype=np.float32)
        # Mail repeats itself: greetings, notices, whole messages sent twice.
        place = {sentence: number for number, sentence in enumerate(dict.fromkeys(sentences))}
        rows, begins = self._rows.of(list(place))
        total = np.add.reduceat(self._weights[rows], begins, axis=0)[[place[sentence] for sentence in sentences]]
        total += self._bias
        total += np.array([self._of_place(surroundings(around)) for around in arounds])
        return total

    def _sum(self, names: Sequence[str]) -> Floats:
        total: Floats = self._weights[[self._row.get(name, -1) for name in names]].sum(axis=0)
        return total


def _logit(probability: float) -> float:
    return log(probability / (1 - probability)) if 0 < probability < 1 else inf


@cache
def shown_from() -> Mapping[str, float]:
    """From which confidence the shipped model shows each act; quicker to read than the model."""
    with np.load(FOLDER / "acts.npz", allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]).decode())
    return {act: float(pair["shown"]) for act, pair in zip(about["acts"], about["thresholds"], strict=True)}


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return read(FOLDER / "acts.npz")


def read(path: Path) -> Model:
    """A model from its file: arrays, and a JSON text with acts, thresholds and feature names."""
    with np.load(path, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]).decode())
        return Model(
            acts=about["acts"],
            names=about["names"],
            weights=stored["weights"],
            bias=stored["bias"],
            calibration=stored["calibration"],
            thresholds=[Thresholds(**pair) for pair in about["thresholds"]],
            gate=Gate(**about["gate"]),
        )


def write(
    path: Path,
    *,
    acts: Sequence[str],
    names: Sequence[str],
    weights: npt.NDArray[np.float16],
    bias: Floats,
    calibration: Floats,
    thresholds: Sequence[Thresholds],
    gate: Mapping[str, Any],
) -> None:
    """Writes a model file that `read` reads; it holds no code."""
    about = {
        "acts": list(acts),
        "names": list(names),
        "thresholds": [{"shown": each.shown, "asked": each.asked} for each in thresholds],
        "gate": dict(gate),
    }
    arrays: dict[str, npt.NDArray[Any]] = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "weights": weights,
        "bias": bias,
        "calibration": calibration,
    }
    with ZipFile(path, "w") as packed:
        for name, array in arrays.items():
            # A fixed date: the same model is the same file, byte for byte.
            info = ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            with packed.open(info, "w") as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
