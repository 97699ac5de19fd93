"""At which step of the journey a statement belongs: by its heading, else by what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, Step
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.guided import Guided

Encode = Callable[[Sequence[str]], Vectors]

_TEMPERATURE = 0.1  # cosine that makes one step e times likelier than another
_NOWHERE = 0.14  # cosine at which "no step at all" is as likely as a step
_PLACED = 0.33  # probability from which on a statement is placed by its content
_STRONG = 0.75  # ... under a heading that belongs to no step
_QUESTION_SHARE = 0.35
_QUESTION_END = 300  # characters: the question itself stands at the end of what an interviewer says
_ASKED = 0.25  # cosine that the step of the question is nearer to its answer
_TALKED_ABOUT = 0.12  # ... to what is said later, before the next question of the guide
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
) -> list[Place]:
    """The place of each statement on the journey; `None` where nothing speaks for a step.

    Content: a softmax over cosines to the steps and to "no step", at a temperature that is stated above. The step of
    the guide's question that is answered (`guided`, one a statement) is as much nearer as is stated there, so that
    what clearly says another step goes there.
    """
    steps = journey.steps
    if not steps or not statements:
        return [_NONE] * len(statements)
    step_vectors = _step_vectors(steps, encode)
    under = _places_of_headings({s.heading for s in statements if s.heading}, steps, step_vectors, encode)
    chances = _chances(_with_questions(statements, vectors, encode), step_vectors, _leads(guided, steps))
    return [
        _place(under.get(statement.heading or "", _NONE), bool(statement.heading), chances[row], steps)
        for row, statement in enumerate(statements)
    ]


def _place(heading: Place, has_heading: bool, chances: NDArray[np.float64], steps: Sequence[Step]) -> Place:
    if heading.step is not None:
        return heading
    best = int(np.argmax(chances[:-1]))
    needed = _STRONG if has_heading else _PLACED
    score = float(chances[best])
    return Place(steps[best].id, round(score, 4)) if score >= needed else _NONE


def _leads(guided: Sequence[Guided], steps: Sequence[Step]) -> list[tuple[int, int, float]]:
    """(statement, step, lead in cosine) for each statement of which the guide says a step."""
    column = {step.id: number for number, step in enumerate(steps)}
    return [
        (row, column[one.step], _ASKED if one.is_direct else _TALKED_ABOUT)
        for row, one in enumerate(guided)
        if one.step in column
    ]


def _chances(
    vectors: Vectors, step_vectors: list[Vectors], leads: Sequence[tuple[int, int, float]] = ()
) -> NDArray[np.float64]:
    """Probabilities of shape (statements, steps + 1); the last column is "no step"."""
    near = np.stack([(vectors @ rows.T).max(axis=1) for rows in step_vectors], axis=1).astype(np.float64)
    for row, column, lead in leads:
        near[row, column] += lead
    near = np.hstack([near, np.full((len(near), 1), _NOWHERE)])
    weights = np.exp((near - near.max(axis=1, keepdims=True)) / _TEMPERATURE)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _step_vectors(steps: Sequence[Step], encode: Encode) -> list[Vectors]:
    """For each step one row for name with description, and one for each sentence and example of it."""
    texts = [_texts(step) for step in steps]
    rows = encode([text for group in texts for text in group])
    borders = np.cumsum([len(group) for group in texts])[:-1]
    return np.split(rows, borders)


def _texts(step: Step) -> list[str]:
    whole = f"{step.name}. {step.description}".strip()
    sentences = [part for part in re.split(r"(?<=[.?!])\s+|\n+", step.description) if len(part.split()) >= 4]
    return list(dict.fromkeys([step.name, whole, *sentences, *step.examples]))


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
