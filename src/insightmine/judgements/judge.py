"""Statements, their grammar and their vectors -> judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind
from insightmine.domain.languages import ENGLISH
from insightmine.domain.speech import Record, Statement, Transcript
from insightmine.engines import Vectors
from insightmine.judgements.anchors import Encode, effect_axis
from insightmine.judgements.basis import judge_basis
from insightmine.judgements.cues import read_cues
from insightmine.judgements.effect import EffectScore, judge_effect
from insightmine.judgements.guided import NO_GUIDANCE, Guidance, Guided, likeness_to_questions
from insightmine.judgements.kinds import judge_kinds
from insightmine.judgements.prompting import Answer, judge_prompting
from insightmine.judgements.situation import at_a_task, thinking_aloud
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.unsure import as_noted, unsure
from insightmine.judgements.wishes import answers_with_wish


def judge(
    statements: Sequence[Statement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    encode: Encode,
    journey: Journey,
    transcripts: Sequence[Transcript] = (),
    guidance: Guidance = NO_GUIDANCE,
) -> tuple[Judgement, ...]:
    """One judgement a statement, in the same order; row i of `vectors` is statement i.

    A judgement depends on its own statement, on its place in the answer, and on whether its interview is one of
    thinking aloud; so it does not change when interviews are added. `transcripts` say what is in a language that the
    rules do not know, and what are notes: of the one nothing is judged, of the other nothing is first hand.
    `guidance` says what of the guide each statement answers.
    """
    if len(vectors) != len(statements):
        raise ValueError(f"{len(vectors)} vectors for {len(statements)} statements")
    if not statements:
        return ()
    leanings = effect_axis(vectors, encode)
    guided = guidance.of(statements)
    likeness = likeness_to_questions(statements, guided, vectors, encode)
    places = place_statements(statements, vectors, encode, journey, guided)
    answers = _answers(statements)
    aloud = thinking_aloud(statements)
    foreign = {transcript.id for transcript in transcripts if transcript.read_as != ENGLISH}
    noted = {transcript.id for transcript in transcripts if transcript.record is Record.NOTES}
    judged = (
        unsure(statement.id)
        if statement.transcript in foreign
        else _judge_one(
            statement=statement,
            annotation=annotations[statement.id],
            leaning=float(leanings[row]),
            place=places[row],
            answer=answers[row],
            row=row,
            vectors=vectors,
            thinks_aloud=statement.transcript in aloud or at_a_task(statement),
            guided=guided[row],
            likeness=likeness[row],
        )
        for row, statement in enumerate(statements)
    )
    return tuple(
        as_noted(judgement) if statement.transcript in noted else judgement
        for statement, judgement in zip(statements, judged, strict=True)
    )


def _judge_one(
    statement: Statement,
    annotation: Annotation,
    leaning: float,
    place: Place,
    answer: Answer,
    row: int,
    vectors: Vectors,
    thinks_aloud: bool,
    guided: Guided,
    likeness: float,
) -> Judgement:
    cues = read_cues(statement.text, annotation)
    wished = answers_with_wish(cues, statement.question)
    basis = Basis.HYPOTHETICAL if wished else judge_basis(cues, thinks_aloud, statement.question)
    effect = judge_effect(statement.text, annotation, leaning, told=basis is not Basis.ADVICE)
    kinds, kind_scores = judge_kinds(cues, basis, effect, thinks_aloud, wished)
    if kinds == (Kind.SESSION_TALK,):
        # thanks and greetings praise nobody's work
        basis, effect = Basis.NONE, EffectScore(Effect.NEUTRAL, 0.0)
    return Judgement(
        statement=statement.id,
        kinds=kinds,
        kind_scores=kind_scores,
        basis=basis,
        prompting=judge_prompting(statement, kinds, answer, row, vectors, guided, likeness),
        effect=effect.effect,
        effect_score=effect.score,
        step=place.step,
        step_score=place.score,
    )


def _answers(statements: Sequence[Statement]) -> list[Answer]:
    """For each statement its position in its turn and the rows with which the turn opens."""
    turns: dict[tuple[str, int], list[int]] = {}
    for row in np.argsort([statement.start for statement in statements], kind="stable").tolist():
        turns.setdefault((statements[row].transcript, statements[row].turn), []).append(row)
    answers: dict[int, Answer] = {}
    for rows in turns.values():
        for position, row in enumerate(rows):
            answers[row] = Answer(position, tuple(rows[:2]))
    return [answers[row] for row in range(len(statements))]
