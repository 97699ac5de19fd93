"""Which quotes a reader understands without what was said before them."""

from __future__ import annotations

import re

_FEWEST_WORDS = 6
# What opens so goes on from something.
_GOES_ON = re.compile(
    r"\W*(?:but|and|then|so|or|which|because|although|though|it|it[’']s|that|that[’']s|this|these|those|they|them|he|"
    r"she|yes|yeah|yep|no|not|nope|did|do|does|is|was|were|same)\b",
    re.IGNORECASE,
)


def stands_alone(text: str) -> bool:
    """Whether a quote is long enough to say something and does not open in the middle of a thought."""
    return len(text.split()) >= _FEWEST_WORDS and _GOES_ON.match(text) is None
