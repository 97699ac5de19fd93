"""guide.toml -> the study's guide: research questions, questions with their probes, tasks with their wording."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from insightmine.config.files import content_of, read_toml, refuse_unknown, settings_file, texts_of
from insightmine.config.options import GUIDE_DOCUMENTS
from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import StepId
from insightmine.errors import ConfigError

_KEYS = ("title", "research_questions", "question", "task", "read_aloud")


def load_guide(path: Path) -> Guide:
    """The guide of a study, empty without the file. Raises `ConfigError` naming the table and key."""
    if content_of(path) is None:
        return Guide()
    content = read_toml(path)
    refuse_unknown(content, _KEYS, path.name)
    questions = tuple(_question(table, place) for table, place in _tables(content, "question", path.name))
    tasks = tuple(_task(table, place) for table, place in _tables(content, "task", path.name))
    ids = Counter([*(question.id for question in questions), *(task.id for task in tasks)])
    for name, count in ids.items():
        if count > 1:
            raise ConfigError(f"{path.name}: the id {name!r} is used twice", hint="give each item its own id")
    return Guide(
        title=_text(content, "title", path.name) or None,
        research_questions=texts_of(content.get("research_questions", []), f"{path.name}: research_questions"),
        questions=questions,
        tasks=tasks,
        read_aloud=texts_of(content.get("read_aloud", []), f"{path.name}: read_aloud"),
        source=path.name,
    )


def guide_document(folder: Path) -> Path | None:
    """The document that holds the study's guide where there is no guide.toml, `None` without one."""
    found = (settings_file(folder / name) for name in GUIDE_DOCUMENTS)
    return next((path for path in found if path is not None), None)


def _tables(content: dict[str, Any], name: str, file: str) -> list[tuple[dict[str, Any], str]]:
    tables = content.get(name, [])
    found = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        place = f"{file}, {name} {number}"
        if not isinstance(table, dict):
            raise ConfigError(f"{place}: not a table", hint=f"write each {name} as a [[{name}]] table")
        found.append(({"id": f"{name}-{number}", **table}, place))
    return found


def _question(table: dict[str, Any], place: str) -> GuideQuestion:
    refuse_unknown(table, ("id", "text", "probes", "step"), place)
    return GuideQuestion(
        id=_text(table, "id", place),
        text=_text(table, "text", place),
        probes=texts_of(table.get("probes", []), f"{place}: probes"),
        step=_step(table, place),
    )


def _task(table: dict[str, Any], place: str) -> GuideTask:
    refuse_unknown(table, ("id", "read_aloud", "heading", "step"), place)
    return GuideTask(
        id=_text(table, "id", place),
        read_aloud=_text(table, "read_aloud", place),
        heading=_text(table, "heading", place) or None,
        step=_step(table, place),
    )


def _step(table: dict[str, Any], place: str) -> StepId | None:
    name = _text(table, "step", place)
    return StepId(name) if name else None


def _text(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{place}: {key} is not a text", hint=f'write {key} = "..."')
    return value.strip()
