"""One person who says so much that what looks like several is mostly one.

Miles and Huberman (1994, "Qualitative Data Analysis", chapter 10) count it among the biases of an analyst: giving too
much weight to those who are articulate and well informed ("elite bias"). Themes are found among statements, so who says
more shapes them more, whatever the counts in people say afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId
from insightmine.domain.themes import Theme

_OF_THEME = 0.5
_AHEAD = 2
_OF_STUDY = 0.4
_TIMES_EQUAL = 1.5


@dataclass(frozen=True, slots=True)
class Talker:
    """Who gives `n_statements` of all `n_all`; `n_others` people give the rest."""

    participant: ParticipantId
    n_statements: int
    n_all: int
    n_others: int

    @property
    def share(self) -> float:
        """The person's share of the statements, 0 to 1."""
        return self.n_statements / self.n_all


def talker_among(speakers: Iterable[ParticipantId]) -> Talker | None:
    """Who gives more than half of some statements of several people; `speakers` names one a statement.

    The person must be ahead of all others together by two statements: of five by two people, one always gives three.
    """
    count = Counter(speakers)
    talker = _most(count)
    if talker is None or len(count) < 2:
        return None
    others = talker.n_all - talker.n_statements
    is_carried = talker.share > _OF_THEME and talker.n_statements - others >= _AHEAD
    return talker if is_carried else None


def talker_of(analysis: Analysis, theme: Theme) -> Talker | None:
    """Who carries a theme of several people, by giving more than half of its statements."""
    return talker_among(analysis.statement_by_id[statement].participant for statement in theme.statements)


def talker_of_study(analysis: Analysis) -> Talker | None:
    """Who gives more than 40 % of a study's statements, and half as much again as an equal share would be."""
    count = Counter(statement.participant for statement in analysis.for_themes)
    talker = _most(count)
    if talker is None or len(count) < 2:
        return None
    return talker if talker.share > max(_OF_STUDY, _TIMES_EQUAL / len(count)) else None


def _most(count: Counter[ParticipantId]) -> Talker | None:
    if not count:
        return None
    person = min(count, key=lambda person: (-count[person], person))
    return Talker(person, count[person], count.total(), len(count) - 1)
