"""Words read aloud from a task, a heading or a question: they are not what a person said.

Where the study has a guide, what is read of its texts is cut out word by word. Without it there are three kinds of
evidence, each on its own sentence and each demanding: nearly all content words stand in the heading
above; the sentence is a question made of the interviewer's words; or, for what only a script can be (it addresses
"you", gives an order or asks), long runs of words recur in what the interviewer or another participant said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import TranscriptId
from insightmine.domain.reading_aloud import Scripts
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.statements.filler import content_words, words_of
from insightmine.statements.values import Span

_RUN = 5  # words; two people hardly ever say the same five by chance in sentences like these
_SHARED = 0.7  # of a sentence's words in such runs
_COPY_TURN = 20  # words of a turn that tells a copied transcript
_COPIES = 3
_TASK_FRAME = re.compile(
    r"\b(?:your (?:first|second|third|next|last|final) task|your task is|your goal is to|think aloud as you"
    r"|as you work through|you (?:\w+ ){0,12}(?:in|from) (?:task|step) (?:one|two|three|four|five|\d)"
    r"|describe what you (?:see|expect)|please (?:read|complete|perform) the following)\b",
    re.IGNORECASE,
)
# the items of the System Usability Scale (Brooke 1996), which people read aloud while they tick them
_QUESTIONNAIRE = (
    "I think that I would like to use this system frequently",
    "I found the system unnecessarily complex",
    "I thought the system was easy to use",
    "I think that I would need the support of a technical person to be able to use this system",
    "I found the various functions in this system were well integrated",
    "I thought there was too much inconsistency in this system",
    "I would imagine that most people would learn to use this system very quickly",
    "I found the system very cumbersome to use",
    "I felt very confident using the system",
    "I needed to learn a lot of things before I could get going with this system",
)


class Script:
    """What the study's tasks and questions say: as its guide has them (`sheet`), and as the transcripts show it."""

    def __init__(self, transcripts: Sequence[Transcript], sheet: Sequence[str] = ()) -> None:
        self._sheet = Scripts(sheet)
        self._copies = _copies(transcripts)
        self._speakers: dict[str, set[TranscriptId]] = {}
        self._asked: set[str] = set()
        wanted: set[str] = set()
        for transcript in transcripts:
            for turn in transcript.turns:
                if turn.role is Role.PARTICIPANT and not transcript.rows_are_statements:
                    runs = [run for sentence in _rough_sentences(turn.text) for run in _runs(sentence)]
                    wanted.update(runs)
                    for run in runs:
                        self._speakers.setdefault(run, set()).add(transcript.id)
        for transcript in transcripts:
            for turn in transcript.turns:
                if turn.role in {Role.INTERVIEWER, Role.OBSERVER}:
                    self._asked.update(run for run in _runs(words_of(turn.text)) if run in wanted)

    def read_spans(self, text: str) -> tuple[Span, ...]:
        """The stretches of a turn in which the guide's own words are read aloud, in order (see `Scripts`)."""
        return tuple(Span(stretch.start, stretch.end) for stretch in self._sheet.read_in(text))

    def is_read_aloud(self, sentence: str, transcript: TranscriptId, turn: Turn, question: str | None) -> bool:
        """Whether the sentence only repeats a heading, a task or a question."""
        if turn.heading and _repeats(sentence, turn.heading, heading=True):
            return True
        if "?" in sentence and question and _repeats(sentence, question, heading=False):
            return True
        if question is None and _TASK_FRAME.search(sentence):
            return True
        answered = re.search(r"\b(?:dis)?agree\b", sentence, re.IGNORECASE)
        if not answered and any(_repeats(sentence, item, heading=True) for item in _QUESTIONNAIRE):
            return True
        return self._is_scripted(sentence, transcript)

    def _is_scripted(self, sentence: str, transcript: TranscriptId) -> bool:
        words = words_of(sentence)
        if len(words) < 8 or not _like_a_script(words, sentence):
            return False
        covered: set[int] = set()
        for i, run in enumerate(_runs(words)):
            if run in self._asked or self._said_elsewhere(run, transcript):
                covered.update(range(i, i + _RUN))
        return len(covered) >= _SHARED * len(words)

    def _said_elsewhere(self, run: str, transcript: TranscriptId) -> bool:
        return any(
            other != transcript and frozenset({other, transcript}) not in self._copies
            for other in self._speakers.get(run, ())
        )


def goes_on_reading(text: str, annotation: Annotation, tokens: range) -> bool:
    """Whether a sentence after one that was read aloud is another order of the script: "Use ... that you ..."."""
    words = words_of(text)
    return annotation.tags[tokens.start] in {"VB", "VBP"} and _like_a_script(words, text) and "?" not in text


def _rough_sentences(text: str) -> Iterable[list[str]]:
    """Word lists of the stretches between full stops that could stem from a script."""
    for stretch in re.findall(r"[^.?!\n]+[.?!]*", text):
        words = words_of(stretch)
        if len(words) >= _RUN and _like_a_script(words, stretch):
            yield words


def _like_a_script(words: Sequence[str], text: str) -> bool:
    if any(word in {"i", "i'm", "i'll", "me", "my"} for word in words):
        return False
    return text.rstrip().endswith("?") or any(word in {"you", "your", "task", "following"} for word in words)


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def _repeats(sentence: str, script: str, *, heading: bool) -> bool:
    said, written = content_words(sentence), content_words(script)
    shared = len(said & written)
    if shared < 3 or shared < 0.8 * len(said):
        return False
    return not heading or shared >= 0.6 * len(written)


def _copies(transcripts: Sequence[Transcript]) -> frozenset[frozenset[TranscriptId]]:
    """Pairs of transcripts that are versions of one interview: their likeness proves nothing."""
    where: dict[str, set[TranscriptId]] = {}
    for transcript in transcripts:
        for turn in transcript.turns:
            if turn.role is Role.PARTICIPANT and len(words := words_of(turn.text)) >= _COPY_TURN:
                where.setdefault(" ".join(words), set()).add(transcript.id)
    count: dict[frozenset[TranscriptId], int] = {}
    for ids in where.values():
        for pair in combinations(sorted(ids), 2):
            count[frozenset(pair)] = count.get(frozenset(pair), 0) + 1
    return frozenset(pair for pair, shared in count.items() if shared >= _COPIES)
