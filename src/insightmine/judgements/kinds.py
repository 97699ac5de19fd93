"""What a statement is: cues weighed into a probability for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.judgements.around import ALONE, Around, heed
from insightmine.judgements.cues import Clause, Cues, Subject, Time
from insightmine.judgements.effect import EffectScore
from insightmine.judgements.lexicon import word_set
from insightmine.judgements.session_talk import TAG_QUESTION, judge_session_talk
from insightmine.judgements.workarounds import judge_workaround

KEPT = 0.5  # kinds from this probability on are given
HINDERED = 0.35  # effect scores below its negative count as something that hindered
FAILED = 0.65  # ... and below the negative of this as what is told above all
_ORDER = tuple(Kind)
_WISH = re.compile(
    r"\bwish\b|\b(?:would|'d|it'd|could) (?:\w+ )?be (?:\w+ )?(?:nice|great|good|cool|helpful|useful|better|nicer|"
    r"easier|"
    r"interesting|perfect|amazing|awesome|beneficial|ideal|super)|\b(?:would|'d) (?:really |also |definitely )?"
    r"(?:like|love|prefer|want|appreciate|suggest|add|change|improve)\b|\b(?:should|could) (?:be (?:more|"
    r"improved|added|possible)|have)\b|\bhopefully\b|\bif (?:there|it|they|you) (?:was|were|had|"
    r"could)\b(?=.*\b(?:would|could|nice|great|helpful)\b)|"
    r"\bwould have (?:been|liked|preferred|expected)\b|"
    r"\bneeds? (?:to (?:be|become) (?:\w+ ){0,3}(?:improved|fixed|added|more|better)|more|better)\b|"
    r"\b(?:i|we) (?:would )?hope\b|\bideally\b|\bwhat if\b|\bmaybe (?:add|have|some|a)\b|\ballow (?:me|us|users) to\b"
    r"|\bwould benefit from\b|\bi'd want\b|"
    r"\bi (?:don't|do not) know if (?:it|there|you|we|that) (?:\w+ )?(?:could|would|can|might|'d)\b|"
    r"\bif there (?:was|were|could be|'d be) (?:some|any|a way)\b"
)
_SUGGESTION = re.compile(
    r"\b(?:i|you|we|they|it|one) (?:would|could|might|'d) (?:\w+ )?(?:add|change|make|remove|move|put|rename|center|"
    r"centre"
    r"|show|allow|offer|provide|include|improve|replace|highlight|sort|filter)\b|\b(?:i|we)'d (?:\w+ )?"
    r"(?:find|add|want|change|make|prefer)\b"
)
_GOAL = re.compile(
    r"\b(?:i|we|i'm|we're|they|people|users) (?:\w+ )?(?:want(?:ed|s)? to|need(?:ed|s)? to|need|trying to|aim to|"
    r"hope to|have to|intend to|plan to|planning to)|\b(?:our|my|the|main|primary|overall) (?:\w+ )?"
    r"(?:goal|aim|idea|plan|objective|purpose|priority|target|task) (?:is|was|of|here)\b|\bin order to\b|"
    r"\bso that (?:i|we)\b|\blooking for\b|\binterested in (?:\w+ing)|\bthe goal\b|\bwant to\b|\bneed to (?:add|find|"
    r"make|do|know|understand|get|have|check)\b|\btry(?:ing)? to (?:find|understand|figure|see|get|make)"
)
_WANTING = frozenset({"want", "need", "aim", "hope", "intend", "plan", "seek"})
_PURPOSE = re.compile(
    r"\b(?:goal|aim|objective|purpose|idea|thought|plan|mission|project|point|intention|focus) [^.;?!]{0,40}?"
    r"\b(?:is|was|were|are) (?:\w+ )?to \w+"
)
_REASON = re.compile(
    r"\bbecause\b|\bsince (?:i|we|it|the|they|there|this|most|a|an|my|our)\b|\bso that\b|\bdue to\b|\bthe reason\b|"
    r"\bthat(?:'s| is) why\b|\bwhich is why\b|\bgiven that\b|\bso as to\b|(?:^|\W)cause (?:i|we|it|they)\b|"
    r"\bmade (?:me|us) (?:\w+)\b|\bfor (?:this|that) reason\b|\bas it (?:is|was|gives|allows)\b|\bmotivated by\b"
)
_OPINION = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:think|thought|believe|guess|suppose|feel|assume|agree|disagree|doubt|imagine|would say|"
    r"'d say|"
    r"consider|expect|trust)\b|\bin my opinion\b|\bpersonally\b|\bprobably\b|\bperhaps\b|\bmaybe\b|\bseems?\b|"
    r"\b(?:is|are|was) (?:very |really |so |quite |more |most |extremely )?(?:important|crucial|essential|necessary|"
    r"key|"
    r"interesting|true|different|critical|vital)\b|\bshould\b|\bmust\b|\bmight\b|\bi'm (?:not )?sure\b|\bdefinitely\b"
)
_CONFUSED = re.compile(
    r"\b(?:why|how|where|what|which)\b[^?]{0,60}\?|\b(?:i|we) (?:do not|don't|did not|didn't|can't|cannot|couldn't) "
    r"(?:\w+ )?(?:know|understand|see|find|get|remember|figure)\b|\bnot (?:\w+ )?(?:sure|clear)\b|\bi wonder\b|"
    r"\bhmm\b"
)
_BACKGROUND = re.compile(
    r"\b(?:i am|i'm|i was|we are|we're) (?:a|an|the|in|from|working|currently|responsible)\b|\bmy (?:name|role|job|"
    r"background|field|area|company|position|work|research|background|thesis|lab)\b|\bwe have\b|\b(?:i|we) (?:work|"
    r"worked) "
    r"(?:at|in|for|as|on|with)\b|\bour (?:company|team|organi[sz]ation|lab|data|model|group)\b|\bi have been\b|"
    r"\bthere (?:is|are|was|were|'s)\b|\b(?:i|we) (?:live|lived|teach|taught|rent)\b|\bi'm (?:renting|retired)\b|"
    r"\bfor (?:\w+[ -]){0,3}years\b|\bthis is\b|\bhere (?:is|are|we have|it is)\b"
)


# how long somebody has done something says who they are
_EXPERIENCE = re.compile(
    r"\b(?:have|has|'ve|'s) (?:\w+ )?been \w+ing\b.*\b(?:for|since)\b|\bfor (?:\w+[ -]){0,3}years\b"
)


# how surely an act of such a subject, in a main clause, is a behaviour
_DOER = {
    Subject.SELF: 0.85,
    Subject.OTHERS: 0.58,
    Subject.LISTENER: 0.45,
    Subject.UNSPOKEN: 0.66,
    Subject.THING: 0.15,
    Subject.EXISTENCE: 0.1,
}
# passives that tell what the speakers did: "the samples were measured"
_DOING = word_set(
    "use make write create run apply conduct perform test implement analyze analyse measure collect compute calculate "
    "prepare print select extract compare evaluate develop design build clean train code interview record"
)


def score_kinds(
    cues: Cues,
    basis: Basis,
    effect: EffectScore,
    thinks_aloud: bool,
    around: Around = ALONE,
) -> dict[Kind, float]:
    """How surely the rules call a statement each kind, by its own words and by what stands `around` it."""
    scores = {kind: judge(cues, basis, effect, thinks_aloud) for kind, judge in _JUDGES.items()}
    scores[Kind.SESSION_TALK] = judge_session_talk(cues, thinks_aloud, around.asked_to_begin, around.ends_turn)
    scores[Kind.WORKAROUND] = _workaround(cues, basis, effect, around.after_trouble)
    heed(around, scores, cues, effect)
    if scores[Kind.WORKAROUND] >= KEPT:
        # a workaround is a behaviour too, and says more
        scores[Kind.BEHAVIOUR] = min(scores[Kind.BEHAVIOUR], 0.45)
        for kind in (Kind.ENABLER, Kind.PAIN_POINT):
            scores[kind] = min(scores[kind], max(0.58, scores[Kind.WORKAROUND] - 0.02))
    if scores[Kind.BEHAVIOUR] > 0.8:
        # a plain act stays the main kind and how it felt comes second, unless how it failed is the point of telling it
        for kind in (Kind.ENABLER, Kind.PAIN_POINT, Kind.WISH):
            if kind is not Kind.PAIN_POINT or effect.score > -FAILED:
                scores[kind] = min(scores[kind], 0.8)
    scores[Kind.CONTEXT] = _context(cues, thinks_aloud, max(scores.values()))
    return scores


def choose_kinds(scores: Mapping[Kind, float]) -> tuple[tuple[Kind, ...], tuple[float, ...]]:
    """The kinds that are likely enough and their probabilities, the main one first; always at least one."""
    kept = [kind for kind in _ORDER if scores[kind] >= KEPT] or [max(_ORDER, key=lambda kind: scores[kind])]
    if kept[0] is not Kind.SESSION_TALK and Kind.SESSION_TALK in kept:
        kept = [Kind.SESSION_TALK] if scores[Kind.SESSION_TALK] > 0.75 else [k for k in kept if k != Kind.SESSION_TALK]
    kept.sort(key=lambda kind: (-scores[kind], _ORDER.index(kind)))
    return tuple(kept), tuple(round(min(0.98, max(0.02, scores[kind])), 4) for kind in kept)


def _behaviour(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    if basis in {Basis.HYPOTHETICAL, Basis.ADVICE}:
        return 0.1
    real = thinks_aloud or basis is Basis.HABIT
    # what others did to somebody's harm is what befell them
    others = 0.75 if effect.effect is Effect.HINDERS else 1.0
    best = max(
        (
            _acts(clause, thinks_aloud, real) * (others if clause.subject is Subject.OTHERS else 1.0)
            for clause in cues.clauses
        ),
        default=0.1,
    )
    if _EXPERIENCE.search(cues.lower):
        best *= 0.55
    return best - 0.25 if "?" in cues.lower and not thinks_aloud else best


def _acts(clause: Clause, thinks_aloud: bool, real: bool) -> float:
    """How surely this clause tells what somebody does or did; `real`: "will" and "would" tell no mere plan."""
    if real and clause.time is Time.MODAL and clause.main and clause.subject is Subject.SELF and clause.is_action:
        return 0.7
    if clause.on_speaker:
        return 0.2
    if not clause.is_action or clause.conditional or clause.time in {Time.MODAL, Time.DUTY, Time.ABILITY}:
        doing = thinks_aloud and clause.lemma in {"look", "get", "open"} and clause.subject is Subject.SELF
        return 0.55 if doing and clause.main else 0.1
    if clause.passive:
        return 0.56 if clause.subject is Subject.THING and clause.lemma in _DOING else 0.35
    score = _DOER[clause.subject]
    if clause.subject is Subject.SELF and clause.time is Time.FUTURE and not real:
        score = 0.45
    if clause.obliged:
        score = 0.6
    if clause.subject is Subject.UNSPOKEN and clause.time is Time.PRESENT and not thinks_aloud:
        score = 0.5
    return score if clause.main else (0.55 if clause.circumstance else 0.6) * score


def _workaround(cues: Cues, basis: Basis, effect: EffectScore, after_trouble: bool) -> float:
    if basis in {Basis.HYPOTHETICAL, Basis.ADVICE}:
        return 0.05
    return judge_workaround(cues, effect.score < -HINDERED, after_trouble)


def _goal(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    """Of what is wanted in passing ("the plots that I want to see") a third is a goal, of what is said first, more."""
    del effect
    said = any(
        one.main and one.subject is Subject.SELF and one.lemma in _WANTING and one.time is not Time.MODAL
        and not (one.negated or one.conditional)
        for one in cues.clauses
    )  # fmt: skip
    if said or _PURPOSE.search(cues.lower):
        return 0.45 if _WISH.search(cues.lower) else 0.75
    if not _GOAL.search(cues.lower):
        return 0.08
    if basis is Basis.ADVICE or cues.has("don't want", "not want", "n't need", "not need") or _WISH.search(cues.lower):
        return 0.3
    return 0.64 if thinks_aloud else 0.52


def _pain_point(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    score = 0.5 - 0.9 * (effect.score + 0.28) if effect.effect is Effect.HINDERS else 0.1
    if effect.effect is None and effect.score < 0:
        score = 0.4
    if thinks_aloud and _CONFUSED.search(cues.lower):
        score = max(score, 0.62)
    if effect.effect is Effect.MIXED:
        score = max(score, 0.6)
    return score - 0.2 if basis is Basis.HYPOTHETICAL and _WISH.search(cues.lower) else score


def _enabler(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    del thinks_aloud
    score = 0.52 + 0.8 * (effect.score - 0.34) if effect.effect is Effect.HELPS else 0.1
    if effect.effect is None and effect.score > 0:
        score = 0.4
    if effect.effect is Effect.MIXED:
        score = max(score, 0.6)
    if basis is Basis.ADVICE:
        score = min(score, 0.45)
    return score - 0.25 if basis is Basis.HYPOTHETICAL and _WISH.search(cues.lower) else score


def _wish(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    del effect
    if not _WISH.search(cues.lower):
        suggested = basis is Basis.HYPOTHETICAL and _SUGGESTION.search(cues.lower) is not None
        return 0.55 if suggested and (thinks_aloud or not cues.has("i would", "i 'd")) else 0.05
    if basis in {Basis.HYPOTHETICAL, Basis.ADVICE}:
        return 0.76
    return 0.56 if cues.has("wish", "like to", "love to", "hopefully", "ideally", "would like") else 0.4


def _reason(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    del basis, effect, thinks_aloud
    return 0.6 if _REASON.search(cues.lower) else 0.1


def _opinion(cues: Cues, basis: Basis, effect: EffectScore, thinks_aloud: bool) -> float:
    score = 0.56 if _OPINION.search(cues.lower) or TAG_QUESTION.search(cues.lower) else 0.32
    if basis in {Basis.ADVICE, Basis.HYPOTHETICAL} and not _WISH.search(cues.lower):
        score += 0.22
    elif basis is Basis.NONE:
        score += 0.12
    if abs(effect.score) > 0.5 or _behaviour(cues, basis, effect, thinks_aloud) > 0.8:
        score -= 0.15
    return score


def _context(cues: Cues, thinks_aloud: bool, strongest: float) -> float:
    """Plain facts: what is left when nothing else is clear, and what says who and where."""
    main = cues.main
    if _BACKGROUND.search(cues.lower) and (main is None or not main.is_action):
        return 0.62 if thinks_aloud or strongest < 0.75 else 0.45
    return 0.55 if strongest < KEPT else 0.2


_JUDGES: dict[Kind, Callable[[Cues, Basis, EffectScore, bool], float]] = {
    Kind.GOAL: _goal,
    Kind.BEHAVIOUR: _behaviour,
    Kind.PAIN_POINT: _pain_point,
    Kind.ENABLER: _enabler,
    Kind.WISH: _wish,
    Kind.REASON: _reason,
    Kind.OPINION: _opinion,
}
