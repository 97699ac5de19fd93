"""Where the journey is silent, and who was asked: a question, never an absence."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import tool_library, with_consent

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.missing import Gap, OpenQuestion, named
from insightmine.domain.sharing import shareable
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Consent
from insightmine.domain.themes import Status

NOBODY = StepId("recommend")


def at(analysis: Analysis, step: str) -> OpenQuestion | None:
    return next((question for question in analysis.open_questions if question.step == step), None)


def asked_about(analysis: Analysis, step: str, *people: str) -> Analysis:
    asked = tuple(
        Asked("q", TranscriptId(name.lower()), 0, ParticipantId(name), "w", 0.9, step=StepId(step)) for name in people
    )
    return replace(analysis, asked=asked)


def test_a_step_that_nobody_speaks_of_is_a_question_with_who_was_asked() -> None:
    question = at(asked_about(tool_library(), NOBODY, "P03", "P01"), NOBODY)
    assert question is not None
    assert question.gap is Gap.UNSPOKEN
    assert question.asked == ("P01", "P03")
    assert question.to_ask == ("P02", "P04", "P05", "P06", "P07", "P08")
    assert question.text == (
        "Nobody spoke of “Tell a neighbour”; 2 of 8 were asked (P01, P03): "
        "ask the others (P02, P04, P05, P06, P07, P08)."
    )


def test_where_nobody_is_known_to_be_asked_that_is_said() -> None:
    question = at(tool_library(), NOBODY)
    assert question is not None
    assert question.asked == ()
    assert "does not show that anybody was asked" in question.text


def test_where_all_were_asked_asking_again_is_another_way() -> None:
    analysis = tool_library()
    question = at(asked_about(analysis, NOBODY, *(person.id for person in analysis.people)), NOBODY)
    assert question is not None
    assert "all 8 were asked: ask again in other words" in question.text
    assert question.to_ask == ()


def test_who_speaks_under_the_heading_of_a_step_was_given_it() -> None:
    analysis = tool_library()
    steps = tuple(replace(s, headings=("Task 9",)) if s.id == NOBODY else s for s in analysis.journey.steps)
    first = analysis.transcripts[0]
    turns = tuple(replace(turn, heading="Task 9") if turn.participant else turn for turn in first.turns)
    under = replace(
        analysis,
        journey=replace(analysis.journey, steps=steps),
        transcripts=(replace(first, turns=turns), *analysis.transcripts[1:]),
    )
    question = at(under, NOBODY)
    assert question is not None
    assert question.asked == first.participants


def blocked(analysis: Analysis) -> tuple[Analysis, str]:
    """The study where one step has its blockers and no booster."""
    step = next(signal.step for signal in analysis.signals if signal.effect is SignalEffect.BLOCKER and signal.step)
    kept = tuple(s for s in analysis.signals if s.step != step or s.effect is SignalEffect.BLOCKER)
    return replace(analysis, signals=kept), step


def test_blockers_without_a_booster_ask_those_who_got_past() -> None:
    analysis, step = blocked(tool_library())
    last = analysis.journey.steps[-1].id
    first = Journey((analysis.journey.step(StepId(step)), *(s for s in analysis.journey.steps if s.id != step)))
    question = at(replace(analysis, journey=replace(first, origin=JourneyOrigin.FILE)), step)
    assert step != last
    assert question is not None
    assert question.gap is Gap.NO_BOOSTER
    assert question.to_ask == question.got_past
    assert set(question.got_past) <= set(question.speakers)
    assert "nothing recurs that helps there" in question.text
    assert question.text.endswith("ask them how.")


def test_nobody_gets_past_a_topic_or_the_last_step() -> None:
    analysis, step = blocked(tool_library())
    topics = replace(analysis, journey=replace(analysis.journey, origin=JourneyOrigin.QUESTIONS))
    assert at(topics, step) is None
    rest = tuple(other for other in analysis.journey.steps if other.id != step)
    last = replace(analysis, journey=Journey((*rest, analysis.journey.step(StepId(step))), JourneyOrigin.FILE))
    assert at(last, step) is None


def test_rejected_signals_are_not_seen() -> None:
    analysis = tool_library()
    rejected = tuple(replace(signal, status=Status.REJECTED) for signal in analysis.signals)
    steps = {signal.step for signal in analysis.signals if signal.step}
    gaps = {question.step: question.gap for question in replace(analysis, signals=rejected).open_questions}
    assert all(gaps[step] is Gap.NOTHING_RECURS for step in steps)


def silent_at(analysis: Analysis, step: str) -> Analysis:
    """The study where nothing helps or hinders at a step."""
    return replace(analysis, signals=tuple(signal for signal in analysis.signals if signal.step != step))


def spoken_of(analysis: Analysis) -> Step:
    """A step with signals, of which three people and more speak."""
    return next(
        step
        for step in analysis.journey.steps
        if any(signal.step == step.id for signal in analysis.signals)
        and len({s.participant for s in analysis.statements if analysis.judgement_by_id[s.id].step == step.id}) > 2
    )


def test_a_question_of_the_interviewers_is_never_said_to_be_unasked() -> None:
    study = tool_library()
    step = spoken_of(study)
    named_as = {"deed": "Checking the results", "topic": "Wishes about the results"}
    found = {}
    for kind, name in named_as.items():
        steps = tuple(replace(one, name=name) if one.id == step.id else one for one in study.journey.steps)
        asked = replace(silent_at(study, step.id), journey=Journey(steps, JourneyOrigin.QUESTIONS))
        found[kind] = at(asked, step.id)
        unspoken = at(asked, NOBODY)
        assert unspoken is not None
        assert unspoken.text.endswith("the interviewers ask: look at the answers before you ask again.")
    assert found["topic"] is None  # nothing helps or hinders at a wish
    assert found["deed"] is not None
    assert found["deed"].text.endswith("the interviewers ask: ask what makes it easier there, and what harder.")


def test_who_had_other_steps_is_not_to_be_asked() -> None:
    study = tool_library()
    first, second, third, fourth = [step.id for step in study.journey.steps if step.id != NOBODY][:4]
    tracks = {
        "P01 P02": (NOBODY, first, second),
        "P03 P04 P05 P06 P07 P08": (third, fourth),
    }
    asked = tuple(
        Asked(f"q{step}", TranscriptId(name.lower()), 0, ParticipantId(name), "w", 0.9, step=step)
        for people, steps in tracks.items()
        for name in people.split()
        for step in steps
    )
    question = at(replace(study, asked=asked), NOBODY)
    assert question is not None
    assert (question.to_ask, len(question.elsewhere)) == ((), 6)
    assert question.text.endswith("and the others had other steps: ask more people who come to it.")
    assert "ask the others" in getattr(at(asked_about(study, NOBODY, "P01", "P02"), NOBODY), "text", "")


def test_one_speaker_is_named_and_one_voice_does_not_recur() -> None:
    study = tool_library()
    step = spoken_of(study)
    alone = replace(
        study,
        judgements=tuple(
            replace(one, step=None, step_score=None)
            if one.step == step.id and study.statement_by_id[one.statement].participant != "P01"
            else one
            for one in study.judgements
        ),
    )
    question = at(silent_at(alone, step.id), step.id)
    assert question is not None
    assert question.text.startswith(f"Only P01 speaks of “{step.name}”, so nothing there can recur;")
    assert not any(one.gap is Gap.NOTHING_RECURS for one in tool_library(["P01"]).open_questions)


def test_who_is_left_out_is_in_no_question() -> None:
    analysis = asked_about(tool_library(), NOBODY, "P01", "P02")
    question = at(shareable(with_consent(analysis, "P01", Consent.INTERNAL)), NOBODY)
    assert question is not None
    assert "P01" not in question.text
    assert (question.asked, question.n_people) == (("P02",), 7)


def test_without_steps_nothing_is_open() -> None:
    assert replace(tool_library(), journey=Journey()).open_questions == ()
    lone = Journey((Step(StepId("x"), "X"),), JourneyOrigin.FILE)
    assert [question.gap for question in replace(tool_library(), journey=lone).open_questions] == [Gap.UNSPOKEN]


def test_many_people_are_named_in_part() -> None:
    people = [ParticipantId(f"P{number}") for number in range(1, 13)]
    assert named(people) == "P1, P2, P3, P4, P5, P6 and 6 more"
    assert named(people[:7]) == "P1, P2, P3, P4, P5, P6, P7"
