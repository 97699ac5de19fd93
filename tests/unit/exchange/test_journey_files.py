"""Journeys from Mermaid and CSV, and back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import tool_library

from insightmine.config import journey_toml, load_journey
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.errors import ConfigError, InputRefused
from insightmine.exchange import export_to
from insightmine.exchange.journeys import (
    Diagram,
    Section,
    Task,
    diagram_text,
    journey_table,
    read_diagram,
    read_journey,
)
from insightmine.exchange.plans.journeys import journey_diagram, score_of
from insightmine.exchange.plans.plan import plan_of

_HARD = st.sampled_from(
    [*":;#%,\"'\\<>{}=+-@|–“”…\u202e\u2028é中🪚\n\t", "section ", "journey", "%%{", "}%%", "title a"]
)
_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)
_TEXT = st.lists(_WORDS | _HARD, max_size=4).map(lambda parts: "".join(parts).strip())
_NAME = _TEXT.filter(lambda text: any(letter.isalnum() for letter in text))
_STEP = st.builds(
    Step,
    id=_NAME.filter(lambda name: name != "none").map(StepId),
    name=_NAME,
    description=_TEXT,
    examples=st.lists(_NAME, max_size=3).map(tuple),
    headings=st.lists(_NAME, max_size=2).map(tuple),
)
_JOURNEY = st.lists(_STEP, min_size=1, max_size=4, unique_by=lambda step: step.id).map(
    lambda steps: Journey(tuple(steps), JourneyOrigin.FILE)
)


def read(text: str, name: str = "journey.mmd") -> Journey:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode("utf-8"))
        return read_journey(path)


@given(journey=_JOURNEY)
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_read_back(journey: Journey) -> None:
    plan = plan_of(Analysis(journey=journey))
    assert read(diagram_text(journey_diagram(plan))) == journey
    assert read(journey_table(journey).decode("utf-8"), "journey.csv") == journey


@pytest.mark.parametrize("form", ["mermaid", "journey-csv"])
def test_a_whole_export_is_read_back(form: str, tmp_path: Path) -> None:
    (path,) = export_to(form, tool_library(), tmp_path)
    assert read_journey(path) == tool_library().journey


@given(journey=_JOURNEY)
@settings(max_examples=30, deadline=None)
def test_journey_toml_is_read_back(journey: Journey) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journey.toml")
        path.write_text(journey_toml(journey, "taken over from a\nfile"), encoding="utf-8", newline="\n")
        assert load_journey(path) == journey


def test_a_journey_drawn_by_somebody_else() -> None:
    """With front matter, comments, actors, accessibility lines and Windows line ends."""
    text = """---
config:
  theme: dark
---
%% our journey
journey
  title Borrowing
  accTitle: A journey
  accDescr {
    with steps; and more:
  }
  section Find a tool  %% a remark
    Search the list: 3: Me, Cat
    Ask at the desk: 5
  section Bring it back
    Wait: 1: Me
"""
    journey = read(text.replace("\n", "\r\n"))
    assert [(s.id, s.name, s.description) for s in journey.steps] == [
        ("find-a-tool", "Find a tool", "Search the list; Ask at the desk"),
        ("bring-it-back", "Bring it back", "Wait"),
    ]
    assert journey.origin is JourneyOrigin.FILE


def test_without_sections_every_task_is_a_step() -> None:
    assert [s.name for s in read("journey\n  Find: 3\n  Book: 2: Me\n").steps] == ["Find", "Book"]


def test_a_journey_in_a_markdown_page() -> None:
    page = "# Notes\n\n```mermaid\ngraph TD\n```\n\n```mermaid\njourney\n  section Find\n  section Book\n```\n"
    assert [s.name for s in read(page, "notes.md").steps] == ["Find", "Book"]


def test_a_name_that_somebody_changed_in_the_diagram_keeps_its_id(tmp_path: Path) -> None:
    (path,) = export_to("mermaid", tool_library(), tmp_path)
    path.write_text(path.read_text("utf-8").replace("section Book it", "section Reserve it"), encoding="utf-8")
    step = read_journey(path).steps[1]
    assert (step.id, step.name) == ("book", "Reserve it")


BROKEN = {
    "graph TD\n  a --> b": "line 1: this is no Mermaid journey",
    "": "line 1: there is no Mermaid journey in it",
    "journey\n  section": "line 2: a section without a name",
    "journey\n  section ...": "line 2: the name of the step has no words",
    "journey\n  section Find\n  section find": "line 3: the step 'find' stands in line 2 already",
    "journey\n  section a:b": "line 2: a : is not allowed in the name of a section",
    "journey\n  section Find\n    Search: 7: Me": "line 3: the score of a task is a whole number from 1 to 5",
    "journey\n  section Find\n    Search: good": "line 3: the score of a task is a whole number",
    "journey\n  section Find\n    Search": "line 3: neither a section nor a task",
    "journey\n  section Find\n    Search: 3: Me; You": "line 3: a ; is not allowed here",
    "journey\n  Search: 3\n  section Find": "line 2: a task stands above the first section",
    "journey\n  title x": "no steps (no section and no task)",
    "journey\n  %% insightmine step {broken\n  section Find": "line 2: the comment that keeps a step's id is damaged",
    'journey\n  %% insightmine step {"id": 3}\n  section Find': "line 3: the comment above",
    'journey\n%% insightmine step {"id": "a", "name": "A"}\nsection A\n%% insightmine step {"id": "a", "name": "B"}\n'
    "section B": "line 5: the id 'a' is that of line 3 as well",
    "journey\n  section A\njourney\n": "line 3: the word journey begins a second diagram",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_diagram_names_file_and_line(text: str) -> None:
    with pytest.raises(ConfigError, match=r"journey\.mmd") as caught:
        read(text)
    assert BROKEN[text] in caught.value.message
    assert caught.value.hint


BROKEN_TABLES = {
    "step,name\nfind,Find\nfind,Again": "line 3: the id 'find' is that of line 2 as well",
    "step\nFind\nfind": "line 3: the step 'find' stands in line 2 already",
    "step,name\n,\nbook,Book\n,,x": "line 4: more cells than the header has",
    "step,description\n,only words": "line 2: a step without a name",
    "step,name\nnone,Nowhere": "line 2: the id 'none' stands for no step at all",
    "step,name": "no steps (no row below the header)",
    "place,thing\na,b": "line 1: no column 'step' or 'name'",
}


@pytest.mark.parametrize("text", BROKEN_TABLES)
def test_a_broken_table_names_file_and_line(text: str) -> None:
    with pytest.raises(ConfigError, match=r"journey\.csv") as caught:
        read(text, "journey.csv")
    assert BROKEN_TABLES[text] in caught.value.message


def test_a_table_as_people_write_it() -> None:
    """Semicolons, one column for all examples, no ids."""
    text = 'step;description;examples\nFind a tool;Look it up;"I searched, and found it\nI asked"\nBook it;;\n'
    assert read(text, "steps.csv").steps == (
        Step(StepId("find-a-tool"), "Find a tool", "Look it up", ("I searched, and found it", "I asked")),
        Step(StepId("book-it"), "Book it"),
    )


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journey.mmd"
    path.write_bytes(b"journey\n section \xff\xfe")
    with pytest.raises(ConfigError, match=r"journey\.mmd: not text in UTF-8"):
        read_journey(path)
    (tmp_path / "journey.csv").write_bytes(b"PK\x03\x04 a workbook")
    with pytest.raises(InputRefused, match="not a CSV"):
        read_journey(tmp_path / "journey.csv")


def test_scores_follow_the_formula_and_one_voice_is_no_extreme() -> None:
    people = {
        (0, 0): 3,
        (1, 0): 4,
        (0, 1): 2,
        (6, 0): 5,
        (5, 0): 4,
        (0, 7): 1,
        (0, 5): 2,
        (4, 4): 3,
        (3, 1): 4,
        (1, 3): 2,
    }
    assert {counts: score_of(*counts) for counts in people} == people


def test_the_diagram_shows_what_helps_and_hinders_with_whom(tmp_path: Path) -> None:
    (path,) = export_to("mermaid", tool_library(), tmp_path, title="Tools: a study; #1")
    diagram = read_diagram(path.read_text("utf-8"), path.name)
    assert diagram.title == "Tools – a study, № 1"
    assert [section.name for section in diagram.sections] == [step.name for step in tool_library().journey.steps]
    collect = next(section for section in diagram.sections if section.name == "Collect it at the desk")
    shown = {task.name: (task.score, task.actors) for task in collect.tasks}
    assert shown["Being shown a tool at the desk (candidate)"] == (4, ("P02", "P03", "P05", "P06", "P08"))
    assert shown["Finding parts missing at home (candidate)"] == (2, ("P01", "P02", "P06"))
    assert "3 + 2 ×" in diagram.description
    assert {task.score for section in diagram.sections for task in section.tasks} <= set(range(1, 6))


@pytest.mark.parametrize(
    "name", ["journey on", "Title page", "section nine", "accTitle: x", "#", "a:b;c#d%%e", "%%{x}%%"]
)
def test_no_name_is_taken_for_a_word_of_mermaid(name: str) -> None:
    diagram = Diagram("t", (Section(name, (Task(name, 3, (name, "P1")),)),))
    again = read_diagram(diagram_text(diagram), "x.mmd")
    assert [len(section.tasks) for section in again.sections] == [1]
    assert len(again.sections[0].tasks[0].actors) == 2
