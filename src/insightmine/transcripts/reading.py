"""One file -> its transcripts, or the reason why it holds none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import PurePosixPath

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Record, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts.columns import NoText
from insightmine.transcripts.coverage import check_coverage, check_share, without_addresses
from insightmine.transcripts.decoding import decode
from insightmine.transcripts.documents import Document, Parser
from insightmine.transcripts.language import languages_of
from insightmine.transcripts.not_interviews import set_aside_before, set_aside_labelled, set_aside_unlabelled
from insightmine.transcripts.notes import recognised
from insightmine.transcripts.plug_ins import PlugIn, choose_plug_in, parse_with, plug_ins
from insightmine.transcripts.role_words import is_generic
from insightmine.transcripts.sniff import NotRead, is_binary, sniff_binary, sniff_text
from insightmine.transcripts.sources import Source, TooBig, read_bytes

PARSER_VERSION = "8"

# asked in this order; the first that accepts a document reads it
PARSERS: Mapping[str, str] = {
    "docx": "insightmine.transcripts.docx:DocxParser",
    "spreadsheet": "insightmine.transcripts.spreadsheet:SpreadsheetParser",
    "asr_json": "insightmine.transcripts.asr_json.parser:AsrJsonParser",
    "pdf": "insightmine.transcripts.pdf:PdfParser",
    "odt": "insightmine.transcripts.odt:OdtParser",
    "rtf": "insightmine.transcripts.rtf:RtfParser",
    "html": "insightmine.transcripts.html:HtmlParser",
    "cues": "insightmine.transcripts.cues:CueParser",
    "whisper_tsv": "insightmine.transcripts.whisper_tsv:WhisperTsvParser",
    "table": "insightmine.transcripts.table:TableParser",
    "text": "insightmine.transcripts.labelled_text:TextParser",
}
_DOCUMENTS = frozenset({"docx", "pdf", "odt", "rtf", "html"})  # parsers that give paragraphs to the grammar of text
_TEXT_FORMATS = _DOCUMENTS | {"text", "markdown"}
_MUCH_FRONT_MATTER = 0.2


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file. `digest` is the SHA-256 of its bytes; `set_aside` says why it holds no interview."""

    source: str
    digest: str
    transcripts: tuple[Transcript, ...] = ()
    set_aside: str | None = None
    warnings: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_parsers() -> tuple[tuple[str, Parser], ...]:
    """The built-in parsers in the order in which they are asked; those of other packages are asked before."""
    places = ((name, *place.split(":")) for name, place in PARSERS.items())
    return tuple((name, getattr(import_module(module), attribute)()) for name, module, attribute in places)


def read_source(source: Source, options: InputOptions, speakers: SpeakerOptions, *, declared: bool = False) -> Reading:
    """The transcripts of a file, with speaker labels but without roles. Raises `InputRefused`.

    A file of another kind that was found in a folder is set aside; one that was named is refused. What systems and
    Office leave beside files is set aside however it came: `*` on a command line names it too. `declared`: a person
    said that somebody's written words or notes are in it, so it need not read like speech.
    """
    if source.aside:
        return Reading(source.name, "", set_aside=source.aside)
    try:
        data = read_bytes(source)
    except TooBig as refusal:
        if source.given:
            raise
        return Reading(source.name, "", set_aside=refusal.reason)
    digest = hashlib.sha256(data).hexdigest()
    not_read, document, transcripts = _look(source, data, options, speakers, declared)
    if not_read is None:
        return Reading(source.name, digest, tuple(_finish(document, transcript) for transcript in transcripts))
    if source.given:
        raise InputRefused(source.name, not_read.reason, hint=not_read.hint or "name a transcript")
    reason = f"{not_read.reason}; {not_read.hint}" if not_read.hint else not_read.reason
    return Reading(source.name, digest, set_aside=reason)


def _look(
    source: Source, data: bytes, options: InputOptions, speakers: SpeakerOptions, declared: bool
) -> tuple[NotRead | None, Document, tuple[Transcript, ...]]:
    """Why a file is not read, the document, and its transcripts."""
    document = Document(source.name, source.stem or PurePosixPath(source.name).stem, data)
    plug_in, document = _plug_in(document, options)
    if plug_in is not None:
        parsed = parse_with(plug_in, document, options, speakers)
        check_coverage(document.source, parsed.text, parsed.transcripts)
        return None, document, parsed.transcripts
    not_read = sniff_binary(document)
    if not_read is None and not is_binary(data):
        decoded = decode(source.name, data, options.encoding)
        document = replace(document, text=decoded.text, encoding=decoded.encoding, warnings=decoded.warnings)
        if not decoded.text.strip("\ufeff \t\n"):
            raise InputRefused(source.name, "empty", hint="check that the export is complete")
        not_read = sniff_text(document)
    if not_read is not None:
        return not_read, document, ()
    try:
        not_read, transcripts = _read(document, options, speakers, declared)
    except NoText as refusal:
        if source.given:
            raise
        what = refusal.reason if refusal.reason.startswith("a table") else "a table without a column of text"
        return NotRead(what, refusal.hint), document, ()
    return not_read, document, transcripts


def _plug_in(document: Document, options: InputOptions) -> tuple[PlugIn | None, Document]:
    """The plug-in that reads a document, with its text where it is text; nothing is set aside before they are asked."""
    if not plug_ins().loaded:
        return None, document
    shown = document
    if not is_binary(document.data):
        with suppress(InputRefused):
            decoded = decode(document.source, document.data, options.encoding)
            shown = replace(document, text=decoded.text, encoding=decoded.encoding, warnings=decoded.warnings)
    found = choose_plug_in(shown)
    return found, document if found is None else shown


def _read(
    document: Document, options: InputOptions, speakers: SpeakerOptions, declared: bool
) -> tuple[NotRead | None, tuple[Transcript, ...]]:
    """The transcripts, or why there are none."""
    name, parser = next((name, parser) for name, parser in load_parsers() if parser.accepts(document))
    if name == "text":
        not_read = set_aside_before(document)
        if not_read is not None:
            return not_read, ()
    parsed = parser.parse(document, options, speakers)
    check_coverage(document.source, parsed.text, parsed.transcripts)
    if name == "text" or name in _DOCUMENTS:
        shown = document if name == "text" else replace(document, text=parsed.text)
        not_read = set_aside_before(shown) if name in _DOCUMENTS - {"docx"} else None
        not_read = not_read or (None if declared else _is_no_interview(shown, parsed.transcripts[0]))
        if not_read is not None:
            return not_read, ()
    check_share(document.source, parsed.transcripts, options.least_speech)
    return None, parsed.transcripts


def _is_no_interview(document: Document, transcript: Transcript) -> NotRead | None:
    labels = {turn.speaker for turn in transcript.turns if turn.speaker is not None}
    if labels:
        return set_aside_labelled(document, transcript, sure=any(map(is_generic, labels)))
    are_notes = recognised(transcript).record is Record.NOTES
    return set_aside_unlabelled(document, transcript.turns, are_notes=are_notes)


def _finish(document: Document, transcript: Transcript) -> Transcript:
    """The transcript with its language, and with what a reader should know about it."""
    languages = languages_of([turn.text for turn in transcript.turns])
    warnings = [*document.warnings, *transcript.warnings]
    front = sum(len(entry.words) for entry in transcript.dropped if entry.reason is DropReason.FRONT_MATTER)
    total = front + transcript.n_words
    if total and transcript.format in _TEXT_FORMATS and front > _MUCH_FRONT_MATTER * total and front > 100:
        warnings.append(f"{front} words before the first speaker were left out as front matter")
    language = languages[0].language if languages else None
    return without_addresses(
        replace(recognised(transcript), language=language, languages=languages, warnings=tuple(warnings))
    )
