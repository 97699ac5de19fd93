"""Where the people of a theme stand: those whom it helps, those whom it hinders, both, and neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.clarity import is_brief
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Effect
from insightmine.domain.sharing import is_masked
from insightmine.domain.themes import Theme
from insightmine.domain.votes import count_votes

HELPS, HINDERS, BOTH, NEUTRAL = "helps", "hinders", "both", "neutral"


@dataclass(frozen=True, slots=True)
class Standing:
    """Each of a theme's people in one of four lists, sorted, and what they said for either side, the clearest first.

    A person's side is that of most of what they said (see `votes.count_votes`); who said both about equally is in
    `both` alone. `neutral`: nothing of what they said counts for a side (see `votes.sides_taken`). `helping` and
    `hindering` hold every statement that speaks for the side, also of people who mostly say the opposite.
    """

    helps: tuple[ParticipantId, ...]
    hinders: tuple[ParticipantId, ...]
    both: tuple[ParticipantId, ...]
    neutral: tuple[ParticipantId, ...]
    helping: tuple[StatementId, ...]
    hindering: tuple[StatementId, ...]

    @property
    def takes_sides(self) -> bool:
        """Whether anybody says that it helps or hinders."""
        return bool(self.helping or self.hindering)

    @property
    def lists(self) -> dict[str, tuple[ParticipantId, ...]]:
        """The four lists by name."""
        return {HELPS: self.helps, HINDERS: self.hinders, BOTH: self.both, NEUTRAL: self.neutral}

    def statements(self, effect: Effect) -> tuple[StatementId, ...]:
        """What was said for the helping or for the hindering side."""
        return self.helping if effect is Effect.HELPS else self.hindering


def standing_of(analysis: Analysis, theme: Theme) -> Standing:
    """Where the people of a theme stand, counted as the votes of a booster or blocker are."""
    judged = analysis.judgement_by_id
    members = (member for member in theme.members if member.statement in judged)
    votes = count_votes(theme, members, analysis.statement_by_id, judged)
    helped, hindered = set(votes.helps.people), set(votes.hinders.people)
    return Standing(
        helps=_sorted(helped - hindered),
        hinders=_sorted(hindered - helped),
        both=_sorted(helped & hindered),
        neutral=_sorted(set(theme.participants) - helped - hindered),
        helping=votes.helps.statements,
        hindering=votes.hinders.statements,
    )


def brief_words(analysis: Analysis, statements: Iterable[StatementId]) -> StatementId | None:
    """The first of a side's statements that says in a few words what the side says; `None` where none is so short.

    A statement is never cut down to a phrase: what would be left out may be what it turns on ("..., but").
    """
    known = analysis.statement_by_id
    shown = ((statement, known[statement].text) for statement in statements)
    return next((statement for statement, text in shown if is_brief(text) and not is_masked(text)), None)


def _sorted(people: set[ParticipantId]) -> tuple[ParticipantId, ...]:
    return tuple(sorted(people))
