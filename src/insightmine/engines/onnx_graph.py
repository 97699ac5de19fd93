"""onnxruntime: texts -> the last hidden states of a transformer on a CPU, the same for a text in any batch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hidden = NDArray[np.float32]

# Tokens a batch: about 32 texts of 16 tokens. Measured flat from 256 to 2,048 on two cores.
_TOKENS_A_BATCH = 512


class OnnxGraph:
    """A tokenizer and a transformer from a folder, loaded when first used.

    `weights`: arrays that take the place of the graph's own, by their names in it.
    """

    def __init__(self, folder: Path, max_tokens: int, weights: Mapping[str, Hidden] | None = None) -> None:
        self._folder = folder
        self._max_tokens = max_tokens
        self._weights = dict(weights or {})

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
        if self._weights:
            values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in self._weights.values()]
            settings.add_external_initializers(list(self._weights), values)
        graph = str(self._folder / "onnx" / "model.onnx")
        return onnxruntime.InferenceSession(graph, settings, providers=["CPUExecutionProvider"])

    def hidden(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Hidden]]:
        """Batches of row numbers with their last hidden states, of shape (rows, tokens, width).

        All texts of a batch have as many tokens, so that nothing is padded: a padded text would get other last bits
        than the same text alone.
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        for rows in _batches([len(encoding.ids) for encoding in encodings]):
            token_ids = np.array([encodings[row].ids for row in rows], dtype=np.int64)
            inputs = {
                "input_ids": token_ids,
                "attention_mask": np.ones_like(token_ids),
                "token_type_ids": np.zeros_like(token_ids),
            }
            yield rows, self._session.run(None, inputs)[0]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of texts of equal token count."""
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
