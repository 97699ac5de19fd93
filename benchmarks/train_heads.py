"""`python -m benchmarks.train_heads`: trains the heads of judgement anew and writes models/heads and its digest.

Ridge regression on labelled statements, in closed form: no randomness, the same data give the same file. Their scores
and the logits of the classifier (`train_classifier`) become probabilities by logistic regression, fitted on scores and
logits of heads and classifiers that were trained without the statement's own study.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.classified import OUTPUTS
from benchmarks.classifiers import Classifiers
from benchmarks.data import ROOT
from benchmarks.scoring import f1, mean
from benchmarks.supervision import Examples, Numbers, collect
from benchmarks.workbench import Workbench
from insightmine.domain.judgements import Basis, Kind
from insightmine.judgements.evidence import OF_KINDS
from insightmine.judgements.heads import LEAN, PROBE, TOLD, Heads, written
from insightmine.judgements.stacking import Stacked, sigmoid

_FOLDER = ROOT / "models" / "heads"
_LEAST_SPREAD = 0.2  # features that hardly vary are not blown up
_DISTILLED = 3.0  # scale of what a vector says of the rules' findings
_DISTILLING = 30.0
_SURVEY_SHARE = 0.3  # weight of an answer to the survey: there are ten times as many as of anything else
_FEW = 10  # a kind with fewer labels gets its threshold from nowhere, and a study with fewer says nothing of it

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Group:
    """Outputs that are learned alike. `scale` tells how freely a feature may be used, by its name: 0 not at all.

    `even`: rows are brought to one length, so that a long statement, of which much is found, says no more than a short.
    `pairs`: the weight of a sentence of a minimal pair.
    """

    outputs: tuple[str, ...]
    scale: Callable[[str], float]
    vector_scale: float
    ridge: float
    distilled: bool
    even: bool
    pairs: float = 1.0


def _scale_of_kinds(feature: str) -> float:
    if feature.startswith(("rule keeps", "rule kind", "rule basis")):
        return 5.0
    return 2.0 if feature.startswith(f"{OF_KINDS}asked") else 1.0


def _scale_of_basis(feature: str) -> float:
    if feature.startswith(OF_KINDS):
        return 0.0
    return 10.0 if feature.startswith(("rule keeps", "rule kind", "rule basis")) else 1.0


def _scale_of_effect(feature: str) -> float:
    if feature.startswith(("effect", "leaning", "rule effect")):
        return 5.0
    if feature.startswith(OF_KINDS):
        return 0.0
    return 6.0 if feature.startswith("turn") else 0.3


_GROUPS = (
    _Group(tuple(f"kind {kind}" for kind in Kind), _scale_of_kinds, 1.0, 3000.0, True, True),
    _Group(tuple(f"basis {basis}" for basis in Basis), _scale_of_basis, 1.0, 3000.0, False, False),
    # denials are rare in what people say: the pairs, which are full of them, weigh more where the side is learned
    _Group((LEAN,), _scale_of_effect, 0.5, 1000.0, False, False, pairs=2.0),
    _Group((TOLD,), _scale_of_effect, 0.5, 1000.0, False, False),
)


def train(examples: Examples, probe: Numbers, classifiers: Classifiers, without: str | None = None) -> Heads:
    """Heads from all examples but those of one study.

    The classifiers by which the others are stacked have each seen this study, never their own: three numbers an output
    are learned from them.
    """
    kept = np.array([study != without for study in examples.studies])
    targets = _targets(examples)
    heads = _fitted(examples, targets, kept, probe)
    aside, logits = np.full(targets.shape, np.nan), np.full(targets.shape, np.nan)
    labelled = np.array([label is not None for label in examples.labels])
    studies = np.array(examples.studies)
    for study in sorted(set(studies[kept & labelled])):
        held = kept & labelled & (studies == study)
        others = _fitted(examples, targets, kept & (studies != study), probe)
        rows = np.flatnonzero(held)
        aside[held] = [others.raw(examples.evidence[row], examples.vectors[row]) for row in rows]
        logits[held] = heads.in_order(classifiers.without(study).encode([examples.texts[row] for row in rows]))
    stacked, thresholds = _stacked(heads.outputs, targets, aside, logits, np.where(kept & labelled, studies, ""))
    return replace(heads, stacked=stacked, thresholds=thresholds)


class _Weights(NamedTuple):
    """What is learned of some outputs, a column an output; `scales` and `middle` alike for all of them."""

    on_evidence: Numbers
    on_vector: Numbers
    intercepts: Numbers
    shifts: Numbers
    scales: Numbers
    middle: Numbers


def _targets(examples: Examples) -> Numbers:
    """A column an output; NaN where it is not known."""
    columns = []
    for name in (output for group in _GROUPS for output in group.outputs):
        sort, _, value = name.partition(" ")
        if name == LEAN:
            columns.append(examples.sides)
        elif name == TOLD:
            columns.append(examples.told)
        else:
            columns.append(np.array([
                float("nan") if one is None else float(value in one.kinds if sort == "kind" else one.basis == value)
                for one in examples.labels
            ]))  # fmt: skip
    return np.stack(columns, axis=1)


def _fitted(examples: Examples, targets: Numbers, kept: Mask, probe: Numbers) -> Heads:
    """Heads whose scores are no probabilities yet."""
    parts: list[_Weights] = []
    even: list[float] = []
    first = 0
    for group in _GROUPS:
        for start, stop in _alike(targets, first, first + len(group.outputs)):
            parts.append(_fit_group(examples, targets[:, start:stop], group, kept))
            even += [float(group.even)] * (stop - start)
        first += len(group.outputs)
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts], axis=-1)
        for name in ("on_evidence", "on_vector", "intercepts", "shifts")
    }
    outputs = tuple(name for group in _GROUPS for name in group.outputs)
    none = np.zeros(len(outputs))
    measured = parts[even.index(1.0)] if 1.0 in even else parts[0]
    return Heads(
        examples.names, outputs, OUTPUTS, **columns, even=np.array(even), scales=measured.scales,
        middle=measured.middle, stacked=Stacked(none, none, none), thresholds={}, probe=probe,
    )  # fmt: skip


def _alike(targets: Numbers, start: int, stop: int) -> list[tuple[int, int]]:
    """Stretches of outputs that are known of the same rows."""
    known = ~np.isnan(targets)
    cuts = [i for i in range(start + 1, stop) if (known[:, i] != known[:, i - 1]).any()]
    return list(zip([start, *cuts], [*cuts, stop], strict=True))


def _fit_group(examples: Examples, targets: Numbers, group: _Group, kept: Mask) -> _Weights:
    rows = kept & ~np.isnan(targets).any(axis=1)
    width = examples.evidence.shape[1]
    spread = np.maximum(examples.evidence[rows].std(axis=0), _LEAST_SPREAD)
    free = np.array([group.scale(name) for name in examples.names])
    scale = np.concatenate([
        np.where(free >= 5.0, free, free / spread),  # the rules' own findings keep their size
        np.full(examples.vectors.shape[1], group.vector_scale * np.sqrt(examples.vectors.shape[1])),
    ])  # fmt: skip
    design = np.hstack([examples.evidence[rows], examples.vectors[rows]]) * scale
    distilling = _distilled(examples, kept) if group.distilled else np.zeros((examples.vectors.shape[1], 0))
    learned = examples.vectors[rows] @ distilling
    middle, typical, centre = np.zeros(len(scale)), 1.0, np.zeros(distilling.shape[1])
    if group.even:
        middle, centre = design.mean(axis=0), learned.mean(axis=0)
        lengths = np.sqrt(((design - middle) ** 2).sum(axis=1, keepdims=True))
        typical = float(np.median(lengths))
        design, learned = (design - middle) * typical / lengths, (learned - centre) * typical / lengths
    shares = _shares(examples, group)[rows]
    coefficients, intercepts = _ridge(np.hstack([design, learned]), targets[rows], group.ridge, shares)
    plain, distilled = coefficients[: len(scale)], coefficients[len(scale) :]
    weights = plain * scale[:, None]
    return _Weights(
        weights[:width], weights[width:] + distilling @ distilled, intercepts, middle @ plain + centre @ distilled,
        scale / typical, middle / typical,
    )  # fmt: skip


def _shares(examples: Examples, group: _Group) -> Numbers:
    """What each row weighs."""
    share = {"jupyter survey": _SURVEY_SHARE, "pairs": group.pairs}
    return np.array([share.get(source, 1.0) for source in examples.sources])


def _distilled(examples: Examples, kept: Mask) -> Numbers:
    """Directions of the encoder along which the rules' findings lie, learned from unlabelled statements too."""
    rows = kept & np.isin(examples.sources, ("training", "unlabelled"))
    wanted = [i for i, name in enumerate(examples.names) if name.startswith(("rule keeps", "rule kind"))]
    directions, _ = _ridge(examples.vectors[rows], examples.evidence[rows][:, wanted], _DISTILLING, np.ones(rows.sum()))
    return np.asarray(_DISTILLED * directions / (examples.vectors[rows] @ directions).std(axis=0).clip(1e-6))


def _ridge(design: Numbers, targets: Numbers, penalty: float, shares: Numbers) -> tuple[Numbers, Numbers]:
    """Weighted ridge regression with an intercept that is not penalised."""
    share = shares / shares.sum()
    middle, level = share @ design, share @ targets
    root = np.sqrt(shares)[:, None]
    centred = (design - middle) * root
    gram = centred.T @ centred + penalty * np.eye(design.shape[1])
    coefficients = np.linalg.solve(gram, centred.T @ ((targets - level) * root))
    return coefficients, level - middle @ coefficients


def _stacked(
    outputs: Sequence[str], targets: Numbers, scores: Numbers, logits: Numbers, studies: NDArray[np.str_]
) -> tuple[Stacked, dict[str, float]]:
    """What scores and logits weigh, and the thresholds that serve each output best; every study counts alike.

    `studies`: of each row, empty where it is left out.
    """
    counted = Counter(studies[studies != ""])
    rows = np.array([counted[study] >= _FEW for study in studies])
    weights = np.array([1 / counted[study] for study in studies[rows]])
    on_scores, on_logits, offsets = np.ones(len(outputs)), np.zeros(len(outputs)), np.zeros(len(outputs))
    thresholds = {}
    for i, name in enumerate(outputs):
        truth = targets[rows, i] > 0.5
        if name == LEAN or truth.sum() < _FEW:
            thresholds[name] = 0.5
            continue
        both = np.stack([scores[rows, i], logits[rows, i]], axis=1)
        weighed, offsets[i] = _logistic(both, truth, weights * len(weights) / weights.sum())
        on_scores[i], on_logits[i] = weighed
        sure = sigmoid(both @ weighed + offsets[i])
        thresholds[name] = _best(sure, truth, studies[rows])
    return Stacked(on_scores, on_logits, offsets), thresholds


def _logistic(columns: Numbers, truth: Mask, weights: Numbers) -> tuple[Numbers, float]:
    """Logistic regression by columns none of which speaks against what it stands for: one that would is left out."""
    used = list(range(columns.shape[1]))
    weighed, share = np.zeros(columns.shape[1]), float(np.average(truth, weights=weights))
    while used:
        model = LogisticRegression(C=1e6).fit(columns[:, used], truth, sample_weight=weights)
        if model.coef_.min() >= 0:
            weighed[used] = model.coef_[0]
            return weighed, float(model.intercept_[0])
        used.pop(int(model.coef_[0].argmin()))
    return weighed, float(np.log(share / (1 - share)))


def _best(sure: Numbers, truth: Mask, studies: NDArray[np.str_]) -> float:
    """The threshold with the best F1 in the mean of studies: the middle of those that come within one percent of it."""
    steps = [step / 100 for step in range(10, 71)]
    of_each = [studies == study for study in sorted(set(studies[truth]))]
    reached = [mean([f1(list(truth[one]), list(sure[one] >= step)) for one in of_each]) for step in steps]
    good = [step for step, value in zip(steps, reached, strict=True) if value >= 0.99 * max(reached)]
    return round(mean(good), 2)


def probe_of(bench: Workbench) -> Numbers:
    """The vector by which the heads know their encoder."""
    return np.asarray(bench.encoder.encode([PROBE])[0], dtype=np.float64)


def main() -> None:
    """Train, write the heads, and put their digest into the manifest."""
    bench = Workbench()
    heads = train(collect(bench), probe_of(bench), Classifiers(bench))
    text = json.dumps(written(heads), ensure_ascii=False, separators=(",", ":")) + "\n"
    _FOLDER.mkdir(exist_ok=True)
    path = _FOLDER / "statements.json"
    path.write_text(text, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    manifest = ROOT / "models" / "manifest.toml"
    pinned = re.sub(r'("heads/statements.json" = )"[0-9a-f]*"', rf'\1"{digest}"', manifest.read_text(encoding="utf-8"))
    manifest.write_text(pinned, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(text):,} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
