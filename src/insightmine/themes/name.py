"""Groups -> working names that a researcher could have written, from what the members say.

Candidates are verb and noun phrases of the members, in all the forms that are left when details are dropped, and
what is done elsewhere in the study with the things that they share. What makes a name: several people use its words
(class-based tf-idf says which set the theme apart: Grootendorst 2022, section 3.3, on phrases instead of words), and
its meaning lies near the statements of most of the theme's people, and nearer to them than to other themes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.gerunds import gerund_of
from insightmine.themes.candidate import Candidate, answers_to_nothing
from insightmine.themes.candidates import candidates_of
from insightmine.themes.closeness import Encode, closeness_of
from insightmine.themes.deeds import Deeds
from insightmine.themes.study import Material
from insightmine.themes.telling import telling_words
from insightmine.themes.wording import LIGHT_VERBS
from insightmine.themes.worth import NAMEABLE, weighed

_TRIED = 36
_TRIED_IN_ALL = 1400
_KEYPHRASES = 6
_LEAST_KEYPHRASES = 3
# A phrase worth less than this share of the best one is no keyphrase, unless there are too few.
_NEXT_BEST = 0.4
UNNAMED = "various remarks"
_PLACEHOLDER = re.compile(rf"{UNNAMED}(?: \(\d+\))?")
# How much worse a name is that says less, or more, than another theme's name.
_TWIN = 1.0
# This share of a theme's people must speak of what is put beside a single word.
_MANY = 0.25
# And this share of its statements, and the two together must not be worth that much less.
_OFTEN, _MUCH_LESS = 0.12, 5.0
# Two names that agree in the beginnings of their words are one: "data analysis", "analysing data".
_STEM = 4
_LIGHT_GERUNDS = frozenset(gerund_of(verb) for verb in LIGHT_VERBS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's working name and its keyphrases, the most telling first; none where it has no subject.

    `held` is the share of the members that speak of what the name says, in words of the same family; `None` for a name
    that is none of the candidates.
    """

    name: str
    keyphrases: tuple[str, ...]
    held: float | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether no phrase or word stands for the members, or only several questions do."""
        return not self.keyphrases


def word_themes(
    material: Material, groups: Sequence[Sequence[int]], fixed: Sequence[str | None], encode: Encode
) -> tuple[Wording, ...]:
    """One wording a group of rows, no two with the same name; `fixed` names are kept as they are."""
    ranked = ranked_candidates(material, groups, encode)
    names = _distinct_names(ranked, groups, fixed)
    return tuple(
        Wording(name, () if kept is None and is_makeshift(name) else _keyphrases(found, name), _held(found, name))
        for name, found, kept in zip(names, ranked, fixed, strict=True)
    )


def _held(ranked: Sequence[Candidate], name: str) -> float | None:
    return next((round(c.statements, 4) for c in ranked if c.phrase.text == name), None)


def is_placeholder(name: str | None) -> bool:
    """Whether this is what a theme is called for want of a name."""
    return name is not None and _PLACEHOLDER.fullmatch(name) is not None


def is_makeshift(name: str | None) -> bool:
    """Whether the name, given by the machine, names no subject: a placeholder, or what several questions were about."""
    return is_placeholder(name) or (name is not None and answers_to_nothing(name))


def ranked_candidates(material: Material, groups: Sequence[Sequence[int]], encode: Encode) -> list[list[Candidate]]:
    """The candidates of each group with their worth as a name, best first."""
    tried = max(8, min(_TRIED, _TRIED_IN_ALL // max(1, len(groups))))
    deeds = Deeds(material, groups)
    candidates = [
        candidates_of(material, rows, weights, deeds)[:tried]
        for rows, weights in zip(groups, telling_words(material, groups), strict=True)
    ]
    texts = [[candidate.meaning for candidate in found] for found in candidates]
    closeness = closeness_of(material, groups, texts, encode)
    return [weighed(*found) for found in zip(candidates, closeness, groups, strict=True)]


def worth_of_best(material: Material, groups: Sequence[Sequence[int]], encode: Encode) -> list[float]:
    """How well the best phrase for each group stands for it; 0 where there is none."""
    return [max((c.worth for c in found), default=0.0) for found in ranked_candidates(material, groups, encode)]


def _distinct_names(
    ranked: Sequence[Sequence[Candidate]], groups: Sequence[Sequence[int]], fixed: Sequence[str | None]
) -> list[str]:
    """The best name of each theme that no larger theme has taken, in any form."""
    names = {theme: name for theme, name in enumerate(fixed) if name is not None}
    taken = {stems_of(name) for name in names.values()}
    unnamed = [theme for theme in range(len(groups)) if theme not in names]
    for theme in sorted(unnamed, key=lambda i: (-len(groups[i]), groups[i][0])):
        options = [
            c for c in ranked[theme] if c.worth >= NAMEABLE and c.is_borne and stems_of(c.phrase.text) not in taken
        ]
        options.sort(key=lambda c: (-_told_apart(c, taken), c.phrase.text))
        numbered = _numbered(UNNAMED, frozenset(names.values()))
        names[theme] = _in_full(options).phrase.text if options else numbered
        taken.add(stems_of(names[theme]))
    return [names[theme] for theme in range(len(groups))]


def _in_full(options: Sequence[Candidate]) -> Candidate:
    """The best name; a single word with what else many speak of beside it: `box and bag`."""
    best = options[0]
    if best.n_words > 1:
        return best
    fuller = (
        c for c in options
        if c.is_pair and not c.answers and c.n_words == 3 and best.phrase.head in c.phrase.key
        and c.least >= _MANY and c.thinnest >= _OFTEN and c.worth >= best.worth - _MUCH_LESS
    )  # fmt: skip
    return next(fuller, best)


def _told_apart(candidate: Candidate, taken: set[frozenset[str]]) -> float:
    """Its worth, less where a reader would ask how it differs: `AI tools` beside `using AI`."""
    stems = stems_of(candidate.phrase.text)
    return candidate.worth - (_TWIN if any(stems < other or other < stems for other in taken) else 0.0)


def stems_of(name: str) -> frozenset[str]:
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
    seen = set(stems_of(name))
    telling = [c for c in ranked if c.worth >= _NEXT_BEST * ranked[0].worth and not c.answers]
    several = [c.phrase.text for c in telling if c.n_words > 1 and c.is_shared and not c.is_pair]
    rest = [c.phrase.text for c in ranked if c.n_words == 1 and c.is_shared and not c.answers]
    rest += [c.phrase.text for c in ranked if c.n_words > 1 and not c.is_shared and not c.answers]
    for most, texts in ((_KEYPHRASES, several), (_LEAST_KEYPHRASES, rest)):
        for text in texts:
            stems = stems_of(text)
            if len(chosen) < most and 2 * len(stems - seen) >= len(stems):
                chosen.append(text)
                seen |= stems
    return tuple(chosen)
