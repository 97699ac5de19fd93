"""What is shown of a theme: quotes that a reader understands, and first what most people speak of in one sense."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.themes.study_of_cooks import make_study

from insightmine.domain.clarity import stands_alone
from insightmine.engines import Encoder, Grammar
from insightmine.themes.closeness import closeness_of, cohesion, weight_of
from insightmine.themes.exemplars import exemplars, typicality
from insightmine.themes.families import families
from insightmine.themes.forms import forms_of
from insightmine.themes.settle import fits_of
from insightmine.themes.study import gather

ALARM = [
    ("P1", "But then it was fine, and so on."),
    ("P2", "I set an alarm on my phone for the evening before."),
    ("P3", "The alarm rings in the evening and I put the drill in the bag."),
    ("P4", "That was all the same to me in the end."),
    ("P5", "My alarm is an egg timer in the shape of a hen."),
]


def test_exemplars_say_what_the_name_says_and_are_understood_alone(grammar: Grammar, encoder: Encoder) -> None:
    study = make_study(grammar, encoder, ALARM)
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    rows = list(range(len(material)))
    typical = typicality(material, rows, fits_of(material, rows), "setting an alarm", study.encode)
    chosen = [material.statements[material.row_of[name]] for name in exemplars(material, rows, typical, ())]
    assert all("alarm" in statement.text for statement in chosen[:3])
    assert len({statement.participant for statement in chosen}) == len(chosen)


def test_reach_is_the_share_of_people_with_a_statement_that_the_phrase_meets(
    grammar: Grammar, encoder: Encoder
) -> None:
    study = make_study(grammar, encoder, [*ALARM, ("P2", "The alarm woke the cat."), ("P5", "I like my garden.")])
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    rows = [row for row in range(len(material)) if material.participants[row] != "P4"]
    texts = ["setting an alarm", "my garden", "the drill"]
    (found,) = closeness_of(material, [rows], [texts], study.encode)
    said = material.vectors - material.vectors.astype(np.float64).mean(axis=0)
    meant = study.encode(sorted(texts)).astype(np.float64)
    meant -= meant.mean(axis=0)
    for text, reach in zip(texts, found.reach, strict=True):
        phrase = meant[sorted(texts).index(text)]
        near = [round(float(row @ phrase / np.linalg.norm(row) / np.linalg.norm(phrase)), 5) for row in said]
        limit = np.quantile(near, 0.9)
        met = {material.participants[row] for row in rows if near[row] >= limit}
        assert reach == len(met) / len(material.people_of(rows))
    assert max(found.reach) > 0


@pytest.mark.parametrize("text", ["It was fine until the end of it.", "But he came with the van.", "Too heavy."])
def test_what_goes_on_from_something_or_says_little_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text)


def test_what_opens_anew_stands_alone() -> None:
    assert stands_alone("The card was tied to the handle of the steamer.")


def test_words_of_one_family_share_its_shortest_word() -> None:
    words = [
        "photograph",
        "photo",
        "photos",
        "reserve",
        "reservation",
        "contract",
        "contrast",
        "card",
        "cardboard",
        "book",
    ]
    found = families([*words, "booking", "merge", "merging"])
    assert found["merging"] == "merge"
    assert found["photograph"] == found["photos"] == "photo"
    assert found["reservation"] == "reserve"
    assert found["booking"] == "book"
    assert found["contract"] != found["contrast"]
    assert found["cardboard"] == "cardboard"


def test_forms_tell_verbs_from_nouns_and_what_is_counted(grammar: Grammar) -> None:
    texts = [
        "I pay forty pounds.",
        "It cost nine pounds.",
        "The jigsaw hums.",
        "My jigsaw broke.",
        "I bought a jigsaw.",
    ]
    forms = forms_of(grammar.annotate(texts))
    assert "pound" in forms.units
    assert "jigsaw" in forms.seldom_verbs
    assert "jigsaw" not in forms.seldom_nouns


def test_what_people_say_alike_comes_before_what_they_say_of_this_and_that(grammar: Grammar, encoder: Encoder) -> None:
    alike = [(f"P{i}", f"I bake {kind} bread in the oven.") for i, kind in enumerate(("brown", "white", "sour"))]
    loose = [("P0", "My uncle drives a tram."), ("P1", "The soup was salty."), ("P2", "A heron stood in the pond.")]
    alone = [("P9", "Snow fell."), ("P9", "Snow fell all night on the yard.")]
    study = make_study(grammar, encoder, [*alike, *loose, *alone])
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)

    def rows(lines: list[tuple[str, str]]) -> list[int]:
        return [row for row, said in enumerate(material.statements) if (said.participant, said.text) in lines]

    assert weight_of(material, rows(alike)) > weight_of(material, rows(loose))
    assert cohesion(material, rows(alone)) == 0.0
    # the mean cosine of pairs of different people, counted out
    space = material.space[rows(alike)]
    pairs = [float(space[i] @ space[j]) for i in range(3) for j in range(3) if i != j]
    assert cohesion(material, rows(alike)) == pytest.approx(sum(pairs) / 6)
