"""Steps proposed from headings, else from questions, else none."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.engines import Encoder
from insightmine.journey import propose_journey, suggest_steps
from insightmine.journey.order import in_walking_order
from insightmine.journey.slugs import slug_ids
from insightmine.journey.topic import core_of, topic_of


def session(name: str, *headings: str) -> Transcript:
    """One turn under each heading."""
    turns = tuple(
        Turn(i, None, "I do what it says.", f"line {i}", Role.PARTICIPANT, ParticipantId(name), heading=heading)
        for i, heading in enumerate(headings)
    )
    return Transcript(TranscriptId(name), f"{name}.md", "markdown", turns)


def interview(name: str, *questions: str) -> Transcript:
    """Each question and an answer."""
    turns: list[Turn] = []
    for question in questions:
        turns.append(Turn(len(turns), "I", question, "line", Role.INTERVIEWER))
        turns.append(Turn(len(turns), "P", "It depends.", "line", Role.PARTICIPANT, ParticipantId(name)))
    return Transcript(TranscriptId(name), f"{name}.txt", "text", tuple(turns))


def names(journey: Journey) -> list[str]:
    return [step.name for step in journey.steps]


def test_recurring_headings_become_steps_in_their_order(encoder: Encoder) -> None:
    sessions = [
        session("p1", "Warm-up", "Task 1: Order a drill", "Task 2: Return the drill"),
        session("p2", "Warm up", "Task 1: Ordering a power drill", "Task 2: Return the drill", "Chat"),
    ]
    journey = propose_journey(sessions, encoder.encode)
    assert journey.origin is JourneyOrigin.HEADINGS
    assert names(journey) == ["Warm up", "Order a drill", "Return the drill"]
    assert journey.steps[1].headings == ("Task 1: Order a drill", "Task 1: Ordering a power drill")
    assert journey.steps[2].id == "return-the-drill"
    assert journey.is_draft


def test_headings_of_one_transcript_stay_apart_however_alike(encoder: Encoder) -> None:
    outline = ("Task 1: Add an author", "Task 2: Add another author")
    journey = propose_journey([session("p1", *outline), session("p2", *outline)], encoder.encode)
    assert names(journey) == ["Add an author", "Add another author"]


def test_two_tracks_of_a_study_stay_in_one_piece_each(encoder: Encoder) -> None:
    buyers = ("Welcome", "Task 1: Find a lamp", "Task 2: Pay for it", "Goodbye")
    sellers = ("Welcome", "Task 1: Upload a photo", "Task 2: Answer a complaint", "Goodbye")
    sessions = [session("b1", *buyers), session("b2", *buyers), session("s1", *sellers), session("s2", *sellers)]
    journey = propose_journey(sessions, encoder.encode)
    assert names(journey) == [
        "Welcome",
        "Find a lamp",
        "Pay for it",
        "Upload a photo",
        "Answer a complaint",
        "Goodbye",
    ]


def test_the_title_of_a_file_is_no_step(encoder: Encoder) -> None:
    journey = propose_journey(
        [session("p1", "Interview with Ana"), session("p2", "Interview with Ana")], encoder.encode
    )
    assert journey == Journey()


def test_one_session_needs_two_headings(encoder: Encoder) -> None:
    assert propose_journey([session("p1", "Order a drill")], encoder.encode) == Journey()
    assert names(propose_journey([session("p1", "Order a drill", "Return it")], encoder.encode)) == [
        "Order a drill",
        "Return it",
    ]


def test_recurring_questions_become_steps_where_no_heading_does(encoder: Encoder) -> None:
    interviews = [
        interview(
            "p1",
            "Hello, how are you today?",
            "How did you choose your bank?",
            "What problems did you have when opening the account?",
            "Is there anything else you would like to add?",
        ),
        interview(
            "p2",
            "So, how did you choose your bank?",
            "And what problems did you have when opening the account?",
            "Why is the sky blue in your town?",
            "Is there anything else you would like to add?",
        ),
    ]
    journey = propose_journey(interviews, encoder.encode)
    assert journey.origin is JourneyOrigin.QUESTIONS
    assert names(journey) == ["Choosing the bank", "Problems when opening the account"]
    assert journey.steps[0].description == "How did you choose your bank?"
    assert journey.steps[0].examples == ()
    assert journey.steps[0].headings == ()


_BETWEEN = [f"Which of the {n} boxes did you open on that day?" for n in ("red", "small", "wooden", "heavy", "new")]


def test_what_is_asked_in_one_breath_or_in_its_place_is_one_step(encoder: Encoder) -> None:
    wishes = "Are there any additional ways you'd like to be able to filter the photos?"
    use = "Were the filtering capabilities useful for your album?"
    other = "How did you share the album with the family?"
    asked = [[wishes + " " + use], [use], [wishes], [use + " " + wishes]]
    journey = propose_journey(
        [interview(f"p{n}", *_BETWEEN, *questions, other) for n, questions in enumerate(asked)], encoder.encode
    )
    (step,) = [step for step in journey.steps if "filter" in step.name.casefold()]
    assert wishes in step.description
    assert use in step.description
    assert any("shar" in name.casefold() for name in names(journey))


def test_doubles_take_no_place_of_the_eight(encoder: Encoder) -> None:
    apart = [
        "How did you choose the camera?",
        "What did the lawyer tell you about the contract?",
        "Which vegetables do you grow in winter?",
        "How often do the trains arrive late?",
        "Who taught you to play the violin?",
        "When did the roof begin to leak?",
        "Why did the bakery close on Sundays?",
    ]
    double = "Were the filtering capabilities useful for your album? How did you filter the photos of your album?"
    journey = propose_journey([interview(f"p{n}", *apart, double) for n in range(2)], encoder.encode)
    assert len(journey.steps) == 8


def test_what_is_asked_at_two_places_is_two_steps_however_alike(encoder: Encoder) -> None:
    today, after = "How do you determine which photos to look at?", "How did you find the photos to look at in the end?"
    interviews = tuple(interview(f"p{n}", today, *_BETWEEN, after) for n in range(4))
    alike = encoder.encode([topic_of(core_of(today)), topic_of(core_of(after))])
    assert float(alike[0] @ alike[1]) > 0.6
    for found in (
        names(propose_journey(interviews, encoder.encode)),
        [one.step.name for one in suggest_steps(Analysis(transcripts=interviews), Guide(), encoder.encode)],
    ):
        assert (found[0], found[-1]) == (topic_of(core_of(today)), topic_of(core_of(after)))


def test_a_question_that_comes_up_everywhere_has_no_place(encoder: Encoder) -> None:
    probe = "What did that cost you in the end?"
    filler = [f"Which of the {n} boxes did you open on that day?" for n in ("red", "small", "wooden", "heavy")]
    early = interview("p1", probe, *filler)
    late = interview("p2", *filler[::-1], probe)
    assert "What did that cost" not in " ".join(names(propose_journey([early, late], encoder.encode)))


def test_nothing_recurring_gives_no_steps(encoder: Encoder) -> None:
    interviews = [interview("p1", "What do you bake on Sundays?"), interview("p2", "Who repaired your roof last year?")]
    assert propose_journey(interviews, encoder.encode) == Journey()
    assert propose_journey([], encoder.encode) == Journey()


def test_the_order_of_transcripts_changes_nothing(encoder: Encoder) -> None:
    sessions = [
        session("a", "Start", "Task 1: Pay the bill", "End"),
        session("b", "Start", "Task 1: Paying a bill", "End"),
        session("c", "Start", "End", "Extra"),
        session("d", "Extra", "Start"),
    ]
    found = {propose_journey(order, encoder.encode) for order in permutations(sessions)}
    assert len(found) == 1


def test_steps_that_contradict_each_other_are_ordered_all_the_same() -> None:
    assert sorted(in_walking_order([[0, 1], [1, 2], [2, 0]])) == [0, 1, 2]
    assert in_walking_order([]) == []


def test_ids_are_readable_and_unique() -> None:
    assert slug_ids(["Réserver une table", "Reserver, une table!", "…"]) == [
        "reserver-une-table",
        "reserver-une-table-2",
        "step",
    ]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What challenges did you face in your first year?", "Challenges in the first year"),
        ("How do you check the results today?", "Checking the results today"),
        ("So, how did you find your way around the app?", "Finding the way around the app"),
        ("Why did you choose this plan?", "Reasons for choosing this plan"),
        ("What do you do when a shipment is late?", "What people do when a shipment is late"),
        ("Can you tell me about the last time you ordered a part?", "Last time"),
        ("Could you describe how you onboard a new colleague?", "Onboarding a new colleague"),
        ("What was the hardest part of setting up your account?", "Hardest part of setting up the account"),
        ("What would you change about the checkout?", "Wishes about the checkout"),
        ("How do you feel about the new dashboard?", "Views on the new dashboard"),
        ("Do you ever compare prices before booking?", "Comparing prices before booking"),
        ("Do you use both maps and timetables?", "Using maps and timetables"),
        ("How did the planner support or not support your weekly shopping?", "Weekly shopping"),
        ("Are there any other ways you think it would be helpful to sort the list?", "Sorting the list"),
        ("Are there any other shops or markets in your town?", "Shops or markets in the town"),
        ("Did you use both hands?", "Using both hands"),
        ("Where have you experimented with using new ovens?", "Experimenting with new ovens"),
        ("And how do you determine which pages to look at?", "Choosing the pages to look at"),
        ("How do you decide what to buy?", "Deciding what to buy"),
        ("When the scanner gives you a price, how do you check what it shows?", "Checking what the scanner shows"),
        ("When you book a room, how do you find out what it costs?", "Finding out what it costs"),
        ("Thinking about your commute - like trains or trams - what's kept you from cycling?", "Commute"),
    ],
)
def test_a_question_gets_a_topic_that_a_person_could_have_written(question: str, topic: str) -> None:
    assert topic_of(core_of(question)) == topic


@pytest.mark.slow
def test_real_sessions_give_their_tasks_in_order(encoder: Encoder, shared_data: Path) -> None:
    folder = shared_data / "heritrace" / "original" / "user_testing" / "results" / "endusers" / "transcriptions"
    sessions = []
    for path in sorted(folder.glob("[56]e_*.md")):
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        sessions.append(session(path.stem, *headings))
    journey = propose_journey(sessions, encoder.encode)
    assert len(journey.steps) == 5
    assert all(len(step.headings) <= 2 for step in journey.steps)
    assert [heading[:6] for step in journey.steps[1:] for heading in step.headings[:1]] == [
        f"Task {n}" for n in (1, 2, 3, 4)
    ]
