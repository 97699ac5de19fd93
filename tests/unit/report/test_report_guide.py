"""Who was asked what, in the report and in an export."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Asked, Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import ParticipantId
from insightmine.exchange import FILES
from insightmine.report import write_html, write_markdown
from insightmine.report.guide_views import MOST_COLUMNS, Put, guide_view

GUIDE = Guide(
    questions=(GuideQuestion("q-find", "How do you <find> a tool?"), GuideQuestion("q-never", "Never put?")),
    tasks=(GuideTask("t-book", "Book it.", "Task 1: Book it"),),
    source="guide.toml",
)


def study() -> Analysis:
    """The first person was asked and answered, the second was asked; an old item is in no guide any more."""
    analysis = tool_library()
    first = analysis.statements[0]
    others = [person for transcript in analysis.transcripts for person in transcript.participants]
    second = next(person for person in others if person != first.participant)
    asked = (
        Asked("q-find", first.transcript, 0, first.participant, "w", 0.9, (first.turn,)),
        Asked("q-find", first.transcript, 0, second, "w", 0.9),
        Asked("q-old", first.transcript, 0, second, "w", 0.9),
    )
    return replace(analysis, asked=asked)


def test_each_item_stands_against_everybody_who_speaks() -> None:
    analysis = study()
    view = guide_view(analysis, GUIDE)
    assert view.participants == tuple(sorted({p for t in analysis.transcripts for p in t.participants}))
    find, never, book = view.rows
    assert (find.n_asked, find.n_answered, never.n_asked, book.n_asked) == (2, 1, 0, 0)
    assert find.people(view.participants, Put.ANSWERED) == (analysis.statements[0].participant,)
    assert len(find.people(view.participants, Put.NOT_ASKED)) == len(view.participants) - 2
    assert (book.is_task, book.text, view.n_unknown) == (True, "Task 1: Book it", 1)


def test_the_report_shows_the_table_and_escapes_it() -> None:
    html = write_html(study(), "T", False, GUIDE)
    table = html.partition('id="guide"')[2].partition("</table>")[0]
    assert "How do you &lt;find&gt; a tool?" in table
    assert (table.count("●"), table.count("○")) == (1 + 1, 1 + 1)  # one each, and one each in the caption
    markdown = write_markdown(study(), "T", False, GUIDE)
    row = next(line for line in markdown.splitlines() if "find" in line and "tool?" in line)
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    assert cells[1].startswith("2 of ")
    assert sorted(cell for cell in cells[3:] if cell) == ["a", "o"]


def test_without_a_guide_there_is_no_table() -> None:
    assert 'id="guide"' not in write_html(study(), "T", False)
    assert "Who was asked" not in write_markdown(study(), "T", False, Guide())


def test_many_people_have_no_column_each() -> None:
    view = guide_view(study(), GUIDE)
    crowd = tuple(ParticipantId(f"P{n:03}") for n in range(MOST_COLUMNS + 1))
    assert view.columns == view.participants
    assert replace(view, participants=crowd).columns == ()


def test_an_export_names_the_item_of_each_turn() -> None:
    analysis = study()
    rows = {(row["transcript"], row["turn"]): row["guide_item"] for row in FILES["turns"](analysis)}
    first = analysis.statements[0]
    assert rows[first.transcript, first.turn] == "q-find"
    assert sum(item is not None for item in rows.values()) == len({0, first.turn})
