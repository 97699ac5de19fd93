"""What a person decided about a statement replaces what the machine judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.domain.anchors import Anchoring
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId, StepId
from insightmine.domain.journeys import NO_STEP, Journey
from insightmine.domain.judgements import Effect, Judgement, Kind
from insightmine.domain.problems import Problem
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Theme

UNSURE = "unsure"

_SCORE = {Effect.HELPS: 1.0, Effect.HINDERS: -1.0, Effect.MIXED: 0.0, Effect.NEUTRAL: 0.0}


def overrule(
    judgements: Sequence[Judgement], statements: Sequence[Statement], journey: Journey, rulings: Sequence[Decision]
) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """Apply `effect`, `kind` and `step` decisions about statements, the later over the earlier.

    Decisions about a theme (`step T12 ...`) wait for `overrule_themes`.
    """
    anchoring = Anchoring(statements)
    by_id = {judgement.statement: judgement for judgement in judgements}
    problems: list[Problem] = []
    for ruling in rulings:
        if _is_theme(ruling.targets[0]):
            continue
        statement = anchoring.statement(ruling)
        if statement is None:
            problems.append(Problem(ruling.id, f"{ruling.targets[0]} is not among the statements any more"))
            continue
        try:
            by_id[statement] = _ruled(by_id[statement], ruling, journey)
        except ValueError as error:
            problems.append(Problem(ruling.id, str(error)))
    return tuple(by_id[judgement.statement] for judgement in judgements), tuple(problems)


def decided_steps(
    statements: Sequence[Statement], journey: Journey, rulings: Sequence[Decision]
) -> dict[StatementId, StepId | None]:
    """The step that people decided of single statements, `None` for no step; what cannot be read is not among them."""
    anchoring = Anchoring(statements)
    found: dict[StatementId, StepId | None] = {}
    for ruling in rulings:
        if ruling.action is not Action.STEP or _is_theme(ruling.targets[0]) or not _step_is_known(ruling, journey):
            continue
        statement = anchoring.statement(ruling)
        if statement is not None:
            found[statement] = None if ruling.value == NO_STEP else StepId(ruling.value or "")
    return found


def overrule_themes(
    judgements: Sequence[Judgement], themes: Sequence[Theme], journey: Journey, rulings: Sequence[Decision]
) -> tuple[Judgement, ...]:
    """Apply `step` decisions about whole themes to their members, unless a person placed the member itself."""
    step_of: dict[StatementId, Decision] = {}
    members = {theme.id: theme.statements for theme in themes}
    placed_singly = {ruling.targets[0] for ruling in rulings if not _is_theme(ruling.targets[0])}
    for ruling in rulings:
        for theme_id, statements in members.items():
            if theme_id == ruling.targets[0] and _step_is_known(ruling, journey):
                step_of.update(dict.fromkeys((s for s in statements if s not in placed_singly), ruling))
    return tuple(
        _ruled(judgement, step_of[judgement.statement], journey) if judgement.statement in step_of else judgement
        for judgement in judgements
    )


def _ruled(judgement: Judgement, ruling: Decision, journey: Journey) -> Judgement:
    """The judgement with one decision applied. Raises `ValueError` for a value that cannot be."""
    value = ruling.value or ""
    if ruling.action is Action.STEP:
        if value == NO_STEP:
            return replace(judgement, step=None, step_score=None, decided_by=ruling.by)
        if not _step_is_known(ruling, journey):
            raise ValueError(f"the journey has no step {value!r}")
        return replace(judgement, step=StepId(value), step_score=1.0, decided_by=ruling.by)
    if ruling.action is Action.EFFECT:
        if value == UNSURE:
            return replace(judgement, effect=None, effect_score=0.0, decided_by=ruling.by)
        return replace(judgement, effect=Effect(value), effect_score=_SCORE[Effect(value)], decided_by=ruling.by)
    kinds = tuple(dict.fromkeys(Kind(kind.strip()) for kind in value.split(",")))
    return replace(judgement, kinds=kinds, kind_scores=(1.0,) * len(kinds), decided_by=ruling.by)


def _step_is_known(ruling: Decision, journey: Journey) -> bool:
    return ruling.value == NO_STEP or any(step.id == ruling.value for step in journey.steps)


def _is_theme(target: str) -> bool:
    return target.startswith("T")
