"""Files are replaced whole or not at all, on Windows too, where nobody may replace what another program holds."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_HELD_BY_ANOTHER = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds: a virus scanner or an indexer lets go of a new file soon


def replace_file(source: Path, target: Path) -> None:
    """Move a file to its place, over another; onto itself it only asks whether it could be moved.

    On Windows this waits a little for programs that hold one of them. Raises `OSError`; a `PermissionError` that
    names the target where a program still holds it.
    """
    for pause in (*_PAUSES, None):
        try:
            source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
            if pause is None:
                reason = "another program holds it, or it is marked read-only"
                raise PermissionError(error.errno, reason, str(target)) from error
            time.sleep(pause)
        else:
            return


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file so that a crash leaves the former content or the new one; text becomes UTF-8, newlines stay.

    An existing file keeps its permissions. Raises `OSError` that names the file as it was given; the temporary file
    is removed then.
    """
    encoded = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write(path.resolve(), encoded)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _write(target: Path, encoded: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        replace_file(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.chmod(0o600)  # Windows deletes nothing that is marked read-only
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced; those of a new file otherwise."""
    with suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut, where the system lets a folder be opened (not Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
