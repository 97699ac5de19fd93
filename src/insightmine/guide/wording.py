"""What two wordings of a question share: the stems of their words, the rarer in the guide the weightier."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = _set(
    "i it all of see got go here there done a an the this that these those to of in on at by for from with as is "
    "are was were be been am do does did have has had can could will would should may might must need you your we "
    "our my me it's its they their them he she his her what which who how when where why not if or and but so then "
    "now any some just like about into out up one ones thing things um uh okay ok yeah yes right tell walk talk "
    "describe let's lets please think say said get way ways more most other i'm i'd you'd you're don't didn't much "
    "also really there's that's than no could maybe going question questions last time first next"
)
_ENDINGS = (
    ("isations", ""), ("izations", ""), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""), ("e", ""),
)  # fmt: skip
_SHORTEST = 3
_UNHEARD = 0.5  # the weight of a word that the guide does not use


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry a subject; empty for "What did you do then?"."""
    words = (match.group().lower().replace("’", "'") for match in _WORD.finditer(text))
    return frozenset(_stem(word) for word in words if word not in _PLAIN)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if len(word) > _SHORTEST and word.endswith("e"):
        word = word[:-1]
    return word.replace("ys", "yz") if word.startswith("analy") else word


def weights(items: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of each stem, 1 for one that a single item uses, 0 for one that all use; `items` are their texts."""
    users: defaultdict[str, set[int]] = defaultdict(set)
    number = 0
    for number, texts in enumerate(items, 1):
        for stem in {stem for text in texts for stem in stems(text)}:
            users[stem].add(number)
    return {
        stem: math.log((number + 1) / len(those)) / math.log(number + 1) if number else 0.0
        for stem, those in sorted(users.items())
    }


def shared(said: str, written: str, weight: Mapping[str, float]) -> float:
    """The weight of the stems in both, as a share of the shorter one's; a little less where that says little."""
    heard, asked = stems(said), stems(written)
    both = heard & asked
    if not both:
        return 0.0
    total = min(
        sum(weight.get(stem, _UNHEARD) for stem in sorted(heard)), sum(weight.get(stem, 1.0) for stem in sorted(asked))
    )
    return sum(weight.get(stem, 1.0) for stem in sorted(both)) / (total + _UNHEARD)
