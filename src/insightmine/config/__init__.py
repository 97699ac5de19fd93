"""A study's settings files -> frozen options."""

from insightmine.config.codebook_file import load_codebook
from insightmine.config.files import csv_rows, settings_file
from insightmine.config.guide_file import guide_document, load_guide
from insightmine.config.journey_file import load_journey
from insightmine.config.journey_text import journey_toml, step_lines
from insightmine.config.options import (
    CODEBOOK_FILE,
    GUIDE_DOCUMENTS,
    GUIDE_FILE,
    JOURNEY_FILE,
    MEASURES_FILE,
    MEMOS_FILE,
    PEOPLE_FILE,
    SETTINGS_FILE,
    TRANSCRIPTS_FILE,
    InputOptions,
    ModelOptions,
    NameOptions,
    Options,
    PersonRow,
    SpeakerOptions,
    StudyOptions,
    ThemeOptions,
    TranscriptRow,
)
from insightmine.config.people_file import load_people
from insightmine.config.settings import load_options

__all__ = [
    "CODEBOOK_FILE",
    "GUIDE_DOCUMENTS",
    "GUIDE_FILE",
    "JOURNEY_FILE",
    "MEASURES_FILE",
    "MEMOS_FILE",
    "PEOPLE_FILE",
    "SETTINGS_FILE",
    "TRANSCRIPTS_FILE",
    "InputOptions",
    "ModelOptions",
    "NameOptions",
    "Options",
    "PersonRow",
    "SpeakerOptions",
    "StudyOptions",
    "ThemeOptions",
    "TranscriptRow",
    "csv_rows",
    "guide_document",
    "journey_toml",
    "load_codebook",
    "load_guide",
    "load_journey",
    "load_options",
    "load_people",
    "settings_file",
    "step_lines",
]
