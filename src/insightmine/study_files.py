"""The commented files of a new study folder: every key with its default, nothing that must be edited first."""

from __future__ import annotations

from pathlib import Path

from insightmine.config import JOURNEY_FILE, PEOPLE_FILE, SETTINGS_FILE, TRANSCRIPTS_FILE, settings_file
from insightmine.config.transcripts_file import COLUMNS as TRANSCRIPTS_COLUMNS

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
"""

_JOURNEY = """\
# The steps of the journey, from left to right. Without any, a draft is proposed from headings and questions.
# Uncomment and edit; `insightmine journey` shows what was said at each step.
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

_PEOPLE = "participant,source,label,consent\n"
_TRANSCRIPTS = ",".join(TRANSCRIPTS_COLUMNS) + "\n"


def write_study_files(folder: Path) -> tuple[Path, ...]:
    """Write insightmine.toml, a journey draft, and empty lists of participants and transcripts, where none are there.

    The journey is written beside its place (`journey.example.toml`), since an empty journey.toml is an error.
    """
    contents = {
        SETTINGS_FILE: _SETTINGS,
        f"{Path(JOURNEY_FILE).stem}.example.toml": _JOURNEY,
        PEOPLE_FILE: _PEOPLE,
        TRANSCRIPTS_FILE: _TRANSCRIPTS,
    }
    written = []
    for name, content in contents.items():
        path = folder / name
        if settings_file(path) is None:
            path.write_text(content, encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)
