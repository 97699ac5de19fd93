"""Which quotes a reader understands without what was said before them."""

from __future__ import annotations

import re

_FEWEST_WORDS = 6
_FEWEST_OF_BRIEF, _MOST_OF_BRIEF = 4, 60
# What opens so goes on from something.
_GOES_ON = re.compile(
    r"\W*(?:but|and|then|so|or|which|because|although|though|it|it[’']s|that|that[’']s|this|these|those|they|them|he|"
    r"she|yes|yeah|yep|no|not|nope|did|do|does|is|was|were|same|"
    r"(?:as|like) i(?:[’']ve| have)? (?:just |already )?(?:said|stated|mentioned|explained|told you))\b",
    re.IGNORECASE,
)

_HALTS = re.compile(
    r"\b(?:uh|um|er|erm|hmm)\b|\b(\w+\W+\w+)\W+\1\b|[\[\]()…]|\.\.\.|don[’']t know|\?\s*$|"
    r"\b(?:a|an|and|as|because|but|by|for|if|in|is|like|of|on|or|so|than|that|the|to|was|were|when|which|with)\W*$",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_LEADS_IN = r"\W*(?:(?:and|but|so|now|then|okay|ok|well|uh|um|er|like|or)\b\W*)*"
_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|can|could|shall|should|will|would|have|has|had|may|might)"
# "How do we find it?", "What is that", "Do we have an author?".
_ASKS = re.compile(
    rf"{_LEADS_IN}(?:(?:what|which|who|whose|whom|where|when|how)\b.*\?|"
    rf"(?:what|which|who|where|when|how) {_AUXILIARY}\b|"
    rf"{_AUXILIARY} \w.*\?|{_AUXILIARY} (?:i|you|we|they|he|she|it)\b)",
    re.IGNORECASE | re.DOTALL,
)
# A question that complains: "Why is it gone?", "Where can't I go?", "No field for it, right?".
_COMPLAINS = re.compile(
    r"\b(?:why|how come|not|no|never|nothing|none|nobody|cannot|still|wrong)\b|n[’']t\b", re.IGNORECASE
)


def is_plain_question(text: str) -> bool:
    """Whether every sentence of a quote asks something, and none complains by asking."""
    sentences = [sentence for sentence in _SENTENCE.findall(text) if any(map(str.isalpha, sentence))]
    return bool(sentences) and all(_ASKS.match(s) for s in sentences) and _COMPLAINS.search(text) is None


def stands_alone(text: str) -> bool:
    """Whether a quote is long enough to say something and does not open in the middle of a thought."""
    return len(text.split()) >= _FEWEST_WORDS and _GOES_ON.match(text) is None


def is_brief(text: str) -> bool:
    """Whether a quote of at most 60 characters says something by itself: enough for a line that sums up a side.

    What hesitates, repeats itself, was cut off or asks something does not.
    """
    is_short = len(text) <= _MOST_OF_BRIEF and len(text.split()) >= _FEWEST_OF_BRIEF
    return is_short and _GOES_ON.match(text) is None and _HALTS.search(text) is None
