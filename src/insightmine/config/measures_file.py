"""measures.csv and `[measures]` of insightmine.toml -> what was measured of whom, and which end is good."""

from __future__ import annotations

import difflib
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from insightmine.config.files import csv_rows_of, refuse_unknown, texts_of
from insightmine.config.options import MEASURES_FILE, SETTINGS_FILE
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.measures import Better, Measure, Measures, Result, Scale
from insightmine.domain.problems import Problem
from insightmine.errors import ConfigError

_Choice = TypeVar("_Choice", Scale, Better)

_NEEDED = ("participant", "measure", "value")
_COLUMNS = "participant, step (or blank), measure, value, exclude_reason"
_KEYS = ("name", "kind", "better", "levels", "step")
_NOTHING = frozenset({"", "-", "–", "na", "n/a", "none", "null", "nan", "?"})
_YES = "yes y true success succeeded successful completed complete pass passed done 1"
_NO = "no n false failure fail failed unsuccessful incomplete not-completed abandoned gave-up 0"
_WORDS = {**dict.fromkeys(_YES.split(), 1.0), **dict.fromkeys(_NO.split(), 0.0)}
# Whole numbers up to this one are read as places on a scale (a rating) where nothing else is said.
_LONGEST_SCALE = 10
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")
# Words in the name of a measure of which less is better.
_LESS_IS_BETTER = re.compile(
    r"error|fault|mistake|slip|time|duration|second|minute|latency|delay|wait|click|step_?count|help|assist|effort|"
    r"difficult|workload|tlx|frustrat|complain|cost|fee|churn|cancel|abandon|drop_?out|fail|bounce|retr(?:y|ies)|visits",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Declared:
    """What insightmine.toml says of a measure; `None` where it says nothing."""

    name: str
    scale: Scale | None
    better: Better | None
    levels: tuple[str, ...]
    step: StepId | None


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    participant: ParticipantId
    step: StepId | None
    measure: str
    value: str
    exclude_reason: str


def load_measures(path: Path, settings: Mapping[str, Any]) -> Measures:
    """The results in a measures.csv, with what the settings declare of its measures; none without the file.

    A row that cannot be used is left out and told in `problems`, with its line and what to do; what was inferred is in
    `notes`. Of rows that say different things of one person, step and measure none counts. Raises `ConfigError` for
    a file without its columns, and for a declaration that cannot be used.
    """
    declared = _declarations(settings.get("measures"))
    told: list[Problem] = []
    notes: list[str] = []
    rows = _spelled_alike(list(_rows(path, told)), declared)
    names = [one.name for one in declared] + sorted(
        {row.measure for row in rows}, key=lambda name: (name.casefold(), name)
    )
    measures, results = [], []
    for name in dict.fromkeys(names):
        own = [row for row in rows if row.measure == name]
        if not own:
            why = f"{MEASURES_FILE}: no row has the measure {name!r} that {SETTINGS_FILE} declares"
            told += [Problem(MEASURES_FILE, why)] if rows else []
            continue
        said = next((one for one in declared if one.name == name), _Declared(name, None, None, (), None))
        measure = _measure(said, own)
        measures.append(measure)
        notes += _inferences(measure, own)
        results += list(_results(own, measure, path.name, told))
    results = _without_contradictions(results, path.name, told)
    by_settings = {one.name: place for place, one in enumerate(declared)}
    # who failed says more than how long it took: yes and no first, where the settings give no order
    measures.sort(key=lambda one: (by_settings.get(one.name, len(declared)), one.scale is not Scale.BINARY))
    return Measures(tuple(measures), tuple(sorted(results, key=lambda result: result.line)), tuple(told), tuple(notes))


def _declarations(tables: object) -> tuple[_Declared, ...]:
    """`[[measures]]` tables with a name each, or `[measures.NAME]`."""
    if tables is None:
        return ()
    place = f"{SETTINGS_FILE}, [measures]"
    if isinstance(tables, dict):
        tables = [{"name": name, **table} if isinstance(table, dict) else table for name, table in tables.items()]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{place}: not tables", hint="write [measures.success], or [[measures]] with a name")
    found = tuple(_declared(table, place) for table in tables)
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ConfigError(f"{place}: {twice!r} is declared twice", hint="keep one of them")
    return found


def _declared(table: Mapping[str, Any], place: str) -> _Declared:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"{place}: a measure has no name", hint='write name = "success"')
    place = f"{place} {name.strip()}"
    refuse_unknown(table, _KEYS, place)
    levels = texts_of(table.get("levels", []), f"{place}: levels")
    if len({level.casefold() for level in levels}) != len(levels) or len(levels) == 1:
        raise ConfigError(f"{place}: levels need two different words at least", hint="name each once, lowest first")
    scale = _choice(Scale, table.get("kind"), f"{place}: kind")
    if levels and scale not in (None, Scale.ORDINAL):
        raise ConfigError(f"{place}: levels go with an ordinal measure", hint='write kind = "ordinal", or no levels')
    step = table.get("step")
    if step is not None and not isinstance(step, str):
        raise ConfigError(f"{place}: step is not a text")
    return _Declared(
        name=name.strip(),
        scale=Scale.ORDINAL if levels else scale,
        better=_choice(Better, table.get("better"), f"{place}: better"),
        levels=levels,
        step=StepId(step.strip()) if step and step.strip() else None,
    )


def _choice(kind: type[_Choice], value: object, place: str) -> _Choice | None:
    if value is None:
        return None
    if value not in tuple(kind):
        raise ConfigError(f"{place} is {value!r}", hint=f"use one of: {', '.join(kind)}")
    return kind(str(value))


def _rows(path: Path, told: list[Problem]) -> Iterator[_Row]:
    """The rows of the file that name a person and a measure; the others are told."""

    def leave_out(line: int, why: str) -> None:
        told.append(_refused(f"{path.name}, line {line}: {why}"))

    for line, cells in csv_rows_of(path, lambda header: _refuse_header(header, path.name), leave_out):
        if not any(cells.values()):
            continue
        missing = next((column for column in ("participant", "measure") if not cells[column]), None)
        if missing is not None:
            leave_out(line, f"no {missing}; the row is left out, name one or delete it")
            continue
        yield _Row(
            line=line,
            participant=ParticipantId(cells["participant"]),
            step=StepId(cells["step"]) if cells.get("step") else None,
            measure=cells["measure"],
            value=cells["value"],
            exclude_reason=cells.get("exclude_reason", ""),
        )


def _refused(why: str) -> Problem:
    """Of a row that cannot be used."""
    return Problem(MEASURES_FILE, why, refused=True)


def _spelled_alike(rows: Sequence[_Row], declared: Sequence[_Declared]) -> list[_Row]:
    """Rows with the name of their measure as it is declared, in whatever case they write it, and with its step."""
    spelling = {name.casefold(): name for name in sorted({row.measure for row in rows}, reverse=True)}
    known = {one.name.casefold(): one for one in declared}
    spelling |= {folded: one.name for folded, one in known.items()}
    return [
        replace(
            row,
            measure=spelling[row.measure.casefold()],
            step=row.step or (known[row.measure.casefold()].step if row.measure.casefold() in known else None),
        )
        for row in rows
    ]


def _refuse_header(header: Sequence[str], name: str) -> None:
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise ConfigError(f"{name}, line 1: no column {missing[0]!r}", hint=f"the header names the columns: {_COLUMNS}")
    unknown = [column for column in header if column and column not in (*_NEEDED, "step", "exclude_reason")]
    if unknown:
        near = difflib.get_close_matches(unknown[0], ("step", "exclude_reason"), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the columns are: {_COLUMNS}"
        raise ConfigError(f"{name}, line 1: unknown column {unknown[0]!r}", hint=hint)


def _measure(said: _Declared, rows: Sequence[_Row]) -> Measure:
    """The measure as declared; what is not declared follows from its values and its name."""
    inferred = tuple(key for key, value in (("kind", said.scale), ("better", said.better)) if value is None)
    lower = said.better is None and bool(_LESS_IS_BETTER.search(said.name))
    return Measure(
        name=said.name,
        scale=said.scale or _scale_of([row.value for row in rows if not _is_empty(row.value)]),
        better=said.better or (Better.LOWER if lower else Better.HIGHER),
        levels=said.levels,
        inferred=inferred,
    )


def _scale_of(values: Sequence[str]) -> Scale:
    """Yes and no in any of the usual words, places on a scale of whole numbers from 0 to 10, or any numbers.

    Most of the values decide, so that one text among numbers is told, rather than all numbers among texts.
    """
    if values and all(_key(value) in _WORDS for value in values):
        return Scale.BINARY
    numbers = [number for value in values if (number := _number(value)) is not None]
    words = sum(_key(value) in _WORDS for value in values)
    if words > len(numbers) or (numbers and set(numbers) <= {0.0, 1.0} and words == len(values) - 1):
        return Scale.BINARY
    whole = all(number == int(number) and 0 <= number <= _LONGEST_SCALE for number in numbers)
    return Scale.ORDINAL if numbers and whole else Scale.NUMBER


def _inferences(measure: Measure, rows: Sequence[_Row]) -> list[str]:
    """What nobody declared, in words."""
    if not measure.inferred or not rows:
        return []
    said = {"kind": f"kind = {measure.scale.value}", "better": f"better = {measure.better.value}"}
    guessed = " and ".join(said[key] for key in measure.inferred)
    hint = f"say so, or otherwise, under [measures.{measure.name}] in {SETTINGS_FILE}"
    return [f"{MEASURES_FILE}: {measure.name!r} is taken for {guessed}; {hint}"]


def _results(rows: Sequence[_Row], measure: Measure, name: str, told: list[Problem]) -> Iterator[Result]:
    """The rows as results; what cannot be read as a value of the measure is told and left out."""
    for row in rows:
        value = None if _is_empty(row.value) else _value(row.value, measure)
        if value is None and not _is_empty(row.value) and not row.exclude_reason:
            told.append(_refused(f"{name}, line {row.line}: {_expected(row.value, measure)}; the row is left out"))
            continue
        yield Result(row.participant, row.step, row.measure, value, row.exclude_reason, row.line)


def _expected(value: str, measure: Measure) -> str:
    hint = {
        Scale.BINARY: "write 1 or 0, yes or no; for what is in between give it levels, or a reason to exclude it",
        Scale.ORDINAL: f"write one of {', '.join(measure.levels)}"
        if measure.levels
        else "write one of its numbers; or, for words, list them as its levels",
        Scale.NUMBER: "write a number, without a unit and without a comma for thousands",
    }[measure.scale]
    return f"{value!r} is no value of the {measure.scale.value} measure {measure.name!r}: {hint}"


def _is_empty(value: str) -> bool:
    return value.strip().casefold() in _NOTHING


def _value(value: str, measure: Measure) -> float | None:
    if measure.levels:
        places = {level.casefold(): place for place, level in enumerate(measure.levels)}
        return places.get(value.casefold())
    if measure.scale is Scale.BINARY:
        number = _number(value)
        return _WORDS.get(_key(value)) if number is None else _WORDS.get(f"{number:g}")
    return _number(value)


def _key(value: str) -> str:
    return re.sub(r"[\s_-]+", "-", value.strip().casefold())


def _number(value: str) -> float | None:
    """A number as spreadsheets write it: `3.5`, `3,5`, `80 %`; `None` for anything else, also for what is infinite.

    `1,250` is none: in one country it is a thousand times what it is in another.
    """
    text = value.strip().removesuffix("%").strip().replace("−", "-")
    if _THOUSANDS.fullmatch(text):
        return None
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(",", ".")
    try:
        number = float(text) if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", text) else math.nan
    except ValueError:
        return None
    return number + 0.0 if math.isfinite(number) else None


def _without_contradictions(results: Sequence[Result], name: str, told: list[Problem]) -> list[Result]:
    """Each person once a step and measure: of rows that say the same the first, of others none."""
    by_place: defaultdict[tuple[ParticipantId, StepId | None, str], list[Result]] = defaultdict(list)
    for result in results:
        by_place[result.participant, result.step, result.measure].append(result)
    kept = []
    for (participant, step, measure), same in by_place.items():
        told_of = f"{participant}, {measure}{f' at {step}' if step else ''}"
        lines = ", ".join(str(result.line) for result in same)
        if len({(result.value, result.exclude_reason) for result in same}) > 1:
            why = f"different results of {told_of}; none counts, keep one of them"
            told.append(_refused(f"{name}, lines {lines}: {why}"))
            continue
        if len(same) > 1:
            why = f"{told_of} stands there {len(same)} times; it counts once"
            told.append(Problem(MEASURES_FILE, f"{name}, lines {lines}: {why}"))
        kept.append(same[0])
    return kept
