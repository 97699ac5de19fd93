"""What people allow today, also where participants.csv was changed after the last run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from insightmine.config import PersonRow
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Decision
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.sharing import without_withdrawn
from insightmine.domain.speech import Consent, Role
from insightmine.transcripts import consent_of, map_by_source, map_people


def obeying(analysis: Analysis, people: Sequence[PersonRow], rulings: Sequence[Decision]) -> Analysis:
    """A stored result with everybody's consent as participants.csv has it now, and without those who withdrew.

    A row means whom it would mean in the next run: by participant, source and label. Who has no row any more keeps
    the consent of the last run: a lost file allows nothing.
    """
    now = _consents_now(analysis, people, rulings)
    changed = tuple(replace(person, consent=now.get(person.id, person.consent)) for person in analysis.people)
    if changed == analysis.people:
        return analysis
    return without_withdrawn(replace(analysis, people=changed))


def _consents_now(
    analysis: Analysis, people: Sequence[PersonRow], rulings: Sequence[Decision]
) -> dict[ParticipantId, Consent]:
    """The strictest consent of all rows that mean a person, for those whom any row means."""
    mapped = map_people(analysis.transcripts, people, rulings)
    answering: dict[TranscriptId, list[str | None]] = {
        transcript.id: list(dict.fromkeys(turn.speaker for turn in transcript.turns if turn.role is Role.PARTICIPANT))
        for transcript in analysis.transcripts
    }
    map_by_source(analysis.transcripts, answering, mapped)
    called: defaultdict[ParticipantId, set[str]] = defaultdict(set)
    for transcript in analysis.transcripts:
        for turn in transcript.turns:
            if turn.participant is not None:
                called[turn.participant].add(turn.participant)
                called[turn.participant].add(mapped.by_place.get((transcript.id, turn.speaker), turn.participant))
    found: dict[ParticipantId, Consent] = {}
    for person, names in called.items():
        rows = [row for row in people if row.participant in names]
        if rows:
            found[person] = consent_of(rows)
    return found
