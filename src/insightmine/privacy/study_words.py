"""How a study writes its words: which ones it also writes small, and who says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from insightmine.domain.speech import DropReason, Transcript
from insightmine.privacy.folding import fold
from insightmine.privacy.name_use import starts_sentence
from insightmine.privacy.word_lists import AMBIGUOUS_NAMES

_WORD = re.compile(r"[^\W\d_]+")
_PROSE = (
    DropReason.FRONT_MATTER, DropReason.HEADING, DropReason.COMMENT, DropReason.FOOTER, DropReason.RUNNING_TITLE,
    DropReason.HIDDEN, DropReason.METADATA_COLUMN, DropReason.SHEET_WITHOUT_SPEECH, DropReason.AI_SUMMARY,
)  # fmt: skip
_BEFORE_A_WORD = re.compile(
    r"\b(?:the|an?|this|these|those|my|your|our|their|his|its|some|any|no|every|each|more|most|very|too|"
    r"i|we|they|he|she|it|might|must|don['’]?t|which)[ ]+$",
    re.IGNORECASE,
)
_WORD_SHARE = 0.2
_ENGLISH = ("en", None)


class StudyWords:
    """Counts of the study's words in lower case, and with a capital inside a sentence; keys are folded."""

    def __init__(self, transcripts: Iterable[Transcript]) -> None:
        self.small: Counter[str] = Counter()
        self.as_word: Counter[str] = Counter()  # of those in lower case, after a word that no name follows
        self.capital: Counter[str] = Counter()
        for transcript in transcripts:
            if is_cased(transcript):
                for turn in transcript.turns:
                    self._count(turn.text)

    def _count(self, text: str) -> None:
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                self.small[fold(word)] += 1
                before = text[max(0, match.start() - 12) : match.start()]
                self.as_word[fold(word)] += _BEFORE_A_WORD.search(before) is not None
            elif word[0].isupper() and not starts_sentence(text, match.start()):
                self.capital[fold(word)] += 1

    def is_word(self, key: str) -> bool:
        """Whether the study uses a word in lower case so often that it is none of anybody's names."""
        often = self.small[key] >= 3 and self.small[key] > self.capital[key]
        return often and self._reads_as_word(key) and key not in AMBIGUOUS_NAMES

    @property
    def common(self) -> frozenset[str]:
        """Words that stand in lower case too: as names they count only where they are used as names."""
        return frozenset(
            key for key, n in self.small.items() if n >= 2 and 2 * n >= self.capital[key] and self._reads_as_word(key)
        )

    def _reads_as_word(self, key: str) -> bool:
        """Whether it is not just a name that was typed without its capital: "the stone", never "the ashworth"."""
        return self.as_word[key] >= _WORD_SHARE * self.small[key]


def common_words(transcripts: Iterable[Transcript]) -> frozenset[str]:
    """The words that a study also writes small, folded."""
    return StudyWords(transcripts).common


def is_cased(transcript: Transcript) -> bool:
    """Whether turns begin with a capital, as typed text and most recognisers' output do."""
    firsts = [turn.text.lstrip()[:1] for turn in transcript.turns if turn.text.strip()[:1].isalpha()]
    return not firsts or 2 * sum(first.isupper() for first in firsts) >= len(firsts)


def is_english(transcript: Transcript) -> bool:
    """Whether the models for names were made for it; a transcript too short to tell counts."""
    return transcript.language in _ENGLISH


def other_texts(transcripts: Iterable[Transcript]) -> list[str]:
    """What stands in the files beside the turns: headings, and words that were left out (titles, summaries)."""
    texts: set[str] = set()
    for transcript in transcripts:
        texts.update(turn.heading for turn in transcript.turns if turn.heading)
        texts.update(" ".join(group.words) for group in transcript.dropped if group.reason in _PROSE)
    return sorted(texts)


def voices_of(transcripts: Sequence[Transcript]) -> int:
    """How many participants speak in the study."""
    return len({participant for transcript in transcripts for participant in transcript.participants})
