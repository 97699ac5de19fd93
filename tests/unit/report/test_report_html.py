from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.builders import tool_library, with_consent, with_text

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Consent
from insightmine.domain.themes import Status
from insightmine.report import write_html

TITLE = "Borrowing tools"
VOID = {"meta", "br", "hr", "img", "input", "link"}
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "</style><style>*{display:none}</style>",
    "</bdi></blockquote></figure>",
    "{{ 7 * 7 }} {% raw %}",
    "]]><svg onload=alert(1)>",
)


class Page(HTMLParser):
    """Reads a page: every tag, what is not closed, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


def with_two_accepted(analysis: Analysis) -> Analysis:
    accepted = ("T1", "T3")
    themes = [replace(t, status=Status.ACCEPTED) if t.id in accepted else t for t in analysis.themes]
    signals = [replace(s, status=Status.ACCEPTED) if s.theme in accepted else s for s in analysis.signals]
    return replace(analysis, themes=tuple(themes), signals=tuple(signals))


@pytest.mark.parametrize("names", [None, ["P01"], ["P01", "P04"], []])
@pytest.mark.parametrize("accepted_only", [False, True])
def test_every_tag_is_closed_every_id_is_one_place_and_every_link_leads_there(
    names: list[str] | None, accepted_only: bool
) -> None:
    page = Page(write_html(tool_library(names), TITLE, accepted_only))
    assert page.open == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = page.values("href")
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    html = write_html(tool_library(), TITLE, False)
    page = Page(html)
    assert not page.tags.keys() & {"script", "img", "iframe", "object", "embed", "link", "base", "form"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert "url(" not in html
    assert "@import" not in html
    assert not re.findall(r"https?:", html)


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    html = write_html(tool_library(), TITLE, False)
    style = html.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(value for value in Page(html).values("content") if "default-src" in value)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_are_never_markup_wherever_they_stand(attack: str) -> None:
    analysis = tool_library()
    harmless = Page(write_html(analysis, TITLE, False))
    quoted = next(s for s in analysis.statements if s.text.startswith("The page said"))
    bent = with_text(analysis, quoted.id, attack)
    bent = replace(
        bent,
        themes=tuple(replace(t, name=attack, definition=attack) for t in bent.themes),
        transcripts=tuple(replace(t, source=attack) for t in bent.transcripts),
        statements=tuple(replace(s, source=attack, question=attack) for s in bent.statements),
        people=tuple(replace(p, attributes={attack: attack}) for p in bent.people),
        outcomes=tuple(replace(o, who=attack, metric=attack, alternatives=(attack,)) for o in bent.outcomes),
        journey=Journey(
            tuple(replace(s, name=attack, description=attack) for s in bent.journey.steps), JourneyOrigin.FILE
        ),
    )
    page = Page(write_html(bent, attack, False))
    assert page.open == []
    assert page.tags.keys() == harmless.tags.keys()
    assert attack in page.text
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in page.values("href"))


def test_a_label_with_markup_in_it_is_only_a_label() -> None:
    analysis = tool_library(["P01"])
    bad = ParticipantId("<b>P</b>")
    bent = replace(
        analysis,
        people=tuple(replace(p, id=bad) for p in analysis.people),
        statements=tuple(replace(s, participant=bad) for s in analysis.statements),
        themes=tuple(replace(t, participants=(bad,)) for t in analysis.themes),
        signals=(),
        outcomes=(),
    )
    html = write_html(bent, TITLE, False)
    assert "<b>P</b>" not in html
    assert "&lt;b&gt;P&lt;/b&gt;" in html


def test_characters_that_reorder_or_break_text_are_made_harmless() -> None:
    analysis = tool_library()
    quoted = next(s for s in analysis.statements if s.text.startswith("The page said"))
    html = write_html(with_text(analysis, quoted.id, "left \u202egnp.exe \u2066x \x07 \ud800 \u200b end"), TITLE, False)
    assert "left [U+202E]gnp.exe [U+2066]x \ufffd \ufffd  end" in html
    assert html.encode("utf-8")


def test_each_quote_says_who_where_when_and_what_was_asked() -> None:
    text = " ".join(Page(write_html(tool_library(), TITLE, False)).text.split())
    assert (
        "Asked: How did you look for the tool the last time? The page said there were two drills, and then both were "
        "gone. P01, turn 3, 1:00 hinders interviews/p01.vtt"
    ) in text


def test_counts_are_of_people_and_both_sides_are_shown() -> None:
    html = write_html(tool_library(), TITLE, False)
    article = html.split('id="T1"')[1].split("</article>")[0]
    assert "<b>5 of 8 people</b>, 6 statements" in article
    assert "It hinders <span>4 people</span>" in article
    assert "It helps <span>1 person</span>" in article
    assert article.split("</svg>")[0].count('class="none"') == 3
    assert "I found it at once, the photograph is good." in article


def test_the_basis_of_a_count_is_named() -> None:
    analysis = tool_library()
    asked = replace(analysis.themes[0], n_opportunity=7, opportunity_basis="asked")
    html = write_html(replace(analysis, themes=(asked, *analysis.themes[1:])), TITLE, False)
    assert "6 of the 7 people asked" in html


def test_steps_that_nobody_speaks_of_are_a_question() -> None:
    text = " ".join(Page(write_html(tool_library(), TITLE, False)).text.split())
    assert "Nobody speaks of this step. What happens here?" in text


def test_what_the_journey_leaves_open_is_told_with_who_was_asked() -> None:
    text = Page(write_html(tool_library(), TITLE, False)).text
    assert "What the journey leaves open" in text
    assert "Nobody spoke of “Tell a neighbour”; the material does not show that anybody was asked about it" in text
    assert "stand at no step" in text


def test_a_proposed_journey_is_marked_as_a_draft() -> None:
    analysis = tool_library()
    assert "Draft: the steps were proposed" not in write_html(analysis, TITLE, False)
    proposed = replace(analysis, journey=replace(analysis.journey, origin=JourneyOrigin.HEADINGS))
    assert "Draft: the steps were proposed from the headings" in write_html(proposed, TITLE, False)


def test_without_a_journey_boosters_and_blockers_are_listed() -> None:
    analysis = tool_library()
    signals = tuple(replace(signal, step=None) for signal in analysis.signals)
    page = Page(write_html(replace(analysis, journey=Journey(), signals=signals), TITLE, False))
    assert "No journey was given" in page.text
    assert page.tags["polygon"] == 0
    assert (
        "Standing before a closed door"
        in page.text.split("Boosters and blockers are listed")[1].split("What several people")[0]
    )


def test_signals_without_a_step_stand_beside_the_map() -> None:
    analysis = tool_library()
    signals = tuple(replace(s, step=None) if s.theme == "T5" else s for s in analysis.signals)
    html = write_html(replace(analysis, signals=signals), TITLE, False)
    beside = html.split("Without a place on the journey")[1].split("</section>")[0]
    assert "Finding parts missing at home" in beside
    assert "Standing before a closed door" not in beside


def test_only_what_was_accepted_can_be_shown_alone() -> None:
    html = write_html(with_two_accepted(tool_library()), TITLE, True)
    themes = html.split('id="themes"')[1].split('id="method"')[0]
    assert "Fixing the return date" in themes
    assert "Phoning the desk" not in themes
    assert "candidate</span>" not in html
    assert "Nobody has accepted an outcome yet." in html
    assert "Only what a person has accepted is shown here. 7 more themes and outcomes" in html
    assert 'class="snapshot"' not in html  # what the program made of each interview is a draft too
    assert "The interviews one by one are left out" in html
    silent = html.split('id="journey"')[1].split("</svg>")[0]
    assert "nothing that recurs" not in silent


def test_what_was_rejected_is_not_shown() -> None:
    analysis = tool_library()
    themes = tuple(replace(t, status=Status.REJECTED) if t.id == "T5" else t for t in analysis.themes)
    assert "Finding parts missing" in write_html(analysis, TITLE, False)
    assert "Finding parts missing" not in write_html(replace(analysis, themes=themes), TITLE, False)


def test_consent_is_kept() -> None:
    analysis = with_consent(tool_library(), "P01", Consent.INTERNAL)
    analysis = with_consent(analysis, "P02", Consent.PARAPHRASE)
    html = write_html(analysis, TITLE, False)
    for statement in analysis.statements:
        if statement.participant in ("P01", "P02"):
            assert statement.text not in html
    assert "P01" not in html
    assert "p01" not in html
    assert "P02" in html
    assert "[words withheld]" in html
    assert "\u2592" not in html
    assert "1 person did not agree to be shown" in html


def test_what_one_person_alone_said_is_kept_apart() -> None:
    html = write_html(tool_library(), TITLE, False)
    before, after = html.split('id="single-voices"')
    assert 'id="T7"' in after
    assert 'id="T7"' not in before


@pytest.mark.slow
def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.'); from tests.builders import tool_library;"
        "from insightmine.report import write_html, write_markdown; a = tool_library();"
        "print(hashlib.sha256((write_html(a, 'T', False) + write_markdown(a, 'T', False)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1


def test_templates_and_style_sheet_are_package_data() -> None:
    from importlib.resources import files

    names = {item.name for item in (files("insightmine.report") / "templates").iterdir()}
    assert {"report.html.jinja", "report.md.jinja", "style.css"} <= names


@pytest.mark.parametrize("n_steps", [1, 7, 12])
def test_long_journeys_have_a_version_for_paper(n_steps: int) -> None:
    analysis = tool_library()
    more = tuple(
        Step(analysis.journey.steps[0].id if i == 0 else StepId(f"s{i}"), f"Number {i}") for i in range(n_steps)
    )
    page = Page(write_html(replace(analysis, journey=Journey(more, JourneyOrigin.FILE)), TITLE, False))
    on_paper = [value for value in page.values("class") if "on-paper" in value]
    assert len(on_paper) == (0 if n_steps <= 6 else -(-n_steps // 6))
    assert page.tags["polygon"] == (n_steps if n_steps <= 6 else 2 * n_steps)


def test_who_is_said_once_on_a_card() -> None:
    analysis = tool_library()
    outcome = replace(analysis.outcomes[0], who="People", behaviour="People fix the day.")
    html = write_html(replace(analysis, outcomes=(outcome,)), TITLE, False)
    assert "<bdi>People fix the day.</bdi></h3>" in html
    assert "<bdi>Borrowers fix the return date while they book.</bdi></h3>" in write_html(analysis, TITLE, False)


def test_people_stand_in_the_order_of_their_numbers() -> None:
    analysis = tool_library(["P01", "P02"])
    new = {"P01": ParticipantId("P10"), "P02": ParticipantId("P9")}
    bent = replace(
        analysis,
        people=tuple(replace(p, id=new[p.id]) for p in analysis.people),
        statements=tuple(replace(s, participant=new[s.participant]) for s in analysis.statements),
        themes=(),
        signals=(),
        outcomes=(),
    )
    html = write_html(bent, TITLE, False).split('id="interviews"')[1]
    assert html.index("<bdi>P9</bdi></h3>") < html.index("<bdi>P10</bdi></h3>")


def test_many_people_are_a_bar_instead_of_dots() -> None:
    analysis = tool_library()
    theme = replace(analysis.themes[3], n_opportunity=60)
    assert theme.id == "T2"
    html = write_html(replace(analysis, themes=(theme,), signals=(), outcomes=()), TITLE, False)
    bar = html.split('id="T2"')[1].split("</svg>")[0]
    assert "<circle" not in bar
    assert 'width="60" height="10"' in bar
    assert re.findall(r'class="(\w+)" x="(\d+)" width="(\d+)" height="(\d+)"', bar) == [
        ("hinders", "0", "1", "10"),
        ("hinders", "1", "2", "5"),
        ("helps", "1", "2", "5"),
        ("helps", "3", "1", "10"),
        ("neutral", "4", "0", "10"),
    ]


def test_interviews_in_another_language_are_warned_of() -> None:
    analysis = tool_library()
    assert "read and searchable" not in write_html(analysis, TITLE, False)
    other = replace(analysis.transcripts[0], language="it", read_as="it", in_themes=False)
    unknown = replace(analysis.transcripts[1], language=None)
    html = write_html(replace(analysis, transcripts=(other, unknown, *analysis.transcripts[2:])), TITLE, False)
    assert (
        "1 of 8 transcripts is in Italian: read and searchable, not in the themes, steps or outcomes. Counts are of "
        "the 7 people whose words can be in themes." in html
    )


def test_headings_leave_out_no_level() -> None:
    for analysis in (tool_library(), replace(tool_library(), journey=Journey()), tool_library([])):
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", write_html(analysis, TITLE, False))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_page_has_both_sides_outcomes_and_what_was_left_out() -> None:
    analysis = tool_library()
    top = write_html(analysis, TITLE, False).split('<header class="top">')[1].split("</header>")[0]
    text = " ".join(Page(top).text.split())
    assert (
        "At “Find a tool”. 4 of the 5 people who speak of this step say it hinders (P01, P02, P04, P07); "
        "1 says the opposite (P05)." in text
    )
    assert "I found it at once, the photograph is good. P05, turn 3, 1:00 interviews/p05.vtt" in text
    assert f"{len(analysis.unplaced)} of {len(analysis.statements)} statements are in no theme" in text
    for outcome in analysis.outcomes:
        assert f'href="#{outcome.id}"' in top


def test_each_mark_of_the_map_is_in_the_table() -> None:
    html = write_html(tool_library(), TITLE, False)
    drawing, table = html.split('id="journey"')[1].split("</svg>")[0], html.split("The same as a table")[1]
    marks = re.findall(r'<a href="#(T\d+)" aria-label="(booster|blocker): ', drawing)
    assert marks
    for theme, _ in marks:
        assert f'href="#{theme}"' in table.split("</table>")[0]


def test_rows_of_a_table_are_no_interviews() -> None:
    analysis = tool_library()
    table = replace(analysis.transcripts[0], rows_are_statements=True)
    html = write_html(replace(analysis, transcripts=(table, *analysis.transcripts[1:])), TITLE, False)
    assert "<b>7</b> interviews" in html
    assert f"<b>1</b> table of {len(table.turns)} rows" in html
    only = tool_library(["P01"])
    html = write_html(replace(only, transcripts=(table,)), TITLE, False)
    assert "interview</li>" not in html
