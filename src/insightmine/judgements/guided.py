"""What the study's guide says of a statement: the question that it answers, and the journey step talked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from insightmine.domain.guides import Asked, Way, answered_in
from insightmine.domain.ids import ParticipantId, StepId, TranscriptId
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.anchors import Encode
from insightmine.judgements.lexicon import word_set

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# a closed question about what somebody did, noticed or thinks: it hands over the content of its answer
_SUGGESTS = re.compile(
    r"^\W*(?:(?:and|so|but|or)\W+)?(?:did|do|have|had|would|could|can|are|were|didn't|don't|haven't|aren't) you\b"
    r"|\bis (?:that|this|it) something you\b"
)
_NO_CONTENT = word_set(
    "yes yeah yep yup right exactly correct sure definitely absolutely totally true indeed of course oh um uh well so "
    "i i'd i've i'm we you it that this they there the a an to do did does have had has was were is are be been would "
    "could can suppose guess think agree mean say now and but just also really a bit quite very kind sort "
    "actually honestly in on at for with my me its it's that's"
)
_QUESTION_END = 300  # characters: the question itself stands at the end of what an interviewer says
_ADDED = 1  # words of one's own in an answer that merely agrees


@dataclass(frozen=True, slots=True)
class Guided:
    """What of the guide a statement answers, if it is known, and the step that this is about.

    `is_direct`: the turn answers it; else the step is the one of what was last put to the person in the interview.
    """

    asked: Asked | None = None
    step: StepId | None = None
    is_direct: bool = False

    @property
    def suggests(self) -> bool:
        """Whether the question puts an answer into one's mouth: "Did you notice the box ...?"."""
        return self.asked is not None and self.asked.way is Way.SAID and _suggests(self.asked.wording)


NOT_GUIDED = Guided()


@dataclass(frozen=True, slots=True)
class Guidance:
    """What was asked in the interviews, and the steps that the guide's items are about."""

    asked: tuple[Asked, ...] = ()
    steps: Mapping[str, StepId] = field(default_factory=dict)

    @property
    def people_at_steps(self) -> Mapping[StepId, frozenset[ParticipantId]]:
        """Who was asked, or given a task, about each step that an item of the guide is about."""
        found: dict[StepId, set[ParticipantId]] = {step: set() for step in self.steps.values()}
        for one in self.asked:
            if one.item in self.steps:
                found[self.steps[one.item]].add(one.participant)
        return {step: frozenset(found[step]) for step in sorted(found)}

    def of(self, statements: Sequence[Statement]) -> list[Guided]:
        """For each statement, in the same order."""
        answers = answered_in(self.asked)
        put: dict[tuple[TranscriptId, ParticipantId], list[Asked]] = {}
        for one in sorted(self.asked, key=lambda one: (one.turn, one.item)):
            put.setdefault((one.transcript, one.participant), []).append(one)
        return [
            self._of(statement, answers, put.get((statement.transcript, statement.participant), ()))
            for statement in statements
        ]

    def _of(
        self,
        statement: Statement,
        answers: Mapping[tuple[TranscriptId, int], Sequence[Asked]],
        put: Sequence[Asked],
    ) -> Guided:
        place = (statement.transcript, statement.turn)
        here = [one for one in answers.get(place, ()) if one.participant == statement.participant]
        step = next((self.steps[one.item] for one in here if one.item in self.steps), None)
        if here and step is not None:
            return Guided(here[0], step, is_direct=True)
        before = [self.steps.get(one.item) for one in put if one.turn < statement.turn]
        return Guided(here[0] if here else None, None if here or not before else before[-1])


NO_GUIDANCE = Guidance()


def likeness_to_questions(
    statements: Sequence[Statement], guided: Sequence[Guided], vectors: Vectors, encode: Encode
) -> list[float]:
    """The cosine of each statement to what it answers, in the guide's or the interviewer's words; 1 where unknown."""
    said = [
        (one.asked.wording, (statement.question or "")[-_QUESTION_END:]) if one.asked is not None else ()
        for statement, one in zip(statements, guided, strict=True)
    ]
    texts = sorted({text for pair in said for text in pair if text})
    rows = dict(zip(texts, encode(texts), strict=True)) if texts else {}
    return [
        max((float(vectors[row] @ rows[text]) for text in pair if text), default=1.0) for row, pair in enumerate(said)
    ]


def merely_agrees(text: str, question: str) -> bool:
    """Whether an answer says hardly more than yes to what the question says."""
    asked = set(_words(question))
    own = [word for word in _words(text) if word not in _NO_CONTENT and word not in asked]
    return len(own) <= _ADDED


def shares_words(text: str, question: str) -> bool:
    """Whether a statement takes up a word of the question that has content."""
    return bool(set(_words(text)) & set(_words(question)) - _NO_CONTENT)


def _suggests(wording: str) -> bool:
    return _SUGGESTS.search(" ".join(wording.lower().replace("’", "'").split())) is not None


def _words(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
