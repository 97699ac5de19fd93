"""The evidence of a card, gathered -> the card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.ids import OutcomeId, StatementId, ThemeId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.outcomes import Direction, Grade, Outcome, Rank
from insightmine.domain.signals import Signal
from insightmine.outcomes.deeds import USING
from insightmine.outcomes.evidence import Cell, Sides, Study
from insightmine.outcomes.grading import alternatives_to, grade_of, quality_of
from insightmine.outcomes.opportunity import seen_at
from insightmine.outcomes.verb_phrase import VerbPhrase
from insightmine.outcomes.wording import (
    WHO,
    behaviour_sentence,
    hypothesis_sentence,
    metric_sentence,
    next_test_sentence,
    question_sentence,
)

WEIGHT = {Grade.STRONG: 1.0, Grade.MODERATE: 0.7, Grade.LOW: 0.4}


@dataclass(frozen=True)
class Found:
    """What speaks for a card: `behaving` people show any behaviour there, `subject` are the stems it is about.

    `says`: the words that tell it, where they are known; a question with them names it.
    """

    phrase: VerbPhrase
    direction: Direction
    cell: Cell
    shown: tuple[StatementId, ...]
    denied: tuple[StatementId, ...]
    sides: Sides
    signals: tuple[Signal, ...]
    pain_points: tuple[StatementId, ...]
    reasons: tuple[StatementId, ...]
    themes: tuple[ThemeId, ...]
    behaving: int
    subject: frozenset[str]
    says: re.Pattern[str] | None = None


def outcome_of(identity: OutcomeId, found: Found, study: Study) -> Outcome:
    """The card. What supports it is told once: what shows it first, then what says how it goes.

    Who does it and says that it costs them shows it, and speaks against more of it: the quote stands on that side.
    """
    shown = _spoken_for(found)
    against = tuple(statement for statement in found.sides.against if statement not in shown)
    seen = seen_at(found.cell, found.shown, found.denied, study)
    named_by = found.says or found.subject
    quality = quality_of(found.shown, found.behaving, found.sides, named_by, study)
    grade, reasons = grade_of(quality, seen, study)
    step = step_name(found.cell, study)
    elsewhere = {*found.pain_points, *against, *found.denied}
    low, _ = wilson_interval(len(seen.showed), len(seen.opportunity))
    return Outcome(
        id=identity,
        theme=found.cell.theme.id,
        who=WHO,
        behaviour=behaviour_sentence(found.phrase),
        step=found.cell.step,
        direction=found.direction,
        seen=seen,
        metric=metric_sentence(found.phrase, step),
        question=question_sentence(found.phrase, found.direction),
        hypothesis=hypothesis_sentence(found.phrase, found.direction, step),
        next_test=next_test_sentence(found.phrase, quality, step),
        alternatives=alternatives_to(quality, seen),
        grade=grade,
        grade_reasons=reasons,
        signals=tuple(signal.id for signal in found.signals),
        supporting=tuple(dict.fromkeys([*shown, *(s for s in found.sides.speaking_for if s not in elsewhere)])),
        opposing=against,
        pain_points=found.pain_points,
        themes=found.themes,
        reasons=found.reasons,
        rank=Rank(
            evidence=WEIGHT[grade],
            reach=round(low, 6),
            agreement=round(_agreement(found.sides), 6),
            strength=round(max((signal.strength for signal in found.signals), default=0.0), 6),
        ),
    )


def _spoken_for(found: Found) -> tuple[StatementId, ...]:
    """What shows it without speaking against more of it; all where nothing else would be left."""
    if found.direction is Direction.LESS:
        return found.shown
    against = set(found.sides.against) - set(found.sides.speaking_for) - set(found.denied)
    return tuple(statement for statement in found.shown if statement not in against) or found.shown


def _agreement(sides: Sides) -> float:
    """The lower end of the interval of those who speak for it among all who take a side."""
    if not sides.sided | sides.opponents:
        return 0.0
    low, _ = wilson_interval(len(sides.sided), len(sides.sided | sides.opponents))
    return low


def step_name(cell: Cell, study: Study) -> str | None:
    """The name of a step that people walk through; a question of the interviewer is no place in their work."""
    if cell.step is None or study.journey.origin is JourneyOrigin.QUESTIONS:
        return None
    return study.journey.step(cell.step).name


def is_the_step(phrase: VerbPhrase, cell: Cell, study: Study) -> bool:
    """Whether it says no more than the step's own name: `find a tool` at “Find the right tool” is no behaviour."""
    name = step_name(cell, study)
    words = stems(phrase.base)
    return name is not None and bool(words) and words <= stems(name)


def is_mere_use(phrase: VerbPhrase, cell: Cell, study: Study) -> bool:
    """Whether it says which thing people use, and not what for: without a step, no behaviour to plan for."""
    verb, *rest = phrase.base.split()
    return verb in USING and not {"to", "for"} & set(rest) and step_name(cell, study) is None


def first_of(statements: Sequence[StatementId], besides: set[StatementId]) -> tuple[StatementId, ...]:
    """Each once, without those that stand elsewhere on the card."""
    return tuple(statement for statement in dict.fromkeys(statements) if statement not in besides)
