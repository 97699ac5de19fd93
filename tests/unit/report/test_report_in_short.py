"""What a reader in a hurry sees first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, ThemeId
from insightmine.domain.journeys import observed_or_asked_at
from insightmine.domain.judgements import Effect
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Member
from insightmine.report.journey_views import JourneyView, Mark, journey_view
from insightmine.report.model import in_short, report_of
from insightmine.report.quotes import QuoteBook


def study_with(*counts: tuple[str, str | None, int, int], n_people: int = 9) -> Analysis:
    """A study of so many people with these boosters: theme, step, people for and against, which make the strength."""
    base = tool_library()
    names = [ParticipantId(f"Q{i}") for i in range(n_people)]
    one = base.statements[0]
    said = tuple(replace(one, id=StatementId(f"S-{name}"), participant=name) for name in names)
    signals = tuple(
        Signal(
            SignalId(f"G-{theme}"), ThemeId(theme), base.journey.steps[0].id if step else None, SignalEffect.BOOSTER,
            n_for / (n_for + n_against + 4), tuple(names[:n_for]), tuple(names[n_for : n_for + n_against]),
            (said[0].id,), (said[n_for].id,) if n_against else (),
        )
        for theme, step, n_for, n_against in counts
    )  # fmt: skip
    judged = tuple(replace(base.judgements[0], statement=s.id, step=None, effect=Effect.HELPS) for s in said)
    return replace(
        base,
        themes=tuple(
            replace(theme, members=(Member(said[0].id, 0.9),), exemplars=(said[0].id,), negative_cases=())
            for theme in base.themes
        ),
        outcomes=(),
        statements=said,
        judgements=judged,
        signals=signals,
    )


def view_of(analysis: Analysis) -> JourneyView:
    known = frozenset(theme.id for theme in analysis.themes)
    return journey_view(analysis, analysis.signals, known, QuoteBook(analysis))


def names(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.theme for mark in marks]


def test_what_has_a_place_and_is_strongest_comes_first() -> None:
    analysis = study_with(
        ("T1", None, 5, 0), ("T2", "a", 3, 1), ("T3", "a", 4, 1), ("T4", "a", 3, 0), ("T5", "a", 6, 6), n_people=12
    )
    view = view_of(analysis)
    assert names(view.boosters) == ["T1", "T3", "T4", "T2", "T5"]
    assert names(in_short(view.boosters)) == ["T3", "T4", "T2"]
    backwards = replace(analysis, signals=analysis.signals[::-1])
    assert in_short(view_of(backwards).boosters) == in_short(view.boosters)


def test_strength_counts_before_the_number_of_people() -> None:
    analysis = study_with(("T1", "a", 5, 0), ("T2", "a", 4, 0))
    faint, clear = analysis.signals
    told = replace(analysis, signals=(replace(faint, strength=0.1), replace(clear, strength=0.3)))
    assert names(view_of(told).boosters) == ["T2", "T1"]


def test_without_a_journey_most_people_come_first() -> None:
    assert names(in_short(view_of(study_with(("T1", None, 3, 0), ("T2", None, 6, 1))).boosters)) == ["T2", "T1"]


@pytest.mark.parametrize(
    ("n_for", "n_against", "n_people", "is_weak"),
    [(2, 0, 12, True), (3, 0, 12, False), (3, 3, 12, True), (4, 3, 12, False), (2, 0, 8, False), (2, 2, 8, True)],
)
def test_few_people_or_as_many_against_are_weak(n_for: int, n_against: int, n_people: int, is_weak: bool) -> None:
    (mark,) = view_of(study_with(("T1", "a", n_for, n_against), n_people=n_people)).boosters
    assert mark.is_weak is is_weak


def test_where_everything_is_weak_one_is_shown_and_the_others_counted() -> None:
    report = report_of(study_with(("T1", "a", 2, 0), ("T2", "a", 2, 1), ("T3", None, 2, 0)), "T", False)
    assert names(report.helps) == ["T1"]
    assert report.others_in_words == "2 weaker ones"


def test_what_is_left_out_of_the_first_page_is_counted() -> None:
    counts = [(f"T{i}", "a", 4, 0) for i in range(1, 5)]
    report = report_of(study_with(*counts, ("T5", "a", 2, 2)), "T", False)
    assert len(report.helps) == 3
    assert report.others_in_words == "2 more, 1 of them weaker"


def test_people_at_a_step_are_those_who_speak_of_it() -> None:
    analysis = tool_library()
    by_theme = {mark.theme: mark for mark in view_of(analysis).blockers}
    closed_door = by_theme[ThemeId("T6")]
    step = next(step.id for step in analysis.journey.steps if step.name == "Bring it back")
    said = {analysis.statement_by_id[j.statement].participant for j in analysis.judgements if j.step == step}
    assert closed_door.n_of == len(said)
    assert closed_door.who == f"3 of the {len(said)} people who speak of this step"
    assert closed_door.supporters == ("P01", "P04", "P07")


def test_those_asked_come_before_those_who_speak_of_the_step() -> None:
    analysis = tool_library()
    themes = tuple(replace(t, n_opportunity=5, opportunity_basis="asked") for t in analysis.themes)
    (mark,) = [m for m in view_of(replace(analysis, themes=themes)).blockers if m.theme == "T6"]
    assert mark.who == "3 of the 5 people asked"


@pytest.mark.parametrize(
    ("place", "who"),
    [
        ("Bring it back", "3 of the 5 people observed or asked at “Bring it back”"),
        ("Find a tool", "3 of the 8 people who speak of this step"),
    ],
)
def test_those_observed_elsewhere_are_no_denominator_at_this_step(place: str, who: str) -> None:
    analysis = tool_library()
    basis = observed_or_asked_at(place)
    themes = tuple(replace(t, n_opportunity=5, opportunity_basis=basis) for t in analysis.themes)
    (mark,) = [m for m in view_of(replace(analysis, themes=themes)).blockers if m.theme == "T6"]
    assert mark.who == who


def test_both_sides_have_a_quote() -> None:
    (mark,) = [m for m in view_of(tool_library()).blockers if m.theme == "T1"]
    assert mark.quote is not None
    assert mark.opposite is not None
    assert (mark.n_for, mark.n_against) == (4, 1)
    assert mark.opposite.words == "I found it at once, the photograph is good."


def test_an_exemplar_speaks_for_a_mark() -> None:
    analysis = tool_library()
    theme = next(t for t in analysis.themes if t.id == "T1")
    hindering = next(s for s in analysis.signals if s.theme == "T1").supporting
    last = replace(theme, exemplars=hindering[-1:])
    themes = tuple(last if t.id == "T1" else t for t in analysis.themes)
    (mark,) = [m for m in view_of(replace(analysis, themes=themes)).blockers if m.theme == "T1"]
    assert mark.quote is not None
    assert mark.quote.id == hindering[-1] != hindering[0]
