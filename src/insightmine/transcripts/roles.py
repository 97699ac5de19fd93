"""Who asks and who answers: evidence from the labels, from the study as a whole, and from how people talk.

The order: what a person decided, what the settings name, participants.csv, what the label says, who recurs over the
study, and a score. Bristlenose's baseline score (questions, prompt phrases, word share) with a margin below which
the answer is "unknown".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from insightmine.domain.speech import Role, RoleDecision, Transcript, Turn
from insightmine.transcripts.role_words import is_coded, is_generic, is_slip_of, label_key, role_of_label

_PROMPT = re.compile(
    r"\b(?:tell me|tell us|can you|could you|would you|do you|did you|have you|are you|were you|how do|how did"
    r"|how would|how was|what do|what did|what would|what was|what is|what's your|what are|walk me|walk us|why do"
    r"|why did|anything else|thank you for|thanks for|first question|next question|last question"
    r"|in your opinion|let's talk|i'd like to|i would like to ask"
    r"|raccontami|cosa ne|mi può|mi puoi|come mai|können sie|kannst du|erzählen sie"
    r"|wie war|was war|pouvez-vous|peux-tu|racontez|puedes|podrías|cuéntame|qué opinas)\b",
    re.IGNORECASE,
)
_RECURS = 3  # transcripts in which a name must be before recurring says anything
_MARGIN = 1.0
_GROUP_MARGIN = 1.5  # among several people somebody always asks most; an interviewer does so by far,
_GROUP_SHARE = 0.4  # and leaves most of the talking to the others
_FEW_WORDS = 20
_FEW_TURNS = 2
_SURE_QUESTIONS = 0.25
# Q1, A1, Q2, A2: one person answers
_QUESTION_NUMBER = re.compile(r"[Qq][-. ]?\d{1,3}")
_ANSWER_NUMBER = re.compile(r"[Aa][-. ]?\d{1,3}")
_TWO_VOICES = 0.045
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_AGREES = re.compile(
    r"(?:yeah|yes|right|exactly|sure|m+-?hm+|absolutely|definitely|nice|cool|awesome|wow)"
    r"(?:[,. ]{1,2}(?:yeah|exactly|right))?[.!]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Talk:
    """How one label talks in one transcript; `questions` and `prompts` are shares of its turns."""

    turns: int
    words: int
    questions: float
    prompts: float
    share: float
    opens: bool


def talk_of(transcript: Transcript) -> dict[str | None, Talk]:
    """How each label talks, in order of first appearance."""
    by_label: defaultdict[str | None, list[Turn]] = defaultdict(list)
    for turn in transcript.turns:
        by_label[turn.speaker].append(turn)
    total = max(1, transcript.n_words)
    first = transcript.turns[0].speaker if transcript.turns else None
    return {label: _talk(turns, total, label == first) for label, turns in by_label.items()}


def _talk(turns: Sequence[Turn], total: int, opens: bool) -> Talk:
    words = sum(len(turn.text.split()) for turn in turns)
    questions = sum(1 for turn in turns if "?" in turn.text)
    prompts = sum(1 for turn in turns if _PROMPT.search(turn.text))
    return Talk(len(turns), words, questions / len(turns), prompts / len(turns), words / total, opens)


def recurring_names(transcripts: Sequence[Transcript]) -> frozenset[str]:
    """The names that recur over the study's conversations while those they talk to change: the interviewers.

    A name counts that is in three conversations or more and in a quarter of all, and that is in most of its own the
    one met most widely, so that somebody who is interviewed three times by the same person is not one. Where
    everybody present is met equally widely, as in a team's meetings, nobody stands out. Conversations in which a
    label says who asks tell nothing: there the name that recurs is somebody who was interviewed again.
    """
    casts = [
        (frozenset(label_key(label) for label in labels if not is_generic(label)), len(labels))
        for transcript in transcripts
        if len(labels := {turn.speaker for turn in transcript.turns if turn.speaker}) >= 2
        and not any(role_of_label(label) is Role.INTERVIEWER for label in labels)
    ]
    counts = Counter(name for cast, _ in casts for name in cast)
    leads: Counter[str] = Counter()
    for cast, n_labels in casts:
        widest = max((counts[name] for name in cast), default=0)
        leaders = [name for name in cast if counts[name] == widest]
        leads.update(leaders if len(leaders) < n_labels else [])
    return frozenset(
        name
        for name, count in counts.items()
        if count >= _RECURS and count * 4 >= len(casts) and leads[name] * 2 > count
    )


def slips_of(transcript: Transcript) -> dict[str | None, str | None]:
    """For each label the one that it is a slip of: the most frequent spelling; itself where there is none."""
    counts = Counter(turn.speaker for turn in transcript.turns)
    spelling: dict[str | None, str | None] = {}
    if sum(1 for label in counts if label and _QUESTION_NUMBER.fullmatch(label)) >= 2:
        numbered = sorted(label for label in counts if label and _ANSWER_NUMBER.fullmatch(label))
        counts = Counter({label: count for label, count in counts.items() if label not in numbered[1:]})
        spelling.update(dict.fromkeys(numbered, numbered[0] if numbered else None))
    for label in sorted(counts, key=lambda item: (-counts[item], item or "")):
        spelling[label] = label
        for other, same in list(spelling.items()):
            if label is None or other is None or other == label or other != same:
                continue
            rare = counts[label] * 5 <= counts[other]
            # a letter makes another name of a name (Daniel, Daniela), but not another role of a role
            is_role = role_of_label(other) is not None
            if label_key(label) == label_key(other) or (rare and is_role and is_slip_of(label, other)):
                spelling[label] = other
                break
    return spelling


def decide_roles(
    transcript: Transcript, known: Mapping[str | None, RoleDecision], recurring: frozenset[str]
) -> tuple[RoleDecision, ...]:
    """The role of each label of a transcript, in order of first appearance; `known` is what needs no evidence."""
    talks = talk_of(transcript)
    decisions: dict[str | None, RoleDecision] = {}
    for label in talks:
        decision = known.get(label) or _from_label(label) or _from_study(label, recurring)
        if decision is not None:
            decisions[label] = decision
    _settle_letters(decisions, talks, known)
    if len(talks) == 1:
        _alone(transcript, decisions, next(iter(talks)))
    else:
        _among(decisions, talks)
    return tuple(decisions[label] for label in talks)


def _from_label(label: str | None) -> RoleDecision | None:
    role = role_of_label(label) if label is not None else None
    return None if role is None else RoleDecision(label, role, "the label says so")


def _from_study(label: str | None, recurring: frozenset[str]) -> RoleDecision | None:
    if label is None or label_key(label) not in recurring:
        return None
    return RoleDecision(label, Role.INTERVIEWER, "the same name recurs over the conversations of the study")


def _settle_letters(
    decisions: dict[str | None, RoleDecision],
    talks: Mapping[str | None, Talk],
    known: Mapping[str | None, RoleDecision],
) -> None:
    """R is the respondent beside I, and the researcher beside P; a lone A or I among names is an initial."""
    keys = {label_key(label): label for label in talks if label and label not in known}
    if "r" in keys and "p" in keys:
        decisions[keys["r"]] = RoleDecision(keys["r"], Role.INTERVIEWER, "R beside P stands for the researcher")
    for letter, partners in (
        ("a", {"q", "question"}),
        ("i", {"p", "r", "b", "ip", "a", "t", "s"}),
        ("q", {"a", "r", "p"}),
    ):
        others = {label_key(label) for label in talks if label} - {letter}
        fits = any(key in partners or role_of_label(key) not in (None, Role.UNKNOWN) or is_coded(key) for key in others)
        if letter in keys and others and not fits:
            decisions.pop(keys[letter], None)


def _alone(transcript: Transcript, decisions: dict[str | None, RoleDecision], label: str | None) -> None:
    """The role of the only voice of a file."""
    if label in decisions and decisions[label].role is not Role.UNKNOWN:
        return
    if label is None and _asks_somebody(transcript):
        decisions[label] = RoleDecision(
            label, Role.UNKNOWN, "several people seem to talk, and the file does not say who"
        )
    elif label not in decisions:
        decisions[label] = RoleDecision(label, Role.PARTICIPANT, "the only voice in the file")


def _asks_somebody(transcript: Transcript) -> bool:
    """Whether a "you" is asked and somebody agrees: signs of two voices in a text without speakers.

    On 45 real files the share of such sentences is 0 to 0.02 in think-aloud and above 0.06 in conversation.
    """
    sentences = [part for turn in transcript.turns for part in re.split(r"(?<=[.!?])\s+", turn.text)]
    asked = sum(1 for part in sentences if part.endswith("?") and _YOU.search(part))
    agreed = sum(1 for part in sentences if _AGREES.fullmatch(part))
    return asked >= 3 and asked + agreed >= 8 and asked + agreed > _TWO_VOICES * len(sentences)


def _among(decisions: dict[str | None, RoleDecision], talks: Mapping[str | None, Talk]) -> None:
    """The roles of those whom neither label nor study tells, once it is clear who asks."""
    open_labels = [label for label in talks if label not in decisions]
    asks = [label for label, decision in decisions.items() if decision.role is Role.INTERVIEWER]
    if not asks and open_labels:
        asker, evidence = _asker(open_labels, talks, decisions)
        if asker is not None:
            decisions[asker] = RoleDecision(asker, Role.INTERVIEWER, evidence)
            asks = [asker]
    left = [label for label in talks if label not in decisions]
    for label in left:
        decisions[label] = _answerer(label, talks[label], bool(asks), len(left) == 1 and len(talks) == 2)


def _answerer(label: str | None, talk: Talk, somebody_asks: bool, is_only: bool) -> RoleDecision:
    if label is None:
        return RoleDecision(label, Role.UNKNOWN, "no speaker is given")
    if not somebody_asks:
        return RoleDecision(label, Role.UNKNOWN, "nobody in the file is clearly the interviewer")
    if talk.turns <= _FEW_TURNS and talk.words < _FEW_WORDS and not is_only:
        return RoleDecision(label, Role.UNKNOWN, f"says only {talk.words} words")
    return RoleDecision(label, Role.PARTICIPANT, "talks with the interviewer")


def _asker(
    labels: Sequence[str | None], talks: Mapping[str | None, Talk], decisions: Mapping[str | None, RoleDecision]
) -> tuple[str | None, str]:
    """Who asks, with the evidence; `None` if the margin to the next is too small."""
    two_people = len(talks) == 2
    scores = {label: _score(talks[label], two_people) for label in labels if label is not None}
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    if not ranked:
        return None, ""
    best = ranked[0]
    others = [scores[label] for label in ranked[1:]] or [
        _score(talks[label], two_people) for label, decision in decisions.items() if decision.role is Role.PARTICIPANT
    ]
    margin = scores[best] - max(others, default=0.0)
    needed = _MARGIN if two_people else _GROUP_MARGIN
    if two_people and len(ranked) == 1:  # the other one is known to be the participant
        needed = 0.0
    talk = talks[best]
    evidence = (
        f"asks in {talk.questions:.0%} of its turns, with {talk.share:.0%} of the words; "
        f"margin {margin:.2f} to the next (needed: {needed})"
    )
    asks_at_all = talk.questions >= _SURE_QUESTIONS and talk.turns >= _FEW_TURNS
    leaves_room = two_people or talk.share < _GROUP_SHARE
    return (best, evidence) if margin >= needed and asks_at_all and leaves_room else (None, "")


def _score(talk: Talk, two_people: bool) -> float:
    score = 3 * talk.questions + 2 * talk.prompts + (0.5 if talk.opens else 0.0)
    return score + (2 * (1 - talk.share) if two_people else 0.0)
