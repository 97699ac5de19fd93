"""measures.csv of heritrace from the original files: `python -m benchmarks.heritrace_measures FOLDER [endusers ...]`.

Task completion from each session's JSON, the SUS score (0 to 100) from its ten ratings (Brooke 1996: odd items minus 1,
even ones 5 minus, times 2.5). Beside it a journey.toml with the sessions' own task headings, in every
spelling. Only figures and headings are written, nothing that anybody said.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.data import data_path

RESULTS = "heritrace/original/user_testing/results"
GROUPS = ("endusers", "technicians")
COLUMNS = ("participant", "step", "measure", "value", "exclude_reason")
# The task's key in the JSON, in the order of the tasks -> the step.
STEPS = {
    "edit_publication": "edit", "merge_authors": "merge", "restore_version": "restore", "create_publication": "create",
    "add_shacl_validation": "validation", "add_display_support": "display",
}  # fmt: skip
# Done, though late, is done: the time has a column of its own. What was done in part is no yes and no no.
_DONE = {"complete": "1", "success_timeout": "1"}
_FIRST = {"endusers": "1e_task_completion.json", "technicians": "1t_task_completion.json"}
_HEADING = re.compile(r"^## (Task \d: .+?)\s*$", re.MULTILINE)
_RATING = re.compile(r"^\s*Your rating:\s*([1-5])\s*$", re.MULTILINE)

Row = tuple[str, str, str, str, str]


def measures_rows(groups: Sequence[str] = GROUPS) -> Iterator[Row]:
    """The rows, by participant. Raises `DataAbsent`."""
    for group in groups:
        for path in sorted(data_path(f"{RESULTS}/{group}/task_completion").glob("*_task_completion.json")):
            session = json.loads(path.read_text(encoding="utf-8"))
            who = session["participant_id"]
            for key, task in session["tasks"].items():
                yield _task(who, STEPS[key], task["status"])
                yield (who, STEPS[key], "minutes", f"{_minutes(task['actual_duration_minutes']):g}", "")
            yield (who, "", "sus", f"{sus_score(data_path(f'{RESULTS}/{group}/sus/{who}_sus.md')):g}", "")


def _task(who: str, step: str, status: str) -> Row:
    if status == "partial":
        return (who, step, "success", "", "done in part")
    failed = status.startswith("failed") or status in ("incomplete", "not_completed")
    if status not in _DONE and not failed:
        raise ValueError(f"{who}, {step}: unknown status {status}")
    return (who, step, "success", _DONE.get(status, "0"), "")


def _minutes(duration: str) -> float:
    hours, minutes, seconds = (int(part) for part in duration.split(":"))
    return round(60 * hours + minutes + seconds / 60, 2)


def sus_score(path: Path) -> float:
    """The score of one filled-in questionnaire."""
    answered = path.read_text(encoding="utf-8").partition("\n## Questions")[2]  # above it stands an example
    ratings = [int(rating) for rating in _RATING.findall(answered)]
    if len(ratings) != 10:
        raise ValueError(f"{path.name}: {len(ratings)} ratings, not 10")
    return 2.5 * sum(rating - 1 if number % 2 == 0 else 5 - rating for number, rating in enumerate(ratings))


def write_measures(folder: Path, groups: Sequence[str] = GROUPS) -> Path:
    """`measures.csv` in a study folder."""
    path = folder / "measures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *measures_rows(groups)])
    return path


def write_journey(folder: Path, groups: Sequence[str] = GROUPS) -> Path:
    """`journey.toml` in a study folder: a step a task, named as most sessions name it."""
    lines = []
    for group in groups:
        tasks = json.loads(data_path(f"{RESULTS}/{group}/task_completion").joinpath(_FIRST[group]).read_text())["tasks"]
        found = [_HEADING.findall(path.read_text(encoding="utf-8"))
                 for path in sorted(data_path(f"{RESULTS}/{group}/transcriptions").glob("*.md"))]  # fmt: skip
        for number, (key, task) in enumerate(tasks.items(), 1):
            headings = sorted({text for session in found for text in session if text.startswith(f"Task {number}:")})
            values = {"id": STEPS[key], "name": task["task_name"], "headings": headings}
            lines += ["[[step]]", *(f"{name} = {json.dumps(value)}" for name, value in values.items()), ""]
    path = folder / "journey.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    chosen = sys.argv[2:] or GROUPS
    print(write_measures(Path(sys.argv[1]), chosen), write_journey(Path(sys.argv[1]), chosen))
