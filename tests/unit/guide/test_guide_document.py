"""Guides as people write them: headings, lists, tasks, quotations, in Markdown, Word and PDF."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from insightmine.config import load_options
from insightmine.domain.guides import Guide
from insightmine.errors import ConfigError
from insightmine.guide import guide_of_lines
from insightmine.study_options import load_study_options, read_guide_document
from insightmine.transcripts import find_sources, read_outline

GUIDE = """\
<!-- for the
team only -->
# Garden study

## Research questions
- What keeps people from watering?

## Moving in (10 minutes)
Thank them, start the recording.

1. How did you come
   to move here?
   - What was hard?
   - Listen for: money
   * Tell me about the first week.
2. **Who helped you?**

Probe: Did your neighbours help?

## Away
Who waters the plants when you are away?
Think back to last summer.

### Task 1: The map (5 minutes)
> Find the garden on the map.
> Mark the well.

Give them a pen.
- Was that what you expected?

**Task 2: You have lost the key to the shed. Ask somebody for another one.**

## Closing
Read out:

That was all, thank you for your time.

Stop the recording.
"""


def read(tmp_path: Path, text: str, name: str = "guide.md") -> Guide:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return guide_of_lines(read_outline(tmp_path / name), name)[0]


def test_a_guide_in_markdown(tmp_path: Path) -> None:
    guide = read(tmp_path, GUIDE)
    assert guide.title == "Garden study"
    assert guide.research_questions == ("What keeps people from watering?",)
    assert [(q.id, q.section, q.text, q.probes) for q in guide.questions] == [
        ("question-1", "Moving in", "How did you come to move here?",
         ("What was hard?", "Tell me about the first week.")),
        ("question-2", "Moving in", "Who helped you?", ("Did your neighbours help?",)),
        ("question-3", "Away", "Who waters the plants when you are away?", ()),
        ("question-4", "Away", "Think back to last summer.", ()),
        ("question-5", "Task 1: The map", "Was that what you expected?", ()),
    ]  # fmt: skip
    assert [(task.id, task.heading, task.read_aloud) for task in guide.tasks] == [
        ("task-1", "Task 1: The map", "Find the garden on the map.\nMark the well."),
        ("task-2", "Task 2", "You have lost the key to the shed. Ask somebody for another one."),
    ]
    assert guide.read_aloud == ("That was all, thank you for your time.", "Stop the recording.")
    assert guide.source == "guide.md"


def test_every_line_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text(GUIDE, encoding="utf-8")
    lines = read_outline(tmp_path / "guide.md")
    recognised = guide_of_lines(lines, "guide.md")[1]
    assert [(line.place, line.text) for line in lines] == [(line.place, line.text) for line in recognised]
    parts = {line.text: line.part.value for line in recognised}
    assert parts["Thank them, start the recording."] == "not read"
    assert parts["Listen for: money"] == "not read"
    assert parts["What was hard?"] == "probe"
    assert lines[0].place == "line 3"


def test_the_same_guide_in_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Garden study", 0)
    document.add_heading("Moving in", 1)
    document.add_paragraph("Thank them.")
    document.add_paragraph("How did you come to move here?", style="List Number")
    document.add_paragraph("What was hard?", style="List Bullet 2")
    document.add_paragraph("Who helped you?", style="List Number")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Who waters the plants?"
    table.cell(0, 1).text = "How often?"
    document.add_heading("Task 1: The map", 2)
    document.add_paragraph("Find the garden on the map.")
    document.save(str(tmp_path / "guide.docx"))
    guide, _ = read_guide_document(tmp_path)
    assert (guide.title, guide.source) == ("Garden study", "guide.docx")
    assert [(q.section, q.text, q.probes) for q in guide.questions] == [
        ("Moving in", "How did you come to move here?", ("What was hard?",)),
        ("Moving in", "Who helped you?", ()),
        ("Moving in", "Who waters the plants?", ("How often?",)),
    ]
    assert [(t.heading, t.read_aloud) for t in guide.tasks] == [("Task 1: The map", "Find the garden on the map.")]


def test_guide_toml_goes_before_a_document(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("What is this?", encoding="utf-8")
    assert [q.text for q in load_study_options(tmp_path).guide.questions] == ["What is this?"]
    (tmp_path / "guide.toml").write_text('[[question]]\ntext = "And that?"\n', encoding="utf-8")
    assert [q.text for q in load_study_options(tmp_path).guide.questions] == ["And that?"]
    assert load_options(tmp_path).guide == load_study_options(tmp_path).guide


def test_a_document_without_questions_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Notes\n\nBuy bread.\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"guide\.md, line 1 to line 3: no question and no task is recognised"):
        load_study_options(tmp_path)
    (tmp_path / "guide.md").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"guide\.md, nothing in it"):
        load_study_options(tmp_path)


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "guide.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    with pytest.raises(ConfigError, match=r"guide\.docx: a damaged or encrypted Word document"):
        load_study_options(tmp_path)


def test_a_guide_is_no_transcript(tmp_path: Path) -> None:
    for name in ("guide.toml", "guide.md", "Guide.DOCX", "guide.pdf", "guide.txt", "talk.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["talk.md"]


def test_real_guides(shared_data: Path) -> None:
    testing = shared_data / "heritrace/original/user_testing"
    users, recognised = guide_of_lines(read_outline(testing / "01_end_user_testing.md"), "x")
    assert (len(users.questions), len(users.tasks), len(users.read_aloud)) == (4, 4, 8)
    assert [task.heading is not None and task.heading[:7] for task in users.tasks] == [
        f"Task {n}:" for n in range(1, 5)
    ]
    assert [len(task.read_aloud.split()) for task in users.tasks] == [101, 44, 50, 34]
    assert all("`" not in line.text for line in recognised)
    technicians = guide_of_lines(read_outline(testing / "02_technician_testing.md"), "x")[0]
    assert (len(technicians.questions), len(technicians.tasks)) == (4, 2)
    protocol = guide_of_lines(read_outline(shared_data / "pdpilot/original/protocol.pdf"), "x")[0]
    assert (
        len(protocol.questions) + sum(len(question.probes) for question in protocol.questions) == 14 + 2
    )  # "?" and "Describe"
    assert {question.section for question in protocol.questions} == {"Verification"}


def test_the_examples_in_the_documentation_are_guides(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "guide.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(toml|markdown)\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    (tmp_path / "guide.toml").write_text(blocks["toml"], encoding="utf-8")
    written = load_study_options(tmp_path).guide
    assert [(q.id, q.step, len(q.probes)) for q in written.questions] == [("q-book", "book", 2)]
    assert len(written.tasks) == len(written.read_aloud) == len(written.research_questions) == 1
    document = read(tmp_path, blocks["markdown"])
    assert [(q.section, len(q.probes)) for q in document.questions] == [("Booking", 2), ("Booking", 0)]
    assert document.tasks[0].read_aloud.replace("\n", " ") == written.tasks[0].read_aloud
