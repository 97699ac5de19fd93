"""How good the evidence of a card is, and what else could explain it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.grading import HALF, MANY, THIRD, from_notes, grade_at, people, several_of
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis, Prompting
from insightmine.domain.outcomes import Grade, Seen
from insightmine.domain.talkers import talker_among
from insightmine.outcomes.evidence import Sides, Study

_HARDLY_ANYBODY = 0.05


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares (0 to 1) of the statements that show a behaviour, and heads for and against.

    `opponents` stand against it; `against` said anything against it.
    `noted`: how many of the people who show it are known to by notes alone.
    """

    showed: int
    fitting: float
    observed: float
    asked: float
    questioned: bool
    named: float
    one_voice: bool
    opponents: int
    against: int
    sided: int
    obstructed: int
    noted: int = 0


def quality_of(
    shown: Sequence[StatementId],
    behaving: int,
    sides: Sides,
    named_by: frozenset[str] | re.Pattern[str],
    study: Study,
) -> Quality:
    """What the statements that show the behaviour are worth.

    `behaving` is the number of people who show any behaviour of the theme there; `named`: what it is
    `named_by` (half of these stems, or words of this pattern) stood in the task or question.
    """
    judged = [study.judgements[statement] for statement in shown]
    heads = Counter(study.statements[statement].participant for statement in shown)
    return Quality(
        showed=len(heads),
        fitting=len(heads) / max(behaving, 1),
        observed=sum(judgement.basis is Basis.OBSERVED for judgement in judged) / len(shown),
        asked=sum(judgement.prompting is Prompting.ASKED for judgement in judged) / len(shown),
        questioned=any(study.statements[statement].question for statement in shown),
        named=sum(_names_it(statement, named_by, study) for statement in shown) / len(shown),
        one_voice=talker_among(heads.elements()) is not None,
        opponents=len(sides.opponents),
        against=len(study.who(sides.against)),
        sided=len(sides.sided),
        obstructed=len(sides.obstructed),
        noted=len(heads) - len(study.who([statement for statement in shown if not study.is_noted(statement)])),
    )


def grade_of(quality: Quality, seen: Seen, study: Study) -> tuple[Grade, tuple[str, ...]]:
    """The grade and its reasons, by fixed rules.

    Strong: at least 5 people and half of those who had the opportunity show it, most of it observed in the session,
    and at most one opponent for four who show it. Moderate: at least 3 people (2 in a study of at most 5) and 5 % of
    those who could show it, as many say why it matters, and fewer speak against it than show it. Low: the rest. What
    the task or question named, what comes mostly from one person, and what less than a third of those with any
    behaviour in the theme show, goes one grade down; so does what notes alone say of half of those who show it. What
    nobody said in their own words is low.
    """
    share = len(seen.showed) / len(seen.opportunity)
    contested = quality.opponents / quality.showed
    enough = several_of(len(study.people))
    level = 0
    if min(quality.showed, quality.sided) >= enough and contested < 1 and share >= _HARDLY_ANYBODY:
        level = 1
    if quality.showed >= MANY and share >= HALF and quality.observed >= HALF and contested <= HALF / 2:
        level = 2
    noted = quality.noted / quality.showed
    marked_down = quality.named >= HALF or quality.one_voice or quality.fitting < THIRD or noted >= HALF
    return grade_at(0 if noted == 1 else level - marked_down), _reasons(quality, seen)


def _reasons(quality: Quality, seen: Seen) -> tuple[str, ...]:
    how = "observed in the session" if quality.observed >= HALF else "told, not observed"
    if 0 < quality.observed < 1:
        how = f"{round(100 * quality.observed)} % observed, the rest told"
    reasons = [f"{people(quality.showed)} of {len(seen.opportunity)} showed it"]
    if quality.noted < quality.showed:  # of what notes alone tell it is not known which of it was seen
        reasons.append(how)
    if quality.asked >= HALF:
        reasons.append("mostly in answer to a question" if quality.questioned else "mostly while doing a set task")
    if quality.named >= HALF:
        reasons.append("the task or question names it")
    if quality.one_voice:
        reasons.append("one person gave most of the evidence")
    if quality.fitting < THIRD:
        reasons.append("most of the theme's people show something else")
    if quality.noted:
        reasons.append(from_notes(quality.noted, quality.showed))
    if quality.obstructed:
        reasons.append(f"{people(quality.obstructed)} met with obstacles")
    reasons.append(_against(quality, seen))
    return tuple(reasons)


def _against(quality: Quality, seen: Seen) -> str:
    if quality.opponents:
        return f"{people(quality.opponents)} spoke against it"
    return "nobody mainly spoke against it" if quality.against else seen.nobody_against


def alternatives_to(quality: Quality, seen: Seen) -> tuple[str, ...]:
    """Other explanations that a reader should keep in mind: only those that the evidence leaves open."""
    unclear = f"{people(len(seen.unclear))} spoke of it without saying whether they do it"
    found = (
        (quality.observed >= HALF, "first use only: it may pass with practice"),
        (quality.named >= HALF, "the task or question named it: people may not do it of their own accord"),
        (quality.noted >= HALF * quality.showed, "noted by somebody: what the notes leave out is not known"),
        (
            quality.observed < HALF and quality.noted < quality.showed,
            "told, not seen: people may do it less or more than they say",
        ),
        (quality.asked >= HALF and quality.questioned, "the question brought it up: others were perhaps never asked"),
        (quality.one_voice, "one talkative person gave most of the evidence"),
        (bool(seen.unclear), unclear),
    )
    return tuple(text for applies, text in found if applies)


def _names_it(statement: StatementId, named_by: frozenset[str] | re.Pattern[str], study: Study) -> bool:
    """Whether half of these words, or words of this pattern, stood in the heading or question that it answers."""
    said = study.statements[statement]
    prompt = f"{said.heading or ''} {said.question or ''}"
    if isinstance(named_by, re.Pattern):
        return named_by.search(prompt) is not None
    return bool(named_by) and 2 * len(named_by & stems(prompt)) >= len(named_by)
