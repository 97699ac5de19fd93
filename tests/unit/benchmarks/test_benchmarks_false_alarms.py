"""The arithmetic of the simulated studies."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks import false_alarms
from scipy.stats import mannwhitneyu

from insightmine.engines.statistics import discovery_rates


def test_the_quick_p_is_the_normal_one_with_ties() -> None:
    draws = np.random.default_rng(3)
    first, second = ([float(v) for v in draws.integers(1, 8, size=size)] for size in (14, 21))
    expected = mannwhitneyu(first, second, method="asymptotic", use_continuity=False).pvalue
    assert false_alarms._approximately(first, second) == pytest.approx(float(expected))
    assert false_alarms._approximately([1.0, 1.0], [1.0]) == 1.0


def test_the_loop_finds_what_the_program_finds() -> None:
    study = false_alarms._drawn(np.random.default_rng(8), 40, (0.95, 0.2, 0.0))
    passed = false_alarms._Passed(checked=10_000)
    tested = false_alarms._tested(study, passed)
    qs = discovery_rates([p for *_, p in tested])
    told = [a for signal in false_alarms._associated(study) for a in signal.associations]
    found = [q <= 0.05 for q in qs]
    assert any(found)
    assert sum(found) == sum(a.verdict in ("better", "worse") for a in told)


def test_the_same_seed_draws_the_same_study() -> None:
    one, other = (false_alarms._drawn(np.random.default_rng(5), 30, None) for _ in range(2))
    assert (one.did == other.did).all()
    assert (one.satisfaction == other.satisfaction).all()
    assert set(np.unique(one.satisfaction)) <= set(range(1, 8))
