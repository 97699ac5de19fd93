"""What may not come back, remembered without remembering it: a salted digest of a file, a voice or a person.

A digest cannot be read back. Whoever holds the study and guesses a name can still test the guess: names are few, and no
digest of a name hides it from a guess. The salt is made anew for each digest, so that the digests of two studies, or of
two files of one, do not tell that they mean the same person.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex

_SALT_BYTES = 8


class Kind(StrEnum):
    """What a digest is of."""

    CONTENT = "content"  # the bytes of a file in which only this person was interviewed, by their SHA-256
    NAME = "name"  # the name in the study of such a file, so that a corrected copy stays away too
    PERSON = "person"  # a participant's id
    CALLED = "called"  # an id that others may bear as well ("Participant 3"): keeps nobody away, says only that it was
    VOICE = "voice"  # a speaker's label in a file with several speakers, by the file's name
    SAME_VOICE = "same voice"  # the same by the file's content, whatever the file is called


def tombstone(kind: Kind, *parts: str) -> str:
    """A new digest, with its salt before it."""
    salt = token_hex(_SALT_BYTES)
    return f"{salt}:{_digest(salt, kind, parts)}"


def is_of(stone: str, kind: Kind, *parts: str) -> bool:
    """Whether this digest was made of just these parts."""
    salt, _, digest = stone.partition(":")
    return hmac.compare_digest(digest, _digest(salt, kind, parts))


def stone_of(stones: Iterable[str], kind: Kind, *parts: str) -> str | None:
    """The first digest that was made of these parts."""
    return next((stone for stone in stones if is_of(stone, kind, *parts)), None)


def _digest(salt: str, kind: Kind, parts: Iterable[str]) -> str:
    text = "\0".join((kind.value, *parts))
    return hmac.new(salt.encode("ascii", "replace"), text.encode("utf-8", "surrogatepass"), sha256).hexdigest()
