"""Where the journey is silent: a step is then a question, with who was asked about it. Silence is not absence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from insightmine.domain.gerunds import is_gerund
from insightmine.domain.guides import Asked
from insightmine.domain.ids import ParticipantId, StatementId, StepId
from insightmine.domain.interviewed import NOBODY, NotJudged, not_judged_at, not_judged_in, people_asked_at
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Judgement
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import Status

_RECURS = 2  # what one person says does not recur
_TRACK = 2  # so many steps that one was given and others were not make it another track
_GOT_PAST = 2  # so many got past a step where others are held up: something must have helped them
_NAMED = 6


class Gap(StrEnum):
    """What is missing at a step."""

    UNSPOKEN = "unspoken"  # nobody speaks of it
    NO_BOOSTER = "no_booster"  # people are held up there, people get past it, and nothing recurs that helps
    NOTHING_RECURS = "nothing_recurs"  # people speak of it, and neither help nor hindrance recurs
    NOT_JUDGED = "not_judged"  # who was interviewed there spoke in a language that is not judged: no silence


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A step about which the material leaves something open. All people are sorted.

    `asked` are those of whom the material shows that they were asked about the step or given it as a task, `speakers`
    those who speak of it, `held_up` those who say that something hinders there. `got_past` are speakers who speak of a
    later step too; nobody where the steps have no order. `to_ask` are those from whom an answer could be had next.
    `is_asked` says that the step itself is a question that the interviewers ask; `elsewhere` were given other steps, as
    other kinds of users are. `not_judged` were interviewed at the step in a language that is not judged,
    `anywhere_not_judged` in the study: for what they said there nobody is among the others, or one of the `n_people`.
    """

    step: StepId
    name: str
    gap: Gap
    asked: tuple[ParticipantId, ...]
    speakers: tuple[ParticipantId, ...]
    held_up: tuple[ParticipantId, ...]
    got_past: tuple[ParticipantId, ...]
    to_ask: tuple[ParticipantId, ...]
    n_people: int
    is_asked: bool = False
    elsewhere: tuple[ParticipantId, ...] = ()
    not_judged: NotJudged = NOBODY
    anywhere_not_judged: NotJudged = NOBODY

    @property
    def text(self) -> str:
        """What is not known, who was asked, and whom to ask; and whose words are not judged."""
        if self.gap is Gap.NOT_JUDGED:
            return self._not_judged
        if not self.not_judged:
            return self._open
        return f"{self._open} {self.not_judged.not_counted('there')} ({named(self.not_judged.people)})."

    @property
    def _not_judged(self) -> str:
        if not self.not_judged:
            return f"“{self.name}”: {self.anywhere_not_judged.told()}; whether they spoke of it is not known."
        told = f"“{self.name}”: {self.not_judged.not_counted('there')} ({named(self.not_judged.people)})."
        if not self.n_people:
            return told
        return f"{told} Nobody whose words are judged spoke of it, and the material does not show that they were asked."

    @property
    def _open(self) -> str:
        if self.gap is Gap.UNSPOKEN:
            return self._unspoken
        if self.gap is Gap.NO_BOOSTER:
            return (
                f"{_people(self.held_up)} {_verb(self.held_up, 'is', 'are')} held up at “{self.name}”, and nothing "
                f"recurs that helps there; {_people(self.got_past)} who {_verb(self.got_past, 'speaks', 'speak')} "
                f"of it got to a later step ({named(self.got_past)}): ask them how."
            )
        if len(self.speakers) < _RECURS:
            return f"Only {self.speakers[0]} speaks of “{self.name}”, so nothing there can recur; {self._who_was_asked}"
        return (
            f"{_people(self.speakers)} speak of “{self.name}”, and nothing that helps or hinders there recurs; "
            f"{self._who_was_asked}"
        )

    @property
    def _unspoken(self) -> str:
        others = self.anywhere_not_judged
        if not others:
            return f"Nobody spoke of “{self.name}”; {self._who_was_asked}"
        told = f"Nobody whose words are judged spoke of “{self.name}”; {self._who_was_asked}"
        return told if self.not_judged else f"{told} What {others.n_people} said {others.tongue} is not counted."

    @property
    def _who_was_asked(self) -> str:
        again = "in other words" if self.gap is Gap.UNSPOKEN else "what makes it easier there, and what harder"
        if self.is_asked:
            read = ": look at the answers before you ask again." if self.gap is Gap.UNSPOKEN else f": ask {again}."
            return f"it is a question that the interviewers ask{read}"
        if not self.asked:
            return "the material does not show that anybody was asked about it: ask."
        n_asked = len(self.asked)
        if n_asked >= self.n_people:
            return f"all {self.n_people} were asked: ask again {again}, or watch it being done."
        told = f"{n_asked} of {self.n_people} {_verb(self.asked, 'was', 'were')} asked ({named(self.asked)})"
        if self.elsewhere and not self.to_ask:
            return f"{told}, and the others had other steps: ask more people who come to it."
        return f"{told}: {f'ask the others ({named(self.to_ask)})' if self.to_ask else 'ask the others'}."


def open_questions(
    journey: Journey,
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    signals: Iterable[Signal],
    asked: Iterable[Asked],
    transcripts: Iterable[Transcript],
    people: Collection[ParticipantId],
) -> tuple[OpenQuestion, ...]:
    """The steps where something is open, in the order of the journey; `people` are those whose words are read.

    A step is open where nobody speaks of it; where people are held up, at least two get past it (they speak of a later
    step as well), and no booster is seen; and where it is spoken of and neither boosters nor blockers are seen of
    more than one person, though others may come to it. Rejected signals are not seen. Steps that came from an
    interviewer's questions are topics: nobody gets past a topic, and only at one that names what people do (`Checking
    the results`, not `Wishes`) could something help or hinder. Who was given other steps instead is not to be asked.
    A step is not judged where nobody speaks of it who could be seen to, and others may: who was interviewed there spoke
    in a language that is not judged, or everybody did.
    """
    asked, transcripts = tuple(asked), tuple(transcripts)
    unread, anywhere = not_judged_at(journey, asked, transcripts), not_judged_in(transcripts)
    speakers = _speakers(statements, judgements, people)
    known = people_asked_at(journey, asked, transcripts)
    sides = _sides(signals)
    found = []
    topics = journey.origin is JourneyOrigin.QUESTIONS
    for number, step in enumerate(journey.steps):
        later: set[ParticipantId] = set()
        if not topics:
            later = {person for other in journey.steps[number + 1 :] for person in speakers[other.id]}
        got_past = speakers[step.id] & later
        gap = _gap(speakers[step.id], got_past, sides[step.id])
        asked_here = known.get(step.id, set()) & {*people}
        here = unread.get(step.id, NOBODY)
        if gap is Gap.UNSPOKEN and not asked_here and (here or (anywhere and not people)):
            gap = Gap.NOT_JUDGED
        if gap is not None:
            held_up = sides[step.id][SignalEffect.BLOCKER]
            elsewhere = _on_other_tracks(step.id, known, {*people} - asked_here - speakers[step.id])
            question = _question(step, gap, asked_here, speakers[step.id], held_up, got_past, people, elsewhere)
            if _is_worth_asking(question, topics):
                found.append(replace(question, is_asked=topics, not_judged=here, anywhere_not_judged=anywhere))
    return tuple(found)


def named(people: Sequence[ParticipantId], most: int = _NAMED) -> str:
    """People by id, the first few: `P01, P03 and 4 more`."""
    left = len(people) - most
    return ", ".join(people) if left <= 1 else f"{', '.join(people[:most])} and {left} more"


def _gap(
    speakers: Collection[ParticipantId],
    got_past: Collection[ParticipantId],
    sides: Mapping[SignalEffect, Collection[ParticipantId]],
) -> Gap | None:
    if not speakers:
        return Gap.UNSPOKEN
    if max((len(said) for said in sides.values()), default=0) < _RECURS:
        return Gap.NOTHING_RECURS
    if not sides[SignalEffect.BOOSTER] and len(got_past) >= _GOT_PAST:
        return Gap.NO_BOOSTER
    return None


def _is_worth_asking(question: OpenQuestion, is_topic: bool) -> bool:
    """Of two people little recurs, which opens nothing where nobody else comes to the step.

    Nor does a topic that names nothing that people do.
    """
    if question.gap is not Gap.NOTHING_RECURS:
        return True
    if is_topic and not is_gerund(question.name.split()[0]):
        return False
    return bool(question.to_ask) or len(question.speakers) > _RECURS


def _on_other_tracks(
    step: StepId, known: Mapping[StepId, Collection[ParticipantId]], people: Collection[ParticipantId]
) -> tuple[ParticipantId, ...]:
    """Those of the people who were given steps that nobody asked here was, and not those that all asked here were."""
    here = {*known.get(step, ())}
    if not here:
        return ()
    own = {name for name, asked in known.items() if here <= {*asked}}
    foreign = {name for name, asked in known.items() if not here & {*asked}}
    return tuple(
        person
        for person in sorted(people)
        if sum(person in known[name] for name in foreign) >= _TRACK
        and sum(person not in known[name] for name in own) >= _TRACK
    )


def _question(
    step: Step,
    gap: Gap,
    asked: set[ParticipantId],
    speakers: set[ParticipantId],
    held_up: set[ParticipantId],
    got_past: set[ParticipantId],
    people: Collection[ParticipantId],
    elsewhere: Collection[ParticipantId],
) -> OpenQuestion:
    others = {*people} - asked - speakers - {*elsewhere}
    return OpenQuestion(
        step=step.id,
        name=step.name,
        gap=gap,
        asked=tuple(sorted(asked)),
        speakers=tuple(sorted(speakers)),
        held_up=tuple(sorted(held_up)),
        got_past=tuple(sorted(got_past)),
        to_ask=tuple(sorted(got_past if gap is Gap.NO_BOOSTER else others)),
        n_people=len(people),
        elsewhere=tuple(sorted(elsewhere)),
    )


def _speakers(
    statements: Sequence[Statement], judgements: Sequence[Judgement], people: Collection[ParticipantId]
) -> Mapping[StepId, set[ParticipantId]]:
    person_of: dict[StatementId, ParticipantId] = {statement.id: statement.participant for statement in statements}
    found: defaultdict[StepId, set[ParticipantId]] = defaultdict(set)
    for judgement in judgements:
        person = person_of.get(judgement.statement)
        if judgement.step is not None and person is not None and person in people:
            found[judgement.step].add(person)
    return found


def _sides(signals: Iterable[Signal]) -> Mapping[StepId, Mapping[SignalEffect, set[ParticipantId]]]:
    found: defaultdict[StepId, dict[SignalEffect, set[ParticipantId]]] = defaultdict(
        lambda: {effect: set() for effect in SignalEffect}
    )
    for signal in signals:
        if signal.step is not None and signal.status is not Status.REJECTED:
            found[signal.step][signal.effect].update(signal.participants)
    return found


def _people(people: Sequence[ParticipantId]) -> str:
    return f"{len(people)} {'person' if len(people) == 1 else 'people'}"


def _verb(people: Sequence[ParticipantId], one: str, many: str) -> str:
    return one if len(people) == 1 else many
