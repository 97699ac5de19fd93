"""A study's settings files -> frozen options."""

from insightmine.config.files import csv_rows, settings_file
from insightmine.config.guide_file import guide_document, load_guide
from insightmine.config.journey_file import load_journey
from insightmine.config.options import (
    GUIDE_DOCUMENTS,
    GUIDE_FILE,
    JOURNEY_FILE,
    PEOPLE_FILE,
    SETTINGS_FILE,
    TRANSCRIPTS_FILE,
    InputOptions,
    ModelOptions,
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
    "GUIDE_DOCUMENTS",
    "GUIDE_FILE",
    "JOURNEY_FILE",
    "PEOPLE_FILE",
    "SETTINGS_FILE",
    "TRANSCRIPTS_FILE",
    "InputOptions",
    "ModelOptions",
    "Options",
    "PersonRow",
    "SpeakerOptions",
    "StudyOptions",
    "ThemeOptions",
    "TranscriptRow",
    "csv_rows",
    "guide_document",
    "load_guide",
    "load_journey",
    "load_options",
    "load_people",
    "settings_file",
]
