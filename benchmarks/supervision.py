"""What the heads learn from: labelled statements of real studies, sets with a side, own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DataAbsent
from benchmarks.labelled import GOLD, Labels, Said, read_places, statements_at
from benchmarks.polarity import SETS, STUDY_OF, Told
from benchmarks.workbench import Workbench, bare_statement
from insightmine.domain.journeys import Journey
from insightmine.judgements.evidence import evidence
from insightmine.judgements.judge import find
from insightmine.statements import annotate_texts

Numbers = NDArray[np.float64]

OWN = "sentences of this project"
TRAINING = ("training.jsonl", "training_more.jsonl")


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts with a row of numbers each, and what is known of them.

    `studies` is what a study is held out by, `sources` where the row comes from. `labels`: all of a reading, else
    `None`; `sides`: 1 helps, -1 hinders, 0 neither, NaN unknown; `told`: whether it says that something helped or
    hindered, NaN unknown.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    evidence: Numbers
    vectors: Numbers
    studies: tuple[str, ...]
    sources: tuple[str, ...]
    labels: tuple[Labels | None, ...]
    sides: Numbers
    told: Numbers


def study_of(name: str) -> str:
    """The name that a study is held out by: "heritrace" for "heritrace, English"."""
    return name.split(",", maxsplit=1)[0]


def collect(bench: Workbench) -> Examples:
    """Everything there is. Raises `DataAbsent` where a study of the labelled statements is missing."""
    parts = [*_labelled(bench)]
    for name, _, read, _ in SETS:
        try:
            parts.append(_sided(bench, name, STUDY_OF[name], read()))
        except DataAbsent as absent:
            print(f"without {name}: there is no {absent}")
    parts.append(
        _sided(
            bench,
            "pairs",
            OWN,
            [(t, good) for pair in own_pairs() for t, good in zip(pair, (True, False), strict=True)],
        )
    )
    parts.append(_sided(bench, "neutral", OWN, [(text, False) for text in own_neutral()]))
    return _joined(parts)


def own_pairs() -> list[tuple[str, str]]:
    """Minimal pairs written for development: the first helps, the second hinders."""
    lines = (GOLD / "development_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(good, bad) for good, bad in (line.split("\t") for line in lines)]


def own_neutral() -> list[str]:
    """Sentences that say neither, written for development."""
    return (GOLD / "development_neutral.txt").read_text(encoding="utf-8").splitlines()


def _labelled(bench: Workbench) -> list[Examples]:
    """The training places, study by study, with every other statement of the same interviews unlabelled."""
    places = [place for name in TRAINING for place in read_places(name)]
    parts = []
    for study in dict.fromkeys(place.study for place in places):
        own = [place for place in places if place.study == study]
        said = statements_at(bench, own)
        readings = {said.at[place.key]: place.readings["one"] for place in own if place.key in said.at}
        parts.append(_of_study(bench, study_of(study), said, [readings.get(s.id) for s in said.statements]))
    return parts


def _of_study(bench: Workbench, study: str, said: Said, labels: Sequence[Labels | None]) -> Examples:
    vectors = bench.encoder.encode([statement.text for statement in said.statements])
    found, _ = find(said.statements, said.annotations, vectors, bench.encoder.encode, Journey())
    rows = [dict(evidence(statement, one)) for statement, one in zip(said.statements, found, strict=True)]
    side = {"helps": 1.0, "hinders": -1.0}
    unknown = float("nan")
    return Examples(
        tuple(rows[0]),
        tuple(statement.text for statement in said.statements),
        np.array([list(row.values()) for row in rows]),
        np.asarray(vectors, dtype=np.float64),
        (study,) * len(rows),
        tuple("training" if one else "unlabelled" for one in labels),
        tuple(labels),
        np.array([side.get(one.effect, 0.0) if one else unknown for one in labels]),
        np.array([float(one.effect != "neutral") if one else unknown for one in labels]),
    )


def _sided(bench: Workbench, name: str, study: str, told: Told) -> Examples:
    """Bare texts, each as if somebody had said just that."""
    texts = [text for text, _ in told]
    said = [bare_statement(text, number) for number, text in enumerate(texts)]
    grammar_of = annotate_texts(texts, bench.grammar, bench.memory)
    vectors = bench.encoder.encode(texts)
    found, _ = find(said, {s.id: grammar_of[s.text] for s in said}, vectors, bench.encoder.encode, Journey())
    rows = [dict(evidence(statement, one)) for statement, one in zip(said, found, strict=True)]
    neutral = name == "neutral"
    known = 0.0 if neutral else 1.0 if study == OWN else float("nan")
    return Examples(
        tuple(rows[0]),
        tuple(texts),
        np.array([list(row.values()) for row in rows]),
        np.asarray(vectors, dtype=np.float64),
        (study,) * len(rows),
        (name,) * len(rows),
        (None,) * len(rows),
        np.array([0.0 if neutral else 1.0 if good else -1.0 for _, good in told]),
        np.full(len(rows), known),
    )


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        parts[0].names,
        tuple(text for part in parts for text in part.texts),
        np.vstack([part.evidence for part in parts]),
        np.vstack([part.vectors for part in parts]),
        tuple(study for part in parts for study in part.studies),
        tuple(source for part in parts for source in part.sources),
        tuple(label for part in parts for label in part.labels),
        np.concatenate([part.sides for part in parts]),
        np.concatenate([part.told for part in parts]),
    )
