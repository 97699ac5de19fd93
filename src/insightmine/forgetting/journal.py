"""What is being forgotten, written down until it is done: a killed run goes on from here.

The note holds the words that are to go, as the database did a moment before; nobody but its owner may read it, and it
is the last to go.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from insightmine.errors import StoreDamaged, UsageError
from insightmine.forgetting.person import Forgetting
from insightmine.store import STORE_FOLDER, write_atomically

JOURNAL = "forgetting.json"


def is_interrupted(folder: Path) -> bool:
    """Whether somebody is only half forgotten: nothing of the results may be shown before that is finished."""
    return bool(_content(folder))


def refuse_half_forgotten(folder: Path) -> None:
    """Raises `UsageError` where somebody is only half forgotten."""
    if is_interrupted(folder):
        raise UsageError("somebody is only half forgotten", hint="insightmine forget, without a name, finishes it")


def pending(folder: Path) -> Forgetting | None:
    """Who is half forgotten. Raises `StoreDamaged` where the note cannot be read."""
    content = _content(folder)
    if not content:
        _path(folder).unlink(missing_ok=True)
        return None
    try:
        return msgspec.json.decode(content, type=Forgetting)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreDamaged(
            f"the note {JOURNAL} on who is being forgotten is damaged",
            hint=f"delete {STORE_FOLDER}/{JOURNAL} and run insightmine forget for the person again",
        ) from error


def begin(folder: Path, forgetting: Forgetting) -> None:
    """Write down who is to be forgotten, for the owner's eyes only, before anything goes."""
    path = _path(folder)
    path.touch(mode=0o600)
    write_atomically(path, msgspec.json.encode(forgetting))


def finish(folder: Path) -> None:
    """Overwrite the note and take it away. Finishing twice does no harm."""
    path = _path(folder)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(b"\0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _content(folder: Path) -> bytes:
    """The note; nothing where it was not written yet, or overwritten already."""
    try:
        return _path(folder).read_bytes().strip(b"\0")
    except FileNotFoundError:
        return b""


def _path(folder: Path) -> Path:
    return folder / STORE_FOLDER / JOURNAL
