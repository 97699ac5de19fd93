"""Themes, signals and judgements -> candidate outcomes, best evidence first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from insightmine.domain.content_words import stems
from insightmine.domain.decisions import Decision
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.judgements import Judgement
from insightmine.domain.outcomes import Direction, Outcome
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import Status, Theme
from insightmine.domain.verdicts import verdicts
from insightmine.outcomes.card import card_of, fewest, is_named_after_deed
from insightmine.outcomes.evidence import Study, cells_of, is_behaviour_theme
from insightmine.outcomes.practice_card import practice_cards
from insightmine.outcomes.tried import cards_of_tasks

# Two cards are one where more than this part of what shows the one shows the other.
_SAME = 1 / 2
_DEED_AND_THING = 2


def propose_outcomes(
    themes: Sequence[Theme],
    signals: Sequence[Signal],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    journey: Journey,
    transcripts: Sequence[Transcript],
    rulings: Sequence[Decision] = (),
    asked_at: Mapping[StepId, frozenset[ParticipantId]] | None = None,
) -> tuple[Outcome, ...]:
    """Cards for behaviours that several people show and that lean to one side, in the order of `Rank.score`, then id.

    Only themes that at least half of their people show as a behaviour can give a card; what is wished, imagined,
    advised, merely thought or answered to a leading question is context and counts nowhere. No card is made where
    both sides balance or nobody takes one: then nobody could say whether more or less of it is wanted (see
    `card.direction_of`). A rejected theme gives none, nor does what a rejected signal, or one in conflict, points
    to. Of two cards that say the same, the better one is kept. `rulings` may accept or reject a card by its id; the
    last counts. `asked_at` says who was asked about each step that the guide has something on.
    """
    by_theme: dict[ThemeId, list[Signal]] = defaultdict(list)
    for signal in signals:
        by_theme[signal.theme].append(signal)
    study = Study(
        statements={statement.id: statement for statement in statements},
        judgements={judgement.statement: judgement for judgement in judgements},
        annotations=dict(annotations),
        signals=by_theme,
        journey=journey,
        transcripts=tuple(sorted(transcripts, key=lambda transcript: transcript.id)),
        asked_at=asked_at or {},
    )
    cells = [cell for theme in themes if _may_give_a_card(theme, study) for cell in cells_of(theme, study)]
    outcomes = [outcome for cell in cells if (outcome := card_of(cell, study)) is not None]
    practised = practice_cards(themes, fewest(study), study)
    tried = cards_of_tasks(themes, fewest(study), study)
    ruled = verdicts(rulings)
    ranked = _apart([*_in_order(outcomes), *_in_order(practised), *_in_order(tried)])
    return tuple(replace(outcome, status=ruled.get(outcome.id, outcome.status)) for outcome in _distinct(ranked, study))


def _score(outcome: Outcome) -> float:
    return outcome.rank.score if outcome.rank is not None else 0.0


def _distinct(ranked: Sequence[Outcome], study: Study) -> list[Outcome]:
    """Without cards that say what a better one says, and without the stepless twin of a card that has a step.

    The twin goes even where it points the other way: the card with a step says where.

    Steps that come from an interviewer's questions are not in the sentences, so they tell no cards apart.
    """
    asked = study.journey.origin is JourneyOrigin.QUESTIONS
    placed = {outcome.behaviour for outcome in ranked if outcome.step is not None and not asked}
    first: dict[tuple[str, StepId | None, Direction], Outcome] = {}
    for outcome in ranked:
        first.setdefault((outcome.behaviour, None if asked else outcome.step, outcome.direction), outcome)
    told = [o for o in first.values() if o.step is not None or o.behaviour not in placed]
    return [o for i, o in enumerate(told) if not any(_says_the_same(o, other, asked) for other in told[:i])]


def _says_the_same(outcome: Outcome, better: Outcome, asked: bool) -> bool:
    """Whether one sentence holds all words of the other, deed and thing at least: `raise money (from investors)`."""
    own, other = stems(outcome.behaviour), stems(better.behaviour)
    same_place = asked or outcome.step == better.step
    few = len(stems(outcome.who)) + _DEED_AND_THING
    is_part = min(len(own), len(other)) >= few and (own <= other or other <= own)
    return is_part and same_place and outcome.direction is better.direction


def _in_order(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: (-_score(outcome), outcome.id))


def _apart(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Without cards whose evidence mostly stands behind another: one practice, told in several themes.

    The card that more people show stays; of equals the first: that of a theme, whose sides hold all that is in it.
    """
    kept: list[Outcome] = []
    for outcome in sorted(outcomes, key=lambda outcome: -len(outcome.seen.showed)):
        own = frozenset(outcome.supporting)
        if all(len(own & (other := frozenset(o.supporting))) <= _SAME * min(len(own), len(other)) for o in kept):
            kept.append(outcome)
    return _in_order(kept)


def _may_give_a_card(theme: Theme, study: Study) -> bool:
    shared = not theme.single_voice and theme.status is not Status.REJECTED and theme.has_subject
    return shared and (is_behaviour_theme(theme, study) or is_named_after_deed(theme, study))
