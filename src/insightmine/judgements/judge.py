"""Statements, their grammar and their vectors -> judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind
from insightmine.domain.languages import ENGLISH
from insightmine.domain.speech import Record, Statement, Transcript
from insightmine.engines import Vectors, load_classifier
from insightmine.judgements.anchors import Encode, effect_axis
from insightmine.judgements.around import around
from insightmine.judgements.basis import judge_basis
from insightmine.judgements.cues import read_cues
from insightmine.judgements.effect import EffectScore, decide_effect, weigh_effect
from insightmine.judgements.evidence import Found, evidence
from insightmine.judgements.guided import NO_GUIDANCE, Guidance, Guided, likeness_to_questions
from insightmine.judgements.heads import Heads, HeadScores, choose_basis, choose_effect, load_heads
from insightmine.judgements.heads import choose_kinds as likely_kinds
from insightmine.judgements.inquiry import in_force
from insightmine.judgements.kinds import HINDERED, choose_kinds, score_kinds
from insightmine.judgements.narrative import told_in_order
from insightmine.judgements.prompting import Answer, judge_prompting, settle_prompting
from insightmine.judgements.situation import at_a_task, thinking_aloud
from insightmine.judgements.stacking import Numbers
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.unsure import as_noted, unsure
from insightmine.judgements.wishes import answers_with_wish

_JUST_BEFORE = 2  # statements of a turn that say what the next one may be made necessary by


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements, and what they rest on: row i of `evidence` and item i of `scores` are judgement i.

    `scores` are `None` where nothing is judged or no heads fit the encoder; then there is no evidence either.
    """

    judgements: tuple[Judgement, ...]
    scores: tuple[HeadScores | None, ...]
    evidence: Numbers


def judge(
    statements: Sequence[Statement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    encode: Encode,
    journey: Journey,
    transcripts: Sequence[Transcript] = (),
    guidance: Guidance = NO_GUIDANCE,
    heads: Heads | None = None,
    steps: Mapping[StatementId, StepId | None] = MappingProxyType({}),
    classify: Encode | None = None,
) -> Judged:
    """One judgement a statement, in the same order; row i of `vectors` is statement i.

    A judgement depends on its own statement, on its place in the answer and what was said just before it there, and on
    whether its interview is one of thinking aloud; so it does not change when interviews are added. But for its step:
    that depends on what stands around it, and on how near the study's statements are to the steps on the whole.

    `transcripts` say what is in a language that the rules do not know, and what are notes: of the one nothing is
    judged, of the other nothing is first hand. `guidance` says what of the guide each statement answers; `steps` are
    those that people decided, from which statements like them and around them learn. `heads` are those of the program
    unless given. Where they were trained with another encoder than `encode`, the rules decide alone. `classify` gives
    the classifier's logits of texts: the program's own, computed anew, unless given.
    """
    foreign = {transcript.id for transcript in transcripts if transcript.read_as != ENGLISH}
    ordered = told_in_order(transcripts)
    found, places = find(statements, annotations, vectors, encode, journey, guidance, ordered, steps, foreign)
    known = heads or load_heads()
    fitting = known if statements and known.fit(encode) else None
    noted = {transcript.id for transcript in transcripts if transcript.record is Record.NOTES}
    texts = {s.id: s.text for s in statements if fitting and s.transcript not in foreign}
    logits = (
        dict(zip(texts, (classify or load_classifier().encode)(list(texts.values())), strict=True)) if texts else {}
    )
    judgements: list[Judgement] = []
    scores: list[HeadScores | None] = []
    rows: list[list[float]] = []
    for row, (statement, one, place) in enumerate(zip(statements, found, places, strict=True)):
        if statement.transcript in foreign:
            judgements.append(unsure(statement.id))
            scores.append(None)
            rows.append([0.0] * len(known.features))
            continue
        numbers = [value for _, value in evidence(statement, one)] if fitting else []
        score = fitting.score(np.asarray(numbers), vectors[row], logits[statement.id]) if fitting else None
        judgement = _by_heads(statement, one, place, score, fitting) if fitting and score else None
        judgement = judgement or _by_rules(statement, one, place)
        judgements.append(as_noted(judgement) if statement.transcript in noted else judgement)
        scores.append(score)
        rows.append(numbers)
    width = len(known.features) if fitting else 0
    matrix = np.asarray(rows, dtype=np.float64).reshape(len(rows), width) if fitting else np.zeros((len(rows), 0))
    return Judged(tuple(judgements), tuple(scores), matrix)


def find(
    statements: Sequence[Statement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    encode: Encode,
    journey: Journey,
    guidance: Guidance = NO_GUIDANCE,
    ordered: Collection[TranscriptId] = (),
    steps: Mapping[StatementId, StepId | None] = MappingProxyType({}),
    foreign: Collection[TranscriptId] = (),
) -> tuple[list[Found], list[Place]]:
    """What the rules find of each statement, and its place on the journey."""
    if len(vectors) != len(statements):
        raise ValueError(f"{len(vectors)} vectors for {len(statements)} statements")
    if not statements:
        return [], []
    leanings = effect_axis(vectors, encode)
    guided = guidance.of(statements)
    likeness = likeness_to_questions(statements, guided, vectors, encode)
    answers = _answers(statements)
    asked = in_force(statements)
    aloud = thinking_aloud(statements)
    found: dict[int, Found] = {}
    for row, before, is_last in _as_told(statements):
        statement = statements[row]
        found[row] = _find(
            statement=statement,
            annotation=annotations[statement.id],
            leaning=float(leanings[row]),
            answer=answers[row],
            asked=asked[row],
            row=row,
            vectors=vectors,
            thinks_aloud=statement.transcript in aloud or at_a_task(statement),
            guided=guided[row],
            likeness=likeness[row],
            after_trouble=any(found[one].effect.score < -HINDERED for one in before),
            ends_turn=is_last,
        )
    in_order = [found[row] for row in range(len(statements))]
    return in_order, place_statements(statements, vectors, encode, journey, guided, ordered, steps, foreign=foreign)


def _find(
    statement: Statement,
    annotation: Annotation,
    leaning: float,
    answer: Answer,
    asked: str | None,
    row: int,
    vectors: Vectors,
    thinks_aloud: bool,
    guided: Guided,
    likeness: float,
    after_trouble: bool,
    ends_turn: bool,
) -> Found:
    """What the rules find of one statement."""
    cues = read_cues(statement.text, annotation)
    wished = answers_with_wish(cues, statement.question, asked)
    basis = Basis.HYPOTHETICAL if wished else judge_basis(cues, thinks_aloud, statement.question)
    weights = weigh_effect(statement.text, annotation, thinks_aloud)
    effect = decide_effect(weights, leaning, told=basis is not Basis.ADVICE)
    scores = score_kinds(cues, basis, effect, thinks_aloud, around(asked, wished, after_trouble, ends_turn))
    kinds, _ = choose_kinds(scores)
    prompting = judge_prompting(statement, kinds, answer, row, vectors, guided, likeness)
    return Found(
        cues, scores, basis, effect, weights, prompting, leaning, thinks_aloud, wished, answer.position, asked,
        guided.asked is not None,
    )  # fmt: skip


def _by_rules(statement: Statement, found: Found, place: Place) -> Judgement:
    """The judgement as the rules alone give it."""
    kinds, kind_scores = choose_kinds(found.kinds)
    return _put_together(statement, found, place, dict(zip(kinds, kind_scores, strict=True)), found.basis, found.effect)


def _by_heads(statement: Statement, found: Found, place: Place, scores: HeadScores, heads: Heads) -> Judgement:
    """The judgement as the heads give it, from what the rules found."""
    effect = choose_effect(scores, found, heads)
    kinds = likely_kinds(scores, found, heads, effect.effect)
    basis = choose_basis(scores, found, tuple(kinds))
    return _put_together(statement, found, place, kinds, basis, effect)


def _put_together(
    statement: Statement, found: Found, place: Place, kinds: Mapping[Kind, float], basis: Basis, effect: EffectScore
) -> Judgement:
    # thanks and greetings praise nobody's work
    idle = tuple(kinds) == (Kind.SESSION_TALK,)
    told = Effect.NEUTRAL if idle else effect.effect
    return Judgement(
        statement=statement.id,
        kinds=tuple(kinds),
        kind_scores=tuple(kinds.values()),
        basis=Basis.NONE if idle else basis,
        prompting=settle_prompting(found.prompting, statement, found.place, told, found.is_guided),
        effect=told,
        effect_score=0.0 if idle else effect.score,
        step=place.step,
        step_score=place.score,
    )


def _answers(statements: Sequence[Statement]) -> list[Answer]:
    """For each statement its position in its turn and the rows with which the turn opens."""
    answers: dict[int, Answer] = {}
    for rows in _turns(statements):
        for position, row in enumerate(rows):
            answers[row] = Answer(position, tuple(rows[:2]))
    return [answers[row] for row in range(len(statements))]


def _as_told(statements: Sequence[Statement]) -> Iterator[tuple[int, Sequence[int], bool]]:
    """Every row, those of what the same turn says just before it, at most two, and whether the turn ends with it."""
    for rows in _turns(statements):
        for place, row in enumerate(rows):
            yield row, rows[max(0, place - _JUST_BEFORE) : place], row == rows[-1]


def _turns(statements: Sequence[Statement]) -> Collection[Sequence[int]]:
    """The rows of each turn in the order of telling."""
    turns: dict[tuple[str, int], list[int]] = {}
    for row in np.argsort([statement.start for statement in statements], kind="stable").tolist():
        turns.setdefault((statements[row].transcript, statements[row].turn), []).append(row)
    return turns.values()
