"""At which step of the journey a statement belongs: by its heading, else by what it says and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, Step
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.corrections import Numbers, correct
from insightmine.judgements.guided import Guided
from insightmine.judgements.narrative import surroundings
from insightmine.judgements.steps_choice import WEIGHTS, ChoiceWeights
from insightmine.judgements.steps_content import Encode, content_of, settled, step_vectors

_PLACED = 0.33  # probability from which on a statement is placed by its content
_STRONG = 0.75  # ... under a heading that belongs to no step
_LEAST = 0.005
_FAR, _CLOSE = 0.2, 0.45  # cosine to a corrected statement at which a statement begins to learn, and learns all
_DIGITS = 6
_QUESTION_SHARE = 0.35
_QUESTION_END = 300  # characters: the question itself stands at the end of what an interviewer says
_ASKED = 1.7  # what the step of the question gains at its answer, as a logarithm of the odds
_TALKED_ABOUT = 1.4  # ... at what is said later, before the next question of the guide, where no order says it
_EXACT, _NUMBERED, _ALIKE = 0.97, 0.9, 0.85
_ALIKE_COSINE, _ALIKE_LEAD = 0.55, 0.1

_NUMBER = re.compile(r"\b(?:task|step|part|section|phase|stage|scenario)\s*(?:no\.?|number|#)?\s*(\d{1,3})\b")
_PREFIX = re.compile(
    r"^(?:(?:task|step|part|section|phase|stage|scenario|question)\s*(?:no\.?|number|#)?\s*)?\d*\s*[.:)–—-]*\s*"
)


class Place(NamedTuple):
    """A step and its probability, or neither."""

    step: StepId | None
    score: float | None


_NONE = Place(None, None)


def place_statements(
    statements: Sequence[Statement],
    vectors: Vectors,
    encode: Encode,
    journey: Journey,
    guided: Sequence[Guided] = (),
    ordered: Collection[TranscriptId] = (),
    decided: Mapping[StatementId, StepId | None] = MappingProxyType({}),
    weights: ChoiceWeights = WEIGHTS,
    foreign: Collection[TranscriptId] = (),
) -> list[Place]:
    """The place of each statement on the journey; `None` where nothing speaks for a step.

    Content: how near it is to the steps, beside how near the study's statements are on the whole (see `steps_choice`),
    the words it has in common with them, and how like it is to what is likely said there. The step of the guide's
    question that is answered (`guided`, one a statement) gains as much as is stated above, so that what clearly says
    another step goes there. What people `decided` of some statements (`None`: no step) moves
    those that say nearly the same. In transcripts that are `ordered`, what stands around a statement speaks for its
    step too (see `narrative`). Those that are `foreign`, in a language that is not judged, do not count among the
    study's statements on the whole. A heading that stands for a step decides; under one that stands for none only
    content counts.
    """
    steps = journey.steps
    if not steps or not statements:
        return [_NONE] * len(statements)
    under = _places_of_headings(
        {s.heading for s in statements if s.heading}, steps, step_vectors(steps, encode), encode
    )
    headings = [under.get(statement.heading or "", _NONE) for statement in statements]
    content = content_of(statements, _with_questions(statements, vectors, encode), steps, encode, foreign)
    leads = _leads(statements, guided, steps, ordered)
    known = _known(statements, headings, decided, steps)
    by_content = content.chances(weights, leads, content.members(weights, leads, known))
    found = _learned(by_content, _columns(statements, decided, steps), vectors)
    found = beside_others(found, statements, ordered, weights, known)
    return [
        _place(headings[row], bool(statement.heading), found[row], steps) for row, statement in enumerate(statements)
    ]


def beside_others(
    chances: Numbers,
    statements: Sequence[Statement],
    ordered: Collection[TranscriptId],
    weights: ChoiceWeights,
    known: Mapping[int, int] = MappingProxyType({}),
) -> Numbers:
    """Chances by what stands around too, but under a heading; `known` maps rows to columns that are not in doubt."""
    around = surroundings(settled(chances**weights.heard, known), statements, ordered)
    open_ = np.array([[statement.heading is None] for statement in statements])
    found = chances * np.where(open_, np.exp(weights.around * around), 1.0)
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _place(heading: Place, has_heading: bool, chances: Numbers, steps: Sequence[Step]) -> Place:
    if heading.step is not None:
        return heading
    best = int(np.argmax(np.round(chances[:-1], _DIGITS)))
    needed = _STRONG if has_heading else _PLACED
    score = round(float(chances[best]), 4)
    return Place(steps[best].id, score) if score >= needed else _NONE


def _leads(
    statements: Sequence[Statement],
    guided: Sequence[Guided],
    steps: Sequence[Step],
    ordered: Collection[TranscriptId],
) -> Numbers:
    """What the step gains that the guide says; of shape (statements, steps)."""
    column = {step.id: number for number, step in enumerate(steps)}
    found = np.zeros((len(statements), len(steps)))
    for row, one in enumerate(guided):
        if one.step in column and (one.is_direct or statements[row].transcript not in ordered):
            found[row, column[one.step]] = _ASKED if one.is_direct else _TALKED_ABOUT
    return found


def _columns(
    statements: Sequence[Statement], decided: Mapping[StatementId, StepId | None], steps: Sequence[Step]
) -> dict[int, int]:
    """Row -> column for each statement of which a person decided the step; a step that is no more teaches nothing."""
    column: dict[StepId | None, int] = {step.id: number for number, step in enumerate(steps)}
    column[None] = len(steps)
    rows = ((row, decided[one.id]) for row, one in enumerate(statements) if one.id in decided)
    return {row: column[step] for row, step in rows if step in column}


def _learned(chances: Numbers, decided: Mapping[int, int], vectors: Vectors) -> Numbers:
    """Chances moved towards what people decided of statements that say nearly the same (see `corrections`)."""
    if not decided:
        return chances
    wanted = {row: np.eye(chances.shape[1])[column] for row, column in decided.items()}
    nearest = (vectors @ vectors[sorted(decided)].T).max(axis=1, keepdims=True).astype(np.float64)
    reach = np.clip((np.round(nearest, _DIGITS) - _FAR) / (_CLOSE - _FAR), 0.0, 1.0)
    moved = chances + reach * (correct(chances, wanted, vectors).scores - chances)
    moved = np.clip(moved, _LEAST, 1.0)
    return np.asarray(moved / moved.sum(axis=1, keepdims=True))


def _known(
    statements: Sequence[Statement],
    headings: Sequence[Place],
    decided: Mapping[StatementId, StepId | None],
    steps: Sequence[Step],
) -> dict[int, int]:
    """Row -> column of what is not in doubt: a person's decision, else the heading; a heading of no step says none."""
    column = {step.id: number for number, step in enumerate(steps)}
    of_headings = {
        row: len(steps) if place.step is None else column[place.step]
        for row, (statement, place) in enumerate(zip(statements, headings, strict=True))
        if statement.heading is not None
    }
    return of_headings | _columns(statements, decided, steps)


def _with_questions(statements: Sequence[Statement], vectors: Vectors, encode: Encode) -> Vectors:
    """Statement vectors moved towards the question that was answered; rows stay of unit length."""
    questions = sorted({_question(s.question) for s in statements if s.question})
    if not questions:
        return vectors
    rows = dict(zip(questions, encode(questions), strict=True))
    moved = vectors.copy()
    for row, statement in enumerate(statements):
        if statement.question:
            moved[row] += _QUESTION_SHARE * rows[_question(statement.question)]
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _question(text: str) -> str:
    return " ".join(text.split())[-_QUESTION_END:]


def _places_of_headings(
    headings: set[str], steps: Sequence[Step], step_vectors: list[Vectors], encode: Encode
) -> dict[str, Place]:
    ordered = sorted(headings)
    if not ordered:
        return {}
    alike = np.stack([(encode(ordered) @ rows.T).max(axis=1) for rows in step_vectors], axis=1)
    return {heading: _place_of_heading(heading, steps, alike[row]) for row, heading in enumerate(ordered)}


def _place_of_heading(heading: str, steps: Sequence[Step], alike: NDArray[np.float32]) -> Place:
    """The step with this name or heading; else with its task number; else with the same sense and no rival."""
    plain = _plain(heading)
    for step in steps:
        if plain and plain in {_plain(name) for name in (*step.headings, step.name, step.id)}:
            return Place(step.id, _EXACT)
    order = np.argsort(-alike, kind="stable")
    lead = float(alike[order[0]] - alike[order[1]]) if len(steps) > 1 else 1.0
    numbered = _numbered(heading, steps)
    if numbered is not None and float(alike[order[0]] - alike[numbered]) < _ALIKE_LEAD / 2:
        return Place(steps[numbered].id, _NUMBERED)
    if float(alike[order[0]]) >= _ALIKE_COSINE and lead >= _ALIKE_LEAD:
        return Place(steps[int(order[0])].id, _ALIKE)
    return _NONE


def _plain(heading: str) -> str:
    """Lower case, without a leading "Task 1:" and without punctuation."""
    lowered = heading.casefold().strip()
    without = _PREFIX.sub("", lowered)
    words = re.findall(r"\w+", without) or re.findall(r"\w+", lowered)
    return " ".join(words)


def _number(heading: str) -> str | None:
    match = _NUMBER.search(heading.casefold())
    return match.group(1) if match else None


def _numbered(heading: str, steps: Sequence[Step]) -> int | None:
    """The one step with the heading's task number: by its own name or description, else by its position."""
    number = _number(heading)
    if number is None:
        return None
    numbers = [_numbers(step) for step in steps]
    if not any(numbers):
        return int(number) - 1 if 0 < int(number) <= len(steps) else None
    holders = [position for position, own in enumerate(numbers) if number in own]
    return holders[0] if len(holders) == 1 else None


def _numbers(step: Step) -> set[str]:
    names = (*step.headings, step.name, step.id.replace("-", " ").replace("_", " "), step.description[:40])
    return {number for number in map(_number, names) if number}
