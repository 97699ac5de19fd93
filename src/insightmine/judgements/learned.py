"""Judgements after what people corrected in the study, and what to ask them next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from insightmine.domain.anchors import Anchoring
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Effect, Judgement, Kind
from insightmine.domain.outcomes import Outcome
from insightmine.domain.queues import About, ToDecide
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.corrections import Numbers, apart, correct
from insightmine.judgements.heads import HeadScores, load_heads, settle_effect
from insightmine.judgements.judge import Judged
from insightmine.judgements.telling import most_telling

QUEUE = 40
_SIDES = {Effect.HELPS: 1.0, Effect.HINDERS: -1.0, Effect.NEUTRAL: 0.0, Effect.MIXED: 0.0}
_EVIDENCE_KINDS = (Kind.BEHAVIOUR, Kind.PAIN_POINT, Kind.ENABLER)
_LOOKED = 1500  # the most doubtful, among which those that teach most are sought
_CLEAR = 0.35  # a lean of this size is hardly in doubt
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Learned:
    """Judgements moved by `corrections` of effect and kinds, and what of the scores is left to learn."""

    judgements: tuple[Judgement, ...]
    lean: Numbers
    told: Numbers
    left: Numbers
    corrections: int


def learn(judged: Judged, statements: Sequence[Statement], vectors: Vectors, rulings: Sequence[Decision]) -> Learned:
    """Move the judgements of statements like those that people corrected.

    What somebody decided is not touched here: `overrule` puts it on top. Without corrections of effect or kind the
    judgements come back as they are. Corrections reach what is said alike, whoever says it.
    """
    known = [row for row, score in enumerate(judged.scores) if score is not None]
    scores = {row: score for row, score in enumerate(judged.scores) if score is not None}
    lean = np.array([scores[row].lean for row in known])
    told = np.array([scores[row].told for row in known])
    row_of = {statements[row].id: place for place, row in enumerate(known)}
    effects, kinds = _wanted(statements, rulings)
    sides = {
        row_of[s]: np.array([_SIDES[e], float(e is not Effect.NEUTRAL)]) for s, e in effects.items() if s in row_of
    }
    own = apart(vectors[known])
    moved = correct(np.stack([lean, told], axis=1) if known else np.zeros((0, 2)), sides, own, common=0.0)
    judgements = list(judged.judgements)
    if sides:
        for place, row in enumerate(known):
            judgements[row] = _with_effect(judgements[row], scores[row], moved.scores[place])
    named = {row_of[s]: _flags(k) for s, k in kinds.items() if s in row_of}
    if named:
        base = np.array([[scores[row].kinds[kind] for kind in _KINDS] for row in known])
        told_kinds = correct(base, named, own, common=0.0)
        for place, row in enumerate(known):
            judgements[row] = _with_kinds(judgements[row], base[place], told_kinds.scores[place])
    everything = np.ones((3, len(statements)))
    everything[0, :], everything[1, :] = 0.0, 0.0
    if known:
        everything[0, known], everything[1, known] = moved.scores[:, 0], moved.scores[:, 1]
        everything[2, known] = moved.left
    return Learned(tuple(judgements), everything[0], everything[1], everything[2], len(sides) + len(named))


def ask(
    learned: Learned,
    judgements: Sequence[Judgement],
    statements: Sequence[Statement],
    vectors: Vectors,
    weights: Mapping[StatementId, float],
    limit: int = QUEUE,
) -> tuple[ToDecide, ...]:
    """The judgements whose correction would teach most, the first one first; none that a person has decided.

    `judgements` are those that hold now; `weights` say how much hangs on a statement, 1 unless given.
    """
    heads = load_heads()
    least = heads.thresholds["effect told"]
    rows = [
        row
        for row, judgement in enumerate(judgements)
        if judgement.decided_by == "machine" and judgement.kinds and judgement.kinds[0] is not Kind.SESSION_TALK
    ]
    side = np.exp(-np.abs(learned.lean[rows]) / _CLEAR) * np.minimum(1.0, learned.told[rows] / least)
    whether = np.exp(-np.abs(learned.told[rows] - least) / 0.15)
    kind = np.array([_kind_doubt(judgements[row]) for row in rows])
    doubts = np.maximum(np.maximum(side, 0.5 * whether), 0.9 * kind) * learned.left[rows]
    hanging = np.array([weights.get(statements[row].id, 1.0) for row in rows])
    keys = [f"{statements[row].text} {statements[row].id}" for row in rows]
    doubts = np.round(doubts, 6)
    looked = sorted(range(len(rows)), key=lambda place: (-float(doubts[place] * hanging[place]), keys[place]))[:_LOOKED]
    telling = most_telling(
        doubts[looked], hanging[looked], vectors[[rows[place] for place in looked]], limit, [keys[p] for p in looked]
    )
    chosen = [looked[place] for place in telling]
    asked = []
    for place in chosen:
        row = rows[place]
        about = About.KIND if 0.9 * kind[place] > max(side[place], 0.5 * whether[place]) else About.EFFECT
        asked.append(_asked(judgements[row], about, float(doubts[place]), float(hanging[place])))
    return tuple(asked)


def hanging_on(signals: Sequence[Signal], outcomes: Sequence[Outcome]) -> dict[StatementId, float]:
    """How much hangs on statements: those behind outcomes count three times, those behind signals twice."""
    weights = {s: 2.0 for signal in signals for s in (*signal.supporting, *signal.opposing)}
    return weights | {s: 3.0 for outcome in outcomes for s in (*outcome.supporting, *outcome.opposing)}


def _asked(judgement: Judgement, about: About, doubt: float, hanging: float) -> ToDecide:
    held = judgement.effect.value if judgement.effect else ""
    proposed = ",".join(judgement.kinds) if about is About.KIND else held
    reason = "two readings are about as likely, and others say much the same"
    if hanging > 1.0:
        reason = "a signal or an outcome rests on it, and its reading is in doubt"
    return ToDecide(judgement.statement, about, proposed, round(min(1.0, max(0.0, doubt)), 4), reason)


def _kind_doubt(judgement: Judgement) -> float:
    """How open it is whether this is a behaviour, a pain point or an enabler: what signals and outcomes rest on."""
    top = judgement.kind_scores[0]
    matters = any(kind in _EVIDENCE_KINDS for kind in judgement.kinds)
    return max(0.0, 1.0 - top) * (1.0 if matters else 0.6)


def _wanted(
    statements: Sequence[Statement], rulings: Sequence[Decision]
) -> tuple[dict[StatementId, Effect], dict[StatementId, tuple[Kind, ...]]]:
    """What people said of effects and kinds, the later over the earlier; what cannot be read teaches nothing."""
    anchoring = Anchoring(statements)
    effects: dict[StatementId, Effect] = {}
    kinds: dict[StatementId, tuple[Kind, ...]] = {}
    for ruling in rulings:
        statement = anchoring.statement(ruling) if ruling.action in {Action.EFFECT, Action.KIND} else None
        if statement is None or ruling.value is None:
            continue
        if ruling.action is Action.EFFECT:
            effects.pop(statement, None)
            if ruling.value in tuple(Effect):
                effects[statement] = Effect(ruling.value)
        elif all(kind.strip() in tuple(Kind) for kind in ruling.value.split(",")):
            kinds[statement] = tuple(Kind(kind.strip()) for kind in ruling.value.split(","))
    return effects, kinds


def _flags(kinds: tuple[Kind, ...]) -> Numbers:
    return np.array([float(kind in kinds) for kind in _KINDS])


def _with_effect(judgement: Judgement, before: HeadScores, after: Numbers) -> Judgement:
    """The judgement with the effect that the moved scores give; untouched where they did not move."""
    lean, told = float(np.clip(after[0], -1, 1)), float(after[1])
    if (lean, told) == (before.lean, before.told) or judgement.kinds == (Kind.SESSION_TALK,):
        return judgement
    effect = settle_effect(judgement.effect, lean - before.lean, told - before.told, before, load_heads())
    return replace(judgement, effect=effect.effect, effect_score=effect.score)


def _with_kinds(judgement: Judgement, before: Numbers, after: Numbers) -> Judgement:
    """Kinds whose probability crosses one half of the way to certain or to none are given or taken away."""
    shift = after - before
    scores = dict(zip(judgement.kinds, judgement.kind_scores, strict=True))
    for place, kind in enumerate(_KINDS):
        moved = round(float(min(0.98, max(0.02, scores.get(kind, float(before[place])) + shift[place]))), 4)
        # a kind that was likely and still not given waits for corrections that speak for it, not for any correction
        if kind in scores or (moved >= _GIVEN and shift[place] >= _SPEAKS_FOR):
            scores[kind] = moved
    kept = {kind: score for kind, score in scores.items() if score >= _TAKEN}
    kept = kept or {max(scores, key=lambda kind: (scores[kind], -_KINDS.index(kind))): max(scores.values())}
    order = sorted(kept, key=lambda kind: (-kept[kind], _KINDS.index(kind)))
    return replace(judgement, kinds=tuple(order), kind_scores=tuple(kept[kind] for kind in order))


_GIVEN, _TAKEN, _SPEAKS_FOR = 0.5, 0.15, 0.1
