"""Files -> transcripts: who said what, when, and what was left out and why."""

from __future__ import annotations

from insightmine.transcripts.archives import ARCHIVE
from insightmine.transcripts.coverage import words_in_turns, words_left_out
from insightmine.transcripts.near_copies import near_copies
from insightmine.transcripts.reading import PARSER_VERSION, PARSERS, Reading, read_source
from insightmine.transcripts.sources import MAX_BYTES, Source, find_sources, place_of, read_bytes
from insightmine.transcripts.speakers import Cast, assign_speakers

__all__ = [
    "ARCHIVE",
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
    "read_bytes",
    "read_source",
    "words_in_turns",
    "words_left_out",
]
