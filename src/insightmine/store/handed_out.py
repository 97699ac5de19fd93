"""Which reports and exports were written, and where: to say later which of them hold somebody's words."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import msgspec

from insightmine.domain.file_names import storable
from insightmine.store.files import write_atomically

MANIFEST = "exports.jsonl"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file that was written for others: where, when (ISO), and the SHA-256 of its bytes then."""

    path: str
    at: str
    digest: str


_decode = msgspec.json.Decoder(HandedOut).decode


def note_files(store_folder: Path, paths: Iterable[Path], at: str) -> None:
    """Remember these files, in place of what was known of them; where nobody may write, nothing is remembered."""
    new = [HandedOut(storable(path.resolve().as_posix()), at, digest_of_file(path) or "") for path in paths]
    replaced = {item.path for item in new}
    with suppress(OSError):
        keep_noted(store_folder, [*(item for item in files_noted(store_folder) if item.path not in replaced), *new])


def files_noted(store_folder: Path) -> tuple[HandedOut, ...]:
    """All that is remembered, oldest first; a line that is damaged is passed over."""
    found = []
    try:
        lines = (store_folder / MANIFEST).read_bytes().splitlines()
    except OSError:
        return ()
    for line in lines:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            found.append(_decode(line))
    return tuple(found)


def keep_noted(store_folder: Path, files: Iterable[HandedOut]) -> None:
    """Remember just these. Raises `OSError`."""
    write_atomically(store_folder / MANIFEST, b"".join(msgspec.json.encode(item) + b"\n" for item in files))


def digest_of_file(path: Path) -> str | None:
    """The SHA-256 of a file's bytes, `None` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
