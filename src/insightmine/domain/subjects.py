"""What a theme is about, and which statements speak of it."""

from __future__ import annotations

from functools import lru_cache

from insightmine.domain.content_words import stems
from insightmine.domain.speech import Statement
from insightmine.domain.themes import ANSWERS, Theme

# The end of what was asked is the question; what comes before it leads there.
_END_OF_QUESTION = 30


def subject_of(theme: Theme) -> frozenset[str]:
    """The content words, as stems, of a theme's name and key phrases."""
    return stems(" ".join(phrase.removeprefix(ANSWERS) for phrase in (theme.name, *theme.keyphrases)))


def speaks_of(statement: Statement, subject: frozenset[str]) -> bool:
    """Whether a statement speaks of a subject: in its own words, or in those of the question that it answers.

    Where nobody asks, the heading of the task stands for the question. A subject without words is spoken of by all.
    """
    return not subject or bool(subject & (stems(statement.text) | _asked(statement)))


def _asked(statement: Statement) -> frozenset[str]:
    return _end_of(statement.question or statement.heading or "")


@lru_cache(maxsize=1024)  # many statements answer one question
def _end_of(question: str) -> frozenset[str]:
    return stems(" ".join(question.split()[-_END_OF_QUESTION:]))
