"""Transcripts -> a draft of the journey, where no journey.toml gives one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.speech import Transcript
from insightmine.engines import Vectors
from insightmine.journey.headings import steps_from_headings
from insightmine.journey.questions import steps_from_questions

Encode = Callable[[Sequence[str]], Vectors]


def propose_journey(transcripts: Sequence[Transcript], encode: Encode) -> Journey:
    """The steps that the transcripts themselves show, as a draft: recurring headings, else recurring questions.

    Headings are the stronger evidence, since somebody wrote them to divide the session. Where neither recurs
    the journey has no steps, and that is a result. The order of the transcripts changes nothing.
    """
    in_order = sorted(transcripts, key=lambda transcript: transcript.id)
    steps = steps_from_headings(in_order, encode)
    if steps:
        return Journey(steps, JourneyOrigin.HEADINGS)
    steps = steps_from_questions(in_order, encode)
    if steps:
        return Journey(steps, JourneyOrigin.QUESTIONS)
    return Journey()
