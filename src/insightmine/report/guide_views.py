"""Who was asked what: the guide's questions and tasks against the participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import ParticipantId

MOST_COLUMNS = 20


class Put(StrEnum):
    """Whether something was put to somebody."""

    ANSWERED = "answered"
    ASKED = "asked"  # ... but no statement came of it
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One question or task, and what became of it with each participant, in the order of the view's participants."""

    item: str
    is_task: bool
    text: str
    section: str | None
    puts: tuple[Put, ...]

    @property
    def n_asked(self) -> int:
        """To how many it was put."""
        return sum(put is not Put.NOT_ASKED for put in self.puts)

    @property
    def n_answered(self) -> int:
        """From how many a statement came."""
        return self.puts.count(Put.ANSWERED)

    def people(self, participants: Sequence[ParticipantId], *puts: Put) -> tuple[ParticipantId, ...]:
        """Those participants of the view with whom this became of it."""
        return tuple(person for person, put in zip(participants, self.puts, strict=True) if put in puts)


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide against everybody who speaks, sorted by name; without a guide it has no rows."""

    source: str | None
    participants: tuple[ParticipantId, ...]
    rows: tuple[GuideRow, ...]
    n_unknown: int

    @property
    def columns(self) -> tuple[ParticipantId, ...]:
        """The participants, if they fit beside each other on a page; else nobody."""
        return self.participants if len(self.participants) <= MOST_COLUMNS else ()

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows and self.participants)


def guide_view(analysis: Analysis, guide: Guide) -> GuideView:
    """Each item of the guide, questions first, in its order.

    Answered: at least one statement stands in a turn that answers it. `n_unknown` counts what was asked by a guide
    that is no longer this one.
    """
    people = tuple(sorted({person for transcript in analysis.transcripts for person in transcript.participants}))
    said = {(statement.transcript, statement.turn) for statement in analysis.statements}
    found: dict[tuple[str, ParticipantId], Put] = {}
    for one in analysis.asked:
        key = (one.item, one.participant)
        if any((one.transcript, turn) in said for turn in one.answers):
            found[key] = Put.ANSWERED
        found.setdefault(key, Put.ASKED)
    known = {item.id for item in guide.items}
    return GuideView(
        source=guide.source,
        participants=people,
        rows=tuple(
            GuideRow(
                item=item.id,
                is_task=isinstance(item, GuideTask),
                text=_text(item),
                section=item.section if isinstance(item, GuideQuestion) else None,
                puts=tuple(found.get((item.id, person), Put.NOT_ASKED) for person in people),
            )
            for item in guide.items
        ),
        n_unknown=len({one.item for one in analysis.asked} - known),
    )


def _text(item: GuideQuestion | GuideTask) -> str:
    return item.text if isinstance(item, GuideQuestion) else item.heading or item.read_aloud
