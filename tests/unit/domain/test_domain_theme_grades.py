"""The evidence of a theme: it begins at strong, and every concern is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, ThemeId, TranscriptId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.speech import Record, Role, Statement, Transcript, Turn
from insightmine.domain.theme_grades import grade_theme
from insightmine.domain.themes import Member, Theme

OBSERVED, INSTANCE, HABIT, THOUGHT = Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT, Basis.HYPOTHETICAL
UNPROMPTED, ASKED, LED = Prompting.UNPROMPTED, Prompting.ASKED, Prompting.LED


@dataclass(frozen=True)
class Said:
    """One statement; by default the best evidence there is."""

    person: str
    basis: Basis | None = INSTANCE
    prompting: Prompting | None = UNPROMPTED
    effect: Effect = Effect.HELPS
    transcript: str = ""
    notes: bool = False


def study_of(said: Sequence[Said], silent: str = "UVWXYZ", stability: float | None = 0.8) -> Analysis:
    """One theme of these statements, in a study with some who are silent on it."""
    everything = [*said, *(Said(person) for person in silent)]
    statements, judgements, transcripts = [], [], {}
    for i, one in enumerate(everything):
        person, name = ParticipantId(one.person), TranscriptId(one.transcript or f"t-{one.person}")
        statements.append(Statement(StatementId(f"S{i:02}"), name, f"{name}.txt", person, 0, 0, 4, "word"))
        sure = {Effect.HELPS: 0.9, Effect.HINDERS: -0.9}.get(one.effect, 0.0)
        judgements.append(
            Judgement(statements[-1].id, (Kind.BEHAVIOUR,), (0.9,), one.basis, one.prompting, one.effect, sure)
        )
        turn = Turn(0, one.person, "word", "line 1", Role.PARTICIPANT, person)
        record = Record.NOTES if one.notes else Record.SPEECH
        transcripts[name] = Transcript(name, f"{name}.txt", "text", (turn,), "en", record=record)
    members = tuple(Member(statement.id, 0.9) for statement in statements[: len(said)])
    theme = Theme(
        id=ThemeId("T1"), name="a theme", definition="", kinds=(Kind.BEHAVIOUR,), keyphrases=("a theme",),
        members=members, participants=tuple(sorted({ParticipantId(one.person) for one in said})), n_opportunity=12,
        opportunity_basis="all", interval=(0.0, 1.0), stability=stability, exemplars=(members[0].statement,),
    )  # fmt: skip
    return Analysis(
        transcripts=tuple(transcripts.values()), statements=tuple(statements), judgements=tuple(judgements),
        themes=(theme,),
    )  # fmt: skip


def graded(said: Sequence[Said], silent: str = "UVWXYZ", stability: float | None = 0.8) -> tuple[str, tuple[str, ...]]:
    study = study_of(said, silent, stability)
    found = grade_theme(study, study.themes[0])
    return found.grade.value, found.reasons


FIVE = [Said(person) for person in "ABCDE"]


def test_five_people_of_their_own_accord_are_strong() -> None:
    assert graded(FIVE) == (
        "strong",
        ("in 5 interviews", "5 of 5 came up with it unprompted", "5 tell of an occasion"),
    )


@pytest.mark.parametrize(
    ("said", "grade", "reason"),
    [
        (FIVE[:4], "moderate", "in 4 interviews"),
        (FIVE[:2], "low", "in 2 interviews"),
        ([replace(one, transcript="group") for one in FIVE], "moderate", "all in one interview"),
        ([*FIVE, *[Said("A")] * 7], "moderate", "one person gives most of it"),
        ([*FIVE[:4], *[Said("A")] * 7], "low", "one person gives most of it"),
        ([replace(one, prompting=ASKED) for one in FIVE], "moderate", "none of 5 came up with it unprompted"),
        (
            [*FIVE[:2], *(replace(one, prompting=LED) for one in FIVE[2:])],
            "low",
            "3 of 5 only agreed with what the question suggested",
        ),
        ([replace(one, basis=HABIT) for one in FIVE], "moderate", "5 tell of a habit"),
        ([*FIVE[:2], *(replace(one, basis=THOUGHT) for one in FIVE[2:])], "low", "3 only think or heard so"),
        ([replace(one, basis=None) for one in FIVE], "low", "5 only think or heard so"),
        (
            [*FIVE[:3], *(replace(one, effect=Effect.HINDERS) for one in FIVE[3:])],
            "moderate",
            "people differ: it helps 3 and hinders 2",
        ),
        ([replace(one, notes=True) for one in FIVE], "low", "from notes only, nobody's own words"),
        ([*FIVE[:2], *(replace(one, notes=True) for one in FIVE[2:])], "moderate", "3 people known from notes only"),
        (
            [*(replace(one, basis=THOUGHT) for one in FIVE[:2]), *(replace(one, notes=True) for one in FIVE[2:])],
            "moderate",
            "3 tell of an occasion, 2 only think or heard so",
        ),
    ],
)
def test_each_concern_is_told_and_costs(said: list[Said], grade: str, reason: str) -> None:
    found, reasons = graded(said)
    assert found == grade
    assert any(reason in told for told in reasons), reasons


def test_a_theme_that_is_hardly_found_again() -> None:
    assert graded(FIVE, stability=0.39)[0] == "moderate"
    assert "hardly found again when people are left out" in graded(FIVE, stability=0.39)[1]
    assert graded(FIVE, stability=0.4)[0] == "strong"
    assert graded(FIVE, stability=None)[0] == "strong"


@pytest.mark.parametrize(
    ("held", "grade", "reason"),
    [
        (0.2, "low", "only 1 of its 5 statements holds what its name says"),
        (0.25, "low", "only 1 of its 5 statements holds what its name says"),
        (0.0, "low", "none of its 5 statements hold what its name says"),
        (0.4, "moderate", "only 2 of its 5 statements hold what its name says"),
        (0.5, "strong", None),
        (None, "strong", None),
    ],
)
def test_a_theme_whose_name_few_of_its_statements_hold_is_never_strong(
    held: float | None, grade: str, reason: str | None
) -> None:
    study = study_of(FIVE)
    found = grade_theme(study, replace(study.themes[0], held=held))
    assert found.grade == grade
    assert any("what its name says" in told for told in found.reasons) == (reason is not None)
    assert reason is None or found.reasons[-1].startswith(reason)


def test_a_theme_that_nothing_stands_for_is_low() -> None:
    study = study_of(FIVE)
    found = grade_theme(study, replace(study.themes[0], keyphrases=()))
    assert (found.grade, found.reasons[-1]) == ("low", "nothing stands for what they say")


def test_a_concern_in_all_three_components_makes_it_low() -> None:
    asked = [replace(one, prompting=ASKED) for one in FIVE[:4]]
    assert graded(asked)[0] == "moderate"
    assert graded(asked, stability=0.2)[0] == "low"


def test_in_a_small_study_two_people_are_several() -> None:
    assert graded(FIVE[:2], silent="XYZ")[0] == "moderate"
    assert graded(FIVE[:2], silent="WXYZ")[0] == "low"


def test_a_person_counts_by_the_best_they_gave() -> None:
    weak = [Said(person, THOUGHT, LED) for person in "ABCDE"]
    assert graded([*FIVE, *weak])[0] == "strong"


def test_one_who_contradicts_four_does_not_split_a_theme() -> None:
    assert graded([*FIVE, Said("F", effect=Effect.HINDERS)])[0] == "strong"


def test_no_order_of_statements_changes_anything() -> None:
    said = [*FIVE, Said("A", HABIT, ASKED, Effect.HINDERS), Said("B", THOUGHT, LED)]
    assert graded(said) == graded(said[::-1])
