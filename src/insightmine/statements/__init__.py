"""Transcripts -> statements: what each participant said, one idea each, in their exact words."""

from insightmine.statements.annotated import AnnotationCache, annotate_texts
from insightmine.statements.split import split_study
from insightmine.statements.tokens import participants_texts, tokens_by_language
from insightmine.statements.values import LeftOut, LeftOutReason, Split

__all__ = [
    "AnnotationCache",
    "LeftOut",
    "LeftOutReason",
    "Split",
    "annotate_texts",
    "participants_texts",
    "split_study",
    "tokens_by_language",
]
