"""The guard: every word of a file is in a turn or on the list of what was left out, with a reason."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

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


# What a misread file is taken for: words that somebody wrote. Labels, times, columns, comments and numbers are mark-up,
# an assistant's summary and a caption that repeats the one before are no loss.
_PROSE = frozenset({DropReason.FRONT_MATTER, DropReason.HEADING, DropReason.STAGE_DIRECTION, DropReason.FOOTER})
_FEW_WORDS = 50


# An invitation lists everybody's addresses: they are counted and not kept. Each is found in linear time.
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!\w)")
_ABOUT_PEOPLE = frozenset(
    {
        DropReason.FRONT_MATTER,
        DropReason.HEADING,
        DropReason.AI_SUMMARY,
        DropReason.FOOTER,
        DropReason.LINK_TARGET,
        DropReason.COMMENT,
    }
)
NOT_KEPT = "\u2592"  # stands for each word of what is counted only


def without_addresses(transcript: Transcript) -> Transcript:
    """The transcript with a sign for each word of the addresses that were left out; to be called after the guard."""
    dropped = tuple(
        replace(entry, words=(NOT_KEPT,) * len(entry.words)) if entry.reason is DropReason.CONTACT_DETAIL else entry
        for entry in transcript.dropped
    )
    return replace(transcript, dropped=dropped) if dropped != transcript.dropped else transcript


def literal(text: str) -> str:
    """The text so that `unescape` gives it back: in a format with mark-up of its own, `&lt;` is what somebody wrote."""
    return _ENTITY.sub(lambda match: f"&amp;{match.group()[1:]}", text) if "&" in text else text


class Ledger:
    """What was left out of one transcript, in file order; neighbours with one reason are kept as one entry."""

    def __init__(self) -> None:
        self._entries: list[tuple[DropReason, list[str]]] = []

    def drop(self, reason: DropReason, text: str, *, unescaped: bool = False) -> None:
        """Note the words of `text` as left out; `unescaped`: its character references were resolved already."""
        text = text if unescaped else unescape(text)
        position = 0
        for address in _ADDRESS.finditer(text) if "@" in text and reason in _ABOUT_PEOPLE else ():
            self._note(reason, text[position : address.start()])
            self._note(DropReason.CONTACT_DETAIL, address.group())
            position = address.end()
        self._note(reason, text[position:])

    def _note(self, reason: DropReason, text: str) -> None:
        words = words_of(text)
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


def words_left_out(transcripts: Iterable[Transcript]) -> Counter[DropReason]:
    """How many words were left out for each reason, the most frequent first."""
    counts: Counter[DropReason] = Counter()
    for transcript in transcripts:
        for entry in transcript.dropped:
            counts[entry.reason] += len(entry.words)
    return Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))))


def words_in_turns(transcripts: Iterable[Transcript]) -> int:
    """How many words the turns hold, counted as the guard counts them."""
    return sum(len(words_of(turn.text)) for transcript in transcripts for turn in transcript.turns)


def check_share(source: str, transcripts: Sequence[Transcript], least: float) -> None:
    """Raise `InputRefused` if less than this share of what somebody wrote is in turns: the file was not understood.

    Over 255 real transcripts the share is 0.92 at the least; half leaves room for long titles and many headings.
    """
    left = {reason: count for reason, count in words_left_out(transcripts).items() if reason in _PROSE}
    outside, spoken = sum(left.values()), words_in_turns(transcripts)
    if outside <= _FEW_WORDS or spoken >= least * (spoken + outside):
        return
    reasons = ", ".join(f"{count} as {reason.value.replace('_', ' ')}" for reason, count in left.items())
    raise InputRefused(
        source,
        f"only {spoken} of {spoken + outside} words are in anybody's turn; the others would be left out ({reasons})",
        hint="export it with a speaker before each turn (text, WebVTT, DOCX), or take away what is no interview; "
        "--least-speech 0 reads it as it is",
    )
