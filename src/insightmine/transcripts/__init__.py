"""Files -> transcripts: who said what, when, and what was left out and why."""

from __future__ import annotations

from insightmine.transcripts.near_copies import near_copies
from insightmine.transcripts.reading import PARSER_VERSION, PARSERS, Reading, read_source
from insightmine.transcripts.sources import MAX_BYTES, Source, find_sources, place_of
from insightmine.transcripts.speakers import Cast, assign_speakers

__all__ = [
    "MAX_BYTES",
    "PARSERS",
    "PARSER_VERSION",
    "Cast",
    "Reading",
    "Source",
    "assign_speakers",
    "find_sources",
    "near_copies",
    "place_of",
    "read_source",
]
