"""Supporters of a side must have something in common: leftovers of a theme are no booster and no blocker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.journey.test_journey_signals import HINDERS, JOURNEY, Study

from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Kind
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status
from insightmine.engines import Vectors
from insightmine.journey import find_signals
from insightmine.journey.likeness import Likeness

_SUBJECTS = 12


def said(count: int) -> list[Statement]:
    """One statement each by so many people."""
    study = Study()
    for number in range(count):
        study.says(f"p{number:02d}", text=f"Remark {number}.")
    return study.statements


def pointing(subjects: Sequence[int]) -> Vectors:
    """Vectors that point to a subject each, with a little of their own."""
    own = np.random.default_rng(7).normal(0.0, 0.02, (len(subjects), _SUBJECTS))
    vectors = np.eye(_SUBJECTS)[list(subjects)] + own
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def of(statements: Sequence[Statement], *rows: int) -> tuple[list[ParticipantId], list[StatementId]]:
    return [statements[row].participant for row in rows], [statements[row].id for row in rows]


def test_people_share_what_lies_nearer_together_than_what_any_two_say() -> None:
    statements = said(_SUBJECTS + 2)
    likeness = Likeness(statements, pointing([*range(_SUBJECTS), 0, 0]))
    assert likeness.is_shared(*of(statements, 0, _SUBJECTS, _SUBJECTS + 1))
    assert not likeness.is_shared(*of(statements, 1, 2, 3))


def test_one_alone_and_who_said_nothing_share_what_they_say() -> None:
    statements = said(_SUBJECTS)
    likeness = Likeness(statements, pointing(range(_SUBJECTS)))
    assert likeness.is_shared(*of(statements, 3))
    assert likeness.is_shared([], [])


def test_each_person_weighs_the_same_however_much_they_say() -> None:
    study = Study()
    for person, times in (("ana", 6), ("ben", 1), ("cem", 1), ("dia", 1)):
        for _ in range(times):
            study.says(person)
    crowd = [study.says(f"c{number}") for number in range(_SUBJECTS - 4)]
    likeness = Likeness(study.statements, pointing([0] * 6 + [1, 2, 3, *range(4, _SUBJECTS)]))
    people = [ParticipantId(name) for name in ("ana", "ben", "cem", "dia")]
    assert len(crowd) == _SUBJECTS - 4
    assert not likeness.is_shared(people, [statement.id for statement in study.statements[:9]])


def test_what_those_say_who_do_not_stand_there_counts_for_nothing() -> None:
    statements = said(_SUBJECTS + 1)
    likeness = Likeness(statements, pointing([*range(_SUBJECTS), 0]))
    people, names = of(statements, 0, _SUBJECTS)
    assert likeness.is_shared(people, [*names, *of(statements, 5, 6, 7)[1]])


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_statements_changes_it(seed: int) -> None:
    statements, vectors = said(_SUBJECTS + 1), pointing([*range(_SUBJECTS), 0])
    order = np.random.default_rng(seed).permutation(len(statements)).tolist()
    shuffled = Likeness([statements[row] for row in order], vectors[order])
    assert shuffled.is_shared(*of(statements, _SUBJECTS, 0))
    assert not shuffled.is_shared(*of(statements, 1, 2))


def blockers(subjects: Sequence[int], **theme_is: object) -> tuple[Signal, ...]:
    """The signals of a theme of three people who are held up, in a study of as many as there are subjects."""
    study = Study()
    members = [study.says(name, HINDERS) for name in ("ana", "ben", "cem")]
    study.crowd(len(subjects) - 3)
    theme = replace(study.theme(*members), **theme_is)  # type: ignore[arg-type]
    return find_signals([theme], study.statements, study.judgements, JOURNEY, (), pointing(subjects))


def test_people_who_have_nothing_in_common_hold_up_nothing() -> None:
    (signal,) = blockers([0, 0, 0, *range(1, _SUBJECTS)])
    assert signal.participants == ("ana", "ben", "cem")
    assert blockers(range(_SUBJECTS)) == ()


@pytest.mark.parametrize("decided", [{"named_by": "ana"}, {"status": Status.ACCEPTED}, {"code": "prices"}])
def test_what_a_person_put_together_belongs_together(decided: dict[str, object]) -> None:
    assert len(blockers(range(_SUBJECTS), **decided)) == 1


def test_what_is_common_to_the_whole_theme_is_common_at_its_steps() -> None:
    study = Study()
    members = [study.says(name, HINDERS) for name in ("ana", "ben")]
    members += [study.says(name, HINDERS, "pay") for name in ("cem", "dia", "eva", "fia")]
    study.crowd(_SUBJECTS)
    vectors = pointing([0, 1, 0, 0, 1, 1, *range(_SUBJECTS)])
    assert not Likeness(study.statements, vectors).is_shared([ParticipantId("ana"), ParticipantId("ben")], members[:2])
    signals = find_signals([study.theme(*members)], study.statements, study.judgements, JOURNEY, (), vectors)
    assert {signal.step for signal in signals} == {"choose", "pay"}


def test_a_remark_of_something_else_far_from_the_others_makes_no_side() -> None:
    """Two sure ones are needed: the second here says nothing of prices, nor anything like what the others say."""

    def found(second: str, subject: int) -> tuple[Signal, ...]:
        study = Study()
        faint = study.says("ben", HINDERS, sure=0.25, kind=Kind.BEHAVIOUR)
        members = [study.says("ana", HINDERS), faint, study.says("cem", HINDERS, text=second)]
        study.crowd(_SUBJECTS)
        vectors = pointing([0, 0, subject, *range(_SUBJECTS)])
        return find_signals([study.theme(*members)], study.statements, study.judgements, JOURNEY, (), vectors)

    assert found("The lift was broken and nobody came.", 5) == ()
    assert len(found("The lift was broken and nobody came.", 0)) == 1
    assert len(found("The prices were wrong again.", 5)) == 1


def test_what_stands_for_the_others_comes_first() -> None:
    study = Study()
    members = [study.says(name, HINDERS, text="The bill went up every single month.") for name in ("ana", "ben", "cem")]
    alike = study.says("cem", HINDERS, text="My bill went up every single month.")
    study.crowd(_SUBJECTS)
    vectors = pointing([3, 0, 4, 0, *range(_SUBJECTS)])
    likeness = Likeness(study.statements, vectors)
    nearness = likeness.nearness([ParticipantId(name) for name in ("ana", "ben", "cem")], [*members, alike])
    assert nearness[alike] > 0.3 > nearness[members[0]]
    (signal,) = find_signals([study.theme(*members, alike)], study.statements, study.judgements, JOURNEY, (), vectors)
    assert set(signal.supporting[:2]) == {members[1], alike}
    assert likeness.nearness([ParticipantId("ana")], members[:1]) == {members[0]: 0.0}


def test_what_names_the_theme_comes_before_what_does_not() -> None:
    study = Study()
    asked = "And comparing prices?"
    unnamed = study.says("ana", HINDERS, text="The whole of my morning was spent on it.", question=asked)
    named = study.says("ben", HINDERS, text="Comparing prices took me the whole morning.", sure=0.95)
    study.crowd(_SUBJECTS)
    vectors = pointing([0, 0, *range(_SUBJECTS)])
    (signal,) = find_signals([study.theme(unnamed, named)], study.statements, study.judgements, JOURNEY, (), vectors)
    assert signal.supporting == (named, unnamed)
