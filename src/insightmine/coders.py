"""Who coded what: files, exports, kept codings and the study itself, made comparable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from insightmine.agreement import Agreement, Aspect, Coding, Grouped, Labels, Unit, compare
from insightmine.agreement.found import coding_found
from insightmine.domain.analysis import Analysis
from insightmine.errors import UsageError
from insightmine.exchange.coding_import import coding_file
from insightmine.exchange.coding_places import Places, located, unit_of
from insightmine.exchange.coding_rows import GIVEN, CodedFile, read_codings
from insightmine.exchange.coding_values import code_of, codes_in_use
from insightmine.exchange.theme_names import theme_names
from insightmine.store import STORE_FOLDER

STUDY, PROGRAM = "study", "program"

OpenOther = Callable[[Path], Analysis]


@dataclass(frozen=True, slots=True)
class Compared:
    """Coders, how far they agree in what, and what the reader should know of the files."""

    codings: tuple[Coding, ...]
    results: tuple[Agreement | Grouped, ...]
    remarks: tuple[str, ...]


def agree(
    names: Sequence[str],
    folder: Path,
    analysis: Analysis | None,
    aspect: Aspect | None = None,
    *,
    open_other: OpenOther,
) -> Compared:
    """The agreement of the coders behind these names.

    A name is `study` (what holds in the study), `program` (without what people decided), a coder whose coding is kept,
    a CSV or JSONL file, or a folder: an export, or another study. A file may hold several coders. Raises `UsageError`.
    """
    gathering = _Gathering(folder, analysis, open_other)
    for name in names:
        gathering.add(name)
    codings = _with_one_spelling(_named_apart(gathering.codings), analysis)
    if analysis is None:
        _refuse_unknown_place(codings, gathering.names)
    return Compared(codings, compare(codings, gathering.units, aspect), tuple(gathering.remarks))


class _Gathering:
    """The codings as they come, and the units that they are about."""

    def __init__(self, folder: Path, analysis: Analysis | None, open_other: OpenOther) -> None:
        self.codings: list[Coding] = []
        self.units: dict[str, Unit] = {}
        self.remarks: list[str] = []
        self.names: list[str] = []
        self._folder, self._analysis, self._open_other = folder, analysis, open_other
        self._places = Places(analysis)

    def add(self, name: str) -> None:
        """The codings behind a name."""
        self.names.append(name)
        path = Path(name)
        if name in (STUDY, PROGRAM):
            self._add_study(self._own(name), name, undecided=name == PROGRAM)
        elif (kept := _kept(self._folder, name)) is not None:
            self._add_file(read_codings(kept, name))
        elif path.is_dir():
            self._add_folder(path)
        elif path.is_file():
            self._add_file(read_codings(path))
        else:
            raise UsageError(f"there is no coding {name!r}", hint=self._known())

    def _own(self, name: str) -> Analysis:
        if self._analysis is None:
            raise UsageError(
                f"{name!r} needs a study, and there is none in {self._folder}", hint="name it with --study"
            )
        return self._analysis

    def _add_folder(self, path: Path) -> None:
        if (path / "statements.jsonl").is_file():
            file = read_codings(path / "statements.jsonl", path.name)
            self._add_file(replace(file, names=theme_names(path / "themes.jsonl")))
        elif (path / STORE_FOLDER).is_dir():
            self._add_study(self._open_other(path), path.resolve().name)
        else:
            raise UsageError(f"{path} is neither an export nor a study", hint="name a folder with statements.jsonl")

    def _add_study(self, analysis: Analysis, name: str, *, undecided: bool = False) -> None:
        codes = {str(theme.id): code_of(theme) for theme in codes_in_use(analysis)}
        self.codings.append(coding_found(analysis, name, codes, undecided=undecided))
        self.units.update({statement.id: unit_of(statement) for statement in analysis.statements})

    def _add_file(self, file: CodedFile) -> None:
        found = located(file, self._places)
        if not file.rows:
            raise UsageError(f"{file.name}: there is no row in it that can be read", hint="see docs/agreement.md")
        if not found.codings:
            raise UsageError(
                f"{file.name}: none of its {len(file.rows)} rows is about words of this study",
                hint="see that it is the right study, and that quotes are as they stand in the interviews",
            )
        self.codings += found.codings
        self.units = {**found.units, **self.units}
        self.remarks += [f"{file.name}, line {row.line}: {row.reason}; the row is left out" for row in file.refused]
        if found.lost:
            self.remarks.append(
                f"{file.name}: {_counted(len(found.lost), 'row')} left out, whose words are in no statement of the "
                f"study, or in several (the first on line {found.lost[0]})"
            )
        self.remarks += _unknown_values(file)

    def _known(self) -> str:
        kept = sorted(path.stem for path in coding_file(self._folder, "x").parent.glob("*.csv"))
        return f"name a file, a folder, study, program{', or a kept coding: ' + ', '.join(kept) if kept else ''}"


def _kept(folder: Path, name: str) -> Path | None:
    try:
        path = coding_file(folder, name)
    except UsageError:
        return None
    return path if path.is_file() else None


def _unknown_values(file: CodedFile) -> list[str]:
    """Values that are none of the given ones: they count as another value, which may be a slip."""
    lines: dict[tuple[Aspect, str], list[int]] = {}
    for row in file.rows:
        for aspect, labels in row.labels.items():
            for label in labels:
                if aspect in GIVEN and label not in GIVEN[aspect]:
                    lines.setdefault((aspect, label), []).append(row.line)
    return [
        f"{file.name}, line {found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''}: "
        f"{aspect} has no value {label!r}"
        for (aspect, label), found in lines.items()
    ]


def _refuse_unknown_place(codings: Sequence[Coding], names: Sequence[str]) -> None:
    """Without a study quotes are matched by their own words only: say so where that finds nothing."""
    if len(codings) > 1 and not frozenset.intersection(*(coding.units for coding in codings[:2])):
        raise UsageError(
            f"{' and '.join(names)} have no quote in common",
            hint="run this in the study that the quotes come from (--study FOLDER), so that each finds its statement",
        )


def _named_apart(codings: Sequence[Coding]) -> list[Coding]:
    """Two coders of one name get numbers."""
    counts = Counter(coding.coder for coding in codings)
    numbers: Counter[str] = Counter()
    named = []
    for coding in codings:
        numbers[coding.coder] += 1
        is_shared = counts[coding.coder] > 1
        named.append(replace(coding, coder=f"{coding.coder} ({numbers[coding.coder]})") if is_shared else coding)
    return named


def _with_one_spelling(codings: Sequence[Coding], analysis: Analysis | None) -> tuple[Coding, ...]:
    """Codes that differ in capitals only are one; the name of a theme that is a code means that code."""
    spelt: dict[str, str] = {}
    every = sorted({x for c in codings for labels in c.labels.get(Aspect.CODES, {}).values() for x in labels})
    for label in every:
        spelt.setdefault(label.casefold(), label)
    for theme in codes_in_use(analysis) if analysis is not None else ():
        spelt |= {theme.name.casefold(): code_of(theme), code_of(theme).casefold(): code_of(theme)}
    return tuple(replace(coding, labels=_respelt(coding.labels, spelt)) for coding in codings)


def _respelt(
    labels: Mapping[Aspect, Mapping[str, Labels]], spelt: Mapping[str, str]
) -> dict[Aspect, Mapping[str, Labels]]:
    if Aspect.CODES not in labels:
        return dict(labels)
    codes = {
        key: tuple(dict.fromkeys(spelt[label.casefold()] for label in given))
        for key, given in labels[Aspect.CODES].items()
    }
    return {**labels, Aspect.CODES: codes}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
