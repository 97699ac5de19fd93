"""What people did and how it ended, in words: who succeeded of those who did it, never what made them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind
from insightmine.domain.measures import Better, Scale
from insightmine.domain.signals import Signal, SignalEffect

_SUCCESS = re.compile(r"success|complet|pass|done|solved|achiev|finish", re.IGNORECASE)
_MOST_NAMED = 20
_DID = ("who did it", "who did not do it")
_HELD_UP = ("it held up", "it did not hold up")
NOT_A_CAUSE = "Who did it may differ from the others in more than this: an association, no cause."


def measured_in_words(signal: Signal) -> tuple[str, ...]:
    """A line a measure, the one that decides first; measures that say different things are told at the end."""
    lines = tuple(association_in_words(association, signal.effect) for association in signal.associations)
    apart = (
        f"“{one}” says better and “{other}” says worse: measures disagree, and are not averaged"
        for one, other in signal.measures_disagree
    )
    return (*lines, *apart)


def association_in_words(association: Association, effect: SignalEffect) -> str:
    """`success: 2 of 4 who did it succeeded; 3 of 9 who did not do it succeeded`; names below 20, else figures."""
    did, did_not = _DID if effect is SignalEffect.BOOSTER else _HELD_UP
    groups = [_ending(association, association.did, did)]
    groups.append(
        _ending(association, association.did_not, did_not) if association.did_not else "of others it is not known"
    )
    few = association.verdict is AssociationVerdict.TOO_FEW
    text = f"{association.measure}: {'; '.join(groups)}; {_too_few(association) if few else _figures(association)}"
    excluded = [f"{ended.participant} ({ended.exclude_reason})" for ended in association.excluded[:_MOST_NAMED]]
    return f"{text}; not counted: {', '.join(excluded)}" if excluded else text


def verdict_in_words(association: Association) -> str:
    """The verdict as a clause."""
    return {
        AssociationVerdict.BETTER: "ended better than the others",
        AssociationVerdict.WORSE: "ended worse than the others",
        AssociationVerdict.UNCLEAR: "no clear difference",
        AssociationVerdict.TOO_FEW: "too few to compare",
    }[association.verdict]


def conflict_in_words(signal: Signal) -> str | None:
    """What people said against what they did; `None` where there is no conflict."""
    against = -1 if signal.effect is SignalEffect.BOOSTER else 1
    found = next((association for association in signal.associations if association.points == against), None)
    if not signal.conflict or found is None:
        return "what people said and what they did disagree" if signal.conflict else None
    said = "helps" if signal.effect is SignalEffect.BOOSTER else "hinders"
    who = "who did it" if signal.effect is SignalEffect.BOOSTER else "it held up"
    if found.lean:
        ended = f"those {who} ended {'better' if against > 0 else 'worse'} than the others"
    elif against > 0:
        ended = f"all {len(found.did)} {who} succeeded"
    else:
        ended = f"none of the {len(found.did)} {who} succeeded"
    return f"what people said and what they did disagree: they say it {said}, and {ended} ({found.measure})"


def _ending(association: Association, people: Sequence[Ended], group: str) -> str:
    """How it ended for one group: `4 of 4 who did it succeeded (2e, 6e, 7e, 9e)`."""
    if not people:
        return f"no result of anybody {group}"
    few = association.verdict is AssociationVerdict.TOO_FEW
    if association.scale is Scale.BINARY:
        good = [e.participant for e in people if e.value is not None and association.measured.is_success(e.value)]
        bad = [e.participant for e in people if e.participant not in good]
        named = "; ".join([*([", ".join(good)] if good else []), *([f"not {', '.join(bad)}"] if bad else [])])
        return f"{len(good)} of {len(people)} {group} {_went_well(association)}" + (f" ({named})" if few else "")
    in_words = association.measured.in_words
    each = ", ".join(f"{e.participant} {in_words(e.value)}" for e in people if e.value is not None)
    middle = in_words(median(e.value for e in people if e.value is not None))
    return f"median {middle} of {len(people)} {group}" + (f" ({each})" if few else "")


def _went_well(association: Association) -> str:
    if association.better is Better.HIGHER:
        return "succeeded" if _SUCCESS.search(association.measure) else "ended well"
    return "ended well (no)"


def _too_few(association: Association) -> str:
    """That there are too few; of yes and no also how it ended for everybody who has a result."""
    if association.scale is not Scale.BINARY or not association.unknown:
        return "too few to compare"
    everybody = [e.value for e in (*association.did, *association.did_not, *association.unknown) if e.value is not None]
    good = sum(association.measured.is_success(value) for value in everybody)
    return f"too few to compare ({good} of all {len(everybody)} {_went_well(association)})"


def _figures(association: Association) -> str:
    names = {EstimateKind.RISK_DIFFERENCE: "difference of the shares", EstimateKind.SHIFT: "shift"}
    parts = [verdict_in_words(association)]
    if association.estimate is not None:
        between = association.interval
        spread = f", 95 % interval {between[0]:.2f} to {between[1]:.2f}" if between else ""
        parts.append(f"{names.get(association.kind, association.kind)} {association.estimate:+.2f}{spread}")
    if association.p is not None and association.q is not None:
        parts.append(f"exact p {_small(association.p)}, q {_small(association.q)}")
    if association.hinges_on:
        one = f"it hinges on one person: without {' or '.join(association.hinges_on[:3])}"
        more = f" or any of {len(association.hinges_on) - 3} more" if len(association.hinges_on) > 3 else ""
        parts.append(f"{one}{more} it is unclear")
    return "; ".join(parts)


def _small(number: float) -> str:
    return "under 0.001" if number < 0.001 else f"{number:.3f}"
