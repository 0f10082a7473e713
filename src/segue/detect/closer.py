"""The closer look: a small transformer reads sentences in context and weighs in with the linear model."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from segue.detect.acts import ACTION_ITEM
from segue.detect.model import FOLDER, Thresholds
from segue.detect.windows import Layout, Scene, Window
from segue.detect.wordpiece import Pieces

Floats = npt.NDArray[np.float32]


class Closer:
    """Scores of the sentences of a message by the transformer."""

    def __init__(self, network: bytes, vocabulary: Sequence[str], about: Mapping[str, Any]) -> None:
        self.acts: tuple[str, ...] = tuple(about["acts"])
        self.thresholds = {act: Thresholds(**pair) for act, pair in about["thresholds"].items()}
        self.opens: float = about["opens"]
        self._talk: Mapping[str, float] = about["talk"]
        self._first, self._second = (np.array(about[name], dtype=np.float32) for name in ("first", "second"))
        self._offsets = {kind: np.array(offsets, dtype=np.float32) for kind, offsets in about["offsets"].items()}
        self._layout = Layout(Pieces(vocabulary))
        self._network = _session(network)

    def scores(self, sentences: Sequence[str], scene: Scene, wanted: Collection[int]) -> dict[int, Floats]:
        """The transformer's score of each act, by the place of the sentence; all wanted places are among them."""
        found: dict[int, Floats] = {}
        for window in self._layout.windows(sentences, scene, wanted):
            found |= zip(window.places, self._scores(window), strict=True)
        return found

    def next_steps(self, texts: Sequence[str], speakers: Sequence[str]) -> list[float]:
        """The confidence, for each turn of a talk, that it says what will be done afterwards."""
        found = [0.0] * len(texts)
        for start, window in self._layout.talk(texts, speakers):
            for place, scores in zip(window.places, self._scores(window), strict=True):
                score = self._talk["slope"] * scores[self.acts.index(ACTION_ITEM)] + self._talk["offset"]
                found[start + place] = 1 / (1 + exp(-float(score)))
        return found

    @property
    def least_next_step(self) -> float:
        """From which confidence on `next_steps` are told: where F was best, with recall counted 1.6 times."""
        return self._talk["asked"]

    def mixed(self, first: Floats, second: Floats, kind: str) -> Floats:
        """Logits of the calibrated confidence in each act, from both stages' scores in a sentence of that kind."""
        offsets = self._offsets.get(kind, self._offsets["mail"])
        total: Floats = self._first * np.append(first, 0.0)[: len(self.acts)] + self._second * second + offsets
        return total

    def _scores(self, window: Window) -> list[Floats]:
        # One window at a time: rounding to whole numbers would make a score depend on what else is in the batch.
        (each,) = self._network.run(None, {"pieces": np.array([window.pieces], dtype=np.int64)})
        return [pooled(each[0], begin, end) for begin, end in window.stretches]


def pooled(of_pieces: Floats, begin: int, end: int) -> Floats:
    """A sentence's scores: the mean of its pieces' first half, and the second half of the mark before it."""
    half = of_pieces.shape[1] // 2
    total: Floats = of_pieces[begin:end, :half].mean(axis=0) + of_pieces[begin, half:]
    return total


def _session(network: bytes) -> Any:
    # Imported late: most commands never look closer, and loading the library takes a tenth of a second.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


@cache
def shipped() -> Closer:
    """The closer look that comes with the package."""
    return read(FOLDER)


def read(folder: Path) -> Closer:
    """A closer look from its three files."""
    return Closer(
        (folder / "closer.onnx").read_bytes(),
        (folder / "closer.vocabulary.txt").read_text(encoding="utf-8").split("\n"),
        json.loads((folder / "closer.json").read_text(encoding="utf-8")),
    )
