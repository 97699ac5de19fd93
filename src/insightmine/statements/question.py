"""The question that an answer belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from insightmine.domain.speech import Role, Turn


def questions_before(turns: Sequence[Turn]) -> list[str | None]:
    """For each turn the text of the last interviewer turn before it, or `None`."""
    questions: list[str | None] = []
    last: str | None = None
    for turn in turns:
        questions.append(last)
        if turn.role is Role.INTERVIEWER and turn.text.strip():
            last = turn.text
    return questions
