"""Plain ways of finding identifiers: Presidio's patterns, spaCy's entities, and Presidio with both, as it comes.

Presidio is told not to look for a list of web domains on the network. Its own default model is spaCy's large one;
here it runs with the small one that the program uses.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NoOpNlpEngine, SpacyNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from benchmarks.replaced import Replaced
from insightmine.engines.weights import manifest, verified

_ENTITIES: Mapping[str, str] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_PRESIDIO: Mapping[str, str] = {
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "LOCATION": "place",
    "EMAIL_ADDRESS": "e-mail",
    "PHONE_NUMBER": "phone",
    "URL": "url",
    "DATE_TIME": "date or time",
    "NRP": "nationality, religion or politics",
}
_NUMBERS = "id number"  # cards, IBANs, licences and what else is one number

Method = Callable[[Sequence[str]], list[list[Replaced]]]


def patterns(texts: Sequence[str]) -> list[list[Replaced]]:
    """Presidio's recognisers for English that need no model, as they come (no threshold)."""
    return _presidio(_patterns_engine(), texts, "patterns")


def entities(texts: Sequence[str]) -> list[list[Replaced]]:
    """spaCy's persons, organisations and places, as the small English model finds them."""
    return [
        [
            Replaced(entity.start_char, entity.end_char, _ENTITIES[entity.label_], "entities")
            for entity in document.ents
            if entity.label_ in _ENTITIES
        ]
        for document in _pipeline().pipe(texts, batch_size=64)
    ]


def presidio(texts: Sequence[str]) -> list[list[Replaced]]:
    """Presidio's analyser as it comes, on the small English model: patterns, entities, dates."""
    return _presidio(_whole_engine(), texts, "presidio")


PEERS: Mapping[str, Method] = {
    "patterns alone": patterns,
    "spaCy's entities alone": entities,
    "Presidio as it comes": presidio,
}


def _presidio(engine: AnalyzerEngine, texts: Sequence[str], found_by: str) -> list[list[Replaced]]:
    found = []
    for text in texts:
        results = sorted(engine.analyze(text, "en"), key=lambda result: (result.start, result.end, result.entity_type))
        found.append([Replaced(r.start, r.end, _PRESIDIO.get(r.entity_type, _NUMBERS), found_by) for r in results])
    return found


@cache
def _patterns_engine() -> AnalyzerEngine:
    engine = NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}])
    engine.load()
    return AnalyzerEngine(registry=_registry(), nlp_engine=engine)


@cache
def _whole_engine() -> AnalyzerEngine:
    engine = SpacyNlpEngine([{"lang_code": "en", "model_name": "the program's"}])
    vars(engine)["nlp"] = {"en": _pipeline()}  # declared as None in the library
    registry = _registry()
    registry.add_nlp_recognizer(engine)
    return AnalyzerEngine(registry=registry, nlp_engine=engine)


def _registry() -> RecognizerRegistry:
    """The recognisers that Presidio switches on by itself, without one that asks a model."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    vars(tldextract)["extract"] = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    registry = RecognizerRegistryProvider(registry_configuration={"supported_languages": ["en"]})
    return registry.create_recognizer_registry()


@cache
def _pipeline() -> Any:  # noqa: ANN401 - spaCy carries no types that mypy could follow
    return spacy.load(verified(manifest()["grammar"]))
