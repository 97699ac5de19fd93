"""A file with a journey -> its steps, or one clear message that names file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import NO_STEP, Journey, JourneyOrigin, Step
from insightmine.errors import ConfigError
from insightmine.exchange.journeys.mermaid import Diagram, label, read_diagram
from insightmine.exchange.journeys.table import rows_of, texts_in
from insightmine.journey.slugs import slug_ids

MERMAID_ENDINGS = (".mmd", ".mermaid", ".md", ".markdown")
_MOST_BYTES = 5_000_000
_LISTS = ("examples", "headings")


@dataclass(frozen=True, slots=True)
class _Found:
    """A step as the file gives it; without an id where the file has none."""

    line: int
    name: str
    id: str = ""
    description: str = ""
    examples: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def read_journey(path: Path) -> Journey:
    """The steps of a Mermaid journey or of a CSV, in the order of the file; ids are made from names where none stand.

    Raises `ConfigError` naming file and line for a step without a name, one that is there twice, or no step at all;
    `InputRefused` for a file that cannot be read.
    """
    is_mermaid = path.suffix.lower() in MERMAID_ENDINGS
    found = list(_of_diagram(read_diagram(_text(path), path.name), path.name) if is_mermaid else _of_table(path))
    if not found:
        what = "no section and no task" if is_mermaid else "no row below the header"
        raise ConfigError(f"{path.name}: no steps ({what})", hint="a journey needs at least one step with a name")
    _refuse_unusable(found, path.name)
    return Journey(tuple(_step(item, step_id) for item, step_id in zip(found, _ids(found), strict=True)),
                   JourneyOrigin.FILE)  # fmt: skip


def _of_diagram(diagram: Diagram, name: str) -> Iterator[_Found]:
    """Sections; without any, tasks. The tasks of a section that somebody else drew say what is done at the step."""
    if len(diagram.sections) == 1 and not diagram.sections[0].name:
        yield from (_Found(task.line, task.name) for task in diagram.sections[0].tasks)
        return
    for section in diagram.sections:
        if not section.name:
            raise ConfigError(
                f"{name}, line {section.line}: a task stands above the first section",
                hint="put it below the section that it belongs to",
            )
        if section.note is None:
            yield _Found(section.line, section.name, description="; ".join(task.name for task in section.tasks))
        else:
            yield _noted(section.line, section.name, section.note, name)


def _noted(line: int, shown: str, note: Mapping[str, Any], name: str) -> _Found:
    """A section with the program's own comment: its name counts, unless somebody has given the section another."""
    texts = {key: note.get(key, "") for key in ("id", "name", "description")}
    lists = {key: note.get(key, []) for key in _LISTS}
    if not all(isinstance(text, str) for text in texts.values()) or not all(map(_is_texts, lists.values())):
        raise ConfigError(
            f"{name}, line {line}: the comment above, which keeps the step's id, is damaged", hint="delete that comment"
        )
    own = texts["name"]
    return _Found(
        line,
        own if own and label(own) == shown else shown,
        texts["id"],
        texts["description"],
        tuple(lists["examples"]),
        tuple(lists["headings"]),
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _of_table(path: Path) -> Iterator[_Found]:
    for row in rows_of(path):
        cells = row.cells
        step_id = cells.get("step") or cells.get("id") or ""
        name = cells.get("name") or step_id
        if not name:
            raise ConfigError(f"{path.name}, line {row.line}: a step without a name", hint="fill the column name")
        given = step_id if cells.get("name") or "name" in cells else ""
        description = cells.get("description", "")
        yield _Found(row.line, name, given, description, texts_in(cells, "example"), texts_in(cells, "heading"))


def _refuse_unusable(found: Sequence[_Found], name: str) -> None:
    """Every name has words, no two steps share an id; they share a name only where both have ids of their own."""
    ids: dict[str, _Found] = {}
    names: dict[str, _Found] = {}
    for item in found:
        if not any(letter.isalnum() for letter in item.name):
            what = "the name of the step has no words"
            raise ConfigError(f"{name}, line {item.line}: {what}", hint="name it by what people do there: Book it")
        if item.id == NO_STEP:
            what = f"the id {NO_STEP!r} stands for no step at all"
            raise ConfigError(f"{name}, line {item.line}: {what}", hint="give it another id")
        twin = ids.get(item.id) if item.id else None
        same = names.get(item.name.casefold())
        if twin is not None:
            what = f"the id {item.id!r} is that of line {twin.line} as well"
            raise ConfigError(f"{name}, line {item.line}: {what}", hint="give each step its own id")
        if same is not None and not (item.id and same.id):
            what = f"the step {item.name!r} stands in line {same.line} already"
            raise ConfigError(f"{name}, line {item.line}: {what}", hint="rename one of them, or put them together")
        ids[item.id], names[item.name.casefold()] = item, item


def _ids(found: Sequence[_Found]) -> list[StepId]:
    """The ids of the file; where it gives none, one from the name that no other step has."""
    taken = {NO_STEP, *(item.id for item in found if item.id)}
    made = iter(slug_ids([item.name for item in found if not item.id]))
    ids = []
    for item in found:
        wanted = item.id or next(made)
        number, unique = 2, wanted
        while not item.id and unique in taken:
            unique, number = f"{wanted}-{number}", number + 1
        taken.add(unique)
        ids.append(StepId(unique))
    return ids


def _step(item: _Found, step_id: StepId) -> Step:
    return Step(step_id, item.name, item.description, item.examples, item.headings)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError(f"{path.name}: larger than any journey", hint="save the diagram as a file of its own")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read ({error.strerror})", hint="see to its permissions") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path.name}: not text in UTF-8", hint="save it as text in UTF-8") from error
