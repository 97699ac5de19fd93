"""spaCy: tokens, tags, dependencies, lemmas and sentence boundaries of English text."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from insightmine.config import ModelOptions
from insightmine.domain.grammar import Annotation
from insightmine.domain.identifiers import Entity
from insightmine.engines.weights import folder_digest, manifest, verified
from insightmine.errors import ModelError

# Named entities cost half of the time and are wanted only for redaction; `senter` is the parser's cheaper twin.
_LEFT_OUT = ["ner", "senter"]
_BATCH = 64
# For names alone, neither tags nor relations are needed.
_NAMES_ONLY = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]


class SpacyGrammar:
    """The `Grammar` protocol on a spaCy pipeline, which is loaded when first used."""

    def __init__(self, identity: str, folder: Path) -> None:
        self.identity = identity
        self._folder = folder

    @classmethod
    def load(cls, options: ModelOptions) -> SpacyGrammar:
        """The pinned pipeline, or the folder that `grammar_path` names. Raises `ModelError`."""
        return cls(*_pipeline_of(options))

    @cached_property
    def _pipeline(self) -> Any:  # noqa: ANN401 - spaCy carries no types that mypy could follow
        return _loaded(self._folder, _LEFT_OUT)

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """One annotation a text, in order; an empty text gives an empty one."""
        for document in self._pipeline.pipe(texts, batch_size=_BATCH):
            yield _annotation(document)


class SpacyEntities:
    """The `EntityReader` protocol on the names that a spaCy pipeline finds, which is loaded when first used."""

    def __init__(self, identity: str, folder: Path) -> None:
        self.identity = identity
        self._folder = folder

    @classmethod
    def load(cls, options: ModelOptions) -> SpacyEntities:
        """That of the same pipeline as the grammar. Raises `ModelError`."""
        return cls(*_pipeline_of(options))

    @cached_property
    def _pipeline(self) -> Any:  # noqa: ANN401
        pipeline = _loaded(self._folder, _NAMES_ONLY)
        if "ner" not in pipeline.pipe_names:
            raise ModelError(
                f"{self._folder.name} finds no names of people and places, and redaction needs them",
                hint="use a grammar_path with an `ner` component, or none",
            )
        return pipeline

    def entities(self, texts: Iterable[str]) -> Iterator[tuple[Entity, ...]]:
        """The names in each text, in order of the texts and of their starts."""
        for document in self._pipeline.pipe(texts, batch_size=_BATCH):
            yield tuple(Entity(span.start_char, span.end_char, span.label_) for span in document.ents)


def _loaded(folder: Path, left_out: list[str]) -> Any:  # noqa: ANN401
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # version notes for pipelines of a near release
        return spacy.load(folder, exclude=left_out)


def _pipeline_of(options: ModelOptions) -> tuple[str, Path]:
    """Identity and folder of the pinned pipeline, or of that which `grammar_path` names. Raises `ModelError`."""
    if options.grammar_path is not None:
        folder = Path(options.grammar_path).expanduser()
        if not (folder / "config.cfg").is_file():
            raise ModelError(f"{folder} holds no spaCy pipeline", hint="grammar_path names a folder with a config.cfg")
        return f"spacy:{folder.name}:{folder_digest(folder, 'model')}", folder
    entry = manifest()["grammar"]
    return f"spacy:{entry.id}:{entry.digest}", verified(entry)


def _annotation(document: Any) -> Annotation:  # noqa: ANN401
    tokens = [token for token in document if not token.is_space]
    number = {token.i: i for i, token in enumerate(tokens)}
    starts_sentence = [i for i, token in enumerate(tokens) if i == 0 or _opens_sentence(token)]
    return Annotation(
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        lemmas=tuple(token.lemma_.lower() for token in tokens),
        tags=tuple(token.tag_ for token in tokens),
        parts=tuple(token.pos_ for token in tokens),
        relations=tuple(token.dep_ for token in tokens),
        heads=tuple(number.get(token.head.i, i) for i, token in enumerate(tokens)),
        sentence_starts=tuple(starts_sentence),
    )


def _opens_sentence(token: Any) -> bool:  # noqa: ANN401
    """Whether a sentence starts here, or started on white space just before."""
    previous = token.i - 1
    while previous >= 0 and token.doc[previous].is_space:
        if token.doc[previous].is_sent_start:
            return True
        previous -= 1
    return bool(token.is_sent_start)
