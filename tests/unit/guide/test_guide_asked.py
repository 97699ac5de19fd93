"""Who was asked what: questions in other words, probes, nudges, groups, tasks by heading, reading and number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from insightmine.domain.guides import Asked, Guide, GuideQuestion, GuideTask, Way, item_of_turns, people_asked
from insightmine.domain.ids import ParticipantId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.engines import Encoder
from insightmine.guide import find_asked, step_of_items

GUIDE = Guide(
    questions=(
        GuideQuestion("q-move", "How did you come to move here?", step=StepId("move")),
        GuideQuestion("q-garden", "Tell me about the garden.", ("Did you notice the sign at the gate?", "And then?")),
        GuideQuestion("q-water", "Who waters the plants when you are away?", section="Holidays"),
    ),
    tasks=(
        GuideTask("t-map", "Find the garden on the map and mark the well.", "Task 1: The map"),
        GuideTask("t-shed", "You have lost the key to the shed. Ask somebody for another one.", "Task 2: The shed"),
    ),
)
JOURNEY = Journey(
    (Step(StepId("move"), "Moving in"), Step(StepId("away"), "Holidays"), Step(StepId("map"), "The map")),
    JourneyOrigin.FILE,
)


def interview(*lines: tuple[str, str], name: str = "a", heading: str | None = None) -> Transcript:
    """Lines of (who, words): "I" asks, everybody else takes part; "#" begins a heading."""
    turns: list[Turn] = []
    for who, text in lines:
        if who == "#":
            heading = text
            continue
        role = Role.INTERVIEWER if who == "I" else Role.PARTICIPANT
        person = ParticipantId(who) if who != "I" else None
        turns.append(Turn(len(turns), who, text, "", role, person, who if person else "", heading=heading))
    return Transcript(TranscriptId(name), f"{name}.txt", "text", tuple(turns))


def asked(encoder: Encoder, *transcripts: Transcript, guide: Guide = GUIDE) -> tuple[Asked, ...]:
    return find_asked(transcripts, guide, JOURNEY, encoder.encode)


def items(found: tuple[Asked, ...]) -> list[tuple[int, str, str]]:
    return [(one.turn, one.item, one.participant) for one in found]


def test_questions_are_found_in_other_words(encoder: Encoder) -> None:
    found = asked(
        encoder,
        interview(
            ("I", "Hello, thank you for coming. So, um, how come you moved here in the first place?"),
            ("P", "For work."),
            ("I", "Okay, lovely. Could you talk a bit about your garden?"),
            ("P", "It is long."),
            ("I", "What is the weather like in your town?"),
            ("P", "Wet."),
            ("I", "And while you're on holiday, who takes care of watering the plants?"),
            ("P", "My aunt."),
        ),
    )
    assert items(found) == [(0, "q-move", "P"), (2, "q-garden", "P"), (6, "q-water", "P")]
    assert [one.answers for one in found] == [(1,), (3,), (7,)]
    assert all(0.7 <= one.score <= 1 and one.way is Way.SAID for one in found)
    assert found[0].wording == "How did you come to move here?"


def test_a_probe_is_told_from_its_question(encoder: Encoder) -> None:
    lines = (("I", "Did you see the sign beside the gate?"), ("P", "Yes."))
    (one,) = asked(encoder, interview(*lines))
    assert (one.item, one.is_probe, one.wording) == ("q-garden", True, "Did you notice the sign at the gate?")


def test_words_that_say_nothing_count_only_where_their_question_is_talked_about(encoder: Encoder) -> None:
    then = (("I", "And then?"), ("P", "Rain."))
    before = asked(encoder, interview(*then))
    after = asked(encoder, interview(("I", "Tell me about the garden."), ("P", "It is long."), *then))
    assert before == ()
    assert items(after) == [(0, "q-garden", "P"), (2, "q-garden", "P")]


def test_a_nudge_keeps_the_answer_going_and_another_question_ends_it(encoder: Encoder) -> None:
    lines = [
        ("I", "Tell me about the garden."),
        ("P", "It is long."),
        ("I", "Mm-hm. Go on."),
        ("P", "And narrow."),
        ("I", "How old is your bicycle?"),
        ("P", "Ten years."),
    ]
    (one,) = asked(encoder, interview(*lines))
    assert one.answers == (1, 3)


def test_everybody_who_answers_was_asked_and_nobody_else(encoder: Encoder) -> None:
    lines = [
        ("I", "Tell me about the garden."), ("Ann", "It is long."), ("Ben", "And wet."),
        ("I", "Who waters the plants when you are away?"), ("Ann", "Ben does."),
    ]  # fmt: skip
    found = asked(encoder, interview(*lines))
    assert people_asked(found) == {"q-garden": {"Ann", "Ben"}, "q-water": {"Ann"}}
    assert asked(encoder, interview(("I", "Tell me about the garden."))) == ()


def test_participants_questions_are_nobodys(encoder: Encoder) -> None:
    assert asked(encoder, interview(("I", "Hello."), ("P", "Tell me about the garden."))) == ()


def test_a_question_may_stand_as_a_heading(encoder: Encoder) -> None:
    lines = [("#", "1. Who waters the plants when you are away?"), ("P", "My aunt."), ("#", "Other"), ("P", "Nothing.")]
    (one,) = asked(encoder, interview(*lines))
    assert (one.item, one.way, one.answers) == ("q-water", Way.HEADING, (0,))


@pytest.mark.parametrize("heading", ["Task 1: The map", "The map", "TASK 1 - the map (5 minutes)", "Task 1"])
def test_a_task_is_given_by_its_heading(encoder: Encoder, heading: str) -> None:
    found = asked(encoder, interview(("#", heading), ("P", "I look."), ("P", "Here."), ("#", "End"), ("P", "Bye.")))
    assert [(one.item, one.way, one.answers) for one in found] == [("t-map", Way.HEADING, (0, 1))]


def test_another_heading_with_its_number_is_another_task(encoder: Encoder) -> None:
    assert asked(encoder, interview(("#", "Task 1: Paint the fence"), ("P", "I paint."))) == ()


def test_a_heading_in_other_words_is_told_by_its_number_unless_it_is_another_tasks(encoder: Encoder) -> None:
    other = asked(encoder, interview(("#", "Task 1: Use the map"), ("P", "I look.")))
    assert [one.item for one in other] == ["t-map"]
    swapped = asked(
        encoder, interview(("#", "Task 1: The shed"), ("P", "I ask."), ("#", "Task 2: The map"), ("P", "I."))
    )
    assert [(one.turn, one.item) for one in swapped] == [(0, "t-shed"), (1, "t-map")]


def test_a_task_is_given_by_reading_it_or_by_its_number(encoder: Encoder) -> None:
    found = asked(
        encoder,
        interview(
            ("P", "Find the garden on the map and mark the well. Okay, here."),
            ("P", "That was easy."),
            ("I", "Now the second task, please."),
            ("P", "I would ring the neighbour."),
        ),
    )
    tasks = [(one.turn, one.item, one.way, one.answers) for one in found]
    assert tasks == [(0, "t-map", Way.READ_OUT, (0, 1)), (2, "t-shed", Way.SAID, (3,))]


def test_neither_order_of_files_nor_other_interviews_change_anything(encoder: Encoder) -> None:
    one = interview(("I", "Tell me about your garden?"), ("P", "It is long."), name="a")
    two = interview(("I", "So how come you moved here?"), ("Q", "For work."), name="b")
    both = asked(encoder, one, two)
    assert both == asked(encoder, two, one)
    assert both == (*asked(encoder, one), *asked(encoder, two))


def test_without_a_guide_nothing_was_asked_by_it(encoder: Encoder) -> None:
    lines = interview(("I", "Tell me about your garden?"), ("P", "It is long."))
    assert asked(encoder, lines, guide=Guide()) == ()
    assert asked(encoder, replace(lines, turns=())) == ()


def test_the_item_of_a_turn_is_what_it_puts_or_answers(encoder: Encoder) -> None:
    found = asked(encoder, interview(("I", "Tell me about the garden."), ("P", "It is long."), ("I", "Thanks.")))
    assert item_of_turns(found) == {("a", 0): "q-garden", ("a", 1): "q-garden"}


def test_a_step_is_named_or_stands_in_the_heading() -> None:
    assert step_of_items(GUIDE, JOURNEY) == {"q-move": "move", "q-water": "away", "t-map": "map"}
    assert step_of_items(GUIDE, Journey()) == {}
