"""Labels -> the labels they were meant to be: slips of the pen, other spellings, numbered answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import pairwise

from insightmine.domain.speech import Transcript
from insightmine.transcripts.role_words import is_role_word, is_slip_of, is_slip_of_name, label_key, role_of_label

SLIP_TIMES = 2  # a name that stands there more often is meant
MOST_SPEAKERS = 100  # with so many frequent labels a rare one is compared
OFTEN = 5  # so many times as often stands the label that was meant, and so often at least
# Q1, A1, Q2, A2: one person answers
_QUESTION_NUMBER = re.compile(r"[Qq][-. ]?\d{1,3}")
_ANSWER_NUMBER = re.compile(r"[Aa][-. ]?\d{1,3}")


def is_slip(label: str, times: int, other: str, other_times: int) -> bool:
    """Whether a label is the other one with a letter wrong: a role nearly so spelt, or a name, once or twice.

    A letter makes another role of a role (Interviewee, Interviewer) and another person of a word for one (Befragte,
    Befragter): what is spelt as a role's word is no slip.
    """
    if times * OFTEN > other_times or is_role_word(label):
        return False
    if role_of_label(other) is not None:
        return is_slip_of(label, other)
    return times <= SLIP_TIMES and is_slip_of_name(label, other)


def slips_of(transcript: Transcript, apart: Collection[str | None] = ()) -> dict[str | None, str | None]:
    """For each label the one that it is a slip of: the most frequent spelling; itself where there is none.

    Labels of which a person said who they are (`apart`) stay apart, and so do names that answer one another.
    """
    counts = Counter(turn.speaker for turn in transcript.turns)
    spelling: dict[str | None, str | None] = {}
    if sum(1 for label in counts if label and _QUESTION_NUMBER.fullmatch(label)) >= 2:
        numbered = sorted(label for label in counts if label and _ANSWER_NUMBER.fullmatch(label))
        counts = Counter({label: count for label, count in counts.items() if label not in numbered[1:]})
        spelling.update(dict.fromkeys(numbered, numbered[0] if numbered else None))
    meeting = {frozenset((one.speaker, two.speaker)) for one, two in pairwise(transcript.turns)}
    spelt: dict[str, str] = {}
    frequent: list[str] = []
    for label in sorted(counts, key=lambda item: (-counts[item], item or "")):
        spelling[label] = label
        if label is None:
            continue
        same = spelt.setdefault(label_key(label), label)
        if same == label and label not in apart:
            same = next((other for other in frequent if _is_meant(label, other, counts, meeting)), label)
        spelling[label] = same
        if same == label and counts[label] >= OFTEN and len(frequent) < MOST_SPEAKERS:
            frequent.append(label)
    return spelling


def _is_meant(label: str, other: str, counts: Counter[str | None], meeting: Collection[frozenset[str | None]]) -> bool:
    answers = role_of_label(other) is None and frozenset((label, other)) in meeting
    return not answers and is_slip(label, counts[label], other, counts[other])
