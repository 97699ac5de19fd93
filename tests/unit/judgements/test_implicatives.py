"""What came of an act, by the verbs, modals and denials above it."""

from __future__ import annotations

import pytest

from insightmine.engines import Grammar
from insightmine.judgements.implicatives import Came, outcomes


def came(text: str, grammar: Grammar) -> dict[str, Came]:
    annotation = next(iter(grammar.annotate([text])))
    forms = [text.lower()[a:b] for a, b in zip(annotation.starts, annotation.ends, strict=True)]
    return {forms[token]: what for token, what in outcomes(forms, annotation)}


@pytest.mark.parametrize(
    ("text", "act", "what"),
    [
        ("The valve let me drain the tank.", "drain", Came.ACHIEVED),
        ("The valve did not let me drain the tank.", "drain", Came.THWARTED),
        ("We managed to mend the roof.", "mend", Came.ACHIEVED),
        ("We failed to mend the roof.", "mend", Came.THWARTED),
        ("We did not manage to mend the roof.", "mend", Came.THWARTED),
        ("I was able to lift the crate.", "lift", Came.ACHIEVED),
        ("I wasn't able to lift the crate.", "lift", Came.THWARTED),
        ("I can no longer lift the crate.", "lift", Came.THWARTED),
        ("Nobody could lift the crate.", "lift", Came.THWARTED),
        ("You can sort the cards by colour.", "sort", Came.ABLE),
        ("The tap stopped leaking.", "leaking", Came.SPARED),
        ("The pump breaks down.", "breaks", Came.HARMED),
        ("The pump no longer breaks down.", "breaks", Came.SPARED),
        ("The pump hardly ever breaks down.", "breaks", Came.SPARED),
        ("We crossed the ice without breaking it.", "breaking", Came.SPARED),
        ("I had to carry the crate.", "carry", Came.BURDENED),
        ("I did not have to carry the crate.", "carry", Came.RELIEVED),
        ("They made me carry the crate.", "carry", Came.BURDENED),
        ("They no longer sell the filters.", "sell", Came.LOST),
        ("I have no reason to complain.", "complain", Came.SPARED),
        ("I don't think it leaks.", "leaks", Came.SPARED),
    ],
)
def test_denials_and_implicative_verbs_turn_what_came_of_an_act(
    text: str, act: str, what: Came, grammar: Grammar
) -> None:
    assert came(text, grammar)[act] is what


@pytest.mark.parametrize(
    "text",
    [
        "We carry the crates to the barn.",
        "I would have to carry the crates.",
        "If the tap could be closed, I would close it.",
        "I forget what it is called.",
        "You could say that it depends.",
    ],
)
def test_plain_and_unreal_acts_come_to_nothing(text: str, grammar: Grammar) -> None:
    assert came(text, grammar) == {}
