"""One outside library a file. What they give is described here, in the project's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from insightmine.config import ModelOptions, NameOptions
from insightmine.domain.grammar import Annotation
from insightmine.domain.identifiers import Entity

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


class EntityReader(Protocol):
    """Names of people, organisations and places in English text."""

    @property
    def identity(self) -> str:
        """Name, version and weight digest."""

    def entities(self, texts: Iterable[str]) -> Iterator[tuple[Entity, ...]]:
        """The names in each text, in order of the texts and of their starts; labels as in OntoNotes 5."""


class PatternFinder(Protocol):
    """What has the shape of an identifier: e-mail addresses, phone numbers, account numbers."""

    def find(self, text: str) -> tuple[Entity, ...]:
        """The finds by start; labels are `IdentifierKind`s. Spans may overlap."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a language model said, and what it calls itself."""

    text: str
    model: str


class NoAnswer(Exception):  # noqa: N818 - it says what happened
    """A language model gave no answer that can be read; the message says why, without words of an interview."""


class Chat(Protocol):
    """A language model that somebody runs on this machine."""

    @property
    def identity(self) -> str:
        """The model that is asked for: the key of everything cached from it."""

    def ask(self, task: str, material: str) -> Answer:
        """One answer to one task. Raises `NoAnswer`."""


def load_entities(options: ModelOptions) -> EntityReader:
    """The names that the grammar's pipeline finds. Raises `ModelError` when its weights are missing or altered."""
    from insightmine.engines.spacy_grammar import SpacyEntities

    return SpacyEntities.load(options)


def load_patterns() -> PatternFinder:
    """Presidio's pattern recognisers, which need no model."""
    from insightmine.engines.presidio_patterns import PresidioPatterns

    return PresidioPatterns()


def load_grammar(options: ModelOptions) -> Grammar:
    """The grammar engine that the settings name. Raises `ModelError` when its weights are missing or altered."""
    from insightmine.engines.spacy_grammar import SpacyGrammar

    return SpacyGrammar.load(options)


def load_tokens(language: str) -> Grammar:
    """Tokens and sentence boundaries of a language by its ISO 639-1 code, without weights and without grammar."""
    from insightmine.engines.spacy_tokens import SpacyTokens

    return SpacyTokens(language)


def load_encoder(options: ModelOptions) -> Encoder:
    """The encoder that the settings name; weights of your own run through sentence-transformers.

    Raises `ModelError` when weights are missing or altered.
    """
    if options.engine == "sentence-transformers" or options.encoder_path is not None:
        from insightmine.engines.torch_encoder import TorchEncoder

        return TorchEncoder.load(options)
    from insightmine.engines.onnx_encoder import OnnxEncoder

    return OnnxEncoder.load()


@cache
def load_classifier() -> Encoder:
    """The classifier of statements that comes with the program: its "vectors" are logits, a class a column.

    Raises `ModelError` when weights are missing or altered.
    """
    from insightmine.engines.onnx_classifier import OnnxClassifier

    return OnnxClassifier.load()


def load_chat(options: NameOptions) -> Chat | None:
    """The server that the settings name; `None` without one. Nothing is asked yet."""
    if options.endpoint is None or options.model is None:
        return None
    from insightmine.engines.chat_endpoint import ChatEndpoint

    return ChatEndpoint(options.endpoint, options.model)
