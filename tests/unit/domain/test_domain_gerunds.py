"""Verbs between base form and gerund."""

from __future__ import annotations

import pytest

from insightmine.domain.gerunds import base_of, gerund_of, is_gerund

WORDS = (
    "look make plan use create check edit visit wait delete write cite compare share hear clear appear require repair "
    "explore monitor enter gather save have drive solve give replace produce change manage merge charge bring log "
    "belong argue value close choose browse revise increase pass press process access discuss limit recruit submit "
    "format repeat treat eat note quote compute contribute route input meet target interpret handle settle enable "
    "sample compile email fail sell call fill install control scale deal feel define combine examine train explain "
    "join tune clone mention open listen name time become zoom assume type map hope develop stop equip ship group "
    "take speak like book describe provide decide avoid load read add code include need embed try copy paste study "
    "verify rely go do see be get set put run begin cut forget occur refer prefer offer order measure store restore "
    "ignore report start click drag scroll tap view validate trust test find send understand adapt keep help jump "
    "track pick work mark link rewrite double-check fine-tune copy-edit rise lose move leave schedule reduce notice "
    "trace judge arrange hang sign fix draw follow play worry hit split commit benefit cancel label travel die "
)
VERBS = WORDS.split()


@pytest.mark.parametrize("verb", VERBS)
def test_base_and_gerund_are_two_forms_of_one_verb(verb: str) -> None:
    assert base_of(gerund_of(verb)) == verb


@pytest.mark.parametrize(
    ("verb", "gerund"),
    [
        ("make", "making"), ("plan", "planning"), ("open", "opening"), ("offer", "offering"), ("prefer", "preferring"),
        ("see", "seeing"), ("lie", "lying"), ("copy", "copying"), ("fix", "fixing"), ("wait", "waiting"),
        ("double-check", "double-checking"), ("submit", "submitting"), ("edit", "editing"), ("be", "being"),
        ("equip", "equipping"), ("quit", "quitting"), ("show", "showing"), ("focus", "focusing"),
        ("look", "looking"), ("agree", "agreeing"), ("tie", "tying"), ("read", "reading"), ("rev", "revving"),
    ],
)  # fmt: skip
def test_gerunds_are_spelled_as_they_should(verb: str, gerund: str) -> None:
    assert gerund_of(verb) == gerund


@pytest.mark.parametrize("word", ["nothing", "king", "interesting", "string", "during", "Task", "go"])
def test_not_every_word_in_ing_is_a_gerund(word: str) -> None:
    assert not is_gerund(word)
