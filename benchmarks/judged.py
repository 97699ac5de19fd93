"""Judgements against labels: accuracy, balanced accuracy, F1 of kinds, beside the commonest label and VADER."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from benchmarks.peers import vader
from benchmarks.scoring import balanced_accuracy, f1, macro_f1, mean
from insightmine.domain.judgements import Effect, Judgement

BEHAVIOUR = {"behaviour", "workaround"}
_VADER_BAND = 0.05  # VADER's own limits of neutral
_COMMON = 5  # a label with fewer items has no say in balanced accuracy
_SIGN = {Effect.HELPS.value: True, Effect.HINDERS.value: False}


@dataclass(frozen=True, slots=True)
class Label:
    """One judgement over labelled statements: unsure counts as wrong.

    `balanced`: the mean accuracy over the labels with five items or more; `largest`: always saying the commonest.
    """

    judgement: str
    n: int
    accuracy: float
    balanced: float
    unsure: float
    largest: float
    vader: float | None = None


@dataclass(frozen=True, slots=True)
class KindScore:
    """F1 of one kind; `gold` and `found` are how often it was labelled and judged."""

    kind: str
    gold: int
    found: int
    f1: float


@dataclass(frozen=True, slots=True)
class KindFigures:
    """All kinds of a set. `macro_f1_common` leaves out kinds with fewer than five labels, of which one slip decides.

    `always_behaviour_f1`: F1 of calling everything behaviour.
    """

    macro_f1: float
    macro_f1_common: float
    behaviour_f1: float
    always_behaviour_f1: float
    kinds: tuple[KindScore, ...]


def kind_figures(truth: Sequence[Collection[str]], found: Sequence[Collection[str]]) -> KindFigures:
    """Multi-label F1. An empty collection in `found` stands for a quote that no statement covers."""
    scores = macro_f1(truth, found)
    told = [bool(BEHAVIOUR & set(kinds)) for kinds in truth]
    return KindFigures(
        macro_f1=mean(list(scores.values())),
        macro_f1_common=mean(
            [score for kind, score in scores.items() if sum(kind in kinds for kinds in truth) >= _COMMON]
        ),
        behaviour_f1=f1(told, [bool(BEHAVIOUR & set(kinds)) for kinds in found]),
        always_behaviour_f1=f1(told, [True] * len(told)),
        kinds=tuple(
            KindScore(kind, sum(kind in kinds for kinds in truth), sum(kind in kinds for kinds in found), score)
            for kind, score in scores.items()
        ),
    )


def label_figures(
    name: str, truth: Sequence[str | None], found: Sequence[str | None], peer: Sequence[str] | None = None
) -> Label:
    """One judgement; items whose true label is `None` are left out."""
    kept = [i for i, label in enumerate(truth) if label is not None]
    right: dict[str | None, list[float]] = {}
    for i in kept:
        right.setdefault(truth[i], []).append(float(truth[i] == found[i]))
    return Label(
        judgement=name,
        n=len(kept),
        accuracy=mean([float(truth[i] == found[i]) for i in kept]),
        balanced=mean([mean(hits) for hits in right.values() if len(hits) >= _COMMON]),
        unsure=mean([float(found[i] is None) for i in kept]),
        largest=max(Counter(truth[i] for i in kept).values()) / len(kept),
        vader=mean([float(truth[i] == peer[i]) for i in kept]) if peer else None,
    )


def effect_by_sign(truth: Sequence[str], scores: Sequence[float]) -> float:
    """Balanced accuracy of the sign of `effect_score` on what is labelled helps or hinders."""
    sided = [(_SIGN[label], score) for label, score in zip(truth, scores, strict=True) if label in _SIGN]
    return balanced_accuracy([good for good, _ in sided], [score for _, score in sided])


def vader_effects(texts: Sequence[str]) -> list[str]:
    """VADER's verdicts: helps, hinders or neutral."""
    return [_vader_effect(score) for score in vader(texts)]


def _vader_effect(score: float) -> str:
    if abs(score) < _VADER_BAND:
        return Effect.NEUTRAL.value
    return Effect.HELPS.value if score > 0 else Effect.HINDERS.value


def main_kinds(judged: Sequence[Judgement]) -> list[str | None]:
    """The first kind of each judgement."""
    return [judgement.kinds[0].value if judgement.kinds else None for judgement in judged]


def values(judged: Sequence[Judgement], name: str) -> list[str | None]:
    """`basis`, `prompting` or `effect` of each judgement as a word; `None` where unsure."""
    found: list[str | None] = []
    for judgement in judged:
        value = {"basis": judgement.basis, "prompting": judgement.prompting, "effect": judgement.effect}[name]
        found.append(value.value if value is not None else None)
    return found
