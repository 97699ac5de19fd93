"""A codebook that a researcher brings along: statements get its codes, the rest is grouped, and the codes stay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.themes.study_of_cooks import LINES, Study, make_study, remembered

from insightmine.domain.codebooks import Code, Codebook
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.themes import Theme
from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes
from insightmine.themes.code_scores import code_scores
from insightmine.themes.study import Material, gather

KNIFE = Code("Sharp knives", "Keeping knives sharp, and what a blunt one does to the onions.",
             examples=("The knife has to be sharpened before cutting.",))  # fmt: skip
BREAD = Code("Bread from the oven", "Baking bread at home.", examples=("I bake my own bread in the oven.",))
PETS = Code("Pets in the kitchen", "Cats and dogs that get in the way of the cook.", examples=("The cat jumps up.",))
BOOK = Codebook((KNIFE, PETS, BREAD))


def coded(found: Themes, code: Code) -> Theme:
    return next(theme for theme in found.themes if theme.code == code.name)


def gathered(study: Study) -> Material:
    return gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)


def texts(study: Study, theme: Theme) -> set[str]:
    text = {statement.id: statement.text for statement in study.statements}
    return {text[statement] for statement in theme.statements}


def test_statements_get_their_codes_and_the_rest_is_grouped(study: Study) -> None:
    found = study.themes(codebook=BOOK)
    knife, bread = coded(found, KNIFE), coded(found, BREAD)
    assert (knife.name, knife.named_by, knife.definition) == (KNIFE.name, "codebook", KNIFE.definition)
    assert len(texts(study, knife) & set(LINES["knife"])) >= 5
    assert texts(study, knife) <= set(LINES["knife"])
    assert len(texts(study, bread) & set(LINES["oven"])) >= 4
    others = [theme for theme in found.themes if theme.code is None]
    assert len(others) >= 3
    assert {theme.named_by for theme in others} == {"machine"}


def test_a_code_that_nobody_speaks_to_is_no_theme(study: Study) -> None:
    assert PETS.name not in {theme.code for theme in study.themes(codebook=BOOK).themes}


def test_a_name_alone_is_enough(study: Study) -> None:
    found = study.themes(codebook=Codebook((Code("Sharp knives"), Code("Bread from the oven"))))
    for name, topic in (("Sharp knives", "knife"), ("Bread from the oven", "oven")):
        own = texts(study, coded(found, Code(name)))
        assert len(own) >= 4
        assert own <= set(LINES[topic])


def test_a_few_codes_do_not_swallow_a_study_of_other_topics(study: Study) -> None:
    foreign = Codebook(tuple(map(Code, ("Paying the deposit", "Installing the software", "Waiting for the doctor"))))
    taken = [
        statement for theme in study.themes(codebook=foreign).themes if theme.code for statement in theme.statements
    ]
    assert len(taken) <= 1


def test_a_statement_that_the_codebook_quotes_has_its_code(study: Study) -> None:
    odd = Code("Family", examples=(LINES["recipe"][1],))
    found = study.themes(codebook=Codebook((odd, KNIFE)))
    assert LINES["recipe"][1] in texts(study, coded(found, odd))


def test_what_many_say_in_the_same_words_is_no_crowd(grammar: Grammar, encoder: Encoder) -> None:
    spoken = [(f"P{i}", line) for i, lines in enumerate(zip(*LINES.values(), strict=True)) for line in lines]
    alike = [(f"P{i}", LINES["knife"][3]) for i in range(6, 12)]
    material = gathered(make_study(grammar, encoder, [*spoken, *alike]))
    least = code_scores(material, Codebook((KNIFE,)), {}, encoder.encode).least[:, 0]
    repeated, once = (
        least[[row for row, statement in enumerate(material.statements) if statement.text == line]].max()
        for line in (LINES["knife"][3], LINES["knife"][0])
    )
    assert repeated < once + 0.05


@pytest.mark.parametrize("dimension", [6, 12, 48])
def test_what_is_near_by_chance_gets_no_code_however_wide_the_study_is_spread(study: Study, dimension: int) -> None:
    scattered = np.random.default_rng(3).normal(size=(len(study.statements), dimension)).astype(np.float32)
    material = replace(gathered(study), vectors=scattered)
    codebook = Codebook((Code("Zebras"),))
    found = code_scores(material, codebook, {}, lambda said: np.ones((len(said), dimension), dtype=np.float32))
    assert (found.near >= found.least).sum() <= 1


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_a_study_of_a_few_statements_is_not_forced_into_codes(grammar: Grammar, encoder: Encoder, n: int) -> None:
    spoken = [(f"P{i}", lines[0]) for i, lines in enumerate(list(LINES.values())[-n:])]
    study = make_study(grammar, encoder, spoken)
    assert not [theme for theme in study.themes(codebook=Codebook((PETS,))).themes if theme.code]


def test_what_is_excluded_is_not_coded(study: Study) -> None:
    narrow = replace(KNIFE, exclude="Somebody sharpens knives for me; knives that others sharpen for others")
    before = coded(study.themes(codebook=Codebook((KNIFE,))), KNIFE)
    after = coded(study.themes(codebook=Codebook((narrow,))), KNIFE)
    assert texts(study, before) - texts(study, after) >= {"He sharpens every knife in the kitchen for me."}


def test_a_statement_may_have_two_codes(study: Study) -> None:
    twins = Codebook((KNIFE, replace(KNIFE, name="Blunt knives", examples=("A blunt knife squashes the onions.",))))
    found = study.themes(codebook=twins)
    also = {member.statement for theme in found.themes for member in theme.also}
    assert len(also) >= 2
    for theme in found.themes:
        assert not {member.statement for member in theme.also} & set(theme.statements)


def test_what_somebody_moves_to_a_code_is_an_example_of_it(study: Study) -> None:
    found = study.themes(codebook=BOOK)
    knife = coded(found, KNIFE)
    dish = next(s.id for s in study.statements if s.text == LINES["dishes"][0])
    move = Decision("D1", Action.MOVE, (dish,), knife.id, "ana", "", "")
    again = study.themes(remembered(found), [move], codebook=BOOK)
    assert dish in coded(again, KNIFE).statements
    assert coded(again, KNIFE).id == knife.id


def test_the_theme_of_a_code_keeps_its_id(study: Study) -> None:
    before = study.without({"P6"}).themes(codebook=BOOK)
    after = study.themes(remembered(before), codebook=BOOK)
    assert {c.name: coded(after, c).id for c in (KNIFE, BREAD)} == {c.name: coded(before, c).id for c in (KNIFE, BREAD)}
    few = Codebook((replace(KNIFE, definition="", examples=(LINES["knife"][0],)), BREAD))
    assert coded(study.themes(remembered(after), codebook=few), KNIFE).id == coded(after, KNIFE).id


def test_the_order_of_rows_changes_nothing(study: Study) -> None:
    order = list(reversed(range(len(study.statements))))
    assert study.themes(codebook=BOOK) == study.themes(codebook=BOOK, order=order)


def test_a_study_without_codebook_is_as_it_was(study: Study, found: Themes) -> None:
    assert study.themes(codebook=Codebook()) == found
