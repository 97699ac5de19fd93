"""The interviews of the data as studies: which files they are, and their transcripts."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.data import data_path
from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript
from insightmine.transcripts import find_sources, read_source

_MEETINGS = "meetings"
_HERITRACE = "heritrace/original/user_testing/results"
# every folder with transcripts, for what must hold of each of them
FOLDERS = (
    "heritrace/original",
    "pdpilot/derived/transcripts",
    "anthropic-interviewer-scientists",
    "estr-managers",
    "changelog-transcripts",
    "transcript-formats",
    "qmsum",
)
# studies small enough to be analysed whole, and slices of the two that are not
STUDIES: Mapping[str, tuple[tuple[str, ...], int | None]] = {
    "heritrace, English": (
        (
            f"{_HERITRACE}/endusers/transcriptions/5e_transcription.md",
            f"{_HERITRACE}/endusers/transcriptions/6e_transcription.md",
            f"{_HERITRACE}/technicians/transcriptions/1t_transcription.md",
            f"{_HERITRACE}/technicians/transcriptions/10t_transcription.md",
        ),
        None,
    ),
    "pdpilot": (("pdpilot/derived/transcripts",), None),
    "estr-managers": (("estr-managers/original/transcripts_experience",), None),
    "scientists, the first 30": (("anthropic-interviewer-scientists/scientists_transcripts.csv",), 30),
    "changelog, the first 3": (("changelog-transcripts",), 3),
}
# too large to be analysed whole: single interviews of it are
_WHOLE: Mapping[str, tuple[tuple[str, ...], int | None]] = {
    "scientists": (("anthropic-interviewer-scientists/scientists_transcripts.csv",), None),
    "changelog, the first 9": (("changelog-transcripts",), 9),
    "changelog, the first 24": (("changelog-transcripts",), 24),
    _MEETINGS: (("qmsum/data/ALL",), None),
}


def read_study(name: str) -> list[Transcript]:
    """The transcripts of a study, by id, without roles. Raises `DataAbsent`."""
    places, limit = {**STUDIES, **_WHOLE}[name]
    transcripts: list[Transcript] = []
    for source in find_sources([data_path(place) for place in places]):
        if limit is not None and len(transcripts) >= limit:
            break
        transcripts += read_source(source, InputOptions(), SpeakerOptions()).transcripts
    return transcripts[:limit]


def speakers_of(name: str, transcripts: Sequence[Transcript]) -> SpeakerOptions:
    """Who speaks in a study: in meetings nobody asks for the others, so all are participants."""
    if name != _MEETINGS:
        return SpeakerOptions()
    labels = {turn.speaker for transcript in transcripts for turn in transcript.turns if turn.speaker}
    return SpeakerOptions(participants=tuple(sorted(labels)))


def scientists_as_files(folder: Path, count: int) -> list[Path]:
    """The first interviews of the scientists, one file each, written into a folder. Raises `DataAbsent`."""
    csv.field_size_limit(sys.maxsize)
    source = data_path("anthropic-interviewer-scientists/scientists_transcripts.csv")
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[:count]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for row in rows:
        path = folder / f"{row['transcript_id']}.txt"
        path.write_text(row["text"], encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
