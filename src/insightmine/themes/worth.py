"""How good a name a phrase would be: near to the theme and to nothing else, in words that its people share.

Most weights are those of a conditional logit (McFadden 1974: the chance that a candidate is picked among the group's
candidates) on 137 groups of five studies, in which one reader marked the names that a researcher could have written;
rounded. With each study left out in turn the first name was a marked one for 79 % of the groups (72 % with weights
chosen by hand before). By reading the names that came first, the costs of a single word, of what few people speak of or
do, and of what is said as often elsewhere were set by hand; nearness and the share of statements were given more weight
after the first blind round (benchmarks/gold/README.md), in which names that lay far from their groups lost.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from insightmine.themes.candidate import Candidate
from insightmine.themes.closeness import Closeness
from insightmine.themes.wording import EMPTY_VERBS, LIGHT_VERBS

# A phrase worth less than this stands for too little of a group to be its name.
NAMEABLE = 6.0

_NEAR, _APART, _REACH = 10.0, 9.0, 1.1
_MOST_APART = 0.3
# How many say it, and how many use its rarest word; times `own`: more, the less it is said elsewhere.
_SAID, _LEAST, _OWN_LEAST, _OWN_STATEMENTS, _TOGETHER = 4.0, 1.5, 2.4, 5.5, 1.0
_SEVERAL = 1.6
# What people answer to says less of them than what they speak of.
_ASKED = -4.0
# A word that few of the statements hold makes a name untrue of the rest; in a usual name the rarest is in every sixth.
_THIN, _LEAST_SHARE, _USUAL_SHARE = 3.0, 0.03, 0.17
# What is said as often elsewhere tells nothing, and what few of the theme's people speak of is not its subject.
_COMMON, _LITTLE_OWN = -2.5, 0.25
_OF_FEW, _FEW_PEOPLE = -1.2, 0.35
_LONE = -1.0
# A verb counts by how many of the theme's people use it, and costs where one person alone does this to the thing.
_DOING, _LIGHT, _ONE_DOES = 2.0, -2.5, -2.3
# A verb that fewer of the theme's people use is one person's way to put it, whatever the rest of the study says.
_FEW_DO, _FEW = -1.5, 0.35
_IT = -6.0
# Shapes that read well: a verb and its object, two nouns, a thing with its preposition, two kinds of one thing.
_VERB_OBJECT, _TWO_NOUNS, _WITH_PREPOSITION, _LONG_PAIR, _ONE_WORD = 0.6, 1.0, 1.2, 0.6, -3.5
# Two things side by side are true of more of a group than one with a detail.
_PAIR = 1.5
# A deed alone, whatever is done: `finding`.
_BARE = -1.5
# A thing with another thing that one person alone joins to it so.
_SAID_ONCE = -1.0
_POINTING = re.compile(r"\b(?:it|them)\b")


def weighed(candidates: Sequence[Candidate], close: Closeness, rows: Sequence[int]) -> list[Candidate]:
    """The candidates with their worth and the share of the group's rows that hold them, best first."""
    found = []
    for i, candidate in enumerate(candidates):
        worth = _meaning(close, i) + _words(candidate) + _deed(candidate) + _shape(candidate)
        holding = [row in candidate.holders or met for row, met in zip(rows, close.met[i].tolist(), strict=True)]
        found.append(replace(candidate, worth=round(worth, 5), held=sum(holding) / len(rows)))
    return sorted(found, key=lambda c: (-c.worth, c.phrase.text))


def _meaning(close: Closeness, i: int) -> float:
    apart = min(_MOST_APART, float(close.apart[i]))
    return _NEAR * float(close.near[i]) + _APART * apart + _REACH * float(close.reach[i])


def _words(c: Candidate) -> float:
    said = _SAID * c.said * c.own * (c.n_words > 1) + _SEVERAL * (c.sayers > 1)
    shared = _LEAST * c.least + c.own * (_OWN_LEAST * c.least + _OWN_STATEMENTS * c.statements)
    general = _COMMON * (c.own < _LITTLE_OWN) + _OF_FEW * (c.people < _FEW_PEOPLE)
    thin = _THIN * math.log((_LEAST_SHARE + c.thinnest) / (_LEAST_SHARE + _USUAL_SHARE))
    asked = _ASKED * (c.answers and (c.is_pair or not c.is_lent))
    return said + shared + general + thin + asked + _TOGETHER * c.together + _LONE * c.lone


def _deed(c: Candidate) -> float:
    if not c.phrase.is_verbal:
        return 0.0
    is_empty = c.phrase.verb in EMPTY_VERBS
    one_does = _ONE_DOES * (1 - c.usual * (not is_empty)) * c.is_of_one
    one_does += _FEW_DO * (c.is_of_one and c.doing < _FEW)
    return one_does + (_LIGHT if c.phrase.verb in LIGHT_VERBS else _DOING * c.doing * (not is_empty))


def _shape(c: Candidate) -> float:
    worth = _IT * bool(_POINTING.search(c.phrase.text)) + _ONE_WORD * (c.n_words == 1)
    if c.phrase.is_verbal:
        return worth + _VERB_OBJECT * (c.n_words == 3) + _BARE * (c.n_words == 1)
    if c.is_pair:
        return worth + _PAIR + _LONG_PAIR * (c.n_words > 3)
    joined = _WITH_PREPOSITION if c.sayers > 1 else _SAID_ONCE
    return worth + _TWO_NOUNS * (c.n_words == 2) + joined * (c.n_words > 2)
