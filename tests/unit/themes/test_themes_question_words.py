"""What says nothing of its own is about what was asked; a full answer is as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.themes.study_of_cooks import LINES, make_study

from insightmine.engines import Encoder, Grammar
from insightmine.themes.question_words import question_words
from insightmine.themes.study import Material, gather
from insightmine.themes.views import content_lemmas, statement_views, unit_rows

PRAISE = "I think it was really useful."
BREAD = "I bake the bread at night."
DISHES = "Dishes are useful."
ASKED = (
    ("Q1", PRAISE, "Was the garden with the tomatoes and herbs useful?"),
    ("Q2", PRAISE, "Was the oven useful, to bake the bread?"),
    ("Q3", PRAISE, "Okay, I see."),
    ("Q4", PRAISE, None),
    ("Q5", BREAD, "Do you water the garden?"),
    ("Q6", DISHES, "Do you water the garden?"),
)


@pytest.fixture(scope="module")
def material(grammar: Grammar, encoder: Encoder) -> Material:
    """The cooks, and some answers with the questions that they were given to."""
    cooks = [(f"P{i}", line) for lines in LINES.values() for i, line in enumerate(lines)]
    study = make_study(grammar, encoder, [*cooks, *((person, text) for person, text, _ in ASKED)])
    questions = [None] * len(cooks) + [question for _, _, question in ASKED]
    statements = [replace(s, question=question) for s, question in zip(study.statements, questions, strict=True)]
    return gather(statements, study.judgements, study.annotations, study.vectors, study.transcripts)


def row_of(material: Material, person: str) -> int:
    return next(row for row, found in enumerate(material.participants) if found == person)


def taken(material: Material, person: str) -> dict[str, float]:
    return question_words(material.statements, material.annotations)[row_of(material, person)]


def test_praise_alone_takes_the_words_of_its_question(material: Material) -> None:
    assert taken(material, "Q1") == dict.fromkeys(["garden", "garden tomato", "herb", "tomato", "tomato herb"], 1.0)


def test_a_question_without_a_subject_gives_nothing(material: Material) -> None:
    assert taken(material, "Q3") == {}
    assert taken(material, "Q4") == {}


def test_the_more_a_statement_names_the_less_it_takes(material: Material) -> None:
    assert set(taken(material, "Q6").values()) == {1 / 8}
    assert max(taken(material, "Q5").values()) <= 1 / 64


def test_the_end_of_a_long_question_counts(material: Material) -> None:
    long = f"The oven and the bread. {'So well, ' * 40}was the garden useful?"
    statement = replace(material.statements[row_of(material, "Q1")], question=long)
    annotation = material.annotations[row_of(material, "Q1")]
    found = question_words([*material.statements, statement], [*material.annotations, annotation])
    assert set(found[-1]) == {"garden"}


def test_a_statement_of_unknown_grammar_takes_nothing(material: Material) -> None:
    row = row_of(material, "Q1")
    bare = replace(material.annotations[row], parts=("",) * len(material.annotations[row]))
    annotations = [*material.annotations[:row], bare, *material.annotations[row + 1 :]]
    assert question_words(material.statements, annotations)[row] == {}


def test_the_same_praise_of_two_things_is_told_apart(material: Material) -> None:
    alike = unit_rows(statement_views(material.vectors, material.annotations)[2])
    told_apart = unit_rows(material.views[2])
    of_garden, of_oven = row_of(material, "Q1"), row_of(material, "Q2")
    assert alike[of_garden] @ alike[of_oven] > 0.99
    assert told_apart[of_garden] @ told_apart[of_oven] < 0.9


def test_what_somebody_blacked_out_is_no_word(grammar: Grammar) -> None:
    (annotation,) = grammar.annotate(["We train the XXXX and the model."])
    assert {"train", "model"} <= set(content_lemmas(annotation))
    assert not any("xx" in lemma for lemma in content_lemmas(annotation))
