"""How a statement came up: what is called unprompted must not have been asked for."""

from __future__ import annotations

import pytest

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.judgements import Effect, Prompting
from insightmine.domain.speech import Statement
from insightmine.judgements.prompting import settle_prompting

TEXT = "Another thing, I take a picture of it each time."


def settled(
    question: str | None,
    first: Prompting | None,
    place: int = 4,
    effect: Effect = Effect.NEUTRAL,
    heading: str | None = None,
    is_guided: bool = False,
) -> Prompting | None:
    said = Statement(
        StatementId("S1"), TranscriptId("a"), "a", ParticipantId("A"), 1, 0, len(TEXT), TEXT, question, heading
    )
    return settle_prompting(first, said, place, effect, is_guided)


def test_what_strays_from_a_question_was_asked_for_all_the_same() -> None:
    assert settled("How do you pay?", Prompting.UNPROMPTED) is Prompting.ASKED


def test_the_guide_tells_what_nobody_asked() -> None:
    assert settled("How do you pay?", Prompting.UNPROMPTED, is_guided=True) is Prompting.UNPROMPTED


@pytest.mark.parametrize(
    ("comment", "place", "expected"),
    [
        ("I know that shop.", 1, Prompting.UNPROMPTED),
        ("I know that shop.", 0, None),
        ("Mhm, okay.", 1, None),
    ],
)
def test_who_goes_on_after_a_comment_was_not_asked(comment: str, place: int, expected: Prompting | None) -> None:
    assert settled(comment, None, place) is expected


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.HINDERS, Prompting.UNPROMPTED),
        (Effect.MIXED, Prompting.UNPROMPTED),
        (Effect.NEUTRAL, Prompting.ASKED),
    ],
)
def test_at_a_task_only_what_helped_or_hindered_is_unprompted(effect: Effect, expected: Prompting) -> None:
    assert settled(None, Prompting.UNPROMPTED, effect=effect, heading="Task 1") is expected


def test_agreement_to_a_suggestion_stays_led() -> None:
    assert settled("So it was slow?", Prompting.LED, place=0) is Prompting.LED


def test_who_talks_without_question_or_task_was_not_asked() -> None:
    assert settled(None, Prompting.UNPROMPTED) is Prompting.UNPROMPTED
