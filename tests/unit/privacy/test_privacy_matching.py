"""Where what is on the list stands in a text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.privacy.conftest import talk

from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.domain.redactions import original_offset
from insightmine.privacy import Replacer
from insightmine.privacy.matching import Matcher


def row(
    text: str,
    pseudonym: str = "Person-1",
    kind: IdentifierKind = IdentifierKind.PERSON,
    found_by: FoundBy = FoundBy.KNOWN_NAME,
    treatment: Treatment = Treatment.REPLACE,
    *,
    reviewed: bool = False,
) -> Identifier:
    return Identifier(text, kind, treatment, pseudonym, 0, reviewed, found_by)


PEOPLE = [
    row("Oluwaseun Adébáyò", "P07"),
    row("Oluwaseun", "P07"),
    row("Will", "P08"),
    row("Mark", "P09"),
    row("May", "P10"),
    row("Hope", "P11"),
    row("van der Berg", "P12"),
    row("Jo", "P13"),
]


@pytest.mark.parametrize(
    ("clear", "hidden"),
    [
        ("I met Oluwaseun Adebayo's sister.", "I met P07's sister."),
        ("i met oluwaseun at home", "i met P07 at home"),
        ("OLUWASEUN’S desk", "P07’S desk"),
        ("Oluwaseun\n  Adébáyò came.", "P07 came."),
        ("I asked Dr. Oluwaseun twice.", "I asked P07 twice."),
        ("Oluwaseuns and Adebayor are others.", "Oluwaseuns and Adebayor are others."),
        ("Will you do it? It will, will it not.", "Will you do it? It will, will it not."),
        ("Then Will said he would.", "Then P08 said he would."),
        ("Will said so. Will, could you look?", "P08 said so. P08, could you look?"),
        ("We gave it to Will. Will's idea.", "We gave it to P08. P08's idea."),
        ("The mark was off, Mark told me.", "The mark was off, P09 told me."),
        ("Mark it as done. Mark the page.", "Mark it as done. Mark the page."),
        ("my name is mark and i work here", "my name is P09 and i work here"),
        ("In May we met May from sales.", "In May we met P10 from sales."),
        ("May 5th, or by May, in early May.", "May 5th, or by May, in early May."),
        ("I hope so. Hope dies last. Then Hope came.", "I hope so. Hope dies last. Then P11 came."),
        ("Mr van der Berg called.", "P12 called."),
        ("Jo and I went; so jo, the joke.", "P13 and I went; so jo, the joke."),
        ("THE MARK OF THE BEAST", "THE MARK OF THE BEAST"),
    ],
)
def test_names_are_replaced_where_they_are_used_as_names(clear: str, hidden: str) -> None:
    assert Replacer(PEOPLE).hide(clear) == hidden


@pytest.mark.parametrize(
    ("clear", "hidden"),
    [
        ("interview_oluwaseun-adebayo.vtt", "interview_P07.vtt"),
        ("OluwaseunAdebayo2.txt", "P072.txt"),
        ("will_3", "P08_3"),
        ("mark (guest)", "P09 (guest)"),
    ],
)
def test_in_a_label_or_a_file_name_every_name_counts(clear: str, hidden: str) -> None:
    assert Replacer(PEOPLE).hide_name(clear) == hidden


def test_what_a_person_keeps_shields_what_is_inside_and_what_waits_for_review_does_not() -> None:
    known = row("Hopper", "P01")
    waits = row("Hopper Conference", "", IdentifierKind.ORGANISATION, FoundBy.ENTITY, Treatment.KEEP)
    kept = row("Hopper Conference", "", IdentifierKind.ORGANISATION, FoundBy.ENTITY, Treatment.KEEP, reviewed=True)
    text = "We went to the Hopper Conference."
    assert Replacer([known, waits]).hide(text) == "We went to the P01 Conference."
    assert Replacer([known, kept]).hide(text) == text


def test_of_several_the_longest_counts_and_numbers_stand_as_they_are_written() -> None:
    rows = [
        row("+49 170 1234567", "phone-number-1", IdentifierKind.PHONE, FoundBy.PATTERN),
        row("maria.rossi@example.org", "e-mail-1", IdentifierKind.EMAIL, FoundBy.PATTERN),
        row("Maria", "P01"),
        row("Rossi", "P01"),
        row("@maria", "handle-1", IdentifierKind.HANDLE, FoundBy.PATTERN),
    ]
    text = "Maria: maria.rossi@example.org, +49 170 1234567 or @maria; not +49 1701234567"
    assert Replacer(rows).hide(text) == "P01: e-mail-1, phone-number-1 or handle-1; not +49 1701234567"


def test_a_name_in_a_script_without_spaces() -> None:
    assert Replacer([row("王小明", "P01")]).hide("我叫王小明，住在北京。") == "我叫P01，住在北京。"


@given(
    st.lists(st.sampled_from(["Will", "Oluwaseun", "said", "the", "Jo", "May", "Mark's", ".", "in", "we"]), max_size=30)
)
def test_the_order_of_the_list_changes_nothing_and_offsets_lead_back(words: list[str]) -> None:
    transcript = talk("a", ("Ada", " ".join(words)))
    replacer = Replacer(PEOPLE)
    hidden = replacer.hide_study([transcript], (), ())
    shuffled = list(PEOPLE)
    random.Random(7).shuffle(shuffled)
    assert Replacer(shuffled).hide_study([transcript], (), ()) == hidden
    raw, shown = transcript.turns[0].text, hidden.transcripts[0].turns[0].text
    rebuilt, done = "", 0
    for item in hidden.redactions:
        assert shown[item.start : item.end] == item.pseudonym
        assert original_offset(item.start, hidden.redactions) == item.original_start
        assert original_offset(item.end, hidden.redactions) == item.original_end
        rebuilt += shown[done : item.start] + raw[item.original_start : item.original_end]
        done = item.end
    assert rebuilt + shown[done:] == raw


def test_accents_that_are_characters_of_their_own_do_not_hide_a_name() -> None:
    text = "Then Jose\u0301 called."
    assert Matcher([row("José", "P01")]).find(text)[0].start == 5
    assert Replacer([row("Jose", "P01")]).hide(text) == "Then P01 called."
