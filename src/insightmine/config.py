"""A study's settings files -> frozen options. Unknown keys are errors, with the key that was probably meant."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Consent
from insightmine.errors import ConfigError

SETTINGS_FILE = "insightmine.toml"
JOURNEY_FILE = "journey.toml"
PEOPLE_FILE = "participants.csv"
GUIDE_FILE = "guide.toml"


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """`[study]`: the title that the report bears; the folder's name if there is none."""

    title: str | None = None


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """`[models]`: which weights, run by which engine, at which precision.

    `encoder_path` and `grammar_path` name weights of your own: a sentence-transformers folder, a spaCy pipeline.
    """

    engine: str = "onnxruntime"
    precision: str = "fp32"
    encoder_path: str | None = None
    grammar_path: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerOptions:
    """`[speakers]`: labels whose role is known, whatever the transcripts suggest."""

    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputOptions:
    """`[input]`: how files are read: text encoding, and the columns of a table, where they are not found by name.

    A file is refused if less than `least_speech` of its prose is in turns; 0 reads any.
    """

    encoding: str | None = None
    participant_column: str | None = None
    text_column: str | None = None
    transcript_column: str | None = None
    as_statements: bool = False
    least_speech: float = 0.5


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """`[themes]`: `detail` runs from 0 (few, broad themes) to 1 (many, narrow ones)."""

    detail: float = 0.5


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of participants.csv: who goes by which label in which source (`None`: in any)."""

    participant: str
    source: str | None
    label: str | None
    attributes: dict[str, str]
    consent: Consent
    line: int


@dataclass(frozen=True, slots=True)
class Options:
    """All settings of a study; `guide` holds the questions and probes of guide.toml."""

    study: StudyOptions = field(default_factory=StudyOptions)
    models: ModelOptions = field(default_factory=ModelOptions)
    speakers: SpeakerOptions = field(default_factory=SpeakerOptions)
    input: InputOptions = field(default_factory=InputOptions)
    themes: ThemeOptions = field(default_factory=ThemeOptions)
    journey: Journey | None = None
    people: tuple[PersonRow, ...] = ()
    guide: tuple[str, ...] = ()


_CHOICES = {"engine": ("onnxruntime", "sentence-transformers"), "precision": ("fp32",)}

_Section = TypeVar("_Section", StudyOptions, ModelOptions, SpeakerOptions, InputOptions, ThemeOptions)


def load_options(folder: Path) -> Options:
    """Read insightmine.toml, journey.toml, participants.csv and guide.toml of a study; missing files mean defaults.

    Raises `ConfigError` naming the file and the key, line or row that cannot be used.
    """
    settings = _read_toml(folder / SETTINGS_FILE)
    known = ("study", "models", "speakers", "input", "themes")
    _refuse_unknown(settings, known, SETTINGS_FILE)
    return Options(
        study=_section(StudyOptions, settings, "study"),
        models=_section(ModelOptions, settings, "models"),
        speakers=_section(SpeakerOptions, settings, "speakers"),
        input=_section(InputOptions, settings, "input"),
        themes=_section(ThemeOptions, settings, "themes"),
        journey=load_journey(folder / JOURNEY_FILE),
        people=load_people(folder / PEOPLE_FILE),
        guide=load_guide(folder / GUIDE_FILE),
    )


def load_journey(path: Path) -> Journey | None:
    """The steps of a journey.toml (`[[step]]` tables with id, name, description, examples, headings), or `None`."""
    if _content(path) is None:
        return None
    content = _read_toml(path)
    _refuse_unknown(content, ("step",), path.name)
    tables = content.get("step")
    if not isinstance(tables, list) or not tables:
        raise ConfigError(f"{path.name}: no steps", hint="add at least one [[step]] table with an id and a name")
    steps = tuple(_step(table, f"{path.name}, step {number}") for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for number, step in enumerate(steps, 1):
        if step.id in seen:
            raise ConfigError(
                f"{path.name}, step {number}: the id {step.id!r} is used twice", hint="give each step its own id"
            )
        seen.add(step.id)
    return Journey(steps=steps, origin=JourneyOrigin.FILE)


def load_guide(path: Path) -> tuple[str, ...]:
    """The questions and probes of a guide.toml (`[[question]]` tables with text and probes), in their order."""
    if _content(path) is None:
        return ()
    tables = _read_toml(path).get("question", [])
    questions: list[str] = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        place = f"{path.name}, question {number}"
        if not isinstance(table, dict):
            raise ConfigError(f"{place}: not a table", hint="write each question as a [[question]] table")
        text = table.get("text", "")
        if not isinstance(text, str):
            raise ConfigError(f"{place}: text is not a text")
        questions += [text, *_texts(table.get("probes", []), f"{place}: probes")]
    return tuple(question for question in questions if question)


def load_people(path: Path) -> tuple[PersonRow, ...]:
    """The rows of a participants.csv; any column but participant, source, label and consent is an attribute.

    Read as spreadsheets save it: with commas, semicolons or tabs, in UTF-8, UTF-16 with its mark, or cp1252.
    """
    content = _content(path)
    if content is None:
        return ()
    try:
        text = _table_text(content)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        if "participant" not in header:
            raise ConfigError(
                f"{path.name}, line 1: no column 'participant'",
                hint="the header names the columns: participant, source, label, consent, and any attributes",
            )
        reader.fieldnames = header
        return tuple(_person(row, path.name, reader.line_num) for row in reader)
    except (UnicodeError, csv.Error) as error:
        raise ConfigError(f"{path.name}: cannot be read ({error})", hint="save it as CSV in UTF-8") from error


def _table_text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _separator(text: str) -> str:
    """What stands between the names of the header: a spreadsheet writes `;` where a comma is the decimal sign."""
    header = text.splitlines()[0] if text.strip() else ""
    return max(",;\t", key=header.count)


def settings_file(path: Path) -> Path | None:
    """Where a settings file of this name lies, `None` without one: Windows and macOS take its name in any case."""
    if path.exists():
        return path
    entries = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return next((entry for entry in entries if entry.name.lower() == path.name), None)


def _content(path: Path) -> bytes | None:
    try:
        found = settings_file(path)
        return None if found is None else found.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path.name}: cannot be read ({error.strerror})", hint="close it in other programs; see to its permissions"
        ) from error


def _person(row: Mapping[str | None, Any], name: str, line: int) -> PersonRow:
    if None in row:
        raise ConfigError(
            f"{name}, line {line}: more cells than the header has", hint="quote a cell that holds a comma"
        )
    cells = {str(key): (value or "").strip() for key, value in row.items()}
    participant = cells.pop("participant")
    if not participant:
        raise ConfigError(f"{name}, line {line}: no participant", hint="give the row a participant or delete it")
    consent = cells.pop("consent", "") or Consent.VERBATIM.value
    if consent not in tuple(Consent):
        raise ConfigError(f"{name}, line {line}: consent is {consent!r}", hint=f"use one of: {', '.join(Consent)}")
    return PersonRow(
        participant=participant,
        source=cells.pop("source", "") or None,
        label=cells.pop("label", "") or None,
        attributes=cells,
        consent=Consent(consent),
        line=line,
    )


def _step(table: object, place: str) -> Step:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: not a table", hint="write each step as a [[step]] table")
    _refuse_unknown(table, tuple(f.name for f in fields(Step)), place)
    for key in ("id", "name"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise ConfigError(f"{place}: {key} is missing", hint=f'write {key} = "..."')
    if not isinstance(table.get("description", ""), str):
        raise ConfigError(f"{place}: description is not a text")
    lists = {key: _texts(table.get(key, []), f"{place}: {key}") for key in ("examples", "headings")}
    return Step(
        id=StepId(table["id"].strip()), name=table["name"].strip(), description=table.get("description", ""), **lists
    )


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{place} is not a list of texts", hint='write ["...", "..."]')
    return tuple(value)


def _read_toml(path: Path) -> dict[str, Any]:
    content = _content(path)
    if content is None:
        return {}
    text = ""
    try:
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "mend the line; see toml.io for the syntax"
        if "\\" in text:
            hint += ". Write Windows paths with / or in 'single quotes'"
        raise ConfigError(f"{path.name}: {error}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path.name}: cannot be read ({error})", hint="save it as text in UTF-8") from error


def _refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            raise ConfigError(f"{place}: unknown key {key!r}", hint=hint)


def _section(kind: type[_Section], settings: Mapping[str, Any], name: str) -> _Section:
    table = settings.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{SETTINGS_FILE}: {name} is not a table", hint=f"write [{name}]")
    _refuse_unknown(table, tuple(f.name for f in fields(kind)), f"{SETTINGS_FILE}, [{name}]")
    defaults = kind()
    values: dict[str, Any] = {
        key: _value(value, getattr(defaults, key), key, f"{SETTINGS_FILE}, [{name}] {key}")
        for key, value in table.items()
    }
    return kind(**values)


def _value(value: object, default: object, key: str, place: str) -> object:
    """The value in the type of its default; a text where the default is `None`."""
    if isinstance(default, tuple):
        return _texts(value, place)
    if isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
        if not 0.0 <= value <= 1.0:
            raise ConfigError(f"{place} is {value}", hint="use a number from 0 to 1")
        return float(value)
    wanted = str if default is None else type(default)
    if not isinstance(value, wanted):
        raise ConfigError(f"{place} is not a {'text' if wanted is str else wanted.__name__}")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(f"{place} is {value!r}", hint=f"use one of: {', '.join(_CHOICES[key])}")
    return value
