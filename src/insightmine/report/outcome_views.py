"""Candidate outcomes as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.content_words import stems
from insightmine.domain.ids import OutcomeId, ParticipantId, SignalId, ThemeId
from insightmine.domain.outcomes import Direction, Outcome
from insightmine.domain.signals import SignalEffect
from insightmine.report.association_words import association_in_words, measured_in_words
from insightmine.report.differing import Differing, differing_of
from insightmine.report.quotes import Quote, QuoteBook
from insightmine.report.rank_words import RankPart, rank_parts
from insightmine.report.wording import STATUSES, heading, listed, sentence, share_of_people

_FOR_QUOTES = 2
_AGAINST_QUOTES = 2
_PAIN_QUOTES = 1
_QUOTE = 240
_NO_RESULTS = "no result of these people is held against this card"


@dataclass(frozen=True, slots=True)
class SeenPart:
    """Some of the people who had the opportunity."""

    name: str
    count: str
    people: str


@dataclass(frozen=True, slots=True)
class Card:
    """An outcome card in the form that planners know; unknown is said, never filled in."""

    number: int
    id: OutcomeId
    theme: ThemeId
    theme_name: str
    status: str
    is_draft: bool
    direction: str
    grade: str
    grade_reasons: tuple[str, ...]
    sentence: str
    step: str | None
    seen: tuple[SeenPart, ...]
    baseline: str | None
    target: str | None
    impact: str | None
    supporting: tuple[Quote, ...]
    n_supporting: int
    opposing: tuple[Quote, ...]
    n_opposing: int
    pain_points: tuple[Quote, ...]
    n_pain_points: int
    results: tuple[str, ...]
    alternatives: tuple[str, ...]
    metric: str
    question: str
    hypothesis: str
    next_test: str
    signals: tuple[SignalId, ...]
    against_none: str = ""
    lagging: str | None = None
    reasons: tuple[Quote, ...] = ()
    n_reasons: int = 0
    differs: tuple[Differing, ...] = ()
    rank: tuple[RankPart, ...] = ()

    @property
    def results_in_words(self) -> str:
        """How it ended for those who showed it; that nothing is known is said."""
        return "; ".join(self.results) or _NO_RESULTS


def card_of(analysis: Analysis, outcome: Outcome, number: int, book: QuoteBook) -> Card:
    """What the report shows of an outcome, `number` being its rank."""
    names = {step.id: step.name for step in analysis.journey.steps}
    return Card(
        number=number,
        id=outcome.id,
        theme=outcome.theme,
        theme_name=heading(analysis.theme_by_id[outcome.theme].name),
        status=STATUSES[outcome.status],
        is_draft=outcome.status.value == "candidate",
        direction="more often" if outcome.direction is Direction.MORE else "less often",
        grade=outcome.grade.value,
        grade_reasons=outcome.grade_reasons,
        sentence=_who_does_what(outcome),
        step=names.get(outcome.step) if outcome.step else None,
        seen=_seen(analysis, outcome),
        baseline=outcome.baseline,
        target=outcome.target,
        impact=outcome.impact,
        supporting=book.quotes(outcome.supporting, _FOR_QUOTES, _QUOTE),
        n_supporting=len(outcome.supporting),
        opposing=book.quotes(outcome.opposing, _AGAINST_QUOTES, _QUOTE),
        n_opposing=len(outcome.opposing),
        pain_points=book.quotes(outcome.pain_points, _PAIN_QUOTES, _QUOTE),
        n_pain_points=len(outcome.pain_points),
        results=_results(analysis, outcome),
        alternatives=tuple(sentence(text) for text in outcome.alternatives),
        metric=outcome.metric,
        question=sentence(outcome.question),
        hypothesis=sentence(outcome.hypothesis),
        next_test=sentence(outcome.next_test),
        signals=outcome.signals,
        against_none=_nobody_against(outcome),
        lagging=outcome.lagging,
        reasons=book.quotes(outcome.reasons, _PAIN_QUOTES, _QUOTE),
        n_reasons=len(outcome.reasons),
        differs=differing_of(analysis, outcome.differs, book),
        rank=rank_parts(outcome),
    )


def _nobody_against(outcome: Outcome) -> str:
    """What stands where nobody spoke against it: of how many. Silence is no consent."""
    asked = len(outcome.seen.opportunity)
    who = "1 person" if asked == 1 else f"{asked} people"
    nobody = outcome.seen.nobody_against
    if outcome.step is None:
        return f"{nobody}; {who} could have"
    return f"{nobody}, of {who} asked or observed there"


def _who_does_what(outcome: Outcome) -> str:
    """One sentence, also where the behaviour already begins with who shows it."""
    behaviour = outcome.behaviour
    begins = behaviour.lower().startswith(f"{outcome.who.lower()} ")
    return sentence(behaviour if begins or not outcome.who else f"{outcome.who} {behaviour}")


def _seen(analysis: Analysis, outcome: Outcome) -> tuple[SeenPart, ...]:
    """Everybody once: showed it, did not, unclear, spoke of it otherwise or of other things, silent, not asked."""
    seen = outcome.seen
    told = {*seen.showed, *seen.did_not, *seen.unclear}
    spoke = _speakers_of(analysis, outcome) - told
    answered = _answered(analysis, outcome) - spoke
    rest = [person for person in seen.opportunity if person not in told]
    total = len({*seen.opportunity, *told})
    parts = [SeenPart("showed it", share_of_people(len(seen.showed), total, seen.basis), listed(seen.showed))]
    for name, people in (
        ("did not", seen.did_not),
        ("unclear", seen.unclear),
        ("spoke of it otherwise", [person for person in rest if person in spoke]),
        ("answered something else", [person for person in rest if person in answered]),
        ("said nothing of it", [person for person in rest if person not in spoke | answered]),
        ("not asked", seen.not_asked),
    ):
        if people:
            parts.append(SeenPart(name, str(len(people)), _names(people)))
    return tuple(parts)


def _speakers_of(analysis: Analysis, outcome: Outcome) -> set[ParticipantId]:
    """Who says anything in the theme of an outcome, at its step where it has one, or names the behaviour elsewhere."""
    words = stems(outcome.behaviour)
    in_theme = (
        statement
        for statement in analysis.theme_by_id[outcome.theme].statements
        if outcome.step is None or analysis.judgement_by_id[statement].step == outcome.step
    )
    return {
        *(analysis.statement_by_id[statement].participant for statement in in_theme),
        *(statement.participant for statement in analysis.for_themes if _says(words, statement.text)),
    }


def _answered(analysis: Analysis, outcome: Outcome) -> set[ParticipantId]:
    """Who was asked of the behaviour, or spoke at its step, and said something else."""
    words, judged = stems(outcome.behaviour), analysis.judgement_by_id
    return {
        statement.participant
        for statement in analysis.for_themes
        if _says(words, statement.question or "")
        or (outcome.step is not None and statement.id in judged and judged[statement.id].step == outcome.step)
    }


def _says(words: frozenset[str], text: str) -> bool:
    """Whether a text holds every content word of the behaviour."""
    return bool(words) and words <= stems(text)


def _names(people: Sequence[ParticipantId]) -> str:
    return listed(tuple(people))


def _results(analysis: Analysis, outcome: Outcome) -> tuple[str, ...]:
    """What those who showed it achieved, where it was measured.

    Those of its signals, where they are of the same people; else its own.
    """
    signals = [signal for signal in analysis.signals if outcome.is_told_by(signal)]
    told = [line for signal in signals for line in measured_in_words(signal)]
    own = [association_in_words(each, SignalEffect.BOOSTER) for each in outcome.results]
    return tuple(dict.fromkeys(told or own))
