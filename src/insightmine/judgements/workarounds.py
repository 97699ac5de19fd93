"""Whether an act makes up for something that is missing or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insightmine.judgements.cues import Clause, Cues, Subject, Time
from insightmine.judgements.lexicon import word_set

# what says by itself that something was got round
_OPENLY = re.compile(
    r"\bwork(?:s|ed|ing)?[ -]?around|\b(?:get|gets|got|getting) (?:a)?round (?:it|this|that|the)\b|"
    r"\bresort(?:s|ed|ing)? to\b|\bma(?:k|d)e? do\b|\bcompensate[sd]? for\b|\bmake up for\b|\bhack\b|"
    r"\bg[ai]ve up and \w+"
)
# what people also do where nothing is amiss: a sign where something was
_ANOTHER_WAY = re.compile(
    r"\bby hand\b|\bmanual(?:ly)?\b|\binstead\b(?! of)|\b(?:copy|copied|copying)[ -](?:and[ -])?past(?:e|ed|ing)\b|"
    r"\bgo(?:ing)? back and forth\b|\bin the end,? (?:i|we) (?:just )?\w+"
)
_ENDED_UP = re.compile(r"\b(?:i|we)(?: \w+)? end(?:ed)? up (?!being|with)\w+ing")
_AMISS = re.compile(
    r"n't\b|\b(?:cannot|not|no|never|nothing|nobody|none|missing|broken|unable|lacks?|lacking|lacked|fail(?:s|ed)?|"
    r"wrong|incorrect|struggles?|unless|limited|worn|expired|gone)\b"
)
_FOR_THAT_REASON = re.compile(
    r"\w\W+(?:for (?:this|that) reason|because of (?:this|that)|which is why|that(?:'s| is) why),? (?:i|we)\b"
    r"(?! (?:\w+ )?not\b)(?! \w+n't)"
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
# what tells, in a clause that gives the cause, that something is missing, fails, or will not do it
_LACKING = re.compile(
    r"n't\b|\b(?:not|no|never|nothing|nobody|none|only|cannot|unable|missing|broken|without|too|always|every time|"
    r"keeps?|kept|refuses?|drops?|loses?|throws?|stalls?|hangs?|crash\w*|swaps?|converts?|forgets?|rounds?|expires?|"
    r"gone|empty|down|wrong|slow|limited)\b"
)
_CAUSAL = frozenset({"because", "'cause", "cause", "cos", "since"})
# who speaks, asks or complains for a reason makes up for nothing
_SAID = word_set(
    "ask tell say suggest explain reckon hold argue announce complain wonder discuss talk speak state propose warn "
    "recommend advise answer reply bring avoid stop choose decide pick select reject move come go"
)
_CHOICE = re.compile(r"\binstead of (?:the|using)\b|\bon (?:my|our) own spreadsheet")
# what one has to do without getting round anything
_ENDURED = frozenset({"go", "wait", "pay", "leave", "stop", "quit", "give", "learn", "be", "sit", "stand", "say", "do"})
_REAL = frozenset({Time.PAST, Time.PERFECT, Time.PRESENT, Time.PROGRESSIVE})


def judge_workaround(cues: Cues, hindered: bool, after_trouble: bool = False) -> float:
    """The probability; `hindered`: the statement also says that something hindered.

    `after_trouble`: what the speaker said just before does. Another way of doing it ("by hand", "my own", "ended up
    ...ing") makes up for something only where the statement or the one before tells what was missing or broken.
    """
    acts = [
        clause
        for clause in cues.clauses
        if clause.is_action
        and (clause.subject is Subject.SELF or (clause.main and clause.subject in {Subject.UNSPOKEN, Subject.OTHERS}))
        and clause.time in _REAL
        and not (clause.negated or clause.passive or clause.conditional)
    ]
    ended_up = _ENDED_UP.search(cues.lower) is not None
    if not acts and not ended_up:
        return 0.05
    forced = any(clause.obliged and clause.main and clause.lemma not in _ENDURED for clause in acts)
    if (hindered and forced) or _OPENLY.search(cues.lower) or _OTHERWISE.search(cues.lower):
        return 0.7
    if ended_up or _ANOTHER_WAY.search(cues.lower) or _OWN.search(cues.lower):
        amiss = _AMISS.search(cues.lower) is not None
        return 0.7 if amiss or (after_trouble and not ended_up) else 0.45
    if _for_lack_of_it(cues, acts):
        return 0.62
    own = [clause for clause in acts if clause.subject is Subject.SELF]
    lacked = any(clause.main for clause in own) and _LACK_SO.search(cues.lower)
    if lacked or (hindered and own and _FOR_THAT_REASON.search(cues.lower)):
        return 0.62
    return (0.66 if hindered else 0.45) if _CHOICE.search(cues.lower) else 0.05


def _for_lack_of_it(cues: Cues, acts: Sequence[Clause]) -> bool:
    """Whether a cause is given for the act, and it is what something or somebody else lacks or will not do.

    "I read it off the phone, as the page refuses anything pasted"; not "because I do not know how".
    """
    heads = cues.annotation.heads
    done = {clause.verb for clause in acts if clause.main and clause.lemma not in _SAID}
    return any(
        heads[clause.verb] in done and heads[clause.verb] < clause.verb and clause.subject is not Subject.SELF
        and _LACKING.search(said)
        for clause, said in _causes(cues)
    )  # fmt: skip


def _causes(cues: Cues) -> Iterator[tuple[Clause, str]]:
    """Clauses that give a cause, each with its words from the conjunction on; "as" after a comma alone."""
    grammar = cues.annotation
    for clause in cues.clauses:
        opening = [
            i for i, (form, head) in enumerate(zip(cues.forms, grammar.heads, strict=True))
            if head == clause.verb and 0 < i < clause.verb and grammar.relations[i] in {"mark", "advmod"}
            and (form in _CAUSAL or (form == "as" and cues.forms[i - 1] == ","))
        ]  # fmt: skip
        if opening and not clause.main:
            below = _below(clause.verb, grammar.heads)
            yield clause, cues.lower[grammar.starts[opening[0]] : grammar.ends[max(below)]]


def _below(top: int, heads: Sequence[int]) -> set[int]:
    """A token and all that depend on it."""
    found, grown = {top}, True
    while grown:
        more = {i for i, head in enumerate(heads) if head in found} - found
        found, grown = found | more, bool(more)
    return found
