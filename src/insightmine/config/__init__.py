"""A study's settings files -> frozen options."""

from insightmine.config.files import settings_file
from insightmine.config.guide_file import load_guide
from insightmine.config.journey_file import load_journey
from insightmine.config.options import (
    GUIDE_FILE,
    JOURNEY_FILE,
    PEOPLE_FILE,
    SETTINGS_FILE,
    InputOptions,
    ModelOptions,
    Options,
    PersonRow,
    SpeakerOptions,
    StudyOptions,
    ThemeOptions,
)
from insightmine.config.people_file import load_people
from insightmine.config.settings import load_options

__all__ = [
    "GUIDE_FILE",
    "JOURNEY_FILE",
    "PEOPLE_FILE",
    "SETTINGS_FILE",
    "InputOptions",
    "ModelOptions",
    "Options",
    "PersonRow",
    "SpeakerOptions",
    "StudyOptions",
    "ThemeOptions",
    "load_guide",
    "load_journey",
    "load_options",
    "load_people",
    "settings_file",
]
