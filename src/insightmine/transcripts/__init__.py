"""Files -> transcripts: who said what, when, and what was left out and why."""

from __future__ import annotations

from insightmine.transcripts.archives import ARCHIVE
from insightmine.transcripts.casting import cast_study
from insightmine.transcripts.coverage import words_in_turns, words_left_out
from insightmine.transcripts.near_copies import near_copies
from insightmine.transcripts.one_recording import other_forms
from insightmine.transcripts.outlines import read_outline
from insightmine.transcripts.people import consent_of, labels_of, map_by_source, map_people, names_of
from insightmine.transcripts.plug_ins import plug_in_releases, plug_ins
from insightmine.transcripts.reading import PARSER_VERSION, PARSERS, Reading, read_source
from insightmine.transcripts.role_words import is_generic, is_role_word
from insightmine.transcripts.sources import MAX_BYTES, Source, find_sources, place_of, read_bytes
from insightmine.transcripts.speakers import Cast, assign_speakers
from insightmine.transcripts.withdrawal import WITHDREW, take_out, withdrawn_people, without_words

__all__ = [
    "ARCHIVE",
    "MAX_BYTES",
    "PARSERS",
    "PARSER_VERSION",
    "WITHDREW",
    "Cast",
    "Reading",
    "Source",
    "assign_speakers",
    "cast_study",
    "consent_of",
    "find_sources",
    "is_generic",
    "is_role_word",
    "labels_of",
    "map_by_source",
    "map_people",
    "names_of",
    "near_copies",
    "other_forms",
    "place_of",
    "plug_in_releases",
    "plug_ins",
    "read_bytes",
    "read_outline",
    "read_source",
    "take_out",
    "withdrawn_people",
    "without_words",
    "words_in_turns",
    "words_left_out",
]
