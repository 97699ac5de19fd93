"""Two things side by side, where no single phrase covers what a theme's people speak of: `ICE and PDP plots`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from insightmine.themes.candidate import Candidate
from insightmine.themes.phrases import Phrase

# So many of the things that most of a theme speak of are put side by side, and so many kinds of things.
_MOST = 4
_AND = " and "


def pairs_of(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate, Phrase]]:
    """The pairs worth trying, with the phrase that they make together.

    Two things; two kinds of one thing; a kind of thing that several name with another thing or kind.
    """
    nominal = [c for c in candidates if not c.phrase.is_verbal and c.is_shared and " of " not in c.phrase.text]
    nominal.sort(key=lambda c: (-round(c.people * c.telling, 6), c.phrase.text))
    things = [c for c in nominal if c.n_words == 1][:_MOST]
    kinds = [c for c in nominal if c.n_words == 2 and c.sayers > 1][:_MOST]
    for first, second in combinations(things, 2):
        yield first, second, _side_by_side(first, second)
    for first, second in permutations(kinds, 2):
        if first.phrase.head != second.phrase.head:
            yield first, second, _side_by_side(first, second)
        elif first.phrase.text < second.phrase.text:
            yield first, second, _kinds_of_one(first, second)
    for kind in kinds:
        for thing in things:
            if not set(kind.phrase.key) & set(thing.phrase.key):
                yield kind, thing, _side_by_side(kind, thing)


def _side_by_side(first: Candidate, second: Candidate) -> Phrase:
    words = (*first.phrase.key, *(lemma for lemma in second.phrase.key if lemma not in first.phrase.key))
    return Phrase(f"{first.phrase.text}{_AND}{second.phrase.text}", words, "", first.phrase.head)


def _kinds_of_one(first: Candidate, second: Candidate) -> Phrase:
    """`ICE plots`, `PDP plot` -> `ICE and PDP plots`."""
    (kind, thing), (other, also) = first.phrase.text.split(), second.phrase.text.split()
    plural = max(thing, also, key=lambda word: (word.endswith("s"), len(word), word))
    head = first.phrase.head
    kinds = [lemma for found in (first, second) for lemma in found.phrase.key if lemma != head]
    return Phrase(f"{kind}{_AND}{other} {plural}", (*kinds, head), "", head)
