"""What a theme is about."""

from __future__ import annotations

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.subjects import subject_of
from insightmine.domain.themes import Member, Theme


def test_that_something_is_an_answer_is_no_part_of_its_subject() -> None:
    name = "answers on joining"
    theme = Theme(
        ThemeId("T1"), name, "", (), (name, "passport"), (Member(StatementId("S1"), 1.0),), (ParticipantId("P1"),),
        1, "all", (0.0, 1.0), None, (StatementId("S1"),),
    )  # fmt: skip
    assert subject_of(theme) == {"joini", "passp"}
