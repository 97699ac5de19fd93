"""The shipped word list of what helps and hinders, joined with VADER's general one (Hutto & Gilbert 2014)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("effect_lexicon.json")
_VADER_SHARE = 0.5  # VADER was made for social media: a word of it weighs half of what it says there


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern on lower-case text; what it matches is counted once, as a whole."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class EffectLexicon:
    """`words` by lemma or form; `tagged` by (lemma, Universal POS). Positive weights help; 1 is strong."""

    words: dict[str, float]
    tagged: dict[tuple[str, str], float]
    phrases: tuple[Phrase, ...]
    restricted: frozenset[str]
    general: dict[str, float]

    def weight(self, form: str, lemma: str, part: str) -> float:
        """The weight of a token, 0 when the lists do not know it."""
        for key in (lemma, form):
            if (key, part) in self.tagged:
                return self.tagged[key, part]
            if key in self.words:
                return self.words[key]
        if lemma in self.restricted or form in self.restricted:
            return 0.0
        return self.general.get(form, 0.0)


def word_set(words: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(words.split())


@cache
def load_lexicon() -> EffectLexicon:
    """The lexicon, read once."""
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    words: dict[str, float] = {}
    tagged: dict[tuple[str, str], float] = {}
    for weight, entries in content["words"].items():
        for entry in entries:
            lemma, _, part = entry.partition("/")
            if part.isupper():
                tagged[lemma, part] = float(weight)
            elif not part:
                words.setdefault(lemma, float(weight))
    phrases = tuple(
        Phrase(re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])"), float(weight))
        for weight, patterns in content["phrases"].items()
        for pattern in patterns
    )
    silent = frozenset(content["not_evaluating"])
    general = {word: value for word, value in _vader().items() if word not in silent}
    restricted = frozenset(lemma for lemma, _ in tagged) | silent
    return EffectLexicon(words, tagged, phrases, restricted, general)


def _vader() -> dict[str, float]:
    """VADER's valences of single words, -4 to 4, scaled to this lexicon's weights."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    valences: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return {word: _VADER_SHARE * value / 2.0 for word, value in valences.items() if word.isalpha()}
