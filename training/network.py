"""The transformers as they are trained: BERT's layers, a head over sentences, and cheap dropout. Needs torch alone."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

#: MPNet's attention tells so many distances apart, those from FAR on alike.
DISTANCES, FAR = 32, 128


@dataclass(frozen=True)
class Shape:
    """How large a network is.

    `relative`: attention is moved by how far pieces stand apart, too (MPNet). `small` keeps norms from dividing by
    nothing. `loud` multiplies what the head is given, where the last norm leaves little.
    """

    layers: int
    heads: int
    width: int
    inner: int
    pieces: int
    places: int
    relative: bool = False
    small: float = 1e-12
    loud: float = 1.0


class Shared(nn.Module):
    """Drops whole features of a window: nearly free where dropping single values costs a sixth of a step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.share:
            return values
        kept = torch.rand(values.shape[0], 1, values.shape[2], device=values.device) > self.share
        return values * (kept.to(values.dtype) / (1 - self.share))


def attention(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """What each piece hears of those it heeds.

    Written out where there is no GPU: there torch's own kernel takes half of a step for the way back in half digits.
    """
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=seen)
    heed = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5 + seen
    return torch.softmax(heed, -1, dtype=heed.dtype) @ value


class Layer(nn.Module):
    """One layer: attention and a feed-forward network, each followed by a norm."""

    def __init__(self, shape: Shape, dropped: float) -> None:
        super().__init__()
        width, inner = shape.width, shape.inner
        self.heads = shape.heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.n1, self.n2 = nn.LayerNorm(width, shape.small), nn.LayerNorm(width, shape.small)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = Shared(dropped)

    def forward(self, values: Tensor, seen: Tensor) -> Tensor:
        batch, length, width = values.shape
        parts = self.qkv(values).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        heard = attention(*parts, seen.to(parts.dtype))
        heard = heard.transpose(1, 2).reshape(batch, length, width)
        values = self.n1(values + self.drop(self.out(heard)))
        return self.n2(values + self.drop(self.down(F.gelu(self.up(values)))))


class Network(nn.Module):
    """Scores of the labels of each sentence of windows, from the mean of its pieces and from the mark before it."""

    near: Tensor

    def __init__(self, shape: Shape, labels: int) -> None:
        super().__init__()
        self.shape = shape
        self.word, self.pos = nn.Embedding(shape.pieces, shape.width), nn.Embedding(shape.places, shape.width)
        self.norm, self.drop = nn.LayerNorm(shape.width, shape.small), Shared(0.1)
        self.layers = nn.ModuleList(Layer(shape, 0.1) for _ in range(shape.layers))
        self.head, self.head_drop = nn.Linear(2 * shape.width, labels), nn.Dropout(0.1)
        #: So many of the lower layers stay as they are, and cost half.
        self.frozen = 0
        # Not fitted: the kernels for attention are quick only where what is added to it is not.
        self.register_buffer("near", torch.zeros(DISTANCES if shape.relative else 0, shape.heads))

    def forward(self, pieces: Tensor, window: Tensor, begin: Tensor, end: Tensor) -> Tensor:
        """Scores of sentences: the window of each (by its line in `pieces`), and from which piece to which it goes."""
        seen = torch.where(pieces != 0, 0.0, -1e4)[:, None, None, :]
        seen = seen + self._near(pieces.shape[1]) if self.shape.relative else seen
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            values = self.norm(self.word(pieces) + self.pos.weight[: pieces.shape[1]])
            for layer in self.layers[: self.frozen]:
                values = layer(values, seen)
        values = self.drop(values)
        for layer in self.layers[self.frozen :]:
            values = layer(values, seen)
        _, length, width = values.shape
        first = window * length
        sums = F.pad(values.float().cumsum(1), (0, 0, 1, 0)).reshape(-1, width)
        ends, begins = first + window + end, first + window + begin
        mean = (sums.index_select(0, ends) - sums.index_select(0, begins)) / (end - begin)[:, None]
        of_mark = values.reshape(-1, width).index_select(0, first + begin).float()
        both = torch.cat([mean, of_mark], -1) * self.shape.loud
        scores: Tensor = self.head(self.head_drop(both))
        return scores

    def freeze(self, layers: int) -> None:
        """Leave the words and so many of the lower layers as they are."""
        self.frozen = layers
        for part in (self.word, self.pos, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)
        for layer in self.layers[:layers]:
            layer.drop.share = 0.0

    def _near(self, length: int) -> Tensor:
        """What MPNet adds to attention between any two of so many places."""
        places = torch.arange(length, device=self.near.device)
        apart = places[:, None] - places[None, :]
        far, half, exact = apart.abs(), DISTANCES // 2, DISTANCES // 4
        wide = exact + (torch.log(far.clamp(1) / exact) / math.log(FAR / exact) * (half - exact)).long()
        bucket = torch.where(far < exact, far, wide.clamp(max=half - 1)) + half * (apart < 0)
        return self.near[bucket].permute(2, 0, 1)[None]
