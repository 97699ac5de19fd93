"""Transcripts and a guide -> who was asked what, and which of their turns answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from insightmine.domain.guides import Asked, Guide, Way
from insightmine.domain.ids import ParticipantId
from insightmine.domain.journeys import Journey
from insightmine.domain.speech import Role, Transcript
from insightmine.guide.questions import Asking, Encode, Put
from insightmine.guide.steps import plain_heading, step_of_items
from insightmine.guide.tasks import TaskSheet, until
from insightmine.guide.wording import stems

_NUDGE = 3  # words without a question mark: "Mm-hm.", "Go ahead.", "Oh no."


class _Question(NamedTuple):
    """A question put in a turn, and the turns of others that follow it."""

    put: Put
    turn: int
    answers: tuple[int, ...]
    way: Way


def find_asked(transcripts: Sequence[Transcript], guide: Guide, journey: Journey, encode: Encode) -> tuple[Asked, ...]:
    """What of the guide was put to whom, by transcript, turn, item and participant.

    Asked are those who speak between the question and the interviewer's next one; given a task are those who speak
    while it lasts. One row for each turn, item and participant. A function of the transcripts and the guide alone:
    what is found in one transcript does not depend on the others.
    """
    if not guide.items:
        return ()
    ordered = sorted(transcripts, key=lambda transcript: transcript.id)
    asking, sheet = Asking(guide, journey, encode), TaskSheet(guide)
    said = [[turn.text if turn.role is Role.INTERVIEWER else "" for turn in t.turns] for t in ordered]
    found: list[Asked] = []
    for transcript, puts in zip(ordered, asking.questions_of(said), strict=True):
        for question in _questions(transcript, puts, guide):
            found += _asked(transcript, guide.questions[question.put.question].id, question)
        found += _given(transcript, guide, sheet)
    best: dict[tuple[str, int, str, ParticipantId], Asked] = {}
    for one in found:
        key = (one.transcript, one.turn, one.item, one.participant)
        if key not in best or one.score > best[key].score:
            best[key] = one
    steps = step_of_items(guide, journey)
    return tuple(replace(best[key], step=steps.get(best[key].item)) for key in sorted(best))


def _questions(transcript: Transcript, puts: Sequence[Put | None], guide: Guide) -> Iterator[_Question]:
    """What the interviewer asks, and the questions that stand as headings over answers."""
    turns = transcript.turns
    for turn, put in zip(turns, puts, strict=True):
        if put is not None:
            end = next((later.index for later in turns[turn.index + 1 :] if _asks_anew(transcript, later.index)), None)
            yield _Question(put, turn.index, tuple(range(turn.index + 1, end or len(turns))), Way.SAID)
    headings = {plain_heading(question.text): number for number, question in enumerate(guide.questions)}
    before: str | None = None
    for turn in turns:
        number = headings.get(plain_heading(turn.heading)) if turn.heading else None
        if number is not None and turn.heading != before:
            end = next((later.index for later in turns[turn.index :] if later.heading != turn.heading), len(turns))
            put = Put(number, guide.questions[number].text, 1.0, is_probe=False)
            yield _Question(put, turn.index, tuple(range(turn.index, end)), Way.HEADING)
        before = turn.heading


def _asks_anew(transcript: Transcript, index: int) -> bool:
    """Whether the interviewer goes on to something else here: a nudge or "And then?" only keeps the answer going."""
    turn = transcript.turns[index]
    if turn.role is not Role.INTERVIEWER:
        return False
    return bool(stems(turn.text)) and ("?" in turn.text or len(turn.text.split()) > _NUDGE)


def _asked(transcript: Transcript, item: str, question: _Question) -> Iterator[Asked]:
    for person, answers in _by_person(transcript, question.answers).items():
        yield Asked(
            item=item,
            transcript=transcript.id,
            turn=question.turn,
            participant=person,
            wording=question.put.wording,
            score=question.put.score,
            answers=answers,
            way=question.way,
            is_probe=question.put.is_probe,
        )


def _given(transcript: Transcript, guide: Guide, sheet: TaskSheet) -> Iterator[Asked]:
    everything = sheet.given_in(transcript)
    for number, given in enumerate(everything):
        place = until(given, everything[number + 1 :], transcript.turns)
        for person, answers in _by_person(transcript, place).items():
            yield Asked(
                item=guide.tasks[given.task].id,
                transcript=transcript.id,
                turn=given.turn,
                participant=person,
                wording=given.wording,
                score=given.score,
                answers=answers,
                way=given.way,
            )


def _by_person(transcript: Transcript, turns: Sequence[int]) -> dict[ParticipantId, tuple[int, ...]]:
    """The turns of each participant among these, in the order of the participants."""
    spoken: dict[ParticipantId, list[int]] = {}
    for index in turns:
        turn = transcript.turns[index]
        if turn.role is Role.PARTICIPANT and turn.participant is not None:
            spoken.setdefault(turn.participant, []).append(index)
    return {person: tuple(spoken[person]) for person in sorted(spoken)}
