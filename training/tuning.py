"""Fits the transformer: first to the other corpora as a whole, then its upper layers to the annotated sentences."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from corpora import LABELS, TOLD, Sample
from network import Network, pretrained
from torch import Tensor

#: So many pieces go into one step: many over the other corpora, few where there is little to learn from.
LONG_STEP, STEP = 3072, 1024
#: The layers below this one are not fitted to the annotated sentences: what they make of a window is kept.
FIXED = 4
WIDTH = 384
#: Share of the windows without any act that one epoch sees.
IDLE = 0.2


def taught(samples: Sequence[Sample], path: Path) -> Network:
    """The network after one pass over the other corpora; read from the path where it lies there."""
    network = pretrained(len(LABELS))
    if path.exists():
        network.load_state_dict(torch.load(path))
        return network
    for parameter in [*network.word.parameters(), *network.pos.parameters()]:
        parameter.requires_grad = False
    _fit(network, [list(samples)], rate=2e-4, decay=0.01, first=0, seed=0, step=LONG_STEP)
    torch.save(network.state_dict(), path)
    return network


def remember(network: Network, samples: Sequence[Sample]) -> None:
    """Works out once what the fixed layers make of each window."""
    network.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in _batches(samples, LONG_STEP):
            below = network.below(_pieces(batch), FIXED).to(torch.bfloat16)
            for at, sample in enumerate(batch):
                sample.below = below[at, : len(sample.window.pieces)].clone()


def tuned(path: Path, samples: Sequence[Sample], *, epochs: int, rate: float, seed: int) -> Network:
    """The upper layers fitted to these windows, from the network at the path."""
    network = pretrained(len(LABELS))
    network.load_state_dict(torch.load(path))
    for name, parameter in network.named_parameters():
        part, *rest = name.split(".")
        parameter.requires_grad = part == "head" or (part == "layers" and int(rest[0]) >= FIXED)
    random = Random(seed)
    busy, idle = (
        [each for each in samples if each.holds(TOLD[:14])],
        [each for each in samples if not each.holds(TOLD[:14])],
    )
    return _fit(network, [[*busy, *random.sample(idle, int(len(idle) * IDLE))] for _ in range(epochs)],
                rate=rate, decay=0.05, first=FIXED, seed=seed, step=STEP)  # fmt: skip


def scores(network: Network, samples: Sequence[Sample]) -> dict[int, np.ndarray]:
    """The scores of the told labels, by the number of the sentence."""
    network.eval()
    found = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in _batches(samples, LONG_STEP):
            given = _given(batch)
            told = network(_below(batch, given[0]), *given[:3], FIXED).float().numpy()
            for at, sample in enumerate(batch):
                found |= {row: told[at, place, : len(TOLD)] for place, row in enumerate(sample.rows)}
    return found


def _fit(
    network: Network,
    epochs: Sequence[list[Sample]],
    *,
    rate: float,
    decay: float,
    first: int,
    seed: int,
    step: int,
) -> Network:
    """Fits what may be fitted; in the end the network is the running mean of the second half of the way."""
    random = Random(seed)
    torch.manual_seed(seed)
    np.random.seed(seed)
    optimiser = torch.optim.AdamW(_groups(network, rate, decay), betas=(0.9, 0.98), eps=1e-6)
    steps = [batch for epoch in epochs for batch in _batches(epoch, step, random)]
    mean = _Mean(network)
    started = time.monotonic()
    network.train()
    for number, batch in enumerate(steps):
        share = min(1, (number + 1) / (len(steps) / 12)) * max(0.02, 1 - number / len(steps))
        for group in optimiser.param_groups:
            group["lr"] = group["whole"] * share
        loss = _loss(network, batch, first)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if number + 1 > len(steps) * 0.6:
            mean.add()
        if number % 20 == 0:
            print(
                f"step {number} of {len(steps)}, loss {loss.item():.3f}, {time.monotonic() - started:.0f} s", flush=True
            )
    mean.take()
    return network


class _Mean:
    """A running mean of what is fitted."""

    def __init__(self, network: Network) -> None:
        self._fitted = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._means: list[Tensor] = []

    @torch.no_grad()
    def add(self) -> None:
        if not self._means:
            self._means = [parameter.detach().clone() for parameter in self._fitted]
        for mean, parameter in zip(self._means, self._fitted, strict=True):
            mean.mul_(0.98).add_(parameter, alpha=0.02)

    @torch.no_grad()
    def take(self) -> None:
        for mean, parameter in zip(self._means, self._fitted, strict=True):
            parameter.copy_(mean)


def _groups(network: Network, rate: float, decay: float) -> list[dict[str, object]]:
    """Lower layers move less: each by a tenth less than the one above; the new head three times as much."""
    found: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            part, *rest = name.split(".")
            below = len(network.layers) - int(rest[0]) if part == "layers" else len(network.layers) + 1
            whole = 3 * rate if part == "head" else rate * 0.9**below
            weighed = decay if parameter.ndim > 1 else 0.0
            found.append({"params": [parameter], "lr": whole, "whole": whole, "weight_decay": weighed})
    return found


def _loss(network: Network, batch: Sequence[Sample], first: int) -> Tensor:
    pieces, mean, marks, wanted, known = _given(batch)
    with torch.autocast("cpu", torch.bfloat16):
        below = _below(batch, pieces) if first else network.below(pieces, 0)
        told = network(below, pieces, mean, marks, first)
    losses = F.binary_cross_entropy_with_logits(told.float(), wanted, reduction="none") * known
    return losses.sum() / (known.amax(-1) > 0).sum()


def _batches(samples: Sequence[Sample], step: int, random: Random | None = None) -> Iterator[list[Sample]]:
    """Windows of about one length together, in an order by chance; without chance from the shortest on."""
    found: list[list[Sample]] = []
    ordered = list(samples)
    if random:
        random.shuffle(ordered)
    most = 256 if random else len(ordered)
    for start in range(0, len(ordered), most):
        found += _filled(sorted(ordered[start : start + most], key=lambda each: len(each.window.pieces)), step)
    if random:
        random.shuffle(found)
    yield from found


def _filled(samples: Sequence[Sample], step: int) -> Iterator[list[Sample]]:
    batch: list[Sample] = []
    for sample in samples:
        if batch and len(sample.window.pieces) * (len(batch) + 1) > step:
            yield batch
            batch = []
        batch.append(sample)
    yield batch


def _pieces(batch: Sequence[Sample]) -> Tensor:
    length = (max(len(each.window.pieces) for each in batch) + 7) // 8 * 8
    found = np.zeros((len(batch), length), dtype=np.int64)
    for at, sample in enumerate(batch):
        found[at, : len(sample.window.pieces)] = sample.window.pieces
    return torch.from_numpy(found)


def _below(batch: Sequence[Sample], pieces: Tensor) -> Tensor:
    found = torch.zeros(*pieces.shape, WIDTH, dtype=torch.bfloat16)
    for at, sample in enumerate(batch):
        found[at, : len(sample.below)] = sample.below
    return found


def _given(batch: Sequence[Sample]) -> tuple[Tensor, ...]:
    pieces = _pieces(batch)
    most = max(len(each.rows) for each in batch)
    mean = np.zeros((len(batch), most, pieces.shape[1]), dtype=np.float32)
    marks = np.zeros((len(batch), most), dtype=np.int64)
    wanted, known = np.zeros((2, len(batch), most, len(LABELS)), dtype=np.float32)
    for at, sample in enumerate(batch):
        for place, (begin, end) in enumerate(sample.window.stretches):
            mean[at, place, begin:end] = 1 / (end - begin)
            marks[at, place] = begin
        wanted[at, : len(sample.rows)], known[at, : len(sample.rows)] = sample.wanted, sample.known
    return pieces, *map(torch.from_numpy, (mean, marks, wanted, known))
