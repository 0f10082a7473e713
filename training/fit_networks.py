"""Fits the networks to the windows that `train_closer.py` has laid out: a large one that teaches, a small one to ship.

    python training/fit_networks.py --work FOLDER --out FOLDER [--minutes 6]

Needs torch and numpy alone, and is meant for a machine with a GPU: some six minutes there, days without. What the large
network says of what nobody annotated teaches the small one; for each fold both begin anew and see nothing of it.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from traceback import format_exc
from typing import TypeVar

import numpy as np
import torch
from network import Network
from packed import SOURCES, read
from tuning import DEVICE, Epoch, Lessons, begun, fit, scores, weights_of
from weights import load

FOLDS = 5
#: Folds to hold out; the last holds out none.
RUNS = (FOLDS, *range(FOLDS))
#: How each network is fitted: rates of its layers and of its head, epochs, pieces a step.
FIRST = {"mpnet": (1e-4, 1e-3), "minilm": (3e-4, 3e-3)}
TEACHER = {"rate": 1e-4, "head": 2e-3, "lower": 0.9, "step": 6144}
STUDENT = {"rate": 5e-4, "head": 5e-3, "lower": 0.95, "step": 16384}
TEACHER_EPOCHS, STUDENT_EPOCHS = 5, 4
#: Shares of the ways in which an annotated message is shown: whole, without kind and subject, sentence by sentence.
SHOWN = (0.65, 0.15, 0.2)
#: Share of the windows of meetings without an action item that an epoch sees, and of the pool without any likely act.
IDLE_TALK, IDLE_POOL = 0.12, 0.35
LIKELY = 0.1
#: Scores of the pool are stored as whole numbers of so many parts, up to FAR on either side; the others of so many.
POOL_PARTS, FAR, PARTS = 10, 12.0, 100
#: Where there is little time, the large networks have this share of it; at the end so many seconds are left.
TEACHING, CLOSING = 0.42, 14
#: So many networks are fitted at a time: one alone leaves a GPU waiting.
TOGETHER = 6 if DEVICE == "cuda" else 1

Stored = dict[str, np.ndarray]
Key, Found = TypeVar("Key"), TypeVar("Found")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fits the networks of the closer look.")
    parser.add_argument("--work", type=Path, required=True, help="folder with windows.npz and the first weights")
    parser.add_argument("--out", type=Path, required=True, help="folder for what comes out")
    parser.add_argument("--minutes", type=float, default=1e9, help="fitting ends early where it would not end by then")
    parser.add_argument("--small", type=int, default=1, help="to try it out: only one window in so many")
    options = parser.parse_args()
    fit_all(options.work, options.out, 60 * options.minutes, options.small)


def fit_all(work: Path, out: Path, seconds: float = 1e9, small: int = 1) -> None:
    """The first lessons of both networks, then the large ones, then the small ones; several at a time."""
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {words}", flush=True)

    with ProcessPoolExecutor(TOGETHER, get_context("spawn"), _begin, (work, out, small)) as workers:
        for _ in range(TOGETHER):
            workers.submit(_ready)
        for kind, each in _each(workers, _first, FIRST).items():
            say(f"{kind}: first lessons in {each:.0f} s")
        _each(workers, _teach, [(run, seconds * TEACHING) for run in RUNS])
        say("the large networks have told what they know")
        np.savez_compressed(out / "pool.npz", **{str(run): np.load(out / f"pool-{run}.npy") for run in RUNS})
        left = seconds - (time.monotonic() - began) - CLOSING
        _each(workers, _learn, [(run, left) for run in RUNS])
    gather(out)
    say("done")


def gather(out: Path) -> None:
    """What the networks said of what they never saw, in one file."""
    found: Stored = {}
    for path in sorted(out.glob("told-*-?.npz")):
        _, which, run = path.stem.split("-")
        with np.load(path) as stored:
            found |= {f"{which} {run}": stored["told"], f"{which} {run} sentences": stored["sentences"]}
    np.savez_compressed(out / "told.npz", **found)


def _each(
    workers: ProcessPoolExecutor, task: Callable[[Key], Found], keys: Sequence[Key] | Mapping[Key, object]
) -> dict[Key, Found]:
    """What the task finds for each key; one that fails is told of, and left out."""
    futures: dict[Key, Future[Found]] = {key: workers.submit(task, key) for key in keys}
    found = {}
    for key, future in futures.items():
        try:
            found[key] = future.result()
        except Exception:
            print(f"{task.__name__} {key} failed:\n{format_exc()}", flush=True)
    return found


# --- in a process of its own ---

_here: list["Fitting"] = []


def _begin(work: Path, out: Path, small: int) -> None:
    _here[:] = [Fitting(work, out, small)]


def _ready() -> None:
    """Nothing: but a process has begun, and holds the windows."""


def _first(kind: str) -> float:
    return _here[0].first_lessons(kind)


def _teach(key: tuple[int, float]) -> None:
    _here[0].teach(*key)


def _learn(key: tuple[int, float]) -> None:
    _here[0].learn(*key)


class Fitting:
    """One network at a time. What the next step needs is left in the folder."""

    def __init__(self, work: Path, out: Path, small: int) -> None:
        self._work, self._out, self._small = work, out, small
        self._packed = read(work / "windows.npz")
        self._lessons = Lessons(self._packed)
        self._pool = self._thin(self._packed.of("pool"))

    def first_lessons(self, kind: str) -> float:
        """One pass over the other corpora; how long it took."""
        began = time.monotonic()
        shape, weights = load(self._work / f"{kind}.npz")
        network = begun(shape, weights, len(self._packed.labels))
        windows = self._thin(self._packed.of("lessons", "meetings"))
        rate, head = FIRST[kind]
        fit(network, self._lessons, [lambda _: windows], rate=rate, head=head, lower=0.95, seed=0)
        np.savez(self._out / f"first-{kind}.npz", **weights_of(network))
        return time.monotonic() - began

    def teach(self, run: int, seconds: float) -> None:
        """A large network without that fold: what it says of the fold, and of the pool."""
        network = self._begun("mpnet")
        fit(network, self._lessons, [self._annotated(run)] * TEACHER_EPOCHS, seed=run, seconds=seconds, **TEACHER)
        told = np.nan_to_num(scores(network, self._lessons, self._pool).astype(np.float32).clip(-FAR, FAR), nan=-FAR)
        rows = self._packed.rows[self._packed.sentences(self._pool)]
        by_row = np.zeros((rows.max() + 1, told.shape[1]), dtype=np.int8)
        by_row[rows] = np.round(told * POOL_PARTS)
        np.save(self._out / f"pool-{run}.npy", by_row)
        self._judge(network, "teacher", run)

    def learn(self, run: int, seconds: float) -> None:
        """A small network taught by the large one without that fold; where none is held out, its weights, too."""
        column, pool = slice(0, self._packed.told - 1), self._pool
        rows = self._packed.rows[self._packed.sentences(pool)]
        told = np.load(self._out / f"pool-{run}.npy")[rows][:, column].astype(np.float32) / POOL_PARTS
        sure = 1 / (1 + np.exp(-told))
        sentences = torch.from_numpy(self._packed.sentences(pool)).to(DEVICE)
        self._lessons.known[sentences, column] = 1.0
        self._lessons.wanted[sentences, column] = torch.from_numpy(sure).to(DEVICE).half()
        ends = np.cumsum(self._packed.first[pool + 1] - self._packed.first[pool])
        busy = np.maximum.reduceat(sure[:, :11].max(axis=1), np.concatenate([[0], ends[:-1]])) > LIKELY
        annotated = self._annotated(run)

        def epoch(random: np.random.Generator) -> np.ndarray:
            return np.concatenate([annotated(random), pool[busy | (random.random(len(pool)) < IDLE_POOL)]])

        network = self._begun("minilm")
        fit(network, self._lessons, [epoch] * STUDENT_EPOCHS, seed=run, seconds=seconds, **STUDENT)
        if run == FOLDS:
            for part, names in enumerate(parts_of(weights_of(network))):
                np.savez_compressed(self._out / f"student-{part}.npz", **names)
        self._judge(network, "student", run)

    def _begun(self, kind: str) -> Network:
        with np.load(self._out / f"first-{kind}.npz") as weights:
            return begun(load(self._work / f"{kind}.npz")[0], dict(weights), len(self._packed.labels))

    def _annotated(self, run: int) -> Epoch:
        """Windows of one epoch: every annotated message outside the fold in one way, and of the meetings a part."""
        packed = self._packed
        mine = packed.of("judged", "more")
        mine = self._thin(mine[packed.fold[mine] != run])
        talk = self._thin(packed.of("meetings"))
        busy = packed.holds(talk, "action_item")
        messages = int(packed.message[mine].max()) + 1

        def epoch(random: np.random.Generator) -> np.ndarray:
            ways = random.choice(3, size=(len(SOURCES), messages), p=SHOWN)
            shown = mine[packed.shown[mine] == ways[packed.source[mine], packed.message[mine]]]
            return np.concatenate([shown, talk[busy | (random.random(len(talk)) < IDLE_TALK)]])

        return epoch

    def _judge(self, network: Network, which: str, run: int) -> None:
        """Scores of what the network never saw: the fold in all ways, or else the meetings kept apart."""
        windows = self._packed.of("judged")
        windows = windows[self._packed.fold[windows] == run] if run < FOLDS else self._packed.of("kept")
        windows = self._thin(windows)
        told = np.round(scores(network, self._lessons, windows).astype(np.float32) * PARTS).astype(np.int16)
        sentences = self._packed.sentences(windows).astype(np.int32)
        np.savez_compressed(self._out / f"told-{which}-{run}.npz", told=told, sentences=sentences)

    def _thin(self, windows: np.ndarray) -> np.ndarray:
        return windows[:: self._small]


def parts_of(weights: Mapping[str, np.ndarray]) -> list[Stored]:
    """The weights in four files of about one size, with half the digits."""
    parts: list[Stored] = [{} for _ in range(4)]
    for name, values in sorted(weights.items(), key=lambda pair: -pair[1].size):
        large = values.size > 4e6
        for number, piece in enumerate(np.array_split(values, 4) if large else [values]):
            part = min(parts, key=lambda each: sum(value.nbytes for value in each.values()))
            part[f"{name} {number}" if large else name] = piece.astype(np.float16)
    return parts


if __name__ == "__main__":
    main()
