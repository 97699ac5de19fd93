"""The report on paper: running lines, page rules, and the pages that a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.judgements import Kind
from insightmine.domain.themes import Status
from insightmine.report import write_html
from insightmine.report.html import css_string, running_lines
from insightmine.report.model import report_of

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
READER = shutil.which("pdftotext") or ""
PAPERS = {"letter": "8.5in 11in", "A4": "210mm 297mm"}


def decided(analysis: Analysis) -> Analysis:
    """The same study, where everything was accepted."""
    return replace(
        analysis,
        themes=tuple(replace(t, status=Status.ACCEPTED) for t in analysis.themes),
        signals=tuple(replace(s, status=Status.ACCEPTED) for s in analysis.signals),
        outcomes=tuple(replace(o, status=Status.ACCEPTED) for o in analysis.outcomes),
    )


def test_the_edge_of_each_page_has_title_draft_and_number() -> None:
    lines = running_lines("Borrowing tools", True)
    assert '@top-left { content: "Borrowing tools"; }' in lines
    assert '@top-right { content: "DRAFT";' in lines
    assert 'content: "Page " counter(page) " of " counter(pages);' in lines
    assert "DRAFT" not in running_lines("Borrowing tools", False)


def test_a_title_can_end_neither_the_string_nor_the_sheet() -> None:
    title = '"; } </style><script>x</script> \\ \n é 漢'
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ,.]|\\[0-9A-F]{6})*"', css_string(title))
    html = write_html(tool_library(), title, False)
    assert html.count("</style>") == 1
    assert "<script" not in html


def test_draft_stands_on_it_as_long_as_anything_is_one() -> None:
    analysis = tool_library()
    assert report_of(analysis, "T", False).has_drafts
    assert not report_of(analysis, "T", True).has_drafts
    assert not report_of(decided(analysis), "T", False).has_drafts
    waiting = replace(decided(analysis), signals=analysis.signals)
    assert report_of(waiting, "T", False).has_drafts
    proposed = replace(analysis.journey, origin=JourneyOrigin.HEADINGS)
    assert report_of(replace(decided(analysis), journey=proposed), "T", True).has_drafts


def test_print_rules_keep_together_what_belongs_together() -> None:
    style = write_html(tool_library(), "T", False).split("<style>")[1].split("</style>")[0]
    rules = style.split("@media print")[1]
    for selector in ("figure, blockquote, tr", ".card", ".half"):
        assert re.search(rf"{re.escape(selector)}[^{{}}]*{{[^}}]*break-inside: avoid", rules), selector
    assert re.search(r"\.snapshot {[^}]*break-before: page", rules)
    assert re.search(r"\.map-page {[^}]*page: wide", rules)
    assert re.search(r"@page wide {[^}]*size: landscape", style)
    assert not re.search(r"@page {[^}]*size", style)  # A4 or Letter: as the reader's printer has it


def long_interviews() -> Analysis:
    """The invented study, where everybody says 140 things more of every kind, in letters of every width."""
    analysis = tool_library()
    widths = ("went on about it ", "MAINLY WIDE ONES ", "漢字の長い話", "W", "short")
    transcripts, statements, judgements = [], list(analysis.statements), list(analysis.judgements)
    for transcript in analysis.transcripts:
        turns = list(transcript.turns)
        for i in range(140):
            text = f"{transcript.id} says {i} " + (widths[i % 5] * 40)[: 40 + 17 * (i % 20)]
            turns.append(replace(turns[1], index=len(turns), text=text))
            name = StatementId(f"S{transcript.id}-{i}")
            of = next(s for s in analysis.statements if s.transcript == transcript.id)
            statements.append(replace(of, id=name, turn=turns[-1].index, start=0, end=len(text), text=text))
            kind = list(Kind)[i % len(Kind)]
            judgements.append(replace(judgements[0], statement=name, kinds=(kind,), kind_scores=(0.9,)))
        transcripts.append(replace(transcript, turns=tuple(turns)))
    people = [replace(p, attributes={f"key {i}": "value " * 20 for i in range(20)}) for p in analysis.people]
    return replace(
        analysis,
        transcripts=tuple(transcripts),
        people=tuple(people),
        statements=tuple(statements),
        judgements=tuple(judgements),
    )


def printed(html: str, paper: str, folder: Path) -> list[str]:
    """The texts of the pages that the browser prints."""
    folder.mkdir(exist_ok=True)
    html = re.sub(r"<meta http-equiv=[^>]*>", "", html)  # so that a test may name the paper
    wide = " ".join(PAPERS[paper].split()[::-1])
    sizes = f"<style>@page {{ size: {PAPERS[paper]}; }} @page wide {{ size: {wide}; }}</style></head>"
    (folder / "report.html").write_text(html.replace("</head>", sizes), encoding="utf-8", newline="\n")
    command = [
        BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer", f"--print-to-pdf={folder / 'report.pdf'}", (folder / "report.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = subprocess.run([READER, "-layout", folder / "report.pdf", "-"], check=True, capture_output=True, timeout=60)
    return read.stdout.decode().split("\f")[:-1]


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="no Chromium here to print with")
@pytest.mark.skipif(not READER, reason="no pdftotext here to read the pages with (poppler-utils)")
@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("study", ["ordinary", "long"])
def test_each_interview_is_one_page_and_the_summary_is_the_first(study: str, paper: str, tmp_path: Path) -> None:
    analysis = tool_library() if study == "ordinary" else long_interviews()
    pages = printed(write_html(analysis, "Borrowing tools", False), paper, tmp_path)
    (first,) = [i for i, text in enumerate(pages) if "The interviews, one by one" in text]
    (last,) = [i for i, text in enumerate(pages) if "How it was read" in text]
    assert last - first == len(analysis.people)
    for text, person in zip(pages[first:last], analysis.people, strict=True):
        assert re.search(rf"^\s*{person.id}\s*$", text, re.MULTILINE)
    (journey,) = [i for i, text in enumerate(pages) if "▲ Boosters" in text or "Every bar counts people" in text][:1]
    assert journey == 1
    assert "What could be planned for" in pages[0]
    assert "What was read, and what was left out" in pages[0]
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "DRAFT" in text
        assert ("Borrowing tools" in text.strip().splitlines()[0]) == (number > 1)


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="no Chromium here to print with")
@pytest.mark.skipif(not READER, reason="no pdftotext here to read the pages with (poppler-utils)")
def test_on_paper_every_card_is_whole_and_every_quote_has_its_place(tmp_path: Path) -> None:
    analysis = tool_library()
    pages = [" ".join(text.split()) for text in printed(write_html(analysis, "T", False), "A4", tmp_path)]
    for outcome in analysis.outcomes:
        (page,) = [text for text in pages if f"{outcome.behaviour} Evidence" in text]
        assert outcome.next_test in page.split(f"{outcome.behaviour} Evidence")[1]
    everything = " ".join(pages)
    assert "P01, turn 3, 1:00 · hinders interviews/p01.vtt" in everything
