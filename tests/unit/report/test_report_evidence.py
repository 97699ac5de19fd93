"""What the report says of a theme's people and evidence, and what stands in the method panel alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.builders import tool_library, with_consent

from insightmine.domain.ids import StatementId
from insightmine.domain.new_themes import Run, Spread
from insightmine.domain.speech import Consent
from insightmine.report import write_html, write_markdown
from insightmine.report.curve_views import CurveView, curve_view
from insightmine.report.evidence_words import few_after_in_words, percent, spread_in_words

TITLE = "Tool library"


def article(html: str, theme: str) -> str:
    return html.split(f'id="{theme}"')[1].split("</article>", maxsplit=1)[0]


def method(html: str) -> str:
    return html.split('<section id="method"')[1]


def test_the_sides_are_counted_in_people_and_described_in_their_words() -> None:
    told = " ".join(article(write_html(tool_library(), TITLE, False), "T3").split())
    assert "4 say that it helps, 1 that it hinders; 1 takes no side" in told
    told = " ".join(article(write_html(tool_library(), TITLE, False), "T6").split())
    assert "3 say that it hinders (“I stood in front of a closed door on a Thursday”, P01)" in told


def test_words_that_may_not_be_quoted_describe_no_side() -> None:
    study = with_consent(tool_library(), "P01", Consent.PARAPHRASE)
    told = " ".join(article(write_html(study, TITLE, False), "T6").split())
    assert "3 say that it hinders" in told
    assert "closed door on a Thursday" not in told
    assert "▒" not in told


def test_who_is_on_both_sides_is_said_on_both() -> None:
    told = article(write_html(tool_library(), TITLE, False), "T2")
    assert "It hinders <span>3 people, 2 on both sides</span>" in told
    assert "It helps <span>3 people, 2 on both sides</span>" in told


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_evidence_has_a_grade_and_reasons(write: object) -> None:
    assert callable(write)
    told = re.sub(r"<[^>]*>", "", write(tool_library(), TITLE, False))
    assert "Evidence moderate: in 6 interviews; 1 of 6 came up with it unprompted" in told


def test_interval_and_firmness_stand_in_the_method_panel_alone() -> None:
    html = write_html(tool_library(), TITLE, False)
    above, below = html.split('<section id="method"')
    assert "41 to 93 %" in below
    assert "41 to 93 %" not in above
    assert "How firm" not in above
    assert "How firm" in below
    text = write_markdown(tool_library(), TITLE, False)
    assert text.index("41 to 93 %") > text.index("## Method and limits")


def test_a_talker_is_named() -> None:
    study = tool_library()
    first = study.statements[0]
    more = tuple(replace(first, id=StatementId(f"S9{i:08}")) for i in range(60))
    judged = tuple(replace(study.judgement_by_id[first.id], statement=one.id) for one in more)
    loud = replace(study, statements=(*study.statements, *more), judgements=(*study.judgements, *judged))
    told = "P01 gives 66 % of all statements (67 of 101)"
    for html in (write_html(loud, TITLE, False), write_markdown(loud, TITLE, False)):
        assert told in html
    assert "of all statements (" not in write_html(study, TITLE, False)


def test_the_curve_is_a_drawing_in_the_method_panel() -> None:
    html = write_html(tool_library(), TITLE, False)
    panel = method(html)
    assert panel.count("<polyline") == panel.count('<path class="range"') == 1
    assert panel.split("<polyline")[1].split("/>")[0].count(",") == 8
    assert "The last 2 people brought 0" in panel
    assert "saturat" not in html
    assert 'style="' not in panel


def test_the_curve_leaves_out_who_is_left_out() -> None:
    study = with_consent(tool_library(), "P08", Consent.INTERNAL)
    assert "6 themes that several people speak of, 7 people." in method(write_html(study, TITLE, False))


def test_few_people_have_no_drawing() -> None:
    view = curve_view(tool_library(("P01", "P02", "P03")))
    assert view is not None
    assert (view.people, view.runs, view.band) == ((), (), "")
    assert view.sentence.endswith("too few people for a curve.")
    assert "<polyline" not in write_html(tool_library(("P01", "P02", "P03")), TITLE, False)
    assert curve_view(tool_library(("P01",))) is None


def test_the_drawing_stays_inside_its_frame() -> None:
    view = curve_view(tool_library())
    assert isinstance(view, CurveView)
    places = [tuple(map(float, point.split(","))) for point in f"{view.band} {view.line}".split()]
    assert all(0 <= x <= view.width and 0 <= y <= view.height for x, y in places)
    assert [tick.text for tick in view.people] == [str(n) for n in range(1, 9)]
    assert view.people[0].at < view.people[-1].at


def test_a_range_in_words() -> None:
    assert spread_in_words(Spread(4.0, 2.0, 6.0)) == "4 (2 to 6)"
    assert spread_in_words(Spread(4.0, 4.0, 4.0)) == "4"
    assert spread_in_words(percent(Spread(0.026, 0.0, 0.0513)), " %") == "3 % (0 to 5 %)"


@pytest.mark.parametrize(
    ("few_after", "never", "words"),
    [
        (Spread(7.0, 5.0, 9.0), 0.0, "7 (5 to 9) people"),
        (Spread(7.0, 7.0, 7.0), 0.12, "7 people; never in 12 % of the orders"),
        (None, 1.0, "never"),
    ],
)
def test_when_hardly_anything_new_came(few_after: Spread | None, never: float, words: str) -> None:
    zero = Spread(0.0, 0.0, 0.0)
    assert few_after_in_words(Run(4, 2, zero, zero, zero, few_after, never)) == words
