"""The sentence encoder, fine-tuned here to tell what sort of statement a text is: low-rank adapters and a head.

Low-rank adaptation (Hu et al. 2022, "LoRA", section 4.1): to each weight matrix W of the upper layers a product B A of
two narrow matrices is added, so that what was trained is small enough to come with the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from insightmine.engines.onnx_graph import Hidden, OnnxGraph
from insightmine.engines.weights import manifest, sha256_of, shipped, verified

_FILE = "heads/classifier.safetensors"
_MAX_TOKENS = 96
# where a matrix stands in the published weights, and in the graph that runs
_IN_GRAPH = {
    "attention.self.query": "attn.q_proj",
    "attention.self.key": "attn.k_proj",
    "attention.self.value": "attn.v_proj",
    "attention.output.dense": "attn.o_proj",
    "intermediate.dense": "mlp.fc1",
    "output.dense": "mlp.fc2",
}


class OnnxClassifier:
    """Texts -> logits, one a class of `outputs`. A text gets the same logits in any batch."""

    def __init__(self, identity: str, outputs: tuple[str, ...], graph: OnnxGraph, head: Hidden, bias: Hidden) -> None:
        self.identity = identity
        self.outputs = outputs
        self._graph, self._head, self._bias = graph, head, bias

    @classmethod
    def load(cls, path: Path | None = None) -> OnnxClassifier:
        """The classifier that comes with the program, or adapters from another file. Raises `ModelError`.

        The matrices that the adapters are added to are those of the pinned encoder.
        """
        from safetensors import safe_open

        path = path or shipped("heads", _FILE)
        graph_entry, base_entry = manifest()["encoder-onnx"], manifest()["encoder-torch"]
        with safe_open(path, framework="np") as trained:
            tensors = {name: trained.get_tensor(name).astype(np.float32) for name in trained.keys()}  # noqa: SIM118
            outputs = tuple(trained.metadata()["outputs"].split(","))
        weights = {}
        with safe_open(verified(base_entry) / "model.safetensors", framework="np") as base:
            for name in sorted({name.rsplit(".", 1)[0] for name in tensors} - {"head"}):
                layer, _, matrix = name.partition(".")
                whole = base.get_tensor(f"encoder.layer.{layer}.{matrix}.weight")
                whole = whole + tensors[f"{name}.b"] @ tensors[f"{name}.a"]
                weights[f"model.layers.{layer}.{_IN_GRAPH[matrix]}.MatMul.weight"] = np.ascontiguousarray(whole.T)
        identity = f"{graph_entry.id}:{graph_entry.digest}:adapters:{sha256_of(path)[:12]}"
        graph = OnnxGraph(verified(graph_entry), _MAX_TOKENS, weights)
        return cls(identity, outputs, graph, tensors["head.weight"], tensors["head.bias"])

    @property
    def dimension(self) -> int:
        """The number of classes."""
        return len(self.outputs)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Logits of shape (texts, classes), rows in the order of the texts."""
        logits = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, hidden in self._graph.hidden(texts):
            seen = np.concatenate([hidden.mean(axis=1), hidden[:, 0]], axis=1)
            # summed row by row: a product of matrices may differ in its last bits with the size of the batch
            logits[rows] = (seen[:, None, :] * self._head).sum(axis=2) + self._bias
        return logits
