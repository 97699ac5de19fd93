"""Labelled entries of plans, and the head of the plan check trained on them, with or without some of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.data import ROOT, DataAbsent
from insightmine.config import ModelOptions
from insightmine.domain.plans import EntryVerdict
from insightmine.engines import load_encoder, load_grammar
from insightmine.planning.features import NAMES
from insightmine.planning.head import PROBE, Head
from insightmine.planning.judging import EntryFeatures, look

Numbers = NDArray[np.float64]

_GOLD = ROOT / "benchmarks" / "gold" / "plan"
_ENTRY, _LEAD = 3.0, 1.5  # how far vectors, of length 1, are spread beside features of 0 and 1
_PENALTY = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """One entry with its label; `field` is whose plan it is, `style` how it is written."""

    text: str
    verdict: EntryVerdict
    field: str
    style: str


def labelled(name: str) -> tuple[Labelled, ...]:
    """The entries of benchmarks/gold/plan/NAME.jsonl. Raises `DataAbsent`."""
    path = _GOLD / f"{name}.jsonl"
    if not path.is_file():
        raise DataAbsent(path.relative_to(ROOT).as_posix())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Labelled(row["text"], EntryVerdict(row["verdict"]), row["field"], row.get("style", "")) for row in rows
    )


class PlanBench:
    """Engines, and everything seen of entries, each once."""

    def __init__(self) -> None:
        self._grammar, self._encoder = load_grammar(ModelOptions()), load_encoder(ModelOptions())

    def seen(self, entries: Sequence[Labelled]) -> EntryFeatures:
        """Features and vectors of the entries."""
        return look([entry.text for entry in entries], self._grammar, self._encoder.encode)

    def probe(self) -> Numbers:
        """The vector by which a head knows its encoder."""
        return np.asarray(self._encoder.encode([PROBE])[0], dtype=np.float64)


def train(
    seen: EntryFeatures, verdicts: Sequence[EntryVerdict], probe: Numbers, rows: NDArray[np.bool_] | None = None
) -> Head:
    """The head that these rows give: no randomness, the same rows give the same weights."""
    kept = np.ones(len(verdicts), dtype=bool) if rows is None else rows
    assert seen.entries is not None
    assert seen.leads is not None
    design = np.hstack([seen.features, _ENTRY * seen.entries, _LEAD * seen.leads])[kept]
    truth = np.array([tuple(EntryVerdict).index(verdict) for verdict in verdicts])[kept]
    n, width = len(NAMES), seen.entries.shape[1]
    full, intercepts = _fitted(design, truth)
    alone, alone_intercepts = _fitted(seen.features[kept], truth)
    return Head(
        NAMES, full[:n], _ENTRY * full[n : n + width], _LEAD * full[n + width :], intercepts, alone, alone_intercepts,
        probe,
    )  # fmt: skip


def _fitted(design: Numbers, truth: Numbers) -> tuple[Numbers, Numbers]:
    model = LogisticRegression(C=_PENALTY, max_iter=5000, tol=1e-6).fit(design, truth)
    return model.coef_.T, model.intercept_
