"""participants.csv -> who goes by which label in which file, attributes and consent."""

from __future__ import annotations

from pathlib import Path

from insightmine.config.files import csv_rows
from insightmine.config.options import PersonRow
from insightmine.domain.speech import Consent
from insightmine.errors import ConfigError

_COLUMNS = "participant, source, label, consent, and any attributes"


def load_people(path: Path) -> tuple[PersonRow, ...]:
    """The rows of a participants.csv; any column but participant, source, label and consent is an attribute."""
    return tuple(_person(cells, path.name, line) for line, cells in csv_rows(path, "participant", _COLUMNS))


def _person(cells: dict[str, str], name: str, line: int) -> PersonRow:
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
