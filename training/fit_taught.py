"""Fits the small network, taught by a large one, without a GPU: what is shipped now was made so.

    python training/fit_taught.py --work FOLDER

An hour and a half of two cores that multiply tiles of half digits (Intel AMX); many times that on others. MPNet learns
what is annotated, and says what it thinks of mail and chat that nobody annotated, as far as the linear model sees
something there; MiniLM learns from both. Both learn without two of the five folds, which they are judged by; then the
small one goes on with all of them, and the means of its weights at both ends are shipped. What is finished lies in
FOLDER and is not done again.
"""

import argparse
from collections.abc import Collection
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from fit_networks import FAR, FOLDS, PARTS, gather, parts_of
from network import Network
from packed import SOURCES, WHOLE, Packed, read
from tuning import Epoch, Lessons, begun, fit, said, scores, weights_of
from weights import Arrays, load

#: Folds that the first runs do not see.
HELD = (0, 1)
STEP = 4096
TEACHER = {"rate": 8e-5, "head": 2e-3, "lower": 0.9, "seed": 3, "step": STEP, "rising": 0.06, "mean_from": 0.75}
STUDENT = {"rate": 5e-4, "head": 3e-3, "lower": 0.9, "seed": 11, "step": STEP, "rising": 0.06, "mean_from": 0.75}
LAST = {"rate": 2e-4, "head": 1e-3, "lower": 0.9, "seed": 12, "step": STEP, "rising": 0.06, "mean_from": 0.6}
EPOCHS, FROZEN = 3, 2
#: Shares of the ways in which a message is shown: whole, without kind and subject, sentence by sentence.
SHOWN, SHOWN_TO_TEACHER = (0.8, 0.1, 0.1), (0.85, 0.1, 0.05)
#: Shares of meetings without an action item that an epoch sees, and of the other corpora that the first one does.
IDLE_TALK, OTHERS = 0.04, 0.5
#: The linear model sees something, and the large network finds something likely.
SEEN, LIKELY = 0.15, 0.1
#: An utterance in two hundred is an action item: it counts so often. How near the new head stays to the old one.
RARE, NEAR = 3.0, 1e-4
#: Shares of the likely windows of the pool that an epoch sees, in the last one, and of the other windows beside them.
OF_POOL, AT_LAST, IDLE_POOL = 0.8, 0.4, 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description="Fits the network of the closer look without a GPU.")
    parser.add_argument("--work", type=Path, required=True, help="folder with windows.npz and the first weights")
    work = parser.parse_args().work
    # Numbers next to nothing make a processor crawl.
    torch.set_flush_denormal(True)
    Fitting(work).all()


class Fitting:
    """The windows, and what is known of those nobody annotated."""

    def __init__(self, work: Path) -> None:
        self._work, self._packed = work, read(work / "windows.npz")
        self._lessons = Lessons(self._packed)
        self._likely = self._idle = np.empty(0, dtype=np.int64)

    def all(self) -> None:
        """The large network, what it tells, and the small one; in the end its weights lie there in four files."""
        self._learn_from(self._told())
        whole = [self._epoch(HELD, OF_POOL, others=OTHERS), *[self._epoch(HELD, OF_POOL)] * (EPOCHS - 1)]
        first = self._student(None, whole, "first", **STUDENT)
        last = self._student(first, [self._epoch((), AT_LAST)], "last", **LAST)
        self._judge(first, HELD)
        mean = self._with_items({name: (values + last[name]) / 2 for name, values in first.items()})
        self._judge(mean, (FOLDS,))
        for part, names in enumerate(parts_of(mean)):
            np.savez_compressed(self._work / f"student-{part}.npz", **names)
        gather(self._work)

    def _teacher(self) -> Network:
        path = self._work / "teacher.npz"
        shape, weights = load(self._work / "mpnet.npz")
        if path.exists():
            return begun(shape, dict(np.load(path)), len(self._packed.labels))
        network = begun(shape, weights, len(self._packed.labels))
        network.freeze(FROZEN)
        fit(network, self._lessons, [self._annotated(HELD, SHOWN_TO_TEACHER)] * EPOCHS, **TEACHER)
        np.savez(path, **weights_of(network))
        return network

    def _told(self) -> Arrays:
        """What the large network says (`told`) of the windows in which the linear model sees something (`use`)."""
        path = self._work / "pool-told.npz"
        if not path.exists():
            pool, quick = self._packed.of("pool"), np.load(self._work / "pool-linear.npy").astype(np.float32)
            seen = quick.max(axis=1)[self._packed.rows[self._packed.sentences(pool)]]
            use = pool[highest(self._packed, pool, seen) > SEEN]
            np.savez(path, use=use, told=scores(self._teacher(), self._lessons, use))
        return dict(np.load(path))

    def _learn_from(self, found: Arrays) -> None:
        """Take what the large network says for the truth about those windows."""
        use, column = found["use"], slice(0, self._packed.told - 1)
        told = np.nan_to_num(found["told"][:, column].astype(np.float32), nan=-FAR).clip(-FAR, FAR)
        sure, sentences = 1 / (1 + np.exp(-told)), torch.from_numpy(self._packed.sentences(use))
        self._lessons.known[sentences, column] = 1.0
        self._lessons.wanted[sentences, column] = torch.from_numpy(sure).half()
        likely = highest(self._packed, use, sure[:, :11].max(axis=1)) > LIKELY
        self._likely, self._idle = use[likely], use[~likely]

    def _student(self, begin: Arrays | None, epochs: list[Epoch], name: str, **rates: float) -> Arrays:
        path = self._work / f"{name}-weights.npz"
        if path.exists():
            return dict(np.load(path))
        shape, weights = load(self._work / "minilm.npz")
        network = begun(shape, begin or weights, len(self._packed.labels))
        fit(network, self._lessons, epochs, **rates)
        np.savez(path, **weights_of(network))
        return weights_of(network)

    def _with_items(self, weights: Arrays) -> Arrays:
        """The weights, with a head for action items that is fitted to all talk of the meetings, idle or not."""
        network = begun(load(self._work / "minilm.npz")[0], weights, len(self._packed.labels))
        given, numbers = before_head(network, self._lessons, self._packed.of("meetings"))
        column = self._packed.labels.index("action_item")
        wanted = torch.from_numpy(self._packed.wanted[numbers, column] > 0).float()
        weight, bias = (torch.as_tensor(weights[f"head.{name}"][column]) for name in ("weight", "bias"))
        fitted = [weight.clone().requires_grad_(), bias.clone().requires_grad_()]
        optimiser = torch.optim.LBFGS(fitted, lr=1, max_iter=100, line_search_fn="strong_wolfe")

        def loss() -> torch.Tensor:
            optimiser.zero_grad()
            scores, weigh = given @ fitted[0] + fitted[1], 1 + (RARE - 1) * wanted
            losses = F.binary_cross_entropy_with_logits(scores, wanted, weight=weigh)
            total = losses + NEAR * ((fitted[0] - weight) ** 2).sum()
            total.backward()
            return total

        optimiser.step(loss)
        changed = {name: values.copy() for name, values in weights.items() if name.startswith("head.")}
        changed["head.weight"][column], changed["head.bias"][column] = (each.detach().numpy() for each in fitted)
        return weights | changed

    def _annotated(self, held: Collection[int], shares: tuple[float, ...] = SHOWN) -> Epoch:
        """Every annotated message outside these folds, in one way."""
        packed = self._packed
        mine = packed.of("judged", "more")
        mine = mine[~np.isin(packed.fold[mine], list(held))]
        messages = int(packed.message[mine].max()) + 1

        def windows(random: np.random.Generator) -> np.ndarray:
            ways = random.choice(3, size=(len(SOURCES), messages), p=shares)
            found: np.ndarray = mine[packed.shown[mine] == ways[packed.source[mine], packed.message[mine]]]
            return found

        return windows

    def _epoch(self, held: Collection[int], of_pool: float, others: float = 0.0) -> Epoch:
        """The annotated messages, a part of the meetings, of the pool, and this share of the other corpora."""
        annotated, talk, less = self._annotated(held), self._packed.of("meetings"), self._packed.of("lessons")
        busy = self._packed.holds(talk, "action_item")

        def windows(random: np.random.Generator) -> np.ndarray:
            def some(windows: np.ndarray, share: float) -> np.ndarray:
                found: np.ndarray = windows[random.random(len(windows)) < share]
                return found

            parts = [annotated(random), talk[busy | (random.random(len(talk)) < IDLE_TALK)]]
            parts += [some(self._likely, of_pool), some(self._idle, of_pool * IDLE_POOL), some(less, others)]
            return np.concatenate(parts)

        return windows

    def _judge(self, weights: Arrays, runs: Collection[int]) -> None:
        """Keep the scores of what these weights never saw: the folds held, shown whole, or the meetings kept apart."""
        packed = self._packed
        network = begun(load(self._work / "minilm.npz")[0], weights, len(packed.labels))
        judged = packed.of("judged")
        judged = judged[packed.shown[judged] == WHOLE]
        for run in runs:
            mine = packed.of("kept") if run == FOLDS else judged[packed.fold[judged] == run]
            told = np.round(scores(network, self._lessons, mine).astype(np.float32) * PARTS).astype(np.int16)
            sentences = packed.sentences(mine).astype(np.int32)
            np.savez_compressed(self._work / f"told-student-{run}.npz", told=told, sentences=sentences)


@torch.no_grad()
def before_head(network: Network, lessons: Lessons, windows: np.ndarray) -> tuple[torch.Tensor, np.ndarray]:
    """What the head is given of each sentence of these windows, and the numbers of the sentences."""
    given: list[torch.Tensor] = []
    network.head_drop.register_forward_hook(lambda _, __, out: given.append(out.float()))
    numbers = [of_batch for of_batch, _ in said(network, lessons, windows, 2 * STEP)]
    return torch.cat(given), torch.cat(numbers).numpy()


def highest(packed: Packed, windows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The highest value of each window's sentences."""
    ends = np.cumsum(packed.first[windows + 1] - packed.first[windows])
    found: np.ndarray = np.maximum.reduceat(values, np.concatenate([[0], ends[:-1]]))
    return found


if __name__ == "__main__":
    main()
