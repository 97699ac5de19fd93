"""The journey with what helps and what gets in the way, as a Mermaid diagram; and its steps alone, as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from insightmine.domain.ids import ThemeId
from insightmine.domain.journeys import Step
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Status
from insightmine.exchange.files import write_all
from insightmine.exchange.journeys import Diagram, Section, Task, diagram_text, journey_table
from insightmine.exchange.plans.plan import Plan, plain
from insightmine.report.wording import heading

MERMAID_FILE, CSV_FILE = "journey.mmd", "journey.csv"
_MOST_ACTORS = 12
_FORMULA = (
    "Score of a theme at a step from 1 (gets in the way) to 5 (helps) by people, not sentences. "
    "It is 3 + 2 × (helped − hindered) / (helped + hindered + 2), rounded, so that one voice alone is no extreme"
)


def export_mermaid(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write journey.mmd: a section a step, a task a theme that helps or hinders there, with its score and people."""
    text = diagram_text(journey_diagram(plan))
    return write_all(folder, {MERMAID_FILE: text.encode("utf-8", "backslashreplace")})


def export_csv(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write journey.csv."""
    return write_all(folder, {CSV_FILE: journey_table(plan.analysis.journey)})


def journey_diagram(plan: Plan) -> Diagram:
    """The steps with all that is known of them, and the themes that help or hinder at each."""
    journey = plan.analysis.journey
    placed = {signal.theme for step in journey.steps for signal in plan.signals_at(step)}
    elsewhere = {signal.theme for signal in plan.signals} - placed
    remarks = []
    if journey.is_draft and journey.steps:
        remarks.append("The steps are a draft that the program proposed")
    if not journey.steps:
        remarks.append("There are no steps yet, so there is nothing to draw")
    if elsewhere:
        remarks.append(f"Themes that help or hinder without a place on the journey, not drawn here: {len(elsewhere)}")
    sections = tuple(_section(plan, step) for step in journey.steps)
    return Diagram(plan.title or "Journey", sections, _FORMULA, tuple(remarks))


def score_of(helped: int, hindered: int) -> int:
    """The balance of people as a whole number from 1 to 5; halves go up."""
    total = helped + hindered + 2
    return (2 * (3 * total + 2 * (helped - hindered)) + total) // (2 * total)


def _section(plan: Plan, step: Step) -> Section:
    note = {
        "id": step.id,
        "name": step.name,
        "description": step.description,
        "examples": list(step.examples),
        "headings": list(step.headings),
    }
    return Section(step.name, tuple(_tasks(plan, plan.signals_at(step))), note)


def _tasks(plan: Plan, signals: tuple[Signal, ...]) -> Iterator[Task]:
    """A task a theme: where it is a booster and a blocker at once, both signals count the same people."""
    seen: set[ThemeId] = set()
    for signal in signals:
        if signal.theme in seen:
            continue
        seen.add(signal.theme)
        own, other = len(signal.participants), len(signal.opponents)
        helped, hindered = (own, other) if signal.effect is SignalEffect.BOOSTER else (other, own)
        draft = " (candidate)" if signal.status is Status.CANDIDATE else ""
        name = f"{heading(plain(plan.theme(signal.theme).name))}{draft}"
        yield Task(name, score_of(helped, hindered), _actors({*signal.participants, *signal.opponents}))


def _actors(people: set[str]) -> tuple[str, ...]:
    names = tuple(plain(person) for person in sorted(people))
    return (
        names
        if len(names) <= _MOST_ACTORS
        else (*names[: _MOST_ACTORS - 1], f"and {len(names) - _MOST_ACTORS + 1} more")
    )
