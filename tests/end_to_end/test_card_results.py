"""Each card of the sample has the results of the people who showed it, wherever somebody measured them."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.study import Study

pytestmark = pytest.mark.slow


def test_no_card_lacks_the_results_of_its_own_people(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        analysis, measures = study.analysis, study.options.measures
    alone = [o for o in analysis.outcomes if not any(o.is_told_by(signal) for signal in analysis.signals)]
    assert alone
    for card in alone:
        places = {
            (result.measure, result.step)
            for result in measures.results
            if result.participant in {*card.seen.showed, *card.seen.did_not}
            and result.step in (card.step, None)
            and (result.value is not None or result.exclude_reason)
        }
        assert {(table.measure, table.step) for table in card.results} == places
        assert places
