"""Writes the fitted network as an ONNX file with whole-number weights, which needs no torch to run."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from network import Shape
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from weights import Arrays

#: Version of the operators used.
OPERATORS, FORMAT = 20, 9


def export(weights: Arrays, shape: Shape, path: Path, *, labels: Sequence[int], pieces: Sequence[int]) -> None:
    """The network of these weights, with these labels and pieces alone; "pieces" in, "scores" of each piece out.

    The first half of a piece's scores is for the mean over a sentence, the second for the mark before it.
    """
    model = _Graph(weights, shape, labels, pieces).model()
    onnx.checker.check_model(model)
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


class _Graph:
    def __init__(self, weights: Arrays, shape: Shape, labels: Sequence[int], pieces: Sequence[int]) -> None:
        self._of, self._layers, self._heads = weights, shape.layers, shape.heads
        self._labels, self._pieces = list(labels), list(pieces)
        self._nodes: list[onnx.NodeProto] = []
        self._values: dict[str, np.ndarray] = {}

    def model(self) -> onnx.ModelProto:
        values = self._embedded()
        for number in range(self._layers):
            values = self._layer(values, f"layers.{number}.")
        weight, bias = self._of["head.weight"][self._labels], self._of["head.bias"][self._labels]
        width = weight.shape[1] // 2
        both = np.concatenate([weight[:, :width], weight[:, width:]])
        told = self._linear(values, both, np.concatenate([bias, np.zeros_like(bias)]), "head")
        self._nodes.append(helper.make_node("Identity", [told], ["scores"]))
        graph = helper.make_graph(
            self._nodes,
            "closer",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["one", "length"])],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["one", "length", len(both)])],
            [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in self._values.items()],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=FORMAT)

    def _embedded(self) -> str:
        word = self._node("Gather", self._value("word", self._of["word.weight"][self._pieces]), "pieces")
        length = self._node("Shape", "pieces", start=1, end=2)
        places = self._value("places", self._of["pos.weight"])
        place = self._node("Slice", places, self._value("zero", np.array([0])), length)
        return self._norm(self._node("Add", word, place), "norm")

    def _layer(self, values: str, name: str) -> str:
        weight, bias = self._of[f"{name}qkv.weight"], self._of[f"{name}qkv.bias"]
        width = weight.shape[1]
        split = self._value("split", np.array([0, 0, self._heads, width // self._heads]))
        parts = [slice(start, start + width) for start in (0, width, 2 * width)]
        query, key, value = (
            self._node("Reshape", self._linear(values, weight[part], bias[part], f"{name}{part.start}"), split)
            for part in parts
        )
        query, value = (self._node("Transpose", each, perm=[0, 2, 1, 3]) for each in (query, value))
        key = self._node("Transpose", key, perm=[0, 2, 3, 1])
        scale = self._value("scale", np.array((self._heads / width) ** 0.5, dtype=np.float32))
        heed = self._node("Softmax", self._node("Mul", self._node("MatMul", query, key), scale), axis=-1)
        heard = self._node("Transpose", self._node("MatMul", heed, value), perm=[0, 2, 1, 3])
        heard = self._node("Reshape", heard, self._value("join", np.array([0, 0, width])))
        values = self._norm(self._node("Add", values, self._stored(heard, f"{name}out")), f"{name}n1")
        inner = self._node("Gelu", self._stored(values, f"{name}up"))
        return self._norm(self._node("Add", values, self._stored(inner, f"{name}down")), f"{name}n2")

    def _stored(self, values: str, name: str) -> str:
        return self._linear(values, self._of[f"{name}.weight"], self._of[f"{name}.bias"], name)

    def _linear(self, values: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        product = self._node("MatMul", values, self._value(f"{name} weight", weight.T))
        return self._node("Add", product, self._value(f"{name} bias", bias))

    def _norm(self, values: str, name: str) -> str:
        weight, bias = (self._value(f"{name}.{kind}", self._of[f"{name}.{kind}"]) for kind in ("weight", "bias"))
        return self._node("LayerNormalization", values, weight, bias, axis=-1, epsilon=1e-12)

    def _value(self, name: str, value: np.ndarray) -> str:
        self._values[name] = value
        return name

    def _node(self, kind: str, *inputs: str, **settings: object) -> str:
        name = f"{kind} {len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **settings))
        return name
