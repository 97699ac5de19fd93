"""Exact words, with everything needed to find them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Effect
from insightmine.domain.media import MediaLink
from insightmine.domain.provenance import provenance_of
from insightmine.domain.sharing import words_withheld
from insightmine.report.wording import clock, question_end, shortened

_WORDS_LIMIT = 480
_QUESTION_LIMIT = 180


@dataclass(frozen=True, slots=True)
class Recording:
    """Where in a recording it is to be heard: an address, and what the link says."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """`words` is `None` when the participant does not allow them to be shown; `time` is from the start.

    `is_note`: somebody else wrote it down, so that no quotation marks may stand around it. `marks` are to stand beside
    the words ("written", "translated from Italian"); `original` are those that were translated, in `language`.
    """

    id: StatementId
    words: str | None
    participant: ParticipantId
    source: str
    turn: int
    time: str | None
    question: str | None
    effect: Effect | None
    is_note: bool = False
    marks: tuple[str, ...] = ()
    original: str | None = None
    language: str | None = None
    media: Recording | None = None

    def quoted(self, most_characters: int = _WORDS_LIMIT) -> str:
        """The words in a line, in quotation marks or after `note:`, with what is to stand beside them."""
        words = "(words withheld)" if self.words is None else shortened(self.words, most_characters)
        if self.words is not None:
            words = f"note: {words}" if self.is_note else f"“{words}”"
        return f"{words} ({', '.join(self.marks)})" if self.marks else words


def _heard_at(link: MediaLink) -> str:
    """`recording` where the link leads to the very place, else with the time to go to."""
    return "recording" if link.jumps else f"recording, at {clock(link.seconds)}"


class QuoteBook:
    """Finds quotes by the ids of their statements."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._withheld = words_withheld(analysis)

    def quote(self, statement_id: StatementId, most_characters: int = _WORDS_LIMIT) -> Quote:
        """One statement as it may be shown; what is longer is cut between two words, with a mark."""
        statement = self._analysis.statement_by_id[statement_id]
        judgement = self._analysis.judgement_by_id.get(statement_id)
        shown = statement.participant not in self._withheld
        origin = provenance_of(self._analysis, statement)
        transcript = self._analysis.transcript_by_id[statement.transcript]
        return Quote(
            id=statement_id,
            words=shortened(statement.text, most_characters) if shown else None,
            participant=statement.participant,
            source=statement.source,
            turn=statement.turn,
            time=clock(self._analysis.turn_of(statement).start_seconds),
            question=question_end(statement.question, _QUESTION_LIMIT) if statement.question else None,
            effect=judgement.effect if judgement else None,
            is_note=origin.is_note,
            marks=origin.marks,
            original=shortened(origin.original.text, most_characters) if origin.original else None,
            language=transcript.translated_from,
            media=Recording(origin.media.url, _heard_at(origin.media)) if origin.media else None,
        )

    def quotes(
        self, statements: Iterable[StatementId], limit: int, most_characters: int = _WORDS_LIMIT
    ) -> tuple[Quote, ...]:
        """The first of these, one a person as long as there are others; words before withheld words."""
        ids = list(dict.fromkeys(statements))
        turn: dict[ParticipantId, int] = {}
        ranked = []
        for place, statement_id in enumerate(ids):
            person = self._analysis.statement_by_id[statement_id].participant
            turn[person] = turn.get(person, 0) + 1
            ranked.append((person in self._withheld, turn[person], place))
        return tuple(self.quote(ids[place], most_characters) for *_, place in sorted(ranked)[:limit])
