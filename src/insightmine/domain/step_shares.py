"""Where on the journey a theme is, with its share at each step, and what stands at no step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId
from insightmine.domain.judgements import Judgement
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status, Theme

if TYPE_CHECKING:
    from insightmine.domain.analysis import Analysis

_SPOKEN_OF = 3


@dataclass(frozen=True, slots=True)
class StepShare:
    """A theme's statements at a step, or at none (`step` is `None`): how many, what share of the theme, by whom."""

    step: StepId | None
    n_statements: int
    share: float
    participants: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class Stepless:
    """What stands at no step: how many of `n_of` statements, by whom, and the themes that most of these people tell of.

    `themes` are at most three that at least two people tell of there, with those people, the most first.
    """

    n_statements: int
    n_of: int
    participants: tuple[ParticipantId, ...]
    n_people: int
    themes: tuple[tuple[ThemeId, tuple[ParticipantId, ...]], ...]


def step_shares(
    theme: Theme,
    journey_steps: Sequence[StepId],
    statements: Mapping[StatementId, Statement],
    judgements: Mapping[StatementId, Judgement],
) -> tuple[StepShare, ...]:
    """The steps of a theme's members in the order of the journey, no step last; steps without any are not there."""
    at: defaultdict[StepId | None, list[StatementId]] = defaultdict(list)
    for name in theme.statements:
        step = judgements[name].step
        at[step if step in journey_steps else None].append(name)
    return tuple(
        StepShare(
            step=step,
            n_statements=len(at[step]),
            share=len(at[step]) / len(theme.members),
            participants=tuple(sorted({statements[name].participant for name in at[step]})),
        )
        for step in (*journey_steps, None)
        if step in at
    )


def shares_of(analysis: Analysis, theme: Theme) -> tuple[StepShare, ...]:
    """The steps of a theme of this analysis."""
    steps = [step.id for step in analysis.journey.steps]
    return step_shares(theme, steps, analysis.statement_by_id, analysis.judgement_by_id)


def stepless(analysis: Analysis) -> Stepless:
    """What could be in a theme and stands at no step."""
    known = {step.id for step in analysis.journey.steps}
    here = [one for one in analysis.for_themes if analysis.judgement_by_id[one.id].step not in known]
    tellers: defaultdict[ThemeId, set[ParticipantId]] = defaultdict(set)
    counts: Counter[ThemeId] = Counter()
    for statement in here:
        theme = analysis.theme_of.get(statement.id)
        if theme is not None and theme.status is not Status.REJECTED:
            tellers[theme.id].add(statement.participant)
            counts[theme.id] += 1
    ranked = sorted(tellers, key=lambda theme: (-len(tellers[theme]), -counts[theme], theme))
    return Stepless(
        n_statements=len(here),
        n_of=len(analysis.for_themes),
        participants=tuple(sorted({statement.participant for statement in here})),
        n_people=len(analysis.people_in_themes),
        themes=tuple((theme, tuple(sorted(tellers[theme]))) for theme in ranked if len(tellers[theme]) > 1)[
            :_SPOKEN_OF
        ],
    )
