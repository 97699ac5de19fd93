"""Rows of a coding -> the units they are about: statements of a study where there is one, else the quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from insightmine.agreement import Aspect, Coding, Labels, Unit
from insightmine.domain.analysis import Analysis
from insightmine.domain.file_names import name_key
from insightmine.domain.ids import StatementId, TranscriptId, digest_of
from insightmine.domain.speech import Statement, Transcript
from insightmine.exchange.coding_rows import CodedFile, CodedRow

_TYPED = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")  # as many characters
_SPEAKERS = re.compile(r"\n+|(?:^|\s)[A-Z][\w()'-]*(?: [\w()'-]+){0,3}:\s")  # who speaks, within a quote
_LEAST_WORDS = 4
_OVERLAP = 0.5  # of a statement that a quote must cover to be about it


@dataclass(frozen=True, slots=True)
class Located:
    """The codings of a file, one a coder, their units, and the lines that no unit was found for."""

    codings: tuple[Coding, ...]
    units: Mapping[str, Unit]
    lost: tuple[int, ...]


def text_digest(text: str) -> str:
    """What tells a statement's words from others, without the words; blanks do not count."""
    return digest_of(" ".join(text.split()))[:16]


def unit_of(statement: Statement) -> Unit:
    """A statement as a unit of coding."""
    place = f"turn {statement.turn}"
    return Unit(statement.id, statement.participant, statement.source, statement.text, place)


class Places:
    """Finds what a row is about. Without a study every quote is a unit of its own."""

    def __init__(self, analysis: Analysis | None) -> None:
        self._analysis = analysis
        self._by_digest: defaultdict[str, list[Statement]] = defaultdict(list)
        self._by_transcript: defaultdict[TranscriptId, list[Statement]] = defaultdict(list)
        self._names = {t.id: _names(t) for t in analysis.transcripts} if analysis is not None else {}
        self._all_names = frozenset().union(*self._names.values())
        self._people = {str(person.id) for person in analysis.people} if analysis is not None else set()
        for statement in analysis.statements if analysis is not None else ():
            self._by_digest[text_digest(statement.text)].append(statement)
            self._by_transcript[statement.transcript].append(statement)

    def units(self, row: CodedRow) -> tuple[Unit, ...]:
        """The units of a row; none where the study has no such words."""
        if self._analysis is None:
            return (_by_itself(row),)
        known = self._analysis.statement_by_id.get(StatementId(row.statement))
        if known is not None:
            return (unit_of(known),)
        found = self._same_words(row) or self._by_place(row) or self._quoted(row)
        return tuple(unit_of(statement) for statement in found)

    def _same_words(self, row: CodedRow) -> list[Statement]:
        """A statement whose id changed, by its words: its speaker's, else nobody else's."""
        digest = row.text_digest or (text_digest(row.text) if row.text else "")
        same = self._by_digest.get(digest, [])
        theirs = [s for s in same if s.participant == row.participant and self._is_in(s.transcript, row)]
        return theirs[:1] or (same if len(same) == 1 and (not row.participant or row.statement) else [])

    def _by_place(self, row: CodedRow) -> list[Statement]:
        if row.turn is None or row.start is None or row.end is None or not row.source:
            return []
        start, end = row.start, row.end
        return [s for s in self._spoken(row) if s.turn == row.turn and _covered(s, start, end) >= _OVERLAP]

    def _quoted(self, row: CodedRow) -> list[Statement]:
        """The statements that a quote covers at least half of: all of it, or its parts where several people speak."""
        found = self._covered_by(row, row.text)
        if found:
            return found
        parts = [part for part in _SPEAKERS.split(row.text) if len(part.split()) >= _LEAST_WORDS]
        return [statement for part in parts for statement in self._covered_by(row, part)]

    def _covered_by(self, row: CodedRow, quote: str) -> list[Statement]:
        """The statements that words cover at least half of; none where they stand in several turns."""
        words = quote.translate(_TYPED).split()
        if self._analysis is None or not words:
            return []
        pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
        found = []
        for statement in self._spoken(row):
            text = self._analysis.turn_of(statement).text.translate(_TYPED)
            if any(_covered(statement, *match.span()) >= _OVERLAP for match in pattern.finditer(text)):
                found.append(statement)
        return found if len({(s.transcript, s.turn) for s in found}) == 1 else []

    def _spoken(self, row: CodedRow) -> Iterable[Statement]:
        """The statements in the file, and of the person, that the row names."""
        for transcript, statements in self._by_transcript.items():
            if self._is_in(transcript, row):
                yield from (
                    s for s in statements if row.participant not in self._people or s.participant == row.participant
                )

    def _is_in(self, transcript: TranscriptId, row: CodedRow) -> bool:
        """Whether the row names this file, with its folders and ending or without, or none.

        Somebody whom the study knows by another name may be called as their file is.
        """
        named = row.source or (row.participant if row.participant not in self._people else "")
        key = name_key(named)
        return key in self._names[transcript] or not (row.source or key in self._all_names)


def located(file: CodedFile, places: Places) -> Located:
    """The rows of a file by coder and unit; a unit coded in several rows has the labels of all."""
    labels: defaultdict[str, dict[Aspect, dict[str, Labels]]] = defaultdict(dict)
    unsure: defaultdict[str, defaultdict[Aspect, set[str]]] = defaultdict(lambda: defaultdict(set))
    units: dict[str, Unit] = {}
    lost = []
    for row in file.rows:
        found = places.units(row)
        if not found and (row.labels or row.unsure):
            lost.append(row.line)
        for unit in found:
            units[unit.key] = unit
            _add(row, unit.key, labels[row.coder], unsure[row.coder])
    codings = tuple(
        Coding(
            coder, labels[coder],
            {aspect: frozenset(keys - labels[coder].get(aspect, {}).keys()) for aspect, keys in unsure[coder].items()},
            file.names,
        )
        for coder in sorted(labels)
    )  # fmt: skip
    return Located(codings, units, tuple(lost))


def _add(row: CodedRow, key: str, labels: dict[Aspect, dict[str, Labels]], unsure: Mapping[Aspect, set[str]]) -> None:
    for aspect, given in row.labels.items():
        of_aspect = labels.setdefault(aspect, {})
        of_aspect[key] = tuple(dict.fromkeys((*of_aspect.get(key, ()), *given)))
    for aspect in row.unsure:
        unsure[aspect].add(key)


def _by_itself(row: CodedRow) -> Unit:
    person, source = row.participant or None, row.source or None
    key = row.statement
    if not key and row.turn is not None:
        key = f"{row.source}#{row.turn}:{row.start}-{row.end}"
    if not key:
        key = digest_of(row.participant or row.source, " ".join(row.text.split()).casefold())
    return Unit(key, person, source, row.text or None, f"line {row.line}")


def _names(transcript: Transcript) -> frozenset[str]:
    path = PurePosixPath(transcript.source)
    return frozenset(name_key(name) for name in (transcript.source, path.name, path.stem, transcript.id))


def _covered(statement: Statement, start: int, end: int) -> float:
    shared = min(statement.end, end) - max(statement.start, start)
    return max(0, shared) / (statement.end - statement.start)
