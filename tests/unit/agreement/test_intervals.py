"""Intervals are over people: wide where one's remarks hang together, absent where they would promise too much."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from insightmine.agreement import Labels
from insightmine.agreement.alpha import krippendorff
from insightmine.agreement.distances import nominal
from insightmine.agreement.kappa import cohen
from insightmine.agreement.partitions import adjusted_rand, numbered_groups
from insightmine.agreement.resampling import jackknifed, numbered

Said = list[list[Labels | None]]


def study(rng: np.random.Generator, n_people: int) -> tuple[Said, list[str]]:
    """Two coders on some people's remarks, a dozen each; what a person speaks of, and how often coders slip, varies."""
    said: Said = []
    people: list[str] = []
    for number in range(n_people):
        about, slips = rng.dirichlet([1.5, 1, 1]), rng.beta(1, 4)
        for truth in rng.choice(3, size=max(2, rng.poisson(12)), p=about):
            values = [rng.integers(3) if rng.random() < slips else truth for _ in range(2)]
            said.append([(str(value),) for value in values])
            people.append(f"P{number:05}")
    return said, people


@pytest.fixture(scope="module")
def true_alpha() -> float:
    said, people = study(np.random.default_rng(7), 3000)
    value = krippendorff(said, nominal, people).value
    assert value is not None
    return value


@pytest.mark.slow
@pytest.mark.parametrize("n_people", [5, 12])
def test_intervals_hold_the_truth_as_often_as_they_say(n_people: int, true_alpha: float) -> None:
    """Plain percentiles over people hold it in 83 % for five of them, and over single remarks in fewer."""
    rng = np.random.default_rng(n_people)
    held = 0
    for _ in range(250):
        said, people = study(rng, n_people)
        interval = krippendorff(said, nominal, people).interval
        assert interval is not None
        held += interval[0] <= true_alpha <= interval[1]
    assert held / 250 >= 0.89


def test_interval_over_people_is_wider_than_over_their_remarks() -> None:
    """Six people of whom each is coded either well or badly: sixty remarks are not sixty witnesses."""
    said: Said = []
    for number in range(60):
        truth = str(number % 3)
        said.append([(truth,), (truth if number < 40 else str((number + 1) % 3),)])
    by_person = krippendorff(said, nominal, [f"P{number // 10}" for number in range(60)])
    by_remark = krippendorff(said, nominal, [str(number) for number in range(60)])
    assert by_person.value == by_remark.value
    assert by_person.interval is not None
    assert by_remark.interval is not None
    assert by_person.interval[1] - by_person.interval[0] > 1.5 * (by_remark.interval[1] - by_remark.interval[0])


def test_with_fewer_than_five_people_there_is_no_interval_and_a_reason() -> None:
    first, second = ["a", "b", "a", "b", "b", "a"], ["a", "b", "b", "b", "b", "a"]
    found = cohen(first, second, ["P1", "P2", "P3", "P4", "P1", "P2"], "participants")
    assert found.value == pytest.approx(2 / 3)
    assert found.interval is None
    assert "4 participants" in found.why


def test_without_any_disagreement_no_interval_pretends_certainty() -> None:
    values = ["a", "b"] * 10
    found = cohen(values, values, [f"P{n % 6}" for n in range(20)])
    assert (found.value, found.interval) == (1.0, None)
    assert "certainty" in found.why


def test_people_are_left_out_of_groupings_one_by_one() -> None:
    """The jackknife of Efron & Tibshirani, by hand: six people, whose ARI without each is known."""
    first, second = numbered_groups(list("aabbccaabbcc" * 2)), numbered_groups(list("aabbccabbbca" * 2))
    numbers, _ = numbered([f"P{place // 4}" for place in range(24)])
    found = jackknifed(lambda kept: adjusted_rand(first[kept], second[kept]), numbers, "participants")
    without = [adjusted_rand(first[numbers != number], second[numbers != number]) for number in range(6)]
    error = np.sqrt(5 / 6 * np.sum((np.array(without) - np.mean(without)) ** 2))
    assert found.value == pytest.approx(adjusted_rand(first, second))
    assert found.interval is not None
    assert found.value is not None
    assert found.interval[1] - found.value == pytest.approx(2.570582 * error, abs=1e-6)  # Student's t, 5 degrees


def test_the_same_data_give_the_same_interval_in_any_order_and_process() -> None:
    said, people = study(np.random.default_rng(3), 8)
    found = krippendorff(said, nominal, people)
    order = np.random.default_rng(1).permutation(len(said))
    assert krippendorff([said[i] for i in order], nominal, [people[i] for i in order]) == found
    program = (
        "import numpy as np;from tests.unit.agreement.test_intervals import study;"
        "from insightmine.agreement.alpha import krippendorff;from insightmine.agreement.distances import nominal;"
        "s,p=study(np.random.default_rng(3),8);print(krippendorff(s,nominal,p))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == str(found)
