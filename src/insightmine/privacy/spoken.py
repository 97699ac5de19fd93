"""Identifiers as they are said: `jane dot doe at gmail dot com`, `oh seven nine double four ...`, `J-A-N-E`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from insightmine.domain.identifiers import Entity, IdentifierKind
from insightmine.privacy.word_lists import words_of

ENDINGS = (
    "com|org|net|edu|gov|io|ai|co|de|uk|fr|it|es|nl|at|ch|eu|us|ca|au|info|app|dev|me|be|se|no|dk|fi|pl|pt|ie|in|jp|br"
)
_JOINT = r"(?:[ ]+(?:dot|period|point|underscore|dash|hyphen|minus|plus)[ ]+|[._\-])"
_PART = r"[^\W_]{1,30}"
_LOCAL = rf"{_PART}(?:{_JOINT}{_PART}|[ ]+\d{{1,6}}){{0,5}}"
_DOMAIN = rf"{_PART}(?:{_JOINT}{_PART}){{0,3}}(?:[ ]+dot[ ]+|\.)(?:{ENDINGS})(?:[ ]+dot[ ]+(?:uk|au|nz|br|jp))?"
_EMAIL = re.compile(rf"\b{_LOCAL}[ ]+(?:at|@)[ ]+(?:the[ ]+)?{_DOMAIN}\b", re.IGNORECASE)
_MAILBOX = re.compile(
    rf"\b{_LOCAL}[ ]+at[ ]+(?:g ?mail|hotmail|yahoo|outlook|icloud|proton ?mail|gmx|web\.de)\b(?![ ]+dot)",
    re.IGNORECASE,
)
_SITE = re.compile(
    rf"\b(?:www[ ]+dot[ ]+)?{_PART}(?:[ ]+(?:dot|dash|hyphen|slash)[ ]+{_PART}){{0,4}}[ ]+dot[ ]+(?:{ENDINGS})"
    rf"(?:[ ]+slash[ ]+{_PART}(?:[ ]+(?:dot|dash|slash|underscore)[ ]+{_PART}){{0,5}})?\b",
    re.IGNORECASE,
)
_PROVIDER = re.compile(
    r"(?:g ?mail|google ?mail|hotmail|yahoo|outlook|icloud|proton ?mail|gmx|web|aol|live)\b", re.IGNORECASE
)
_MAIL_CUE = re.compile(r"mail|\bwrite|\breach|\bcontact|\baddress", re.IGNORECASE)
_MAIL_IS = re.compile(r"\be-?mail(?: address)?(?: is|:)[ ]+((?:[^\W\d_]+[ ]){1,2})$", re.IGNORECASE)
# Words before a spoken address that are no part of it.
_NOT_LOCAL = words_of(
    """
    is it's its at to me e-mail email mail address my was on via through under by or and so um uh write reach i'm the a
    that's thats that just contact send sends sent us him her them you are be
    """
)

_DIGIT = r"(?:zero|oh|o|nought|naught|one|two|three|four|five|six|seven|eight|nine|\d)"
_TENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_SPOKEN_DIGITS = re.compile(
    rf"\b(?:plus[ ]+)?(?:(?:(?:double|triple|treble)[ ]+)?{_DIGIT}|{_TENS})"
    rf"(?:[ ,.\-–]+(?:and[ ]+)?(?:(?:(?:double|triple|treble)[ ]+)?{_DIGIT}|{_TENS}))+\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)\b|\d", re.IGNORECASE
)
_FEWEST_DIGITS = 6
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_VALUES = {word: value for value, word in enumerate(_ONES)}

_SPELT = re.compile(r"(?<![\w'’])(?:[A-Za-zÀ-ÿ](?:[ ]?[-–.,][ ]?|[ ])){2,}[A-Za-zÀ-ÿ](?![\w'’])")
_AS_IN = re.compile(
    r"\b[A-Za-z][ ]+(?:as in|for|like)[ ]+[A-Za-z]+(?:,?[ ]+(?:and[ ]+)?[A-Za-z][ ]+(?:as "
    r"in|for|like)[ ]+[A-Za-z]+){1,}\b"
)
_SPELLS = re.compile(r"spel[lt]|letters?\b|\bname\b|written|double [a-z]\b", re.IGNORECASE)
_NEAR = 60


def find_spoken(text: str) -> Iterator[Entity]:
    """What is said of an identifier in words; the label is an `IdentifierKind`. Spans may overlap."""
    for pattern in (_EMAIL, _MAILBOX):
        for match in pattern.finditer(text):
            start = _with_names_before(text, _local_start(match))
            if _is_address(text, start, match.end()):
                yield Entity(start, match.end(), IdentifierKind.EMAIL.value)
    for match in _SITE.finditer(text):
        yield Entity(match.start(), match.end(), IdentifierKind.LINK.value)
    for match in _SPOKEN_DIGITS.finditer(text):
        if _is_number(text, match):
            yield Entity(match.start(), match.end(), IdentifierKind.PHONE.value)
    for match in _AS_IN.finditer(text):
        yield Entity(match.start(), match.end(), IdentifierKind.NAME.value)
    for match in _SPELT.finditer(text):
        if _is_spelt_out(text, match):
            yield Entity(match.start(), match.end(), IdentifierKind.NAME.value)


def letters_of(spelt: str) -> str:
    """The word that letters spell: `M-A-R-I-A` -> `MARIA`."""
    return "".join(character for character in spelt if character.isalpha())


def _local_start(match: re.Match[str]) -> int:
    """Where an address begins: its first word may be a word of the sentence ("reach me at", "it's jane at")."""
    words = list(re.finditer(r"[^\s]+", match.group()))
    start = match.start()
    for word, after in pairwise(words):
        if word.group().lower().strip(",.:") not in _NOT_LOCAL or after.group().lower() in (
            "dot",
            "underscore",
            "dash",
        ):
            break
        start = match.start() + after.start()
    return start


def _with_names_before(text: str, start: int) -> int:
    """Where an address begins that is said with a blank in it: "my e-mail is jane doe at gmail dot com"."""
    before = _MAIL_IS.search(text[max(0, start - 60) : start])
    if before is None or any(word.lower() in _NOT_LOCAL for word in before.group(1).split()):
        return start
    return start - len(before.group(1))


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether `a at b dot c` is an address, and not "looked at booking dot com"."""
    local, _, domain = re.split(r"[ ]+(at|@)[ ]+", text[start:end], maxsplit=1, flags=re.IGNORECASE)
    if not local.isalpha() or _PROVIDER.match(domain):
        return True
    return _MAIL_CUE.search(text[max(0, start - 40) : start]) is not None


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether digits that are said make a number that somebody is reached by, and not a count or a rating."""
    said = _SAID.findall(match.group())
    digits = sum(2 if word.lower() in ("double",) else 1 for word in said)
    words = [word for word in said if not word.isdigit()]
    if len(words) < 3 or digits < _FEWEST_DIGITS or _is_counting(said):
        return False
    near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR // 2].lower()
    named = re.search(
        r"phone|number|call|mobile|cell|reach|text me|whatsapp|dial|extension|id\b|code|account|card", near
    )
    return digits >= _FEWEST_DIGITS + 1 or named is not None


def _is_counting(said: list[str]) -> bool:
    """Whether the digits only go up or down by one: somebody counts."""
    values = [_VALUES.get(word.lower(), -9) for word in said]
    steps = {two - one for one, two in pairwise(values)}
    return steps in ({1}, {-1})


def _is_spelt_out(text: str, match: re.Match[str]) -> bool:
    """Letters one by one are somebody's name where it is said that they spell it, or where there are many."""
    letters = letters_of(match.group())
    near = text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR // 2]
    separated = "-" in match.group() or "–" in match.group() or "," in match.group()
    if len(set(letters.lower())) == 1:  # "a, a, a", "I - I - I"
        return False
    return _SPELLS.search(near) is not None or (len(letters) >= 4 and separated and letters.isupper())
