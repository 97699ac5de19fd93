"""Everything with the form of an identifier in a text, and which of it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from insightmine.domain.identifiers import Entity, IdentifierKind
from insightmine.engines import PatternFinder
from insightmine.privacy.folding import key_of
from insightmine.privacy.spoken import find_spoken
from insightmine.privacy.word_lists import WELL_KNOWN
from insightmine.privacy.written import find_written

_WORTH_A_LOOK = re.compile(r"\d.*\d|@|\w\.\w|//")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+)+/?", re.IGNORECASE)
_BARE_DIGITS = re.compile(r"\d+")
_CALLED = re.compile(r"phone|call|mobile|cell|number|reach|text|whatsapp|dial|tel\b|ring", re.IGNORECASE)
_PROSE_DOT = re.compile(r"[a-z]+\.[A-Z]?[a-z]+")
_DATE = re.compile(r"\d{1,2}([ ./-])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d([ ./-])\d{1,2}\2\d{1,2}")
_NEAR = 60

# Where two kinds fit the same stretch, the first of these is taken.
_ORDER = (
    IdentifierKind.EMAIL, IdentifierKind.BIRTH, IdentifierKind.ADDRESS, IdentifierKind.ACCOUNT, IdentifierKind.IDENTITY,
    IdentifierKind.LINK, IdentifierKind.DEVICE, IdentifierKind.PHONE, IdentifierKind.POSTCODE, IdentifierKind.HANDLE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Find:
    """Something with the form of an identifier; not `replaced` where it is better looked at first, and why."""

    start: int
    end: int
    kind: IdentifierKind
    replaced: bool
    reason: str


def find_patterns(text: str, patterns: PatternFinder) -> list[Find]:
    """The finds in a text, by start, none within another: of those that overlap the longest counts."""
    entities = [*find_spoken(text), *find_written(text)]
    if _WORTH_A_LOOK.search(text):
        entities += patterns.find(text)
    finds: list[Find] = []
    for entity in _longest_first(entities):
        if all(entity.end <= find.start or entity.start >= find.end for find in finds):
            judged = _judged(text, entity)
            if judged is not None:
                finds.append(judged)
    return sorted(finds, key=lambda find: find.start)


def _longest_first(entities: Iterable[Entity]) -> Iterator[Entity]:
    def rank(entity: Entity) -> tuple[int, int, int]:
        kind = IdentifierKind(entity.label)
        return entity.start - entity.end, _ORDER.index(kind) if kind in _ORDER else len(_ORDER), entity.start

    return iter(sorted(set(entities), key=rank))


def _judged(text: str, entity: Entity) -> Find | None:
    clear, kind = text[entity.start : entity.end], IdentifierKind(entity.label)
    if kind is IdentifierKind.LINK:
        return _judged_link(text, entity, clear)
    if kind is IdentifierKind.PHONE and _BARE_DIGITS.fullmatch(clear):
        near = text[max(0, entity.start - _NEAR) : entity.end + _NEAR // 2]
        if not _CALLED.search(near):
            return None  # "order 123456789": a number for the review list
    if kind is IdentifierKind.PHONE and _DATE.fullmatch(clear):
        return None
    return Find(entity.start, entity.end, kind, True, _REASONS.get(kind, "it has the form of one"))


def _judged_link(text: str, entity: Entity, clear: str) -> Find | None:
    """A site that is named ("booking.com") is as a rule what people use; an address with a path leads to somebody."""
    whole = text[entity.start : entity.end + 12]
    if _PROSE_DOT.match(whole) and not re.match(
        r"[\w.-]+\.(?:com|org|net|io|edu|gov|ai|app|co|de|uk|fr|it|eu)\b", whole
    ):
        return None  # "this.that": a missing space
    site = _SITE.fullmatch(clear)
    spoken = clear.lower().replace(" dot ", ".")
    if key_of(spoken) in WELL_KNOWN or (site and key_of(site.group(1)) in WELL_KNOWN):
        return None
    if site or (" dot " in clear.lower() and " slash " not in clear.lower()):
        return Find(entity.start, entity.end, IdentifierKind.LINK, False, "a site: perhaps what people use")
    return Find(entity.start, entity.end, IdentifierKind.LINK, True, "it has the form of one")


_REASONS = {IdentifierKind.NAME: "spelt out letter by letter"}
