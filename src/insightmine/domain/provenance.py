"""Where a quote comes from, as far as it decides how it may be shown: whose words, which language, which recording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.languages import language_name
from insightmine.domain.media import MediaLink, media_link
from insightmine.domain.sharing import words_withheld
from insightmine.domain.speech import Record, Statement, Turn


@dataclass(frozen=True, slots=True)
class Provenance:
    """`translated_from` is a language's name, or "another language"; `original` the turn behind a translated quote."""

    record: Record
    translated_from: str | None
    original: Turn | None
    media: MediaLink | None

    @property
    def is_note(self) -> bool:
        """Whether somebody else wrote it down: no quotation marks may stand around it."""
        return self.record is Record.NOTES

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must know beside the words: `written`, `translated from Italian`."""
        written = ("written",) if self.record is Record.WRITTEN else ()
        return (*written, *((f"translated from {self.translated_from}",) if self.translated_from else ()))

    def quoted(self, words: str, opening: str = '"', closing: str = '"') -> str:
        """The words as they may stand in a line: in quotation marks, or after `note:`, and the marks behind."""
        shown = f"note: {words}" if self.is_note else f"{opening}{words}{closing}"
        return f"{shown} ({', '.join(self.marks)})" if self.marks else shown


def provenance_of(analysis: Analysis, statement: Statement) -> Provenance:
    """Of one statement. Who allows no quotation is not heard in a recording or read in the original either."""
    transcript = analysis.transcript_by_id[statement.transcript]
    withheld = statement.participant in words_withheld(analysis)
    start = analysis.turn_of(statement).start_seconds
    linked = transcript.media is not None and start is not None and not withheld
    is_translation = transcript.translated_from is not None or transcript.translation_of is not None
    language = language_name(transcript.translated_from) if transcript.translated_from else "another language"
    return Provenance(
        record=transcript.record,
        translated_from=language if is_translation else None,
        original=None if withheld else analysis.original_of(statement),
        media=media_link(transcript.media or "", transcript.media_offset, start) if linked else None,
    )


ONLY_NOTES = "from notes only, nobody's own words"
ALL_NOTES = "All that is known here comes from notes, nobody's own words: weaker evidence than what people say."


def rests_on_notes(analysis: Analysis, statements: Iterable[StatementId]) -> bool:
    """Whether nobody's own words are among these statements: that is weak evidence, and has to be said."""
    return all(
        analysis.transcript_by_id[analysis.statement_by_id[statement].transcript].record is Record.NOTES
        for statement in statements
    )


def is_of_notes_alone(analysis: Analysis) -> bool:
    """Whether nobody speaks anywhere in the study: then notes are all there is, and tell no finding from another."""
    return all(transcript.record is Record.NOTES for transcript in analysis.transcripts)


def is_weaker_for_notes(analysis: Analysis, statements: Iterable[StatementId]) -> bool:
    """Whether nobody's own words are among these statements, in a study in which people speak."""
    return rests_on_notes(analysis, statements) and not is_of_notes_alone(analysis)
