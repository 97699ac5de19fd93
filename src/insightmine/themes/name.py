"""Groups -> working names that a researcher could have written, from what the members say.

Candidates are verb and noun phrases of the members, in all the forms that are left when details are dropped, and
what is done elsewhere in the study with the things that they share. What makes a name: several people use its words
(class-based tf-idf says which set the theme apart: Grootendorst 2022, section 3.3, on phrases instead of words), and
its meaning lies near the statements of most of the theme's people, and nearer to them than to other themes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from insightmine.domain.gerunds import gerund_of
from insightmine.themes.candidates import Candidate, Deeds, candidates_of
from insightmine.themes.closeness import Closeness, Encode, closeness_of
from insightmine.themes.study import Material
from insightmine.themes.telling import telling_words
from insightmine.themes.wording import EMPTY_VERBS, LIGHT_VERBS

_TRIED = 36
_TRIED_IN_ALL = 1400
_KEYPHRASES = 6
_LEAST_KEYPHRASES = 3
UNNAMED = "various remarks"
_PLACEHOLDER = re.compile(rf"{UNNAMED}(?: \(\d+\))?")
# A phrase worth less than this stands for too little of a group to be its name.
NAMEABLE = 1.2
# How much worse a name is that says less, or more, than another theme's name.
_TWIN = 0.3
# Two names that agree in the beginnings of their words are one: "data analysis", "analysing data".
_STEM = 4
# What counts for a name, and how much.
_NEAR, _APART, _REACH = 2.5, 1.5, 0.4
_PEOPLE, _LEAST, _SAID, _DOING, _USUAL, _TELLING, _TOGETHER = 0.4, 0.3, 1.2, 0.3, 0.4, 0.3, 0.1
_LONE = 0.45
# How much of that depends on whether the words are the theme's own.
_OWN = 0.7
_ONE_WORD = 1.4
# What costs: words that nobody in the theme says so, `it`, two things side by side, a verb that says nothing.
_UNSAID, _IT, _PAIR, _EMPTY = 0.3, 0.15, 0.5, 0.4
# What a phrase loses that is about something of which hardly anybody else in the theme speaks.
_ONES_OWN, _HARDLY = 0.6, 0.25
# How much the use of a verb counts, by whether it says little (`use`) and whether it says nothing (`take`).
_WEIGHT_OF_VERB = {(False, False): 1.0, (True, False): 0.5, (True, True): 0.0, (False, True): 0.0}
_POINTING = re.compile(r"\b(?:it|them)\b")
# By number of words: what people do reads better than a thing, and a thing better without "of", "for", "in".
_VERBAL_SHAPES = {2: 0.08, 3: 0.12, 4: 0.08, 5: 0.0}
_NOMINAL_SHAPES = {1: -_ONE_WORD, 2: 0.05, 3: 0.0, 4: -0.08}
_LONG = -0.15
_LIGHT_GERUNDS = frozenset(gerund_of(verb) for verb in LIGHT_VERBS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's working name and its keyphrases, the most telling first."""

    name: str
    keyphrases: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no phrase or word stands for the members."""
        return not self.keyphrases


def word_themes(
    material: Material, groups: Sequence[Sequence[int]], fixed: Sequence[str | None], encode: Encode
) -> tuple[Wording, ...]:
    """One wording a group of rows, no two with the same name; `fixed` names are kept as they are."""
    ranked = ranked_candidates(material, groups, encode)
    names = _distinct_names(ranked, groups, fixed)
    return tuple(
        Wording(name, () if kept is None and is_placeholder(name) else _keyphrases(found, name))
        for name, found, kept in zip(names, ranked, fixed, strict=True)
    )


def is_placeholder(name: str | None) -> bool:
    """Whether this is what a theme is called for want of a name."""
    return name is not None and _PLACEHOLDER.fullmatch(name) is not None


def ranked_candidates(material: Material, groups: Sequence[Sequence[int]], encode: Encode) -> list[list[Candidate]]:
    """The candidates of each group with their worth as a name, best first."""
    tried = max(8, min(_TRIED, _TRIED_IN_ALL // max(1, len(groups))))
    deeds = Deeds(material, groups)
    candidates = [
        candidates_of(material, rows, weights, deeds)[:tried]
        for rows, weights in zip(groups, telling_words(material, groups), strict=True)
    ]
    texts = [[candidate.phrase.text for candidate in found] for found in candidates]
    closeness = closeness_of(material, groups, texts, encode)
    return [_ranked(*pair) for pair in zip(candidates, closeness, strict=True)]


def worth_of_best(material: Material, groups: Sequence[Sequence[int]], encode: Encode) -> list[float]:
    """How well the best phrase for each group stands for it; 0 where there is none."""
    return [max((c.worth for c in found), default=0.0) for found in ranked_candidates(material, groups, encode)]


def _ranked(candidates: list[Candidate], close: Closeness) -> list[Candidate]:
    most = max((candidate.telling for candidate in candidates), default=1.0) or 1.0
    weighed = [
        replace(candidate, worth=round(_worth(candidate, candidate.telling / most, close, i), 6))
        for i, candidate in enumerate(candidates)
    ]
    return sorted(weighed, key=lambda c: (-c.worth, c.phrase.text))


def _worth(candidate: Candidate, telling: float, close: Closeness, i: int) -> float:
    """How good a name: near to the theme and to nothing else, in words that its people share, of a readable shape."""
    shapes = _VERBAL_SHAPES if candidate.phrase.is_verbal else _NOMINAL_SHAPES
    meaning = _NEAR * float(close.near[i]) + _APART * min(0.3, float(close.apart[i])) + _REACH * float(close.reach[i])
    own = 1 - _OWN + _OWN * candidate.own
    words = own * (_PEOPLE * candidate.people + _LEAST * candidate.least) + _TELLING * telling
    verb = candidate.phrase.verb
    done = candidate.said > 0 or candidate.together > 1 or not candidate.phrase.head
    deed = (
        _WEIGHT_OF_VERB[verb in LIGHT_VERBS, verb in EMPTY_VERBS]
        * done
        * (_DOING * candidate.doing + _USUAL * candidate.usual)
    )
    deed += own * _SAID * candidate.said * (candidate.n_words > 1) + _TOGETHER * (candidate.together > 1)
    deed -= _UNSAID * (candidate.said == 0) + _EMPTY * (verb in EMPTY_VERBS) * max(0.0, 1 - 2 * candidate.said)
    deed -= _PAIR * candidate.is_pair
    deed -= _IT * bool(_POINTING.search(candidate.phrase.text))
    deed -= _ONES_OWN * (candidate.lone > 0 and candidate.people <= _HARDLY)
    return meaning + words + deed + shapes.get(candidate.n_words, _LONG) - _LONE * candidate.lone


def _distinct_names(
    ranked: Sequence[Sequence[Candidate]], groups: Sequence[Sequence[int]], fixed: Sequence[str | None]
) -> list[str]:
    """The best name of each theme that no larger theme has taken, in any form."""
    names = {theme: name for theme, name in enumerate(fixed) if name is not None}
    taken = {_stems(name) for name in names.values()}
    unnamed = [theme for theme in range(len(groups)) if theme not in names]
    for theme in sorted(unnamed, key=lambda i: (-len(groups[i]), groups[i][0])):
        options = [c for c in ranked[theme] if c.worth >= NAMEABLE and _stems(c.phrase.text) not in taken]
        options.sort(key=lambda c: (-_told_apart(c, taken), c.phrase.text))
        numbered = _numbered(UNNAMED, frozenset(names.values()))
        names[theme] = options[0].phrase.text if options else numbered
        taken.add(_stems(names[theme]))
    return [names[theme] for theme in range(len(groups))]


def _told_apart(candidate: Candidate, taken: set[frozenset[str]]) -> float:
    """Its worth, less where a reader would ask how it differs: `AI tools` beside `using AI`."""
    stems = _stems(candidate.phrase.text)
    return candidate.worth - (_TWIN if any(stems < other or other < stems for other in taken) else 0.0)


def _stems(name: str) -> frozenset[str]:
    """The beginnings of the words that carry it: of `using AI tools`, `ai` and `tool`."""
    words = (word for word in name.split() if word not in _LIGHT_GERUNDS)
    carrying = (word.lower()[:_STEM] for word in words if len(word) >= _STEM or word.isupper())
    return frozenset(carrying) or frozenset({name.lower()})


def _numbered(name: str, taken: frozenset[str]) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(name for name in numbered if name not in taken)


def _keyphrases(ranked: Sequence[Candidate], name: str) -> tuple[str, ...]:
    """The name and the runners-up that add a word to what is already there, three to six, phrases before words."""
    chosen = [name]
    seen = set(_stems(name))
    several = [c.phrase.text for c in ranked if c.n_words > 1 and c.is_shared and not c.is_pair]
    rest = [c.phrase.text for c in ranked if c.n_words == 1 and c.is_shared]
    rest += [c.phrase.text for c in ranked if c.n_words > 1 and not c.is_shared]
    for most, texts in ((_KEYPHRASES, several), (_LEAST_KEYPHRASES, rest)):
        for text in texts:
            stems = _stems(text)
            if len(chosen) < most and 2 * len(stems - seen) >= len(stems):
                chosen.append(text)
                seen |= stems
    return tuple(chosen)
