"""How the speaker knows what the statement tells."""

from __future__ import annotations

import re

from insightmine.domain.judgements import Basis
from insightmine.judgements.cues import Cues, Subject, Time
from insightmine.judgements.lexicon import word_set

_HABITUAL = word_set(
    "usually always often typically generally normally mostly sometimes regularly frequently rarely seldom "
    "occasionally "
    "never daily weekly monthly primarily tend tends constantly whenever"
)
_EVERY = re.compile(
    r"\b(?:every|each) (?:\w+ )?(?:day|week|month|year|time|morning|evening|quarter|project|sprint|release)"
)
_PAST_HABIT = ("would always", "would usually", "would often")
_OCCASION = (
    "yesterday", "last week", "last month", "last year", "last time", "once", "ago", "the first time", "this morning",
    "one time", "the other day", "recently", "at one point", "in one case",
)  # fmt: skip
_SHOULD = re.compile(r"(?<!\bi )(?<!\bwe )\bshould\b")
_SUPPOSES = re.compile(r"^\W*(?:(?:and|so|but|well|yeah)\W+)*(?:i|we) (?:assume|think|guess|believe|suppose)\b")
_ASKED_PAST = re.compile(r"\b(?:did you|have you|were you)\b")
_HERE = ("here", "this one", "now", "this page", "on the screen", "this screen", "this button", "this record")


def judge_basis(cues: Cues, thinks_aloud: bool, question: str | None = None) -> Basis:
    """`observed` before `instance` before `second_hand`, `advice`, `hypothetical` and `habit`; else `none`.

    `thinks_aloud`: nobody asked, the person speaks while doing something.
    """
    main = cues.main
    if main is None:
        return Basis.OBSERVED if thinks_aloud and cues.n_words > 2 else Basis.NONE
    if thinks_aloud and _happens_now(cues):
        return Basis.NONE if _SUPPOSES.search(cues.lower) and not cues.has(*_HERE, "see", "we have") else Basis.OBSERVED
    if question and _tells_habit(cues, question):
        return Basis.HABIT
    for judge in (_instance, _second_hand, _advice, _hypothetical):
        basis = judge(cues)
        if basis is not None:
            return basis
    return _habit(cues, thinks_aloud)


def _tells_habit(cues: Cues, question: str) -> bool:
    """Whether "I would check it" answers "How did you ...?": then it tells what was usually done."""
    main = cues.main
    return (
        main is not None
        and main.time is Time.MODAL
        and main.subject is Subject.SELF
        and main.is_action
        and not cues.has("if", "could", "might", "probably", "maybe", "'d", "rather", "never")
        and _ASKED_PAST.search(question.lower()) is not None
    )


def is_habitual(cues: Cues) -> bool:
    """Whether an adverb or "used to" makes it a habit."""
    used_to = any(
        clause.lemma == "use"
        and clause.time is Time.PAST
        and not clause.passive
        and cues.forms[clause.verb + 1 : clause.verb + 2] == ("to",)
        for clause in cues.clauses
    )
    return used_to or cues.has(*_HABITUAL, *_PAST_HABIT) or _EVERY.search(cues.lower) is not None


def _happens_now(cues: Cues) -> bool:
    main = cues.main
    if main is None or cues.has("usually", "normally", "typically", "generally", "always", "in general", "before"):
        return False
    if main.time in {Time.MODAL, Time.DUTY} and main.subject is not Subject.SELF:
        return False
    if main.time is Time.MODAL:
        return main.lemma in {"expect", "say"}
    if main.subject in {Subject.OTHERS, Subject.LISTENER} and not cues.has(*_HERE):
        return False
    return not cues.has("would be", "i wish", "it'd be", "i would", "i 'd")


def _instance(cues: Cues) -> Basis | None:
    told = [c for c in cues.clauses if c.time in {Time.PAST, Time.PERFECT} and not c.conditional]
    mine = [c for c in told if c.main or c is cues.main]
    if not mine or (is_habitual(cues) and not cues.has(*_OCCASION)):
        return None
    if any(c.subject in {Subject.SELF, Subject.THING, Subject.EXISTENCE, Subject.UNSPOKEN} for c in mine):
        return Basis.INSTANCE
    return Basis.SECOND_HAND


def _second_hand(cues: Cues) -> Basis | None:
    main = cues.main
    if main is not None and main.subject is Subject.OTHERS and main.time not in {Time.DUTY, Time.MODAL}:
        return Basis.SECOND_HAND
    return None


def _advice(cues: Cues) -> Basis | None:
    main = cues.main
    if main is None:
        return None
    if main.time is Time.DUTY and main.subject is not Subject.SELF:
        return Basis.ADVICE
    if main.time is Time.BARE and main.subject is Subject.UNSPOKEN and main.verb <= 3 and main.is_action:
        return Basis.ADVICE
    if _SHOULD.search(cues.lower) or cues.has(
        "must", "has to", "you have to", "you need to", "needs to", "need to be", "ought to"
    ):
        return Basis.ADVICE
    return None


def _hypothetical(cues: Cues) -> Basis | None:
    main = cues.main
    if main is None:
        return None
    if main.time is Time.FUTURE and is_habitual(cues):
        return None  # "I will usually check" tells a habit
    unreal = main.time in {Time.MODAL, Time.FUTURE} or any(
        clause.time is Time.MODAL and (clause.main or not main.is_action) for clause in cues.clauses
    )
    hoped = cues.has("i wish", "hopefully", "it'd be", "i hope", "if there was", "if there were", "would be", "i 'd")
    supposed = any(clause.conditional for clause in cues.clauses) and main.time is not Time.PRESENT
    return Basis.HYPOTHETICAL if unreal or hoped or supposed else None


def _habit(cues: Cues, thinks_aloud: bool) -> Basis:
    main = cues.main
    if main is None:
        return Basis.NONE
    if main.lemma in {"think", "believe", "guess", "suppose", "agree", "assume"} and main.subject is Subject.SELF:
        return Basis.NONE
    if is_habitual(cues) or (main.subject in {Subject.SELF, Subject.LISTENER} and main.is_action):
        return Basis.HABIT
    if main.lemma in {"be", "seem", "appear", "think", "feel", "believe", "guess", "agree", "mean", "sound", "look"}:
        if thinks_aloud:
            return Basis.OBSERVED
        opinion = cues.has("i think", "i believe", "i feel", "i guess", "in my opinion", "important", "i agree")
        return Basis.NONE if opinion or main.subject is not Subject.SELF else Basis.HABIT
    return Basis.HABIT if main.time in {Time.PRESENT, Time.ABILITY, Time.PROGRESSIVE, Time.DUTY} else Basis.NONE
