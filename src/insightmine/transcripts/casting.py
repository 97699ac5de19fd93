"""The transcripts of a study as they were read -> what each is, and who is who in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.config import PEOPLE_FILE, TRANSCRIPTS_FILE, Options, PersonRow, TranscriptRow
from insightmine.domain.decisions import Decision
from insightmine.domain.speech import Transcript
from insightmine.transcripts.described import describe_transcripts
from insightmine.transcripts.people import called
from insightmine.transcripts.speakers import Cast, assign_speakers


def cast_study(
    transcripts: Sequence[Transcript],
    options: Options,
    rulings: Sequence[Decision],
    people: Sequence[PersonRow] | None = None,
) -> Cast:
    """What transcripts.csv says of the transcripts, then roles and participants; `people` in place of the settings'."""
    described = describe_transcripts(transcripts, options.transcripts, options.models.languages)
    cast = assign_speakers(
        described.transcripts,
        options.speakers,
        options.people if people is None else people,
        rulings,
        options.guide.wordings,
    )
    problems = (*described.problems, *_of_several(cast, options.transcripts), *cast.problems)
    return replace(cast, problems=problems)


def _of_several(cast: Cast, rows: Sequence[TranscriptRow]) -> list[str]:
    """The rows that give a transcript to one person, where others take part in it: the others' words stay theirs."""
    return [
        f"{TRANSCRIPTS_FILE}, line {row.line}: others take part in {row.source!r} as well, so it is not all one "
        f"person's; say who is who in {PEOPLE_FILE} (participant, source, label)"
        for row in rows
        if row.participant
        and any(set(t.participants) - {row.participant} for t in called(cast.transcripts, row.source))
    ]
