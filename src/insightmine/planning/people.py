"""Which words name people who can behave in some way."""

from __future__ import annotations

from insightmine.planning.words import NOT_PEOPLE, PEOPLE, PEOPLE_ENDINGS

_LONG = 6


def is_people(word: str, tag: str) -> bool:
    """Whether a word, in lower case, names people: on the list, or a plural that ends as such words do."""
    if word in PEOPLE:
        return True
    return tag in {"NNS", "NNPS"} and len(word) >= _LONG and word.endswith(PEOPLE_ENDINGS) and word not in NOT_PEOPLE
