"""What stands around a statement says of its step: people stay at one for a while, and then go on."""

from __future__ import annotations

import numpy as np
import pytest

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.speech import Record, Role, Statement, Transcript, Turn
from insightmine.judgements.narrative import surroundings, told_in_order

AT_FIRST, AT_SECOND, ANYWHERE = [0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [1 / 3, 1 / 3, 1 / 3]


def said(n: int, transcript: str = "a") -> list[Statement]:
    name = TranscriptId(transcript)
    return [Statement(StatementId(f"S{transcript}{i}"), name, "a", ParticipantId("A"), i, 0, 2, "Hm") for i in range(n)]


def around(*chances: list[float]) -> np.ndarray:
    return np.exp(surroundings(np.array(chances), said(len(chances)), {TranscriptId("a")}))


def test_what_says_nothing_by_itself_is_placed_by_its_neighbours() -> None:
    found = around(AT_FIRST, ANYWHERE, AT_FIRST, AT_SECOND, ANYWHERE, AT_SECOND)
    assert found[1].argmax() == 0
    assert found[4].argmax() == 1
    assert found[1][0] > 0.7


def test_a_statement_does_not_count_twice() -> None:
    """Only what stands around it: its own chances come on top."""
    assert np.allclose(around(AT_FIRST), 1 / 3)
    assert np.allclose(around(AT_FIRST, AT_SECOND)[0], around(ANYWHERE, AT_SECOND)[0])


def test_the_next_step_follows_rather_than_an_earlier_one() -> None:
    found = np.exp(surroundings(np.array([[0.05, 0.85, 0.05, 0.05], [0.25] * 4]), said(2), {TranscriptId("a")}))
    assert found[1][2] > found[1][0]


def test_transcripts_know_nothing_of_each_other_and_order_is_that_of_the_turns() -> None:
    chances = np.array([AT_FIRST, ANYWHERE, AT_SECOND, ANYWHERE])
    both = [*said(2), *said(2, "b")]
    found = surroundings(chances, both, {TranscriptId("a"), TranscriptId("b")})
    assert np.allclose(found[:2], surroundings(chances[:2], both[:2], {TranscriptId("a")}))
    turned = surroundings(chances[::-1], both[::-1], {TranscriptId("a"), TranscriptId("b")})
    assert np.array_equal(turned[::-1], found)


def test_without_order_nothing_is_said() -> None:
    assert np.allclose(np.exp(surroundings(np.array([AT_FIRST, ANYWHERE]), said(2), ())), 1 / 3)


@pytest.mark.parametrize(
    ("form", "record", "role", "is_told"),
    [
        ("webvtt", Record.SPEECH, Role.PARTICIPANT, True),
        ("csv", Record.SPEECH, Role.INTERVIEWER, True),
        ("csv", Record.SPEECH, Role.PARTICIPANT, False),
        ("text", Record.NOTES, Role.PARTICIPANT, False),
        ("text", Record.WRITTEN, Role.PARTICIPANT, False),
    ],
)
def test_rows_of_a_table_and_notes_are_not_told_in_order(form: str, record: Record, role: Role, is_told: bool) -> None:
    turns = (Turn(0, "A", "Hm.", "line 1", role, ParticipantId("A") if role is Role.PARTICIPANT else None),)
    transcript = Transcript(TranscriptId("a"), "a", form, turns, record=record)
    assert bool(told_in_order([transcript])) is is_told


def test_rows_that_are_statements_are_not_told_in_order() -> None:
    transcript = Transcript(TranscriptId("a"), "a", "webvtt", (), rows_are_statements=True)
    assert not told_in_order([transcript])
