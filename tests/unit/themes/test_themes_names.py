"""Names: from words that several of a theme's people share, spelt as the study spells them, told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.themes.study_of_cooks import Study, make_study

from insightmine.domain.speech import Record
from insightmine.domain.themes import FAIR_PART
from insightmine.engines import Encoder, Grammar
from insightmine.themes.candidates import candidates_of
from insightmine.themes.deeds import Deeds
from insightmine.themes.name import Wording, word_themes
from insightmine.themes.study import Material, gather
from insightmine.themes.telling import telling_words

CARDS = [
    ("P1", "The card was tied to the handle of the steamer."),
    ("P2", "I propped the card against the birdbath and read it."),
    ("P3", "The card got soaked in the rain."),
    ("P4", "My children read the card out loud."),
]
BREAD = [
    ("P1", "I bake bread in the old oven."),
    ("P2", "We bake bread on Sundays."),
    ("P3", "He bakes bread before dawn."),
    ("P4", "They bake bread for the street."),
]


def material_of(grammar: Grammar, encoder: Encoder, spoken: Sequence[tuple[str, str]]) -> tuple[Study, Material]:
    study = make_study(grammar, encoder, spoken)
    return study, gather(study.statements, study.judgements, study.annotations, study.vectors, study.transcripts)


def worded(grammar: Grammar, encoder: Encoder, *themes: Sequence[tuple[str, str]]) -> list[Wording]:
    """The wordings of groups that hold these lines."""
    study, material = material_of(grammar, encoder, [line for theme in themes for line in theme])
    groups = [
        [row for row, said in enumerate(material.statements) if (said.participant, said.text) in theme]
        for theme in themes
    ]
    assert [len(group) for group in groups] == [len(theme) for theme in themes]
    return list(word_themes(material, groups, [None] * len(groups), study.encode))


def test_a_name_holds_the_word_that_most_people_share_not_one_persons(grammar: Grammar, encoder: Encoder) -> None:
    cards, bread = worded(grammar, encoder, CARDS, BREAD)
    assert "card" in cards.name
    assert "handle" not in cards.name
    assert bread.name == "baking bread"


def test_a_word_that_the_study_writes_with_capitals_keeps_them(grammar: Grammar, encoder: Encoder) -> None:
    spoken = [(f"P{i}", f"Every week we ask the AKV office about {what}.") for i, what in enumerate("abcdefghij")]
    spoken[0] = ("P0", "every week i ask the akv office.")
    spoken += [("P11", "i ask the akv office for a stamp."), ("P12", "I ask the AKV office for a stamp.")]
    wordings = worded(grammar, encoder, spoken, BREAD)
    assert "AKV" in wordings[0].name
    assert "akv" not in " ".join(wordings[0].keyphrases)


def test_a_theme_is_not_named_like_another_with_a_word_more(grammar: Grammar, encoder: Encoder) -> None:
    oven = [(person, text.replace("bread", "bread rolls")) for person, text in BREAD[:3]]
    oven += [("P5", "I order flour for the bread rolls."), ("P6", "We order flour for bread rolls by the sack.")]
    first, second = worded(grammar, encoder, BREAD, oven)
    assert first.name == "baking bread"
    assert not set(first.name.split()) < set(second.name.split())


def test_what_one_person_alone_says_is_counted_as_such(grammar: Grammar, encoder: Encoder) -> None:
    _, material = material_of(grammar, encoder, [*BREAD, *((f"P{i}", f"The bread is {i} euros.") for i in range(1, 9))])
    rows = [row for row, said in enumerate(material.statements) if "bake" in said.text]
    (telling,) = telling_words(material, [rows])
    found = {c.phrase.text: c for c in candidates_of(material, rows, telling, Deeds(material, [rows]))}
    assert (found["baking bread"].people, found["baking bread"].said, found["baking bread"].doing) == (1.0, 1.0, 1.0)
    assert (found["baking bread"].together, found["baking bread"].sayers) == (1.0, 4)
    assert not found["baking bread"].is_of_one
    assert found["baking bread"].is_shared
    assert found["oven"].lone == 1
    assert found["oven"].people == 0.25


def test_names_are_deeds_with_what_most_speak_of_even_where_nobody_says_so_in_one_breath(
    grammar: Grammar, encoder: Encoder
) -> None:
    code = [
        ("P1", "The code came on my phone and I typed it in."),
        ("P2", "The code is six numbers long, so I typed it in twice."),
        ("P3", "My code had run out before the bus came."),
        ("P4", "I waited for the code in the rain."),
    ]
    first, _ = worded(grammar, encoder, code, BREAD)
    assert first.name in {"typing in the code", "typing the code"}


def test_when_something_is_done_joins_what_is_done(grammar: Grammar, encoder: Encoder) -> None:
    early = [
        ("P1", "I book the van a month ahead."),
        ("P2", "We book everything two weeks ahead."),
        ("P3", "I book on the Monday for the Saturday."),
        ("P4", "She books when the calendar opens."),
    ]
    first, _ = worded(grammar, encoder, early, BREAD)
    assert first.name == "booking ahead"


def test_what_no_phrase_stands_for_is_called_various_remarks(grammar: Grammar, encoder: Encoder) -> None:
    loose = [
        ("P1", "My uncle drives a tram."),
        ("P2", "The soup was salty."),
        ("P3", "A heron stood in the pond."),
        ("P4", "Nobody had told the plumber."),
        ("P5", "Two of the lamps hum at night."),
        ("P6", "She left for Norway in a canoe."),
    ]
    wordings = worded(grammar, encoder, loose, BREAD, CARDS)
    assert wordings[0].says_nothing
    assert wordings[0].keyphrases == ()
    assert not wordings[1].says_nothing


@pytest.mark.parametrize("name", ["various remarks", "various remarks about bread"])
def test_a_name_that_a_person_gave_is_a_subject_whatever_it_says(grammar: Grammar, encoder: Encoder, name: str) -> None:
    study, material = material_of(grammar, encoder, [*BREAD, *CARDS])
    groups = [list(range(len(BREAD))), list(range(len(BREAD), len(BREAD) + len(CARDS)))]
    first, _ = word_themes(material, groups, [name, None], study.encode)
    assert first.name == name
    assert not first.says_nothing


def test_a_deed_of_one_person_names_nothing_that_all_speak_of(grammar: Grammar, encoder: Encoder) -> None:
    plots = [
        ("P1", "I eliminated the scatter plots in the end."),
        ("P2", "The scatter plots were on the second page."),
        ("P3", "My scatter plots are in the drawer."),
        ("P4", "Scatter plots are what we have on the wall."),
    ]
    first, _ = worded(grammar, encoder, plots, BREAD)
    assert first.name == "scatter plots"


def test_two_kinds_of_one_thing_stand_together(grammar: Grammar, encoder: Encoder) -> None:
    _, material = material_of(grammar, encoder, [
        ("P1", "The copper pots hang above the stove."), ("P2", "My copper pots are from France."),
        ("P3", "The iron pots are heavy."), ("P4", "She has iron pots from the flea market."), *BREAD,
    ])  # fmt: skip
    rows = [row for row, said in enumerate(material.statements) if "pots" in said.text]
    (telling,) = telling_words(material, [rows])
    found = {c.phrase.text: c for c in candidates_of(material, rows, telling, Deeds(material, [rows]))}
    pair = found["copper and iron pots"]
    assert (pair.people, pair.statements) == (1.0, 1.0)
    assert pair.least == 0.5


def test_a_single_word_gets_what_else_many_speak_of_beside_it(grammar: Grammar, encoder: Encoder) -> None:
    lost = [
        ("P1", "The box came without the bag."), ("P2", "There was a box, and no bag."),
        ("P3", "No bag in the box again."), ("P4", "Box and bag were both gone."),
    ]  # fmt: skip
    first, _ = worded(grammar, encoder, lost, BREAD)
    assert set(first.name.split()) >= {"box", "bag"}


def test_what_is_put_together_from_two_is_bounded(grammar: Grammar, encoder: Encoder) -> None:
    verbs: tuple[str, ...] = (
        "bake",
        "boil",
        "chop",
        "clean",
        "cook",
        "cut",
        "fry",
        "grate",
        "grill",
        "grind",
        "heat",
        "peel",
        "pour",
    )
    verbs += ("roast", "slice", "wash", "weigh", "whip")
    ways = ("quietly", "silently", "nightly", "weekly", "daily", "carefully", "gently", "loudly", "manually", "cheaply")
    spoken = [
        (person, f"I {verb} the onions {ways[(i + j) % len(ways)]}.")
        for j, person in enumerate(("P1", "P2", "P3"))
        for i, verb in enumerate(verbs)
    ]
    _, material = material_of(grammar, encoder, spoken)
    rows = list(range(len(material)))
    (telling,) = telling_words(material, [rows])
    found = candidates_of(material, rows, telling, Deeds(material, [rows]))
    composed = [c for c in found if c.phrase.is_verbal and not c.phrase.head and c.n_words == 2]
    assert len(composed) <= 12 * 6 + len(spoken)


def asked_and_told(
    grammar: Grammar,
    encoder: Encoder,
    question: str,
    answers: Sequence[tuple[str, str]],
    others: Sequence[tuple[str, str]],
) -> list[Wording]:
    """The wordings of what was said to a question, and of what was said unasked."""
    study = make_study(grammar, encoder, [*answers, *others])
    statements = [
        replace(said, question=question) if (said.participant, said.text) in answers else said
        for said in study.statements
    ]
    material = gather(statements, study.judgements, study.annotations, study.vectors, study.transcripts)
    groups = [
        [row for row, said in enumerate(material.statements) if (said.participant, said.text) in spoken]
        for spoken in (answers, others)
    ]
    return list(word_themes(material, groups, [None, None], study.encode))


CLUTTER = [
    ("P1", "The lamp hums."),
    ("P2", "A heron stood there."),
    ("P3", "The soup was salty."),
    ("P4", "My uncle drives a tram."),
    ("P5", "Nobody told the plumber."),
    ("P6", "She left in a canoe."),
    ("P1", "The tax was late."),
    ("P2", "We lost a glove."),
    ("P3", "The choir sang."),
    ("P4", "A parrot escaped."),
]


def test_a_word_of_few_statements_names_no_group(grammar: Grammar, encoder: Encoder) -> None:
    printer = [("P5", "The printer jams."), ("P6", "My printer squeaks.")]
    unnamed, bread = worded(grammar, encoder, [*CLUTTER, *printer], BREAD)
    assert unnamed.says_nothing
    assert bread.held is not None
    assert bread.held > FAIR_PART


def test_answers_that_name_nothing_are_called_by_what_they_were_asked(grammar: Grammar, encoder: Encoder) -> None:
    answers = [("P1", "Both were useful."), ("P2", "Yes, very useful."), ("P3", "I found that useful too.")]
    answers += [("P4", "Not really, no."), ("P5", "It did help me a lot.")]
    others = [("P6", "The ladder in the shed is mine."), ("P7", "A ladder costs too much."), *BREAD]
    first, _ = asked_and_told(grammar, encoder, "And did you find the ladder useful?", answers, others)
    assert "ladder" in first.name
    assert first.held == 1.0


def test_what_most_do_with_this_and_that_is_the_deed_alone(grammar: Grammar, encoder: Encoder) -> None:
    things = ("the piano", "Italian", "to swim", "a poem", "chess", "the rules", "to sew", "Greek")
    learning = [(f"P{i % 4}", f"I learned {thing}.") for i, thing in enumerate(things)]
    first, _ = worded(grammar, encoder, learning, BREAD)
    assert first.name == "learning"


def test_the_plain_word_of_most_stands_before_a_detail_of_few(grammar: Grammar, encoder: Encoder) -> None:
    verbs = ("polish", "sell", "paint", "mend", "carry", "wrap")
    violins = [(f"P{i % 6}", f"I {verb} violins.") for i, verb in enumerate(verbs)]
    violins += [
        ("P1", "We tune violins."),
        ("P2", "They tune violins."),
        ("P3", "A violin is old."),
        ("P4", "Violins!"),
    ]
    first, _ = worded(grammar, encoder, violins, BREAD)
    assert "tuning" not in first.name
    assert "violin" in first.name


def test_an_empty_noun_says_something_in_the_one_group_that_speaks_of_it(grammar: Grammar, encoder: Encoder) -> None:
    parts = [("P1", "Two parts were missing."), ("P2", "We counted the parts."), ("P3", "He paid for the parts.")]
    first, _ = worded(grammar, encoder, parts, [*BREAD, *CARDS])
    assert "parts" in first.name


@pytest.mark.parametrize("record", [Record.NOTES, Record.SPEECH])
def test_notes_name_no_theme_after_the_participant_whom_they_are_about(
    record: Record, grammar: Grammar, encoder: Encoder
) -> None:
    noted = [
        ("P1", "Participant seems at ease and the participant likes the ladder."),
        ("P2", "The participant found the ladder."),
        ("P3", "Ladder held by the participant."),
        ("P4", "The participant sees a ladder."),
    ]
    study = make_study(grammar, encoder, noted)
    transcripts = tuple(replace(transcript, record=record) for transcript in study.transcripts)
    material = gather(study.statements, study.judgements, study.annotations, study.vectors, transcripts)
    (wording,) = word_themes(material, [list(range(len(material)))], [None], study.encode)
    is_named = any("participant" in words for words in (wording.name, *wording.keyphrases))
    assert is_named is (record is Record.SPEECH)
