"""What is not judged as somebody's English speech: other languages, and notes about somebody."""

from __future__ import annotations

from dataclasses import replace

from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis, Judgement, Kind


def unsure(statement: StatementId) -> Judgement:
    """Nothing is said of a statement in a language that the rules do not know."""
    return Judgement(statement, (), (), None, None, None, 0.0)


def as_noted(judgement: Judgement) -> Judgement:
    """The judgement of a statement that an observer wrote.

    Whatever it tells is about somebody else, so it is second hand, and nothing tells how it came up: notes do not say
    what was asked.
    """
    is_session_talk = judgement.kinds[:1] == (Kind.SESSION_TALK,)
    return replace(judgement, basis=Basis.NONE if is_session_talk else Basis.SECOND_HAND, prompting=None)
