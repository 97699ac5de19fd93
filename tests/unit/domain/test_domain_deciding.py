"""Decisions: written down cleanly, and found again when their speaker goes by another name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.anchors import Anchoring
from insightmine.domain.deciding import new_decision
from insightmine.domain.decisions import Action
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.errors import UsageError


def test_a_decision_follows_its_quote_to_a_speaker_who_was_renamed() -> None:
    analysis = tool_library()
    quote = analysis.statements[0]
    decision = new_decision(analysis, Action.EFFECT, [quote.id], "helps", "Ann", "", "")
    renamed = replace(quote, id=StatementId("S0000000000"), participant=ParticipantId("Pia"))
    others = analysis.statements[1:]
    assert Anchoring([renamed, *others]).statement(decision) == "S0000000000"
    twin = replace(renamed, id=StatementId("S1111111111"), participant=ParticipantId("Tom"))
    assert Anchoring([renamed, twin, *others]).statement(decision) is None


def test_a_name_is_one_line() -> None:
    analysis = tool_library()
    decision = new_decision(analysis, Action.RENAME, [analysis.themes[0].id], " by\n hand ", "Ann", "", "")
    assert decision.value == "by hand"


def test_a_role_may_be_decided_for_one_interview_of_a_file() -> None:
    analysis = tool_library()
    transcript = analysis.transcripts[0]
    label = next(turn.speaker for turn in transcript.turns if turn.speaker)
    for name in (transcript.source, transcript.id):
        assert new_decision(analysis, Action.ROLE, [name, label], "observer", "Ann", "", "").targets == (name, label)
    with pytest.raises(UsageError, match="nobody goes by"):
        new_decision(analysis, Action.ROLE, ["elsewhere.txt", label], "observer", "Ann", "", "")
