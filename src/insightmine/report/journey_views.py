"""The journey as it is shown: what helps and what hinders at each step, and where nobody says anything."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StepId, ThemeId
from insightmine.domain.journeys import Step
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.report.wording import JOURNEYS, STATUSES, counted, heading, share_of_people

MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A booster or a blocker; `n_of` is the number of people who had the opportunity."""

    theme: ThemeId
    name: str
    effect: str
    n_for: int
    n_against: int
    n_of: int
    who: str
    strength: float
    status: str
    conflict: bool
    measured: str | None
    step: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; `silence` says in words what is missing, where no mark is."""

    number: int
    id: StepId
    name: str
    description: str
    boosters: tuple[Mark, ...]
    blockers: tuple[Mark, ...]
    silence: str | None


@dataclass(frozen=True, slots=True)
class JourneyView:
    """All steps in order, and the marks that have no step."""

    steps: tuple[StepView, ...]
    origin: str
    is_draft: bool
    unplaced: tuple[Mark, ...]
    boosters: tuple[Mark, ...]
    blockers: tuple[Mark, ...]

    @property
    def is_crowded(self) -> bool:
        """Whether a step has more marks than the map draws, so that the table is needed on paper too."""
        return any(max(len(step.boosters), len(step.blockers)) > MOST_MARKS for step in self.steps)


def journey_view(analysis: Analysis, signals: tuple[Signal, ...], themes: frozenset[ThemeId]) -> JourneyView:
    """The journey with these signals; `themes` are those that the report shows, for the others are no marks."""
    names = {step.id: step.name for step in analysis.journey.steps}
    shown = [(signal, _mark(analysis, signal, names)) for signal in signals if signal.theme in themes]
    steps = tuple(
        _step(analysis, number, step, [pair for pair in shown if pair[0].step == step.id])
        for number, step in enumerate(analysis.journey.steps, 1)
    )
    return JourneyView(
        steps=steps,
        origin=JOURNEYS[analysis.journey.origin],
        is_draft=analysis.journey.is_draft and bool(steps),
        unplaced=tuple(mark for signal, mark in shown if signal.step not in names),
        boosters=tuple(mark for signal, mark in shown if signal.effect is SignalEffect.BOOSTER),
        blockers=tuple(mark for signal, mark in shown if signal.effect is SignalEffect.BLOCKER),
    )


def _mark(analysis: Analysis, signal: Signal, names: dict[StepId, str]) -> Mark:
    theme = analysis.theme_by_id[signal.theme]
    measured = signal.association
    return Mark(
        theme=theme.id,
        name=heading(theme.name),
        effect=signal.effect.value,
        n_for=len(signal.participants),
        n_against=len(signal.opponents),
        n_of=theme.n_opportunity,
        who=share_of_people(len(signal.participants), theme.n_opportunity, theme.opportunity_basis),
        strength=signal.strength,
        status=STATUSES[signal.status],
        conflict=signal.conflict,
        measured=f"{measured.measure}: {measured.verdict.replace('_', ' ')}" if measured else None,
        step=names.get(signal.step) if signal.step else None,
    )


def _step(analysis: Analysis, number: int, step: Step, pairs: list[tuple[Signal, Mark]]) -> StepView:
    boosters = tuple(mark for signal, mark in pairs if signal.effect is SignalEffect.BOOSTER)
    blockers = tuple(mark for signal, mark in pairs if signal.effect is SignalEffect.BLOCKER)
    return StepView(
        number=number,
        id=step.id,
        name=step.name,
        description=step.description,
        boosters=boosters,
        blockers=blockers,
        silence=None if pairs else _silence(analysis, step.id),
    )


def _silence(analysis: Analysis, step: StepId) -> str:
    """Silence is not absence, so it is a question."""
    spoken = [j.statement for j in analysis.judgements if j.step == step]
    people = {analysis.statement_by_id[statement].participant for statement in spoken}
    if not spoken:
        return "Nobody speaks of this step. What happens here?"
    return (
        f"{counted(len(people), 'person speaks', 'people speak')} of it "
        f"({counted(len(spoken), 'statement')}); nothing that recurs helps or hinders. What is missing here?"
    )
