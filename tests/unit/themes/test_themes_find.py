"""The whole step on an invented study: themes, names, people, evidence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.unit.themes.study_of_cooks import LINES, PLANNING, Study, make_study

from insightmine.domain.ids import ParticipantId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.judgements import Effect, Kind
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Theme
from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes, find_themes
from insightmine.themes.people import Questions
from insightmine.themes.study import gather


def topic_of(statement: Statement) -> str:
    return next(topic for topic, lines in LINES.items() if statement.text in lines)


def text_of(study: Study) -> dict[str, str]:
    return {statement.id: statement.text for statement in study.statements}


def theme_about(study: Study, found: Themes, topic: str) -> Theme:
    texts = text_of(study)
    return max(found.themes, key=lambda theme: sum(texts[s] in LINES[topic] for s in theme.statements))


def test_each_topic_is_a_theme(study: Study, found: Themes) -> None:
    assert len(found.themes) == len(LINES)
    topics = {statement.id: topic_of(statement) for statement in study.statements}
    for theme in found.themes:
        inside = [topics[statement] for statement in theme.statements]
        assert inside.count(max(set(inside), key=inside.count)) >= 0.8 * len(inside)


def test_few_statements_are_left_unplaced(study: Study, found: Themes) -> None:
    placed = sum(len(theme.members) for theme in found.themes)
    assert placed >= 0.85 * len(study.statements)


def test_a_statement_is_in_one_theme_at_most(found: Themes) -> None:
    placed = [statement for theme in found.themes for statement in theme.statements]
    assert len(placed) == len(set(placed))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_changes_nothing(study: Study, found: Themes, seed: int) -> None:
    order = list(range(len(study.statements)))
    random.Random(seed).shuffle(order)
    assert study.themes(order=order) == found


def test_names_are_phrases_from_what_was_said_and_no_two_are_alike(study: Study, found: Themes) -> None:
    names = [theme.name for theme in found.themes]
    assert len(set(names)) == len(names)
    for theme in found.themes:
        assert 2 <= len(theme.name.split()) <= 6
        assert "," not in theme.name
        assert theme.name in theme.definition
    assert "shopping list" in theme_about(study, found, "list").name
    assert "recipe" in theme_about(study, found, "recipe").name
    assert "dishes" in theme_about(study, found, "dishes").name


def test_both_sides_stay_in_one_theme_and_the_other_side_is_shown(study: Study, found: Themes) -> None:
    theme = theme_about(study, found, "knife")
    effects = {j.statement: j.effect for j in study.judgements}
    inside = {effects[statement] for statement in theme.statements}
    assert {Effect.HELPS, Effect.HINDERS} <= inside
    one_sided = theme_about(study, found, "dishes")
    assert one_sided.negative_cases
    assert {effects[statement] for statement in one_sided.negative_cases} == {Effect.HELPS}


def test_people_are_counted_once_with_an_interval(study: Study, found: Themes) -> None:
    people = {statement.id: statement.participant for statement in study.statements}
    for theme in found.themes:
        assert theme.participants == tuple(sorted({people[statement] for statement in theme.statements}))
        assert theme.interval == wilson_interval(len(theme.participants), theme.n_opportunity)
        assert (theme.n_opportunity, theme.opportunity_basis) == (6, "asked")
        assert len(theme.opportunity) == theme.n_opportunity


def test_where_no_question_recurs_all_participants_are_the_denominator(study: Study) -> None:
    asked = [replace(s, question=f"Unique{i} matter{i} here{i}?") for i, s in enumerate(study.statements)]
    found = replace(study, statements=tuple(asked)).themes()
    assert {theme.opportunity_basis for theme in found.themes} == {"all"}


def test_a_question_put_to_some_makes_them_the_denominator(study: Study) -> None:
    wordings = {"P1": PLANNING, "P2": PLANNING, "P3": "So how do you decide what to cook?", "P4": PLANNING}
    asked = tuple(replace(s, question=wordings.get(s.participant)) for s in study.statements)
    material = gather(asked, study.judgements, study.annotations, study.vectors, study.transcripts)
    questions = Questions(material)

    rows = [row for row, s in enumerate(material.statements) if s.participant in {"P1", "P3"}]
    opportunity = questions.opportunity(rows)
    assert (opportunity.count, opportunity.basis) == (4, "asked")
    assert opportunity.interval == wilson_interval(2, 4)
    assert opportunity.people == ("P1", "P2", "P3", "P4")

    most_unasked = [row for row, s in enumerate(material.statements) if s.participant in {"P1", "P5", "P6"}]
    assert (questions.opportunity(most_unasked).count, questions.opportunity(most_unasked).basis) == (6, "all")
    assert questions.opportunity(most_unasked).people == ()


def test_exemplars_come_from_different_people_and_lead_the_members(study: Study, found: Themes) -> None:
    people = {statement.id: statement.participant for statement in study.statements}
    for theme in found.themes:
        assert 3 <= len(theme.exemplars) <= 5
        assert len({people[statement] for statement in theme.exemplars}) == len(theme.exemplars)
        assert set(theme.exemplars) <= set(theme.statements)
        scores = [member.score for member in theme.members]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) >= 0
        assert max(scores) <= 1


def test_stability_says_how_well_a_theme_is_found_again(study: Study, found: Themes) -> None:
    values = [theme.stability for theme in found.themes]
    assert all(value is not None and 0.3 < value <= 1 for value in values)
    three = study.without({"P4", "P5", "P6"}).themes()
    assert {theme.stability for theme in three.themes} == {None}


def test_themes_are_ordered_and_numbered_by_people(found: Themes) -> None:
    assert [theme.id for theme in found.themes] == [f"T{i + 1}" for i in range(len(found.themes))]
    keys = [(-len(theme.participants), -len(theme.members)) for theme in found.themes]
    assert keys == sorted(keys)


def test_detail_reaches_the_grouping(study: Study, found: Themes) -> None:
    coarse, fine = study.themes(detail=0.0), study.themes(detail=1.0)
    assert len(coarse.themes) <= len(found.themes) <= len(fine.themes)


def test_talk_about_the_session_and_empty_talk_stay_unplaced(grammar: Grammar, encoder: Encoder) -> None:
    spoken = [(f"P{i}", line) for lines in LINES.values() for i, line in enumerate(lines)]
    spoken += [("P0", "This is the one."), ("P1", "Thank you for the interview, that was nice.")]
    study = make_study(grammar, encoder, spoken)
    last = study.judgements[-1]
    judgements = (*study.judgements[:-1], replace(last, kinds=(Kind.SESSION_TALK,), kind_scores=(0.9,)))
    placed = {s for theme in replace(study, judgements=judgements).themes().themes for s in theme.statements}
    assert not placed & {study.statements[-1].id, study.statements[-2].id}


def test_rows_of_a_table_are_all_statements(grammar: Grammar, encoder: Encoder) -> None:
    study = make_study(grammar, encoder, [("P1", "This is the one."), ("P1", "I bake bread.")])
    parts = (study.statements, study.judgements, study.annotations, study.vectors)
    assert len(gather(*parts, study.transcripts)) == 1
    rows = tuple(replace(t, rows_are_statements=True) for t in study.transcripts)
    assert len(gather(*parts, rows)) == 2


def test_one_person_alone_is_a_single_voice(study: Study) -> None:
    alone = study.without({"P2", "P3", "P4", "P5", "P6"})
    for theme in alone.themes().themes:
        assert theme.single_voice
        assert theme.participants == (ParticipantId("P1"),)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 5])
def test_very_few_statements_never_fail(study: Study, n: int) -> None:
    few = replace(
        study, statements=study.statements[:n], judgements=study.judgements[:n], vectors=study.vectors[:n]
    ).themes()
    assert sum(len(theme.members) for theme in few.themes) <= n


def test_the_same_sentence_from_everybody_is_one_theme(grammar: Grammar, encoder: Encoder) -> None:
    study = make_study(grammar, encoder, [(f"P{i}", "I water the plants every evening.") for i in range(12)])
    themes = study.themes().themes
    assert [len(theme.participants) for theme in themes] == [12]
    assert "plants" in themes[0].name


def test_no_statements_give_no_themes(encoder: Encoder) -> None:
    empty = Study((), (), {}, encoder.encode([]), (), encoder)
    assert empty.themes() == Themes((), ())
    assert find_themes.__doc__
