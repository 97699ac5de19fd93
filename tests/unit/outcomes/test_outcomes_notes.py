"""What observers noted shows a behaviour, and is weaker evidence than what people said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.outcomes import Grade, Outcome
from insightmine.domain.speech import Record, Role, Statement, Transcript, Turn
from insightmine.domain.themes import Member, Theme
from insightmine.engines import Grammar
from insightmine.judgements.unsure import as_noted, unsure
from insightmine.outcomes import propose_outcomes

TEXTS = {
    "ana": "I compare the prices in two shops, and it saves me money.",
    "ben": "I always compare prices, it saves us money.",
    "cem": "I compare prices first, which is a good help.",
    "dia": "I compare prices in the evening, that helps.",
}


# As observers write; "he" and "she" are whom the note is about.
WRITTEN = {
    "ana": "Participant compares the prices in two shops, which saves money.",
    "ben": "Comparing prices before buying, saves money.",
    "cem": "User always compares prices first, a good help.",
    "dia": "dia looks at the shelf, then she compares prices, and that helps.",
}


def card(grammar: Grammar, noted: set[str], texts: Mapping[str, str] = TEXTS) -> Outcome | None:
    """The card of four people who compare prices; of those `noted` it was an observer who wrote it down."""
    statements, judgements, transcripts = [], [], []
    for number, (person, text) in enumerate(texts.items()):
        name, source = StatementId(f"S{number}"), TranscriptId(person)
        statements.append(Statement(name, source, person, ParticipantId(person), 0, 0, len(text), text))
        judgement = Judgement(
            name, (Kind.BEHAVIOUR, Kind.ENABLER), (0.9, 0.7), Basis.HABIT, Prompting.UNPROMPTED, Effect.HELPS, 0.8
        )
        judgements.append(as_noted(judgement) if person in noted else judgement)
        role = Role.OBSERVER if person in noted else Role.PARTICIPANT
        turn = Turn(0, None, text, "line 1", role=role, participant=ParticipantId(person), person_key=person)
        record = Record.NOTES if person in noted else Record.SPEECH
        transcripts.append(Transcript(source, person, "text", (turn,), record=record))
    theme = Theme(
        id=ThemeId("T1"), name="comparing prices", definition="", kinds=(Kind.BEHAVIOUR,), keyphrases=("prices",),
        members=tuple(Member(s.id, 0.9) for s in statements), participants=tuple(sorted(map(ParticipantId, texts))),
        n_opportunity=4, opportunity_basis="all", interval=(0.0, 1.0), stability=None, exemplars=(StatementId("S0"),),
    )  # fmt: skip
    annotations = dict(zip((s.id for s in statements), grammar.annotate(s.text for s in statements), strict=True))
    found = propose_outcomes([theme], (), statements, judgements, annotations, Journey(), transcripts)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("noted", "grade", "reason"),
    [
        (set(), Grade.MODERATE, ""),
        ({"dia"}, Grade.MODERATE, "1 person known from notes only"),
        ({"cem", "dia"}, Grade.LOW, "2 people known from notes only"),
        (set(TEXTS), Grade.LOW, "from notes only, nobody's own words"),
    ],
)
def test_the_more_rests_on_notes_the_lower_the_grade(
    grammar: Grammar, noted: set[str], grade: Grade, reason: str
) -> None:
    found = card(grammar, noted)
    assert found is not None
    assert found.seen.showed == tuple(sorted(TEXTS))
    assert found.grade is grade
    assert (reason in found.grade_reasons) == bool(reason)
    assert any("notes" in text for text in found.grade_reasons) == bool(noted)
    # of what is known from notes alone nobody knows how it was come by
    assert ("told, not observed" in found.grade_reasons) == (len(noted) < len(TEXTS))
    assert any(text.startswith("told, not seen") for text in found.alternatives) == (len(noted) < len(TEXTS))


def test_a_note_tells_what_the_participant_does_in_the_third_person(grammar: Grammar) -> None:
    found = card(grammar, set(WRITTEN), WRITTEN)
    assert found is not None
    assert found.seen.showed == tuple(sorted(WRITTEN))
    assert "compare prices" in found.behaviour


def test_in_an_interview_the_third_person_is_somebody_else(grammar: Grammar) -> None:
    found = card(grammar, set(), WRITTEN)
    assert found is None or found.seen.showed == ("ben",)


def test_what_somebody_noted_of_words_and_feelings_is_nothing_to_plan_for(grammar: Grammar) -> None:
    felt = dict.fromkeys(WRITTEN, "Expressing satisfaction with the prices in both shops.")
    assert card(grammar, set(felt), felt) is None


def test_a_note_is_second_hand_and_of_another_language_nothing_is_judged() -> None:
    said = Judgement(StatementId("S"), (Kind.BEHAVIOUR,), (0.9,), Basis.HYPOTHETICAL, Prompting.LED, Effect.HELPS, 0.8)
    noted = as_noted(said)
    assert (noted.basis, noted.prompting, noted.effect) == (Basis.SECOND_HAND, None, Effect.HELPS)
    assert noted.is_evidence
    nothing = unsure(StatementId("S"))
    assert (nothing.kinds, nothing.basis, nothing.effect, nothing.step) == ((), None, None, None)
    assert not nothing.is_behaviour
