"""What the supporters of a signal speak of beside the name of its theme: a phrase of their own, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.unit.themes.study_of_cooks import Study, make_study

from insightmine.domain.ids import SignalId, ThemeId
from insightmine.domain.judgements import Kind
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Member, Theme
from insightmine.engines import Encoder, Grammar
from insightmine.themes import say_what_about

Lines = Sequence[tuple[str, str]]

REST: Lines = [
    ("P1", "The bread is in the oven."),
    ("P2", "We grow tomatoes in the garden."),
    ("P3", "My knife is blunt."),
    ("P4", "The recipe is on the table."),
    ("P5", "I water the herbs every evening."),
    ("P6", "The kitchen is small."),
]
TIMES: Lines = [
    ("P1", "I can't come on a Saturday morning."),
    ("P2", "I run a chess club on Saturday mornings."),
    ("P3", "Saturday mornings are when my husband has the car."),
    ("P4", "By Friday evening the bus is gone."),
]
BILLS: Lines = [
    ("P1", "They sent me home because they wanted a bill."),
    ("P2", "I don't get bills, so I went to the library."),
    ("P3", "The bill was in my husband's name."),
    ("P4", "It was annoying."),
]


def about(
    grammar: Grammar, encoder: Encoder, name: str, lines: Lines, rest: Lines = REST, *, backwards: bool = False
) -> str | None:
    """What a signal on a theme of this name is about that these lines support."""
    study = make_study(grammar, encoder, [*lines, *rest])
    return told(study, name, lines, backwards=backwards)


def told(study: Study, name: str, lines: Lines, *, backwards: bool = False) -> str | None:
    rows = list(range(len(study.statements)))[:: -1 if backwards else 1]
    ids = tuple(study.statements[row].id for row in rows if row < len(lines))
    people = tuple(sorted({study.statements[row].participant for row in range(len(lines))}))
    theme = Theme(
        ThemeId("T1"), name, "", (Kind.BEHAVIOUR,), (name,), tuple(Member(i, 1.0) for i in ids), people,
        len(people), "all", (0.0, 1.0), None, ids[:1],
    )  # fmt: skip
    signal = Signal(SignalId("G1"), theme.id, None, SignalEffect.BLOCKER, 0.5, people, (), ids, ())
    (found,) = say_what_about(
        [signal], [theme], [study.statements[row] for row in rows], [study.judgements[row] for row in rows],
        study.annotations, study.vectors[rows], study.transcripts,
    )  # fmt: skip
    assert replace(found, about=None) == signal
    return found.about


def test_it_is_what_most_of_the_supporters_say(grammar: Grammar, encoder: Encoder) -> None:
    assert about(grammar, encoder, "answers on joining", BILLS) in {"bill", "bills"}


def test_it_may_say_more_exactly_what_the_name_says(grammar: Grammar, encoder: Encoder) -> None:
    assert about(grammar, encoder, "Saturday and Friday", TIMES) == "Saturday mornings"


def test_there_is_none_where_the_name_is_as_good(grammar: Grammar, encoder: Encoder) -> None:
    assert about(grammar, encoder, "Saturday mornings", TIMES) is None
    named = [(who, f"To join the library, {text[0].lower()}{text[1:]}") for who, text in BILLS]
    assert about(grammar, encoder, "joining the library", named) is None


def test_there_is_none_where_they_have_nothing_in_common(grammar: Grammar, encoder: Encoder) -> None:
    assert about(grammar, encoder, "the deposit", [TIMES[3], BILLS[1], REST[2]], REST[3:]) is None
    assert about(grammar, encoder, "answers on joining", [BILLS[0], BILLS[1], *TIMES[2:]]) is None  # half of them


def test_there_is_none_where_the_rest_says_it_as_often(grammar: Grammar, encoder: Encoder) -> None:
    others = [(f"Q{number}", f"On day {number} a bill came.") for number in range(6)]
    assert about(grammar, encoder, "answers on joining", BILLS, others) is None


def test_a_deed_needs_its_verb_to_be_said_however_little_it_says(grammar: Grammar, encoder: Encoder) -> None:
    lines = [
        ("P1", "I looked into the clusters."),
        ("P2", "The clusters are clear."),
        ("P3", "Clusters helped me."),
        ("P4", "The clusters are fine."),
    ]
    assert about(grammar, encoder, "cluster descriptions", lines) is None


def test_of_one_person_alone_it_stands_in_two_statements(grammar: Grammar, encoder: Encoder) -> None:
    lines = [("P1", "We have no place for ISSN."), ("P1", "There is no field for ISSN, right?")]
    assert about(grammar, encoder, "setting the DOI", lines) == "ISSN"
    assert about(grammar, encoder, "setting the DOI", lines[:1]) is None


def test_nobodys_name_and_nothing_blacked_out_is_an_acronym(grammar: Grammar, encoder: Encoder) -> None:
    for word in ("XXXX", "[ISSN]", "ZOLA"):
        lines = [("ZOLA", f"We have no place for {word}."), ("ZOLA", f"No field for {word} is there.")]
        assert about(grammar, encoder, "setting the DOI", lines) is None
    shouted = [("P1", "NO PLACE FOR ZOLA HERE."), ("P1", "AGAIN NO FIELD FOR ZOLA.")]
    assert about(grammar, encoder, "setting the DOI", shouted) is None


def test_no_order_changes_it(grammar: Grammar, encoder: Encoder) -> None:
    for name, lines in (("Saturday and Friday", TIMES), ("joining", BILLS)):
        assert about(grammar, encoder, name, lines) == about(grammar, encoder, name, lines, backwards=True)
