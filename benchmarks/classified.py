"""What the classifier of statements learns from: texts, and what is known of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from benchmarks.data import ROOT, DataAbsent
from benchmarks.labelled import Labels, read_invented, read_places, read_table_rows, statements_at
from benchmarks.polarity import SETS, STUDY_OF
from benchmarks.supervision import TRAINING, own_neutral, own_pairs, study_of
from benchmarks.workbench import Workbench
from insightmine.domain.judgements import Basis, Kind
from insightmine.judgements.heads import LEAN, TOLD

OUTPUTS = (*(f"kind {kind}" for kind in Kind), *(f"basis {basis}" for basis in Basis), LEAN, TOLD)
LEARNED_FROM = "learned_from"  # the digest of the examples, in a file of weights
# labelled for the classifier alone: places of other sorts of talk, rows of tables, sentences of invented studies
VARIED, ROWS, INVENTED = "training_varied.jsonl", "training_rows.jsonl", "training_invented.jsonl"
_A_SET = 300  # texts of a set with a side; some hold thousands
_UNKNOWN = float("nan")
_SIDES = {"helps": 1.0, "hinders": 0.0}


@dataclass(frozen=True, slots=True)
class Classified:
    """Texts, and a row of targets each: 0, 1, or NaN where a class is not known; a column an output."""

    texts: tuple[str, ...]
    outputs: tuple[str, ...]
    targets: NDArray[np.float32]

    @property
    def digest(self) -> str:
        """Another one where a text, an output or a target is another."""
        said = hashlib.sha256("\0".join((*self.outputs, *self.texts)).encode())
        said.update(self.targets.tobytes())
        return said.hexdigest()[:16]


def held_out_file(study: str) -> Path:
    """Where the classifier that has not seen a study is kept."""
    return ROOT / "benchmarks" / ".held_out" / f"{study}.safetensors"


def is_of(path: Path, examples: Classified) -> bool:
    """Whether a classifier is there and was trained on these examples."""
    if not path.is_file():
        return False
    with safe_open(path, framework="np") as trained:
        return bool(trained.metadata().get(LEARNED_FROM) == examples.digest)


def read_classified(without: str | None = None) -> Classified:
    """All labelled statements and rows, own sentences and a part of each set with a side, but for those of one study.

    Raises `DataAbsent` where a study of the labelled statements is missing.
    """
    told = [(text, row) for study, text, row in _everything() if study != without]
    return Classified(tuple(text for text, _ in told), OUTPUTS, np.array([row for _, row in told], dtype=np.float32))


@cache
def _everything() -> tuple[tuple[str, str, list[float]], ...]:
    rows: list[tuple[str, str, list[float]]] = []
    bench = Workbench()
    places = [place for name in (*TRAINING, VARIED) for place in read_places(name)]
    for study in dict.fromkeys(place.study for place in places):
        own = [place for place in places if place.study == study]
        said = statements_at(bench, own)
        readings = {said.at[place.key]: place.readings["one"] for place in own if place.key in said.at}
        rows += [(study_of(study), s.text, _targets(readings[s.id])) for s in said.statements if s.id in readings]
    rows += [(STUDY_OF[row.table], row.text, _targets(row.labels)) for row in read_table_rows(ROWS)]
    rows += [("", text, _targets(labels)) for text, labels in read_invented(INVENTED)]
    for good, bad in own_pairs():
        rows += [("", good, _sided(1.0, 1.0)), ("", bad, _sided(0.0, 1.0))]
    rows += [("", text, _sided(_UNKNOWN, 0.0)) for text in own_neutral()]
    for name, _, read, _ in SETS:
        try:
            told = read()
        except DataAbsent as absent:
            print(f"without {name}: there is no {absent}")
            continue
        drawn = np.random.default_rng(3).permutation(len(told))[:_A_SET]
        rows += [(STUDY_OF[name], told[i][0], _sided(float(told[i][1]), _UNKNOWN)) for i in drawn]
    return tuple(rows)


def _targets(labels: Labels) -> list[float]:
    kinds = [float(kind in labels.kinds) for kind in Kind]
    bases = [float(basis == labels.basis) for basis in Basis]
    return [*kinds, *bases, _SIDES.get(labels.effect, _UNKNOWN), float(labels.effect != "neutral")]


def _sided(helps: float, told: float) -> list[float]:
    return [*[_UNKNOWN] * (len(OUTPUTS) - 2), helps, told]
