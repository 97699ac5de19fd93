"""The grammar of every turn, analysed once, ever: kept by engine identity and text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import digest_of
from insightmine.engines import Grammar

_CHUNK = 256


class AnnotationCache(Protocol):
    """Where annotations are kept between runs; one that cannot be trusted is simply not returned."""

    def annotations(self, identity: str, keys: Sequence[str]) -> Mapping[str, Annotation]:
        """The annotations at hand, by key."""

    def put_annotations(self, identity: str, annotations: Mapping[str, Annotation]) -> None:
        """Keep annotations made by the engine of that identity."""


def annotate_texts(
    texts: Sequence[str], grammar: Grammar, cache: AnnotationCache, advance: Callable[[int], None] = lambda _: None
) -> dict[str, Annotation]:
    """The annotation of each text, by text; `advance` is told how many were done.

    Chunks are put away as they are made, so an interrupted run goes on where it was.
    """
    key_of = {text: digest_of(text) for text in texts}
    known = dict(cache.annotations(grammar.identity, list(key_of.values())))
    missing = sorted(text for text, key in key_of.items() if key not in known)
    advance(len(key_of) - len(missing))
    for start in range(0, len(missing), _CHUNK):
        chunk = missing[start : start + _CHUNK]
        made = {key_of[text]: annotation for text, annotation in zip(chunk, grammar.annotate(chunk), strict=True)}
        cache.put_annotations(grammar.identity, made)
        known.update(made)
        advance(len(chunk))
    return {text: known[key] for text, key in key_of.items()}
