"""Themes against human codes: rows as statements through the whole pipeline, beside HDBSCAN and Ward alone."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from benchmarks.coded_sets import INTERVIEWS, LOOKED_AT, SETS, SHORT, CodedSet
from benchmarks.data import DataAbsent
from benchmarks.peers import plain_hdbscan, ward
from benchmarks.results import Bar, bar
from benchmarks.scoring import agreement, rand_index
from benchmarks.spoken_codes import STUDIES as SPOKEN
from benchmarks.spoken_codes import coded_study
from benchmarks.workbench import Workbench

OURS = "insightmine"
MOST_UNPLACED = 0.15
# AMI measured once in November 2026 with the same weights, in another run on another machine: a yardstick for the
# floors, not a peer of this run. BERTopic 0.17.4 defaults; pdpilot's 77: EVoC 0.3.2, where BERTopic finds nothing.
YARDSTICK = {
    "heritrace notes": 0.268,
    "pdpilot segments": 0.180,
    "pdpilot codes with 5+": 0.306,
    "jupyter survey": 0.201,
    "banking77 test": 0.734,
    "argkp": 0.701,
    "clinc150 test": 0.826,
}


@dataclass(frozen=True, slots=True)
class Grouped:
    """One method on one set; `yardstick` is BERTopic's AMI of November 2026 (see the module), not of this run."""

    data: str
    kind: str
    n: int
    codes: int
    method: str
    ami: float
    ami_placed: float
    unplaced: float
    k: int
    yardstick: float | None
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Order:
    """The same rows in another order: 1 is the same grouping, row by row."""

    data: str
    n: int
    order_agreement: float
    names_and_ids_alike: bool


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """Section "themes": every set, every method, both orders."""

    groupings: tuple[Grouped, ...]
    orders: tuple[Order, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


def measure() -> ThemeFigures:
    """All sets that are there. Raises `DataAbsent` when none is."""
    bench = Workbench()
    groupings: list[Grouped] = []
    orders: list[Order] = []
    bars: list[Bar] = []
    absent: list[str] = []
    for name, read in SETS.items():
        try:
            coded = read()
        except DataAbsent:
            absent.append(name)
            continue
        ours, order = _ours(bench, coded)
        vectors = bench.encoder.encode(coded.texts)
        peers = {"HDBSCAN alone": plain_hdbscan(vectors), "Ward, 1.2 sqrt(n)": ward(vectors)}
        rows = [_grouped(coded, method, groups) for method, groups in {OURS: ours, **peers}.items()]
        groupings += rows
        orders.append(order)
        bars += _bars(coded, rows[0], order)
    for study in SPOKEN:
        try:
            groupings += _spoken(bench, study)
        except DataAbsent:
            absent.append(study)
    if not groupings:
        raise DataAbsent(", ".join(absent))
    return ThemeFigures(tuple(groupings), tuple(orders), tuple(bars), tuple(absent))


def _ours(bench: Workbench, coded: CodedSet) -> tuple[Sequence[Hashable | None], Order]:
    """The theme id of each row, and whether shuffled rows get the same."""
    straight = theme_of_rows(bench, coded.texts, coded.people)
    places = list(range(len(coded)))
    random.Random(1).shuffle(places)
    people = [coded.people[place] for place in places] if coded.people else None
    found = theme_of_rows(bench, [coded.texts[place] for place in places], people)
    back = dict(zip(places, found, strict=True))
    shuffled = [back[place] for place in range(len(coded))]
    return straight, Order(coded.name, len(coded), rand_index(straight, shuffled), straight == shuffled)


def theme_of_rows(bench: Workbench, texts: Sequence[str], people: Sequence[str] | None) -> list[str | None]:
    """Id and name of the theme of each row, `None` for the unplaced."""
    analysis = bench.analyse_rows(texts, people)
    found: list[str | None] = [None] * len(texts)
    for statement in analysis.statements:
        theme = analysis.theme_of.get(statement.id)
        found[statement.turn] = f"{theme.id} {theme.name}" if theme else None
    return found


def _spoken(bench: Workbench, study: str) -> list[Grouped]:
    """Themes of whole transcripts, scored on the statements in coded quotes: all of them, and one for each quote."""
    coded = coded_study(bench, study)
    statements = coded.analysis.statements
    themes = [coded.analysis.theme_of.get(statement.id) for statement in statements]
    vectors = bench.encoder.encode([statement.text for statement in statements])
    methods: dict[str, Sequence[Hashable | None]] = {
        OURS: [theme.id if theme else None for theme in themes],
        "HDBSCAN alone": plain_hdbscan(vectors),
        "Ward, 1.2 sqrt(n)": ward(vectors),
    }
    found: list[Grouped] = []
    for name, kept in (("from its transcripts", set(coded.code_of)), ("one statement a quote", coded.longest)):
        rows = [row for row, statement in enumerate(statements) if statement.id in kept]
        codes = tuple(coded.code_of[statements[row].id] for row in rows)
        part = CodedSet(f"{study}, {name}", INTERVIEWS, ("",) * len(rows), codes, None, LOOKED_AT)
        found += [_grouped(part, method, [groups[row] for row in rows]) for method, groups in methods.items()]
    return found


def _grouped(coded: CodedSet, method: str, groups: Sequence[Hashable | None]) -> Grouped:
    scores = agreement(coded.codes, groups)
    own = method == OURS
    return Grouped(
        coded.name, coded.kind, len(coded), coded.n_codes, method,
        scores.ami, scores.ami_placed, scores.unplaced, scores.k,
        YARDSTICK.get(coded.name) if own else None, coded.tuned_on if own else "",
    )  # fmt: skip


def _bars(coded: CodedSet, ours: Grouped, order: Order) -> list[Bar]:
    least, wanted = (1.0, 1.1) if coded.kind == SHORT else (1.1, 1.3)
    times = ours.ami / YARDSTICK[coded.name]
    off = max(ours.k / ours.codes, ours.codes / max(ours.k, 1))
    return [
        bar(f"{coded.name}: AMI as a multiple of the yardstick", times, least, wanted),
        bar(f"{coded.name}: share unplaced", ours.unplaced, MOST_UNPLACED, MOST_UNPLACED, lower_is_better=True),
        bar(f"{coded.name}: number of themes, times off", off, 3.0, 1.5, lower_is_better=True),
        bar(f"{coded.name}: order agreement", order.order_agreement, 1.0, 1.0),
    ]
