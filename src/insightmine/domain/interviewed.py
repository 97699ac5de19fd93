"""Who was interviewed about each step, and whose words there are in a language that is not judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.journeys import Journey
from insightmine.domain.languages import languages_in_words
from insightmine.domain.speech import Transcript


@dataclass(frozen=True, slots=True)
class NotJudged:
    """People who spoke in languages that the models do not serve, and these languages (ISO 639-1), both sorted.

    They are neither silent nor counted: whether they spoke of a step, and what they said there, is not known.
    """

    people: tuple[ParticipantId, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people)

    @property
    def n_people(self) -> str:
        """`7 people`."""
        return f"{len(self.people)} {'person' if len(self.people) == 1 else 'people'}"

    @property
    def tongue(self) -> str:
        """`in a language that is not judged (Italian)`."""
        which = "a language that is" if len(self.languages) == 1 else "languages that are"
        return f"in {which} not judged ({languages_in_words(list(self.languages))})"

    def told(self, where: str = "") -> str:
        """`7 people were interviewed there in a language that is not judged (Italian)`."""
        verb = "was" if len(self.people) == 1 else "were"
        return " ".join(filter(None, (self.n_people, verb, "interviewed", where, self.tongue)))

    def not_counted(self, where: str) -> str:
        """The same, and that what they said is not counted."""
        return f"{self.told(where)}; what they said is not counted"


NOBODY = NotJudged()


def not_judged_in(transcripts: Iterable[Transcript]) -> NotJudged:
    """Those with words of theirs in a transcript that is not judged, and that no other version stands for."""
    found = {
        (turn.participant, transcript.read_as)
        for transcript in transcripts
        if _is_not_judged(transcript)
        for turn in transcript.turns
        if turn.participant is not None and turn.text.strip()
    }
    return _of(found)


def not_judged_at(
    journey: Journey, asked: Iterable[Asked], transcripts: Iterable[Transcript]
) -> Mapping[StepId, NotJudged]:
    """The same for each step at which there are any: they speak under a heading of it, or were asked about it."""
    questions = tuple(asked)
    found: defaultdict[StepId, set[tuple[ParticipantId, str]]] = defaultdict(set)
    for transcript in filter(_is_not_judged, transcripts):
        here = (one for one in questions if one.transcript == transcript.id)
        for step, people in people_asked_at(journey, here, (transcript,)).items():
            found[step].update((person, transcript.read_as) for person in people)
    return {step: _of(pairs) for step, pairs in found.items()}


def people_asked_at(
    journey: Journey, asked: Iterable[Asked], transcripts: Iterable[Transcript]
) -> Mapping[StepId, set[ParticipantId]]:
    """Who was put a question or task of the guide about each step, or speaks under a heading of it."""
    found: defaultdict[StepId, set[ParticipantId]] = defaultdict(set)
    for one in asked:
        if one.step is not None:
            found[one.step].add(one.participant)
    step_of = {_folded(name): step.id for step in reversed(journey.steps) for name in (*step.headings, step.name)}
    for transcript in transcripts:
        for turn in transcript.turns:
            step = step_of.get(_folded(turn.heading or ""))
            if step is not None and turn.participant is not None:
                found[step].add(turn.participant)
    return found


def _is_not_judged(transcript: Transcript) -> bool:
    return not transcript.in_themes and transcript.replaced_by is None


def _of(found: Iterable[tuple[ParticipantId, str]]) -> NotJudged:
    pairs = tuple(found)
    return NotJudged(tuple(sorted({person for person, _ in pairs})), tuple(sorted({language for _, language in pairs})))


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())
