"""Who speaks in a language that is not judged is neither silent nor counted: at steps, in reports, beside plans."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.builders import tool_library, with_consent

from insightmine.cli.gaps import gaps_of
from insightmine.cli.tables import print_journey
from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.missing import Gap, OpenQuestion
from insightmine.domain.plans import Backing, EntryVerdict, JudgedEntry, Plan, PlanCheck, PlanEntry
from insightmine.domain.sharing import shareable
from insightmine.domain.speech import Consent
from insightmine.exchange.plan_rows import plan_rows
from insightmine.exchange.step_rows import steps
from insightmine.report import write_html, write_markdown
from insightmine.report.plan_page import plan_markdown

STEP = StepId("recommend")
THERE = "2 people were interviewed there in a language that is not judged (Italian); what they said is not counted"
EVERYBODY = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08")


def with_italian(*people: str, heading: str | None = "Tell a neighbour") -> Analysis:
    """The tool library, where these people were interviewed in Italian, all of it under one heading."""
    study = tool_library()
    transcripts = tuple(
        replace(
            item,
            turns=tuple(replace(turn, heading=heading) for turn in item.turns),
            language="it",
            read_as="it",
            in_themes=False,
        )
        if item.participants[0] in people
        else item
        for item in study.transcripts
    )
    theirs = {statement.id for statement in study.statements if statement.participant in people}
    judgements = tuple(
        replace(one, step=None, kinds=(), kind_scores=(), effect=None, effect_score=0.0)
        if one.statement in theirs
        else one
        for one in study.judgements
    )
    study = replace(study, transcripts=transcripts, judgements=judgements)
    return study if len(people) < len(EVERYBODY) else replace(study, themes=(), signals=(), outcomes=())


def question_of(analysis: Analysis) -> OpenQuestion:
    return next(one for one in analysis.open_questions if one.step == STEP)


def told_by(analysis: Analysis, capsys: pytest.CaptureFixture[str]) -> str:
    print_journey(analysis)
    return " ".join(capsys.readouterr().out.split())


def test_who_was_interviewed_at_a_step_in_another_language_is_not_silent(capsys: pytest.CaptureFixture[str]) -> None:
    study = with_italian("P01", "P02")
    question = question_of(study)
    assert (question.gap, question.not_judged.people, question.n_people) == (Gap.NOT_JUDGED, ("P01", "P02"), 6)
    assert question.text == (
        f"“Tell a neighbour”: {THERE} (P01, P02). Nobody whose words are judged spoke of it, and the material does "
        "not show that they were asked."
    )
    told = told_by(study, capsys)
    assert "6. Tell a neighbour (2 people were interviewed there in a language that is not judged (Italian)" in told
    assert "nobody speaks of it" not in told


def test_where_others_were_asked_and_silent_both_are_told() -> None:
    asked = Asked("q", TranscriptId("p03"), 0, ParticipantId("P03"), "w", 0.9, step=STEP)
    question = question_of(replace(with_italian("P01", "P02"), asked=(asked,)))
    assert question.gap is Gap.UNSPOKEN
    assert question.text.startswith("Nobody whose words are judged spoke of “Tell a neighbour”; 1 of 6 was asked (P03)")
    assert question.text.endswith(f" {THERE} (P01, P02).")


def test_where_everybody_speaks_another_language_no_step_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    study = with_italian(*EVERYBODY, heading=None)
    assert {one.gap for one in study.open_questions} == {Gap.NOT_JUDGED}
    assert question_of(study).text == (
        "“Tell a neighbour”: 8 people were interviewed in a language that is not judged (Italian); "
        "whether they spoke of it is not known."
    )
    told = told_by(study, capsys)
    assert "6. Tell a neighbour (not judged: 8 people were interviewed in a language" in told
    assert "obody sp" not in told


def test_others_whose_place_is_not_known_stand_beside_the_silence() -> None:
    question = question_of(with_italian("P01", heading=None))
    assert question.gap is Gap.UNSPOKEN
    assert question.text.startswith("Nobody whose words are judged spoke of")
    assert question.text.endswith("What 1 person said in a language that is not judged (Italian) is not counted.")


def test_a_step_that_is_spoken_of_tells_of_the_others_too(capsys: pytest.CaptureFixture[str]) -> None:
    study = with_italian("P01", "P02", heading="Find a tool")
    assert "6 people; 2 people were interviewed there in a language that is not judged (Italian)" in told_by(
        study, capsys
    )
    question = next(one for one in replace(study, signals=()).open_questions if one.step == study.journey.steps[0].id)
    assert question.gap is Gap.NOTHING_RECURS
    assert question.text.endswith(f" {THERE} (P01, P02).")


def test_a_version_that_another_stands_for_is_not_told() -> None:
    study = with_italian("P01")
    first = replace(study.transcripts[0], replaced_by=TranscriptId("p01en"))
    assert not replace(study, transcripts=(first, *study.transcripts[1:])).not_judged


def test_who_may_not_appear_is_in_no_line_of_it() -> None:
    shared = shareable(with_consent(with_italian("P01", "P02"), "P01", Consent.INTERNAL))
    assert question_of(shared).not_judged.people == ("P02",)
    assert "1 person was interviewed there" in question_of(shared).text
    assert "P01" not in json.dumps([*steps(shared), gaps_of(shared)])


def test_the_same_for_programs() -> None:
    study = with_italian("P01", "P02")
    row = next(one for one in steps(study) if one["id"] == STEP)
    assert (row["gap"], row["not_judged"], row["participants"]) == ("not_judged", ["P01", "P02"], [])
    found = gaps_of(study)
    assert found["not_judged"] == {
        "participants": ["P01", "P02"], "languages": ["it"], "steps": {STEP: ["P01", "P02"]}
    }  # fmt: skip
    assert next(one for one in found["open_questions"] if one["step"] == STEP)["not_judged"] == ["P01", "P02"]


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_the_report_tells_no_silence(write: Callable[[Analysis, str, bool], str]) -> None:
    some, all_of_them = (write(study, "T", False) for study in (with_italian("P01", "P02"), with_italian(*EVERYBODY)))
    assert f"{THERE.replace('there', 'here')}." in " ".join(some.split())
    assert f"{THERE} (P01, P02)" in " ".join(some.split())
    for page in (some, all_of_them):
        assert "Nobody speaks of this step" not in page
        assert "Nobody spoke of" not in page


def test_a_plan_beside_words_that_are_not_judged_is_not_told_silence() -> None:
    entry = JudgedEntry(PlanEntry("Lend drills", "line 1"), EntryVerdict.OUTPUT, 0.9, backing=Backing())
    check = PlanCheck(Plan("plan.md", (entry.entry,)), (entry,), ())
    whole, some = with_italian(*EVERYBODY), with_italian("P01", "P02")
    page = plan_markdown(check, whole)
    assert "not judged: 8 people were interviewed in a language that is not judged" in page
    assert "silence" not in page
    assert "None." not in page
    assert "silence, not absence; what 2 people said in a language that is not judged" in plan_markdown(check, some)
    assert plan_rows(check, whole)["not_judged"] == {
        "participants": list(EVERYBODY), "languages": ["it"], "everybody": True
    }  # fmt: skip
    assert plan_rows(check, some)["not_judged"]["everybody"] is False
    assert plan_rows(check, tool_library())["not_judged"]["participants"] == []


def test_a_draft_from_headings_is_no_exception() -> None:
    study = with_italian(*EVERYBODY)
    draft = replace(study, journey=Journey(study.journey.steps, JourneyOrigin.HEADINGS))
    assert question_of(draft).not_judged.people == EVERYBODY
