"""What somebody is called: ids, labels, and the parts of these that others may call them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from insightmine.domain.file_names import legible
from insightmine.transcripts import is_role_word

LEAST = 3  # letters of a name that is looked for: "1e" stands in every file that holds numbers
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>")
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CODE = re.compile(r"[^\W\d_]{1,3}[-_ .]?\d+")  # P07, ES-1: one person's, though it is spelt like a role


def is_general(name: str) -> bool:
    """Whether others may be called so too: "Participant 3", "User"."""
    return is_role_word(name) and _CODE.fullmatch(name.strip()) is None


def names_among(ids: Iterable[str], labels: Iterable[str]) -> tuple[str, ...]:
    """The ids as they come, then the labels in order, without those that others may bear as well."""
    own = (name for name in ids if not is_general(name))
    return tuple(dict.fromkeys((*own, *sorted(legible(label) for label in labels if not is_general(label)))))


def calls_of(names: Sequence[str]) -> tuple[str, ...]:
    """The words of names that begin with a capital, without what stands in brackets, and without the names."""
    return tuple(sorted({part for name in names for part in _parts(name)} - set(names)))


def _parts(name: str) -> list[str]:
    if is_general(name):
        return []
    words = _NAME.findall(_BRACKETS.sub(" ", name))
    return [word for word in words if len(word) >= LEAST and word[0].isupper() and not is_role_word(word)]
