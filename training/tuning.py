"""Fits a network to windows, and asks it for scores; on a GPU where there is one. Needs torch and numpy alone."""

import math
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from network import Network
from packed import PARTS, Packed
from torch import Tensor
from weights import Arrays, Shape

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
#: So many pieces go into one step; lengths are alike within so many windows.
STEP = 8192
ALIKE = 2048
#: Shares of the steps: rates rise in the first, the running mean of the weights begins after the second.
RISING, MEAN_FROM = 0.08, 0.6

#: Windows of one epoch.
Epoch = Callable[[np.random.Generator], np.ndarray]


class Lessons:
    """Windows where they are needed: all their arrays on the device, so that a step sends it a few numbers alone."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self._lengths = np.diff(packed.starts).astype(np.int64)
        self._counts = np.diff(packed.first).astype(np.int64)
        self._pieces, self._begin, self._end = (
            torch.from_numpy(each.astype(np.int32)).to(DEVICE) for each in (packed.pieces, packed.begin, packed.end)
        )
        self._starts, self._first = (torch.from_numpy(each).to(DEVICE) for each in (packed.starts, packed.first))
        self.wanted = torch.from_numpy(packed.wanted).to(DEVICE).half() / PARTS
        self.known = torch.from_numpy(packed.known).to(DEVICE).half() / PARTS

    def lengths(self, windows: np.ndarray) -> np.ndarray:
        """How many pieces each of these windows has."""
        found: np.ndarray = self._lengths[windows]
        return found

    def given(self, windows: np.ndarray) -> tuple[tuple[Tensor, ...], Tensor]:
        """What the network is given of these windows, and the numbers of their sentences."""
        longest = -(-int(self._lengths[windows].max()) // 8) * 8
        count = int(self._counts[windows].sum())
        chosen = torch.from_numpy(windows).to(DEVICE, non_blocking=True)
        places = self._starts[chosen, None] + torch.arange(longest, device=DEVICE)
        inside = places < self._starts[chosen + 1, None]
        pieces = torch.where(inside, self._pieces[places.clamp(max=len(self._pieces) - 1)], 0).long()
        first = self._first[chosen]
        counts = self._first[chosen + 1] - first
        number = torch.arange(len(windows), device=DEVICE)
        window = torch.repeat_interleave(number, counts, output_size=count)
        before = counts.cumsum(0) - counts
        numbers = torch.arange(count, device=DEVICE) + (first - before)[window]
        return (pieces, window, self._begin[numbers].long(), self._end[numbers].long()), numbers


def begun(shape: Shape, weights: Arrays, labels: int) -> Network:
    """A network with these weights, and where they have no head a new one that says no."""
    torch.manual_seed(0)
    network = Network(shape, labels)
    torch.nn.init.constant_(network.head.bias, -3.0)
    network.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()}, strict=False)
    return network.to(DEVICE)


def weights_of(network: Network) -> Arrays:
    """The weights of a network by name."""
    return {name: value.detach().float().cpu().numpy() for name, value in network.state_dict().items()}


def fit(
    network: Network,
    lessons: Lessons,
    epochs: Sequence[Epoch],
    *,
    rate: float,
    head: float,
    lower: float,
    seed: int,
    step: int = STEP,
    decay: float = 0.02,
    seconds: float = 1e9,
    rising: float = RISING,
    mean_from: float = MEAN_FROM,
) -> Network:
    """Fits the network: the top layer with this rate, each below at `lower` of the one above, the head with its own.

    In the end it is the running mean of the last part of the way. The way ends early, and rates fall sooner, where it
    would take more than so many seconds.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    steps = [batch for epoch in epochs for batch in _batches(lessons, epoch(random), step, random)]
    optimiser = torch.optim.AdamW(
        _groups(network, rate, head, lower, decay), betas=(0.9, 0.98), eps=1e-6, fused=DEVICE == "cuda"
    )
    fitted = [each for each in network.parameters() if each.requires_grad]
    mean: list[Tensor] = []
    started, total = time.monotonic(), torch.zeros((), device=DEVICE)
    network.train()
    gone, taken = 0.0, 0
    for number, batch in enumerate(steps):
        gone = max(number / len(steps), (time.monotonic() - started) / seconds)
        if gone >= 1:
            break
        taken += 1
        share = min(1.0, (gone + 1 / len(steps)) / rising) * max(0.02, 1 - gone)
        for group in optimiser.param_groups:
            group["lr"] = group["whole"] * share
        loss = _loss(network, lessons, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(fitted, 1.0)
        optimiser.step()
        total += loss.detach()
        if gone > mean_from:
            mean = _mean(mean, fitted)
    _take(mean, fitted)
    took = time.monotonic() - started
    print(f"  {taken} of {len(steps)} steps, loss {total.item() / taken:.4f}, {took:.1f} s", flush=True)
    return network


@torch.no_grad()
def scores(network: Network, lessons: Lessons, windows: np.ndarray, *, step: int = 4 * STEP) -> np.ndarray:
    """The scores of the told labels, a line for each sentence of these windows in their order."""
    told = torch.zeros(len(lessons.packed.rows), lessons.packed.told, dtype=torch.float16, device=DEVICE)
    for numbers, found in said(network, lessons, windows, step):
        told[numbers] = found[:, : told.shape[1]].half()
    return told[torch.from_numpy(lessons.packed.sentences(windows)).to(DEVICE)].cpu().numpy()


@torch.no_grad()
def said(network: Network, lessons: Lessons, windows: np.ndarray, step: int) -> Iterator[tuple[Tensor, Tensor]]:
    """The numbers of some sentences and their scores, then those of others; the shortest windows first."""
    network.eval()
    ordered = windows[np.argsort(lessons.lengths(windows), kind="stable")]
    for batch in _filled(lessons, ordered, step):
        given, numbers = lessons.given(batch)
        with _rounded():
            yield numbers, network(*given)


def _rounded() -> torch.autocast:
    """Half the digits where that is quicker: on a GPU, and on a processor that multiplies tiles of them (Intel AMX)."""
    return torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda" or _multiplies_tiles())


def _multiplies_tiles() -> bool:
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


def _loss(network: Network, lessons: Lessons, batch: np.ndarray) -> Tensor:
    given, numbers = lessons.given(batch)
    with _rounded():
        told = network(*given)
    wanted, known = lessons.wanted[numbers].float(), lessons.known[numbers].float()
    losses = F.binary_cross_entropy_with_logits(told.float(), wanted, reduction="none") * known
    return losses.sum() / len(numbers)


def _batches(lessons: Lessons, windows: np.ndarray, step: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Windows of about one length together, in an order by chance."""
    windows = random.permutation(windows)
    found = []
    for start in range(0, len(windows), ALIKE):
        some = windows[start : start + ALIKE]
        found += _filled(lessons, some[np.argsort(lessons.lengths(some), kind="stable")], step)
    yield from (found[at] for at in random.permutation(len(found)))


def _filled(lessons: Lessons, windows: np.ndarray, step: int) -> Iterator[np.ndarray]:
    """Cuts windows, the shortest first, into batches of so many pieces with what fills them up."""
    lengths = lessons.lengths(windows)
    start = 0
    while start < len(windows):
        end = start + 1
        while end < len(windows) and (end + 1 - start) * lengths[end] <= step:
            end += 1
        yield windows[start:end]
        start = end


def _groups(network: Network, rate: float, head: float, lower: float, decay: float) -> list[dict[str, object]]:
    """The parameters that move alike together: one call for each group is what keeps a step short."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        part, *rest = name.split(".")
        below = len(network.layers) - 1 - int(rest[0]) if part == "layers" else len(network.layers)
        whole = head if part == "head" else rate * math.pow(lower, below)
        groups.setdefault((whole, decay if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [
        {"params": params, "lr": whole, "whole": whole, "weight_decay": weighed}
        for (whole, weighed), params in groups.items()
    ]


@torch.no_grad()
def _mean(mean: list[Tensor], fitted: Sequence[Tensor]) -> list[Tensor]:
    if not mean:
        return [each.detach().clone() for each in fitted]
    torch._foreach_lerp_(mean, list(fitted), 0.02)
    return mean


@torch.no_grad()
def _take(mean: Sequence[Tensor], fitted: Sequence[Tensor]) -> None:
    for kept, each in zip(mean, fitted, strict=False):
        each.copy_(kept)
