"""Verbs and phrases in the forms that a sentence needs."""

from __future__ import annotations

import pytest

from insightmine.outcomes.inflect import base_of, gerund_of, is_gerund
from insightmine.outcomes.verb_phrase import phrase_from_name, phrase_of, third_person

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
    ],
)  # fmt: skip
def test_gerunds_are_spelled_as_they_should(verb: str, gerund: str) -> None:
    assert gerund_of(verb) == gerund


@pytest.mark.parametrize("word", ["nothing", "king", "interesting", "string", "during", "Task", "go"])
def test_not_every_word_in_ing_is_a_gerund(word: str) -> None:
    assert not is_gerund(word)


@pytest.mark.parametrize(
    ("name", "finite", "infinitive", "doing"),
    [
        ("looking for the save button", "look for the save button", "look for the save button", None),
        ("Checking every reference by hand", "check every reference by hand", "check every reference by hand", None),
        ("copying and pasting the text", "copy and paste the text", "copy and paste the text", None),
        ("opening the file and exporting it to PDF", "open the file and export it to PDF", None, None),
        ("checking spelling and formatting", "check spelling and formatting", None, None),
        ("not knowing where to click", "do not know where to click", "not know where to click", None),
        ("being lost in the menu", "are lost in the menu", "be lost in the menu", None),
        ("not being able to log in", "are not able to log in", "not be able to log in", None),
        ("unsure about prices", "are unsure about prices", "be unsure about prices", "being unsure about prices"),
        ("difficulty finding my notes", "have difficulty finding their notes", None, None),
        ("reliance on a colleague", "rely on a colleague", "rely on a colleague", "relying on a colleague"),
        ("asking myself what I need", "ask themselves what they need", None, None),
        ("PDF export", None, None, None),
        ("the save button", None, None, None),
    ],
)  # fmt: skip
def test_a_name_becomes_a_verb_phrase(name: str, finite: str | None, infinitive: str | None, doing: str | None) -> None:
    phrase = phrase_from_name(name, {}, frozenset())
    if finite is None:
        assert phrase is None
        return
    assert phrase is not None
    assert phrase.finite == finite
    assert infinitive in {None, phrase.infinitive}
    assert doing in {None, phrase.doing}


def test_the_members_decide_what_is_a_noun_and_what_a_verb() -> None:
    assert phrase_from_name("meeting rooms", {}, frozenset({"meeting"})) is None
    assert phrase_from_name("export to Excel", {"export": "export"}, frozenset()) == phrase_of("export", "to Excel")
    found = phrase_from_name("singeing the hair", {"singeing": "singe"}, frozenset())
    assert found is not None
    assert found.finite == "singe the hair"


def test_first_person_becomes_third() -> None:
    assert (
        third_person("what I am doing with my own notes for us") == "what they are doing with their own notes for them"
    )
