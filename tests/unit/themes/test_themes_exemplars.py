"""What is shown of a theme: quotes that cover it, both sides, what does not belong, and what lies just outside."""

from __future__ import annotations

from collections.abc import Sequence

from tests.unit.themes.study_of_cooks import Study, make_study

from insightmine.domain.judgements import Effect, Kind
from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes
from insightmine.themes.describe import define, just_outside, neighbours_of
from insightmine.themes.exemplars import exemplars, typicality
from insightmine.themes.name import Wording
from insightmine.themes.settle import fits_of
from insightmine.themes.study import Material, gather

KETTLE = [
    ("P1", "I boil the water in the kettle before breakfast."),
    ("P2", "I boil the water in the kettle before lunch."),
    ("P3", "I boil the water in the kettle before dinner."),
    ("P4", "I boil the water in the kettle before supper."),
    ("P5", "I boil the water in the kettle before bed."),
    ("P6", "The kettle is full of lime, and I clean it with vinegar every month."),
    ("P7", "Vinegar takes the lime out of the kettle in an hour."),
    ("P8", "My father cleans the lime out of the kettle with vinegar."),
]
STAIRS = [
    ("P1", "The ramp beside the stairs makes it easy to get in with the pram."),
    ("P2", "With the ramp it is easy to push the trolley up to the door."),
    ("P3", "The ramp saves me the long way round through the yard."),
    ("P4", "It is easy to roll the bins down the ramp on Tuesdays."),
    ("P5", "The ramp beside the stairs is easy to find in the dark."),
    ("P6", "I cannot get up the ramp when there is ice on it."),
    ("P7", "The ramp is blunt at the end, so I cannot get the wheelchair over it."),
]


def material_of(grammar: Grammar, encoder: Encoder, spoken: Sequence[tuple[str, str]]) -> tuple[Study, Material]:
    study = make_study(grammar, encoder, spoken)
    return study, gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)


def test_exemplars_stand_for_all_that_is_said(grammar: Grammar, encoder: Encoder) -> None:
    study, material = material_of(grammar, encoder, KETTLE)
    rows = list(range(len(material)))
    typical = typicality(material, rows, fits_of(material, rows), "boiling water in the kettle", study.encode)
    shown = [material.statements[material.row_of[name]].text for name in exemplars(material, rows, typical, ())]
    assert any("vinegar" in text.lower() for text in shown)  # the five most typical ones boil water


def test_both_sides_are_shown_where_there_are_two(grammar: Grammar, encoder: Encoder) -> None:
    _, material = material_of(grammar, encoder, STAIRS)
    rows = list(range(len(material)))
    sign = {j.statement: j.effect for j in material.judgements}
    hinders = {statement for statement, effect in sign.items() if effect is Effect.HINDERS}
    assert len(hinders) == 2
    untypical = {row: float(material.statements[row].id not in hinders) for row in rows}
    shown = exemplars(material, rows, untypical, ())
    assert {sign[statement] for statement in shown} == {Effect.HELPS, Effect.HINDERS}
    one_sided = [row for row in rows if material.statements[row].id not in hinders]
    assert {sign[name] for name in exemplars(material, one_sided, untypical, ())} == {Effect.HELPS}


def test_what_lies_just_outside_is_near_and_not_inside(study: Study, found: Themes) -> None:
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    for theme in found.themes:
        inside = {*theme.statements, *theme.negative_cases}
        assert 2 <= len(theme.just_outside) <= 3
        assert not inside & set(theme.just_outside)
        rows = [material.row_of[statement] for statement in theme.statements]
        fits = fits_of(material, sorted(rows))
        near = [fits[material.row_of[statement]] for statement in theme.just_outside]
        assert near == sorted(near, reverse=True)
        others = [row for row in range(len(material)) if material.statements[row].id not in inside]
        assert near[0] >= sorted(fits[others])[-2]  # the very nearest may say too little


def test_what_belongs_here_as_well_is_not_outside(study: Study) -> None:
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    rows = list(range(6))
    fits = fits_of(material, rows)
    first = just_outside(material, rows, fits, ())
    besides = {material.row_of[first[0]]}
    assert first[0] not in just_outside(material, rows, fits, besides)


def test_the_rule_says_what_belongs_and_what_does_not() -> None:
    wording = Wording("baking bread", ("baking bread", "heating the oven", "loaf"))
    rule = define(wording, (Kind.BEHAVIOUR, Kind.PAIN_POINT), "washing dishes")
    assert rule == (
        "What people do or experience around “baking bread”, such as heating the oven, whether it goes well or not, "
        "but not what is about “washing dishes”."
    )


def test_the_neighbour_is_the_nearest_whose_name_tells_the_two_apart(grammar: Grammar, encoder: Encoder) -> None:
    _, material = material_of(grammar, encoder, [
        ("P1", "I bake bread in the oven."), ("P2", "I bake rolls in the oven."),
        ("P3", "The oven burns my bread and my rolls."), ("P4", "Trams are late in winter."),
    ])  # fmt: skip
    place = {str(statement.participant): row for row, statement in enumerate(material.statements)}
    groups = [[place["P1"]], [place["P2"]], [place["P4"]]]
    bread, rolls, trams, oven = (Wording(name, (name,)) for name in ("bread", "rolls", "trams", "oven"))
    nothing = Wording("various remarks", ())
    assert neighbours_of(material, groups, [bread, rolls, trams])[0] == 1
    assert neighbours_of(material, groups, [bread, nothing, trams])[0] == 2
    assert neighbours_of(material, groups, [bread, oven, trams])[0] == 2  # the first group speaks of the oven as well
    assert neighbours_of(material, groups[:1], [bread]) == [None]


def test_every_definition_names_another_theme(found: Themes) -> None:
    names = {theme.id: theme.name for theme in found.themes}
    for theme in found.themes:
        assert any(f"“{name}”." in theme.definition for other, name in names.items() if other != theme.id)
