"""How much hangs on a disagreement, and what: the worst is shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from insightmine.agreement.distances import masi, nominal
from insightmine.agreement.values import Aspect, Labels
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting

_DOING = {Kind.BEHAVIOUR.value, Kind.WORKAROUND.value}
_CONTEXT_KINDS = {Kind.WISH.value, Kind.SESSION_TALK.value}
_CONTEXT_BASES = {Basis.HYPOTHETICAL.value, Basis.ADVICE.value}
_SIDES = {Effect.HELPS.value, Effect.HINDERS.value}


def consequence(aspect: Aspect, said: Sequence[Labels | None]) -> tuple[float, str]:
    """The weight of the worst disagreement of two coders on a unit, and what hangs on it; 0 where they all agree."""
    pairs = combinations([labels for labels in said if labels is not None], 2)
    return max((_of_two(aspect, one, other) for one, other in pairs), default=(0.0, ""))


def _of_two(aspect: Aspect, one: Labels, other: Labels) -> tuple[float, str]:
    if set(one) == set(other) and (one[:1] == other[:1] or aspect is Aspect.CODES):
        return 0.0, ""
    weigh = _WEIGHED.get(aspect)
    return weigh(one, other) if weigh is not None else (nominal(one, other), "another value")


def _of_kinds(one: Labels, other: Labels) -> tuple[float, str]:
    if bool(_DOING & set(one)) != bool(_DOING & set(other)):
        return 3.0, "only for one of them it tells what somebody does, and can become an outcome"
    if bool(_CONTEXT_KINDS & set(one[:1])) != bool(_CONTEXT_KINDS & set(other[:1])):
        return 2.5, "by one of them it is no evidence"
    sides = {Kind.PAIN_POINT.value, Kind.ENABLER.value}
    if one[:1] != other[:1] and {*one[:1], *other[:1]} == sides:
        return 2.0, "a pain point for one, an enabler for the other"
    if set(one) == set(other):
        return 0.5, "the same kinds, another one first"
    return masi(one, other), "other kinds"


def _of_effects(one: Labels, other: Labels) -> tuple[float, str]:
    said = {*one, *other}
    if said == _SIDES:
        return 3.0, "opposite sides"
    return (1.5, "only one of them sees a clear side") if said & _SIDES else (1.0, "no clear side for either")


def _of_bases(one: Labels, other: Labels) -> tuple[float, str]:
    if bool(_CONTEXT_BASES & set(one)) != bool(_CONTEXT_BASES & set(other)):
        return 3.0, "by one of them it is no evidence, but supposed or advised"
    return 1.0, "another value"


def _of_promptings(one: Labels, other: Labels) -> tuple[float, str]:
    led = Prompting.LED.value
    return (
        (3.0, "by one of them the question suggested it") if (led in one) != (led in other) else (1.0, "another value")
    )


def _of_steps(one: Labels, other: Labels) -> tuple[float, str]:
    return (2.0, "it counts at another step") if one and other else (1.0, "at no step for one of them")


_WEIGHED: Mapping[Aspect, Callable[[Labels, Labels], tuple[float, str]]] = {
    Aspect.KIND: _of_kinds,
    Aspect.BASIS: _of_bases,
    Aspect.PROMPTING: _of_promptings,
    Aspect.EFFECT: _of_effects,
    Aspect.STEP: _of_steps,
    Aspect.CODES: lambda one, other: (masi(one, other), "other codes"),
}
