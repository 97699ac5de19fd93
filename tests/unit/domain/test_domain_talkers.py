"""One person who carries a theme, or much of a study."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.speech import Statement
from insightmine.domain.talkers import talker_among, talker_of, talker_of_study


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("AAAB", 0.75),
        ("AAAABBC", None),  # 4 of 7 is more than half, but by one statement only
        ("AAABB", None),
        ("AAAABB", pytest.approx(2 / 3)),
        ("AABB", None),
        ("AB", None),
        ("AAAA", None),  # a single voice carries nothing: it is the theme
        ("", None),
    ],
)
def test_more_than_half_by_two_statements(said: str, share: float | None) -> None:
    talker = talker_among(ParticipantId(person) for person in said)
    assert (talker and talker.share) == share
    assert talker is None or talker.participant == "A"


def test_a_theme_of_several_is_carried_by_one() -> None:
    study = tool_library()
    theme = study.themes[0]
    assert talker_of(study, theme) is None
    person = theme.participants[0]
    more = 2 * len(theme.members)
    members = (*theme.members, *(replace(theme.members[0], statement=StatementId(f"X{i}")) for i in range(more)))
    said = tuple(replace(study.statements[0], id=StatementId(f"X{i}"), participant=person) for i in range(more))
    talker = talker_of(replace(study, statements=(*study.statements, *said)), replace(theme, members=members))
    assert talker is not None
    assert (talker.participant, talker.n_all) == (person, 3 * len(theme.members))


def test_one_person_gives_much_of_a_study() -> None:
    study = tool_library()
    assert talker_of_study(study) is None
    talker = talker_of_study(with_more(study, 40))
    assert talker is not None
    assert talker.participant == "P01"
    assert talker.share == pytest.approx(47 / 81, abs=0.02)


def test_of_two_people_one_always_gives_much() -> None:
    assert talker_of_study(with_more(tool_library(("P01", "P02")), 7)) is None
    assert talker_of_study(with_more(tool_library(("P01", "P02")), 30)) is not None


def with_more(study: Analysis, count: int) -> Analysis:
    first = study.statements[0]
    assert first.participant == "P01"
    more: tuple[Statement, ...] = tuple(replace(first, id=StatementId(f"X{i}")) for i in range(count))
    return replace(study, statements=(*study.statements, *more))
