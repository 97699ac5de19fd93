"""How somebody talks -> signs of who asks, each in words and in points towards the interviewer.

Bristlenose's baseline score (3 x share of questions, 2 x share of prompt phrases, 2 x what is left of the words to the
other one) with half a point for whoever opens, and a quarter for whoever closes; 2 points for asking what the guide
asks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.domain.speech import Role, RoleDecision, RoleSign, Transcript, Turn
from insightmine.transcripts.role_words import label_key, role_of_label

_PROMPT = re.compile(
    r"\b(?:tell me|tell us|can you|could you|would you|do you|did you|have you|are you|were you|how do|how did"
    r"|how would|how was|what do|what did|what would|what was|what is|what's your|what are|walk me|walk us|why do"
    r"|why did|anything else|thank you for|thanks for|first question|next question|last question"
    r"|in your opinion|let's talk|i'd like to|i would like to ask"
    r"|raccontami|cosa ne|mi può|mi puoi|come mai|können sie|kannst du|erzählen sie"
    r"|wie war|was war|pouvez-vous|peux-tu|racontez|puedes|podrías|cuéntame|qué opinas)\b",
    re.IGNORECASE,
)
SAYS_SO = "the label says so"
RECURS = "the same name recurs over the conversations of the study"
_QUESTIONS, _PROMPTS, _SHARE, _OPENS, _CLOSES, _GUIDE = 3.0, 2.0, 2.0, 0.5, 0.25, 2.0
_WORD = re.compile(r"[^\W_]+")
_SAME_QUESTION = 0.7  # so many of the words of a question of the guide are in a turn that asks it
_SHORTEST_QUESTION = 3  # words: a shorter one is asked by anybody


@dataclass(frozen=True, slots=True)
class Talk:
    """How one label talks in one transcript.

    `questions` and `prompts` are shares of its turns, `guide` of the guide's questions (`None`: there is no guide).
    """

    turns: int
    words: int
    questions: float
    prompts: float
    share: float
    opens: bool
    closes: bool = False
    guide: float | None = None


def talk_of(transcript: Transcript, guide: Sequence[str] = ()) -> dict[str | None, Talk]:
    """How each label talks, in order of first appearance."""
    by_label: defaultdict[str | None, list[Turn]] = defaultdict(list)
    for turn in transcript.turns:
        by_label[turn.speaker].append(turn)
    total = max(1, transcript.n_words)
    first, last = (transcript.turns[end].speaker if transcript.turns else None for end in (0, -1))
    questions = [words for question in guide if len(words := _words(question)) >= _SHORTEST_QUESTION]
    return {label: _talk(turns, total, label == first, label == last, questions) for label, turns in by_label.items()}


def _talk(turns: Sequence[Turn], total: int, opens: bool, closes: bool, guide: Sequence[frozenset[str]]) -> Talk:
    words = sum(len(turn.text.split()) for turn in turns)
    questions = sum(1 for turn in turns if "?" in turn.text)
    prompts = sum(1 for turn in turns if _PROMPT.search(turn.text))
    said = [_words(turn.text) for turn in turns] if guide else []
    asked = sum(1 for question in guide if any(_asks(question, turn) for turn in said))
    return Talk(
        len(turns),
        words,
        questions / len(turns),
        prompts / len(turns),
        words / total,
        opens,
        closes,
        asked / len(guide) if guide else None,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _asks(question: frozenset[str], turn: frozenset[str]) -> bool:
    return len(question & turn) >= _SAME_QUESTION * len(question)


def talk_signs(talk: Talk, two_people: bool) -> tuple[RoleSign, ...]:
    """The signs in how somebody talks, with their points; the share of words says something of two people only."""
    signs = [
        RoleSign(
            "questions",
            f"a question in {talk.questions:.0%} of {talk.turns} turns",
            round(_QUESTIONS * talk.questions, 3),
        ),
        RoleSign("prompts", f"a phrase that prompts in {talk.prompts:.0%} of them", round(_PROMPTS * talk.prompts, 3)),
        RoleSign(
            "word_share",
            f"{talk.share:.0%} of the words" + ("" if two_people else " (counts between two people only)"),
            round(_SHARE * (1 - talk.share), 3) if two_people else 0.0,
        ),
        RoleSign("opens", "speaks first" if talk.opens else "does not speak first", _OPENS * talk.opens),
        RoleSign("closes", "speaks last" if talk.closes else "does not speak last", _CLOSES * talk.closes),
    ]
    if talk.guide is not None:
        asks = f"asks {talk.guide:.0%} of the guide's questions"
        signs.append(RoleSign("guide", asks, round(_GUIDE * talk.guide, 3)))
    return tuple(signs)


def score_of(talk: Talk, two_people: bool) -> float:
    """Points towards the interviewer."""
    return round(sum(sign.points or 0.0 for sign in talk_signs(talk, two_people)), 3)


def label_signs(label: str | None, recurring: frozenset[str], decided: RoleDecision) -> tuple[RoleSign, ...]:
    """What the label says by itself, and whether the name recurs over the study; whichever decided has no points.

    A label may mean something else than it says: a lone A or I among names is an initial.
    """
    if label is None:
        return (RoleSign("label", "the file gives no label", 0.0),)
    role = role_of_label(label)
    called = "a name, which says nothing" if role is None else f"{label!r} is what {_NAMES[role]} is called"
    if role is not None and role is not decided.role:
        called += ", but not here"
    recurs = label_key(label) in recurring
    return (
        RoleSign("label", called, None if decided.evidence == SAYS_SO else 0.0),
        RoleSign(
            "recurs", "the same name leads most conversations of the study", None if decided.evidence == RECURS else 0.0
        )
        if recurs
        else RoleSign("recurs", "the name does not recur over the study as an interviewer's would", 0.0),
    )


_NAMES = {
    Role.INTERVIEWER: "an interviewer",
    Role.PARTICIPANT: "a participant",
    Role.OBSERVER: "an observer",
    Role.UNKNOWN: "somebody unknown",
}
