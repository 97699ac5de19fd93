"""What boosters and blockers of the sample are said to be about is what their own supporters say."""

from __future__ import annotations

from pathlib import Path

from insightmine.domain.content_words import stems
from insightmine.study import Study


def test_phrases_are_of_words_that_supporters_say_and_no_quote_stands_on_both_sides(sample_study: Path) -> None:
    with Study.open(sample_study) as study:
        analysis = study.analysis
    told = [signal for signal in analysis.signals if signal.about]
    assert told
    for signal in told:
        said = stems(" ".join(analysis.statement_by_id[name].text for name in signal.supporting))
        assert stems(signal.about or "") <= said
        assert not stems(signal.about or "") <= stems(analysis.theme_by_id[signal.theme].name)
    assert not any({*signal.supporting} & {*signal.opposing} for signal in analysis.signals)
