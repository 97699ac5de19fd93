"""Names of files, which systems spell in different ways and people type in others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from unicodedata import normalize


def as_text(name: str) -> str | None:
    """The name as characters, where it is any; `None` for bytes of an unknown encoding or half a character.

    Where Python does not take names for UTF-8 (an old locale on Linux), UTF-8 is tried nevertheless.
    """
    try:
        return name.encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        try:
            return os.fsencode(name).decode("utf-8")
        except UnicodeError:
            return None


def storable(name: str) -> str:
    """The name as text; what is no character in it becomes an escape."""
    return as_text(name) or name.encode("utf-8", "backslashreplace").decode("utf-8")


def legible(name: str) -> str:
    """The name as people type it: accented letters composed (NFC), which macOS may list as letter and accent."""
    return normalize("NFC", storable(name))


def name_key(name: str) -> str:
    """What all spellings of one name share: composed, letters' case folded, `/` between folders."""
    return normalize("NFC", legible(name.replace("\\", "/")).casefold())


def name_ends(key: str) -> list[str]:
    """A file's name as people type it, then longer and longer ends of its path; at last the path as it is spelt."""
    parts = PurePosixPath(legible(key)).parts
    return [*("/".join(parts[-length:]) for length in range(1, len(parts) + 1)), key]


def distinct(candidates: Sequence[Sequence[str]]) -> list[str]:
    """For each the first candidate that no other can claim; the last one where all are claimed."""
    claims = Counter(name for names in candidates for name in dict.fromkeys(names))
    return [next((name for name in names if claims[name] == 1), names[-1]) for names in candidates]
