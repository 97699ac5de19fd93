"""Promises that are true or false, where that is cheap to show: same bytes, exact quotes, every word."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import ROOT, DataAbsent, data_path
from benchmarks.results import Bar, bar
from benchmarks.studies import FOLDERS, STUDIES, read_study, scientists_as_files
from benchmarks.workbench import Workbench
from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.analysis import Analysis
from insightmine.domain.speech import LeftOut, Role, Statement
from insightmine.errors import InputRefused
from insightmine.resources import sample_folder
from insightmine.study import Study
from insightmine.transcripts import Source, find_sources, read_source
from insightmine.transcripts.coverage import NOT_KEPT, unescape, words_of


@dataclass(frozen=True, slots=True)
class Same:
    """One study ingested twice, differently: the same digest of everything that was found?"""

    study: str
    changed: str
    statements: int
    same: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The files of a folder: their words, counted in the bytes, against turns and the list of what was dropped."""

    folder: str
    files_read: int
    of_them_json: int
    set_aside: int
    refused: int
    words: int
    in_turns: int
    listed: int
    lost_or_added: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """Statements against their turns and files, and participants' words against statements and what was left out."""

    study: str
    transcripts: int
    statements: int
    exact_slices: int
    found_in_file: float
    words_of_participants: int
    words_nowhere: int


@dataclass(frozen=True, slots=True)
class Growth:
    """A fifth of the interviews comes later: earlier statements in the theme with the id they had."""

    study: str
    interviews: int
    later: int
    statements_before: int
    kept_of_placed: float
    kept_of_all: float


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """Section "promises"; small studies are a measure of their own (`slices`)."""

    determinism: tuple[Same, ...]
    words: tuple[Words, ...]
    quotes: tuple[Quotes, ...]
    two_rounds: tuple[Growth, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


def measure() -> PromiseFigures:
    """Everything for which there is data; the sample is always there."""
    bench, absent = Workbench(), []
    words, quotes = [], []
    for folder in FOLDERS:
        try:
            words.append(_words(folder))
        except DataAbsent as missing:
            absent.append(str(missing))
    for name in STUDIES:
        try:
            analysis = bench.analyse(read_study(name))
        except DataAbsent as missing:
            absent.append(str(missing))
            continue
        quotes.append(_quotes(name, analysis))
    growth = tuple(_two_rounds())
    same = tuple(_determinism())
    return PromiseFigures(
        same, tuple(words), tuple(quotes), growth, _bars(same, words, quotes, growth), tuple(absent),
    )  # fmt: skip


def _bars(
    same: Sequence[Same], words: Sequence[Words], quotes: Sequence[Quotes], growth: Sequence[Growth],
) -> tuple[Bar, ...]:  # fmt: skip
    exact = sum(row.exact_slices for row in quotes) / max(1, sum(row.statements for row in quotes))
    lost = sum(row.lost_or_added for row in words) + sum(row.words_nowhere for row in quotes)
    return (
        bar("runs that gave other bytes", sum(not row.same for row in same), 0, 0, lower_is_better=True),
        bar("words lost or added", lost, 0, 0, lower_is_better=True),
        bar("share of quotes that equal their place", exact, 1.0, 1.0),
        *(bar(f"{row.study}: kept their theme's id", row.kept_of_placed, 0.95, 0.95) for row in growth),
    )


# the same bytes


def _determinism() -> Iterator[Same]:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folders = {"the sample": sample_folder() / "transcripts"}
        with suppress(DataAbsent):
            folders["pdpilot"] = data_path("pdpilot/derived/transcripts")
        for study, folder in folders.items():
            files = [path for path in sorted(folder.iterdir()) if path.is_file()]
            first = _once(home / f"{study} 1", files, PYTHONHASHSEED="1")
            shuffled = random.Random(1).sample(files, len(files))
            second = _once(home / f"{study} 2", shuffled, PYTHONHASHSEED="2", OMP_NUM_THREADS="1")
            changed = "order of files, hash seed, threads, process"
            yield Same(study, changed, int(first["statements"]), first["digest"] == second["digest"])


def _once(folder: Path, paths: Sequence[Path], **environment: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.once", str(folder), *map(str, paths)]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


# no word lost


def _words(folder: str) -> Words:
    """Counted again from the bytes: what the reader itself says of its words is not asked."""
    count: Counter[str] = Counter()
    for source in find_sources([data_path(folder)]):
        try:
            reading = read_source(source, InputOptions(), SpeakerOptions())
        except InputRefused:
            count["refused"] += 1
            continue
        if reading.set_aside is not None:
            count["set aside"] += 1
            continue
        count["read"] += 1
        if reading.transcripts[0].format.endswith("-json"):  # most of its words are keys and numbers
            count["json"] += 1
            continue
        expected = Counter(words_of(unescape(_text(source, reading.transcripts[0].encoding))))
        turns = Counter(w for t in reading.transcripts for turn in t.turns for w in words_of(turn.text))
        listed = Counter(w for t in reading.transcripts for entry in t.dropped for w in entry.words)
        count["words"] += expected.total()
        count["turns"] += turns.total()
        count["listed"] += listed.total()
        found = turns + listed
        masked = found.pop(NOT_KEPT, 0)  # each stands for one word of an e-mail address, which is never kept
        count["off"] += abs((expected - found).total() - masked) + (found - expected).total()
    return Words(
        folder, count["read"], count["json"], count["set aside"], count["refused"],
        count["words"], count["turns"], count["listed"], count["off"],
    )  # fmt: skip


def _text(source: Source, encoding: str) -> str:
    return source.path.read_bytes().decode(encoding).removeprefix("\ufeff")


# exact quotes


def _quotes(name: str, analysis: Analysis) -> Quotes:
    exact = sum(analysis.turn_of(s).text[s.start : s.end] == s.text for s in analysis.statements)
    sources = find_sources([data_path(place) for place in STUDIES[name][0]])
    files = {source.name: f" {' '.join(words_of(unescape(_text(source, 'utf-8'))))} " for source in sources}
    found = sum(f" {' '.join(words_of(s.text))} " in files[s.source] for s in analysis.statements)
    said, nowhere = _accounted(analysis)
    n = len(analysis.statements)
    return Quotes(name, len(analysis.transcripts), n, exact, found / n if n else 0.0, said, nowhere)


def _accounted(analysis: Analysis) -> tuple[int, int]:
    """Words of participants' turns, and how many lie neither in a statement nor in a stretch that was left out."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    stretches: list[Statement | LeftOut] = [*analysis.statements, *analysis.left_out]
    for part in stretches:
        spans.setdefault((part.transcript, part.turn), []).append((part.start, part.end))
    said = nowhere = 0
    for transcript in analysis.transcripts:
        for turn in transcript.turns:
            if turn.role is Role.PARTICIPANT:
                rest = list(turn.text)
                for start, end in spans.get((transcript.id, turn.index), []):
                    rest[start:end] = " " * (end - start)
                said += len(words_of(turn.text))
                nowhere += len(words_of("".join(rest)))
    return said, nowhere


# two rounds


def _two_rounds() -> Iterator[Growth]:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        sample = home / "sample"
        shutil.copytree(sample_folder(), sample)
        yield _growth("the sample", sample, sorted((sample / "transcripts").iterdir()))
        try:
            files = sorted(path for path in data_path("pdpilot/derived/transcripts").iterdir() if path.is_file())
            yield _growth("pdpilot", home / "pdpilot", files)
            files = scientists_as_files(home / "interviews", 30)
            yield _growth("scientists, the first 30", home / "scientists", files)
        except DataAbsent:
            return


def _growth(name: str, folder: Path, files: Sequence[Path]) -> Growth:
    later = set(random.Random(1).sample(list(files), max(1, round(0.2 * len(files)))))
    with Study.open(folder, create=True) as study:
        before = study.ingest([path for path in files if path not in later]).analysis
        after = study.ingest(files).analysis
    was = {s.id: before.theme_of[s.id].id if s.id in before.theme_of else None for s in before.statements}
    now = {s.id: after.theme_of[s.id].id if s.id in after.theme_of else None for s in after.statements}
    placed = [statement for statement, theme in was.items() if theme is not None]
    return Growth(
        study=name,
        interviews=len(files),
        later=len(later),
        statements_before=len(was),
        kept_of_placed=sum(now.get(s) == was[s] for s in placed) / len(placed),
        kept_of_all=sum(s in now and now[s] == was[s] for s in was) / len(was),
    )
