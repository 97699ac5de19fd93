"""What a person accepted or rejected, and what may count as evidence at all."""

from __future__ import annotations

import pytest

from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.themes import Status
from insightmine.domain.verdicts import verdicts


def decision(action: Action, *targets: str) -> Decision:
    return Decision("D1", action, targets, None, "ana", "", "2026-01-01T00:00:00Z")


def test_the_last_decision_on_an_id_counts_and_others_say_nothing() -> None:
    found = verdicts(
        [decision(Action.ACCEPT, "G1", "O1"), decision(Action.RENAME, "T1"), decision(Action.REJECT, "G1")]
    )
    assert found == {"G1": Status.REJECTED, "O1": Status.ACCEPTED}


@pytest.mark.parametrize(
    ("kinds", "basis", "prompting", "counts"),
    [
        ((Kind.ENABLER,), Basis.HABIT, Prompting.ASKED, True),
        ((Kind.ENABLER, Kind.WISH), Basis.HABIT, Prompting.ASKED, True),
        ((), Basis.HABIT, None, True),
        ((Kind.WISH, Kind.ENABLER), Basis.HABIT, Prompting.ASKED, False),
        ((Kind.SESSION_TALK,), Basis.NONE, Prompting.ASKED, False),
        ((Kind.ENABLER,), Basis.HYPOTHETICAL, Prompting.ASKED, False),
        ((Kind.ENABLER,), Basis.ADVICE, Prompting.UNPROMPTED, False),
        ((Kind.ENABLER,), Basis.OBSERVED, Prompting.LED, False),
    ],
)
def test_wishes_what_ifs_advice_and_led_answers_are_no_evidence(
    kinds: tuple[Kind, ...], basis: Basis, prompting: Prompting | None, counts: bool
) -> None:
    judgement = Judgement(StatementId("S1"), kinds, (0.9,) * len(kinds), basis, prompting, Effect.HELPS, 0.8)
    assert judgement.is_evidence is counts
