"""Figures -> a table on the terminal and a JSON file: no times of day and no paths in either."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A promised floor and goal, what was measured, and which of them is met."""

    what: str
    measured: float
    floor: float | None
    goal: float | None
    verdict: str


def bar(what: str, measured: float, floor: float | None, goal: float | None, *, lower_is_better: bool = False) -> Bar:
    """The verdict on a figure, before it is rounded."""
    sign = -1 if lower_is_better else 1
    if goal is not None and sign * measured >= sign * goal:
        verdict = "goal met"
    elif floor is None:
        verdict = "goal missed"
    else:
        verdict = "floor met" if sign * measured >= sign * floor else "floor missed"
    return Bar(what, measured, floor, goal, verdict)


def machine() -> dict[str, Any]:
    """What of the machine matters to the figures."""
    return {"cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "python": platform.python_version()}  # fmt: skip


def content_of(name: str, figures: Any) -> dict[str, Any]:  # noqa: ANN401 - any frozen dataclass of figures
    """The command, the machine, and every figure, rounded."""
    return {"command": f"python -m benchmarks {name}", "machine": machine(), **_rounded(asdict(figures))}


def write_json(name: str, content: Mapping[str, Any], folder: Path = FOLDER) -> Path:
    """`results/<name>.json`."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return path


def tables(content: Mapping[str, Any]) -> Iterator[str]:
    """Markdown: a table for each list of rows, under its name, and one list of all single figures."""
    for name, value in content.items():
        if is_rows(value):
            yield f"**{name.replace('_', ' ')}**\n\n{table(value)}"
    singles = {name: value for name, value in content.items() if not is_rows(value) and value != []}
    yield "\n".join(f"- {name.replace('_', ' ')}: {cell(value)}" for name, value in singles.items())


def is_rows(value: object) -> bool:
    """Whether a figure is a list of rows."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Markdown, without columns that are empty in all rows."""
    names = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    cells = [[cell(row[name]) for name in names] for row in rows]
    header = [name.replace("_", " ") for name in names]
    widths = [max(len(row[column]) for row in [header, *cells]) for column in range(len(names))]
    lines = [" | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in [header, *cells]]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join([f"| {lines[0]} |", f"| {rule} |", *(f"| {line} |" for line in lines[1:])])


def cell(value: Any) -> str:  # noqa: ANN401
    """One figure as it stands in a table."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {cell(item)}" for key, item in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(cell(item) for item in value)
    return str(value)


def _rounded(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_rounded(item) for item in value]
    return value
