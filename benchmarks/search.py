"""Similar quotes: does search find what has the same human code, beside each of its parts and plain rank fusion.

Every query is a statement of the set, looked for with `Study.search(like=...)` in a study that holds the whole set.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.coded_sets import (
    INTERVIEWS,
    UNKNOWN,
    CodedSet,
    banking77,
    heritrace_notes,
    heritrace_quotes,
    jupyter,
    pdpilot_segments,
)
from benchmarks.data import DataAbsent
from benchmarks.peers import fused, nearest_rows, word_vectors
from benchmarks.results import Bar, bar
from benchmarks.scoring import discounted_gain, mean, precision
from benchmarks.workbench import Workbench, write_rows
from insightmine.config import InputOptions
from insightmine.engines import Vectors
from insightmine.engines.faiss_index import VectorIndex
from insightmine.search_session import SearchRequest
from insightmine.store import Store
from insightmine.study import Study

_SETS: tuple[Callable[[], CodedSet], ...] = (heritrace_notes, heritrace_quotes, pdpilot_segments, jupyter, banking77)
_QUERIES = 500
_DEPTH = 100  # how much of each part plain fusion sees
_P, _G = 5, 10
OURS, DENSE, WORDS, FUSION = "insightmine", "dense alone", "BM25 alone", "plain rank fusion"
TF_IDF = "TF-IDF alone"


@dataclass(frozen=True, slots=True)
class Found:
    """One method on one set. A query whose code nobody else has is left out."""

    data: str
    kind: str
    n: int
    queries: int
    method: str
    p_at_5: float
    ndcg_at_10: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Recall:
    """The index against exact search on the same vectors."""

    data: str
    n: int
    queries: int
    recall_at_10: float


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Section "similar quotes"."""

    methods: tuple[Found, ...]
    index: tuple[Recall, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


def measure(only: str = "") -> SearchFigures:
    """All sets that are there and have `only` in their names. Raises `DataAbsent` when none is."""
    bench = Workbench()
    methods: list[Found] = []
    index: list[Recall] = []
    bars: list[Bar] = []
    absent: list[str] = []
    for read in _SETS:
        try:
            coded = read()
        except DataAbsent as missing:
            absent.append(str(missing))
            continue
        if only not in coded.name:
            continue
        vectors = bench.encoder.encode(coded.texts)
        queries = _queries(coded)
        found = _methods(coded, queries, vectors)
        recall = _recall(coded.name, queries, vectors)
        methods += found
        index.append(recall)
        bars += _bars(coded, {row.method: row for row in found}, recall)
    if not methods:
        raise DataAbsent(", ".join(absent) or f"set with {only!r} in its name")
    return SearchFigures(tuple(methods), tuple(index), tuple(bars), tuple(absent))


def _bars(coded: CodedSet, found: dict[str, Found], recall: Recall) -> list[Bar]:
    ours = found[OURS].p_at_5
    better_part = max(found[DENSE].p_at_5, found[WORDS].p_at_5)
    bars = [bar(f"{coded.name}: P@5 as a multiple of the better part", ours / better_part, 1.0, None)]
    if coded.kind == INTERVIEWS:
        bars.append(bar(f"{coded.name}: P@5 as a multiple of plain fusion", ours / found[FUSION].p_at_5, 1.0001, None))
        bars.append(bar(f"{coded.name}: P@5 as a multiple of dense", ours / found[DENSE].p_at_5, None, 1.15))
    return [*bars, bar(f"{coded.name}: recall@10 of the index", recall.recall_at_10, 0.99, None)]


def _queries(coded: CodedSet) -> list[int]:
    count = Counter(coded.codes)
    possible = [row for row, code in enumerate(coded.codes) if count[code] > 1]
    return sorted(random.Random(1).sample(possible, min(_QUERIES, len(possible))))


def _methods(coded: CodedSet, queries: Sequence[int], vectors: Vectors) -> list[Found]:
    ours: list[Sequence[int]] = []
    words: list[Sequence[int]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_rows(folder / "rows.csv", coded.texts, coded.people)
        with Study.open(folder, create=True) as study:
            study.ingest([folder / "rows.csv"], reading=InputOptions(as_statements=True, text_column="text"))
            row_of = {statement.id: statement.turn for statement in study.analysis.statements}
            id_of = {row: statement for statement, row in row_of.items()}
            for query in queries:
                answer = study.search(SearchRequest(like=id_of[query], limit=_G))
                ours.append([row_of[hit.statement] for hit in answer.hits])
        with Store.open(folder) as store:
            for query in queries:
                scores = store.word_scores(coded.texts[query], _DEPTH + 1)
                words.append([row_of[statement] for statement, _ in scores if row_of[statement] != query][:_DEPTH])
    dense = [nearest_rows(vectors, query, _DEPTH) for query in queries]
    both = [fused(parts, _G) for parts in zip(dense, words, strict=True)]
    sparse = word_vectors(coded.texts)
    tf_idf = [nearest_rows(sparse, query, _G) for query in queries]
    rankings: dict[str, Sequence[Sequence[int]]] = {
        OURS: ours, DENSE: dense, WORDS: words, TF_IDF: tf_idf, FUSION: both
    }  # fmt: skip
    return [_found(coded, method, queries, ranking) for method, ranking in rankings.items()]


def _found(coded: CodedSet, method: str, queries: Sequence[int], rankings: Sequence[Sequence[int]]) -> Found:
    count = Counter(coded.codes)
    precisions, gains = [], []
    for query, ranking in zip(queries, rankings, strict=True):
        hits = [coded.codes[row] == coded.codes[query] for row in ranking]
        precisions.append(precision(hits, _P))
        gains.append(discounted_gain(hits, count[coded.codes[query]] - 1, _G))
    own = UNKNOWN if method == OURS else ""
    return Found(coded.name, coded.kind, len(coded), len(queries), method, mean(precisions), mean(gains), own)


def _recall(name: str, queries: Sequence[int], vectors: Vectors) -> Recall:
    """The share of the ten exactly nearest that the index finds; a tie at the edge counts as found."""
    index = VectorIndex.build(vectors, "benchmark")
    shares = []
    for query in queries:
        exact = np.sort(vectors @ vectors[query])[::-1][:_G]
        _, similar = index.search(vectors[query], _G)
        shares.append(float((similar >= exact[-1] - 1e-6).mean()))
    return Recall(name, len(vectors), len(queries), mean(shares))
