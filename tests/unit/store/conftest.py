"""A small invented study, whole enough that the store finds nothing to complain of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, AssociationVerdict, EstimateKind
from insightmine.domain.ids import (
    OutcomeId,
    ParticipantId,
    SignalId,
    StatementId,
    StepId,
    ThemeId,
    TranscriptId,
    statement_id,
)
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.outcomes import Direction, Grade, Outcome, Seen
from insightmine.domain.problems import Problem
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import (
    Consent,
    DroppedWords,
    DropReason,
    LeftOut,
    LeftOutReason,
    Person,
    Role,
    RoleDecision,
    Statement,
    Transcript,
    Turn,
)
from insightmine.domain.themes import Member, Status, Theme
from insightmine.store import RunRecord, Store

SAID = {
    "Ada": "I open the lid first. Then I could not find the café’s switch.",
    "Bo": "The switch glows red. I always ask my neighbour for the key.",
}


def _transcript(person: str) -> Transcript:
    participant = ParticipantId(person)
    return Transcript(
        id=TranscriptId(f"t-{person.lower()}"),
        source=f"{person.lower()}.txt",
        format="text",
        turns=(
            Turn(0, "Host", "How do you start the kettle?", "line 1", Role.INTERVIEWER, None, "", -0.0, 2.5),
            Turn(1, person, SAID[person], "line 2", Role.PARTICIPANT, participant, person, 2.5, 9.0, "Start"),
        ),
        language="en",
        dropped=(DroppedWords(DropReason.HEADING, ("Start",)),),
        roles=(RoleDecision(person, Role.PARTICIPANT, "answers"),),
        warnings=("one time is missing",),
    )


def _statements(transcript: Transcript) -> list[Statement]:
    turn = transcript.turns[1]
    middle = turn.text.index(". ") + 1
    person = ParticipantId(turn.speaker or "")
    return [
        Statement(
            id=statement_id(turn.person_key, turn.text[start:end], 0),
            transcript=transcript.id,
            source=transcript.source,
            participant=person,
            turn=1,
            start=start,
            end=end,
            text=turn.text[start:end],
            question=transcript.turns[0].text,
            heading="Start",
        )
        for start, end in ((0, middle), (middle + 1, len(turn.text)))
    ]


def _judgement(statement: Statement, score: float) -> Judgement:
    return Judgement(
        statement=statement.id,
        kinds=(Kind.PAIN_POINT, Kind.BEHAVIOUR),
        kind_scores=(0.7, 0.1 + 0.2),
        basis=Basis.INSTANCE if score else None,
        prompting=Prompting.ASKED,
        effect=Effect.HINDERS if score < 0 else None,
        effect_score=score,
        step=StepId("start"),
        step_score=0.25,
    )


def _theme(members: tuple[Member, ...]) -> Theme:
    return Theme(
        id=ThemeId("T3"),
        name="Finding the switch",
        definition="People look for the switch of the kettle.",
        kinds=(Kind.PAIN_POINT,),
        keyphrases=("switch",),
        members=members,
        participants=(ParticipantId("Ada"), ParticipantId("Bo")),
        n_opportunity=2,
        opportunity_basis="all",
        interval=(0.34, 1.0),
        stability=0.8,
        exemplars=(members[0].statement,),
        negative_cases=(members[1].statement,),
        lineage=("T1",),
    )


def _signal(supporting: StatementId, opposing: StatementId) -> Signal:
    return Signal(
        id=SignalId("B1"),
        theme=ThemeId("T3"),
        step=StepId("start"),
        effect=SignalEffect.BLOCKER,
        strength=0.2,
        participants=(ParticipantId("Ada"),),
        opponents=(ParticipantId("Bo"),),
        supporting=(supporting,),
        opposing=(opposing,),
        association=Association(
            "success", 1, 1, None, EstimateKind.SHIFT, (-0.5, 0.5), 1.0, None, AssociationVerdict.TOO_FEW
        ),
    )


def _outcome(supporting: StatementId, opposing: StatementId) -> Outcome:
    return Outcome(
        id=OutcomeId("O1"),
        theme=ThemeId("T3"),
        who="People who boil water",
        behaviour="find the switch at once",
        step=StepId("start"),
        direction=Direction.MORE,
        seen=Seen((ParticipantId("Bo"),), (ParticipantId("Ada"), ParticipantId("Bo")), (), "all"),
        metric="starts without a search / all starts",
        question="What would show the switch?",
        hypothesis="We think we can increase the rate with [your idea].",
        next_test="watch five people",
        alternatives=("first use only",),
        grade=Grade.LOW,
        grade_reasons=("two people",),
        signals=(SignalId("B1"),),
        supporting=(supporting,),
        opposing=(opposing,),
        status=Status.ACCEPTED,
    )


@pytest.fixture
def analysis() -> Analysis:
    """Two interviews, four statements, one theme, one signal, one outcome."""
    transcripts = tuple(_transcript(person) for person in SAID)
    statements = tuple(statement for transcript in transcripts for statement in _statements(transcript))
    lid, search, red, _ = (statement.id for statement in statements)
    return Analysis(
        transcripts=transcripts,
        people=tuple(
            Person(
                ParticipantId(person),
                (TranscriptId(f"t-{person.lower()}"),),
                {"plan": "pro", "age": "40"},
                Consent.INTERNAL,
            )
            for person in SAID
        ),
        statements=statements,
        judgements=tuple(_judgement(s, score) for s, score in zip(statements, (-0.0, -0.9, 0.3, 1.0), strict=True)),
        journey=Journey((Step(StepId("start"), "Start", "", ("boil",), ("Start",)),), JourneyOrigin.FILE),
        themes=(_theme((Member(search, 1.0), Member(red, 0.4))),),
        signals=(_signal(search, red),),
        outcomes=(_outcome(red, lid),),
        left_out=(LeftOut(transcripts[0].id, 1, 21, 22, LeftOutReason.FILLER),),
        problems=(
            Problem("D2", "names a theme that is not there"),
            Problem("measures.csv", "measures.csv, line 2: no value; the row is left out", refused=True),
        ),
    )


@pytest.fixture
def run_record() -> RunRecord:
    """What that analysis was made from."""
    return RunRecord("inputs-1", "settings-1", {"insightmine": "0.1.0"}, {"encoder": "e1"}, {"statements": 4}, ("one",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty store."""
    with Store.open(tmp_path / "study", create=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for many examples."""
    with Store.open(tmp_path_factory.mktemp("any"), create=True) as opened:
        yield opened
