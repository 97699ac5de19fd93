"""Paths -> the files to read, in an order and under names that do not depend on how they were given."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from insightmine.config import GUIDE_DOCUMENTS
from insightmine.domain.file_names import as_text, name_key
from insightmine.errors import InputRefused
from insightmine.transcripts.archives import UNPACK, Entry, list_archive, read_entry, shown_name

# files that belong to the study, not to its interviews
_STUDY_FILES = frozenset(
    {
        "insightmine.toml",
        "journey.toml",
        "guide.toml",
        *GUIDE_DOCUMENTS,
        "participants.csv",
        "transcripts.csv",
        "measures.csv",
        "decisions.jsonl",
        "memos.md",
        "codebook.csv",
        "coding-values.csv",
        "coding-instructions.md",
    }
)
_SKIPPED_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules", "$RECYCLE.BIN", "System Volume Information"})
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_LOCKED = (32, 33)  # Windows: sharing violation, lock violation
_LONGEST_ON_WINDOWS = 259  # characters of a path, unless the system was told to allow more
_READABLE = frozenset(
    {
        ".txt",
        ".md",
        ".markdown",
        ".text",
        ".vtt",
        ".srt",
        ".sbv",
        ".csv",
        ".tsv",
        ".json",
        ".docx",
        ".pdf",
        ".odt",
        ".rtf",
        ".html",
        ".htm",
        ".xlsx",
        ".xls",
        ".ods",
        "",
    }
)
# an archive without any of these is none of transcripts, and stays one file
_IN_ARCHIVES = (_READABLE | {".pdf", ".rtf", ".odt", ".html", ".htm", ".json"}) - {""}
MAX_BYTES = 200_000_000

Listings = dict[Path, dict[str, None]]  # the names in a folder, sorted: a set with an order


class TooBig(InputRefused):
    """More bytes than any transcript has: refused if it was named, set aside in a folder, where recordings lie."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `name` is unique and relative with forward slashes; `given`: named, not found in a folder.

    `root` is the folder that `name` is relative to; `stem` the transcript id that the file's name gives; `aside`
    why the name alone says that nobody speaks in it. `entry`: the file lies under this name in the zip archive at
    `path`; `refusal`: why it, or the archive, is not even opened.
    """

    name: str
    path: Path
    given: bool
    root: Path
    stem: str = ""
    aside: str = ""
    entry: str = ""
    refusal: InputRefused | None = None

    @property
    def place(self) -> Path:
        """Where the file lies; one in an archive as if the archive were a folder."""
        return self.path / shown_name(self.entry) if self.entry else self.path


def find_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The files named, and those in the folders named, sorted by name.

    Paths that do not exist are kept: reading them tells why they cannot be read. Hidden files and the study's own
    files are passed over in folders; what systems and Office leave beside transcripts comes with the reason why it is
    set aside. However a path is typed, each source has the one that `place_of` gives.
    """
    found: dict[str, Source] = {}
    listings: Listings = {}
    places = {place_of(path, listings) for path in paths}
    for place in sorted(places, key=lambda item: (not _is_folder(item), item.as_posix())):
        for source in _walk(place) if _is_folder(place) else _sources(place, place.parent, given=True):
            key = f"{os.path.normcase(source.path)}\0{source.entry}"
            if key not in found or source.given:
                found[key] = replace(source, name=found[key].name if key in found else source.name)
    named = _unique_names(sorted(found.values(), key=lambda item: (item.name, item.path.as_posix())))
    return tuple(sorted(_with_stems(named), key=lambda item: item.name))


def place_of(path: Path, listings: Listings | None = None) -> Path:
    """The absolute path as the folders on its way list it: one file has one, however its path was typed.

    On Windows and macOS neither letters' case nor the form of accented letters matters to the system. Links are not
    followed, but for `..`. `listings` remembers folders from one call to the next.
    """
    known = {} if listings is None else listings
    plain = path
    if ".." in path.parts:
        plain = Path(os.path.realpath(path)) if path.name == ".." else Path(os.path.realpath(path.parent), path.name)
    absolute = Path(os.path.abspath(plain))  # noqa: PTH100 - resolve() would follow links
    place = Path(absolute.anchor[:2].upper() + absolute.anchor[2:])  # a drive has one letter
    for part in absolute.parts[1:]:
        place /= _as_listed(place, part, known)
    return place


def _as_listed(folder: Path, name: str, known: Listings) -> str:
    if folder not in known:
        try:
            known[folder] = dict.fromkeys(sorted(os.listdir(folder)))  # noqa: PTH208 - names, not paths
        except OSError:
            known[folder] = {}
    if name in known[folder]:
        return name
    alike = (entry for entry in known[folder] if name_key(entry) == name_key(name))
    return next((entry for entry in alike if _is_same(folder / entry, folder / name)), name)


def _is_same(one: Path, two: Path) -> bool:
    try:
        return one.samefile(two)
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir() raises where nobody may look


def _source(path: Path, root: Path, *, given: bool) -> Source:
    name = path.relative_to(root).as_posix() if path != root else path.name
    return Source(name, path, given, root, aside=_why_aside(path.name))


def _sources(path: Path, root: Path, *, given: bool) -> tuple[Source, ...]:
    """The file, or the files in it if it is a zip archive of transcripts: those are given as a folder's are."""
    whole = _source(path, root, given=given)
    try:
        entries = list_archive(path)
    except InputRefused as refusal:
        return (replace(whole, refusal=InputRefused(whole.name, refusal.reason, hint=refusal.hint)),)
    except OSError:
        entries = None
    inside = [_entry_source(whole, entry) for entry in entries or () if not _is_passed_over(entry.shown)]
    readable = any(PurePosixPath(source.name).suffix.lower() in _IN_ARCHIVES for source in inside)
    return tuple(inside) if readable else (whole,)


def _is_passed_over(shown: str) -> bool:
    *folders, name = shown.split("/")
    hidden = any(folder.startswith(".") or folder in _SKIPPED_FOLDERS for folder in folders)
    return hidden or name.lower() in _STUDY_FILES or (name.startswith(".") and not _why_aside(name))


def _entry_source(archive: Source, entry: Entry) -> Source:
    name = f"{archive.name}/{entry.shown}"
    refusal = InputRefused(name, entry.refusal, hint=UNPACK) if entry.refusal else None
    aside = _why_aside(entry.shown.rpartition("/")[2]) or entry.aside
    return replace(archive, name=name, given=False, entry=entry.name, aside=aside, refusal=refusal)


def _why_aside(name: str) -> str:
    """Why a file of this name is none of a person's: systems and Office leave such beside the others."""
    if name.startswith("._"):
        return "what macOS keeps beside another file"
    if name.startswith("~$"):
        return "Office's mark that a file is open"
    if name.startswith(".") and name.endswith(".icloud"):
        return "in iCloud and not on this machine: download it"
    return "the system's own" if name.lower() in _SYSTEM_FILES else ""


def _walk(root: Path) -> Iterator[Source]:
    pending: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    while pending:
        folder, above = pending.pop()
        real = os.path.normcase(os.path.realpath(folder))
        if real in above:  # a link to a folder that this one lies in
            continue
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            yield _source(folder, root, given=False)
            continue
        for entry in entries:
            if _is_folder(entry):
                if not entry.name.startswith(".") and entry.name not in _SKIPPED_FOLDERS:
                    pending.append((entry, (*above, real)))
            elif entry.name.lower() not in _STUDY_FILES:
                for source in _sources(entry, root, given=False):
                    if source.aside or not entry.name.startswith("."):
                        yield source


def _unique_names(sources: Sequence[Source]) -> list[Source]:
    """Names as short as they can be: folders above the root are added only where two files would share a name."""
    names = [source.name for source in sources]
    parents = [list(source.root.parts[1:]) for source in sources]
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
    if source.refusal is not None:
        raise source.refusal
    descriptor = _open(source)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise InputRefused(source.name, "not a regular file", hint="name files or folders of transcripts")
    with os.fdopen(descriptor, "rb") as file:
        if source.entry:
            return read_entry(source.name, file, source.entry)
        if status.st_size > MAX_BYTES:
            raise TooBig(
                source.name, f"{status.st_size // 1_000_000} MB are more than a transcript has", hint="split the file"
            )
        data = file.read(status.st_size + 1)
        if len(data) > status.st_size:  # it grew, or is one whose size the system does not tell
            data += file.read(MAX_BYTES + 1 - len(data))
        if len(data) > MAX_BYTES:
            raise TooBig(source.name, "more bytes than a transcript has", hint="split the file")
        return data


def _open(source: Source) -> int:
    """A descriptor of the file. Raises `InputRefused`."""
    if as_text(str(source.path)) is None:
        raise InputRefused(source.name, "its name is in another encoding than this system's", hint="rename it")
    try:
        return os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        hint = "check the path"
        if sys.platform == "win32" and len(str(source.path)) > _LONGEST_ON_WINDOWS:
            hint = "its path is longer than Windows allows: move it to a folder with a shorter one"
        raise InputRefused(source.name, "does not exist (any more)", hint=hint) from error
    except PermissionError as error:
        if getattr(error, "winerror", None) in _LOCKED:
            raise InputRefused(source.name, "another program holds it", hint="close it there") from error
        raise InputRefused(source.name, "no permission to read it", hint="change its permissions") from error
    except OSError as error:
        raise InputRefused(source.name, f"cannot be opened ({error.strerror})") from error
