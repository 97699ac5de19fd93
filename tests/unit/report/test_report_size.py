from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, ThemeId, TranscriptId
from insightmine.domain.speech import Person
from insightmine.domain.themes import Member
from insightmine.report import write_html, write_markdown
from insightmine.report.model import MOST_SINGLE_VOICES, MOST_THEMES
from insightmine.report.snapshot_views import MOST_SNAPSHOTS


def large(copies: int) -> Analysis:
    """The invented study many times over, with a new name for everybody each time."""
    base = tool_library()
    transcripts, people, statements, judgements, themes = [], [], [], [], []
    for copy in range(copies):
        tag = f"{copy:03}-"
        transcripts += [replace(t, id=TranscriptId(tag + t.id)) for t in base.transcripts]
        people += [Person(ParticipantId(tag + p.id), (), p.attributes) for p in base.people]
        statements += [
            replace(
                s,
                id=StatementId(tag + s.id),
                transcript=TranscriptId(tag + s.transcript),
                participant=ParticipantId(tag + s.participant),
            )
            for s in base.statements
        ]
        judgements += [replace(j, statement=StatementId(tag + j.statement)) for j in base.judgements]
        themes += [
            replace(
                t,
                id=ThemeId(tag + t.id),
                members=tuple(Member(StatementId(tag + m.statement), m.score) for m in t.members),
                participants=tuple(ParticipantId(tag + p) for p in t.participants),
                n_opportunity=8 * copies,
                exemplars=tuple(StatementId(tag + e) for e in t.exemplars),
                negative_cases=tuple(StatementId(tag + e) for e in t.negative_cases),
            )
            for t in base.themes
        ]
    return Analysis(
        transcripts=tuple(transcripts),
        people=tuple(people),
        statements=tuple(statements),
        judgements=tuple(judgements),
        journey=base.journey,
        themes=tuple(sorted(themes, key=lambda theme: (-len(theme.participants), theme.id))),
    )


@pytest.mark.slow
def test_a_large_study_makes_a_file_that_opens_anywhere_and_says_what_it_left_out() -> None:
    analysis = large(60)
    assert len(analysis.statements) == 2460
    html = write_html(analysis, "Large", False)
    assert len(html.encode()) < 1_200_000
    assert html.count('class="theme"') == MOST_THEMES
    assert html.count('class="snapshot"') == MOST_SNAPSHOTS
    assert f"The first {MOST_SNAPSHOTS} of 480 people are shown." in html
    assert f"{60 * 6 - MOST_THEMES} smaller themes" in html
    assert f"{60 - MOST_SINGLE_VOICES} more are not shown" in html
    assert "420 more files are not listed here." in html
    assert len(write_markdown(analysis, "Large", False).encode()) < 600_000
