"""Helps or hinders: the sign of `effect_score` against human polarity, beside VADER alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path

from benchmarks.coded_sets import LOOKED_AT, UNKNOWN
from benchmarks.data import ROOT, DataAbsent, read_rows
from benchmarks.pairs import PAIRS
from benchmarks.peers import vader
from benchmarks.results import Bar, bar
from benchmarks.scoring import area_under_curve, balanced_accuracy
from benchmarks.workbench import Workbench
from insightmine.domain.judgements import Effect, Judgement

_GOOD = re.compile(r"^(Liked|Good for|Better at|Compliment)|\b(was|were) useful$")
_BAD = re.compile(
    r"^(Didn't know|Couldn't|Confused|Problem|Concerned|Not very useful|Did not find|Over-reliance|Pain point"
    r"|No good approach|Tool complexity)|issue$"
)
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|hardly|failed|without)\b|n't\b|unanswered", re.IGNORECASE)
_SIGN = {Effect.HELPS: 1.0, Effect.HINDERS: -1.0}

Told = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Polarity:
    """One set. `by_score` takes the sign of the score, `by_verdict` only what was called helps or hinders."""

    data: str
    truth: str
    n: int
    helping: int
    by_score: float
    by_verdict: float
    no_verdict: float
    auc: float
    vader: float
    vader_auc: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Minimal pairs: the share in which the first is called helping and the second hindering."""

    data: str
    n: int
    opposite_scores: float
    opposite_verdicts: float
    vader: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class PolarityFigures:
    """Section "helps or hinders"."""

    sets: tuple[Polarity, ...]
    minimal_pairs: tuple[Pairs, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


def measure() -> PolarityFigures:
    """All sets that are there, and the minimal pairs."""
    from benchmarks.heads_without import HeadsWithout  # noqa: PLC0415 - what the heads learn from reads these sets

    bench = Workbench()
    without = HeadsWithout(bench)
    sets: list[Polarity] = []
    absent: list[str] = []
    for name, truth, read, _ in SETS:
        try:
            told = read()
            judged = bench.judge_texts([text for text, _ in told], *without.of(STUDY_OF[name]))
            sets.append(_polarity(name, truth, told, HELD_OUT, judged))
        except DataAbsent:
            absent.append(name)
    pairs = tuple(_pairs(bench, *item) for item in _pair_sets())
    bars = [bar(f"{row.data}: balanced accuracy by the sign", row.by_score, 0.68, 0.80) for row in sets]
    bars += [bar(f"pairs, {row.data}: opposite verdicts", row.opposite_verdicts, 0.80, 0.95) for row in pairs[:3]]
    return PolarityFigures(tuple(sets), pairs, tuple(bars), tuple(absent))


def _polarity(name: str, truth: str, told: Told, tuned_on: str, judged: Sequence[Judgement]) -> Polarity:
    texts, good = [text for text, _ in told], [helps for _, helps in told]
    scores, verdicts, plain = [j.effect_score for j in judged], signs(judged), vader(texts)
    return Polarity(
        data=name,
        truth=truth,
        n=len(told),
        helping=sum(good),
        by_score=balanced_accuracy(good, scores),
        by_verdict=balanced_accuracy(good, verdicts),
        no_verdict=verdicts.count(0.0) / len(verdicts),
        auc=area_under_curve(good, scores),
        vader=balanced_accuracy(good, plain),
        vader_auc=area_under_curve(good, plain),
        tuned_on=tuned_on,
    )


def signs(judged: Sequence[Judgement]) -> list[float]:
    """1 for helps, -1 for hinders, 0 for mixed, neutral and unsure."""
    return [_SIGN.get(judgement.effect, 0.0) if judgement.effect else 0.0 for judgement in judged]


def _pair_sets() -> Iterator[tuple[str, Sequence[tuple[str, str]], str]]:
    """The pairs of this measure, all and those that a negation turns apart from the others; and those of the tests."""
    negated = [pair for pair in PAIRS if bool(_NEGATION.search(pair[0])) != bool(_NEGATION.search(pair[1]))]
    yield "all forty", PAIRS, "not looked at while tuning"
    yield "turned by a negation", negated, "not looked at while tuning"
    yield "turned by another word", [pair for pair in PAIRS if pair not in negated], "not looked at while tuning"
    tests = ROOT / "tests" / "unit" / "judgements" / "test_judgements_pairs.py"
    if tests.exists():
        yield "those of the tests", run_path(str(tests))["PAIRS"], "these pairs (development data)"
    lines = (Path(__file__).parent / "gold" / "development_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    own = [(good, bad) for good, bad in (line.split("\t") for line in lines)]
    yield "those that the heads learn from", own, "these pairs (training data)"


def _pairs(bench: Workbench, name: str, pairs: Sequence[tuple[str, str]], tuned_on: str) -> Pairs:
    good, bad = [first for first, _ in pairs], [second for _, second in pairs]
    judged = bench.judge_texts(good), bench.judge_texts(bad)
    scores = [[judgement.effect_score for judgement in side] for side in judged]
    verdicts = [signs(side) for side in judged]
    return Pairs(
        data=name,
        n=len(pairs),
        opposite_scores=_opposite(*scores),
        opposite_verdicts=_opposite(*verdicts),
        vader=_opposite(vader(good), vader(bad)),
        tuned_on=tuned_on,
    )


def _opposite(good: Sequence[float], bad: Sequence[float]) -> float:
    return sum(a > 0 > b for a, b in zip(good, bad, strict=True)) / len(good)


def heritrace_notes() -> Told:
    """The English note of every coded quote with a sentiment."""
    rows = read_rows("heritrace/derived/codes.csv")
    return [(row["note_en"], row["sentiment"] == "positive") for row in rows if row["sentiment"] != "neutral"]


def heritrace_quotes() -> Told:
    """The quotes of the English sessions."""
    rows = [row for row in read_rows("heritrace/derived/codes.csv") if row["lang"] == "en"]
    return [(row["quote"], row["sentiment"] == "positive") for row in rows if row["sentiment"] != "neutral"]


def pdpilot() -> Told:
    """Segments whose code's own name takes a side; a segment with codes of both sides is left out."""
    sides: dict[str, set[bool]] = {}
    for row in read_rows("pdpilot/derived/segments.csv"):
        leaf = row["code"].split(" > ")[-1]
        if _GOOD.search(leaf) or _BAD.search(leaf):
            sides.setdefault(row["text"], set()).add(bool(_GOOD.search(leaf)))
    return [(text, True in side) for text, side in sides.items() if len(side) == 1]


def jupyter() -> Told:
    """Answers of three words or more to the questions that ask for one side, no duplicates."""
    rows = read_rows("jupyter-survey-2015/derived/responses.csv")
    told = {row["text"]: row["polarity"] for row in rows if len(row["text"].split()) >= 3}
    return [(text, polarity == "booster") for text, polarity in told.items() if polarity != "wish"]


HELD_OUT = "rules: looked at; heads: the other studies, this one left out"
# the study that each set belongs to, by the name that it is held out by
STUDY_OF = {
    "heritrace notes": "heritrace",
    "heritrace English quotes": "heritrace",
    "pdpilot segments": "pdpilot",
    "jupyter survey": "jupyter",
}
SETS: tuple[tuple[str, str, Callable[[], Told], str], ...] = (
    ("heritrace notes", "sentiment by the study's coders", heritrace_notes, LOOKED_AT),
    ("heritrace English quotes", "sentiment by the study's coders", heritrace_quotes, LOOKED_AT),
    ("pdpilot segments", "the name of the human code, by rule", pdpilot, UNKNOWN),
    ("jupyter survey", "the question that was asked", jupyter, LOOKED_AT),
)
