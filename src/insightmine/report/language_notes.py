"""What a reader must know of a study that is not all in English, in a line or two."""

from __future__ import annotations

from collections import Counter

from insightmine.domain.analysis import Analysis
from insightmine.domain.languages import ENGLISH, language_name, languages_in_words
from insightmine.domain.speech import Transcript


def language_notes(analysis: Analysis) -> tuple[str, ...]:
    """Which transcripts are in no theme, which are there by meaning alone, and which a translation stands for."""
    total = len(analysis.transcripts)
    originals = [item for item in analysis.transcripts if item.replaced_by is not None]
    others = [item for item in analysis.transcripts if not item.in_themes and item.replaced_by is None]
    by_meaning = [item for item in analysis.transcripts if item.in_themes and item.read_as != ENGLISH]
    notes = []
    if others:
        notes.append(
            f"{_are(others, total)} in {_languages(others)}: read and searchable, not in the themes, steps or "
            f"outcomes. {_counted(analysis, len(others) == total)}Supply a translation or a multilingual model: "
            "docs/languages.md."
        )
    if by_meaning:
        notes.append(
            f"{_are(by_meaning, total)} in {_languages(by_meaning)}: in the themes by meaning alone. Kinds, steps and "
            "sides are unsure there, so these people are on no side: docs/languages.md."
        )
    if originals:
        notes.append(
            f"{_are(originals, total)} in {_languages(originals)} and counted by another version: the quotes of "
            "translations say so, with the original beside them where its turns align."
        )
    return tuple(notes)


def search_notes(analysis: Analysis) -> tuple[str, ...]:
    """What to know before a search that finds little: other languages are compared mostly by their spelling."""
    others = [item for item in analysis.transcripts if not item.in_themes and item.replaced_by is None]
    if not others:
        return ()
    are = f"{_are(others, len(analysis.transcripts))} in {_languages(others)}"
    return (f"{are}: search in that language too, in the words that people use. See docs/languages.md.",)


def _are(transcripts: list[Transcript], total: int) -> str:
    verb = "is" if len(transcripts) == 1 else "are"
    return f"{len(transcripts)} of {total} {'transcript' if total == 1 else 'transcripts'} {verb}"


def _languages(transcripts: list[Transcript]) -> str:
    codes = [transcript.read_as for transcript in transcripts]
    return language_name(codes[0]) if len(Counter(codes)) == 1 else languages_in_words(codes)


def _counted(analysis: Analysis, are_all: bool) -> str:
    """Who the denominators are made of."""
    if are_all:
        return "So there are no themes. "
    people = len(analysis.people_in_themes)
    return f"Counts are of the {people} {'person' if people == 1 else 'people'} whose words can be in themes. "
