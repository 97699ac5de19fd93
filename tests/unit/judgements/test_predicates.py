"""What a statement predicates: whose deed of what sort, which quality, what form of sentence."""

from __future__ import annotations

import pytest

from insightmine.engines import Grammar
from insightmine.judgements.cues import read_cues
from insightmine.judgements.predicates import predicates


def found(text: str, grammar: Grammar) -> set[str]:
    cues = read_cues(text, next(iter(grammar.annotate([text]))))
    return {name for name, value in predicates(cues) if value}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We checked every invoice.", {"main own past deed", "own verb checks", "root past", "root has object"}),
        ("I write the menu on Mondays.", {"main own present deed", "main verb makes"}),
        ("The clerks sort the letters.", {"verb handles", "root has subject"}),
        ("They would sell the van.", {"main others' possible deed", "verb exchanges"}),
        ("The samples were measured twice.", {"main undergone past deed", "passive verb checks"}),
        ("If I printed it, it was wrong.", {"own supposed deed", "quality bad", "is bad"}),
        ("The form was easy.", {"quality easy", "is easy", "main verb is so", "root has quality"}),
        ("My sister is a nurse.", {"of mine", "root has attribute"}),
        ("It does not fit.", {"root denied"}),
        ("The lists that we kept helped.", {"relative clause", "main verb helps"}),
    ],
)
def test_what_is_predicated(text: str, told: set[str], grammar: Grammar) -> None:
    assert told <= found(text, grammar)


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("We checked every invoice.", "own possible deed"),
        ("The form was easy.", "own past deed"),
        ("I believe the list is long.", "own present deed"),
        ("The samples were measured twice.", "own past deed"),
        ("The form was easy.", "of mine"),
    ],
)
def test_what_is_not_predicated(text: str, untold: str, grammar: Grammar) -> None:
    assert untold not in found(text, grammar)


def test_the_same_names_for_all(grammar: Grammar) -> None:
    texts = ["We checked every invoice.", "Hm."]
    rows = [predicates(read_cues(text, next(iter(grammar.annotate([text]))))) for text in texts]
    first, second = ([name for name, _ in row] for row in rows)
    assert first == second
    assert len(set(first)) == len(first)
