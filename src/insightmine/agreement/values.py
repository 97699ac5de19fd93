"""What coders said of units, and what comes out when it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Labels = tuple[str, ...]  # the main one first; none at all says "none of them", which is not "did not say"


class Aspect(StrEnum):
    """What is compared; the first five are coded with given values, the last two with names of one's own."""

    KIND = "kind"
    BASIS = "basis"
    PROMPTING = "prompting"
    EFFECT = "effect"
    STEP = "step"
    CODES = "codes"
    THEME = "theme"


GROUPS = (Aspect.THEME, Aspect.CODES)  # names in these may be a coder's own, and mean nothing to another


@dataclass(frozen=True, slots=True)
class Unit:
    """What was coded: a statement or a quote, whose words they are, and the file they are in, where that is known.

    `key` is the same for two coders exactly when they coded the same unit.
    """

    key: str
    participant: str | None = None
    source: str | None = None
    text: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's work. A unit that is in neither `labels` nor `unsure` of an aspect was not coded in it.

    `names` are what the labels of `groups` are called, where they are ids.
    """

    coder: str
    labels: Mapping[Aspect, Mapping[str, Labels]]
    unsure: Mapping[Aspect, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def units(self) -> frozenset[str]:
        """The units that were coded in anything."""
        coded = [set(labels) for labels in self.labels.values()]
        return frozenset().union(*coded, *self.unsure.values())


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % interval.

    `value` is `None` where it is not defined, `interval` where it is not known; `why` says why one of them is missing.
    """

    value: float | None
    interval: tuple[float, float] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders: on how many units, agreement as a share of them, and Cohen's kappa."""

    first: str
    second: str
    n_units: int
    agreement: float
    kappa: Estimate


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """One label: how many units each coder gave it (in the order of the coders), how many all of them.

    `kappa` and `agreement` are those of giving it or not; `kappa` is Krippendorff's alpha with more than two coders.
    """

    label: str
    counts: tuple[int, ...]
    all_of_them: int
    agreement: float
    kappa: Estimate


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit and what each coder said of it (`None`: nothing). `weight` is how much hangs on it, `why` says what."""

    unit: Unit
    said: tuple[Labels | None, ...]
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of coders on one aspect, on the units that at least two of them coded.

    `alpha` is Krippendorff's: on the main label (`nominal`), and for several labels a unit also on the sets, with
    MASI distance (`alpha_sets`). `alpha_with_unsure` counts "unsure" as a value of its own. `n_clusters` are the
    participants (or files) the units come from, `None` where that is not known. `only_one` counts units that a single
    coder coded, `unsure` those of which a coder, in the order of the coders, could not say.
    """

    aspect: Aspect
    coders: tuple[str, ...]
    n_units: int
    n_clusters: int | None
    clusters: str
    alpha: Estimate
    alpha_sets: Estimate | None
    alpha_with_unsure: Estimate | None
    pairs: tuple[Pair, ...]
    labels: tuple[LabelAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    only_one: int
    unsure: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A group of the first coder, its nearest of the second (`None`: they share nothing), and how far they coincide."""

    group: str
    n: int
    nearest: str | None
    n_nearest: int
    shared: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """The agreement of two groupings without shared names, on the units that both placed.

    `unplaced` counts units in no group of the first, of the second. `ami_with_unplaced` takes all units, those in no
    group as one more group. Kappa over pairs of units, together or apart, is the adjusted Rand index (Warrens 2008,
    Journal of Classification 25:177-183).
    """

    aspects: tuple[Aspect, Aspect]
    coders: tuple[str, str]
    n_units: int
    n_clusters: int | None
    clusters: str
    n_groups: tuple[int, int]
    unplaced: tuple[int, int]
    several: tuple[int, int]
    ari: Estimate
    ami: Estimate
    ami_with_unplaced: Estimate
    alpha_pairs: Estimate
    forward: tuple[Counterpart, ...]
    backward: tuple[Counterpart, ...]
