"""spaCy without weights: tokens and sentence boundaries of text in any language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.metadata import version
from typing import Any

from insightmine.domain.grammar import Annotation

_BATCH = 64
_ANY = "xx"
# languages whose own tokenizers would need packages of theirs: cut by spaces, or into letters where there are none
_INSTEAD = {"ja": "zh", "ko": _ANY, "th": "zh", "vi": _ANY}


class SpacyTokens:
    """The `Grammar` protocol on a blank spaCy pipeline: no lemmas but the words themselves, no tags, no relations.

    Tokenizers know the abbreviations of their language ("dott.", "z. B."), so that these end no sentence; sentences end
    at the marks of all scripts that spaCy's sentencizer knows.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self.identity = f"spacy-tokens:{language}:{version('spacy')}"

    @cached_property
    def _pipeline(self) -> Any:  # noqa: ANN401 - spaCy carries no types that mypy could follow
        import spacy

        try:
            pipeline = spacy.blank(_INSTEAD.get(self._language, self._language))
        except ImportError:  # a language for which spaCy has no rules
            pipeline = spacy.blank(_ANY)
        pipeline.max_length = 10**9  # there is no parser whose memory the limit would guard
        pipeline.add_pipe("sentencizer")
        return pipeline

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """One annotation a text, in order; an empty text gives an empty one."""
        for document in self._pipeline.pipe(texts, batch_size=_BATCH):
            yield _annotation(document)


def _annotation(document: Any) -> Annotation:  # noqa: ANN401
    tokens = [token for token in document if not token.is_space]
    nothing = ("",) * len(tokens)
    return Annotation(
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        lemmas=tuple(token.lower_ for token in tokens),
        tags=nothing,
        parts=nothing,
        relations=nothing,
        heads=tuple(range(len(tokens))),
        sentence_starts=tuple(i for i, token in enumerate(tokens) if i == 0 or token.is_sent_start),
    )
