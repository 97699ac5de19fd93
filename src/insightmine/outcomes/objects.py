"""Whether a deed is done to the thing that a card names, and not to another."""

from __future__ import annotations

import re

from insightmine.domain.content_words import stems
from insightmine.domain.speech import Statement
from insightmine.outcomes.deeds import Deed
from insightmine.outcomes.evidence import Study

# "by highlighting those": what was named before is meant.
_POINTS_BACK = re.compile(r"\w+\s+(?:\w+\s+)?(?:it|them|those|these|that|this|ones?|each|all|some)\b", re.IGNORECASE)


def is_done_to(things: frozenset[str], deed: Deed, statement: Statement, study: Study) -> bool:
    """Whether a deed is done to one of `things`: its object, a word of its sentence, or what a pronoun means.

    A pronoun stands for what its speaker names in the same turn. A deed without any object is told of in general, and
    of which thing is not known.
    """
    if not things or things & stems(f"{deed.target} {deed.rest}") or things & study.stems_of[statement.id]:
        return True
    points_back = not deed.target and _POINTS_BACK.match(statement.text, deed.start) is not None
    return points_back and bool(things & study.stems_around(statement.id))
