"""Mermaid's `journey` diagram, read as strictly as Mermaid's own grammar (journey.jison, 11.x), and written.

A section stands for a step. What Mermaid has no place for (id, description, examples, headings, letters that its
grammar keeps for itself) stands in a comment above the section, so that nothing is lost on the way back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from insightmine.errors import ConfigError
from insightmine.report.plain import neutral
from insightmine.report.wording import shortened

NOTE = "%% insightmine step "
_LONGEST_LABEL = 300
_COMMENT = re.compile(r"(?<=[^}])%%.*$")
_REPLACED = {":": " –", ";": ",", "#": "№ ", "%": " percent", "<": "‹", ">": "›"}
_COMMAS = re.compile("[,;]")  # a name with either would become two
_KEYWORDS = re.compile(r"(?:journey\b|(?:title|section)\s|acc(?:Title|Descr)\s*[:{])", re.IGNORECASE)
# A comment is one line; a % in it could begin a directive, which Mermaid obeys also there; the rest could be markup, or
# reorder and hide what stands around it.
_ESCAPED = re.compile("[%<>\x7f-\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
_HINT = "see mermaid.js.org/syntax/userJourney.html"


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a section; `score` from 1, gets in the way, to 5, helps."""

    name: str
    score: int
    actors: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a journey; `note` is what the comment above it holds, `name` is empty for tasks above any section."""

    name: str
    tasks: tuple[Task, ...] = ()
    note: Mapping[str, Any] | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole diagram; `description` is for people who cannot see it, `remarks` are comments."""

    title: str = ""
    sections: tuple[Section, ...] = ()
    description: str = ""
    remarks: tuple[str, ...] = ()


def label(text: str) -> str:
    """The text without the letters that end a name in Mermaid's grammar; never empty, never longer than a few lines."""
    line = " ".join("".join(_REPLACED.get(letter, letter) for letter in neutral(text)).split())
    line = shortened(line, _LONGEST_LABEL)
    return f"“{line}”" if _KEYWORDS.match(line + " ") else line or "unnamed"


def diagram_text(diagram: Diagram) -> str:
    """The diagram in Mermaid's words."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "journey"
    if diagram.title:
        yield f"  title {label(diagram.title)}"
    if diagram.description:
        yield f"  accDescr: {label(diagram.description)}"
    yield from (f"  %% {' '.join(remark.split())}" for remark in diagram.remarks)
    for section in diagram.sections:
        if section.note is not None:
            yield f"  {NOTE}{_one_line(section.note)}"
        yield f"  section {label(section.name)}"
        for task in section.tasks:
            actors = ", ".join(label(_COMMAS.sub(" ", actor)) for actor in task.actors)
            yield f"    {label(task.name)}: {task.score}{f': {actors}' if actors else ''}"


def _one_line(note: Mapping[str, Any]) -> str:
    text = json.dumps(note, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def read_diagram(text: str, name: str) -> Diagram:
    """The diagram in a text, or in the first block of Mermaid in a Markdown page that holds a journey.

    Raises `ConfigError` with the file's name and the line for anything that Mermaid would not draw.
    """
    reader = _Reader(name)
    for number, line in _diagram_lines(text, name):
        reader.read(number, line)
    return reader.done()


def _diagram_lines(text: str, name: str) -> Iterator[tuple[int, str]]:
    """The lines of the diagram with their numbers in the file, front matter and directives left out."""
    lines = list(enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), 1))
    lines = _fenced(lines) if any(line.strip().startswith("```") for _, line in lines) else lines
    lines = _without(lines, r"---\s*$", r"---\s*$")
    begun = False
    for number, line in _without(lines, r"\s*%%\{", r".*\}%%"):
        content = line.strip()
        if begun:
            yield number, content
        elif content and not _is_comment(content):
            if content.lower() != "journey":
                raise _error(name, number, "this is no Mermaid journey: it does not begin with the word journey")
            begun = True
    if not begun:
        raise _error(name, len(lines), "there is no Mermaid journey in it")


def _fenced(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first block of a Markdown page that is a journey; nothing without one."""
    block: list[tuple[int, str]] | None = None
    for number, line in lines:
        mark = line.strip()
        if block is None:
            block = [] if mark.startswith("```mermaid") else None
        elif mark.startswith("```"):
            first = next((text.strip().lower() for _, text in block if text.strip()), "")
            if first == "journey" or not block:
                return block
            block = None
        else:
            block.append((number, line))
    return block or []


def _without(lines: list[tuple[int, str]], begin: str, end: str) -> list[tuple[int, str]]:
    """The lines without a part at their beginning, from one that matches `begin` to one that matches `end`."""
    first = next((place for place, (_, line) in enumerate(lines) if line.strip()), None)
    if first is None or not re.match(begin, lines[first][1]):
        return lines
    same = 0 if re.match(f"{begin}{end}", lines[first][1]) else 1
    last = next((p for p in range(first + same, len(lines)) if re.match(end, lines[p][1])), len(lines) - 1)
    return lines[last + 1 :]


def _is_comment(line: str) -> bool:
    return line.startswith("#") or (line.startswith("%%") and not line.startswith("%%{"))


def _error(name: str, line: int, what: str, hint: str = _HINT) -> ConfigError:
    return ConfigError(f"{name}, line {line}: {what}", hint=hint)


@dataclass
class _Reader:
    """Line after line into sections and tasks."""

    name: str
    title: str = ""
    description: str = ""
    sections: list[Section] = field(default_factory=list)
    note: tuple[int, Mapping[str, Any]] | None = None
    in_description: bool = False

    def read(self, number: int, line: str) -> None:
        """One line without blanks around it."""
        if self.in_description:
            text, closed, _ = line.partition("}")
            self.description, self.in_description = f"{self.description} {text}".strip(), not closed
        elif line.startswith(NOTE.strip()):
            self.note = (number, self._note(number, line.removeprefix(NOTE.strip())))
        elif line and not _is_comment(line):
            self._statement(number, line)

    def done(self) -> Diagram:
        """Everything that was read."""
        return Diagram(self.title, tuple(self.sections), self.description)

    def _statement(self, number: int, line: str) -> None:
        word = _KEYWORDS.match(line)
        keyword = word[0].lower().strip() if word else ""
        if keyword.startswith("acc"):
            self._accessible(keyword, line[word.end() :] if word else "")
            return
        line = _COMMENT.sub("", line).partition("#")[0].strip()
        if ";" in line:
            raise _error(self.name, number, "a ; is not allowed here", "write a comma in its place")
        if keyword == "title":
            self.title = line[len("title") :].strip()
        elif keyword == "section" or line.lower() == "section":
            self._section(number, line[len("section") :].strip())
        elif keyword == "journey":
            raise _error(self.name, number, "the word journey begins a second diagram", "keep one diagram in a file")
        elif line:
            self._task(number, line)

    def _accessible(self, keyword: str, text: str) -> None:
        if keyword.endswith("{"):
            rest, closed, _ = text.partition("}")
            self.description, self.in_description = rest.strip(), not closed
        elif keyword.startswith("accdescr"):
            self.description = text.strip()

    def _section(self, number: int, name: str) -> None:
        if not name:
            raise _error(self.name, number, "a section without a name", "write what people do there after the word")
        if ":" in name:
            raise _error(self.name, number, "a : is not allowed in the name of a section", "leave it out")
        self.sections.append(Section(name, (), self._taken_note(), number))

    def _task(self, number: int, line: str) -> None:
        parts = [part.strip() for part in line.split(":")]
        if len(parts) not in (2, 3) or not parts[0]:
            what = "neither a section nor a task" if len(parts) < 2 else "a task needs a name and one or two :"
            raise _error(self.name, number, what, "write a task as Name: 3: Who, Who")
        if not re.fullmatch(r"[1-5]", parts[1]):
            raise _error(self.name, number, "the score of a task is a whole number from 1 to 5")
        actors = tuple(actor.strip() for actor in parts[2].split(",")) if len(parts) > 2 else ()
        task = Task(parts[0], int(parts[1]), tuple(filter(None, actors)), number)
        if not self.sections:
            self.sections.append(Section("", (), None, number))
        last = self.sections[-1]
        self.sections[-1] = Section(last.name, (*last.tasks, task), last.note, last.line)

    def _note(self, number: int, text: str) -> Mapping[str, Any]:
        try:
            note = json.loads(text)
        except ValueError:
            note = None
        if not isinstance(note, dict):
            raise _error(self.name, number, "the comment that keeps a step's id is damaged", "delete that line")
        return note

    def _taken_note(self) -> Mapping[str, Any] | None:
        note, self.note = self.note, None
        return note[1] if note else None
