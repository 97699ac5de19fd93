"""What may stand as a pain point on a card: it says what hinders, and it is told of the behaviour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.clarity import is_plain_question
from insightmine.domain.content_words import stems
from insightmine.domain.gerunds import gerund_of
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Effect, Kind
from insightmine.outcomes.deeds import LIGHT
from insightmine.outcomes.evidence import Study
from insightmine.outcomes.joining import COST, FAILURE, REFERS
from insightmine.outcomes.verb_phrase import VerbPhrase

# "You can do that by hand as well, can't you?" asks whether it is so.
_TAG = re.compile(r",\s*\w+n[’']t (?:i|you|we|they|he|she|it|that|this)\s*\?\W*$", re.IGNORECASE)


def is_trouble(statement: StatementId, study: Study) -> bool:
    """Whether it is told as a trouble. What is first of all an aim ("I have to go there") needs words for one."""
    judgement, text = study.judgements[statement], study.statements[statement].text
    if Kind.PAIN_POINT not in judgement.kinds or not judgement.is_evidence:
        return False
    return judgement.kinds[0] is not Kind.GOAL or says_so(statement, study) or COST.search(text) is not None


def says_so(statement: StatementId, study: Study) -> bool:
    """Whether it says in so many words that something failed."""
    return FAILURE.search(study.statements[statement].text) is not None


def names_deed(text: str, verb: str) -> bool:
    """Whether a word begins with the verb: `the payment form is broken`, of paying."""
    return re.search(rf"\b{re.escape(verb.removesuffix('e'))}\w*", text, re.IGNORECASE) is not None


def concerns(statement: StatementId, phrase: VerbPhrase, told: Sequence[StatementId], study: Study) -> bool:
    """Whether what hinders there hinders the behaviour, and is not told of what lies near.

    It names the deed (where the verb says little, what it is done to), or points back to where one of `told` said it
    in the same turn.
    """
    verb, _, rest = phrase.base.partition(" ")
    said = study.statements[statement]
    is_hindered = study.judgements[statement].effect in {Effect.HINDERS, Effect.MIXED}
    if not is_hindered or is_plain_question(said.text) or _TAG.search(said.text):
        return False
    if verb not in LIGHT and names_deed(said.text, verb):
        return True
    named = stems(rest) if verb in LIGHT else stems(verb) | stems(gerund_of(verb))
    if named & study.stems_of[statement]:
        return True
    before = (study.statements[other] for other in told)
    is_next = any(
        (other.transcript, other.turn, other.participant) == (said.transcript, said.turn, said.participant)
        and other.start < said.start
        for other in before
    )
    return is_next and REFERS.match(said.text) is not None
