"""Groups -> working names that a researcher could have written, from what the members say.

Candidates are verb and noun phrases of the members. What makes a name: its words are frequent in this theme and
rare in the others (class-based tf-idf: Grootendorst 2022, section 3.3, on phrases instead of words), several people
use them, and its meaning lies nearer to this theme than to the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors
from insightmine.themes.phrases import Phrase
from insightmine.themes.study import Material
from insightmine.themes.telling import telling_words
from insightmine.themes.views import unit_rows

Encode = Callable[[Sequence[str]], Vectors]

_TRIED = 20
_TRIED_IN_ALL = 1000
_COMMON = 4
_MOST_READ = 400
_KEYPHRASES = 6
_LEAST_KEYPHRASES = 3
_UNNAMED = "various remarks"
# What fewer of a theme's people and statements share does not stand for the theme.
_SHARED = 0.1
# Two names that agree in the beginnings of their words are one: "data analysis", "analysing data".
_STEM = 4
_ONE_WORD = 0.35
# How much better two single words must be to be preferred to a phrase.
_JOINED = 0.3
# By number of words: what people do reads better than a thing, and a thing better without "of", "for", "in".
_VERBAL_SHAPES = {2: 0.06, 3: 0.12, 4: 0.12, 5: 0.06}
_NOMINAL_SHAPES = {1: -_ONE_WORD, 2: 0.03, 3: 0.03, 4: -0.02}


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's working name and its keyphrases, the most telling first."""

    name: str
    keyphrases: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no phrase or word stands for the members."""
        return self.name.startswith(_UNNAMED)


@dataclass(frozen=True, slots=True)
class _Candidate:
    phrase: Phrase
    by_one_of_several: bool
    share: float
    telling: float
    worth: float = 0.0


def word_themes(
    material: Material, groups: Sequence[Sequence[int]], fixed: Sequence[str | None], encode: Encode
) -> tuple[Wording, ...]:
    """One wording a group of rows, no two with the same name; `fixed` names are kept as they are.

    The candidates of all groups are encoded in one call.
    """
    tried = max(8, min(_TRIED, _TRIED_IN_ALL // max(1, len(groups))))
    telling = telling_words(material, groups)
    candidates = [
        _shortlist(_candidates(material, rows, weights), tried) for rows, weights in zip(groups, telling, strict=True)
    ]
    closeness = _closeness(material, groups, candidates, encode)
    ranked = [_ranked(*pair) for pair in zip(candidates, closeness, strict=True)]
    names = _distinct_names(ranked, groups, fixed)
    return tuple(Wording(name, _keyphrases(found, name)) for name, found in zip(names, ranked, strict=True))


def _candidates(material: Material, rows: Sequence[int], weights: dict[str, float]) -> list[_Candidate]:
    """The phrases of a group, the most promising first: telling words, each of them used by many of its people."""
    forms: defaultdict[tuple[str, ...], Counter[Phrase]] = defaultdict(Counter)
    users: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        for lemma in material.lemmas[row]:
            users[lemma].add(row)
    for row in rows[:_MOST_READ]:  # rows stand by statement id, in no order of meaning: a fair sample
        for phrase in material.phrases(row):
            forms[phrase.key][phrase] += 1
    people = {lemma: len(material.people_of(tuple(of_lemma))) for lemma, of_lemma in users.items()}
    n_people = len(material.people_of(rows))
    found = []
    for key, phrases in forms.items():
        phrase = min(phrases, key=lambda form: (-phrases[form], form.text))
        telling = sum(weights.get(lemma, 0.0) for lemma in key) / (len(key) + 1)
        n_users = min(people.get(lemma, 0) for lemma in key)
        share = 0.5 * n_users / n_people + 0.5 * min(len(users[lemma]) for lemma in key) / len(rows)
        found.append(_Candidate(phrase, n_users < min(2, n_people), share, telling))
    found.sort(key=lambda c: (c.share < _SHARED, -round(c.telling * (0.1 + c.share) ** 0.5, 6), c.phrase.text))
    return found


def _shortlist(candidates: list[_Candidate], tried: int) -> list[_Candidate]:
    """The most promising, and the phrases that most of the people use: a broad theme may have no telling words."""
    phrases = [candidate for candidate in candidates if _n_words(candidate) > 1]
    common = sorted(phrases, key=lambda c: (-round(c.share, 6), c.phrase.text))[:_COMMON]
    return candidates[: tried - _COMMON] + [c for c in common if c not in candidates[: tried - _COMMON]]


def _closeness(
    material: Material, groups: Sequence[Sequence[int]], candidates: list[list[_Candidate]], encode: Encode
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


def _ranked(candidates: list[_Candidate], closeness: NDArray[np.float64]) -> list[_Candidate]:
    """The candidates with their worth as a name, best first."""
    most = max((candidate.telling for candidate in candidates), default=1.0) or 1.0
    widest = max((candidate.share for candidate in candidates), default=1.0) or 1.0
    weighed = [
        replace(candidate, worth=round(_worth(candidate, candidate.telling / most, float(near), widest), 6))
        for candidate, near in zip(candidates, closeness, strict=True)
    ]
    return sorted(weighed, key=lambda c: (-c.worth, c.phrase.text))


def _worth(candidate: _Candidate, telling: float, near: float, widest: float) -> float:
    """How good a name: near to the theme, telling, shared by its people, and of a readable shape."""
    n_words = _n_words(candidate)
    alone = 0.2 if candidate.by_one_of_several else 0.0
    spread = min(1.0, candidate.share / (2 * _SHARED)) - max(0.0, 1 - candidate.share / _SHARED)
    shapes = _VERBAL_SHAPES if candidate.phrase.is_verbal else _NOMINAL_SHAPES
    return near + 0.45 * telling + 0.3 * spread + 0.3 * candidate.share / widest + shapes.get(n_words, -0.1) - alone


def _distinct_names(
    ranked: Sequence[Sequence[_Candidate]], groups: Sequence[Sequence[int]], fixed: Sequence[str | None]
) -> list[str]:
    """The best name of each theme that no larger theme has taken, in any form."""
    names = {theme: name for theme, name in enumerate(fixed) if name is not None}
    taken = {_stems(name) for name in names.values()}
    unnamed = [theme for theme in range(len(groups)) if theme not in names]
    for theme in sorted(unnamed, key=lambda i: (-len(groups[i]), groups[i][0])):
        options = [name for name in _options(ranked[theme]) if _stems(name) not in taken]
        names[theme] = options[0] if options else _numbered(_UNNAMED, frozenset(names.values()))
        taken.add(_stems(names[theme]))
    return [names[theme] for theme in range(len(groups))]


def _options(ranked: Sequence[_Candidate]) -> list[str]:
    """Names in order of preference: shared phrases and words joined, then what a few share."""
    phrases = [c for c in ranked if _stands_for_theme(c)]
    words = [c for c in ranked if _is_shared_word(c)]
    pairs = [(c, d) for i, c in enumerate(words[:5]) for d in words[i + 1 : 5] if _differ(c, d)]
    joined = [((c.worth + d.worth) / 2 + _ONE_WORD - _JOINED, f"{c.phrase.text} and {d.phrase.text}") for c, d in pairs]
    best = [(c.worth, c.phrase.text) for c in phrases] + joined
    best.sort(key=lambda option: (-option[0], option[1]))
    rest = [c for c in ranked if c.share >= _SHARED / 2]
    rest.sort(key=lambda c: (_n_words(c) == 1, -c.worth, c.phrase.text))
    return [name for _, name in best] + [c.phrase.text for c in rest]


def _is_shared_word(candidate: _Candidate) -> bool:
    """Whether a single word may stand in a pair: several people use it."""
    single = _n_words(candidate) == 1 and not candidate.phrase.is_verbal
    return single and candidate.share >= _SHARED and not candidate.by_one_of_several


def _stands_for_theme(candidate: _Candidate) -> bool:
    """Whether a phrase of several words is shared enough to be the name alone."""
    return _n_words(candidate) > 1 and candidate.share >= _SHARED


def _n_words(candidate: _Candidate) -> int:
    return len(candidate.phrase.text.split())


def _stems(name: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in name.lower().split() if len(word) >= _STEM) or frozenset({name})


def _numbered(name: str, taken: frozenset[str]) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(name for name in numbered if name not in taken)


def _differ(first: _Candidate, second: _Candidate) -> bool:
    return not _stems(first.phrase.text) & _stems(second.phrase.text)


def _keyphrases(ranked: Sequence[_Candidate], name: str) -> tuple[str, ...]:
    """The name and the runners-up that add a word to what is already there, three to six, phrases before words."""
    chosen = [name]
    seen = set(_stems(name))
    several = [c.phrase.text for c in ranked if _n_words(c) > 1]
    single = [c.phrase.text for c in ranked if _n_words(c) == 1]
    for most, texts in ((_KEYPHRASES, several), (_LEAST_KEYPHRASES, single)):
        for text in texts:
            stems = _stems(text)
            if len(chosen) < most and 2 * len(stems - seen) >= len(stems):
                chosen.append(text)
                seen |= stems
    return tuple(chosen)
