"""Groups that only the questions hold together: what they are called, and when that is no subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.themes.study_of_cooks import Study, make_study, remembered

from insightmine.domain.themes import ANSWERS
from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes
from insightmine.themes.candidate import Candidate, answers_to_nothing
from insightmine.themes.candidates import candidates_of
from insightmine.themes.deeds import Deeds
from insightmine.themes.describe import define
from insightmine.themes.exemplars import words_of
from insightmine.themes.name import Wording, is_makeshift, word_themes
from insightmine.themes.study import Material, gather
from insightmine.themes.telling import telling_words

EASY = ["That was easy.", "It was easy.", "Yes, easy.", "Both were easy.", "It was really easy.", "Easy."]
EASY += ["Easy, I thought.", "So easy.", "It was easy for me.", "All of it was easy."]
EASY += ["Quite easy.", "I thought it was easy.", "Very easy for us.", "That one was easy.", "They were easy."]
NAMING = ["The ladder was easy.", "The kettle was easy."]
OTHERS = [
    ("P1", "The ladder in the shed is mine."),
    ("P2", "The kettle is old."),
    ("P3", "A ladder costs too much."),
    ("P4", "My kettle whistles."),
    ("P1", "I bake bread in the old oven."),
    ("P2", "We bake bread on Sundays."),
    ("P3", "He bakes bread before dawn."),
]


def asked(grammar: Grammar, encoder: Encoder, questions: Sequence[str]) -> tuple[Material, list[int]]:
    """A study in which some answer the questions in turn, one names what is asked; and the rows of the answers."""
    answers = [(f"P{i % 5 + 1}", text) for i, text in enumerate([*EASY, *NAMING[: len(questions)]])]
    study = make_study(grammar, encoder, [*answers, *OTHERS])
    question = {text: questions[i % len(questions)] for i, (_, text) in enumerate(answers)}
    statements = [replace(said, question=question.get(said.text)) for said in study.statements]
    material = gather(statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    return material, [row for row, said in enumerate(material.statements) if said.text in question]


def candidates(material: Material, rows: list[int]) -> dict[str, Candidate]:
    (telling,) = telling_words(material, [rows])
    return {c.phrase.text: c for c in candidates_of(material, rows, telling, Deeds(material, [rows]))}


def test_a_thing_that_only_the_question_names_is_what_people_answer_to(grammar: Grammar, encoder: Encoder) -> None:
    material, rows = asked(grammar, encoder, ["And did you find the ladder useful?"])
    found = candidates(material, rows)
    assert "ladder" not in found
    assert found["answers on ladder"].answers
    assert found["answers on ladder"].voiced == pytest.approx(1 / len(rows))
    assert found["answers on ladder"].statements == 1.0


def test_two_things_of_two_questions_are_no_subject(grammar: Grammar, encoder: Encoder) -> None:
    questions = ["And did you find the ladder useful?", "How was the kettle?"]
    material, rows = asked(grammar, encoder, questions)
    found = candidates(material, rows)
    pairs = [c for c in found.values() if c.is_pair and {"ladder", "kettle"} <= set(c.meaning.split())]
    assert pairs
    assert all(c.answers and answers_to_nothing(c.phrase.text) for c in pairs)


def test_what_people_name_themselves_is_theirs_though_they_were_asked(grammar: Grammar, encoder: Encoder) -> None:
    material, rows = asked(grammar, encoder, ["And did you find the ladder useful?"])
    speaking = [row for row, said in enumerate(material.statements) if "ladder" in said.text]
    silent = [row for row in rows if row not in speaking]
    found = candidates(material, [*silent[:6], *speaking])
    assert found["ladder"].voiced == pytest.approx(1 / 3)
    assert not found["ladder"].answers


@pytest.mark.parametrize("name", ["answers on tasks and analysis", "answers on limitations", "answers on Weaknesses"])
def test_answers_to_several_questions_or_to_one_that_takes_a_side_name_nothing(name: str) -> None:
    assert answers_to_nothing(name)
    assert is_makeshift(name)


@pytest.mark.parametrize("name", ["answers on joining", "limitations", "tasks and analysis"])
def test_one_thing_asked_after_and_what_people_say_themselves_is_a_subject(name: str) -> None:
    assert not answers_to_nothing(name)
    assert not is_makeshift(name)


def test_a_group_that_shares_a_question_after_weaknesses_has_a_name_and_no_subject(
    grammar: Grammar, encoder: Encoder
) -> None:
    material, rows = asked(grammar, encoder, ["What would you say are the limitations and weaknesses?"])
    others = [row for row in range(len(material)) if row not in rows]
    first, _ = word_themes(material, [rows, others], [None, None], encoder.encode)
    assert first.name.startswith(ANSWERS)
    assert first.says_nothing
    assert "the question is all that these remarks share" in define(first, ())


def test_a_person_who_calls_a_theme_so_gives_it_a_subject(grammar: Grammar, encoder: Encoder) -> None:
    material, rows = asked(grammar, encoder, ["What would you say are the limitations and weaknesses?"])
    others = [row for row in range(len(material)) if row not in rows]
    name = "answers on limitations and weaknesses"
    first, _ = word_themes(material, [rows, others], [name, None], encoder.encode)
    assert first.name == name
    assert not first.says_nothing


def test_what_is_asked_after_is_told_as_before() -> None:
    told = define(Wording("answers on joining", ("answers on joining", "passport")), ())
    assert told == "What people say when they are asked about joining, whether it goes well or not."


def test_that_something_is_an_answer_is_no_word_of_the_name(grammar: Grammar, encoder: Encoder) -> None:
    material, _ = asked(grammar, encoder, ["Good?"])
    assert words_of(material, "answers on ladders") == words_of(material, "ladders")


def test_a_theme_keeps_what_it_was_called_before_only_where_that_named_a_subject(study: Study, found: Themes) -> None:
    first, second, *others = remembered(found)
    history = [
        replace(first, name="answers on tasks and analysis"),
        replace(second, name="answers on joining"),
        *others,
    ]
    again = {theme.id: theme for theme in study.themes(history).themes}
    assert again[first.id].name == first.name
    assert again[first.id].has_subject
    assert again[second.id].name == "answers on joining"
