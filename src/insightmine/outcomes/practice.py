"""Something that several people do, and whether a statement with a deed in it tells of it as done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.gerunds import gerund_of
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis, Kind, Prompting
from insightmine.domain.speech import Statement
from insightmine.outcomes.evidence import Study, is_behaviour
from insightmine.outcomes.verb_phrase import VerbPhrase

_SHOWN = (Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT)
# Where enough people show it in a behaviour, a deed told as what helped, held up or was the reason is one too.
_TOLD_WITH = (Kind.ENABLER, Kind.PAIN_POINT, Kind.REASON)


@dataclass(frozen=True)
class Practice:
    """Something that several people do: `shown` and `denied` in the order of the transcripts.

    `objects`: stems of what it is done with or to; empty where that can be anything. `unwanted` and `says`: see
    `frames.Frame`. `about`: who names one stem of each speaks of it. `named`: the sentence with what it is done to.
    """

    phrase: VerbPhrase
    shown: tuple[StatementId, ...]
    denied: tuple[StatementId, ...]
    objects: frozenset[str]
    unwanted: bool = False
    says: re.Pattern[str] | None = None
    safeguard: bool = False
    about: tuple[frozenset[str], ...] = ()
    such_as: str = ""
    named: VerbPhrase | None = None

    def is_asked_in(self, question: frozenset[str]) -> bool:
        """Whether the stems of a question name what is done, and one thing that it is done to."""
        return bool(self.about) and all(words & question for words in self.about)

    @property
    def told_as(self) -> VerbPhrase:
        """The phrase, with what it is done to where several name that: `check it (such as bills)`."""
        if self.named is not None:
            return self.named
        if not self.such_as:
            return self.phrase
        named = f" (such as {self.such_as})"
        return VerbPhrase(self.phrase.base + named, self.phrase.gerund + named, self.phrase.negated)


def counts(statement: Statement, study: Study) -> bool:
    """Whether a statement with a deed in its grammar tells of something done, not wished, imagined or suggested."""
    judgement = study.judgements[statement.id]
    if is_behaviour(judgement, study.is_noted(statement.id)):
        return True
    told = judgement.basis in _SHOWN and judgement.prompting is not Prompting.LED and judgement.is_evidence
    return told and judgement.kinds[:1] != () and judgement.kinds[0] in _TOLD_WITH


def forms_of(stem: str) -> frozenset[str]:
    """The stem, and that of what is done with it: `code`, `codin`."""
    return frozenset({stem}) | stems(gerund_of(stem))
