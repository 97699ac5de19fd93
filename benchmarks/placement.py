"""The step of the journey: coded quotes and whole sessions of heritrace, with its task sheets as the journey.

The truth is the heading under which something was said. End users and technicians had different tasks, so they are
two studies with a journey each; chance and the largest task are taken within them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.coded_sets import LOOKED_AT
from benchmarks.data import data_path, read_rows
from benchmarks.results import Bar, bar
from benchmarks.scoring import calibration_error, mean
from benchmarks.workbench import Workbench, bare_statement
from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.ids import StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement, Transcript
from insightmine.transcripts import find_sources, read_source

_SHEETS = {"e": "01_end_user_testing.md", "t": "02_technician_testing.md"}
_SESSIONS = {
    "e": ("endusers/transcriptions/5e_transcription.md", "endusers/transcriptions/6e_transcription.md"),
    "t": ("technicians/transcriptions/1t_transcription.md", "technicians/transcriptions/10t_transcription.md"),
}
_TASK = re.compile(r"(?:### |\*\*)Task \d: ([^\n(]+?) *\([^\n]*\)[^`\n]*\n```\n(.*?)```", re.DOTALL)
# a word of each task's heading, in every spelling of it -> the id of its step
_WORDS = {
    "edit": "edit",
    "merge": "merge",
    "restore": "restore",
    "create": "create",
    "display": "show",
    "shacl": "check",
}
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Said:
    """Something said under a task of a group; `truth` is the id of the task's step."""

    statement: Statement
    group: str
    truth: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Accuracy over all of `n`, unplaced ones wrong; the calibration is that of the placed ones."""

    data: str
    truth_seen: str
    n: int
    accuracy: float
    unplaced: float
    right_when_placed: float
    chance: float
    largest_task: float
    calibration_error: float
    placed_at_07: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """Section "journey step"; `outside_placed` is the share of what was said outside any task that got a step."""

    rows: tuple[Placed, ...]
    outside: int
    outside_placed: float
    bars: tuple[Bar, ...]


def measure() -> PlacementFigures:
    """Quotes and notes by themselves, then the sessions without and with their headings."""
    bench = Workbench()
    journeys = {group: _journey(group) for group in _SHEETS}
    quotes = [said for said in _coded("quote") if said.statement.transcript == "en"]
    sessions, outside = _sessions(bench, journeys)
    blind = [replace(said, statement=replace(said.statement, heading=None, question=None)) for said in sessions]
    rows = (
        _placed(bench, journeys, "English coded quotes", "content alone", quotes),
        _placed(bench, journeys, "English notes on all coded quotes", "content alone", _coded("note_en")),
        _placed(bench, journeys, "statements of the English sessions", "content alone", blind),
        _placed(bench, journeys, "statements of the English sessions", "headings visible", sessions),
    )
    return PlacementFigures(rows, len(outside), mean([float(step is not None) for step in outside]), _bars(rows))


def _bars(rows: Sequence[Placed]) -> tuple[Bar, ...]:
    bars = []
    for row in rows[:3]:
        bars.append(bar(f"{row.data}: accuracy from content alone", row.accuracy, 0.40, 0.55))
        bars.append(bar(f"{row.data}: calibration error", row.calibration_error, 0.08, 0.08, lower_is_better=True))
        bars.append(bar(f"{row.data}: share placed at {_SURE} or more", row.placed_at_07, 1 / 3, 1 / 3))
    return (*bars, bar("statements under headings: accuracy", rows[3].accuracy, 0.95, 0.99))


def _placed(bench: Workbench, journeys: dict[str, Journey], data: str, truth_seen: str, said: Sequence[Said]) -> Placed:
    right: list[bool] = []
    scores: list[float | None] = []
    largest, chance = 0, 0.0
    for group, journey in journeys.items():
        own = [item for item in said if item.group == group]
        judged = bench.judge([item.statement for item in own], journey)
        right += [judgement.step == item.truth for judgement, item in zip(judged, own, strict=True)]
        scores += [judgement.step_score if judgement.step else None for judgement in judged]
        largest += max(Counter(item.truth for item in own).values())
        chance += len(own) / len(journey.steps)
    placed = [(score, hit) for score, hit in zip(scores, right, strict=True) if score is not None]
    return Placed(
        data=data,
        truth_seen=truth_seen,
        n=len(said),
        accuracy=mean([float(hit) for hit in right]),
        unplaced=1 - len(placed) / len(said),
        right_when_placed=mean([float(hit) for _, hit in placed]),
        chance=chance / len(said),
        largest_task=largest / len(said),
        calibration_error=calibration_error([score for score, _ in placed], [hit for _, hit in placed]),
        placed_at_07=sum(score >= _SURE for score, _ in placed) / len(said),
        tuned_on=LOOKED_AT,
    )


def _journey(group: str) -> Journey:
    """The tasks of a sheet, each with what the participants were told."""
    text = data_path(f"heritrace/original/user_testing/{_SHEETS[group]}").read_text(encoding="utf-8")
    steps = [Step(StepId(str(_task(name))), name.strip(), told.strip(' "\n')) for name, told in _TASK.findall(text)]
    return Journey(tuple(steps), JourneyOrigin.FILE)


def _task(heading: str) -> str | None:
    """The task that a heading stands for, by its word."""
    return next((step for word, step in _WORDS.items() if word in heading.lower()), None)


def _coded(column: str) -> list[Said]:
    """What was coded under a task; the transcript is called by the session's language."""
    found = []
    for number, row in enumerate(read_rows("heritrace/derived/codes.csv")):
        truth = _task(row["task"]) if row["task"].startswith("Task") else None
        if truth is not None:
            statement = replace(bare_statement(row[column], number), transcript=TranscriptId(row["lang"]))
            found.append(Said(statement, row["participant"][-1], truth))
    return found


def _sessions(bench: Workbench, journeys: dict[str, Journey]) -> tuple[list[Said], list[StepId | None]]:
    """Statements of the English sessions under a task, and the steps that all others were given."""
    under: list[Said] = []
    outside: list[StepId | None] = []
    for group, journey in journeys.items():
        transcripts = _read(_SESSIONS[group])
        analysis = bench.analyse(transcripts, Options(journey=journey))
        for statement in analysis.statements:
            heading = statement.heading or ""
            truth = _task(heading) if heading.startswith("Task") else None
            if truth is not None:
                under.append(Said(statement, group, truth))
            else:
                outside.append(analysis.judgement_by_id[statement.id].step)
    return under, outside


def _read(names: Sequence[str]) -> list[Transcript]:
    folder = "heritrace/original/user_testing/results"
    sources = find_sources([data_path(f"{folder}/{name}") for name in names])
    readings = [read_source(source, InputOptions(), SpeakerOptions()) for source in sources]
    return [transcript for reading in readings for transcript in reading.transcripts]
