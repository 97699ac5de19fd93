"""Whether a statement answers a question about wishes: then "The weight, in kilos." is one."""

from __future__ import annotations

import re
from functools import lru_cache

from insightmine.judgements.cues import Cues, Subject, Time

_ASKS_WISHES = re.compile(
    r"\bif you (?:could|had (?:one|a)|were to|ran|owned)\b|\bif it were up to you\b|\bmagic wand\b|"
    r"\bwhat (?:\w+ )?(?:would|could|should) (?:\w+ )?(?:(?:be|have been) (?:better|different|improved)|"
    r"make \w+ (?:\w+ )?(?:better|easier)|you (?:\w+ )?(?:like|want|wish|change|add|improve|have liked))|"
    r"\b(?:would you|you'd|do you) (?:\w+ )?(?:change|add|improve|wish|suggest|like to (?:see|have|change))\b|"
    r"\b(?:suggest|recommend|any) (?:\w+ )?(?:improvement|suggestion|wish)|"
    r"\bwhat would (?:that|it) be\b|\bwhat (?:else )?would (?:help|be helpful|be useful)\b|"
    r"\b(?:feature|capabilit|way|thing|tool|improvement|function)\w* (?:\w+ ){0,3}(?:you|that)(?: \w+)? "
    r"(?:would|could|might|'d|think would)\b|\bwould you (?:\w+ )?(?:like|want)\b|\byou would (?:\w+ )?(?:want|like)\b"
)
_END = 300  # characters: the question itself stands at the end of what an interviewer says


@lru_cache(maxsize=4096)
def asks_for_wishes(question: str | None) -> bool:
    """Whether the question invites wishes."""
    return question is not None and _ASKS_WISHES.search(question.lower().replace("’", "'")[-_END:]) is not None


def answers_with_wish(cues: Cues, *questions: str | None) -> bool:
    """Whether it answers such a question with a thing or a doing, an order ("lower it"), or what would or should be.

    `questions`: what was asked just before, and the question in force (`inquiry.in_force`), of which one is enough.
    """
    if cues.n_words < 2 or not any(map(asks_for_wishes, questions)):
        return False
    would_be = any(
        one.main and (one.time is Time.DUTY or (one.time is Time.MODAL and not one.negated)) for one in cues.clauses
    )
    return would_be or _is_clipped(cues)


def _is_clipped(cues: Cues) -> bool:
    """Whether it is a thing alone, or an order: no verb with a subject, and the root is a noun or a bare verb."""
    if any(clause.main and clause.subject is not Subject.UNSPOKEN for clause in cues.clauses):
        return False
    columns = zip(cues.annotation.relations, cues.annotation.parts, cues.annotation.tags, cues.forms, strict=True)
    roots = [(part, tag, form) for relation, part, tag, form in columns if relation == "ROOT"]
    part, tag, form = roots[0] if roots else ("", "", "")
    return part in {"NOUN", "PROPN"} or tag == "VBG" or (tag == "VB" and form not in {"let", "give", "sorry", "wait"})
