"""heritrace: its task sheets as journeys, and what was said or noted under which task.

The truth is the heading under which something was said; what stands under another heading (the warm-up, the
questionnaire, the written reflection) is at no step. End users and technicians had different tasks: two journeys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.data import data_path, read_rows
from benchmarks.workbench import Workbench, bare_statement
from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.ids import StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement, Transcript
from insightmine.transcripts import find_sources, read_source

SHEETS = {"e": "01_end_user_testing.md", "t": "02_technician_testing.md"}
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


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in a group; `truth` is the id of the task's step, `None` outside the tasks."""

    statement: Statement
    group: str
    truth: StepId | None


def journey(group: str) -> Journey:
    """The tasks of a sheet, each with what the participants were told."""
    text = data_path(f"heritrace/original/user_testing/{SHEETS[group]}").read_text(encoding="utf-8")
    steps = [Step(_step(name), name.strip(), told.strip(' "\n')) for name, told in _TASK.findall(text)]
    return Journey(tuple(steps), JourneyOrigin.FILE)


def coded(column: str) -> list[Said]:
    """What was coded under a heading; the transcript is called by the session's language."""
    found = []
    for number, row in enumerate(read_rows("heritrace/derived/codes.csv")):
        if row["task"]:
            statement = replace(bare_statement(row[column], number), transcript=TranscriptId(row["lang"]))
            found.append(Said(statement, row["participant"][-1], _truth(row["task"])))
    return found


def sessions(bench: Workbench, group: str) -> list[Said]:
    """The statements of a group's English sessions, in their order, with headings and questions."""
    analysis = bench.analyse(_read(_SESSIONS[group]), Options(journey=journey(group)))
    told = sorted(analysis.statements, key=lambda one: (one.transcript, one.turn, one.start))
    return [Said(one, group, _truth(one.heading or "")) for one in told]


def _truth(heading: str) -> StepId | None:
    return _step(heading) if heading.startswith("Task") else None


def _step(heading: str) -> StepId:
    """The task that a heading stands for, by its word."""
    return StepId(next(step for word, step in _WORDS.items() if word in heading.lower()))


def _read(names: Sequence[str]) -> list[Transcript]:
    folder = "heritrace/original/user_testing/results"
    sources = find_sources([data_path(f"{folder}/{name}") for name in names])
    readings = [read_source(source, InputOptions(), SpeakerOptions()) for source in sources]
    return [transcript for reading in readings for transcript in reading.transcripts]
