"""In which language a transcript is, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from insightmine.domain.languages import ENGLISH
from insightmine.domain.speech import LanguageShare
from insightmine.engines.lingua_languages import detector

_PASSAGES = 12  # from all over the transcript: people change language after the greeting
_PASSAGE = 200  # characters
_LEAST = 20  # words: below that the answer would be a guess
_LEAST_UNSPACED = 40  # letters of a script beyond Greek and Cyrillic, some of which have no spaces between words
_FEW = 60  # words: up to here another language than English is believed only if it is likely
_LIKELY = 0.8
_BEYOND = 0x0590


def languages_of(texts: Sequence[str]) -> tuple[LanguageShare, ...]:
    """The languages of a transcript with their shares, the most first; none if there are too few words to tell.

    Twelve passages of 200 characters, spread evenly, are each given one language (lingua: character trigrams); a
    share is one of the passages that have any.
    """
    text = " ".join(" ".join(texts).split())
    words = text.count(" ") + 1 if text else 0
    if words < _LEAST and sum(ord(letter) >= _BEYOND for letter in text) < _LEAST_UNSPACED:
        return ()
    if words < _FEW and not _is_sure(text):
        return ()
    found = Counter(filter(None, map(_language, _passages(text))))
    return tuple(
        LanguageShare(language, round(count / found.total(), 2))
        for language, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    )


def _is_sure(text: str) -> bool:
    best = detector().compute_language_confidence_values(text)[0]
    return best.language.iso_code_639_1.name.lower() == ENGLISH or best.value >= _LIKELY


def _language(passage: str) -> str | None:
    language = detector().detect_language_of(passage)
    return language.iso_code_639_1.name.lower() if language is not None else None


def _passages(text: str) -> list[str]:
    """Stretches of the text that begin and end between words, where it has spaces."""
    if len(text) <= _PASSAGE * _PASSAGES:
        starts = list(range(0, max(1, len(text) - _PASSAGE // 2), _PASSAGE))
    else:
        starts = [round(i * (len(text) - _PASSAGE) / (_PASSAGES - 1)) for i in range(_PASSAGES)]
    return [_whole_words(text, start) for start in starts]


def _whole_words(text: str, start: int) -> str:
    passage = text[start : start + _PASSAGE]
    first, last = passage.find(" "), passage.rfind(" ")
    begin = first + 1 if start and 0 <= first < _PASSAGE // 4 else 0
    end = last if start + _PASSAGE < len(text) and last > _PASSAGE // 2 else len(passage)
    return passage[begin:end]
