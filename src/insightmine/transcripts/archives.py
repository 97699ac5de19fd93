"""Zip archives of transcripts: their entries, read in memory and never written to disk.

Nothing in an archive is trusted: not the sizes that it declares, not the names (which become part of a source's name
and open nothing), not that an entry is a file. An archive that is no archive of transcripts at all is left to the
parsers: Word documents and spreadsheets are zip packages too.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from insightmine.domain.file_names import name_key
from insightmine.errors import InputRefused
from insightmine.transcripts.unpacking import (
    DAMAGED,
    Limits,
    NotUnpacked,
    check_entry,
    inflate,
    is_too_dense,
    open_package,
)

ARCHIVE = ".zip"
LIMITS = Limits(entries=1_000, entry_bytes=200_000_000, all_bytes=500_000_000, ratio=200)
_LONGEST_NAME = 300
_PACKAGES = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetype", "project.qde")
_NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst")
UNPACK = "unpack it and give the folder"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its name there, the name under which it is shown, and why it is not read, if it is not.

    `aside`: more than any transcript has; recordings lie beside transcripts.
    """

    name: str
    shown: str
    refusal: str = ""
    aside: str = ""


def list_archive(path: Path) -> tuple[Entry, ...] | None:
    """The files in an archive, in the order of their names; `None` if the file is no archive.

    Raises `InputRefused` where there is an archive that cannot be opened within the limits.
    """
    if path.suffix.lower() != ARCHIVE or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return None
            with open_package(file, LIMITS, _is_read) as package:
                entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
    except NotUnpacked as error:
        raise InputRefused(path.name, str(error), hint=UNPACK) from error
    except DAMAGED as error:
        raise InputRefused(path.name, "a damaged archive", hint="download or pack it again") from error
    if any(entry.filename in _PACKAGES for entry in entries):
        return None
    return tuple(sorted(_judged(entries), key=lambda entry: entry.name))


def _judged(entries: Sequence[zipfile.ZipInfo]) -> list[Entry]:
    """The entries with what speaks against each; of names that a system may not tell apart none is read."""
    keys = [name_key(entry.filename) for entry in entries]
    shared = {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else set()
    return [
        Entry(
            entry.filename,
            shown_name(entry.filename),
            "two files in the archive have this name" if key in shared else _refusal(entry),
            "" if _is_read(entry) else f"{entry.file_size // 1_000_000} MB are more than a transcript has",
        )
        for entry, key in zip(entries, keys, strict=True)
    ]


def _is_read(entry: zipfile.ZipInfo) -> bool:
    """Whether it may be a transcript by its size; one that would grow out of nothing is held to the limits too."""
    return entry.file_size <= LIMITS.entry_bytes or is_too_dense(entry, LIMITS)


def shown_name(name: str) -> str:
    """The name as part of a source's name: relative, on one line, without steps upwards, whatever it was."""
    name = "".join(character if character.isprintable() else "_" for character in name)
    parts = [part if part not in ("", ".", "..") else "__" for part in name.replace("\\", "/").split("/")]
    return "/".join(parts)[:_LONGEST_NAME]


def _refusal(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in steps or "\\" in name:
        return "its name leads out of the archive"
    if not name:
        return "it has no name"
    if len(name) > _LONGEST_NAME or not name.isprintable():
        return "its name is longer than names are, or holds signs that do not show"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return "a link or a device in the archive, not a file"
    if entry.flag_bits & 0x1:
        return "protected by a password"
    return "an archive in an archive" if name.lower().endswith(_NESTED) else ""


def read_entry(source: str, file: BinaryIO, name: str) -> bytes:
    """The bytes of one entry. Raises `InputRefused` saying why there are none."""
    try:
        with open_package(file, LIMITS, _is_read) as package:
            entry = package.getinfo(name)
            check_entry(entry, LIMITS)
            data = b"".join(inflate(package, entry, min(LIMITS.entry_bytes, entry.file_size)))
    except NotUnpacked as error:
        raise InputRefused(source, str(error), hint=UNPACK) from error
    except DAMAGED as error:
        raise InputRefused(source, "damaged in the archive", hint="download or pack it again") from error
    return data
