"""One outside library a file. What they give is described here, in the project's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from insightmine.config import ModelOptions
from insightmine.domain.grammar import Annotation

Vectors = NDArray[np.float32]


class Grammar(Protocol):
    """Tokens, tags, dependencies and sentence boundaries of English text."""

    @property
    def identity(self) -> str:
        """Name, version and weight digest: the key of everything cached from it."""

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """One annotation a text, in order; an empty text gives an empty one."""


class Encoder(Protocol):
    """Text -> unit vectors. A text gets the same vector in any batch."""

    @property
    def identity(self) -> str:
        """Model, weight digest, engine and precision: vectors of two identities never mix."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, dimension), each row of length 1, rows in the order of the texts."""


def load_grammar(options: ModelOptions) -> Grammar:
    """The grammar engine that the settings name. Raises `ModelError` when its weights are missing or altered."""
    from insightmine.engines.spacy_grammar import SpacyGrammar

    return SpacyGrammar.load(options)


def load_encoder(options: ModelOptions) -> Encoder:
    """The encoder that the settings name; weights of your own run through sentence-transformers.

    Raises `ModelError` when weights are missing or altered.
    """
    if options.engine == "sentence-transformers" or options.encoder_path is not None:
        from insightmine.engines.torch_encoder import TorchEncoder

        return TorchEncoder.load(options)
    from insightmine.engines.onnx_encoder import OnnxEncoder

    return OnnxEncoder.load()
