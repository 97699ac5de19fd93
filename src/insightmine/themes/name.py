"""Groups -> working names that a researcher could have written, from what the members say.

Candidates are verb and noun phrases of the members. What makes a name: its words are frequent in this theme and
rare in the others (class-based tf-idf: Grootendorst 2022, section 3.3, on phrases instead of words), several people
use them, and its meaning lies nearer to this theme than to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.gerunds import gerund_of
from insightmine.engines import Vectors
from insightmine.themes.candidates import SHARED, Candidate, candidates_of
from insightmine.themes.study import Material
from insightmine.themes.telling import telling_words
from insightmine.themes.views import unit_rows
from insightmine.themes.wording import LIGHT_VERBS

Encode = Callable[[Sequence[str]], Vectors]

_TRIED = 20
_TRIED_IN_ALL = 1000
_COMMON = 4
_KEYPHRASES = 6
_LEAST_KEYPHRASES = 3
_UNNAMED = "various remarks"
# So many must share a word that is a name by itself; around one that so many share a phrase of one person may stand.
_WIDELY_SHARED = 0.25
_ANCHORED = 0.15
_A_DEED = 2  # content words: a verb and what it is done to
# How much worse a name is that says less, or more, than another theme's name.
_TWIN = 0.3
# Two names that agree in the beginnings of their words are one: "data analysis", "analysing data".
_STEM = 4
_ONE_WORD = 0.45
# How much better two single words must be to be preferred to a phrase.
_JOINED = 0.4
# By number of words: what people do reads better than a thing, and a thing better without "of", "for", "in".
_VERBAL_SHAPES = {2: 0.06, 3: 0.12, 4: 0.12, 5: 0.06}
_NOMINAL_SHAPES = {1: -_ONE_WORD, 2: 0.03, 3: 0.03, 4: -0.02}
_LIGHT_GERUNDS = frozenset(gerund_of(verb) for verb in LIGHT_VERBS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's working name and its keyphrases, the most telling first."""

    name: str
    keyphrases: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no phrase or word stands for the members."""
        return self.name.startswith(_UNNAMED)


class _Backing(IntEnum):
    """Whose words a name is made of, the best first."""

    WIDE = 0  # several people say it; a single word only if many of them do
    ANCHORED = 1  # one person's phrase around a word that several share
    WORD = 2  # a word that a few share
    LONE = 3  # one person's words


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    worth: float
    backing: _Backing


def word_themes(
    material: Material, groups: Sequence[Sequence[int]], fixed: Sequence[str | None], encode: Encode
) -> tuple[Wording, ...]:
    """One wording a group of rows, no two with the same name; `fixed` names are kept as they are.

    The candidates of all groups are encoded in one call.
    """
    tried = max(8, min(_TRIED, _TRIED_IN_ALL // max(1, len(groups))))
    telling = telling_words(material, groups)
    everywhere = Counter(lemma for lemmas in material.lemmas for lemma in lemmas)
    candidates = [
        _shortlist(candidates_of(material, rows, weights, everywhere), tried)
        for rows, weights in zip(groups, telling, strict=True)
    ]
    closeness = _closeness(material, groups, candidates, encode)
    ranked = [_ranked(*pair) for pair in zip(candidates, closeness, strict=True)]
    names = _distinct_names(ranked, groups, fixed)
    return tuple(Wording(name, _keyphrases(found, name)) for name, found in zip(names, ranked, strict=True))


def _shortlist(candidates: list[Candidate], tried: int) -> list[Candidate]:
    """The most promising, and the phrases that most of the people use: a broad theme may have no telling words."""
    phrases = [candidate for candidate in candidates if candidate.n_words > 1]
    common = sorted(phrases, key=lambda c: (-round(c.share, 6), c.phrase.text))[:_COMMON]
    return candidates[: tried - _COMMON] + [c for c in common if c not in candidates[: tried - _COMMON]]


def _closeness(
    material: Material, groups: Sequence[Sequence[int]], candidates: list[list[Candidate]], encode: Encode
) -> list[NDArray[np.float64]]:
    """How near each candidate lies to the centre of its theme, both seen from the centre of the study."""
    texts = sorted({candidate.phrase.text for found in candidates for candidate in found})
    if not texts:
        return [np.zeros(0) for _ in groups]
    centre = material.vectors.astype(np.float64).mean(axis=0)
    centres = unit_rows(
        np.vstack([material.vectors[list(rows)].astype(np.float64).mean(axis=0) - centre for rows in groups])
    )
    encoded = encode(texts).astype(np.float64)
    vectors = unit_rows(encoded - encoded.mean(axis=0))
    number = {text: i for i, text in enumerate(texts)}
    similar = np.round(vectors @ centres.T, 5)
    return [
        similar[[number[candidate.phrase.text] for candidate in found], theme] for theme, found in enumerate(candidates)
    ]


def _ranked(candidates: list[Candidate], closeness: NDArray[np.float64]) -> list[Candidate]:
    """The candidates with their worth as a name, best first."""
    most = max((candidate.telling for candidate in candidates), default=1.0) or 1.0
    widest = max((candidate.share for candidate in candidates), default=1.0) or 1.0
    weighed = [
        replace(candidate, worth=round(_worth(candidate, candidate.telling / most, float(near), widest), 6))
        for candidate, near in zip(candidates, closeness, strict=True)
    ]
    return sorted(weighed, key=lambda c: (-c.worth, c.phrase.text))


def _worth(candidate: Candidate, telling: float, near: float, widest: float) -> float:
    """How good a name: near to the theme, telling, shared by its people, and of a readable shape."""
    n_words = candidate.n_words
    alone = 0.0 if candidate.is_shared else 0.2
    spread = min(1.0, candidate.share / (2 * SHARED)) - max(0.0, 1 - candidate.share / SHARED)
    shapes = _VERBAL_SHAPES if candidate.phrase.is_verbal else _NOMINAL_SHAPES
    return near + 0.45 * telling + 0.3 * spread + 0.3 * candidate.share / widest + shapes.get(n_words, -0.1) - alone


def _distinct_names(
    ranked: Sequence[Sequence[Candidate]], groups: Sequence[Sequence[int]], fixed: Sequence[str | None]
) -> list[str]:
    """The best name of each theme that no larger theme has taken, in any form."""
    names = {theme: _Name(name, 0.0, _Backing.WIDE) for theme, name in enumerate(fixed) if name is not None}
    taken = {_stems(name.text) for name in names.values()}
    unnamed = [theme for theme in range(len(groups)) if theme not in names]
    for theme in sorted(unnamed, key=lambda i: (-len(groups[i]), groups[i][0])):
        options = [name for name in _options(ranked[theme]) if _stems(name.text) not in taken]
        options.sort(key=lambda name: (name.backing, -_told_apart(name, taken), name.text))
        numbered = _numbered(_UNNAMED, frozenset(name.text for name in names.values()))
        names[theme] = options[0] if options else _Name(numbered, 0.0, _Backing.LONE)
        taken.add(_stems(names[theme].text))
    return [names[theme].text for theme in range(len(groups))]


def _told_apart(name: _Name, taken: set[frozenset[str]]) -> float:
    """Its worth, less where a reader would ask how it differs: `AI tools` beside `using AI`."""
    stems = _stems(name.text)
    return name.worth - (_TWIN if any(stems < other or other < stems for other in taken) else 0.0)


def _options(ranked: Sequence[Candidate]) -> list[_Name]:
    """What could be the name, by how much of the theme's people stands behind it (see `_Backing`)."""
    words = [c for c in ranked if c.n_words == 1 and c.is_shared and c.widest >= _WIDELY_SHARED][:5]
    pairs = [(c, d) for i, c in enumerate(words) for d in words[i + 1 :] if _differ(c, d)]
    joined = [
        _Name(f"{c.phrase.text} and {d.phrase.text}", (c.worth + d.worth) / 2 + _ONE_WORD - _JOINED, _Backing.WIDE)
        for c, d in pairs
    ]
    return [_Name(c.phrase.text, c.worth, _backing(c)) for c in ranked if c.share >= SHARED / 2] + joined


def _backing(candidate: Candidate) -> _Backing:
    """A deed with the theme's own word in it ("opening the locker") may be the words of one person."""
    widely = candidate.widest >= _WIDELY_SHARED
    if candidate.is_own and candidate.share >= SHARED:
        if candidate.is_shared:
            return _Backing.WIDE if widely or candidate.n_words > 1 else _Backing.WORD
        if widely and candidate.phrase.is_verbal and len(candidate.phrase.key) == _A_DEED:
            return _Backing.WIDE
    return _Backing.ANCHORED if candidate.widest >= _ANCHORED else _Backing.LONE


def _stems(name: str) -> frozenset[str]:
    """The beginnings of the words that carry it: of `using AI tools`, `ai` and `tool`."""
    words = (word for word in name.split() if word not in _LIGHT_GERUNDS)
    carrying = (word.lower()[:_STEM] for word in words if len(word) >= _STEM or word.isupper())
    return frozenset(carrying) or frozenset({name.lower()})


def _numbered(name: str, taken: frozenset[str]) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(name for name in numbered if name not in taken)


def _differ(first: Candidate, second: Candidate) -> bool:
    return not _stems(first.phrase.text) & _stems(second.phrase.text)


def _keyphrases(ranked: Sequence[Candidate], name: str) -> tuple[str, ...]:
    """The name and the runners-up that add a word to what is already there, three to six, phrases before words."""
    chosen = [name]
    seen = set(_stems(name))
    several = [c.phrase.text for c in ranked if c.n_words > 1]
    single = [c.phrase.text for c in ranked if c.n_words == 1]
    for most, texts in ((_KEYPHRASES, several), (_LEAST_KEYPHRASES, single)):
        for text in texts:
            stems = _stems(text)
            if len(chosen) < most and 2 * len(stems - seen) >= len(stems):
                chosen.append(text)
                seen |= stems
    return tuple(chosen)
