"""Where the identifiers of a list stand in a text: a pure function of the list and the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind
from insightmine.privacy.eponyms import within_eponym
from insightmine.privacy.folding import bare, fold, key_of, parts_of, word_matches
from insightmine.privacy.name_use import TITLE_BEFORE, is_used_as_name
from insightmine.privacy.word_lists import AMBIGUOUS_NAMES, ORDINARY_NAMES, SELDOM_WORDS

_SEPARATORS = re.compile(r"[\s.\-_'’]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_NAMES = (IdentifierKind.PERSON, IdentifierKind.NAME, IdentifierKind.ORGANISATION, IdentifierKind.PLACE)


@dataclass(frozen=True, slots=True)
class Hit:
    """An identifier of the list at `[start, end)` of a text."""

    start: int
    end: int
    identifier: Identifier


@dataclass(frozen=True, slots=True)
class _Form:
    """An identifier as words with what stands between, before and after them, all folded."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    before: str
    after: str
    identifier: Identifier


class Matcher:
    """Finds the identifiers of a list in texts.

    What a person keeps is found too, so that nothing shorter is found in it. What only waits for review stands back: a
    known name inside it is found.
    Where several fit, the one that starts first is taken, and the longest of those; a name within an address or a
    number stands back. Case and accents do not count, except: a name that is a word as well (`Will`, `Mark`, and what
    `common` holds, folded) counts where it is used as a name, and what only a model took for a name, or has two
    letters, where it has a capital. What a person wrote into the list counts everywhere, and so does what they have
    reviewed, unless it is an ordinary English word. In `names_only`, which is for labels and names of files, every
    name counts, also within `MariaRossi_2` and `rossi-maria.vtt`; with `everywhere`, at every place of its words.
    """

    def __init__(
        self,
        identifiers: Iterable[Identifier],
        common: frozenset[str] = frozenset(),
        *,
        names_only: bool = False,
        everywhere: bool = False,
    ) -> None:
        self._names_only, self._everywhere = names_only, everywhere
        self._common = (common | AMBIGUOUS_NAMES) - SELDOM_WORDS
        self._by_first: defaultdict[str, list[_Form]] = defaultdict(list)
        self._exact: defaultdict[str, list[_Form]] = defaultdict(list)
        self._doubtful: defaultdict[str, list[_Form]] = defaultdict(list)
        self._unspaced: list[Identifier] = []
        for identifier in identifiers:
            form = _form_of(identifier)
            if form is not None:
                firm = self._by_first if identifier.kind in _NAMES or names_only else self._exact
                (self._doubtful if identifier.awaits_review else firm)[form.words[0]].append(form)
            if _UNSPACED.search(identifier.text):
                self._unspaced.append(identifier)
        for forms in (*self._exact.values(), *self._by_first.values(), *self._doubtful.values()):
            forms.sort(key=lambda form: (-len(form.words), -len(form.identifier.text), form.identifier.text))

    def find(self, text: str) -> list[Hit]:
        """The identifiers in a text, by start; they do not overlap."""
        exact = self._hits(text, self._exact, ()) if self._exact else []
        firm = [*exact, *self._hits(text, self._by_first, exact)]
        hits = [*firm, *self._hits(text, self._doubtful, firm)] if self._doubtful else firm
        return sorted([*hits, *self._in_unspaced(text, hits)], key=lambda hit: hit.start)

    def _hits(self, text: str, forms_by_first: Mapping[str, Sequence[_Form]], taken: Sequence[Hit]) -> list[Hit]:
        """The hits among these forms, by start, none within what is taken."""
        folded = fold(text)
        words = parts_of(text, folded) if self._names_only else word_matches(folded)
        hits: list[Hit] = []
        free_from = 0
        for number, word in enumerate(words):
            if word.start() < free_from:
                continue
            for form in forms_by_first.get(bare(word.group()), ()):
                hit = self._at(text, folded, words, number, form)
                if hit is not None and hit.start >= free_from and _is_free(hit, taken):
                    hits.append(hit)
                    free_from = hit.end
                    break
        return hits

    def _at(self, text: str, folded: str, words: Sequence[re.Match[str]], number: int, form: _Form) -> Hit | None:
        here = words[number : number + len(form.words)]
        if tuple(bare(word.group()) for word in here) != form.words or not _same_gaps(folded, here, form):
            return None
        start, end = here[0].start() - len(form.before), here[-1].end() + len(form.after)
        fits = folded[max(start, 0) : here[0].start()] == form.before and folded[here[-1].end() : end] == form.after
        if start < 0 or not fits or not self._is_meant(text, start, end, form):
            return None
        return Hit(_with_title(text, start, form.identifier), end, form.identifier)

    def _is_meant(self, text: str, start: int, end: int, form: _Form) -> bool:
        identifier = form.identifier
        everywhere = self._names_only or self._everywhere or identifier.found_by is FoundBy.PERSON
        if everywhere or identifier.kind not in _NAMES:
            return True
        if within_eponym(text, start, end):
            return False
        return (identifier.reviewed and not set(form.words) <= ORDINARY_NAMES) or self._is_name(text, start, end, form)

    def _is_name(self, text: str, start: int, end: int, form: _Form) -> bool:
        identifier = form.identifier
        if len(form.words) > 1:
            return identifier.found_by is not FoundBy.ENTITY or _has_capital(text[start:end])
        if form.words[0] in self._common:
            return is_used_as_name(text, start, end)
        if identifier.found_by in (FoundBy.ENTITY, FoundBy.CUE) or len(form.words[0]) < 3:
            return _has_capital(text[start:end]) or identifier.text.islower()
        return True

    def _in_unspaced(self, text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Names in scripts that write without spaces, where they are part of a longer run of letters."""
        taken = [(hit.start, hit.end) for hit in hits]
        for identifier in self._unspaced:
            start = text.find(identifier.text)
            while start >= 0:
                end = start + len(identifier.text)
                if all(end <= first or start >= last for first, last in taken):
                    taken.append((start, end))
                    yield Hit(start, end, identifier)
                start = text.find(identifier.text, end)


def _is_free(hit: Hit, taken: Sequence[Hit]) -> bool:
    return all(hit.end <= other.start or hit.start >= other.end for other in taken)


def _has_capital(text: str) -> bool:
    return any(character.isupper() for character in text)


def _with_title(text: str, start: int, identifier: Identifier) -> int:
    """Where the title before a person's name begins: it goes with the name, as it tells of a man or a woman."""
    if identifier.kind is not IdentifierKind.PERSON or not identifier.is_replaced:
        return start
    title = TITLE_BEFORE.search(text[max(0, start - 20) : start])
    return start - len(title.group()) if title else start


@lru_cache(maxsize=65536)
def _form_of(identifier: Identifier) -> _Form | None:
    """`None` for a text without any word."""
    key = key_of(identifier.text)
    words = word_matches(key)
    if not words:
        return None
    gaps = tuple(key[one.end() : two.start()] for one, two in pairwise(words))
    return _Form(
        words=tuple(word.group() for word in words),
        gaps=gaps,
        before=key[: words[0].start()],
        after=key[words[-1].end() :],
        identifier=identifier,
    )


def _same_gaps(folded: str, here: Sequence[re.Match[str]], form: _Form) -> bool:
    """Whether the words stand as in the list; in a name, space, hyphen and dot are one."""
    is_name = form.identifier.kind in _NAMES
    for (one, two), wanted in zip(pairwise(here), form.gaps, strict=True):
        gap = folded[one.end() : two.start()]
        if " ".join(gap.split()) == wanted.strip() and bool(gap.strip()) == bool(wanted.strip()):
            continue
        if not (is_name and len(gap) <= 3 and _SEPARATORS.fullmatch(gap) and _SEPARATORS.fullmatch(wanted)):
            return False
    return True
