"""What `compare` is given -> two rounds, and what changed: parts of one study, or folders of studies and exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from insightmine.domain.analysis import Analysis
from insightmine.domain.file_names import name_key
from insightmine.domain.ids import StatementId, TranscriptId
from insightmine.domain.new_themes import attributes_of
from insightmine.domain.segments import values_of
from insightmine.engines import Vectors
from insightmine.errors import NothingUsable, UsageError
from insightmine.exchange.round_import import is_export, read_round
from insightmine.rounds import Comparison, Round, Space, compare, round_of
from insightmine.rounds.changes import FEWEST
from insightmine.store import STORE_FOLDER

FILE = "file"  # beside the attributes of people: the names of transcripts, as patterns
_FEW_SHARED = 0.5
_CHANCE_SHARED = 9  # so many words for word the same of two people of one name are no sign of the same interview

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class OpenedStudy:
    """A study that was opened to be compared: `vectors` are of `models`, row i that of statement i of `for_themes`."""

    analysis: Analysis
    models: str
    program: str
    vectors: Vectors
    encode: Encode


@dataclass(frozen=True, slots=True)
class _Side:
    """A round, its statements' vectors where it is a study, and what is to be known of where it came from."""

    round: Round
    folder: Path
    study: OpenedStudy | None
    remarks: tuple[str, ...] = ()


OpenStudyAt = Callable[[Path], OpenedStudy]


def compare_parts(analysis: Analysis, by: str, names: Sequence[str]) -> Comparison:
    """Two parts of one study: people by the value of an attribute, or transcripts by a pattern of their names (`file`).

    Raises `UsageError` for an attribute or a value that there is not.
    """
    first, second = _two(names)
    if first == second:
        raise UsageError(f"{first} and {second} are the same", hint="name two different values")
    if by in attributes_of(analysis):
        rounds = [_of_value(analysis, by, value) for value in (first, second)]
    elif by == FILE:
        rounds = [_of_files(analysis, pattern) for pattern in (first, second)]
    else:
        known = ", ".join((*attributes_of(analysis), FILE))
        raise UsageError(f"no participant has the attribute {by!r}", hint=f"compare --by one of: {known}")
    one, other = rounds
    shared = sorted({*one.statements} & {*other.statements})
    if shared:
        raise UsageError(
            f"{first} and {second} have {len(shared)} statements in common", hint="name parts that do not overlap"
        )
    found = compare(one, other, same_study=True)
    return replace(found, remarks=(*_of_sizes(one, other), *_of_languages(one, other)))


def compare_folders(names: Sequence[str], open_study: OpenStudyAt, default: Encode, same_people: bool) -> Comparison:
    """Two folders, each a study or an export. Raises `UsageError` and `InputRefused` for what cannot be compared."""
    first, second = (_side(Path(name), open_study) for name in _two(names))
    if first.folder == second.folder:
        raise UsageError(f"{names[0]} and {names[1]} are the same folder", hint="name two rounds of interviews")
    one, other = first.round, second.round
    shared = {*one.statements} & {*other.statements}
    if shared and len(shared) == len(one.statements) == len(other.statements):
        raise UsageError(f"{names[0]} and {names[1]} hold the same interviews", hint="name two rounds of interviews")
    if one.name == other.name:
        one, other = replace(one, name=str(names[0])), replace(other, name=str(names[1]))
    grown = len(shared) >= _FEW_SHARED * min(len(one.statements), len(other.statements))
    space = Space.of(one, other, _vectors(first, second, default))
    found = compare(one, other, space, same_people=same_people or grown)
    remarks = (
        *_of_origin(first, second), *first.remarks, *second.remarks, *_of_sizes(one, other),
        *_of_people(one, other, len(shared), same_people or grown), *_of_languages(one, other), *_of_steps(one, other),
    )  # fmt: skip
    return replace(found, remarks=remarks)


def _two(names: Sequence[str]) -> tuple[str, str]:
    if len(names) != 2:
        raise UsageError("compare takes two rounds", hint="insightmine compare A B, the earlier one first")
    return names[0], names[1]


def _of_value(analysis: Analysis, attribute: str, value: str) -> Round:
    values = values_of(analysis, attribute)
    people = [person for person, own in values.items() if own is not None and own.casefold() == value.casefold()]
    if not people:
        known = ", ".join(sorted({own for own in values.values() if own is not None}))
        raise UsageError(f"nobody has {attribute} {value!r}", hint=f"there are: {known}")
    return round_of(analysis, f"{attribute} {value}", only=frozenset(people))


def _of_files(analysis: Analysis, pattern: str) -> Round:
    wanted = name_key(pattern)
    found: set[TranscriptId] = set()
    for transcript in analysis.transcripts:
        source = name_key(transcript.source)
        if fnmatchcase(source, wanted) or fnmatchcase(source, f"*/{wanted}") or source.startswith(f"{wanted}/"):
            found.add(transcript.id)
    if not found:
        raise UsageError(f"no transcript is called {pattern}", hint="insightmine snapshot lists the files")
    return round_of(analysis, pattern, transcripts=found)


def _side(folder: Path, open_study: OpenStudyAt) -> _Side:
    if (folder / STORE_FOLDER).is_dir():
        try:
            study = open_study(folder)
        except NothingUsable as error:
            raise NothingUsable(f"nothing was ingested in {folder} yet", hint="ingest its interviews first") from error
        name = folder.resolve().name
        return _Side(round_of(study.analysis, name, models=study.models), folder.resolve(), study)
    if is_export(folder):
        read = read_round(folder)
        return _Side(read.round, folder.resolve(), None, read.remarks)
    what = "is neither a study nor an export" if folder.is_dir() else "is no folder"
    raise UsageError(
        f"{folder} {what}", hint="name folders with results, or two values of an attribute with --by ATTRIBUTE"
    )


def _vectors(first: _Side, second: _Side, default: Encode) -> Mapping[StatementId, Vectors]:
    """The vectors of both rounds by one encoder: that of the later study, else of the earlier."""
    leading = second.study or first.study
    found: dict[StatementId, Vectors] = {}
    for side in (first, second):
        if side.study is not None and leading is not None and side.study.models == leading.models:
            statements = side.study.analysis.for_themes
            found.update({s.id: side.study.vectors[row] for row, s in enumerate(statements)})
            continue
        known = {name: said.text for name, said in sorted(side.round.statements.items()) if said.text}
        encode = leading.encode if leading is not None else default
        found.update(zip(known, encode(list(known.values())), strict=True) if known else ())
    return found


def _of_sizes(one: Round, other: Round) -> list[str]:
    few = [f"{item.name} has {len(item.people)}" for item in (one, other) if len(item.people) < FEWEST]
    if not few:
        return []
    return [f"Below {FEWEST} people a side nothing is called grown or shrunk: {', '.join(few)}."]


def _of_origin(first: _Side, second: _Side) -> list[str]:
    remarks = [
        "Themes were found in each round by itself and are cut differently even where people say the same. To compare "
        "with surety, ingest both rounds into one study and compare two values of an attribute (--by)."
    ]
    if first.study is not None and second.study is not None:
        if first.study.models != second.study.models:
            remarks.append(
                "The rounds were made with different models or precision: statements of one were measured anew, its "
                "themes are as they were."
            )
        if first.study.program != second.study.program:
            remarks.append("The rounds were made by different versions of the program; ingest the older one again.")
    return remarks


def _of_people(one: Round, other: Round, n_shared: int, same_people: bool) -> list[str]:
    remarks = []
    names = one.people & other.people
    if names and not same_people:
        number = f"{len(names)} participants have" if len(names) > 1 else "1 participant has"
        remarks.append(
            f"{number} the same name in both rounds and were taken for different people; if they are the same, say "
            "--same-people."
        )
    if n_shared > _CHANCE_SHARED:
        remarks.append(f"{n_shared} statements are in both rounds: the same interviews were read into both.")
    return remarks


def _of_languages(one: Round, other: Round) -> list[str]:
    if one.languages == other.languages or not (one.languages and other.languages):
        return []
    told = [f"{item.name}: {', '.join(sorted(item.languages))}" for item in (one, other)]
    return [f"The rounds are in different languages ({'; '.join(told)}): what differs may be the language."]


def _of_steps(one: Round, other: Round) -> list[str]:
    if one.has_draft_steps or other.has_draft_steps:
        return ["Steps are compared where journey.toml sets them: what each round proposed for itself is not the same."]
    apart = [(item.name, sorted({*item.steps} - {*like.steps})) for item, like in ((one, other), (other, one))]
    told = [f"{', '.join(steps)} only in {name}" for name, steps in apart if steps]
    return [f"The journeys differ: steps {'; '.join(told)}."] if told else []
