"""Names -> step ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from insightmine.domain.ids import StepId

_LONGEST = 40
_LOOSE_ENDS = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


def slug_ids(names: Sequence[str]) -> list[StepId]:
    """One id a name, readable and unique: `Merge duplicate authors` -> `merge-duplicate-authors`."""
    ids: list[StepId] = []
    for name in names:
        slug = _slug(name)
        number = 2
        unique = slug
        while unique in ids:
            unique = f"{slug}-{number}"
            number += 1
        ids.append(StepId(unique))
    return ids


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1] in _LOOSE_ENDS:
            words.pop()
    return "-".join(words)[:_LONGEST] or "step"
