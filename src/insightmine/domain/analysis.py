"""The whole result of one run over a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from insightmine.domain.contradictions import Contradiction
from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.interviewed import NotJudged, not_judged_at, not_judged_in
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.missing import OpenQuestion, open_questions
from insightmine.domain.outcomes import Outcome
from insightmine.domain.problems import Problem
from insightmine.domain.queues import ToDecide
from insightmine.domain.redactions import Redaction
from insightmine.domain.signals import Signal
from insightmine.domain.speech import LeftOut, Person, Statement, Transcript, Turn
from insightmine.domain.theme_trees import ThemeTree
from insightmine.domain.themes import Theme
from insightmine.domain.translations import aligned


@dataclass(frozen=True)
class Analysis:
    """Everything that a report, a table or an export shows. All sequences are in their canonical order.

    Transcripts by id; statements by transcript, turn and start; judgements as the statements; themes by number
    of participants (falling), then id; signals by strength (falling); outcomes by rank; what was asked, and
    redactions, by transcript and turn; what to decide by how much it would teach.
    """

    transcripts: tuple[Transcript, ...] = ()
    people: tuple[Person, ...] = ()
    statements: tuple[Statement, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    journey: Journey = field(default_factory=Journey)
    themes: tuple[Theme, ...] = ()
    signals: tuple[Signal, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    tree: ThemeTree = field(default_factory=ThemeTree)
    to_decide: tuple[ToDecide, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def statement_by_id(self) -> dict[StatementId, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def judgement_by_id(self) -> dict[StatementId, Judgement]:
        """Judgements by the id of their statement."""
        return {judgement.statement: judgement for judgement in self.judgements}

    @cached_property
    def signal_by_id(self) -> dict[SignalId, Signal]:
        """Signals by their id."""
        return {signal.id: signal for signal in self.signals}

    @cached_property
    def theme_by_id(self) -> dict[ThemeId, Theme]:
        """Themes by id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def theme_of(self) -> dict[StatementId, Theme]:
        """The theme of each placed statement: the first, where it has two."""
        return {member.statement: theme for theme in self.themes for member in theme.members}

    @cached_property
    def second_theme_of(self) -> dict[StatementId, Theme]:
        """The other theme of each statement that has one."""
        return {member.statement: theme for theme in self.themes for member in theme.also}

    @cached_property
    def transcript_by_id(self) -> dict[TranscriptId, Transcript]:
        """Transcripts by id."""
        return {transcript.id: transcript for transcript in self.transcripts}

    @cached_property
    def person_by_id(self) -> dict[ParticipantId, Person]:
        """Participants by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def unplaced(self) -> tuple[Statement, ...]:
        """Statements that could be in a theme and are in none."""
        return tuple(statement for statement in self.for_themes if statement.id not in self.theme_of)

    @cached_property
    def for_themes(self) -> tuple[Statement, ...]:
        """Statements in a language that the models serve: the others are in no theme."""
        counted = {transcript.id for transcript in self.transcripts if transcript.in_themes}
        return tuple(statement for statement in self.statements if statement.transcript in counted)

    @cached_property
    def people_in_themes(self) -> frozenset[ParticipantId]:
        """Whose words could be in a theme: nobody else may count as having said nothing."""
        return frozenset(statement.participant for statement in self.for_themes)

    @cached_property
    def not_judged(self) -> NotJudged:
        """Who spoke in a language that is not judged: neither silent nor counted."""
        return not_judged_in(self.transcripts)

    @cached_property
    def not_judged_at(self) -> Mapping[StepId, NotJudged]:
        """The same for each step at which any of them were interviewed."""
        return not_judged_at(self.journey, self.asked, self.transcripts)

    @cached_property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """The steps about which the material leaves something open, in the order of the journey."""
        return open_questions(
            self.journey, self.statements, self.judgements, self.signals, self.asked, self.transcripts,
            self.people_in_themes,
        )  # fmt: skip

    @cached_property
    def _originals(self) -> dict[TranscriptId, dict[int, int]]:
        """For each translation whose original was read, the original's turn of each turn that has one."""
        known = self.transcript_by_id
        return {
            transcript.id: aligned(transcript, known[transcript.translation_of])
            for transcript in self.transcripts
            if transcript.translation_of in known
        }

    def original_of(self, statement: Statement) -> Turn | None:
        """The turn of the original behind a statement of a translation; `None` without one, or where none aligns."""
        original = self.transcript_by_id[statement.transcript].translation_of
        number = self._originals.get(statement.transcript, {}).get(statement.turn)
        if original is None or number is None:
            return None
        return self.transcript_by_id[original].turns[number]

    @cached_property
    def to_review(self) -> frozenset[tuple[str, str]]:
        """Kind and text, folded, of everything that may identify somebody and waits for a person to say so."""
        waiting = (item for item in self.redactions if item.awaits_review)
        return frozenset(
            (item.kind, self.transcript_by_id[item.transcript].turns[item.turn].text[item.start : item.end].casefold())
            for item in waiting
        )

    def turn_of(self, statement: Statement) -> Turn:
        """The turn that a statement was cut from."""
        return self.transcript_by_id[statement.transcript].turns[statement.turn]
