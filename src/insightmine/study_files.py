"""The commented files of a new study folder: every key with its default, nothing that must be edited first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from insightmine.config import (
    CODEBOOK_FILE,
    JOURNEY_FILE,
    MEMOS_FILE,
    PEOPLE_FILE,
    SETTINGS_FILE,
    TRANSCRIPTS_FILE,
    journey_toml,
    load_journey,
    settings_file,
)
from insightmine.config.transcripts_file import COLUMNS as TRANSCRIPTS_COLUMNS
from insightmine.domain.journeys import Journey
from insightmine.errors import ConfigError, UsageError
from insightmine.store import STORE_FOLDER, write_atomically

_SETTINGS = """\
# Settings of this study. Every key has the default that is shown; uncomment a line to change it.

[study]
# title = "Onboarding interviews, autumn"   # for the report; the folder's name if there is none

[models]
# engine = "onnxruntime"             # or "sentence-transformers": the reference path, and the one that uses a GPU
# encoder_path = "path/to/a/model"   # weights of your own: a sentence-transformers folder or a name in the hub cache
# languages = ["en"]                 # those that the encoder serves; others are searched, and in no theme
# grammar_path = "path/to/a/pipeline"   # on Windows with / between folders: "C:/models/pipeline"

[speakers]
# Labels whose role is known. Without this, roles are recognised, and `insightmine show FILE` says on what evidence.
# interviewers = ["Dan", "Moderator"]
# participants = ["P1", "P2"]
# observers = ["Notetaker"]

[input]
# encoding = "cp1252"                # only where a file is not UTF-8 and the guess was wrong
# participant_column = "respondent"  # columns of a CSV, where they are not found by their names
# text_column = "answer"
# transcript_column = "session"
# as_statements = false              # true: each row of a CSV is one statement and is not split
# least_speech = 0.5                 # a file is refused if less of its text is in turns; 0 reads any

[themes]
# detail = 0.5                       # from 0 (few, broad themes) to 1 (many, narrow ones)

[names]
# A server on this machine that speaks OpenAI's protocol (Ollama, llama.cpp) proposes names of themes: docs/models.md
# endpoint = "http://127.0.0.1:11434/v1"
# model = "llama3.2:3b"

[measures]
# What measures.csv holds, where `insightmine journey` says that it was taken for something else: docs/measures.md
# success = { kind = "binary", better = "higher" }   # kind: binary, ordinal or number; better: higher or lower
"""

_JOURNEY = """\
# The steps of the journey, from left to right. Without any, a draft is proposed from headings and questions.
# Uncomment and edit; `insightmine journey` shows what was said at each step, `insightmine journey --suggest` proposes
# the text of this file from what was ingested.
#
# [[step]]
# id = "find"
# name = "Find a tool"
# description = "Looking through the catalogue for something to borrow."
# examples = ["I searched for a drill", "the photos helped me to choose"]
# headings = ["Task 1: Find a tool"]   # transcript headings that stand for this step
#
# [[step]]
# id = "reserve"
# name = "Reserve it"
"""

_MEMOS = """\
<!-- Your notes on this study, in Markdown. An id in them (T3, S12ab34cd56, D4) becomes a link in the report, and
     `insightmine show T3` lists what you wrote about T3. Delete these lines when you begin. -->
"""

_PEOPLE = "participant,source,label,consent\n"
_TRANSCRIPTS = ",".join(TRANSCRIPTS_COLUMNS) + "\n"


def write_study_files(folder: Path) -> tuple[Path, ...]:
    """Write insightmine.toml, a journey draft, empty lists of participants and transcripts, and memos, if not there.

    The journey is written beside its place (`journey.example.toml`), since an empty journey.toml is an error.
    """
    contents = {
        SETTINGS_FILE: _SETTINGS,
        f"{Path(JOURNEY_FILE).stem}.example.toml": _JOURNEY,
        PEOPLE_FILE: _PEOPLE,
        TRANSCRIPTS_FILE: _TRANSCRIPTS,
        MEMOS_FILE: _MEMOS,
    }
    written = []
    for name, content in contents.items():
        path = folder / name
        if settings_file(path) is None:
            path.write_text(content, encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)


@dataclass(frozen=True, slots=True)
class TakenCodebook:
    """Where a codebook was written, and where the one before it is kept now, if there was another."""

    path: Path
    set_aside: Path | None


def take_codebook(folder: Path, content: str, source: Path) -> TakenCodebook:
    """Write codebook.csv; another that was there is kept in the store's folder. `source` is where it came from."""
    path = folder / CODEBOOK_FILE
    before = settings_file(path)
    kept: Path | None = None
    if before is not None and before.read_text(encoding="utf-8", errors="replace") != content:
        kept = _free(folder / STORE_FOLDER, "codebook.before", ".csv")
        if source.resolve() == before.resolve():
            kept.write_bytes(before.read_bytes())
        else:
            before.rename(kept)
    write_atomically(path, content)
    return TakenCodebook(path, kept)


@dataclass(frozen=True, slots=True)
class TakenJourney:
    """Where a journey was written, its steps, and where the one before it is kept now, if there was another."""

    path: Path
    journey: Journey
    set_aside: Path | None


def take_journey(folder: Path, journey: Journey, source: Path, *, replace: bool) -> TakenJourney:
    """Write journey.toml, from the file `source`; one that is there gives way where `replace` says so, and is kept.

    Raises `UsageError` where another is there and was not to be replaced. The same steps are left as they stand.
    """
    path = folder / JOURNEY_FILE
    before = settings_file(path)
    if before is None:
        write_atomically(path, journey_toml(journey, f"taken over from {source.name}"))
        return TakenJourney(path, journey, None)
    try:
        known = load_journey(before)
    except ConfigError:
        known = None
    if known == journey:
        return TakenJourney(before, journey, None)
    if not replace:
        raise UsageError(
            f"there is a {before.name} with other steps already",
            hint="import it with --replace to put it in their place; the file that is there is kept",
        )
    kept = _free(folder / STORE_FOLDER, "journey.before", ".toml")
    kept.write_bytes(before.read_bytes())
    write_atomically(before, journey_toml(journey, f"taken over from {source.name}"))
    return TakenJourney(before, journey, kept)


def _free(folder: Path, stem: str, ending: str) -> Path:
    """A name with a number that no file of the folder has yet."""
    number = 1
    while (folder / f"{stem}-{number}{ending}").exists():
        number += 1
    return folder / f"{stem}-{number}{ending}"
