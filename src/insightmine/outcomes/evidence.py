"""Which of a theme's statements are evidence of behaviour, and where on the journey they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from insightmine.domain.content_words import stems
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Record, Statement, Transcript
from insightmine.domain.themes import Theme
from insightmine.domain.votes import Votes, count_votes, sides_taken
from insightmine.outcomes.deeds import Deed, deeds_of, doers

_SUBJECT, _MANY = 0.08, 10
_SHOWN = (Basis.OBSERVED, Basis.INSTANCE, Basis.HABIT)


@dataclass(frozen=True)
class Study:
    """What the cards are made from, by id."""

    statements: dict[StatementId, Statement]
    judgements: dict[StatementId, Judgement]
    annotations: dict[StatementId, Annotation]
    signals: dict[ThemeId, list[Signal]]
    journey: Journey
    transcripts: tuple[Transcript, ...]
    asked_at: Mapping[StepId, frozenset[ParticipantId]] = field(default_factory=dict)

    @cached_property
    def noted(self) -> frozenset[TranscriptId]:
        """The transcripts that are notes about somebody."""
        return frozenset(transcript.id for transcript in self.transcripts if transcript.record is Record.NOTES)

    def is_noted(self, statement: StatementId) -> bool:
        """Whether a statement is an observer's."""
        return self.statements[statement].transcript in self.noted

    def deeds(self, statement: StatementId, *, is_told: bool = False) -> Iterator[Deed]:
        """What the participant does in a statement (`deeds.deeds_of`); nothing where its grammar is not known."""
        said, annotation = self.statements[statement], self.annotations.get(statement)
        return iter(()) if annotation is None else deeds_of(said, annotation, is_told, by=self.doers(statement))

    def doers(self, statement: StatementId) -> frozenset[str]:
        """The words for who a statement is about (`deeds.doers`)."""
        return doers(self.statements[statement].participant, self.is_noted(statement))

    @cached_property
    def people(self) -> tuple[ParticipantId, ...]:
        """Everybody with a statement."""
        return tuple(sorted({statement.participant for statement in self.statements.values()}))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What the study is about: the stems that 8 % of its statements name, ten at least."""
        named = Counter(word for words in self.stems_of.values() for word in words)
        return frozenset(word for word, count in named.items() if count >= max(_MANY, _SUBJECT * len(self.statements)))

    def who(self, statements: Sequence[StatementId]) -> tuple[ParticipantId, ...]:
        """The people behind some statements."""
        return tuple(sorted({self.statements[statement].participant for statement in statements}))

    def step(self, statement: StatementId) -> StepId | None:
        """The step of a statement, if the journey has it."""
        step = self.judgements[statement].step
        return step if step in self._steps else None

    @cached_property
    def stems_of(self) -> dict[StatementId, frozenset[str]]:
        """The stems of the content words of each statement, by id in its order."""
        return {name: stems(self.statements[name].text) for name in sorted(self.statements)}

    def stems_around(self, statement: StatementId) -> frozenset[str]:
        """The stems of all that its speaker says in the same turn."""
        said = self.statements[statement]
        return self._stems_in[said.transcript, said.turn, said.participant]

    @cached_property
    def _stems_in(self) -> dict[tuple[TranscriptId, int, ParticipantId], frozenset[str]]:
        found: dict[tuple[TranscriptId, int, ParticipantId], frozenset[str]] = {}
        for name, words in self.stems_of.items():
            said = self.statements[name]
            place = said.transcript, said.turn, said.participant
            found[place] = found.get(place, frozenset()) | words
        return found

    def naming(self, words: frozenset[str]) -> set[StatementId]:
        """The statements that name any of these stems."""
        return {name for word in words for name in self._naming.get(word, ())}

    @cached_property
    def present_at(self) -> dict[StepId, frozenset[ParticipantId]]:
        """Who said anything placed at each step, or took part in a transcript under one of its headings."""
        found: dict[StepId, set[ParticipantId]] = {step.id: set() for step in self.journey.steps}
        for name, statement in self.statements.items():
            step = self.step(name)
            if step is not None:
                found[step].add(statement.participant)
        steps_of: dict[str, list[StepId]] = {}
        for known in self.journey.steps:
            for heading in known.headings:
                steps_of.setdefault(heading, []).append(known.id)
        people = frozenset(self.people)
        for transcript in self.transcripts:
            for turn in transcript.turns:
                if turn.heading is not None and turn.participant in people:
                    for step in steps_of.get(" ".join(turn.heading.split()), ()):
                        found[step].add(turn.participant)
        return {step: frozenset(who) for step, who in found.items()}

    @cached_property
    def _steps(self) -> frozenset[StepId]:
        return frozenset(step.id for step in self.journey.steps)

    @cached_property
    def _naming(self) -> dict[str, list[StatementId]]:
        found: dict[str, list[StatementId]] = {}
        for name, words in self.stems_of.items():
            for word in words:
                found.setdefault(word, []).append(name)
        return found


@dataclass(frozen=True)
class Cell:
    """A theme at a step (or without one): the statements there, strongest members first, and its signals there."""

    theme: Theme
    step: StepId | None
    statements: tuple[StatementId, ...]
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """What speaks for the direction of a card and what against it, and what stands in the way of the behaviour.

    The people are those who stand there (see `votes.count_votes`): somebody who mostly says the opposite is none, and
    what they said is shown all the same. Who did not do it, or tried in vain, is an `opponent`.
    """

    speaking_for: tuple[StatementId, ...]
    against: tuple[StatementId, ...]
    in_the_way: tuple[StatementId, ...]
    sided: frozenset[ParticipantId]
    opponents: frozenset[ParticipantId]
    obstructed: frozenset[ParticipantId]


def is_behaviour(judgement: Judgement, is_noted: bool = False) -> bool:
    """Whether a statement shows a behaviour: done in the session, on an occasion, or usually; and not led.

    What an observer noted of it is second hand, and shows it all the same: `grading` marks it down.
    """
    shown = judgement.basis in _SHOWN or (is_noted and judgement.basis is Basis.SECOND_HAND)
    return judgement.is_behaviour and shown and judgement.prompting is not Prompting.LED


def behaviours(statements: Sequence[StatementId], study: Study) -> tuple[StatementId, ...]:
    """The statements that show a behaviour, in the order given."""
    return tuple(s for s in statements if is_behaviour(study.judgements[s], study.is_noted(s)))


def told_as_help(statements: Sequence[StatementId], study: Study) -> tuple[StatementId, ...]:
    """What tells of something that helped its speaker on an occasion: where it names a deed of theirs, they did it."""
    return tuple(
        s
        for s in statements
        if (judged := study.judgements[s]).kinds[:1] == (Kind.ENABLER,)
        and judged.basis in {Basis.OBSERVED, Basis.INSTANCE}
        and judged.prompting is not Prompting.LED
    )


def sided(statements: Sequence[StatementId], effect: Effect, study: Study) -> tuple[StatementId, ...]:
    """The statements that say it helps (or hinders), mixed ones included, context left out."""
    return tuple(
        statement
        for statement in statements
        if effect in sides_taken(study.judgements[statement], study.statements[statement].text)
    )


def votes_in(cell: Cell, statements: Sequence[StatementId], study: Study) -> Votes:
    """Where people stand by some statements of a cell."""
    chosen = frozenset(statements)
    members = [member for member in cell.theme.members if member.statement in chosen]
    return count_votes(cell.theme, members, study.statements, study.judgements)


def is_behaviour_theme(theme: Theme, study: Study) -> bool:
    """Whether at least half of a theme's people show it as a behaviour."""
    return 2 * len(study.who(behaviours(theme.statements, study))) >= len(theme.participants)


def cells_of(theme: Theme, study: Study) -> list[Cell]:
    """Where a theme may become a card: at the steps of its signals, and where several people show it.

    What lies at no such step makes one more cell without a step, so that each statement is used once. A step without
    a signal of its own takes those of the theme as a whole.
    """
    signals = study.signals.get(theme.id, [])
    stepless = tuple(signal for signal in signals if signal.step is None)
    cells, rest = [], list(theme.statements)
    for step in study.journey.steps:
        here = tuple(statement for statement in theme.statements if study.step(statement) == step.id)
        own = tuple(signal for signal in signals if signal.step == step.id)
        if own or len(study.who(behaviours(here, study))) > 1:
            cells.append(Cell(theme, step.id, here, own or stepless))
            rest = [statement for statement in rest if statement not in here]
    return [*cells, Cell(theme, None, tuple(rest), stepless)] if rest else cells
