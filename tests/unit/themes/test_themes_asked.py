"""A theme stands against the people who were asked what it answers, or observed at its task."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.themes.study_of_cooks import Study

from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
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


def under(material: Material, rows: list[int], heading: str, also: tuple[str, ...] = ()) -> Material:
    """The rows said under a heading, in turns that stand under it; `also` have a turn there and say nothing of it."""
    inside = {material.statements[row].id for row in rows}
    statements = tuple(
        replace(one, heading=heading if one.id in inside else "Elsewhere") for one in material.statements
    )
    there = {one.participant for one in statements if one.id in inside} | set(also)
    transcripts = tuple(
        replace(
            one,
            turns=tuple(replace(turn, heading=heading) if turn.participant in there else turn for turn in one.turns),
        )
        for one in material.transcripts
    )
    return replace(material, statements=statements, transcripts=transcripts)


def rows_of(material: Material, *people: str) -> list[int]:
    return [row for row in range(len(material)) if material.participants[row] in people]


def test_those_observed_at_the_task_are_the_denominator(study: Study) -> None:
    material = material_of(study)
    rows = rows_of(material, "P1", "P2")
    opportunity = Questions(under(material, rows, "Task 2:  Bake", also=("P3",))).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (3, "observed or asked at “Task 2: Bake”")
    assert opportunity.interval == wilson_interval(2, 3)


def test_a_heading_of_one_person_alone_tells_nothing(study: Study) -> None:
    material = material_of(study)
    rows = rows_of(material, "P1")
    opportunity = Questions(under(material, rows, "Task 2: Bake")).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (6, "all")


def test_a_step_of_the_journey_is_one_place_whatever_its_heading_is_called(study: Study) -> None:
    material = material_of(study)
    rows = rows_of(material, "P1", "P2")
    other = rows_of(material, "P4")
    under_both = under(under(material, other, "Task 2 (baking)"), rows, "Task 2: Bake")
    step = Step(StepId("bake"), "Bake bread", headings=("Task 2: Bake", "Task 2 (baking)"))
    opportunity = Questions(under_both, journey=Journey((step,), JourneyOrigin.FILE)).opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (3, "observed or asked at “Bake bread”")
    assert Questions(under_both).opportunity(rows).count == 2


def test_the_question_that_people_answer_counts_not_that_of_one_talker(study: Study) -> None:
    """P1 says five things in answer to the question, P2 to P5 one each to nothing: most people were not asked it."""
    material = material_of(study)
    talk = rows_of(material, "P1")[:5]
    others = [rows_of(material, person)[0] for person in ("P2", "P3")]
    asked = asked_of(material, "q", talk, silent=("P2", "P4"))
    assert len(talk) >= 0.6 * len([*talk, *others])
    assert Questions(material, asked).opportunity([*talk, *others]).basis == "all"
