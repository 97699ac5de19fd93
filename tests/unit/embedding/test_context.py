"""A statement in context: drawn to its neighbours and its question, and to nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.speech import Statement
from insightmine.embedding.context import in_context, question_end
from insightmine.engines import Encoder, Vectors


def said(number: int, turn: int, text: str, question: str | None = None, transcript: str = "t") -> Statement:
    id_, where = StatementId(f"S{number}"), TranscriptId(transcript)
    return Statement(id_, where, "t.txt", ParticipantId("P"), turn, 0, len(text), text, question)


def in_context_of(encoder: Encoder, *statements: Statement) -> Vectors:
    return in_context(statements, encoder.encode([statement.text for statement in statements]), encoder.encode)


def test_weights_are_those_stated(encoder: Encoder) -> None:
    texts = ["I print it.", "Then I tick it off.", "It takes an hour."]
    question = "How do you check the list?"
    own = encoder.encode(texts).astype(np.float64)
    mixed = own[1] + 0.2 * (own[0] + own[2]) / 2 + 0.4 * encoder.encode([question])[0]
    found = in_context_of(encoder, *(said(n, 0, text, question) for n, text in enumerate(texts)))
    np.testing.assert_allclose(found[1], mixed / np.linalg.norm(mixed), atol=1e-6)


def test_statement_that_stands_alone_keeps_its_vector(encoder: Encoder) -> None:
    statements = [said(0, 0, "I print it."), said(1, 1, "It takes an hour."), said(2, 1, "Too long.", transcript="u")]
    own = encoder.encode([statement.text for statement in statements])
    np.testing.assert_allclose(in_context_of(encoder, *statements), own, atol=1e-6)


def test_only_two_neighbours_on_each_side_count(encoder: Encoder) -> None:
    near = [said(n, 0, text) for n, text in enumerate(["One.", "Two.", "Three.", "Four."])]
    far = [*near, said(4, 0, "Something else entirely, about gardens.")]
    assert np.array_equal(in_context_of(encoder, *near)[0], in_context_of(encoder, *far)[0])


def test_bare_answer_lies_near_its_question(encoder: Encoder) -> None:
    answers = [
        said(0, 0, "Yes, every week.", "Do you water the garden?"),
        said(1, 1, "Yes, every week.", "Do you back up?"),
    ]
    first, second = in_context_of(encoder, *answers)
    garden = encoder.encode(["watering plants in the garden"])[0]
    assert first @ garden > second @ garden + 0.1


@pytest.mark.parametrize("length", [10, 299, 300, 301, 1000])
def test_end_of_a_question_starts_with_a_word(length: int) -> None:
    question = ("word " * 300)[:length].strip()
    end = question_end(question)
    assert question.endswith(end)
    assert len(end) <= 300
    assert end.startswith("word")


def test_no_statements_no_rows(encoder: Encoder) -> None:
    assert in_context_of(encoder).shape == (0, encoder.dimension)
