"""What the classifier of statements learns from: texts, what is known of each, and texts of which nothing is known."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from benchmarks.data import ROOT, DataAbsent
from benchmarks.labelled import GOLD, Labels, digest, read_invented, read_places, read_table_rows, statements_at
from benchmarks.polarity import SETS, STUDY_OF
from benchmarks.supervision import TRAINING, own_neutral, own_pairs, study_of
from benchmarks.workbench import Workbench
from insightmine.domain.judgements import Basis, Kind
from insightmine.judgements.heads import LEAN, TOLD

OUTPUTS = (*(f"kind {kind}" for kind in Kind), *(f"basis {basis}" for basis in Basis), LEAN, TOLD)
LEARNED_FROM = "learned_from"  # the digest of the examples, in a file of weights
# labelled for the classifier alone: places of other sorts of talk, rows of tables, sentences of invented studies
VARIED, ROWS, INVENTED = "training_varied.jsonl", "training_rows.jsonl", "training_invented.jsonl"
# statements of invented studies, by others than those of INVENTED; nobody labelled them
UNLABELLED = "unlabelled_invented.txt"
# studies that are held out together: a classifier is costly to train
HELD_OUT = (("pdpilot", "heritrace", "estr-managers"), ("scientists", "jupyter"), ("changelog",))
_MEASURED = ("held_out.jsonl", "statements.jsonl")
_A_SET = 300  # texts of a set with a side; some hold thousands
_UNLABELLED_OF_A_SET = 2700
_MOST = {"meetings": 6000, "changelog": 8000}  # unlabelled statements of a study; the others have fewer
_WORDS = range(2, 71)  # of an unlabelled text
_UNKNOWN = float("nan")
_SIDES = {"helps": 1.0, "hinders": 0.0}


@dataclass(frozen=True, slots=True)
class Classified:
    """Texts, and a row of targets each: 0, 1, or NaN where a class is not known; a column an output.

    `unlabelled` are texts of which nothing is known but what a teacher thinks of them.
    """

    texts: tuple[str, ...]
    outputs: tuple[str, ...]
    targets: NDArray[np.float32]
    unlabelled: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Another one where a text, an output or a target is another."""
        said = hashlib.sha256("\0".join((*self.outputs, *self.texts, "", *self.unlabelled)).encode())
        said.update(self.targets.tobytes())
        return said.hexdigest()[:16]


def group_of(study: str) -> tuple[str, ...]:
    """The studies that are held out with it, and itself."""
    return next((group for group in HELD_OUT if study in group), (study,))


def held_out_file(studies: Iterable[str]) -> Path:
    """Where the classifier that has not seen these studies is kept."""
    return ROOT / "benchmarks" / ".held_out" / f"{'+'.join(studies)}.safetensors"


def is_of(path: Path, examples: Classified) -> bool:
    """Whether a classifier is there and was trained on these examples."""
    if not path.is_file():
        return False
    with safe_open(path, framework="np") as trained:
        return bool(trained.metadata().get(LEARNED_FROM) == examples.digest)


def read_classified(without: Collection[str] = ()) -> Classified:
    """All labelled statements and rows, own sentences and a part of each set with a side, but for those of studies.

    Beside them what is unlabelled, of the same studies: other statements of the interviews, other rows of the sets,
    and invented ones; none of a gold set, none twice. Raises `DataAbsent` where a labelled study is missing.
    """
    material = _everything()
    told = [(text, row) for study, text, row in material.labelled if study not in without]
    return Classified(
        tuple(text for text, _ in told),
        OUTPUTS,
        np.array([row for _, row in told], dtype=np.float32),
        tuple(text for study, text in material.unlabelled if study not in without),
    )


@dataclass(frozen=True, slots=True)
class _Material:
    labelled: tuple[tuple[str, str, list[float]], ...]  # study, text, targets
    unlabelled: tuple[tuple[str, str], ...]


@cache
def _everything() -> _Material:
    rows: list[tuple[str, str, list[float]]] = []
    others: list[tuple[str, str]] = []
    bench = Workbench()
    places = [place for name in (*TRAINING, VARIED) for place in read_places(name)]
    for name in dict.fromkeys(place.study for place in places):
        own = [place for place in places if place.study == name]
        said = statements_at(bench, own)
        readings = {said.at[place.key]: place.readings["one"] for place in own if place.key in said.at}
        study = study_of(name)
        rows += [(study, s.text, _targets(readings[s.id])) for s in said.statements if s.id in readings]
        others += [(study, s.text) for s in said.statements if s.id not in readings]
    rows += [(STUDY_OF[row.table], row.text, _targets(row.labels)) for row in read_table_rows(ROWS)]
    rows += [("", text, _targets(labels)) for text, labels in read_invented(INVENTED)]
    others += [("", text) for text in (GOLD / UNLABELLED).read_text(encoding="utf-8").splitlines()]
    for good, bad in own_pairs():
        rows += [("", good, _sided(1.0, 1.0)), ("", bad, _sided(0.0, 1.0))]
    rows += [("", text, _sided(_UNKNOWN, 0.0)) for text in own_neutral()]
    for name, _, read, _ in SETS:
        try:
            told = read()
        except DataAbsent as absent:
            print(f"without {name}: there is no {absent}")
            continue
        drawn = np.random.default_rng(3).permutation(len(told))
        rows += [(STUDY_OF[name], told[i][0], _sided(float(told[i][1]), _UNKNOWN)) for i in drawn[:_A_SET]]
        others += [(STUDY_OF[name], told[i][0]) for i in drawn[_A_SET : _A_SET + _UNLABELLED_OF_A_SET]]
    return _Material(tuple(rows), tuple(_fit_to_learn_from(others, {digest(text) for _, text, _ in rows})))


def _fit_to_learn_from(others: Iterable[tuple[str, str]], labelled: set[str]) -> list[tuple[str, str]]:
    """Of each study as many as are wanted: none that is labelled or measured, none twice, none too short or long."""
    seen = labelled | {place.sha256 for name in _MEASURED for place in read_places(name)}
    by_study: dict[str, list[str]] = {}
    for study, text in others:
        if len(text.split()) in _WORDS and digest(text) not in seen:
            seen.add(digest(text))
            by_study.setdefault(study, []).append(text)
    kept = []
    for study, texts in by_study.items():
        drawn = np.random.default_rng(17).permutation(len(texts))[: _MOST.get(study)]
        kept += [(study, texts[i]) for i in sorted(drawn)]
    return kept


def _targets(labels: Labels) -> list[float]:
    kinds = [float(kind in labels.kinds) for kind in Kind]
    bases = [float(basis == labels.basis) for basis in Basis]
    return [*kinds, *bases, _SIDES.get(labels.effect, _UNKNOWN), float(labels.effect != "neutral")]


def _sided(helps: float, told: float) -> list[float]:
    return [*[_UNKNOWN] * (len(OUTPUTS) - 2), helps, told]
