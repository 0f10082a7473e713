"""The trained weights: which acts a sentence does, from its features."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

from segue.detect.features import Around, features
from segue.detect.gate import Gate

Floats = npt.NDArray[np.float32]

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
        self.acts = tuple(acts)
        self.gate = gate
        self.thresholds = dict(zip(acts, thresholds, strict=True))
        self._bias = bias
        self._calibration = calibration
        nothing = np.zeros((1, weights.shape[1]))
        self._weights = np.vstack([weights, nothing]).astype(np.float32)
        self._nothing = len(weights)
        self._row = {name: row for row, name in enumerate(names)}

    def rows(self, sentence: str, around: Around) -> list[int]:
        """The features of a sentence that the model knows, as rows of its weights."""
        found = set(map(self._row.get, features(sentence, around)))
        return [row for row in found if row is not None] or [self._nothing]

    def scores(self, rows: Sequence[Sequence[int]]) -> Floats:
        """A line of raw scores for each sentence, a column for each act."""
        starts = np.cumsum([0, *map(len, rows[:-1])])
        gathered = self._weights.take([row for line in rows for row in line], axis=0)
        sums: Floats = np.add.reduceat(gathered, starts, axis=0)
        return sums + self._bias

    def confidence(self, scores: Floats) -> Floats:
        """Calibrated probabilities of raw scores."""
        slope, offset = self._calibration
        calibrated: Floats = 1 / (1 + np.exp(-(slope * scores + offset)))
        return calibrated


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
