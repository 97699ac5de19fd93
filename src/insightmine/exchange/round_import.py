"""An export (jsonl) of this program, of today or of an earlier version -> a round that can be compared."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.judgements import Kind
from insightmine.errors import ExportTooNew, InputRefused
from insightmine.exchange.rows import SCHEMA_VERSION
from insightmine.rounds import Round, RoundTheme, Said

_STATEMENTS, _THEMES, _TRANSCRIPTS = "statements.jsonl", "themes.jsonl", "transcripts.jsonl"
_AGAIN = "export the study again with this version"


@dataclass(frozen=True, slots=True)
class ExportedRound:
    """A round out of an export; `remarks` say what an export does not tell."""

    round: Round
    remarks: tuple[str, ...]


def is_export(folder: Path) -> bool:
    """Whether a folder holds an export."""
    return (folder / _STATEMENTS).is_file()


def read_round(folder: Path) -> ExportedRound:
    """The round in the folder of an export. Raises `InputRefused` naming file and line for one that cannot be read."""
    transcripts = list(_rows(folder / _TRANSCRIPTS, ("id",))) if (folder / _TRANSCRIPTS).is_file() else []
    counted = {row["id"] for row in transcripts if row.get("in_themes", True)}
    statements: dict[StatementId, Said] = {}
    steps: dict[str, set[ParticipantId]] = {}
    members: dict[str, list[StatementId]] = {}
    for row in _rows(folder / _STATEMENTS, ("id", "participant", "text", "transcript", "theme")):
        if counted and row["transcript"] not in counted:
            continue
        statement, participant = StatementId(row["id"]), ParticipantId(row["participant"])
        statements[statement] = Said(participant, row["text"])
        if row.get("step"):
            steps.setdefault(row["step"], set()).add(participant)
        if row["theme"]:
            members.setdefault(row["theme"], []).append(statement)
    people = frozenset(said.participant for said in statements.values())
    rows = list(_rows(folder / _THEMES, ("id", "name", "participants", "n_opportunity", "status")))
    themes = tuple(_theme(row, people, statements, members) for row in rows if row["status"] != "rejected")
    return ExportedRound(
        Round(
            name=folder.resolve().name,
            people=people,
            themes=tuple(theme for theme in themes if theme.statements),
            statements=statements,
            steps={step: frozenset(who) for step, who in sorted(steps.items())},
            has_draft_steps=not _steps_are_set(folder),
            languages=frozenset(row["language"] for row in transcripts if row.get("language")),
        ),
        tuple(_remarks(folder, rows)),
    )


def _steps_are_set(folder: Path) -> bool:
    """Whether the steps are those of a journey.toml; an export that does not say so may have proposed them."""
    path = folder / "steps.jsonl"
    rows = list(_rows(path, ("origin",))) if path.is_file() else []
    return bool(rows) and all(row["origin"] == JourneyOrigin.FILE.value for row in rows)


def _remarks(folder: Path, rows: list[dict[str, Any]]) -> Iterator[str]:
    name = folder.resolve().name
    yield f"{name} is an export: people whose words stay internal are not in it"
    if any("sides" not in row or "opportunity_basis" not in row for row in rows):
        yield f"{name} was exported by an earlier version, which did not tell sides and who was asked; {_AGAIN}"


def _theme(
    row: Mapping[str, Any],
    people: frozenset[ParticipantId],
    counted: Collection[StatementId],
    members: Mapping[str, Sequence[StatementId]],
) -> RoundTheme:
    """A theme as it is exported; an earlier version did not list its statements, who was asked, or the sides."""
    basis = row.get("opportunity_basis", "all")
    who = row.get("opportunity")
    sides = row.get("sides", {})
    everybody = people if basis == "all" else None
    listed = row.get("statements")
    own = members.get(row["id"], ()) if listed is None else [StatementId(item) for item in listed]
    return RoundTheme(
        id=ThemeId(row["id"]),
        name=row["name"],
        kinds=tuple(Kind(kind) for kind in row.get("kinds", ()) if kind in tuple(Kind)),
        people=_people(row["participants"]),
        opportunity=_people(who) if who else everybody,
        n_opportunity=int(row["n_opportunity"]),
        basis=basis,
        statements=tuple(item for item in own if item in counted),
        helps=_people([*sides.get("helps", ()), *sides.get("both", ())]),
        hinders=_people([*sides.get("hinders", ()), *sides.get("both", ())]),
    )


def _people(names: list[str]) -> frozenset[ParticipantId]:
    return frozenset(ParticipantId(name) for name in names)


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects of a file, one a line, that have what is needed."""
    if not path.is_file():
        raise InputRefused(path.name, f"it is missing in {path.parent.name}, so that is no whole export", hint=_AGAIN)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        raise InputRefused(path.name, "it is no text in UTF-8", hint=_AGAIN) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise InputRefused(path.name, "no JSON", place=f"line {number}", hint=_AGAIN) from None
        if isinstance(row, dict) and row.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
            what = f"schema_version is {row['schema_version']}, and this version reads {SCHEMA_VERSION}"
            raise ExportTooNew(path.name, what, place=f"line {number}", hint="update insightmine")
        absent = [name for name in needed if not isinstance(row, dict) or name not in row]
        if absent:
            what = f"there is no {' and no '.join(absent)}"
            raise InputRefused(path.name, what, place=f"line {number}", hint=_AGAIN)
        yield row
