"""Coders compared, aspect by aspect: on labels where they share names, on groups where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from insightmine.agreement.alpha import krippendorff
from insightmine.agreement.consequences import consequence
from insightmine.agreement.distances import masi, nominal
from insightmine.agreement.groupings import compare_groupings
from insightmine.agreement.kappa import cohen, share_agreed
from insightmine.agreement.units import Drawn, drawn
from insightmine.agreement.values import (
    GROUPS,
    Agreement,
    Aspect,
    Coding,
    Disagreement,
    Estimate,
    Grouped,
    LabelAgreement,
    Labels,
    Pair,
    Unit,
)
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.errors import UsageError

UNSURE = "unsure"
NONE = "none"
_ORDER: Mapping[Aspect, Sequence[str]] = {
    Aspect.KIND: list(Kind),
    Aspect.BASIS: list(Basis),
    Aspect.PROMPTING: list(Prompting),
    Aspect.EFFECT: list(Effect),
}


def compare(
    codings: Sequence[Coding], units: Mapping[str, Unit], aspect: Aspect | None = None
) -> tuple[Agreement | Grouped, ...]:
    """The agreement of two coders or more in one aspect, or in everything that at least two of them coded.

    Themes are compared as groups, codes too where the coders have no name for one in common. Raises `UsageError` where
    there is nothing to compare.
    """
    if len(codings) < 2:
        raise UsageError(
            "agreement needs two coders, and there is one", hint="name a second coding, or study for the program's own"
        )
    found: list[Agreement | Grouped] = []
    for wanted in [aspect] if aspect is not None else list(Aspect):
        found += _in_aspect(wanted, codings, units)
    if aspect in (None, *GROUPS) and not any(isinstance(one, Grouped) or one.aspect in GROUPS for one in found):
        found += _across(codings, units)
    if not found:
        what = f"{aspect}: " if aspect is not None else ""
        raise UsageError(f"{what}{_nothing(codings, aspect)}", hint="see docs/agreement.md for what a coding holds")
    return tuple(found)


def _in_aspect(aspect: Aspect, codings: Sequence[Coding], units: Mapping[str, Unit]) -> list[Agreement | Grouped]:
    having = [coding for coding in codings if coding.labels.get(aspect)]
    pairs = list(combinations(having, 2))
    if not any(_coded(one, aspect) & _coded(other, aspect) for one, other in pairs):
        return []
    if aspect is Aspect.THEME or (aspect is Aspect.CODES and not any(_share_names(*pair) for pair in pairs)):
        return [compare_groupings(one, other, (aspect, aspect), units) for one, other in pairs]
    return [_agreement(aspect, having, units)]


def _across(codings: Sequence[Coding], units: Mapping[str, Unit]) -> list[Agreement | Grouped]:
    """Somebody's codes against somebody else's themes: groups both."""
    found: list[Agreement | Grouped] = []
    for one, other in combinations(codings, 2):
        for aspects in ((Aspect.CODES, Aspect.THEME), (Aspect.THEME, Aspect.CODES)):
            if one.labels.get(aspects[0], {}).keys() & other.labels.get(aspects[1], {}).keys():
                found.append(compare_groupings(one, other, aspects, units))
                break
    return found


def _share_names(one: Coding, other: Coding) -> bool:
    first, second = ({label for labels in c.labels[Aspect.CODES].values() for label in labels} for c in (one, other))
    return bool(first & second)


def _coded(coding: Coding, aspect: Aspect) -> frozenset[str]:
    """What somebody looked at, with a verdict or without."""
    return frozenset(coding.labels.get(aspect, {})) | coding.unsure.get(aspect, frozenset())


def _nothing(codings: Sequence[Coding], aspect: Aspect | None) -> str:
    names = " and ".join(coding.coder for coding in codings)
    if not frozenset.intersection(*(coding.units for coding in codings[:2])):
        return f"{names} coded no unit in common"
    coded = "; ".join(f"{c.coder}: {', '.join(a for a in Aspect if c.labels.get(a)) or 'nothing'}" for c in codings)
    return f"nothing that both coded ({coded})" if aspect is None else f"not coded by both ({coded})"


def _agreement(aspect: Aspect, codings: Sequence[Coding], units: Mapping[str, Unit]) -> Agreement:
    looked = [_coded(coding, aspect) for coding in codings]
    every = sorted(frozenset().union(*looked))
    said = {key: tuple(coding.labels[aspect].get(key) for coding in codings) for key in every}
    keys = [key for key in every if sum(labels is not None for labels in said[key]) > 1]
    values = [said[key] for key in keys]
    by = drawn([units[key] for key in keys])
    return Agreement(
        aspect=aspect,
        coders=tuple(coding.coder for coding in codings),
        n_units=len(keys),
        n_clusters=by.n_known,
        clusters=by.word,
        alpha=krippendorff(values, nominal, by.names, by.word),
        alpha_sets=_alpha_sets(values, by),
        alpha_with_unsure=_with_unsure(aspect, codings, every, units),
        pairs=tuple(
            _pair(codings[i].coder, codings[j].coder, [(row[i], row[j]) for row in values], by)
            for i, j in combinations(range(len(codings)), 2)
        ),
        labels=_by_label(aspect, values, by),
        disagreements=_disagreements(aspect, keys, values, units),
        only_one=sum(sum(key in one for one in looked) == 1 for key in every),
        unsure=tuple(
            sum(key in coding.unsure.get(aspect, frozenset()) for key in every if _seen_by_others(key, i, looked))
            for i, coding in enumerate(codings)
        ),
    )


def _seen_by_others(key: str, number: int, looked: Sequence[frozenset[str]]) -> bool:
    return any(key in one for i, one in enumerate(looked) if i != number)


def _alpha_sets(values: Sequence[Sequence[Labels | None]], by: Drawn) -> Estimate | None:
    several = any(labels is not None and len(labels) > 1 for row in values for labels in row)
    if not several:
        return None
    sets = [[None if labels is None else tuple(sorted(set(labels))) for labels in row] for row in values]
    return krippendorff(sets, masi, by.names, by.word)


def _with_unsure(
    aspect: Aspect, codings: Sequence[Coding], every: Sequence[str], units: Mapping[str, Unit]
) -> Estimate | None:
    """Alpha with "unsure" as a value like others, so that nobody gains by leaving the hard ones out."""
    values: list[list[Labels | None]] = [
        [(UNSURE,) if key in c.unsure.get(aspect, frozenset()) else c.labels[aspect].get(key) for c in codings]
        for key in every
    ]
    kept = [i for i, row in enumerate(values) if sum(labels is not None for labels in row) > 1]
    if not any((UNSURE,) in values[i] for i in kept):
        return None
    by = drawn([units[every[i]] for i in kept])
    return krippendorff([values[i] for i in kept], nominal, by.names, by.word)


def _pair(first: str, second: str, rows: Sequence[tuple[Labels | None, Labels | None]], by: Drawn) -> Pair:
    both = [i for i, row in enumerate(rows) if None not in row]
    one, other = ([_main(rows[i][side]) for i in both] for side in (0, 1))
    kappa = cohen(one, other, [by.names[i] for i in both], by.word)
    return Pair(first, second, len(both), share_agreed(one, other), kappa)


def _main(labels: Labels | None) -> str:
    return labels[0] if labels else NONE


def _by_label(aspect: Aspect, values: Sequence[Sequence[Labels | None]], by: Drawn) -> tuple[LabelAgreement, ...]:
    counts = Counter(label for row in values for labels in row for label in set(_or_none(labels)))
    order = {label: place for place, label in enumerate(_ORDER.get(aspect, ()))}
    labels = sorted(counts, key=lambda label: (order.get(label, len(order)), label == NONE, -counts[label], label))
    return tuple(_one_label(label, values, by) for label in labels)


def _or_none(labels: Labels | None) -> Labels:
    return () if labels is None else labels or (NONE,)


def _one_label(label: str, values: Sequence[Sequence[Labels | None]], by: Drawn) -> LabelAgreement:
    """Given or not, by each coder; with two coders Cohen's kappa, with more Krippendorff's alpha."""
    given = [[None if labels is None else label in _or_none(labels) for labels in row] for row in values]
    pairs = [(a, b) for row in given for a, b in combinations([v for v in row if v is not None], 2)]
    if given and len(given[0]) == 2:
        one, other = ([str(row[side]) for row in given] for side in (0, 1))
        kappa = cohen(one, other, by.names, by.word)
    else:
        said = [[None if value is None else (str(value),) for value in row] for row in given]
        kappa = krippendorff(said, nominal, by.names, by.word)
    return LabelAgreement(
        label=label,
        counts=tuple(sum(value is True for value in side) for side in zip(*given, strict=True)),
        all_of_them=sum(all(value is not False for value in row) for row in given),
        agreement=sum(a == b for a, b in pairs) / max(1, len(pairs)),
        kappa=kappa,
    )


def _disagreements(
    aspect: Aspect, keys: Sequence[str], values: Sequence[tuple[Labels | None, ...]], units: Mapping[str, Unit]
) -> tuple[Disagreement, ...]:
    """Where two coders differ: what most hangs on first, then by what that is, then by the units' keys."""
    found = []
    for key, said in zip(keys, values, strict=True):
        weight, why = consequence(aspect, said)
        if weight > 0:
            found.append(Disagreement(units[key], said, round(weight, 6), why))
    return tuple(sorted(found, key=lambda item: (-item.weight, item.why, item.unit.key)))
