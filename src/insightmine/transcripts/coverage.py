"""The guard: every word of a file is in a turn or on the list of what was left out, with a reason."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

from insightmine.domain.speech import DroppedWords, DropReason, Transcript
from insightmine.errors import InputRefused

# letters and digits of any script; the underscore is mark-up in Markdown, so it separates words
_WORD = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def words_of(text: str) -> list[str]:
    """The words of a text in order: unbroken runs of letters and digits."""
    return _WORD.findall(text)


def unescape(text: str) -> str:
    """Character references (`&amp;`, `&#39;`) as characters; only complete ones, so that a URL's `&copy=` stays."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


class Ledger:
    """What was left out of one transcript, in file order; neighbours with one reason are kept as one entry."""

    def __init__(self) -> None:
        self._entries: list[tuple[DropReason, list[str]]] = []

    def drop(self, reason: DropReason, text: str, *, unescaped: bool = False) -> None:
        """Note the words of `text` as left out; `unescaped`: its character references were resolved already."""
        words = words_of(text if unescaped else unescape(text))
        if not words:
            return
        if self._entries and self._entries[-1][0] is reason:
            self._entries[-1][1].extend(words)
        else:
            self._entries.append((reason, words))

    def close(self) -> tuple[DroppedWords, ...]:
        """All entries, as the transcript keeps them."""
        return tuple(DroppedWords(reason, tuple(words)) for reason, words in self._entries)


def unaccounted(text: str, transcripts: Iterable[Transcript]) -> int:
    """How many words of the file are nowhere, or in the transcripts more often than in the file."""
    expected = Counter(words_of(unescape(text)))
    found: Counter[str] = Counter()
    for transcript in transcripts:
        for turn in transcript.turns:
            found.update(words_of(turn.text))
        for entry in transcript.dropped:
            found.update(entry.words)
    return (expected - found).total() + (found - expected).total()


def check_coverage(source: str, text: str, transcripts: Iterable[Transcript]) -> None:
    """Raise `InputRefused` if a word of the decoded file is neither in a turn nor listed as left out."""
    lost = unaccounted(text, transcripts)
    if lost:
        raise InputRefused(
            source,
            f"{lost} of {len(words_of(text))} words could not be accounted for",
            hint="export the transcript as plain text or WebVTT and try again",
        )
