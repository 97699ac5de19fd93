"""onnxruntime: sentence vectors on a CPU, ready in a fifth of a second, the same for a text in any batch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from insightmine.engines import Vectors
from insightmine.engines.weights import manifest, verified

# Padded tokens a batch: about 32 texts of 16 tokens. Measured flat from 256 to 2,048 on two cores.
_TOKENS_A_BATCH = 512


class OnnxEncoder:
    """The `Encoder` protocol on an ONNX graph with mean pooling (Reimers & Gurevych 2019, section 3).

    The graph is loaded when first used.
    """

    def __init__(self, identity: str, dimension: int, folder: Path, max_tokens: int) -> None:
        self.identity = identity
        self.dimension = dimension
        self._folder = folder
        self._max_tokens = max_tokens

    @classmethod
    def load(cls) -> OnnxEncoder:
        """The pinned weights. Raises `ModelError`."""
        entry = manifest()["encoder-onnx"]
        identity = f"{entry.id}:{entry.digest}:onnxruntime:fp32"
        return cls(identity, entry.dimension or 0, verified(entry), entry.max_tokens or 256)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - untyped library
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=self._max_tokens)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.log_severity_level = 3
        settings.intra_op_num_threads = os.cpu_count() or 1
        graph = str(self._folder / "onnx" / "model.onnx")
        return onnxruntime.InferenceSession(graph, settings, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, dimension), rows of length 1 in the order of the texts."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        lengths = [len(encoding.ids) for encoding in encodings]
        for rows in _batches(lengths):
            vectors[rows] = self._encode_batch([encodings[row] for row in rows], lengths[rows[-1]])
        return vectors

    def _encode_batch(self, encodings: Sequence[Any], width: int) -> Vectors:
        token_ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(token_ids)
        for row, encoding in enumerate(encodings):
            token_ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        inputs = {"input_ids": token_ids, "attention_mask": mask, "token_type_ids": np.zeros_like(token_ids)}
        hidden = self._session.run(None, inputs)[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of texts of equal token count, so that nothing is padded.

    A padded text would get other last bits than the same text alone.
    """
    order = sorted(range(len(lengths)), key=lambda row: (lengths[row], row))
    start = 0
    while start < len(order):
        length = lengths[order[start]]
        size = max(1, _TOKENS_A_BATCH // length)
        stop = start
        while stop < len(order) and stop - start < size and lengths[order[stop]] == length:
            stop += 1
        yield order[start:stop]
        start = stop
