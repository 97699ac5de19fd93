"""A codebook with a few examples a code, given first: which statements get which code, beside plain baselines.

Of each set three fifths of the codes are given, or only three, with two or three examples each, or none; those are
taken out of the data. What belongs to a code that is not given should get none. The method and its constants were
chosen on heritrace and on the sample.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.coded_sets import SETS
from benchmarks.data import DataAbsent, data_path
from benchmarks.workbench import Workbench
from insightmine.config import Options
from insightmine.domain.codebooks import Code, Codebook
from insightmine.domain.ids import digest_of

OURS, CENTROID, TFIDF = "insightmine", "nearest centroid, all assigned", "TF-IDF, all assigned"
AS_MANY = "nearest centroid, as many as insightmine"
_CHOSEN_ON, _SEEN = "this set (chosen on it)", "seen while choosing, not chosen on"
_MOST = 1200
_FEW = 3
# name -> set, how many statements a code needs, examples a code, with the authors' descriptions, share of codes given
_PLANS = (
    ("heritrace, described", "heritrace notes", 5, 2, True, 0.6),
    ("heritrace, by name", "heritrace notes", 5, 3, False, 0.6),
    ("heritrace, only names", "heritrace notes", 5, 0, False, 0.6),
    ("heritrace, three codes", "heritrace notes", 5, 2, True, 0.0),
    ("pdpilot, by name", "pdpilot segments", 5, 2, False, 0.6),
    ("pdpilot, only names", "pdpilot segments", 5, 0, False, 0.6),
    ("jupyter survey, by name", "jupyter survey", 15, 3, False, 0.6),
    ("jupyter survey, three codes", "jupyter survey", 15, 3, False, 0.0),
)


@dataclass(frozen=True, slots=True)
class Assigned:
    """One method on one set: of the statements that got a code, how many rightly; of those of given codes, how many.

    `with_second`: the share of statements of given codes whose code is among the first and the further ones.
    """

    data: str
    method: str
    codes_given: int
    n: int
    n_of_given_codes: int
    assigned: int
    precision: float
    recall: float
    f1: float
    with_second: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class CodebookFigures:
    """Section "codebook"."""

    assignments: tuple[Assigned, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    book: Codebook
    texts: tuple[str, ...]
    gold: tuple[frozenset[str], ...]
    tuned_on: str


Given = Sequence[tuple[str, ...]]


def measure() -> CodebookFigures:
    """All sets that are there. Raises `DataAbsent` when none is."""
    bench = Workbench()
    rows: list[Assigned] = []
    absent: list[str] = []
    for plan in _PLANS:
        try:
            task = _task(*plan)
        except DataAbsent as missing:
            absent.append(str(missing))
            continue
        ours = _ours(bench, task)
        peers = {
            CENTROID: _centroid(bench, task),
            AS_MANY: _centroid(bench, task, sum(map(bool, ours))),
            TFIDF: _tfidf(task),
        }
        rows += [_scored(task, method, given) for method, given in {OURS: ours, **peers}.items()]
    if not rows:
        raise DataAbsent(", ".join(absent))
    return CodebookFigures(tuple(rows), tuple(absent))


def _task(name: str, data: str, least: int, n_examples: int, described: bool, share: float) -> _Task:
    coded = SETS[data]()
    codes_of: defaultdict[str, set[str]] = defaultdict(set)
    for text, code in zip(coded.texts, coded.codes, strict=True):
        codes_of[text].add(code)
    texts = sorted(codes_of, key=digest_of)[:_MOST]
    times = Counter(code for text in texts for code in codes_of[text])
    frequent = sorted((code for code, n in times.items() if n >= least), key=digest_of)
    given = frequent[: max(_FEW, round(share * len(frequent)))]
    examples = {code: [text for text in texts if code in codes_of[text]][:n_examples] for code in given}
    descriptions = _descriptions() if described else {}
    book = Codebook(tuple(
        Code(code, definition=descriptions.get(code, code.split(" > ")[-1]), examples=tuple(examples[code]))
        for code in given
    ))  # fmt: skip
    used = {text for found in examples.values() for text in found}
    left = [text for text in texts if text not in used]
    gold = tuple(frozenset(codes_of[text] & set(given)) for text in left)
    return _Task(name, book, tuple(left), gold, _CHOSEN_ON if data == "heritrace notes" else _SEEN)


def _descriptions() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for who, file in (("endusers", "end_user"), ("technicians", "technician")):
        path = data_path(f"heritrace/original/user_testing/results/{who}/{file}_axial_codes.json")
        content = json.loads(path.read_text(encoding="utf-8"))
        found |= {item["category_name"]: item.get("category_description", "") for item in content["categories"]}
    return found


def _ours(bench: Workbench, task: _Task) -> Given:
    """The code of the theme of each row, then the other codes that it has."""
    analysis = bench.analyse_rows(task.texts, options=Options(codebook=task.book))
    found: list[tuple[str, ...]] = [()] * len(task.texts)
    for statement in analysis.statements:
        first = analysis.theme_of.get(statement.id)
        if first is not None and first.code is not None:
            also = [t.code for t in analysis.themes if t.code and statement.id in {m.statement for m in t.also}]
            found[statement.turn] = (first.code, *also)
    return found


def _centroid(bench: Workbench, task: _Task, most: int | None = None) -> Given:
    """All statements, or only the `most` nearest."""
    encode = bench.encoder.encode
    vectors = encode(list(task.texts))
    centres = np.stack([encode([code.definition, *code.examples]).mean(axis=0) for code in task.book.codes])
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    return _nearest(task, np.asarray(vectors @ centres.T), most)


def _tfidf(task: _Task) -> Given:
    described = [" ".join([code.definition, *code.examples]) for code in task.book.codes]
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit([*task.texts, *described])
    return _nearest(task, np.asarray((words.transform(task.texts) @ words.transform(described).T).todense()))


def _nearest(task: _Task, scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], most: int | None = None) -> Given:
    rounded = np.round(scores, 6)
    first = np.argsort(-rounded.max(axis=1), kind="stable")[:most].tolist()
    code_of = {row: task.book.codes[rounded[row].argmax()].name for row in first}
    return [(code_of[row],) if row in code_of else () for row in range(len(scores))]


def _scored(task: _Task, method: str, given: Given) -> Assigned:
    right = sum(bool(found and found[0] in gold) for found, gold in zip(given, task.gold, strict=True))
    among = sum(bool(set(found) & gold) for found, gold in zip(given, task.gold, strict=True))
    assigned, known = sum(map(bool, given)), sum(map(bool, task.gold))
    precision, recall = right / max(1, assigned), right / max(1, known)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Assigned(
        task.name, method, len(task.book.codes), len(task.texts), known, assigned,
        precision, recall, f1, among / max(1, known), task.tuned_on if method == OURS else "",
    )  # fmt: skip
