"""A theme that answers a question of the guide stands against the people who were asked it."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.themes.study_of_cooks import Study

from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId
from insightmine.domain.intervals import wilson_interval
from insightmine.themes.people import Questions
from insightmine.themes.study import Material, gather


def material_of(study: Study) -> Material:
    """The study as if no question recurred."""
    silent = tuple(replace(statement, question=None) for statement in study.statements)
    return gather(silent, study.judgements, study.annotations, study.vectors, study.transcripts)


def asked_of(material: Material, item: str, rows: list[int], silent: tuple[str, ...] = ()) -> tuple[Asked, ...]:
    """The item was put to whoever says the rows, which answer it, and to some who did not answer."""
    answered = [
        Asked(item, one.transcript, 0, one.participant, "w", 1.0, (one.turn,))
        for one in (material.statements[row] for row in rows)
    ]
    transcript = material.statements[0].transcript
    return (*answered, *(Asked(item, transcript, 0, ParticipantId(person), "w", 1.0) for person in silent))


def test_those_asked_are_the_denominator(study: Study) -> None:
    material = material_of(study)
    rows = [row for row in range(len(material)) if material.participants[row] in {"P1", "P2", "P3"}]
    questions = Questions(material, asked_of(material, "q", rows, silent=("P4",)))
    opportunity = questions.opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (4, "asked")
    assert opportunity.interval == wilson_interval(3, 4)


def test_who_brings_it_up_without_being_asked_had_the_opportunity(study: Study) -> None:
    material = material_of(study)
    rows = [row for row in range(len(material)) if material.participants[row] in {"P1", "P2", "P3", "P5"}]
    asked = [row for row in rows if material.participants[row] != "P5"]
    opportunity = Questions(material, asked_of(material, "q", asked, silent=("P4",))).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (5, "asked")


def test_where_most_answer_something_else_everybody_counts(study: Study) -> None:
    material = material_of(study)
    rows = list(range(len(material)))
    few = [row for row in rows if material.participants[row] in {"P1", "P2", "P3"}]
    assert 2 * len(few) == len(rows)
    opportunity = Questions(material, asked_of(material, "q", few)).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (6, "all")


def test_a_question_put_to_hardly_anybody_tells_nothing(study: Study) -> None:
    material = material_of(study)
    rows = [row for row in range(len(material)) if material.participants[row] in {"P1", "P2"}]
    opportunity = Questions(material, asked_of(material, "q", rows)).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (6, "all")


def test_who_is_in_no_counted_interview_is_not_counted(study: Study) -> None:
    material = material_of(study)
    rows = [row for row in range(len(material)) if material.participants[row] in {"P1", "P2", "P3"}]
    opportunity = Questions(material, asked_of(material, "q", rows, silent=("Somebody else",))).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (3, "asked")
