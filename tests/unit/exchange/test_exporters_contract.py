"""What holds for every exporter there is, whichever way it writes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from tests.builders import tool_library, with_consent, with_text
from tests.exported import Page, csv_rows, sheets, texts_of, words

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.sharing import shareable
from insightmine.domain.speech import Consent
from insightmine.domain.themes import Status
from insightmine.errors import NothingUsable, UsageError
from insightmine.exchange import EXPORTERS, PLANNING, export_to
from insightmine.exchange.plans.plan import plain

ALL = tuple(EXPORTERS)
WITH_QUOTES = ("roadmap", "jira", "linear", "gitlab", "productboard", "opportunity-tree", "board", "cards")
LEFT_OUT, MASKED = ("P05", "P07"), "P02"
QUOTE = re.compile(r"“([^“”]+)” \(P\d\d, [^()]*?(S[0-9a-f]{10})\)")


def mixed_consent() -> Analysis:
    """Every level of consent; P02 holds an outcome up, P05 and P07 may not appear."""
    study = with_consent(tool_library(), "P02", Consent.PARAPHRASE)
    return with_consent(with_consent(study, "P05", Consent.WITHDRAWN), "P07", Consent.INTERNAL)


def said_by(analysis: Analysis, *people: str) -> list[str]:
    """Runs of five words that these people said."""
    found = []
    for statement in analysis.statements:
        spoken = words(statement.text).split()
        if statement.participant in people:
            found += [f" {' '.join(spoken[at : at + 5])} " for at in range(max(1, len(spoken) - 4))]
    return found


def written(form: str, analysis: Analysis, folder: Path, **options: bool) -> tuple[Path, ...]:
    return export_to(form, analysis, folder, title="Tools & neighbours", **options)


@pytest.mark.parametrize("form", ALL)
def test_words_that_may_not_be_shown_are_in_no_format(form: str, tmp_path: Path) -> None:
    text = "".join(words(part) for path in written(form, mixed_consent(), tmp_path) for part in texts_of(path))
    assert [run for run in said_by(tool_library(), MASKED, *LEFT_OUT) if run in text] == []
    assert [person for person in LEFT_OUT if words(person) in text] == []
    assert "▒▒" not in text


@pytest.mark.parametrize("form", [*WITH_QUOTES, "csv", "xlsx", "sqlite"])
def test_words_that_may_be_shown_are_found_by_the_same_look(form: str, tmp_path: Path) -> None:
    """The other side of the test above: it would see them."""
    text = "".join(words(part) for path in written(form, tool_library(), tmp_path) for part in texts_of(path))
    assert any(run in text for run in said_by(tool_library(), MASKED, *LEFT_OUT))


@pytest.mark.parametrize("form", [form for form in WITH_QUOTES if form not in ("cards", "board")])
def test_every_quote_is_what_was_said(form: str, tmp_path: Path) -> None:
    shared = shareable(mixed_consent())
    quotes = [
        found
        for path in written(form, mixed_consent(), tmp_path)
        for text in texts_of(path)
        for found in QUOTE.findall(" ".join(text.split()))
    ]
    assert quotes
    assert [spoken for spoken, name in quotes if plain(shared.statement_by_id[StatementId(name)].text) != spoken] == []


def test_every_note_on_the_board_is_what_was_said(tmp_path: Path) -> None:
    shared = shareable(mixed_consent())
    said = {f"“{plain(s.text)}” — {s.participant}" for s in shared.statements}
    (path,) = written("board", mixed_consent(), tmp_path)
    header, *rows = csv_rows(path)
    assert len(header) == len(shared.themes)
    assert {cell for row in rows for cell in row if cell} <= said


@pytest.mark.parametrize("form", ALL)
def test_the_same_study_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    first, second = (
        [path.read_bytes() for path in written(form, study, tmp_path / str(number))]
        for number, study in enumerate((tool_library(), tool_library()))
    )
    assert first == second


HARD = {
    "formula": '=HYPERLINK("http://example.org","look")',
    "plus": "+1+1 were on the shelf",
    "minus": "-2+3",
    "at": "@SUM(A1:A9) and @root",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "wide": "＝1+1",
    "lines": "One line.\r\nAnother,\rand a third.\n## [Solution] A portal\n/close\n- target: 90\n---\n```",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> & so on",
    "markup": "{code}x{code} !picture.png! [link|http://example.org] *bold* | cell | `code` [[wiki]]",
    "mermaid": "%%{init: {'theme':'dark'}}%% a: b; c # d",
    "emoji": "👩‍🔧 took the drill 🪚",
    "reversed": "the \u202elldrill\u202c was gone, \u200bhidden\u2066 words\u2069",
    "hebrew": "המקדחה לא הייתה שם",
    "surrogate": "half a \ud83d sign",
    "control": "bell \x07 and \x1b[31mred",
    "separator": "one\u2028two\x85three",
    "long": "and then I went back again, " * 1600,
    "one word": "w" * 40_000,
}


def hard_study(*texts: str) -> Analysis:
    """The texts, one after the other: quotes on either side, names of a theme and a step, and all of an outcome."""
    study, given = tool_library(), cycle(texts)
    outcome = study.outcomes[0]
    for statement in (outcome.supporting[0], outcome.opposing[0], outcome.pain_points[0]):
        study = with_text(study, statement, next(given))
    behaviour, metric, question, hypothesis, test, name, place, about = (next(given) for _ in range(8))
    changed = replace(
        outcome, behaviour=behaviour, who="", metric=metric, question=question, hypothesis=hypothesis, next_test=test
    )
    steps = tuple(
        replace(step, name=place, description=about) if step.id == outcome.step else step
        for step in study.journey.steps
    )
    return replace(
        study,
        journey=replace(study.journey, steps=steps),
        themes=tuple(replace(theme, name=name) if theme.id == outcome.theme else theme for theme in study.themes),
        outcomes=(changed, *study.outcomes[1:]),
    )


@pytest.mark.parametrize("turn", [0, 7, 14])
@pytest.mark.parametrize("form", ALL)
def test_hard_texts_break_no_file_and_no_cell_is_run(form: str, turn: int, tmp_path: Path) -> None:
    texts = list(HARD.values())
    look_at(written(form, hard_study(*texts[turn:], *texts[:turn]), tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("form", ALL)
def test_each_hard_text_everywhere_breaks_no_file(form: str, name: str, tmp_path: Path) -> None:
    look_at(written(form, hard_study(HARD[name]), tmp_path))


def look_at(paths: tuple[Path, ...]) -> None:
    """Whole files in which nothing runs, begins markup of its own or reorders what stands around it."""
    for path in paths:
        assert list(texts_of(path))
        if path.suffix == ".csv":
            assert [cell for row in csv_rows(path) for cell in row if re.match("[=+\\-@\t\r\n＝＋－＠]", cell)] == []
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(part) for part in archive.namelist() if "sheets/" in part]
            assert [part for part in parts if b"<f>" in part or b"<hyperlink" in part] == []
        elif path.suffix == ".html":
            page = Page(path.read_text("utf-8"))
            assert {"script", "img", "link", "iframe"} & set(page.tags) == set()
            assert [key for key, _ in page.attributes if key.startswith("on") or key in ("src", "href")] == []
        elif path.suffix in (".md", ".mmd"):
            text = path.read_text("utf-8")
            assert "<script" not in text
            assert path.suffix == ".md" or "%%{" not in text
            assert "\u202e" not in text


@pytest.mark.parametrize("form", PLANNING)
def test_titles_are_one_line_and_no_longer_than_the_tool_takes(form: str, tmp_path: Path) -> None:
    limits = {"Summary": 255, "Title": 255, "title": 255, "Objective Title": 300}
    for name in ("long", "lines", "one word"):
        for path in written(form, hard_study(HARD[name]), tmp_path / name):
            if path.suffix == ".csv":
                header, *rows = csv_rows(path)
                for column, limit in limits.items():
                    if column in header:
                        titles = [row[header.index(column)] for row in rows]
                        assert titles
                        assert [t for t in titles if len(t) > limit or re.search(r"[\r\n]", t) or not t] == []


@pytest.mark.parametrize("form", [form for form in ALL if form != "coding"])
def test_an_empty_study_gives_whole_files(form: str, tmp_path: Path) -> None:
    paths = written(form, Analysis(), tmp_path)
    for path in paths:
        list(texts_of(path))
        assert path.suffix == ".jsonl" or path.stat().st_size


@pytest.mark.parametrize("form", PLANNING)
def test_no_outcome_gives_whole_files(form: str, tmp_path: Path) -> None:
    for path in written(form, replace(tool_library(), outcomes=()), tmp_path):
        list(texts_of(path))


def test_there_is_no_sheet_to_code_in_an_empty_study(tmp_path: Path) -> None:
    with pytest.raises(NothingUsable, match="no statement"):
        written("coding", Analysis(), tmp_path)


def with_status(analysis: Analysis, status: Status) -> Analysis:
    """The first outcome, the first theme that is not its own, and that theme's signals."""
    other = next(
        theme for theme in analysis.themes if theme.id != analysis.outcomes[0].theme and len(theme.participants) > 1
    )
    return replace(
        analysis,
        outcomes=tuple(replace(o, status=status) if n == 0 else o for n, o in enumerate(analysis.outcomes)),
        themes=tuple(replace(t, status=status) if t.id == other.id else t for t in analysis.themes),
        signals=tuple(replace(s, status=status) if s.theme == other.id else s for s in analysis.signals),
    )


@pytest.mark.parametrize(
    "form", [form for form in PLANNING if form not in ("journey-csv", "mermaid", "board", "cards")]
)
def test_rejected_outcomes_are_left_out_and_candidates_are_marked(form: str, tmp_path: Path) -> None:
    study = tool_library()
    gone, stays = study.outcomes[:2]
    for path in written(form, with_status(study, Status.REJECTED), tmp_path):
        text = " ".join(texts_of(path))
        assert gone.id not in text
        assert stays.id in text
        assert "candidate" in text.lower()


@pytest.mark.parametrize("form", ["roadmap", "board", "mermaid", "cards"])
def test_a_rejected_theme_is_left_out(form: str, tmp_path: Path) -> None:
    study = with_status(tool_library(), Status.REJECTED)
    gone = next(theme for theme in study.themes if theme.status is Status.REJECTED)
    (path,) = written(form, study, tmp_path)
    assert gone.name not in " ".join(texts_of(path))
    (before,) = written(form, tool_library(), tmp_path / "before")
    assert gone.name in " ".join(texts_of(before))


@pytest.mark.parametrize("form", [form for form in PLANNING if form != "journey-csv"])
def test_accepted_leaves_out_what_nobody_accepted(form: str, tmp_path: Path) -> None:
    study = with_status(tool_library(), Status.ACCEPTED)
    draft = study.outcomes[1]
    for path in written(form, study, tmp_path, accepted_only=True):
        text = " ".join(texts_of(path))
        assert "candidate" not in text.lower().replace("candidates are drafts", "").replace("are candidates and", "")
        assert draft.id not in text
        assert study.theme_by_id[draft.theme].name not in text


@pytest.mark.parametrize("form", [form for form in ALL if form not in PLANNING])
def test_accepted_goes_with_planning_formats(form: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="planning formats"):
        written(form, tool_library(), tmp_path, accepted_only=True)


@pytest.mark.parametrize("form", PLANNING)
def test_nothing_is_invented(form: str, tmp_path: Path) -> None:
    """No baseline, no target, no owner, no date, no solution."""
    for path in written(form, tool_library(), tmp_path):
        if path.suffix == ".csv":
            header, *rows = csv_rows(path)
            blank = {"baseline", "target", "owner", "owner_email", "Owner Emails", "Owner_Email_ID", "start_date",
                     "end_date", "Start Date", "End Date", "Start_Date", "Due_Date", "Starting Value", "Target Value",
                     "Metric_Start_Value", "Metric_Target_Value", "progress", "Priority", "Estimate", "Status",
                     "Assignee", "unit", "impact"}  # fmt: skip
            places = [place for place, column in enumerate(header) if column in blank]
            assert [row[place] for row in rows for place in places if row[place]] == []
        assert "[Solution]" not in path.read_text("utf-8")


def test_a_workbook_holds_what_the_tables_hold(tmp_path: Path) -> None:
    (path,) = written("xlsx", tool_library(), tmp_path)
    book = sheets(path)
    assert list(book)[:4] == ["outcomes", "themes", "signals", "statements"]
    header, *rows = book["statements"]
    place = header.index("text")
    assert [row[place] for row in rows] == [statement.text for statement in tool_library().statements]
