"""The transcripts of a study as they were read -> what each is, and who is who in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insightmine.config import Options, PersonRow
from insightmine.domain.decisions import Decision
from insightmine.domain.speech import Transcript
from insightmine.transcripts.described import describe_transcripts
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
    return replace(cast, problems=(*described.problems, *cast.problems))
