"""Answers that somebody does not do what was asked about: they speak against it without naming it again."""

from __future__ import annotations

import re
from collections.abc import Callable

from insightmine.domain.content_words import stems
from insightmine.domain.speech import Statement

_IT = r"(?:it|that|this|them|those|these|one)\b(?!\s+(?:much|often|very|well))"
_NOT = r"(?:(?:did|do|have|had|could|can|ca|wo|am|was)(?:n[’']?t| not)|[’']m not|cannot|never)"
_ADVERBS = r"(?:\s+(?:really|actually|ever|even|yet|just|usually|normally))*"
_SKIPPED = r"(?:[^.;?](?!\bbut\b)){0,80}?"
# "I did not find the cases to use it", "I never tried that", "I stopped doing that", "I had no need for it".
_UNDONE = re.compile(
    rf"\bi\b(?:\s+\w+)?\s*{_NOT}{_ADVERBS}\s+(?:use|used|using|do|done|doing|try|tried|need|needed)\s+{_IT}|"
    rf"\bi\b[^.;?]{{0,20}}\b{_NOT}\b{_ADVERBS}\s+(?:find|found|see|have|had)\b{_SKIPPED}"
    rf"\b(?:cases?|reasons?|need|ways?|occasions?|situations?|point|use)\s+(?:to (?:use|do|try)|for|in|of)\s+{_IT}|"
    rf"\bi\s+(?:gave up|stopped|avoid|avoided|quit)\s+(?:on |doing |using )?{_IT}|"
    rf"\bi\s+(?:had|have|saw|see|found|find)\s+no\s+(?:need|use|reason|occasion)\b",
    re.IGNORECASE,
)
_ANYWAY = re.compile(r"\b(?:if|until|but (?:then )?(?:i|we) (?:do|did|use|used|always|still))\b", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:(?:no|nope|never|not really|not at all)\b(?:\W+to be honest|\W+i (?:(?:do|did|have)(?:n[’']t| not)|never))?"
    r"\W*(?:[.!]|$)|(?:no\W+)?i (?:(?:ca|do|did|have|could)(?:n[’']t| not)|cannot|never)\b\s*(?:[.,!]|$))",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:do|did|have|can|could) you\s+(?:(?:ever|also|usually|then|still|always|normally|already)\s+)*(?=\w)",
    re.IGNORECASE,
)


def declines(statement: Statement) -> bool:
    """Whether it says that its speaker does not do a thing named before; conditions, and who does it anyway, do not."""
    return _UNDONE.search(statement.text) is not None and _ANYWAY.search(statement.text) is None


def is_declined(statement: Statement, names: Callable[[frozenset[str]], bool]) -> bool:
    """Whether it declines, or answers no to, what a question is about; `names`: whether stems name it."""
    if declines(statement) and names(stems(statement.question or "")):
        return True
    return any(names(stems(asked)) for asked in denied_questions(statement))


def denied_questions(statement: Statement) -> list[str]:
    """What it answers no to, from the verb on: `take photos` of `do you take photos?`."""
    question = statement.question or ""
    if _NO.match(statement.text) is None:
        return []
    return [question[asked.end() :].partition("?")[0] for asked in _ASKED.finditer(question)]
