"""What the trained heads see of a statement beside its vector: the rules' findings and its grammar, as numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.speech import Statement
from insightmine.judgements.cues import Clause, Cues, Subject, Time
from insightmine.judgements.effect import EffectScore, EffectWeights
from insightmine.judgements.inquiry import inquiry
from insightmine.judgements.kinds import choose_kinds
from insightmine.judgements.lexicon import word_set
from insightmine.judgements.predicates import predicates
from insightmine.judgements.turns import turns

# words whose being there says more about the sort of statement than about its subject
_TELLING = word_set(
    "i we you they it this that there here my our me us not n't no never nothing without but although because so if "
    "when then or and would could should might can will must may 'd 'll do did have had be was were 's want need like "
    "love hope wish try think believe guess know feel see look find get make use help let work fail help just really "
    "very too only also already still always usually often sometimes maybe probably actually more less better best "
    "most enough how what why where which who ? ! okay well yeah yes thanks sorry please something everything people "
    "time way problem issue example instead easy hard good nice bad first after before while since until for by from "
    "with about"
)
_PARTS = ("NOUN", "VERB", "ADJ", "ADV", "PRON", "PROPN", "NUM", "AUX", "INTJ", "ADP", "DET", "SCONJ")
_TAGS = ("VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "MD", "JJR", "JJS", "WRB", "WP", "EX", "TO", "UH")
_TIMES, _SUBJECTS = tuple(Time), tuple(Subject)
_ASKS_PAST = re.compile(r"\b(?:did|have|were|was) you\b|\blast time\b|\bremember\b|\brecent\b|\bexample\b")
_ASKS_HABIT = re.compile(r"\b(?:do|are) you (?:\w+ )?(?:usually|normally|typically|use|do)\b|\bhow do you\b|\btypical")
_ASKS_OPINION = re.compile(r"\bthink\b|\bfeel\b|\bopinion\b|\bagree\b|\bimportant\b")
_ASKS_WISH = re.compile(r"\bwould\b|\bcould\b|\bif you\b|\bwish\b|\blike to see\b|\bimprove")
_ASKS_TROUBLE = re.compile(r"\bchalleng|\bdifficult|\bproblem|\bfrustrat|\bstruggl|\bhard\b|\bissue|\bconfus|\bbarrier")
_ASKS_GOOD = re.compile(r"\bhelp|\blike\b|\bbenefit|\badvantage|\buseful|\bwork(?:s|ed|ing)? well|\beas(?:y|ier)\b")
_ASKS_WHY = re.compile(r"\bwhy\b|\breason|\bwhat made\b|\bmotivat")


OF_KINDS = "kinds: "  # opens the names of the numbers that only kinds are judged by


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found of one statement.

    `leaning`: on the encoder's effect axis; `place`: how many statements of the turn stand before it; `asked`: the
    question in force (`inquiry.in_force`); `is_guided`: it is known which question of the guide that was.
    """

    cues: Cues
    kinds: Mapping[Kind, float]
    basis: Basis
    effect: EffectScore
    weights: EffectWeights
    prompting: Prompting | None
    leaning: float
    thinks_aloud: bool
    wished: bool
    place: int
    asked: str | None
    is_guided: bool


def evidence(statement: Statement, found: Found) -> Iterator[tuple[str, float]]:
    """The numbers of a statement by name, most of them from 0 to 1; the same names in the same order for all."""
    yield from ((f"rule kind {kind}", found.kinds[kind]) for kind in Kind)
    kept = choose_kinds(found.kinds)[0]
    yield from ((f"rule keeps {kind}", float(kind in kept)) for kind in Kind)
    yield from _one_of("rule basis", tuple(Basis), found.basis)
    yield from _one_of("rule effect", (*Effect, None), found.effect.effect)
    yield from _one_of("rule prompting", (*Prompting, None), found.prompting)
    yield from _effect(found)
    yield from _situation(statement, found)
    yield from _question((statement.question or "").lower())
    yield from _grammar(found.cues)
    yield from _clause("main", found.cues.main)
    yield from _clauses(found.cues)
    yield from turns(found.cues)
    yield from ((f"{OF_KINDS}{name}", value) for name, value in predicates(found.cues))
    yield from ((f"{OF_KINDS}{name}", value) for name, value in inquiry(found.asked))


def _effect(found: Found) -> Iterator[tuple[str, float]]:
    weights = found.weights
    yield "effect score", found.effect.score
    yield "effect said", math.tanh(weights.before + weights.after)
    yield "effect before", math.tanh(weights.before)
    yield "effect after", math.tanh(weights.after)
    yield "effect good", math.tanh(weights.good)
    yield "effect bad", math.tanh(weights.bad)
    yield "effect turned", float(weights.turned)
    yield "effect unreal", float(weights.unreal)
    yield "leaning", max(-1.0, min(1.0, found.leaning))
    yield "leaning strength", min(1.0, abs(found.leaning))


def _situation(statement: Statement, found: Found) -> Iterator[tuple[str, float]]:
    words = found.cues.n_words
    yield "thinks aloud", float(found.thinks_aloud)
    yield "wished", float(found.wished)
    yield "asked", float(statement.question is not None)
    yield "heading", float(statement.heading is not None)
    yield "words", math.log1p(words) / 4
    yield "short", float(words <= 4)
    yield "long", float(words >= 20)
    yield "opens the turn", float(found.place == 0)
    yield "second of the turn", float(found.place == 1)
    yield "late in the turn", min(1.0, found.place / 8)
    yield "asks", float(found.cues.lower.rstrip().endswith("?"))
    yield "breaks off", float(found.cues.lower.rstrip()[-1:] not in {".", "!", "?", '"'})
    yield "thinks aloud, self", float(found.thinks_aloud and "i" in found.cues.forms)


def _question(question: str) -> Iterator[tuple[str, float]]:
    asked = question[-300:]
    for name, pattern in (
        ("past", _ASKS_PAST),
        ("habit", _ASKS_HABIT),
        ("opinion", _ASKS_OPINION),
        ("wish", _ASKS_WISH),
        ("trouble", _ASKS_TROUBLE),
        ("good", _ASKS_GOOD),
        ("why", _ASKS_WHY),
    ):
        yield f"question {name}", float(pattern.search(asked) is not None)
    yield "question short", float(0 < len(question.split()) < 8)


def _grammar(cues: Cues) -> Iterator[tuple[str, float]]:
    said = frozenset(cues.forms) | {lemma.lower() for lemma in cues.annotation.lemmas}
    yield from ((f"word {word}", float(word in said)) for word in sorted(_TELLING))
    length = max(1, len(cues.forms))
    parts, tags = Counter(cues.annotation.parts), Counter(cues.annotation.tags)
    yield from ((f"part {part}", parts[part] / length) for part in _PARTS)
    yield from ((f"tag {tag}", float(tags[tag] > 0)) for tag in _TAGS)
    first = cues.annotation.parts[0] if cues.forms else ""
    yield from ((f"opens with {part}", float(first == part)) for part in _PARTS)


def _clause(name: str, clause: Clause | None) -> Iterator[tuple[str, float]]:
    yield from _one_of(f"{name} time", _TIMES, clause.time if clause else None)
    yield from _one_of(f"{name} subject", _SUBJECTS, clause.subject if clause else None)
    for what in ("negated", "passive", "conditional", "is_action", "on_speaker", "obliged"):
        yield f"{name} {what}", float(bool(clause and getattr(clause, what)))
    mine = clause is not None and clause.subject is Subject.SELF
    yield f"{name} own act", float(bool(mine and clause and clause.is_action))


def _clauses(cues: Cues) -> Iterator[tuple[str, float]]:
    mine = [clause for clause in cues.clauses if clause.subject is Subject.SELF]
    for time in _TIMES:
        yield f"any {time}", float(any(clause.time is time for clause in cues.clauses))
        yield f"own act {time}", float(any(clause.time is time and clause.is_action for clause in mine))
    for subject in _SUBJECTS:
        acts = any(clause.subject is subject and clause.is_action for clause in cues.clauses)
        yield f"any {subject}", float(any(clause.subject is subject for clause in cues.clauses))
        yield f"acts {subject}", float(acts)
    yield "any conditional", float(any(clause.conditional for clause in cues.clauses))
    yield "any negated", float(any(clause.negated for clause in cues.clauses))
    yield "clauses", min(1.0, len(cues.clauses) / 5)


def _one_of(name: str, values: tuple[object, ...], found: object) -> Iterator[tuple[str, float]]:
    return ((f"{name} {value}", float(found == value)) for value in values)
