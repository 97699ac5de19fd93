"""`python -m benchmarks.fit_steps`: the weights of placing (judgements/steps_choice.py), fitted to labelled journeys.

The likelihood of a conditional logit (McFadden 1974) is maximised over statements with a human label. Each study weighs
the same. A journey counts nine tenths as it is; what is left is the same journey with half, or a quarter, of its steps,
where what belongs to the others is at no step. How often somebody's journey covers only a part is not in any data:
nine whole ones in ten is an assumption, and the more partial ones are assumed, the less is placed on whole ones.

Who is likely at a step depends on the weights themselves: they are fitted without it first, then a few times with what
the last ones say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.labelled_journeys import LabelledJourney, all_journeys, parts_of, with_examples
from benchmarks.workbench import Workbench
from insightmine.engines import Vectors
from insightmine.judgements.steps import beside_others
from insightmine.judgements.steps_choice import ChoiceWeights
from insightmine.judgements.steps_content import Content, content_of

Encode = Callable[[Sequence[str]], Vectors]
Numbers = NDArray[np.float64]

COVERED = {"whole": 0.9, "half": 0.075, "quarter": 0.025}  # how often a journey is taken to cover so much
_SHARES = {"half": 0.5, "quarter": 0.25}
_RIDGE = 1e-4  # of the squared weights: holds what the data hardly say
_DIGITS = 2
_ROUNDS = 4  # of fitting; after three the second decimals hardly move
_NUMBERS = 9  # weights of content
_LOSS_DIGITS = 6
_HEARD, _AROUND = (0.5, 0.75, 1.0), (0.5, 0.65, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Variant:
    """A labelled journey, whole or in part, and how much of it is covered."""

    covered: str
    one: LabelledJourney


def variants(journeys: Sequence[LabelledJourney]) -> list[Variant]:
    """Each journey, the same with examples where nothing is in order, and parts of both."""
    found: list[Variant] = []
    for journey in journeys:
        examples = [] if journey.ordered or journey.study == "heritrace" else [with_examples(journey)]
        for one in (journey, *examples):
            found.append(Variant("whole", one))
            counts = [len(one.steps)]
            for name, share in _SHARES.items():
                parts = [part for part in parts_of(one, share) if len(part.steps) not in counts]
                found += [Variant(name, part) for part in parts]
                counts += [len(part.steps) for part in parts]
    return found


@dataclass(frozen=True, slots=True)
class Design:
    """What each choice adds to each weight: (items, choices, weights), the last choice no step; `open` where there is
    such a choice; `chosen` and `weight` one an item."""

    added: Numbers
    open: NDArray[np.bool_]
    chosen: NDArray[np.int64]
    weight: Numbers
    studies: tuple[str, ...]


def contents_of(found: Sequence[Variant], encode: Encode) -> list[Content]:
    """The statements of each beside its steps."""
    return [
        content_of(one.statements, encode([statement.text for statement in one.statements]), one.steps, encode)
        for one in (variant.one for variant in found)
    ]


def design(found: Sequence[Variant], contents: Sequence[Content], weights: ChoiceWeights | None = None) -> Design:
    """The statements with a truth; every study weighs the same, and within it as much is covered as is assumed.

    `weights` tell who is likely at each step; without them nobody is.
    """
    most = max(len(variant.one.steps) for variant in found)
    sizes = Counter[tuple[str, str]]()
    for variant in found:
        sizes[variant.one.study, variant.covered] += len(variant.one.truths)
    whole: defaultdict[str, float] = defaultdict(float)
    for study, covered in sizes:
        whole[study] += COVERED[covered]
    added, is_open, chosen, weight, studies = [], [], [], [], []
    for variant, content in zip(found, contents, strict=True):
        one, n_steps = variant.one, len(variant.one.steps)
        rows, truth = _labelled(one)
        added.append(_added(content, weights, most)[rows])
        is_open.append(np.tile([*([True] * n_steps), *([False] * (most - n_steps)), True], (len(rows), 1)))
        chosen.append(np.array([most if number is None else number for number in truth], dtype=np.int64))
        share = COVERED[variant.covered] / whole[one.study] / sizes[one.study, variant.covered]
        weight.append(np.full(len(rows), share))
        studies += [one.study] * len(rows)
    joined = [np.concatenate(parts) for parts in (added, is_open, chosen, weight)]
    return Design(joined[0], joined[1], joined[2], joined[3], tuple(studies))


def _labelled(one: LabelledJourney) -> tuple[list[int], list[int | None]]:
    column = {step.id: number for number, step in enumerate(one.steps)}
    rows = [row for row, statement in enumerate(one.statements) if statement.id in one.truths]
    truths = [one.truths[one.statements[row].id] for row in rows]
    return rows, [None if truth is None else column[truth] for truth in truths]


def _added(content: Content, weights: ChoiceWeights | None, most: int) -> Numbers:
    n, n_steps = content.near.shape
    found = np.zeros((n, most + 1, _NUMBERS))
    found[:, :n_steps, 0], found[:, :n_steps, 1] = content.near, content.usual
    found[:, most, 2], found[:, most, 3], found[:, most, 4] = 1.0, content.usual.mean(), content.near.mean(axis=1)
    found[:, :n_steps, 5], found[:, :n_steps, 7] = content.words, content.alike
    if weights is not None:
        found[:, :n_steps, 6], found[:, :n_steps, 8] = content.members(weights)
    return found


def fit(data: Design, without: str | None = None) -> ChoiceWeights:
    """The likeliest weights, of all studies or all but one."""
    rows = np.array([study != without for study in data.studies])
    added, is_open, chosen = data.added[rows], data.open[rows], data.chosen[rows]
    weight = data.weight[rows] / data.weight[rows].sum()
    items = np.arange(len(chosen))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        utility = np.where(is_open, added @ weights, -np.inf)
        odds = np.exp(utility - utility.max(axis=1, keepdims=True))
        likely = odds / odds.sum(axis=1, keepdims=True)
        expected = np.einsum("nk,nkf->nf", likely, added)
        slope = (weight[:, None] * (added[items, chosen] - expected)).sum(axis=0)
        return (
            float(-(weight * np.log(likely[items, chosen])).sum() + _RIDGE * (weights**2).sum()),
            2 * _RIDGE * weights - slope,
        )

    found = minimize(loss, np.array([8.0, *[0.0] * (added.shape[2] - 1)]), jac=True, method="L-BFGS-B").x
    return ChoiceWeights(*(round(float(value), _DIGITS) for value in found))


def fitted(found: Sequence[Variant], contents: Sequence[Content]) -> dict[str | None, ChoiceWeights]:
    """The weights of all studies (`None`) and those without each study, the ones of the order too."""
    plain = design(found, contents)
    of_content = {
        study: _in_rounds(found, contents, fit(plain, study), study) for study in (None, *sorted(set(plain.studies)))
    }
    losses = _losses_in_order(found, contents, of_content)
    return {
        study: replace(weights, heard=heard, around=around)
        for study, weights in of_content.items()
        for heard, around in [_least(losses, study)]
    }


def _in_rounds(
    found: Sequence[Variant], contents: Sequence[Content], weights: ChoiceWeights, without: str | None
) -> ChoiceWeights:
    """Weights fitted again with what the last ones say of who is likely at each step."""
    for _ in range(_ROUNDS):
        weights = fit(design(found, contents, weights), without)
    return weights


def _losses_in_order(
    found: Sequence[Variant], contents: Sequence[Content], weights_without: Mapping[str | None, ChoiceWeights]
) -> dict[tuple[float, float], dict[str, float]]:
    """(heard, around) -> study -> the mean of -log of the chance of the truth, each placed by weights without it."""
    told = [pair for pair in zip(found, contents, strict=True) if pair[0].one.ordered]
    sizes = Counter[tuple[str, str]]()
    for variant, _ in told:
        sizes[variant.one.study, variant.covered] += len(variant.one.truths)
    losses: dict[tuple[float, float], dict[str, float]] = {
        pair: defaultdict(float) for pair in product(_HEARD, _AROUND)
    }
    for variant, content in told:
        one, own = variant.one, weights_without[variant.one.study]
        alone = content.chances(own, members=content.members(own))
        rows, truths = _labelled(one)
        columns = [len(one.steps) if truth is None else truth for truth in truths]
        ordered = {statement.transcript for statement in one.statements}
        for (heard, around), of_study in losses.items():
            weights = replace(own, heard=heard, around=around)
            likely = beside_others(alone, one.statements, ordered, weights)[rows, columns]
            share = COVERED[variant.covered] / sizes[one.study, variant.covered]
            of_study[one.study] -= share * float(np.log(likely).sum())
    return losses


def _least(losses: dict[tuple[float, float], dict[str, float]], without: str | None) -> tuple[float, float]:
    """The pair with the least mean loss over the studies but one; of equals the one that trusts the order less."""
    return min(
        losses, key=lambda pair: (round(sum(v for s, v in losses[pair].items() if s != without), _LOSS_DIGITS), pair)
    )


def main() -> None:
    """Print the weights of all studies, and those without each."""
    bench = Workbench()
    found = variants(all_journeys(bench))
    for study, weights in fitted(found, contents_of(found, bench.encoder.encode)).items():
        print(f"without {study}" if study else "all studies", astuple(weights))


if __name__ == "__main__":
    main()
