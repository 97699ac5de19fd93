"""The trained head: what was seen in an entry and what its vectors say -> probabilities, by weights made offline."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.plans import EntryVerdict
from insightmine.engines import Vectors
from insightmine.engines.weights import shipped

Encode = Callable[[Sequence[str]], Vectors]
Numbers = NDArray[np.float64]

FILE = "heads/plan_entries.json"
PROBE = "More new members borrow a second tool within a month."
_ALIKE = 0.99  # cosine of the probe's vector to the one that the head was trained with
_DIGITS = 6  # of every probability: the last bits of a sum may depend on the machine
_COLUMNS = ("on_features", "on_entry", "on_lead", "intercepts", "alone_on_features", "alone_intercepts", "probe")


@dataclass(frozen=True, slots=True)
class Head:
    """Multinomial logistic regression, a verdict a column.

    Features (see `features.NAMES`), the unit vector of the entry proper and that of the word that leads it each have
    rows of weights. `alone_*` is another regression, on features alone, for an encoder that this was not trained with.
    """

    features: tuple[str, ...]
    on_features: Numbers
    on_entry: Numbers
    on_lead: Numbers
    intercepts: Numbers
    alone_on_features: Numbers
    alone_intercepts: Numbers
    probe: Numbers

    def fits(self, encode: Encode) -> bool:
        """Whether these vectors are of the encoder that the head was trained with."""
        vector = np.asarray(encode([PROBE])[0], dtype=np.float64)
        return vector.shape == self.probe.shape and float(vector @ self.probe) >= _ALIKE

    def probabilities(
        self, features: Numbers, entries: Vectors | None, leads: Vectors | None
    ) -> list[dict[EntryVerdict, float]]:
        """Of each row of features, shape (entries, features); without vectors by the features alone."""
        if entries is None or leads is None:
            raw = _product(features, self.alone_on_features) + self.alone_intercepts
        else:
            raw = _product(features, self.on_features) + self.intercepts
            raw += _product(entries, self.on_entry) + _product(leads, self.on_lead)
        powers = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares = np.round(powers / powers.sum(axis=1, keepdims=True), _DIGITS)
        return [dict(zip(EntryVerdict, map(float, row), strict=True)) for row in shares]


def _product(rows: Numbers | Vectors, weights: Numbers) -> Numbers:
    """Summed row by row, so that a row's numbers do not depend on how many others there are."""
    wide = np.asarray(rows, dtype=np.float64)
    return np.array([(row[:, None] * weights).sum(axis=0) for row in wide]).reshape(len(wide), weights.shape[1])


@cache
def load_head() -> Head:
    """The head that comes with the program. Raises `ModelError` where it is not the pinned one."""
    return read_head(json.loads(shipped("heads", FILE).read_text(encoding="utf-8")))


def read_head(content: Mapping[str, object]) -> Head:
    """A head as it is written in JSON."""
    names = content["features"]
    assert isinstance(names, list)
    return Head(tuple(names), **{name: np.asarray(content[name], dtype=np.float64) for name in _COLUMNS})


def written(head: Head) -> dict[str, object]:
    """A head as values of JSON."""
    return {
        "features": list(head.features),
        "verdicts": [verdict.value for verdict in EntryVerdict],
        **{name: np.round(getattr(head, name), 5).tolist() for name in _COLUMNS},
    }
