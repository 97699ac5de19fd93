"""What grades of evidence have in common: how many people are several, and the words in which reasons are told.

The model is GRADE-CERQual (Lewin et al. 2018, "Applying GRADE-CERQual to qualitative evidence synthesis findings",
Implementation Science 13 (Suppl 1), papers 1 to 7): confidence begins high and goes down with each concern, concerns
are told in words beside the level, and the level is never an average of scores. Its components are methodological
limitations, coherence, adequacy of data, and relevance. Three of them are taken over, for what a program can see of
them; relevance, whether the people and their setting are those of the question, only the researcher can judge.
CERQual's levels "low" and "very low" are one here.
"""

from __future__ import annotations

from insightmine.domain.outcomes import Grade
from insightmine.domain.provenance import ONLY_NOTES

MANY, SEVERAL = 5, 3
HALF, THIRD = 1 / 2, 1 / 3
_SMALL_STUDY, _SEVERAL_OF_FEW = 5, 2
_LEVELS = (Grade.LOW, Grade.MODERATE, Grade.STRONG)
MOST_LEVEL = len(_LEVELS) - 1


def several_of(n_people: int) -> int:
    """How many people are enough for anything but a low grade: three, or two in a study of at most five."""
    return _SEVERAL_OF_FEW if n_people <= _SMALL_STUDY else SEVERAL


def grade_at(level: int) -> Grade:
    """The grade at a level, 0 (low) to 2 (strong); what lies below is low."""
    return _LEVELS[max(0, level)]


def people(count: int) -> str:
    """`1 person`, `4 people`."""
    return "1 person" if count == 1 else f"{count} people"


def from_notes(count: int, n_people: int) -> str:
    """How many of the people are known from notes about them only."""
    return ONLY_NOTES if count == n_people else f"{people(count)} known from notes only"
