"""How a statement came up: agreed to, asked for, or unprompted."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from insightmine.domain.judgements import Effect, Kind, Prompting
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements.guided import NOT_GUIDED, Guided, merely_agrees, shares_words
from insightmine.judgements.lexicon import word_set

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BACKCHANNEL = word_set(
    "ok okay yeah yes yep right sure mm mhm hm hmm uh um huh great good nice cool perfect interesting wow oh ah "
    "alright "
    "all i see got it gotcha exactly absolutely fair enough that makes sense that's so and true no totally of course "
    "awesome fantastic excellent thanks thank you very really wonderful"
)
_REQUEST = re.compile(
    r"\?|\b(?:tell|describe|explain|walk|share|talk|show|elaborate|give|say more|go ahead|let's|please|could you|"
    r"can you|i'd like|i would like|i want to|i'm curious|curious about|think of|start with|first question)\b"
)
_LEADING = re.compile(
    r"\b(?:would|do|did|is|are|was|were|has|have|ca|can|could|should)(?:n't| not) (?:you|it|that|they|this|we|"
    r"there)\b"
    r"|\b(?:you|you'd) (?:would )?agree\b|, (?:right|correct|no|yeah|huh|yes)\s?\?"
    r"|, (?:is|was|are|were|do|does|did|has|have|can|could|would|wo|wouldn't|should)(?:n't)? (?:it|you|they|that|"
    r"there|he"
    r"|she|we)\s?\?|^so (?:it|you|that|this|they|the)\b[^?]{3,80}\?|\b(?:so|and) (?:it was|you (?:found|think|like|"
    r"would"
    r"|feel)|it sounds like|you're saying)\b[^?]{3,100}\?|\bsurely\b|\bobviously\b|\bdon't you\b|\bwould you say "
    r"(?:that )?"
    r"(?:it|this|the)\b[^?]* (?:is|was|are|were)\b"
)
_AGREES = re.compile(
    r"^\W*(?:(?:oh|um+|uh+|well|so|i mean|and)\W+)*(?:yes|yeah|yep|yup|right|exactly|correct|sure|definitely|"
    r"absolutely|"
    r"totally|true|indeed|of course|i (?:would |do |totally |definitely )?agree|i (?:think|guess|suppose) so|"
    r"that's (?:right|true|correct)|it (?:was|is|did|does)\b(?! not|n't))",
    re.IGNORECASE,
)
_NEXT_SUBJECT = re.compile(
    r"^\W*(?:also|another thing|one (?:other |more )?thing|the other thing|by the way|besides|on another note|"
    r"something else|and also|what i also|i also|apart from that|in addition)\b",
    re.IGNORECASE,
)
_FAR = 0.2  # cosine below which a later statement is about something else than the answer's beginning
_FAR_ANNOUNCED = 0.4  # ... after "also" or "another thing"
_LATER = 3  # statements into the answer
# whoever is asked for a story is asked for all of it
_STORY = re.compile(r"\b(?:walk me through|talk me through|tell me|how did|what happened|describe|remember)\b")
_LATE_IN_GUIDED = 2  # ... where it is known what was asked
_UNASKED = 0.3  # cosine to what the guide asked, below which a late statement is about something else


_EVALUATES = frozenset({Effect.HELPS, Effect.HINDERS, Effect.MIXED})


class Answer(NamedTuple):
    """Where a statement stands in its turn: its position, and the rows of the turn's first two statements."""

    position: int
    opening: tuple[int, ...]


def judge_prompting(
    statement: Statement,
    kinds: tuple[Kind, ...],
    answer: Answer,
    row: int,
    vectors: Vectors,
    guided: Guided = NOT_GUIDED,
    likeness: float = 1.0,
) -> Prompting | None:
    """A first look, which the heads learned from: `led`, `asked`, `unprompted`, or `None` where nothing was asked.

    Where the guide shows what was asked (`guided`; `likeness` is the statement's cosine to it): mere agreement to a
    question that suggests its answer is led, and what takes up such a question is asked for. What comes late in an
    answer, about something else than what the guide asked, nobody asked for, unless a whole story was asked for.
    """
    if statement.question is None:
        return _alone(statement, kinds)
    question = _plain(statement.question)
    if guided.asked is not None and guided.suggests and shares_words(statement.text, guided.asked.wording):
        agrees = _AGREES.search(statement.text) and merely_agrees(statement.text, f"{question} {guided.asked.wording}")
        return Prompting.LED if answer.position == 0 and agrees else Prompting.ASKED
    if not _asks(question):
        return None
    if answer.position == 0 and _LEADING.search(_last_question(question)) and _AGREES.search(statement.text):
        return Prompting.LED
    late = guided.asked is not None and answer.position >= _LATE_IN_GUIDED and likeness < _UNASKED
    late = late and not _STORY.search(_last_question(question))
    return Prompting.UNPROMPTED if late or _goes_beyond(statement, answer, row, vectors) else Prompting.ASKED


def settle_prompting(
    first: Prompting | None, statement: Statement, place: int, effect: Effect | None, is_guided: bool
) -> Prompting | None:
    """What is said of how it came up: a first look sees too much that nobody asked for.

    What follows a question is asked for, however far it goes, unless the guide tells otherwise (`is_guided`: it is
    known what it asked): of 497 labelled statements that leave their subject 23 % are unprompted. Who goes on after a
    comment that asks nothing (`place`: statements before it in the turn) was not asked; what comes first may answer
    it, and after a bare backchannel it cannot be told. At a task, remarks are unprompted where they say that something
    helped or hindered.
    """
    if first is Prompting.LED:
        return first
    if statement.question is None:
        if not statement.heading:
            return Prompting.UNPROMPTED
        return Prompting.UNPROMPTED if effect in _EVALUATES else Prompting.ASKED
    if first is None:
        return Prompting.UNPROMPTED if place > 0 and not _is_backchannel(_plain(statement.question)) else None
    return first if is_guided else Prompting.ASKED


def _alone(statement: Statement, kinds: tuple[Kind, ...]) -> Prompting:
    """Speech that no question precedes: doing the task of the heading was asked for, remarks on it were not."""
    doing = {Kind.BEHAVIOUR, Kind.GOAL, Kind.CONTEXT, Kind.SESSION_TALK}
    if statement.heading and kinds[0] in doing:
        return Prompting.ASKED
    return Prompting.UNPROMPTED


def _plain(question: str) -> str:
    return " ".join(question.lower().replace("’", "'").split())


def _is_backchannel(question: str) -> bool:
    return all(word in _BACKCHANNEL for word in _WORD.findall(question))


def _asks(question: str) -> bool:
    if _is_backchannel(question):
        return False
    return len(_WORD.findall(question)) >= 12 or _REQUEST.search(question) is not None


def _last_question(question: str) -> str:
    """The last sentence that asks, with what led to it in the same breath."""
    asked = [part for part in re.split(r"(?<=[.?!])\s+", question) if part.endswith("?")]
    return asked[-1] if asked else question


def _goes_beyond(statement: Statement, answer: Answer, row: int, vectors: Vectors) -> bool:
    """Whether it leaves the subject with which the answer began: by saying so, or late in a long answer."""
    if answer.position == 0:
        return False
    announced = _NEXT_SUBJECT.search(statement.text) is not None
    if not announced and answer.position < _LATER:
        return False
    opening = np.mean(vectors[[other for other in answer.opening if other != row]], axis=0)
    length = float(np.linalg.norm(opening))
    return length > 0 and float(vectors[row] @ opening) / length < (_FAR_ANNOUNCED if announced else _FAR)
