"""What is searched, and which part of it a search may find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from insightmine.domain.ids import ParticipantId, StatementId, StepId, ThemeId, TranscriptId
from insightmine.domain.judgements import Effect, Judgement
from insightmine.domain.speech import Person, Statement
from insightmine.search.nearest import Rows

_OPPOSITE = {Effect.HELPS: Effect.HINDERS, Effect.HINDERS: Effect.HELPS}


@dataclass(frozen=True)
class Corpus:
    """Statements in row order, with their judgements in the same order, the theme of those placed, and the people.

    `unserved` are the transcripts in a language that the encoder hardly knows: finding nothing there says nothing.
    """

    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    theme_of: Mapping[StatementId, ThemeId]
    people: tuple[Person, ...]
    unserved: frozenset[TranscriptId] = frozenset()

    @cached_property
    def row_of(self) -> dict[StatementId, int]:
        """The row of each statement."""
        return {statement.id: row for row, statement in enumerate(self.statements)}

    @cached_property
    def attributes_of(self) -> dict[ParticipantId, dict[str, str]]:
        """What participants.csv says of each person."""
        return {person.id: person.attributes for person in self.people}


@dataclass(frozen=True)
class Filters:
    """Only statements that meet all of these; `None` and an empty `where` ask for nothing.

    `opposite_to` keeps what takes the other side: helps for hinders and the other way round, mixed for both; to a
    neutral or unsure effect nothing is opposite. `where` compares attributes of the person without regard to case.
    """

    step: StepId | None = None
    participant: ParticipantId | None = None
    effect: Effect | None = None
    theme: ThemeId | None = None
    opposite_to: Effect | None = None
    where: Mapping[str, str] = field(default_factory=dict)

    def rows(self, corpus: Corpus) -> Rows | None:
        """The rows that pass, ascending; `None` when all do."""
        if self == Filters():
            return None
        passing = [row for row in range(len(corpus.statements)) if self._passes(row, corpus)]
        return np.array(passing, dtype=np.int64)

    def _passes(self, row: int, corpus: Corpus) -> bool:
        statement, judgement = corpus.statements[row], corpus.judgements[row]
        return (
            self.step in {None, judgement.step}
            and self.participant in {None, statement.participant}
            and self.effect in {None, judgement.effect}
            and (self.theme is None or corpus.theme_of.get(statement.id) == self.theme)
            and (self.opposite_to is None or self._is_opposite(judgement))
            and self._is_from(corpus.attributes_of.get(statement.participant, {}))
        )

    def _is_opposite(self, judgement: Judgement) -> bool:
        sides = {_OPPOSITE[self.opposite_to], Effect.MIXED} if self.opposite_to in _OPPOSITE else set()
        return judgement.effect in sides

    def _is_from(self, attributes: Mapping[str, str]) -> bool:
        return all(attributes.get(key, "").casefold() == value.casefold() for key, value in self.where.items())
