"""transcripts.csv -> what each file is a record of, its recording, its language, and what it is a translation of."""

from __future__ import annotations

import math
import re
from pathlib import Path

from insightmine.config.files import csv_rows, refuse_unknown
from insightmine.config.options import TranscriptRow
from insightmine.domain.media import NoRecordingError, local_path
from insightmine.domain.speech import Record
from insightmine.errors import ConfigError

COLUMNS = ("source", "record", "participant", "media", "media_offset", "language", "translation_of")
_LANGUAGE = re.compile(r"[a-z]{2}")
_OFFSET = re.compile(r"([+-]?)(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:\.\d{1,3})?)")


def load_transcripts(path: Path) -> tuple[TranscriptRow, ...]:
    """The rows of a transcripts.csv; whether a recording on this machine is there is looked up beside the file."""
    rows = csv_rows(path, "source", ", ".join(COLUMNS))
    loaded: dict[str, TranscriptRow] = {}
    for line, cells in rows:
        row = _row(cells, path, line)
        if row.source in loaded:
            raise ConfigError(
                f"{path.name}, line {line}: {row.source!r} has a row already (line {loaded[row.source].line})",
                hint="put what they say into one row",
            )
        loaded[row.source] = row
    return tuple(loaded.values())


def _row(cells: dict[str, str], path: Path, line: int) -> TranscriptRow:
    place = f"{path.name}, line {line}"
    refuse_unknown(cells, COLUMNS, path.name)
    source = cells["source"]
    if not source:
        raise ConfigError(f"{place}: no source", hint="name the file as in participants.csv, or delete the row")
    language, media = cells.get("language", "").lower(), cells.get("media", "")
    if language and not _LANGUAGE.fullmatch(language):
        raise ConfigError(f"{place}: language is {language!r}", hint="write two letters (ISO 639-1), as in it or de")
    original = cells.get("translation_of", "")
    if original == source:
        raise ConfigError(f"{place}: {source!r} is said to translate itself", hint="name the file of the original")
    offset = cells.get("media_offset", "")
    if offset and not media:
        raise ConfigError(f"{place}: a media_offset without media", hint="name the recording, or empty the cell")
    return TranscriptRow(
        source=source,
        record=_record(cells.get("record", ""), place),
        participant=cells.get("participant", "") or None,
        media=media or None,
        media_offset=_seconds(offset, place),
        media_found=_is_found(media, path.parent, place),
        language=language or None,
        translation_of=original or None,
        line=line,
    )


def _record(value: str, place: str) -> Record | None:
    if value and value not in tuple(Record):
        raise ConfigError(f"{place}: record is {value!r}", hint=f"use one of: {', '.join(Record)}")
    return Record(value) if value else None


def _is_found(media: str, folder: Path, place: str) -> bool:
    """Whether a link can be made: a web page always, a file where it is there. Raises for what is neither."""
    if not media:
        return False
    try:
        path = local_path(media)
    except NoRecordingError as error:
        raise ConfigError(
            f"{place}: media {error}", hint="give a path, or an address with http:// or https://"
        ) from error
    try:
        return path is None or (folder / path).is_file()
    except (OSError, ValueError):
        return False


def _seconds(value: str, place: str) -> float:
    """`12`, `-3.5`, `1:02` or `1:00:02` in seconds; 0 for an empty cell."""
    match = _OFFSET.fullmatch(value) if value else None
    if value and match is None:
        raise ConfigError(
            f"{place}: media_offset is {value!r}", hint="write seconds, or minutes and seconds as in 1:30"
        )
    if match is None:
        return 0.0
    sign, hours, minutes, seconds = match.groups()
    total = math.fsum((int(hours or 0) * 3600, int(minutes or 0) * 60, float(seconds)))
    return -total if sign == "-" else total
