"""A small study of people who buy and pay, for tests of outcome cards: annotated by the real grammar."""

from __future__ import annotations

from insightmine.domain.decisions import Decision
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.outcomes import Outcome
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Member, Status, Theme
from insightmine.engines import Grammar
from insightmine.outcomes import propose_outcomes

JOURNEY = Journey(
    (Step(StepId("choose"), "Choose a drill"), Step(StepId("pay"), "Pay", headings=("Task 2: Pay",))),
    JourneyOrigin.FILE,
)


class Study:
    """Statements with judgements, annotated by the real grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.statements: list[Statement] = []
        self.judgements: list[Judgement] = []

    def says(
        self,
        person: str,
        text: str,
        effect: Effect = Effect.NEUTRAL,
        *kinds: Kind,
        step: str | None = "choose",
        basis: Basis = Basis.HABIT,
        prompting: Prompting = Prompting.UNPROMPTED,
        question: str | None = None,
    ) -> StatementId:
        name = StatementId(f"S{len(self.statements):03d}")
        person_id = ParticipantId(person)
        self.statements.append(
            Statement(name, TranscriptId(person), f"{person}.txt", person_id, 0, 0, len(text), text, question)
        )
        chosen = kinds or (Kind.BEHAVIOUR,)
        score = {Effect.HELPS: 0.8, Effect.HINDERS: -0.8}.get(effect, 0.0)
        self.judgements.append(
            Judgement(
                name, chosen, (0.8,) * len(chosen), basis, prompting, effect, score, StepId(step) if step else None
            )
        )
        return name

    def theme(self, name: str, status: Status = Status.CANDIDATE) -> Theme:
        """All statements so far that are in no crowd."""
        members = [s for s in self.statements if not s.participant.startswith("crowd")]
        people = tuple(sorted({s.participant for s in members}))
        return Theme(
            id=ThemeId("T1"),
            name=name,
            definition="",
            kinds=(Kind.BEHAVIOUR,),
            keyphrases=(name,),
            members=tuple(Member(s.id, 1 - i / 100) for i, s in enumerate(members)),
            participants=people,
            n_opportunity=len(people),
            opportunity_basis="all",
            interval=(0.0, 1.0),
            stability=None,
            exemplars=(members[0].id,),
            status=status,
        )

    def crowd(self, count: int, step: str | None = None) -> None:
        for number in range(count):
            self.says(f"crowd{number:02d}", "It was a sunny day.", Effect.NEUTRAL, Kind.CONTEXT, step=step)

    def cards(
        self,
        *themes: Theme,
        signals: tuple[Signal, ...] = (),
        rulings: tuple[Decision, ...] = (),
        asked_at: dict[StepId, frozenset[ParticipantId]] | None = None,
        journey: Journey = JOURNEY,
    ) -> tuple[Outcome, ...]:
        annotations = dict(
            zip((s.id for s in self.statements), self.grammar.annotate(s.text for s in self.statements), strict=True)
        )
        return propose_outcomes(
            themes, signals, self.statements, self.judgements, annotations, journey, (), rulings, asked_at
        )


def signal_of(effect: SignalEffect, status: Status = Status.CANDIDATE, conflict: bool = False) -> Signal:
    return Signal(
        SignalId("G1"), ThemeId("T1"), StepId("choose"), effect, 0.4, (ParticipantId("ana"),), (),
        (StatementId("S000"),), (), None, conflict, status,
    )  # fmt: skip
