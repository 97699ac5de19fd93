"""What kind of statement, on statements of real studies that nothing was tuned on.

`gold/held_out.jsonl` and `gold/statements.jsonl` hold places and digests, no text; `gold/README.md` says how they were
labelled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.heads_without import HeadsWithout, Trained
from benchmarks.judged import (
    KindScore,
    Label,
    effect_by_sign,
    kind_figures,
    label_figures,
    main_kinds,
    vader_effects,
    values,
)
from benchmarks.labelled import Labels, Place, Said, read_places, statements_at
from benchmarks.results import Bar, bar
from benchmarks.supervision import study_of
from benchmarks.workbench import Workbench
from insightmine.agreement.alpha import krippendorff
from insightmine.agreement.distances import nominal
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.speech import Statement
from insightmine.judgements import Encode, judge
from insightmine.judgements.heads import Heads, load_heads

Found = Mapping[tuple[str, str, int, int], tuple[Statement, Judgement]]


@dataclass(frozen=True, slots=True)
class Setting:
    """One labelled set under one sort of heads; `covered`: places of which a statement holds half or more."""

    data: str
    heads: str
    statements: int
    covered: float
    kinds_macro_f1: float
    kinds_macro_f1_common: float
    behaviour_f1: float
    always_behaviour_f1: float
    main_kind: float
    basis: float
    effect: float
    prompting: float | None
    effect_by_sign: float


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far the two labellings of the set agree: Krippendorff's alpha, its interval by drawing interviews."""

    judgement: str
    alpha: float | None
    interval: tuple[float, float] | None
    labellings: str = "by a program, twice, apart from each other"


@dataclass(frozen=True, slots=True)
class KindsFigures:
    """All sets and settings; `labels` and `kinds` are of the larger set, with the program's own heads."""

    sets: tuple[Setting, ...]
    kinds: tuple[KindScore, ...]
    labels: tuple[Label, ...]
    agreement: tuple[Agreed, ...]
    tuned_on: str
    bars: tuple[Bar, ...]


TOLD = "told"
_HELD_OUT, _GOLD, _BOTH = "held out, 118", "gold, 440", "both, 558"
_OWN, _UNSEEN, _RULES = "the program's: other statements of the studies", "trained without the study", "none: the rules"


def measure() -> KindsFigures:
    """Split and judge the studies, and compare at the labelled places. Raises `DataAbsent`."""
    bench = Workbench()
    without = HeadsWithout(bench)
    sorts: dict[str, Callable[[str], Trained]] = {
        _OWN: lambda _: Trained(load_heads(), bench.classify),
        _UNSEEN: lambda study: without.of(study_of(study)),
        _RULES: lambda _: Trained(_no_heads(), bench.classify),
    }
    sets = gold_sets()
    rows: list[Setting] = []
    found: dict[str, dict[tuple[str, str, int, int], tuple[Statement, Judgement]]] = defaultdict(dict)
    largest: tuple[tuple[KindScore, ...], tuple[Label, ...]] = ((), ())
    for data, (places, reading) in sets.items():
        said = {study: statements_at(bench, [p for p in places if p.study == study]) for study in _studies(places)}
        for sort, trained in sorts.items():
            own = {key: one for study in said for key, one in judged_at(bench, said[study], *trained(study)).items()}
            rows.append(setting(data, sort, places, reading, own))
            found[sort] |= own
            if (data, sort) == (_GOLD, _OWN):
                largest = kind_scores(places, reading, own), labels(places, reading, own)
    both = together(sets.values())
    rows += [setting(_BOTH, sort, both, TOLD, own) for sort, own in found.items()]
    return KindsFigures(
        tuple(rows), *largest, agreement(sets[_GOLD][0]),
        "not these statements; others of the same studies were looked at while the rules were made, and trained on",
        tuple(one for row in rows if row.heads != _RULES for one in _bars(row)),
    )  # fmt: skip


def gold_sets() -> dict[str, tuple[list[Place], str]]:
    """The places of the two labelled sets, each with the reading that counts."""
    return {_HELD_OUT: (read_places("held_out.jsonl"), "one"), _GOLD: (read_places("statements.jsonl"), "settled")}


def together(sets: Iterable[tuple[Sequence[Place], str]]) -> list[Place]:
    """The places of all sets, each with the labels that count for it under one name."""
    return [replace(place, readings={TOLD: place.readings[reading]}) for places, reading in sets for place in places]


def setting(data: str, sort: str, places: Sequence[Place], reading: str, found: Found) -> Setting:
    """Labels against judgements; a place without a statement counts as missed among the kinds."""
    said = [place.readings[reading] for place in places]
    kinds = kind_figures([one.kinds for one in said], [kinds_at(place, found) for place in places])
    by_name = {label.judgement: label for label in labels(places, reading, found)}
    covered = [place for place in places if place.key in found]
    prompting = by_name.get("prompting")
    return Setting(
        data, sort, len(places), len(covered) / len(places), kinds.macro_f1, kinds.macro_f1_common, kinds.behaviour_f1,
        kinds.always_behaviour_f1, by_name["main kind"].accuracy, by_name["basis"].accuracy,
        by_name["effect"].accuracy, prompting.accuracy if prompting else None,
        effect_by_sign([place.readings[reading].effect for place in covered],
                       [found[place.key][1].effect_score for place in covered]),
    )  # fmt: skip


def kind_scores(places: Sequence[Place], reading: str, found: Found) -> tuple[KindScore, ...]:
    """F1 kind by kind."""
    truth = [place.readings[reading].kinds for place in places]
    return kind_figures(truth, [kinds_at(place, found) for place in places]).kinds


def labels(places: Sequence[Place], reading: str, found: Found) -> tuple[Label, ...]:
    """The judgements with one value each, at the places that a statement covers."""
    covered = [place for place in places if place.key in found]
    said = [place.readings[reading] for place in covered]
    judged = [found[place.key][1] for place in covered]
    vader = vader_effects([found[place.key][0].text for place in covered])
    rows = [
        label_figures("main kind", [one.kinds[0] for one in said], main_kinds(judged)),
        label_figures("basis", [one.basis for one in said], values(judged, "basis")),
        label_figures("effect", [one.effect for one in said], values(judged, "effect"), vader),
    ]
    if any(one.prompting for one in said):
        rows.append(label_figures("prompting", [one.prompting for one in said], values(judged, "prompting")))
    return tuple(rows)


def agreement(places: Sequence[Place]) -> tuple[Agreed, ...]:
    """Krippendorff's alpha of the two labellings, for each judgement."""
    clusters = [f"{place.study} {place.transcript}" for place in places]
    rows = []
    for name, value in _JUDGEMENTS.items():
        said = [[value(place.readings["a"]), value(place.readings["b"])] for place in places]
        found = krippendorff(said, nominal, clusters, "interviews")
        rows.append(Agreed(name, found.value, found.interval))
    return tuple(rows)


_JUDGEMENTS: Mapping[str, Callable[[Labels], tuple[str, ...]]] = {
    "main kind": lambda one: one.kinds[:1],
    "basis": lambda one: (one.basis,),
    "effect": lambda one: (one.effect,),
    "prompting": lambda one: (one.prompting or "cannot be told",),
}


def kinds_at(place: Place, found: Found) -> set[str]:
    return {kind.value for kind in found[place.key][1].kinds} if place.key in found else set()


def _studies(places: Sequence[Place]) -> list[str]:
    return list(dict.fromkeys(place.study for place in places))


def _no_heads() -> Heads:
    """Heads that fit no encoder, so that the rules decide alone."""
    return replace(load_heads(), probe=np.zeros(1))


def judged_at(bench: Workbench, said: Said, heads: Heads, classify: Encode) -> Found:
    """All statements of the interviews, since how an interview is spoken is read from all of them."""
    vectors = bench.encoder.encode([statement.text for statement in said.statements])
    judged = judge(
        said.statements, said.annotations, vectors, bench.encoder.encode, Journey(), said.transcripts,
        heads=heads, classify=classify,
    ).judgements  # fmt: skip
    by_id = {one.id: (one, judgement) for one, judgement in zip(said.statements, judged, strict=True)}
    return {key: by_id[statement] for key, statement in said.at.items()}


def _bars(row: Setting) -> tuple[Bar, Bar]:
    where = f"{row.data}, heads {row.heads}"
    return (
        bar(f"{where}: macro-F1 of kinds", row.kinds_macro_f1, 0.55, 0.70),
        bar(f"{where}: F1 of behaviour", row.behaviour_f1, 0.75, 0.85),
    )
