"""The invented interviews of `gold/identifiers`: their turns, what is planted in them, and that they are unchanged."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from insightmine.config import InputOptions, PersonRow, SpeakerOptions, load_people
from insightmine.domain.speech import Transcript
from insightmine.transcripts import assign_speakers, find_sources, read_source

FOLDER = Path(__file__).parent / "gold" / "identifiers"
QUASI = "quasi"
_DIGEST = re.compile(r"^ {4}([0-9a-f]{64}) {2}([\w.]+)", re.MULTILINE)

# a turn by source and index
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Planted:
    """An identifier, in code points of its turn; `difficulty` is absent for a quasi-identifier."""

    file: str
    turn: int
    start: int
    end: int
    text: str
    type: str
    kind: str
    difficulty: str | None
    known: bool

    @property
    def place(self) -> Place:
        """The turn."""
        return self.file, self.turn


@dataclass(frozen=True, slots=True)
class Tempting:
    """What identifies nobody and looks as if it did."""

    file: str
    turn: int
    start: int
    end: int
    text: str
    kind: str

    @property
    def place(self) -> Place:
        """The turn."""
        return self.file, self.turn


def read_planted(folder: Path = FOLDER) -> list[Planted]:
    """Identifiers and quasi-identifiers, in the order of the file."""
    lines = (folder / "identifiers.jsonl").read_text(encoding="utf-8").splitlines()
    return [Planted(**json.loads(line)) for line in lines]


def read_tempting(folder: Path = FOLDER) -> list[Tempting]:
    """What is to be left alone, in the order of the file."""
    lines = (folder / "not_identifiers.jsonl").read_text(encoding="utf-8").splitlines()
    return [Tempting(**json.loads(line)) for line in lines]


@dataclass(frozen=True, slots=True)
class RedactedStudy:
    """What is redacted: transcripts with roles and participants, and the rows of participants.csv."""

    transcripts: tuple[Transcript, ...]
    people: tuple[PersonRow, ...] = ()

    @property
    def n_words(self) -> int:
        """Words in the turns."""
        return sum(transcript.n_words for transcript in self.transcripts)

    @property
    def texts(self) -> dict[Place, str]:
        """The text of every turn."""
        return {(t.source, turn.index): turn.text for t in self.transcripts for turn in t.turns}


def planted_study(folder: Path = FOLDER) -> RedactedStudy:
    """The interviews as one study, with roles and people."""
    people = load_people(folder / "participants.csv")
    read = read_folder(folder / "transcripts")
    return RedactedStudy(assign_speakers(read, SpeakerOptions(), people, ()).transcripts, people)


def read_folder(folder: Path) -> list[Transcript]:
    """The transcripts in a folder, without roles."""
    sources = find_sources([folder])
    return [t for source in sources for t in read_source(source, InputOptions(), SpeakerOptions()).transcripts]


def digests(folder: Path = FOLDER) -> dict[str, str]:
    """SHA-256 of each file of labels, and of the transcripts one after another by name."""
    names = ("identifiers.jsonl", "not_identifiers.jsonl", "participants.csv")
    contents: Mapping[str, bytes] = {
        **{name: (folder / name).read_bytes() for name in names},
        "transcripts": b"".join(path.read_bytes() for path in sorted((folder / "transcripts").iterdir())),
    }
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def frozen_digests(folder: Path = FOLDER) -> dict[str, str]:
    """The digests that the card states."""
    card = (folder / "README.md").read_text(encoding="utf-8")
    return {name.rstrip(","): digest for digest, name in _DIGEST.findall(card)}
