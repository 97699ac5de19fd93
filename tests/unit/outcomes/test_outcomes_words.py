"""Phrases in the forms that a sentence needs."""

from __future__ import annotations

import pytest

from insightmine.outcomes.verb_phrase import phrase_from_name, phrase_of, third_person


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
