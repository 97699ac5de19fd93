"""In which language a transcript is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SAMPLE = 4000  # characters
_LEAST = 20  # words: below that the answer would be a guess


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = (
        Language.ENGLISH,
        Language.GERMAN,
        Language.FRENCH,
        Language.ITALIAN,
        Language.SPANISH,
        Language.PORTUGUESE,
        Language.DUTCH,
        Language.POLISH,
        Language.SWEDISH,
        Language.DANISH,
    )
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def language_of(texts: list[str]) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in; `None` if there are too few words to tell."""
    sample = _sample(texts)
    if len(sample.split()) < _LEAST:
        return None
    language = _detector().detect_language_of(sample)
    return language.iso_code_639_1.name.lower() if language is not None else None


def _sample(texts: list[str]) -> str:
    """Turns from all over the transcript: people change language after the greeting."""
    step = max(1, sum(map(len, texts)) // _SAMPLE)
    sample = " ".join(texts[::step])
    return sample[:_SAMPLE] if sample else ""
