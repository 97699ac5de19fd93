"""Things that are called after somebody: an Allen key and a Monte Carlo simulation name nobody and no place."""

from __future__ import annotations

import re

# The noun that makes the name one of a thing, by the name; of tools, methods, laws and scales.
_THINGS = {
    "allen|hex|torx|phillips|pozidriv|philips": r"keys?|wrench(?:es)?|bolts?|screws?|screw ?drivers?|heads?|bits?",
    "stanley|swiss army|bowie": r"kni(?:fe|ves)",
    "bunsen": r"burners?",
    "petri": r"dish(?:es)?",
    "monte carlo": r"simulations?|methods?|runs?|sampling|analys[ie]s|models?",
    "venn|gantt|sankey|voronoi|feynman|ishikawa|pareto|kanban": r"diagrams?|charts?|boards?|plots?|analysis|principle",
    "likert": r"scales?|items?|questions?",
    "turing|rorschach|stroop|voight|mann whitney|fisher": r"tests?|machines?|complete",
    "murphy|moore|fitts|hick|conway|parkinson|goodhart|zipf|hooke|ohm|godwin|jakob|brook|miller": r"laws?",
    "occam|hanlon": r"razors?",
    "cronbach": r"alphas?",
    "alzheimer|parkinson|crohn|hodgkin|lyme": r"diseases?|syndrome|lymphoma",
    "bayes|gauss|fourier|laplace|newton|boole": r"theorems?|transforms?|rules?|method|curves?|filters?",
    "markov": r"chains?|models?",
    "morse|huffman": r"codes?|coding",
    "philly|caesar": r"cheese ?steaks?|salads?|dressing",
    "ferris": r"wheels?",
    "jacuzzi|murphy": r"beds?",
}
_EPONYM = re.compile(
    "|".join(rf"\b(?:{names})(?:s|['’]s|s['’])?[ -](?:{things})\b" for names, things in _THINGS.items())
    + r"|\bmonte carlo\b",
    re.IGNORECASE,
)
_LONGEST = 30


def eponyms(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of things that are called after somebody."""
    return [match.span() for match in _EPONYM.finditer(text)]


def within_eponym(text: str, start: int, end: int) -> bool:
    """Whether the name at `[start, end)` is part of what a thing is called."""
    first = max(0, start - _LONGEST)
    return any(one + first <= start and end <= two + first for one, two in eponyms(text[first : end + _LONGEST]))
