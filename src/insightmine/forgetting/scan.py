"""The proof: no file of the study folder holds somebody's words or name, or it is said which one does."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from insightmine.domain.file_names import storable
from insightmine.domain.shingles import RUN, words_in
from insightmine.forgetting.looking import MOST_BYTES, is_closed, views

_LONG = 6  # letters of a name that random bytes do not spell


@dataclass(frozen=True, slots=True)
class Found:
    """A file in which something of them still stands. `entry`: where in an archive; `line`: the first, in a text.

    `runs` counts different runs of five of their words, `names` how often one of their names stands there; `in_path`:
    their name is part of the file's own name.
    """

    path: str
    runs: int
    names: int
    entry: str = ""
    line: int | None = None
    in_path: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was looked into, where something was found, and what could not be looked into (with the reason)."""

    n_files: int
    found: tuple[Found, ...]
    closed: tuple[tuple[str, str], ...]


class Sought:
    """What is looked for: runs of five words that only they said, and what they are called."""

    def __init__(self, runs: Collection[str], names: Sequence[str], calls: Sequence[str]) -> None:
        self.runs = frozenset(runs)
        self._by_first: dict[str, set[str]] = {}
        for run in self.runs:
            self._by_first.setdefault(run.split(" ", 1)[0], set()).add(run)
        self._names = [*_patterns(names, re.IGNORECASE), *_patterns(calls, 0)]
        long = (_patterns([name for name in part if len(name) >= _LONG], flag) for part, flag in
                ((names, re.IGNORECASE), (calls, 0)))  # fmt: skip
        self._long_names = [pattern for patterns in long for pattern in patterns]

    def runs_in(self, text: str) -> set[str]:
        """The runs of words that stand in a text."""
        if not self._by_first:
            return set()
        found: set[str] = set()
        words = words_in(text)
        for i, word in enumerate(words):
            if word in self._by_first:
                run = " ".join(words[i : i + RUN])
                if run in self._by_first[word]:
                    found.add(run)
        return found

    def names_in(self, text: str, *, long_only: bool = False) -> list[int]:
        """Where in a text a name begins; only long ones among bytes that are no text."""
        patterns = self._long_names if long_only else self._names
        return sorted(match.start() for pattern in patterns for match in pattern.finditer(text))


def scan(folder: Path, sought: Sought, *, passed_over: Collection[Path] = ()) -> Scanned:
    """Look into every file below a folder but those passed over; by path, never following links to other folders."""
    found: list[Found] = []
    closed: list[tuple[str, str]] = []
    n_files = 0
    for path in files_below(folder):
        if path in passed_over:
            continue
        n_files += 1
        shown = storable(path.relative_to(folder).as_posix())
        item, reason = look_into(path, shown, sought)
        found += [item] if item is not None else []
        closed += [(shown, reason)] if reason else []
    return Scanned(n_files, tuple(found), tuple(closed))


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder, hidden ones too, by name."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield Path(place) / name


def look_into(path: Path, shown: str, sought: Sought, *, names: bool = True) -> tuple[Found | None, str]:
    """What of them stands in a file, and why it could not be looked into, if so."""
    in_path = names and bool(sought.names_in(shown.replace("_", " ")))
    try:
        if not path.is_file():
            return None, ""
        if path.stat().st_size > MOST_BYTES:
            return _only_name(shown, in_path), "larger than 500 MB"
        best = _look(path.read_bytes(), sought, names)
    except (OSError, ValueError, MemoryError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _only_name(shown, in_path), reason or "cannot be read"
    reason = "words in such a file cannot be seen from outside" if is_closed(shown) else ""
    if best.runs or best.names or in_path:
        return Found(shown, best.runs, best.names, best.entry, best.line, in_path), reason
    return None, reason


def _only_name(shown: str, in_path: bool) -> Found | None:
    return Found(shown, 0, 0, in_path=True) if in_path else None


def _look(content: bytes, sought: Sought, with_names: bool) -> Found:
    runs: set[str] = set()
    most, entry, line = 0, "", None
    for view in views(content):
        here = sought.runs_in(view.text)
        names = sought.names_in(view.text, long_only=not view.is_text) if with_names else []
        if (here - runs or names) and not (runs or most):
            entry = view.entry
            line = _line_of(view.text, names, here) if view.is_text else None
        runs |= here
        most = max(most, len(names))
    return Found("", len(runs), most, entry, line)


def _line_of(text: str, names: Sequence[int], runs: Iterable[str]) -> int | None:
    """The first line on which a name stands or a run of words begins."""
    starts = list(names[:1])
    for run in sorted(runs)[:1]:
        match = re.search(r"[\W_]+".join(map(re.escape, run.split())), text, re.IGNORECASE)
        starts += [match.start()] if match else []
    return text.count("\n", 0, min(starts)) + 1 if starts else None


def _patterns(names: Iterable[str], flags: int) -> list[re.Pattern[str]]:
    """One pattern for all names, longest first, as whole words; blanks may be of any length."""
    parts = [r"\s+".join(map(re.escape, name.split())) for name in sorted(set(names), key=lambda n: (-len(n), n))]
    return [re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", flags)] if parts else []


def mentions(texts: Mapping[str, Iterable[tuple[str, str]]], sought: Sought) -> tuple[tuple[str, str, int, int], ...]:
    """Where others say the name or repeat the words: (file, place, names, runs), from (place, text) by file."""
    found = []
    for source, places in sorted(texts.items()):
        for place, text in places:
            n_names, n_runs = len(sought.names_in(text)), len(sought.runs_in(text))
            if n_names or n_runs:
                found.append((source, place, n_names, n_runs))
    return tuple(found)
