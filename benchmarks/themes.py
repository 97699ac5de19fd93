"""Themes against human codes: rows as statements through the whole pipeline, beside peers on the same vectors."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.coded_sets import INTERVIEWS, LOOKED_AT, SETS, SHORT, CodedSet
from benchmarks.data import DataAbsent
from benchmarks.peers import plain_hdbscan, ward
from benchmarks.peers.environment import PeersAbsent
from benchmarks.peers.handover import BERTOPIC, EVOC, PeerGroups, Rows
from benchmarks.peers.plain import Groups
from benchmarks.peers.runs import PeerRuns, run_peers, shuffled_places
from benchmarks.results import Bar, bar
from benchmarks.scoring import Agreement, agreement, rand_index
from benchmarks.spoken_codes import STUDIES as SPOKEN
from benchmarks.spoken_codes import coded_study
from benchmarks.workbench import Workbench

OURS, REASSIGNED, WARD = "insightmine", "BERTopic, outliers reassigned", "Ward, 1.2 sqrt(n)"
MOST_UNPLACED = 0.15
# AMI of BERTopic and EVoC measured in November 2026 with the same weights, by others on another machine.
MEASURED_BEFORE: Mapping[tuple[str, str], float] = {
    ("heritrace notes", BERTOPIC): 0.268,
    ("pdpilot segments", BERTOPIC): 0.180,
    ("pdpilot codes with 5+", BERTOPIC): 0.0,
    ("pdpilot codes with 5+", EVOC): 0.306,
    ("jupyter survey", BERTOPIC): 0.201,
    ("jupyter survey", EVOC): 0.163,
    ("banking77 test", BERTOPIC): 0.734,
    ("banking77 test", EVOC): 0.652,
    ("argkp", BERTOPIC): 0.701,
    ("argkp", EVOC): 0.540,
    ("clinc150 test", BERTOPIC): 0.826,
    ("clinc150 test", EVOC): 0.779,
}
# where BERTopic finds nothing, the floor is a multiple of another peer
_COMPARED_WITH = {"pdpilot codes with 5+": EVOC}


@dataclass(frozen=True, slots=True)
class Grouped:
    """One method on one set; of peers with seeds the run with the middle AMI."""

    data: str
    kind: str
    n: int
    codes: int
    method: str
    ami: float
    ami_placed: float
    unplaced: float
    k: int
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A peer over its seeds; `order_agreement`: the first seed on shuffled rows, ARI; `ami_before`: others' figure."""

    data: str
    method: str
    seeds: int
    crashed: int
    ami_lowest: float
    ami_middle: float
    ami_highest: float
    k_lowest: int
    k_highest: int
    order_agreement: float
    ami_before: float | None


@dataclass(frozen=True, slots=True)
class Multiple:
    """Our AMI divided by a peer's, `None` where the peer has nothing; against BERTopic's best and worst seed too."""

    data: str
    bertopic: float | None
    best_seed: float | None
    worst_seed: float | None
    outliers_reassigned: float | None
    evoc: float | None
    ward: float | None


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
    multiples: tuple[Multiple, ...]
    spreads: tuple[Spread, ...]
    orders: tuple[Order, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What is scored, which of the rows that were grouped are scored, and what was found without the peers."""

    coded: CodedSet
    source: str
    kept: tuple[int, ...]
    groups: Mapping[str, Sequence[Hashable | None]]
    order: Order | None = None


def measure(only: str = "") -> ThemeFigures:
    """All sets that are there and have `only` in their names. Raises `DataAbsent` when none is."""
    bench = Workbench()
    rows: dict[str, Rows] = {}
    scored: list[_Scored] = []
    absent: list[str] = []
    readers = {**dict.fromkeys(SETS, _as_rows), **dict.fromkeys(SPOKEN, _spoken)}
    for name, read in readers.items():
        if only in name:
            try:
                rows[name], parts = read(bench, name)
                scored += parts
            except DataAbsent:
                absent.append(name)
    if not scored:
        raise DataAbsent(", ".join(absent) or f"set with {only!r} in its name")
    try:
        peers = run_peers(rows)
    except PeersAbsent as missing:
        peers = {}
        absent.append(f"BERTopic and EVoC: {missing}")
    groupings, multiples, spreads, bars = [], [], [], []
    for part in scored:
        runs = peers.get(part.source, {})
        ours, *plain = [_grouped(part.coded, method, groups) for method, groups in part.groups.items()]
        rows_of_part = [ours, *_peer_rows(part, runs), *plain]
        groupings += rows_of_part
        if runs:
            multiples.append(_multiple(part, rows_of_part, runs[BERTOPIC]))
        if part.order is not None:
            spreads += [_spread(part, found) for found in runs.values()]
            bars += _bars(part, rows_of_part)
    orders = tuple(part.order for part in scored if part.order is not None)
    return ThemeFigures(tuple(groupings), tuple(multiples), tuple(spreads), orders, tuple(bars), tuple(absent))


def _as_rows(bench: Workbench, name: str) -> tuple[Rows, list[_Scored]]:
    coded = SETS[name]()
    ours, order = _ours(bench, coded)
    vectors = bench.encoder.encode(coded.texts)
    groups = {OURS: ours, "HDBSCAN alone": plain_hdbscan(vectors), WARD: ward(vectors)}
    return Rows(coded.texts, vectors), [_Scored(coded, name, tuple(range(len(coded))), groups, order)]


def _ours(bench: Workbench, coded: CodedSet) -> tuple[Sequence[Hashable | None], Order]:
    """The theme id of each row, and whether shuffled rows get the same."""
    straight = theme_of_rows(bench, coded.texts, coded.people)
    places = shuffled_places(len(coded))
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


def _spoken(bench: Workbench, study: str) -> tuple[Rows, list[_Scored]]:
    """Themes of whole transcripts, scored on the statements in coded quotes: all of them, and one for each quote."""
    coded = coded_study(bench, study)
    statements = coded.analysis.statements
    themes = [coded.analysis.theme_of.get(statement.id) for statement in statements]
    texts = [statement.text for statement in statements]
    vectors = bench.encoder.encode(texts)
    methods: dict[str, Sequence[Hashable | None]] = {
        OURS: [theme.id if theme else None for theme in themes],
        "HDBSCAN alone": plain_hdbscan(vectors),
        WARD: ward(vectors),
    }
    parts = []
    for name, kept in (("from its transcripts", set(coded.code_of)), ("one statement a quote", coded.longest)):
        rows = tuple(row for row, statement in enumerate(statements) if statement.id in kept)
        codes = tuple(coded.code_of[statements[row].id] for row in rows)
        part = CodedSet(f"{study}, {name}", INTERVIEWS, ("",) * len(rows), codes, None, LOOKED_AT)
        groups = {method: [found[row] for row in rows] for method, found in methods.items()}
        parts.append(_Scored(part, study, rows, groups))
    return Rows(texts, vectors), parts


def _scores(part: _Scored, groups: Sequence[Hashable | None]) -> Agreement:
    return agreement(part.coded.codes, [groups[row] for row in part.kept])


def _middle(part: _Scored, runs: PeerRuns) -> PeerGroups:
    """The run with the middle AMI, the earlier seed where two have the same."""
    ordered = sorted(runs.runs, key=lambda run: _scores(part, run.groups).ami)
    return ordered[len(ordered) // 2]


def _peer_rows(part: _Scored, runs: Mapping[str, PeerRuns]) -> list[Grouped]:
    found: dict[str, Groups] = {}
    for method, of_method in runs.items():
        middle = _middle(part, of_method)
        found[method] = middle.groups
        if method == BERTOPIC:
            found[REASSIGNED] = middle.reassigned
    return [_grouped(part.coded, method, [groups[row] for row in part.kept]) for method, groups in found.items()]


def _grouped(coded: CodedSet, method: str, groups: Sequence[Hashable | None]) -> Grouped:
    scores = agreement(coded.codes, groups)
    return Grouped(
        coded.name, coded.kind, len(coded), coded.n_codes, method,
        scores.ami, scores.ami_placed, scores.unplaced, scores.k, coded.tuned_on if method == OURS else "",
    )  # fmt: skip


def _multiple(part: _Scored, rows: Sequence[Grouped], bertopic: PeerRuns) -> Multiple:
    ami = {row.method: row.ami for row in rows}
    seeds = [_scores(part, run.groups).ami for run in bertopic.runs]
    peers = [ami[BERTOPIC], max(seeds), min(seeds), ami[REASSIGNED], ami[EVOC], ami[WARD]]
    return Multiple(part.coded.name, *(ami[OURS] / peer if peer > 0 else None for peer in peers))


def _spread(part: _Scored, runs: PeerRuns) -> Spread:
    scores = sorted((_scores(part, run.groups) for run in runs.runs), key=lambda found: found.ami)
    return Spread(
        data=part.coded.name,
        method=runs.method,
        seeds=len(runs.runs),
        crashed=runs.crashed,
        ami_lowest=scores[0].ami,
        ami_middle=scores[len(scores) // 2].ami,
        ami_highest=scores[-1].ami,
        k_lowest=min(found.k for found in scores),
        k_highest=max(found.k for found in scores),
        order_agreement=runs.order_agreement,
        ami_before=MEASURED_BEFORE.get((part.coded.name, runs.method)),
    )


def _bars(part: _Scored, rows: Sequence[Grouped]) -> list[Bar]:
    """The peer is the middle one of this run; without peers, what is a multiple of theirs is left out."""
    by_method = {row.method: row for row in rows}
    name, ours, order = part.coded.name, by_method[OURS], part.order
    least, wanted = (1.0, 1.1) if part.coded.kind == SHORT else (1.1, 1.3)
    off = max(ours.k / ours.codes, ours.codes / max(ours.k, 1))
    bars = [
        bar(f"{name}: AMI as a multiple of {peer}'s", ours.ami / by_method[peer].ami, least, wanted)
        for peer in [_COMPARED_WITH.get(name, BERTOPIC)]
        if peer in by_method and by_method[peer].ami > 0
    ]
    bars += [
        bar(f"{name}: share unplaced", ours.unplaced, MOST_UNPLACED, MOST_UNPLACED, lower_is_better=True),
        bar(f"{name}: number of themes, times off", off, 3.0, 1.5, lower_is_better=True),
    ]
    if order is not None:
        bars.append(bar(f"{name}: order agreement", order.order_agreement, 1.0, 1.0))
    return bars
