"""What a parser is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript


@dataclass(frozen=True, slots=True)
class Document:
    """One file in memory. `text` is decoded, with LF line ends, and empty where the file is no text.

    `stem` is the transcript id that the file's name gives; `warnings` tell what was guessed on the way.
    """

    source: str
    stem: str
    data: bytes
    text: str = ""
    encoding: str = "binary"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The transcripts of a document, and the text that all their words are checked against."""

    transcripts: tuple[Transcript, ...]
    text: str


class Parser(Protocol):
    """One family of formats. Third parties give theirs as an entry point in `insightmine.parsers`."""

    def accepts(self, document: Document) -> bool:
        """Whether the content, not the name, is of this family."""

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:
        """The transcripts, with speaker labels but without roles. Raises `InputRefused`."""
