"""Labelled journeys in part, the fit of the weights of placing, and calibration over studies of any size."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from benchmarks.fit_steps import Design, contents_of, design, fit, fitted, variants
from benchmarks.labelled_journeys import LabelledJourney, parts_of, with_examples
from benchmarks.placement_calibration import weighted_error
from benchmarks.results import FOLDER
from benchmarks.scoring import calibration_error
from benchmarks.workbench import bare_statement

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Step
from insightmine.engines import Vectors
from insightmine.judgements.steps_choice import WEIGHTS, ChoiceWeights, chances, usual_nearness

STEPS = tuple(Step(StepId(name), name.title()) for name in ("ask", "book", "collect", "return"))
TEXTS = tuple(f"Number {number} about {STEPS[number % 4].name}." for number in range(32))


def labelled(study: str = "one", ordered: bool = False) -> LabelledJourney:
    said = tuple(bare_statement(text, number) for number, text in enumerate(TEXTS))
    truths = {one.id: STEPS[number % 4].id for number, one in enumerate(said)}
    return LabelledJourney(study, f"{study} journey", STEPS, said, truths, ordered)


def encode(texts: Sequence[str]) -> Vectors:
    rows = np.random.default_rng(5).normal(size=(len(texts), 8))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_what_belongs_to_steps_that_are_left_out_is_at_none() -> None:
    whole = labelled()
    halves = parts_of(whole, 0.5)
    assert sorted(step.id for half in halves for step in half.steps) == sorted(step.id for step in STEPS)
    for half in halves:
        kept = {step.id for step in half.steps}
        assert half.truths == {s: step if step in kept else None for s, step in whole.truths.items()}
    assert parts_of(halves[0], 0.9) == []


def test_a_statement_that_is_an_example_is_measured_no_more() -> None:
    found = with_examples(labelled())
    examples = {text for step in found.steps for text in step.examples}
    assert all(len(step.examples) == 3 for step in found.steps)
    assert len(found.statements) == len(found.truths) == len(TEXTS) - 12
    assert not examples & {one.text for one in found.statements}


def test_each_journey_is_there_whole_and_in_parts_and_with_examples_where_nothing_is_in_order() -> None:
    told = [(v.covered, len(v.one.steps)) for v in variants([labelled("a"), labelled("b", ordered=True)])]
    once = [("whole", 4), ("half", 2), ("half", 2), ("quarter", 1), ("quarter", 1)]
    assert told == [*once, *once, *once]


def test_the_design_says_what_the_program_reckons() -> None:
    weights = ChoiceWeights(9.0, -4.0, -1.0, 3.0, 5.0, 2.0, 6.0, 1.5, 7.0)
    one = variants([labelled()])[1]
    content = contents_of([one], encode)[0]
    data = design([one], [content], weights)
    assert data.open.sum(axis=1).tolist() == [3] * len(TEXTS)
    near, usual = data.added[:, :2, 0], data.added[0, :2, 1]
    utility = data.added @ np.array([9.0, -4.0, -1.0, 3.0, 5.0, 2.0, 6.0, 1.5, 7.0])
    odds = np.exp(utility)
    assert np.allclose(usual, usual_nearness(near))
    assert data.added[:, :2, 5].any()
    assert data.added[:, :2, 6].any()
    reckoned = content.chances(weights, members=content.members(weights))
    assert np.allclose(odds / odds.sum(axis=1, keepdims=True), reckoned)


def test_the_fit_finds_planted_weights_and_looks_not_at_the_study_that_is_left_out() -> None:
    draw = np.random.default_rng(3)
    planted = ChoiceWeights(10.0, -5.0, -1.0, 4.0, 5.0)
    parts = [_simulated(draw, planted) for _ in range(60)]
    added, chosen = (np.concatenate([part[place] for part in parts]) for place in (0, 1))
    n = len(chosen)
    data = Design(added, np.ones((n, 4), dtype=bool), chosen, np.ones(n), ("a",) * n)
    found = fit(data)
    assert abs(found.near - planted.near) < 1.0
    assert abs(found.usual - planted.usual) < 1.5
    assert abs(found.nowhere_near - planted.nowhere_near) < 1.5
    wrong = Design(
        np.concatenate([added, added]), np.ones((2 * n, 4), dtype=bool), np.concatenate([chosen, (chosen + 1) % 4]),
        np.ones(2 * n), ("a",) * n + ("b",) * n,
    )  # fmt: skip
    assert fit(wrong, without="b") == found
    assert fit(wrong) != found


def test_what_is_chosen_of_the_order_does_not_look_at_the_study_that_is_left_out() -> None:
    """One study stays at each step for long, in the other steps come and go: each by itself chooses otherwise."""
    found = variants([_told("stays", 8), _told("goes", 1)])
    weights = fitted(found, contents_of(found, by_word))
    assert set(weights) == {None, "stays", "goes"}
    assert weights["goes"].around == 1.0
    assert weights["stays"].around == 0.5


def _told(study: str, length: int) -> LabelledJourney:
    """Every second statement names its step, the others say nothing; a step lasts for `length` statements."""
    truths = [STEPS[row // length % 4] for row in range(32)]
    texts = [f"We {step.id} it." if row % 2 else "Hm, well." for row, step in enumerate(truths)]
    said = tuple(bare_statement(text, row) for row, text in enumerate(texts))
    of = {one.id: step.id for one, step in zip(said, truths, strict=True)}
    return LabelledJourney(study, study, STEPS, said, of, ordered=True)


def by_word(texts: Sequence[str]) -> Vectors:
    """One axis a step, and one for whatever is said."""
    rows = np.array([[float(step.id in text.casefold()) for step in STEPS] + [1.0] for text in texts])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _simulated(draw: np.random.Generator, planted: ChoiceWeights) -> tuple[np.ndarray, np.ndarray]:
    near = draw.uniform(0, 0.3, 3) + draw.uniform(0, 0.5, (100, 3))
    usual = usual_nearness(near)
    added = np.zeros((100, 4, 5))
    added[:, :3, 0], added[:, :3, 1] = near, usual
    added[:, 3, 2], added[:, 3, 3], added[:, 3, 4] = 1.0, usual.mean(), near.mean(axis=1)
    likely = chances(near, usual, planted).cumsum(axis=1)
    return added, (draw.random((100, 1)) > likely).sum(axis=1).clip(0, 3)


def test_the_program_has_the_weights_that_were_fitted_to_all_studies() -> None:
    content = json.loads((FOLDER / "placement.json").read_text(encoding="utf-8"))
    fitted_to_all = next(row for row in content["weights"] if row["studies"] == "all")
    assert {name: fitted_to_all[name] for name in asdict(WEIGHTS)} == asdict(WEIGHTS)


def test_equal_weights_give_the_calibration_error_and_a_small_study_can_count_as_much_as_a_large_one() -> None:
    draw = np.random.default_rng(0)
    scores = draw.random(100)
    right = (draw.random(100) < scores).astype(np.float64)
    even = weighted_error(scores, right, np.full(100, 0.01))
    assert np.isclose(even, calibration_error(scores.tolist(), (right > 0).tolist()))
    few = weighted_error(np.array([0.95, 0.85, 0.85]), np.array([0.0, 1.0, 1.0]), np.array([0.5, 0.25, 0.25]))
    assert np.isclose(few, 0.5 * 0.95 + 0.5 * 0.15)
