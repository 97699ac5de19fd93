"""Paths -> the files to read, in an order and under names that do not depend on how they were given."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from insightmine.errors import InputRefused

# files that belong to the study, not to its interviews
_STUDY_FILES = frozenset(
    {
        "insightmine.toml",
        "journey.toml",
        "guide.toml",
        "participants.csv",
        "measures.csv",
        "decisions.jsonl",
        "memos.md",
        "thumbs.db",
        "desktop.ini",
    }
)
_SKIPPED_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules"})
_READABLE = frozenset({".txt", ".md", ".markdown", ".text", ".vtt", ".srt", ".sbv", ".csv", ".tsv", ".docx", ""})
MAX_BYTES = 200_000_000


class TooBig(InputRefused):
    """More bytes than any transcript has: refused if it was named, set aside in a folder, where recordings lie."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `name` is unique and relative with forward slashes; `given`: named, not found in a folder.

    `root` is the folder that `name` is relative to; `stem` the transcript id that the file's name gives.
    """

    name: str
    path: Path
    given: bool
    root: Path
    stem: str = ""


def find_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The files named, and those in the folders named, sorted by name.

    Paths that do not exist are kept: reading them tells why they cannot be read. Hidden files and the study's own
    files are passed over in folders.
    """
    found: dict[str, Source] = {}
    for path in sorted(set(paths), key=lambda item: (not item.is_dir(), str(item))):
        for source in _walk(path) if path.is_dir() else (Source(path.name, path, True, path.parent),):
            key = os.path.abspath(source.path)  # noqa: PTH100 - resolve() would follow links
            if key not in found or source.given:
                found[key] = replace(source, name=found[key].name if key in found else source.name)
    named = _unique_names(sorted(found.values(), key=lambda item: (item.name, str(item.path))))
    return tuple(sorted(_with_stems(named), key=lambda item: item.name))


def _walk(root: Path) -> Iterator[Source]:
    pending: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    while pending:
        folder, above = pending.pop()
        real = os.path.realpath(folder)
        if real in above:  # a link to a folder that this one lies in
            continue
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            yield Source(_relative(folder, root), folder, False, root)
            continue
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir():
                if entry.name not in _SKIPPED_FOLDERS:
                    pending.append((entry, (*above, real)))
            elif entry.name.lower() not in _STUDY_FILES:
                yield Source(_relative(entry, root), entry, False, root)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else path.name


def _unique_names(sources: Sequence[Source]) -> list[Source]:
    """Names as short as they can be: folders above the root are added only where two files would share a name."""
    names = [source.name for source in sources]
    parents = [list(Path(os.path.abspath(source.root)).parts[1:]) for source in sources]  # noqa: PTH100
    while True:
        shared = {name for name, count in Counter(names).items() if count > 1}
        grown = [i for i, name in enumerate(names) if name in shared and parents[i]]
        if not grown:
            return [replace(source, name=name) for source, name in zip(sources, names, strict=True)]
        for i in grown:
            names[i] = f"{parents[i].pop()}/{names[i]}"


def _with_stems(sources: Sequence[Source]) -> list[Source]:
    """Stems, made unique by folders, then by the extension, among the files that could be transcripts."""
    readable = [source for source in sources if PurePosixPath(source.name).suffix.lower() in _READABLE]
    stems = Counter(PurePosixPath(source.name).stem for source in readable)
    long_stems = Counter(PurePosixPath(source.name).with_suffix("").as_posix() for source in readable)
    names = Counter(PurePosixPath(source.name).name for source in readable)
    return [replace(source, stem=_stem(PurePosixPath(source.name), stems, long_stems, names)) for source in sources]


def _stem(name: PurePosixPath, stems: Counter[str], long_stems: Counter[str], names: Counter[str]) -> str:
    if stems[name.stem] <= 1:
        return name.stem
    longer = name.with_suffix("").as_posix()
    if long_stems[longer] <= 1:
        return longer
    return name.name if names[name.name] <= 1 else name.as_posix()


def read_bytes(source: Source) -> bytes:
    """The bytes of a regular file; never waits on a pipe. Raises `InputRefused` saying why there are none."""
    try:
        descriptor = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise InputRefused(source.name, "does not exist (any more)", hint="check the path") from error
    except PermissionError as error:
        raise InputRefused(source.name, "no permission to read it", hint="change its permissions") from error
    except OSError as error:
        raise InputRefused(source.name, f"cannot be opened ({error.strerror})") from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise InputRefused(source.name, "not a regular file", hint="name files or folders of transcripts")
        if status.st_size > MAX_BYTES:
            raise TooBig(
                source.name, f"{status.st_size // 1_000_000} MB are more than a transcript has", hint="split the file"
            )
        return file.read(MAX_BYTES + 1)
