"""Steps to begin a journey with: from guide, headings, questions, and the order of topics."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.config import load_options
from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import StepId, TranscriptId
from insightmine.domain.journeys import JourneyOrigin, Step
from insightmine.domain.speech import Consent, Transcript
from insightmine.domain.suggestions import Source, Suggestion, Sureness
from insightmine.engines import Encoder
from insightmine.errors import UsageError
from insightmine.journey import suggest_steps
from insightmine.journey.drafts import Draft, drafts_of_topics
from insightmine.journey.suggest import agreement_on_order
from insightmine.suggesting import draft_of, suggest_journey, write_draft

GUIDE = Guide(
    questions=(
        GuideQuestion("q1", "Tell me how you found the tool.", step=StepId("find-a-tool")),
        GuideQuestion("q2", "How did booking go?", step=StepId("book")),
        GuideQuestion("q3", "Was it free on the day?", step=StepId("book")),
        GuideQuestion("q4", "Is there anything else?"),
    ),
    tasks=(GuideTask("t1", "Book the drill for Saturday.", "Task 2: Book it", StepId("book")),),
)


def suggested(analysis: Analysis, encoder: Encoder, guide: Guide | None = None) -> tuple[Suggestion, ...]:
    return suggest_journey(analysis, guide or Guide(), encoder.encode)


def test_a_guide_decides_and_what_it_gives_no_step_is_about_none(encoder: Encoder) -> None:
    found = suggest_steps(tool_library(), GUIDE, encoder.encode)
    assert [one.step.name for one in found] == ["Find a tool", "Book"]
    assert found[1].step.description == "How did booking go? Was it free on the day? Book the drill for Saturday."
    assert found[1].step.headings == ("Task 2: Book it",)
    assert {one.source for one in found} == {Source.GUIDE}
    assert {one.sureness for one in found} == {Sureness.SURE}


def test_sections_of_a_guide_are_steps(encoder: Encoder) -> None:
    questions = (
        GuideQuestion("a", "How did you find it?", section="Finding a tool"),
        GuideQuestion("b", "Where did you look?", section="Finding a tool"),
        GuideQuestion("c", "How did the return go?", section="Bringing it back"),
    )
    found = suggest_steps(tool_library(), Guide(questions=questions), encoder.encode)
    assert [one.step.name for one in found] == ["Finding a tool", "Bringing it back"]


def test_headings_of_most_transcripts_are_sure(encoder: Encoder) -> None:
    analysis = tool_library()
    headed = tuple(
        replace(
            one,
            turns=tuple(
                replace(turn, heading="Task 1: Find a tool" if turn.index < 6 else "Task 2: Bring it back")
                for turn in one.turns
            ),
        )
        for one in analysis.transcripts
    )
    found = suggest_steps(replace(analysis, transcripts=headed), Guide(), encoder.encode)
    assert [one.step.name for one in found] == ["Find a tool", "Bring it back"]
    assert [one.step.headings for one in found] == [("Task 1: Find a tool",), ("Task 2: Bring it back",)]
    assert found[0].sureness is Sureness.SURE
    assert found[0].because == "a heading in 8 of 8 transcripts"


def test_recurring_questions_say_how_many_were_asked_and_who_speaks_there(encoder: Encoder) -> None:
    found = suggested(tool_library(), encoder)
    assert len(found) >= 2
    assert {one.source for one in found} == {Source.QUESTIONS}
    assert all(one.n_seen <= one.n_of == 8 for one in found)
    assert any(one.participants for one in found)
    assert all(one.step.description.endswith("?") for one in found)


def test_own_words_are_never_those_of_people_who_may_not_be_quoted(encoder: Encoder) -> None:
    analysis = tool_library()
    quoted = {text for one in suggested(analysis, encoder) for text in one.step.examples}
    assert quoted
    silent = tuple(replace(person, consent=Consent.PARAPHRASE) for person in analysis.people)
    assert not any(one.step.examples for one in suggested(replace(analysis, people=silent), encoder))


def test_where_nothing_suggests_steps_there_are_none(encoder: Encoder) -> None:
    assert suggested(Analysis(), encoder) == ()


def test_the_order_of_transcripts_changes_nothing(encoder: Encoder) -> None:
    analysis = tool_library()
    turned = replace(analysis, transcripts=tuple(reversed(analysis.transcripts)))
    assert suggested(turned, encoder) == suggested(analysis, encoder)


def test_the_draft_is_a_journey_file(encoder: Encoder, tmp_path: Path) -> None:
    found = suggested(tool_library(), encoder, GUIDE)
    write_draft(tmp_path / "journey.toml", found)
    journey = load_options(tmp_path).journey
    assert journey is not None
    assert journey.origin is JourneyOrigin.FILE
    assert journey.steps == tuple(one.step for one in found)


def test_hard_characters_survive_or_become_blanks() -> None:
    text = 'say "so" \\ here\n\x7f\u2028 ünï'
    one = Suggestion(Step(StepId("a"), text, text, (text,), (text,)), Source.TOPICS, 2, 4)
    table = tomllib.loads(draft_of([one]))["step"][0]
    assert table["name"] == 'say "so" \\ here  ünï'


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "journey.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        write_draft(path, ())
    assert path.read_text("utf-8") == "mine"


def test_topics_make_a_journey_only_where_transcripts_agree_on_their_order() -> None:
    def topic(name: str, *places: float) -> Draft:
        return Draft(name, Source.TOPICS, places={TranscriptId(f"t{n}"): place for n, place in enumerate(places)})

    assert agreement_on_order([topic("a", 0.1, 0.2, 0.1, 0.3), topic("b", 0.5, 0.6, 0.7, 0.9)]) == 1.0
    assert agreement_on_order([topic("a", 0.1, 0.6, 0.1, 0.7), topic("b", 0.5, 0.2, 0.7, 0.3)]) < 0
    assert agreement_on_order([topic("a", 0.1)]) == 0.0


def test_few_transcripts_agree_on_much_by_chance() -> None:
    def topic(name: str, *places: float) -> Draft:
        return Draft(name, Source.TOPICS, places={TranscriptId(f"t{n}"): place for n, place in enumerate(places)})

    two_of_three = agreement_on_order([topic("a", 0.1, 0.2, 0.9), topic("b", 0.5, 0.6, 0.7)])
    assert two_of_three < 0 < agreement_on_order([topic("a", 0.1, 0.2, 0.1, 0.1, 0.9), topic("b", *[0.5] * 5)])
    assert agreement_on_order([topic("a", *[0.5] * 6), topic("b", *[0.5] * 6)]) < 0  # in one place is in no order


def test_topics_come_from_five_transcripts_and_have_places_within_one_long_turn() -> None:
    study = tool_library()

    def joined(transcript: Transcript) -> Transcript:
        return replace(
            transcript, turns=(replace(transcript.turns[0], text="\n".join(t.text for t in transcript.turns)),)
        )

    begins = {
        (one.id, turn.index): sum(len(before.text) + 1 for before in one.turns[: turn.index])
        for one in study.transcripts
        for turn in one.turns
    }
    moved = {
        one.id: replace(
            one,
            turn=0,
            start=one.start + begins[one.transcript, one.turn],
            end=one.end + begins[one.transcript, one.turn],
        )
        for one in study.statements
    }
    essays = [joined(one) for one in study.transcripts]
    found = drafts_of_topics(study.themes, moved, essays)
    assert found
    assert all(len(draft.places) >= 5 for draft in found)
    assert len({place for draft in found for place in draft.places.values()}) > len(essays)
    few = {one.id for one in essays[:4]}
    told = {name: one for name, one in moved.items() if one.transcript in few}
    themes = [
        replace(theme, members=tuple(m for m in theme.members if m.statement in told))
        for theme in study.themes
        if sum(m.statement in told for m in theme.members) >= 4
    ]
    assert drafts_of_topics(themes, told, essays[:4]) == []


def test_what_one_alone_speaks_of_is_no_step_unless_somebody_wrote_it(encoder: Encoder) -> None:
    assert all(len(one.participants) >= 2 for one in suggested(tool_library(), encoder))
    lone = suggested(tool_library(["P01"]), encoder, GUIDE)
    assert [one.step.name for one in lone] == ["Find a tool", "Book"]
