"""Detection beside rivals that run offline: promises found in annotated mail and chat, and sentences a second.

    pip install --target FOLDER --no-deps follow-through cogext-primitive kindred-keeper meeting-intelligence
    SEGUE_RIVALS=FOLDER make bench NAME=rivals

(They want pydantic, click and python-dateutil, too.) Each is given each sentence by itself. Segue's figures are those
of what it would ask about, from models that saw no message of the conversation they are tested on. The
lines of "long input" tell how many times the work grows where a hostile text grows fourfold: 4 is linear.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "training"), os.environ.get("SEGUE_RIVALS", "")]

from data import Example, annotated  # noqa: E402
from learn import LABELS, truth  # noqa: E402
from train import all_thresholds  # noqa: E402

from segue.detect import detect  # noqa: E402

Finder = Callable[[str], object]


def main() -> None:
    data = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data"))
    if not (data / "acts").is_dir():
        print(f"No annotated sentences in {data}: set SEGUE_DATA to the folder that holds acts/.")
        return
    judged = annotated(data / "acts")
    wanted = np.array(["promise" in example.acts for example in judged])
    print(f"{'':22}{'precision':>12}{'recall':>12}{'F1':>12}{'sentences/s':>14}{'long input':>12}{'no marks':>12}")
    for name, finder, found in (segue(judged), *rivals(judged)):
        print(line(name, finder, found, wanted, judged))


def segue(judged: Sequence[Example]) -> tuple[str, Finder, np.ndarray]:
    with np.load(ROOT / "training" / "out_of_fold.npz") as kept:
        confidence = kept["linear"].astype(float)
    at = LABELS.index("promise")
    asked = all_thresholds(confidence, truth(judged))[at].asked
    return "segue", read, confidence[:, at] >= asked


def read(text: str) -> object:
    return detect(text, speaker="", to="", date=None, zone_minutes=None)


def rivals(judged: Sequence[Example]) -> Iterator[tuple[str, Finder, np.ndarray]]:
    for name, finder in finders():
        yield name, finder, np.array([bool(finder(example.sentence)) for example in judged])


def finders() -> Iterator[tuple[str, Finder]]:
    """Those that are installed, each as a function from a text to what it finds."""
    for name, module, function in (
        ("follow-through", "follow_through.extract", lambda m, text: m.extract_text(text, "a")),
        ("cogext-primitive", "cogext_primitive.extractor", lambda m, text: m.extract_commitments(text)),
        ("kindred-keeper", "kindred_keeper.engine", lambda m, text: m.extract_promises(text)),
        (
            "meeting-intelligence",
            "meeting_intelligence",
            lambda m, text: m.extract_actions([m.Turn(0, "A", text)], ["A"]),
        ),
    ):
        try:
            loaded = import_module(module)
        except ImportError as error:
            print(f"{name:22}not installed ({error})")
            continue
        yield name, lambda text, loaded=loaded, function=function: function(loaded, text)


def line(name: str, finder: Finder, found: np.ndarray, wanted: np.ndarray, judged: Sequence[Example]) -> str:
    hits = float((found & wanted).sum())
    precision, recall = hits / max(1, found.sum()), hits / wanted.sum()
    f1 = 2 * hits / (found.sum() + wanted.sum())
    repeated = growth(finder, "I will send you the draft by Friday.\n")
    unmarked = growth(finder, "i will send it and then we will see what comes of it all ")
    figures = f"{precision:12.2f}{recall:12.2f}{f1:12.2f}{speed(finder, judged):14,.0f}"
    return f"{name:22}{figures}{repeated:12.1f}{unmarked:12.1f}"


def speed(finder: Finder, judged: Sequence[Example]) -> float:
    started = perf_counter()
    for example in judged:
        finder(example.sentence)
    return len(judged) / (perf_counter() - started)


def growth(finder: Finder, words: str) -> float:
    """How many times longer a text of 4,000 repeats takes than one of 1,000."""
    return spent(finder, words * 4000) / max(1e-6, spent(finder, words * 1000))


def spent(finder: Finder, text: str) -> float:
    started = process_time()
    finder(text)
    return process_time() - started


if __name__ == "__main__":
    main()
