"""What is learned from, told by its digest; and scores stacked so that none speaks against its own output."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.classified import LEARNED_FROM, Classified, is_of
from benchmarks.judged import kind_figures
from benchmarks.train_heads import _best, _logistic
from safetensors.numpy import save_file

EXAMPLES = Classified(("It broke.", "I check it."), ("a", "b"), np.array([[1, 0], [0, np.nan]], dtype=np.float32))


def test_a_classifier_is_of_the_examples_that_it_learned_from(tmp_path: Path) -> None:
    path = tmp_path / "study.safetensors"
    assert not is_of(path, EXAMPLES)
    save_file({"x": np.zeros(1)}, path, metadata={LEARNED_FROM: EXAMPLES.digest})
    assert is_of(path, EXAMPLES)
    others = (
        replace(EXAMPLES, texts=("It broke.", "I check it!")),
        replace(EXAMPLES, outputs=("a", "c")),
        replace(EXAMPLES, targets=np.array([[1, 0], [1, np.nan]], dtype=np.float32)),
    )
    assert not any(is_of(path, other) for other in others)


def test_a_column_that_speaks_against_is_left_out() -> None:
    rows = np.random.default_rng(5).normal(size=(400, 2))
    truth = rows[:, 0] - 0.5 * rows[:, 1] > 0
    weighed, _ = _logistic(rows, truth, np.ones(400))
    assert weighed[0] > 0
    assert weighed[1] == 0
    nothing, offset = _logistic(-np.abs(rows), np.abs(rows).sum(axis=1) > 1.5, np.ones(400))
    assert (nothing == 0).all()
    assert np.isclose(1 / (1 + np.exp(-offset)), (np.abs(rows).sum(axis=1) > 1.5).mean())


def test_every_study_counts_alike_for_a_threshold() -> None:
    small, large = np.array([0.2, 0.3, 0.6, 0.6]), np.repeat([0.35, 0.65], 100)
    sure = np.concatenate([small, large])
    truth = np.concatenate([[False, False, True, True], np.repeat([True, True], 100)])
    studies = np.array(["small"] * 4 + ["large"] * 200)
    assert 0.3 < _best(sure, truth, studies) <= 0.35
    assert _best(sure[:4], truth[:4], studies[:4]) > 0.35


def test_kinds_with_few_labels_are_left_out_of_the_second_mean() -> None:
    truth = [("behaviour",)] * 5 + [("workaround",)]
    figures = kind_figures(truth, [{"behaviour"}] * 6)
    assert figures.macro_f1_common > figures.macro_f1
    assert figures.macro_f1_common == next(one.f1 for one in figures.kinds if one.kind == "behaviour")
