"""Trained heads: what the rules found and what the vector says -> probabilities, by weights made offline."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.engines import Vectors
from insightmine.engines.weights import shipped
from insightmine.judgements.anchors import Encode
from insightmine.judgements.basis import is_habitual
from insightmine.judgements.cues import Subject, Time
from insightmine.judgements.effect import EffectScore
from insightmine.judgements.evidence import Found
from insightmine.judgements.inquiry import asks_for_practice
from insightmine.judgements.kinds import KEPT
from insightmine.judgements.kinds import choose_kinds as rules_keep
from insightmine.judgements.stacking import Numbers, Stacked, middle_lean
from insightmine.judgements.turns import nothing_to_tell

_FILE = "heads/statements.json"
PROBE = "I could not find the button, so I asked a colleague."
_ALIKE = 0.99  # cosine of the probe's vector to the one that the heads were trained with
_DIGITS = 6  # of every score: the last bits of a sum may depend on the machine
LEAN, TOLD = "effect lean", "effect told"
_UNTOLD = 0.3  # corrections that take away so much of "told" make a verdict neutral
_EVEN = 0.03  # a lean below this takes no side
# the rules' share in a kind: the less, the better the heads learned it; and what a kind that they keep counts
_RULES = dict.fromkeys(Kind, 0.2) | {
    Kind.BEHAVIOUR: 0.15, Kind.CONTEXT: 0.15, Kind.SESSION_TALK: 0.12, Kind.WISH: 0.3, Kind.REASON: 0.4,
}  # fmt: skip
_RULED, _RULED_LEAST = 0.8, 0.3
_SIDES = {Kind.ENABLER: Effect.HELPS, Kind.PAIN_POINT: Effect.HINDERS}
_SOONER = 0.1
_BESIDE = 0.15  # so much surer a reason must be to come first: it is given for what is told beside it
# what is wished for is not what somebody has to get done, nor what helps them; an opinion beside a deed is one in five
_GIVES_WAY = {Kind.GOAL: Kind.WISH, Kind.ENABLER: Kind.WISH, Kind.OPINION: Kind.BEHAVIOUR}
_UNREAL = 0.5  # of a behaviour's probability is left where the speaker says what they would do
_KIND_CAREFUL = 0.075  # above the threshold with the best F1, which was the best for other studies
_GUESSES = ("would", "'d", "could", "might", "should", "if", "probably", "maybe", "perhaps")
_UNREAL_BASES = frozenset({Basis.HYPOTHETICAL, Basis.ADVICE})
_RULED_BASES = frozenset({Basis.OBSERVED, Basis.ADVICE, Basis.SECOND_HAND, Basis.HYPOTHETICAL})
_FAR = 0.3  # what a lean of 1 adds to the probability that something helped or hindered
_RULED_TOLD = 0.1  # what the rules' verdict adds to it
_TOLD_CAREFUL = 0.12  # above the threshold with the best F1: most of what is said in interviews says neither
_OVERRULED = 0.2  # what corrections must add where "neutral" held
_SHORT = 1e-6  # no row is shorter, so that none is divided by nothing
_STRETCH = 1.25  # from lean (what ridge regression shrinks) to `effect_score`


class HeadScores(NamedTuple):
    """What the heads say of one statement.

    `kinds`, `bases` and `told` (that it says something helped or hindered) are probabilities; of the bases the highest
    wins. `lean` runs from -1, hinders, to 1, helps.
    """

    kinds: Mapping[Kind, float]
    bases: Mapping[Basis, float]
    told: float
    lean: float


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear heads, an output a column; `stacked` makes their scores and the classifier's logits probabilities.

    Outputs with 1 in `even` do not depend on how much there is to say of a statement: its row, times `scales` and less
    `middle`, is brought to length 1 before it is weighed; `shifts` is what `middle` weighs. `scales` and `middle`
    have a number for each feature and then for each dimension of the vector. `classes` are the classifier's outputs:
    the same, in the order of its logits. `thresholds`: the probability from which on an output is given. `probe` is the
    vector of `PROBE`.
    """

    features: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[str, ...]
    on_evidence: Numbers
    on_vector: Numbers
    intercepts: Numbers
    shifts: Numbers
    even: Numbers
    scales: Numbers
    middle: Numbers
    stacked: Stacked
    thresholds: Mapping[str, float]
    probe: Numbers

    def fit(self, encode: Encode) -> bool:
        """Whether these vectors are of the encoder that the heads were trained with."""
        vector = np.asarray(encode([PROBE])[0], dtype=np.float64)
        return vector.shape == self.probe.shape and float(vector @ self.probe) >= _ALIKE

    def score(self, evidence: Numbers, vector: Vectors, logits: Vectors) -> HeadScores:
        """The scores of one statement: what was found of it, its vector, and the classifier's logits of its text."""
        raw, said = self.raw(evidence, vector), self.in_order(logits)
        sure = self.stacked.probabilities(raw, said)
        at = {name: place for place, name in enumerate(self.outputs)}
        lean = middle_lean(float(raw[at[LEAN]]), float(said[at[LEAN]]), float(said[at[TOLD]]))
        return HeadScores(
            kinds={kind: round(float(sure[at[f"kind {kind}"]]), _DIGITS) for kind in Kind},
            bases={basis: round(float(sure[at[f"basis {basis}"]]), _DIGITS) for basis in Basis},
            told=round(float(sure[at[TOLD]]), _DIGITS),
            lean=max(-1.0, min(1.0, round(lean, _DIGITS))),
        )

    def in_order(self, logits: Vectors) -> Numbers:
        """Logits of one statement, or of a row each, in the order of the outputs."""
        return np.asarray(logits, dtype=np.float64)[..., [self.classes.index(name) for name in self.outputs]]

    def raw(self, evidence: Numbers, vector: Vectors | Numbers) -> Numbers:
        """The score of each output of one statement, before it becomes a probability."""
        said = np.asarray(vector, dtype=np.float64)
        weighed = (evidence[:, None] * self.on_evidence).sum(axis=0) + (said[:, None] * self.on_vector).sum(axis=0)
        apart = np.concatenate([evidence, said]) * self.scales - self.middle
        length = max(_SHORT, float(np.sqrt((apart**2).sum())))
        return np.asarray((weighed - self.shifts) * np.where(self.even > 0, 1 / length, 1.0) + self.intercepts)


def choose_kinds(scores: HeadScores, found: Found, heads: Heads, effect: Effect | None) -> dict[Kind, float]:
    """The kinds that are likely enough, the main one first, with their probabilities; always at least one.

    What somebody would do is half as likely a behaviour, however much it sounds like one; but "I would always test it"
    is one, and so is "I'll call them first" where somebody was asked how it is done.

    An enabler helps and a pain point hinders (1,279 of 1,358 training labels; 72 are mixed): what `effect` calls so is
    one sooner, and what it calls the other way is none, nor what it calls neutral, unless the rules found a
    pain point.

    The rules keep a say. Workarounds are too rare among the labels to be learned: there the rules alone decide.
    """
    ruled = rules_keep(found.kinds)[0]
    careful = {k: heads.thresholds[f"kind {k}"] + _KIND_CAREFUL for k in Kind}
    sure = {k: (1 - _RULES[k]) * scores.kinds[k] + _RULES[k] * _RULED * (k in ruled) for k in Kind}
    least = {k: (1 - _RULES[k]) * careful[k] + _RULES[k] * _RULED_LEAST for k in Kind}
    sure[Kind.WORKAROUND], least[Kind.WORKAROUND] = found.kinds[Kind.WORKAROUND], KEPT
    if found.basis is Basis.HYPOTHETICAL and _would_act(found) and not _tells_practice(found):
        sure[Kind.BEHAVIOUR] *= _UNREAL
    for kind, side in _SIDES.items():
        doubted = effect is Effect.NEUTRAL and kind is Kind.PAIN_POINT and kind in ruled
        if nothing_to_tell(found.cues) or (effect not in {side, Effect.MIXED, None} and not doubted):
            sure[kind] = 0.0
        elif effect is side:
            least[kind] -= _SOONER
    if Kind.BEHAVIOUR in ruled and found.thinks_aloud:
        sure[Kind.SESSION_TALK] = 0.0  # "let's open the list" is what somebody does
    order = sorted(Kind, key=lambda kind: (_BESIDE * (kind is Kind.REASON) - sure[kind], tuple(Kind).index(kind)))
    kept = [kind for kind in order if sure[kind] >= least[kind]]
    # what is nothing for certain is not on that account about the session
    left = [kind for kind in order if kind is not Kind.SESSION_TALK or kind in ruled]
    kept = kept or [max(left, key=lambda kind: sure[kind] - least[kind])]
    if kept[0] is Kind.SESSION_TALK or ruled == (Kind.SESSION_TALK,):
        kept = [Kind.SESSION_TALK]
    kept = [kind for kind in kept if kind is not Kind.SESSION_TALK or kind is kept[0]]
    kept = [kind for kind in kept if _GIVES_WAY.get(kind) not in kept]
    if Kind.WORKAROUND in kept and Kind.BEHAVIOUR in kept:
        kept.remove(Kind.BEHAVIOUR)  # a workaround is a behaviour too, and says more
    return {kind: round(min(0.98, max(0.02, sure[kind])), 4) for kind in kept}


def _would_act(found: Found) -> bool:
    return any(one.is_action and one.subject is Subject.SELF and one.time is Time.MODAL for one in found.cues.clauses)


def _tells_practice(found: Found) -> bool:
    """Whether "would", "will" and "should" tell what is done all the same."""
    if found.thinks_aloud or is_habitual(found.cues):
        return True
    return asks_for_practice(found.asked) and not found.cues.has(*_GUESSES)


def choose_basis(scores: HeadScores, found: Found, kinds: Collection[Kind]) -> Basis:
    """The likeliest of the bases that are common enough to be learned, where the rules find none of the others.

    What happens in the session is told by the situation, not by the words: that too the rules alone decide. What is
    told as a behaviour was done: "I would always test it" is then a habit, or happened once.
    """
    done = not {Kind.BEHAVIOUR, Kind.WORKAROUND}.isdisjoint(kinds)
    if found.basis in _RULED_BASES and not (done and found.basis in _UNREAL_BASES):
        return found.basis
    left = [basis for basis in Basis if basis not in _RULED_BASES]
    if found.basis is Basis.HABIT and is_habitual(found.cues):
        left.remove(Basis.INSTANCE)  # "we used to" tells no single occasion
    return max(left, key=lambda basis: scores.bases[basis])


def choose_effect(scores: HeadScores, found: Found, heads: Heads) -> EffectScore:
    """A verdict where the heads are sure enough; mixed where the words say both, on two sides of a contrast."""
    score = round(max(-1.0, min(1.0, _STRETCH * scores.lean)), _DIGITS)
    ruled = found.effect.effect
    says = 0.0 if ruled is None else -_RULED_TOLD if ruled is Effect.NEUTRAL else _RULED_TOLD
    if _told(scores.told, scores.lean) + says < _least(heads) or nothing_to_tell(found.cues):
        return EffectScore(Effect.NEUTRAL, score)
    if ruled is Effect.MIXED:
        return EffectScore(Effect.MIXED, round(0.6 * score, _DIGITS))
    if abs(scores.lean) < _EVEN:
        return EffectScore(None, score)
    return EffectScore(Effect.HELPS if scores.lean > 0 else Effect.HINDERS, score)


def settle_effect(held: Effect | None, leaned: float, told: float, before: HeadScores, heads: Heads) -> EffectScore:
    """The verdict after corrections moved lean and told by so much; the one that holds, where they do not reach it."""
    lean = max(-1.0, min(1.0, before.lean + leaned))
    score = round(max(-1.0, min(1.0, _STRETCH * lean)), _DIGITS)
    # what was called neutral was so by more than the heads' own doubt: corrections must overcome the rules too
    least = _least(heads) + _OVERRULED * (held is Effect.NEUTRAL)
    if held in {Effect.NEUTRAL, None} and _told(told + before.told, lean) < least:
        return EffectScore(held, score)
    if held is Effect.MIXED and abs(leaned) < _EVEN:
        return EffectScore(held, round(0.6 * score, _DIGITS))
    if held not in {Effect.NEUTRAL, None} and told < -_UNTOLD:
        return EffectScore(Effect.NEUTRAL, score)
    if abs(lean) < _EVEN:
        return EffectScore(None, score)
    return EffectScore(Effect.HELPS if lean > 0 else Effect.HINDERS, score)


def _told(told: float, lean: float) -> float:
    """How surely something is said either way: what leans far to a side takes one."""
    return told + _FAR * abs(lean)


def _least(heads: Heads) -> float:
    return heads.thresholds[TOLD] + _TOLD_CAREFUL


@cache
def load_heads() -> Heads:
    """The heads that come with the program. Raises `ModelError` where they are not the pinned ones."""
    return read_heads(json.loads(shipped("heads", _FILE).read_text(encoding="utf-8")))


def read_heads(content: Mapping[str, Any]) -> Heads:
    """Heads as they are written in JSON."""
    columns = {name: np.asarray(content[name], dtype=np.float64) for name in _COLUMNS}
    features, outputs, classes = (tuple(content[name]) for name in ("features", "outputs", "classes"))
    stacked = Stacked(**{name: np.asarray(numbers) for name, numbers in content["stacked"].items()})
    return Heads(features, outputs, classes, **columns, thresholds=content["thresholds"], stacked=stacked)


def written(heads: Heads) -> dict[str, object]:
    """Heads as values of JSON."""
    return {
        "features": list(heads.features),
        "outputs": list(heads.outputs),
        "classes": list(heads.classes),
        "thresholds": dict(heads.thresholds),
        "stacked": {one.name: _rounded(getattr(heads.stacked, one.name)) for one in fields(Stacked)},
        **{name: _rounded(getattr(heads, name)) for name in _COLUMNS},
    }


def _rounded(numbers: Numbers) -> object:
    return np.round(numbers, _DIGITS).tolist()


_COLUMNS = (
    "on_evidence", "on_vector", "intercepts", "shifts", "even", "scales", "middle", "probe",
)  # fmt: skip
