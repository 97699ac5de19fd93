"""Who asks and who answers: evidence from the labels, from the study as a whole, and from how people talk.

The order: what a person decided, what the settings name, participants.csv, what the label says, who recurs over the
study, and a score (`role_signs`) with a margin below which the answer is "unknown". Every decision keeps its signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from insightmine.domain.speech import Role, RoleDecision, Transcript
from insightmine.transcripts.role_signs import RECURS, SAYS_SO, Talk, label_signs, score_of, talk_of, talk_signs
from insightmine.transcripts.role_words import is_coded, is_generic, label_key, role_of_label

_RECURS = 3  # transcripts in which a name must be before recurring says anything
_MARGIN = 1.0
_GROUP_MARGIN = 1.5  # among several people somebody always asks most; an interviewer does so by far,
_GROUP_SHARE = 0.4  # and leaves most of the talking to the others
_FEW_WORDS = 20
_FEW_TURNS = 2
_SURE_QUESTIONS = 0.25
_TWO_VOICES = 0.045
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_AGREES = re.compile(
    r"(?:yeah|yes|right|exactly|sure|m+-?hm+|absolutely|definitely|nice|cool|awesome|wow)"
    r"(?:[,. ]{1,2}(?:yeah|exactly|right))?[.!]",
    re.IGNORECASE,
)


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


def decide_roles(
    transcript: Transcript,
    known: Mapping[str | None, RoleDecision],
    recurring: frozenset[str],
    guide: Sequence[str] = (),
) -> tuple[RoleDecision, ...]:
    """The role of each label of a transcript, in order of first appearance, with the signs that speak for it.

    `known` is what needs no evidence; `guide` holds the questions of the study's guide.
    """
    talks = talk_of(transcript, guide)
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
    two_people = len(talks) == 2
    return tuple(
        replace(
            decisions[label], signs=(*label_signs(label, recurring, decisions[label]), *talk_signs(talk, two_people))
        )
        for label, talk in talks.items()
    )


def _from_label(label: str | None) -> RoleDecision | None:
    role = role_of_label(label) if label is not None else None
    return None if role is None else RoleDecision(label, role, SAYS_SO)


def _from_study(label: str | None, recurring: frozenset[str]) -> RoleDecision | None:
    if label is None or label_key(label) not in recurring:
        return None
    return RoleDecision(label, Role.INTERVIEWER, RECURS)


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
    asks = any(decision.role is Role.INTERVIEWER for decision in decisions.values())
    contest = _Contest()
    if not asks and open_labels:
        contest = _contest(open_labels, talks, decisions)
        if contest.asker is not None:
            decisions[contest.asker] = RoleDecision(contest.asker, Role.INTERVIEWER, contest.evidence)
    left = [label for label in talks if label not in decisions]
    for label in left:
        somebody_asks = asks or contest.asker is not None
        is_only = len(left) == 1 and len(talks) == 2
        decisions[label] = _answerer(label, talks[label], somebody_asks, is_only, contest.evidence)
    for label in open_labels:
        if label in contest.margins:
            decisions[label] = replace(decisions[label], margin=contest.margins[label], margin_needed=contest.needed)


def _answerer(label: str | None, talk: Talk, somebody_asks: bool, is_only: bool, evidence: str) -> RoleDecision:
    if label is None:
        return RoleDecision(label, Role.UNKNOWN, "no speaker is given")
    if not somebody_asks:
        unclear = "nobody in the file is clearly the interviewer"
        return RoleDecision(label, Role.UNKNOWN, f"{unclear}: {evidence}" if evidence else unclear)
    if talk.turns <= _FEW_TURNS and talk.words < _FEW_WORDS and not is_only:
        return RoleDecision(label, Role.UNKNOWN, f"says only {talk.words} words")
    return RoleDecision(label, Role.PARTICIPANT, "talks with the interviewer")


@dataclass(frozen=True, slots=True)
class _Contest:
    """Who asks, if it is clear; why, or why not; and by how much each is ahead of the best of the others."""

    asker: str | None = None
    evidence: str = ""
    margins: Mapping[str | None, float] = field(default_factory=dict)
    needed: float = 0.0


def _contest(
    labels: Sequence[str | None], talks: Mapping[str | None, Talk], decisions: Mapping[str | None, RoleDecision]
) -> _Contest:
    """The scores of those who may be the asker, compared."""
    two_people = len(talks) == 2
    scores = {label: score_of(talks[label], two_people) for label in labels if label is not None}
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    if not ranked:
        return _Contest()
    known = [
        score_of(talks[label], two_people)
        for label, decision in decisions.items()
        if decision.role is Role.PARTICIPANT and len(ranked) == 1
    ]
    margins: dict[str | None, float] = {}
    for label in ranked:
        others = [*known, *(scores[other] for other in ranked if other != label)]
        margins[label] = round(scores[label] - max(others, default=0.0), 3)
    best = ranked[0]
    needed = _MARGIN if two_people else _GROUP_MARGIN
    if two_people and len(ranked) == 1:  # the other one is known to be the participant
        needed = 0.0
    talk, margin = talks[best], margins[best]
    asks_at_all = talk.questions >= _SURE_QUESTIONS and talk.turns >= _FEW_TURNS
    leaves_room = two_people or talk.share < _GROUP_SHARE
    told = f"asks in {talk.questions:.0%} of its turns, with {talk.share:.0%} of the words"
    if margin >= needed and asks_at_all and leaves_room:
        return _Contest(best, f"{told}; margin {margin:.2f} to the next (needed: {needed})", margins, needed)
    return _Contest(None, f"{best!r} {told}; {_why_not(margin, needed, asks_at_all)}", margins, needed)


def _why_not(margin: float, needed: float, asks_at_all: bool) -> str:
    if margin < needed:
        return f"margin {margin:.2f} to the next (needed: {needed})"
    return "too much for somebody who asks a group" if asks_at_all else "too little for an interviewer"
