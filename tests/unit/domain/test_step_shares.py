"""A theme inherits the steps of its statements, with shares; what stands at none is told apart."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StepId, ThemeId
from insightmine.domain.step_shares import shares_of, stepless


def moved(analysis: Analysis, theme: str, step: str | None, n: int) -> Analysis:
    """The study where the first statements of a theme stand at another step."""
    names = set(analysis.theme_by_id[ThemeId(theme)].statements[:n])
    return replace(
        analysis,
        judgements=tuple(
            replace(j, step=StepId(step) if step else None) if j.statement in names else j for j in analysis.judgements
        ),
    )


def test_a_theme_has_each_step_with_its_share_in_the_order_of_the_journey() -> None:
    analysis = moved(tool_library(), "T3", "find", 2)
    theme = analysis.theme_by_id[ThemeId("T3")]
    shares = shares_of(analysis, theme)
    order = [step.id for step in analysis.journey.steps]
    assert [one.step for one in shares] == sorted((one.step for one in shares if one.step), key=order.index)
    assert shares[0].step == "find"
    assert shares[0].n_statements == 2
    assert abs(sum(one.share for one in shares) - 1) < 1e-9
    assert {person for one in shares for person in one.participants} == set(theme.participants)


def test_no_step_comes_last_and_a_step_that_is_no_more_is_none() -> None:
    for gone in (None, "no such step"):
        analysis = moved(tool_library(), "T3", gone, 1)
        shares = shares_of(analysis, analysis.theme_by_id[ThemeId("T3")])
        assert shares[-1].step is None
        assert shares[-1].n_statements == 1


def test_what_stands_at_no_step_is_counted_with_what_it_speaks_of() -> None:
    analysis = tool_library()
    before = stepless(analysis)
    size = len(analysis.theme_by_id[ThemeId("T3")].members)
    rest = stepless(moved(analysis, "T3", None, size))
    assert rest.n_statements == before.n_statements + size
    assert rest.n_of == len(analysis.statements)
    assert rest.themes[0] == ("T3", tuple(sorted(analysis.theme_by_id[ThemeId("T3")].participants)))
