"""Whether an act makes up for something that is missing or broken."""

from __future__ import annotations

import re

from insightmine.judgements.cues import Cues, Subject, Time

_OPENLY = re.compile(
    r"\bwork(?:ed|ing)?[ -]?around|\bby hand\b|\bmanually\b|\bend(?:ed|s)? up (?!being|with)(?:\w+ing)|"
    r"\bresort(?:ed|ing)? to\b|\binstead\b(?! of)|\b(?:copy|copied|copying)[ -](?:and[ -])?past(?:e|ed|ing)\b|\bhack\b|"
    r"\bgo(?:ing)? back and forth\b|\bmake do\b|\bin the end,? (?:i|we) (?:just )?\w+|\bg[ai]ve up and \w+"
)
_OWN = re.compile(
    r"\b(?:bring|take|keep|carry|use|make|buy|build|write|put|set|brought|took|kept|carried|used|made|bought|built|"
    r"wrote)\w* (?:\w+ ){0,3}(?:my|our) own\b"
)
_OTHERWISE = re.compile(
    r"\b(?:because|since|or|cause)\b.*\botherwise\b|\bso (?:that )?(?:i|we) (?:do not|don't|won't) forget\b"
)
_LACK_SO = re.compile(
    r"(?:n't|\b(?:not|no|never|nothing|nobody|too|missing|broken|without|worn|expired|gone|lacks?))\b[^.;?!]{0,60}?"
    r"\bso (?:now |then |in the end )?(?:i|we)\b(?:'ve)?(?! (?:\w+ )?not\b)(?! \w+n't)"
)
_CHOICE = re.compile(r"\binstead of (?:the|using)\b|\bdouble[- ]check|\bon (?:my|our) own spreadsheet")
# what one has to do without getting round anything
_ENDURED = frozenset({"go", "wait", "pay", "leave", "stop", "quit", "give", "learn", "be", "sit", "stand", "say", "do"})
_REAL = frozenset({Time.PAST, Time.PERFECT, Time.PRESENT, Time.PROGRESSIVE})


def judge_workaround(cues: Cues, hindered: bool) -> float:
    """The probability; `hindered`: the statement also says that something hindered."""
    acts = [
        clause
        for clause in cues.clauses
        if clause.is_action
        and (clause.subject is Subject.SELF or (clause.main and clause.subject in {Subject.UNSPOKEN, Subject.OTHERS}))
        and clause.time in _REAL
        and not (clause.negated or clause.passive or clause.conditional)
    ]
    if not acts:
        return 0.05
    if hindered and any(clause.obliged and clause.main and clause.lemma not in _ENDURED for clause in acts):
        return 0.7
    if any(pattern.search(cues.lower) for pattern in (_OPENLY, _OWN, _OTHERWISE)):
        return 0.7
    if any(clause.subject is Subject.SELF and clause.main for clause in acts) and _LACK_SO.search(cues.lower):
        return 0.62
    return (0.66 if hindered else 0.45) if _CHOICE.search(cues.lower) else 0.05
