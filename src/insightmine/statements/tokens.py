"""The tokens of the turns that are in other languages than English, by language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from insightmine.domain.grammar import Annotation
from insightmine.domain.languages import ENGLISH
from insightmine.domain.speech import Transcript
from insightmine.engines import Grammar
from insightmine.statements.annotated import AnnotationCache, annotate_texts


def participants_texts(transcripts: Iterable[Transcript], language: str) -> list[str]:
    """What participants say in this language, each text once, sorted; replaced versions are not read."""
    return sorted(
        {
            turn.text
            for transcript in transcripts
            if transcript.read_as == language and transcript.replaced_by is None
            for turn in transcript.turns
            if turn.participant is not None
        }
    )


def tokens_by_language(
    transcripts: Sequence[Transcript],
    load: Callable[[str], Grammar],
    cache: AnnotationCache,
    advance: Callable[[int], None] = lambda _: None,
) -> dict[str, Callable[[str], Annotation]]:
    """For each language but English a function from a turn's text to its tokens."""
    languages = {transcript.read_as for transcript in transcripts if transcript.replaced_by is None} - {ENGLISH}
    return {
        language: annotate_texts(participants_texts(transcripts, language), load(language), cache, advance).__getitem__
        for language in sorted(languages)
    }
