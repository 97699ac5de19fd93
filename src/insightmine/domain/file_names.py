"""Names of files, which systems spell in different ways and people type in others."""

from __future__ import annotations

import os
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
