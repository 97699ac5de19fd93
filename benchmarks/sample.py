"""The sample's gold labels against what the program makes of the sample.

The labels are the intention of the author of the invented interviews, labelled once: not a human coding.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
from benchmarks.overlap import Match, find_quote
from benchmarks.peers import plain_hdbscan, ward
from benchmarks.results import Bar, bar
from benchmarks.scoring import agreement, mean
from benchmarks.workbench import Workbench
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Judgement
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.resources import sample_folder
from insightmine.study import Study

_SIDES = {
    "booster": {SignalEffect.BOOSTER},
    "blocker": {SignalEffect.BLOCKER},
    "both sides": {SignalEffect.BOOSTER, SignalEffect.BLOCKER},
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled quote."""

    source: str
    transcript: str | None
    participant: str
    quote: str
    kinds: tuple[str, ...]
    basis: str
    prompting: str | None
    effect: str
    step: str | None
    theme: str | None


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A method's groups against the gold themes of `n` quotes that have one."""

    method: str
    n: int
    gold_themes: int
    ami: float
    ami_placed: float
    unplaced: float
    k: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned theme: how much of it the theme with most of it holds, and which signals stand for it.

    A signal stands for a planned theme when most of the labelled quotes that support it are that theme's: in a theme
    with two sides each side may be another planned one. `appears`: a signal of each expected effect is there; for a
    single voice, that no theme of several people has swallowed it.
    """

    theme: str
    expected: str
    step: str
    quotes: int
    best_theme_holds: float
    of_it_is_this: float
    signals: tuple[str, ...]
    appears: bool | None
    at_its_step: bool | None


@dataclass(frozen=True, slots=True)
class SampleFigures:
    """The sample; floors are those of real statements, so a pass here proves little."""

    quotes: int
    matched: float
    exact: float
    mean_jaccard: float
    kinds_macro_f1: float
    behaviour_f1: float
    always_behaviour_f1: float
    kinds: tuple[KindScore, ...]
    effect_by_sign: float
    labels: tuple[Label, ...]
    themes: tuple[ThemeScore, ...]
    planned: tuple[Planned, ...]
    planned_sides: int
    planned_sides_found: int
    tuned_on: str
    bars: tuple[Bar, ...]


def measure() -> SampleFigures:
    """Ingest the sample as `insightmine demo` does, and compare."""
    analysis = analyse_sample()
    return compare(analysis, _theme_scores)


def compare(analysis: Analysis, theme_scores: Callable[..., tuple[ThemeScore, ...]]) -> SampleFigures:
    """An analysis of the sample against its labels; `theme_scores` says beside which peers."""
    gold = read_gold()
    matches = [find_quote(analysis, g.source, g.transcript, g.participant, g.quote) for g in gold]
    pairs = [(g, match) for g, match in zip(gold, matches, strict=True) if match is not None]
    judged = [analysis.judgement_by_id[match.statement.id] for _, match in pairs]
    found_kinds = [{kind.value for kind in judgement.kinds} for judgement in judged]
    kinds = kind_figures([g.kinds for g in gold], _aligned(matches, found_kinds))
    planned = _planned(analysis, pairs)
    return SampleFigures(
        quotes=len(gold),
        matched=len(pairs) / len(gold),
        exact=sum(match.exact for _, match in pairs) / len(gold),
        mean_jaccard=mean([match.jaccard for _, match in pairs]),
        kinds_macro_f1=kinds.macro_f1,
        behaviour_f1=kinds.behaviour_f1,
        always_behaviour_f1=kinds.always_behaviour_f1,
        kinds=kinds.kinds,
        effect_by_sign=effect_by_sign([g.effect for g, _ in pairs], [j.effect_score for j in judged]),
        labels=_labels([g for g, _ in pairs], judged, [match.statement.text for _, match in pairs]),
        themes=theme_scores(analysis, pairs),
        planned=planned,
        planned_sides=sum(row.expected in _SIDES for row in planned),
        planned_sides_found=sum(row.expected in _SIDES and bool(row.appears) for row in planned),
        tuned_on="this set: the rules of judgements, and the weights of context (docs/decisions/0003-context.md)",
        bars=(
            bar("sample: macro-F1 of kinds, a quote without statement as missed", kinds.macro_f1, 0.55, 0.70),
            bar("sample: F1 of behaviour, a quote without statement as missed", kinds.behaviour_f1, 0.75, 0.85),
        ),
    )


def analyse_sample() -> Analysis:
    """The whole job on the sample, in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "study"
        shutil.copytree(sample_folder(), folder)
        with Study.open(folder, create=True) as study:
            return study.ingest([folder / "transcripts"]).analysis


def read_gold() -> list[Gold]:
    """The labels in the order of the file."""
    lines = (sample_folder() / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Gold(**{**row, "kinds": tuple(row["kinds"])}) for row in rows]


def _aligned(matches: Sequence[Match | None], found: Sequence[set[str]]) -> list[set[str]]:
    """Found kinds for every quote: none where no statement covers it."""
    rest = iter(found)
    return [next(rest) if match is not None else set() for match in matches]


def _labels(gold: Sequence[Gold], judged: Sequence[Judgement], texts: Sequence[str]) -> tuple[Label, ...]:
    effects = vader_effects(texts)
    return (
        label_figures("main kind", [g.kinds[0] for g in gold], main_kinds(judged)),
        label_figures("basis", [g.basis for g in gold], values(judged, "basis")),
        label_figures("prompting", [g.prompting for g in gold], values(judged, "prompting")),
        label_figures("effect", [g.effect for g in gold], values(judged, "effect"), effects),
        label_figures("step", [g.step or "no step" for g in gold], [j.step or "no step" for j in judged]),
    )


def _theme_scores(analysis: Analysis, pairs: Sequence[tuple[Gold, Match]]) -> tuple[ThemeScore, ...]:
    """Groups are made of all statements of the sample and scored on the quotes that have a gold theme."""
    vectors = Workbench().encoder.encode([statement.text for statement in analysis.statements])
    peers = {"HDBSCAN alone": plain_hdbscan(vectors), "Ward, 1.2 sqrt(n)": ward(vectors)}
    return (*own_themes(analysis, pairs), *(_theme_score(analysis, pairs, *peer) for peer in peers.items()))


def own_themes(analysis: Analysis, pairs: Sequence[tuple[Gold, Match]]) -> tuple[ThemeScore, ...]:
    """The program's themes alone."""
    themes = [analysis.theme_of.get(statement.id) for statement in analysis.statements]
    return (_theme_score(analysis, pairs, "insightmine", [theme.id if theme else None for theme in themes]),)


def _theme_score(
    analysis: Analysis, pairs: Sequence[tuple[Gold, Match]], method: str, groups: Sequence[Hashable | None]
) -> ThemeScore:
    group_of = {statement.id: group for statement, group in zip(analysis.statements, groups, strict=True)}
    told = [(g.theme, group_of[match.statement.id]) for g, match in pairs if g.theme is not None]
    codes = [theme for theme, _ in told]
    score = agreement(codes, [group for _, group in told])
    return ThemeScore(method, len(told), len(set(codes)), score.ami, score.ami_placed, score.unplaced, score.k)


def _planned(analysis: Analysis, pairs: Sequence[tuple[Gold, Match]]) -> tuple[Planned, ...]:
    gold_of = {match.statement.id: g.theme for g, match in pairs if g.theme is not None}
    with (sample_folder() / "gold_themes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(_planned_theme(analysis, gold_of, row) for row in rows)


def _planned_theme(analysis: Analysis, gold_of: Mapping[StatementId, str], row: Mapping[str, str]) -> Planned:
    own = {statement for statement, theme in gold_of.items() if theme == row["theme"]}
    held = Counter(analysis.theme_of[s].id for s in own if s in analysis.theme_of)
    best, count = max(held.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    labelled = [s for s in gold_of if s in analysis.theme_of and analysis.theme_of[s].id == best]
    signals = [signal for signal in analysis.signals if stands_for(signal, gold_of) == row["theme"]]
    return Planned(
        theme=row["theme"],
        expected=row["expected"],
        step=row["step"],
        quotes=len(own),
        best_theme_holds=count / len(own) if own else 0.0,
        of_it_is_this=count / len(labelled) if labelled else 0.0,
        signals=tuple(sorted({f"{signal.effect.value} at {signal.step or 'no step'}" for signal in signals})),
        appears=_appears(row["expected"], signals, own, analysis),
        at_its_step=_appears(row["expected"], [s for s in signals if s.step == row["step"]], own, analysis),
    )


def stands_for(signal: Signal, gold_of: Mapping[StatementId, str]) -> str | None:
    """The gold theme of most labelled quotes that support it; `None` where two have as many, or none has a label."""
    counts = Counter(gold_of[s] for s in signal.supporting if s in gold_of).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _appears(expected: str, signals: Sequence[Signal], own: set[StatementId], analysis: Analysis) -> bool | None:
    """Whether what was planned is there; `None` for what needs measures of success (a conflict)."""
    wanted = _SIDES.get(expected)
    if wanted is not None:
        return wanted <= {signal.effect for signal in signals}
    if expected == "single voice":
        themes = [analysis.theme_of.get(statement) for statement in own]
        return all(theme is None or theme.single_voice for theme in themes)
    return None
