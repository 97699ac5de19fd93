"""Files that are either whole and new, or as they were."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from errno import EISDIR
from pathlib import Path

from insightmine.errors import UsageError
from insightmine.store.files import replace_file


def write_all(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file beside its place first, then move all there; returns the paths in the given order.

    Raises `UsageError` when the folder cannot be made or written to.
    """
    drafts: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_immovable(folder / name for name in contents)
        for name, content in contents.items():
            draft = folder / f".{name}.{os.getpid()}.part"
            drafts[folder / name] = draft
            _write(draft, content)
        for path, draft in drafts.items():
            replace_file(draft, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        name = Path(error.filename).name if error.filename else ""
        reason = f"{name}: {reason}" if name in contents else reason
        raise UsageError(
            f"{folder}: cannot write the export ({reason})",
            hint="name another folder, close the file elsewhere or make room",
        ) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(drafts)


def _refuse_immovable(paths: Iterable[Path]) -> None:
    """Nothing may be moved before it is known that everything can be: Windows keeps what another program holds."""
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, f"{path.name} is a folder")
        if path.exists():
            replace_file(path, path)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
