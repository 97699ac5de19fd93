"""An outcome names the impact that it should move only where somebody declared it."""

from __future__ import annotations

import pytest
from tests.shopping import Study

from insightmine.domain.ids import OutcomeId, StepId
from insightmine.domain.impacts import Impact
from insightmine.domain.judgements import Effect
from insightmine.domain.outcomes import Outcome
from insightmine.engines import Grammar
from insightmine.outcomes import with_impacts, without_outcome

SALES = Impact("More repeat sales", indicator="share of buyers who come back", steps=(StepId("choose"),))


@pytest.fixture
def card(grammar: Grammar) -> Outcome:
    study = Study(grammar)
    for person in ("ana", "ben"):
        study.says(person, "I compare the prices.", Effect.HELPS)
    (card,) = study.cards(study.theme("comparing prices"))
    return card


def test_an_impact_is_named_by_the_step(card: Outcome) -> None:
    (moved,) = with_impacts([card], [SALES])
    assert (moved.impact, moved.lagging) == ("More repeat sales", "share of buyers who come back")
    assert moved.metric == card.metric  # the leading one


def test_where_nobody_declared_it_the_team_names_it(card: Outcome) -> None:
    elsewhere = Impact("Fewer calls", steps=(StepId("pay"),))
    assert with_impacts([card], []) == with_impacts([card], [elsewhere]) == (card,)


def test_what_a_person_chose_goes_before_the_step(card: Outcome) -> None:
    chosen = Impact("Fewer calls", outcomes=(card.id,))
    (moved,) = with_impacts([card], [SALES, chosen])
    assert (moved.impact, moved.lagging) == ("Fewer calls", None)


def test_an_outcome_that_is_not_found_is_told(card: Outcome) -> None:
    gone = Impact("Fewer calls", outcomes=(card.id, OutcomeId("Ogone")))
    assert without_outcome([card], [gone]) == ("impact 'Fewer calls': there is no outcome Ogone today",)
