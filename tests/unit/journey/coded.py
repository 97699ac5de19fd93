"""Statements that people coded -> signals with what happened, without any model: effect, step and theme are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.measures import Measures
from insightmine.domain.outcomes import Outcome
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Theme
from insightmine.journey import associate, find_signals
from insightmine.outcomes import propose_outcomes, who_did


@dataclass(frozen=True)
class Coded:
    """One statement as somebody coded it; `theme` is a name, or `None`."""

    participant: str
    text: str
    kinds: tuple[Kind, ...]
    basis: Basis
    effect: Effect
    step: str | None
    theme: str | None


def signals_of(
    coded: Sequence[Coded], steps: Sequence[str], measures: Measures
) -> tuple[dict[str, list[Signal]], tuple[Outcome, ...]]:
    """The signals by the name of their theme, and the cards, as the pipeline makes them."""
    statements, judgements = [], []
    members: dict[str, list[int]] = {}
    for number, one in enumerate(coded):
        name = StatementId(f"S{number:04}")
        where = TranscriptId(one.participant)
        statements.append(
            Statement(name, where, where, ParticipantId(one.participant), number, 0, len(one.text), one.text)
        )
        score = {Effect.HELPS: 0.9, Effect.HINDERS: -0.9}.get(one.effect, 0.0)
        step = StepId(one.step) if one.step else None
        judgements.append(
            Judgement(
                name,
                one.kinds,
                tuple(0.9 for _ in one.kinds),
                one.basis,
                Prompting.UNPROMPTED,
                one.effect,
                score,
                step,
                0.9 if step else None,
                "coder",
            )
        )
        if one.theme is not None:
            members.setdefault(one.theme, []).append(number)
    themes = [_theme(f"T{n}", name, rows, coded) for n, (name, rows) in enumerate(sorted(members.items()))]
    journey = Journey(tuple(Step(StepId(step), step.capitalize()) for step in steps), JourneyOrigin.FILE)
    signals = find_signals(themes, statements, judgements, journey)
    doings = who_did(signals, themes, statements, judgements, {}, journey, ())
    people = {statement.participant for statement in statements}
    found = associate(signals, doings, measures, journey, people).signals
    names = {theme.id: theme.name for theme in themes}
    by_name: dict[str, list[Signal]] = {}
    for signal in found:
        by_name.setdefault(names[signal.theme], []).append(signal)
    return by_name, propose_outcomes(themes, found, statements, judgements, {}, journey, ())


def _theme(identity: str, name: str, rows: Sequence[int], coded: Sequence[Coded]) -> Theme:
    statements = tuple(StatementId(f"S{number:04}") for number in rows)
    people = tuple(sorted({ParticipantId(coded[number].participant) for number in rows}))
    return Theme(
        ThemeId(identity), name, "", (Kind.BEHAVIOUR,), (name,), tuple(Member(s, 1.0) for s in statements), people,
        len(people), "all", (0.0, 1.0), None, statements[:1],
    )  # fmt: skip
