"""The text of cues: who speaks in them, without tags, and without what rolling captions say twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from insightmine.config import SpeakerOptions
from insightmine.domain.speech import DropReason
from insightmine.transcripts.coverage import Ledger, unescape
from insightmine.transcripts.cue_turns import Cue
from insightmine.transcripts.label_choice import choose_labels, named_labels
from insightmine.transcripts.labels import MAX_LABEL, Head, Shape, is_label, is_name_like
from insightmine.transcripts.role_words import is_coded, label_key, role_of_label
from insightmine.transcripts.times import is_time

_TAG_SHAPE = r"</?[A-Za-z][^<>\n]{0,120}>|<(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}>"
_VOICE_SHAPE = r"<v(?:\.[^\s>]{1,40})?[ \t]+([^<>\n]{1,120})>"
_TAG = re.compile(_TAG_SHAPE)
_TAGS = re.compile(f"(?:{_TAG_SHAPE})+")
_VOICE = re.compile(_VOICE_SHAPE)
_GLUED = re.compile(rf"(?<=[^\W_])(?:(?!{_VOICE_SHAPE})(?:{_TAG_SHAPE}))+(?=[^\W_])")
_PREFIX = re.compile(r"(?:>>|-)?[ \t]*([^:<>\n]{1,60}?)[ \t]*:(?:[ \t]+|$)")
_ARROWS = re.compile(r"(?:^|(?<=\s))>>[ \t]*")
_ARROW_NAME = re.compile(r"(?:^|(?<=\s))>>[ \t]*([^:<>\n]{1,60}?)[ \t]*:(?=\s|$)")
_DASH = re.compile(r"\s*(?:[-–—]\s+(?=\S)|[-–—](?=[^\W\d]|[\"“¿¡]))")
_SENTENCE_END = (".", "?", "!", ",", ";", ":", "…")
_NAMED_SHARE = 0.8
_LONGEST_NAME = 6  # words
_PREFIXED_SHARE = 0.6
_LOOP = 5  # the same line so often in a row is a recogniser's loop, not speech


def move_tags(text: str) -> str:
    """The text with tags inside a word moved behind it, so that the word counts as the one that it reads as."""
    tags = [match.group() for match in _GLUED.finditer(text)]
    return f"{_GLUED.sub('', text)} {' '.join(tags)}" if tags else text


class _RawCue(Protocol):
    number: int
    start: float | None
    end: float | None
    lines: list[str]


def split_speakers(raw: Sequence[_RawCue], ledger: Ledger, speakers: SpeakerOptions) -> list[list[Cue]]:
    """For each cue what each of its speakers says, one `Cue` a line of text; labels and tags go to the ledger.

    `>>` says that another speaker begins, with or without a name; so do dashes before two lines of one cue, and where
    these occur, one before a cue.
    """
    prefixes = _prefixes(raw, named_labels(speakers))
    name_lines = named_by_lines(raw)
    dashes = any(_dashes(cue.lines) > 1 for cue in raw)
    split: list[list[Cue]] = []
    speaker: str | None = None
    for cue in raw:
        parts: list[Cue] = []
        lines = cue.lines
        if name_lines:
            first = next((index for index, row in enumerate(lines) if row.strip()), len(lines))
            speaker, lines = _name_line(lines, first, ledger) or speaker, lines[first + 1 :]
        elif not any("<v" in row for row in lines) and not prefixes:
            speaker = None
        dialogue = dashes and _dashes(lines) > 0
        for voice, text in _spans(lines, ledger):
            speaker = voice or speaker
            dash = _DASH.match(text) if dialogue and speaker is None else None
            for piece, arrow in _exchanges(text[dash.end() :] if dash is not None else text):
                label, words = _prefix(piece, prefixes)
                ledger.drop(DropReason.SPEAKER_LABEL, label or "")
                speaker = label or (None if arrow else speaker)
                if words:
                    begins = (arrow or dash is not None) and label is None
                    parts.append(Cue(speaker, words, f"cue {cue.number}", cue.start, cue.end, begins=begins))
                dash = None
        split.append(parts)
    return split


def _dashes(lines: Sequence[str]) -> int:
    """How many lines of a cue begin with a dash, as subtitles show two people; 0 unless the first one does."""
    filled = [text for row in lines if (text := _TAG.sub("", row).strip())]
    return sum(1 for row in filled if _DASH.match(row)) if filled and _DASH.match(filled[0]) else 0


def named_by_lines(raw: Sequence[_RawCue]) -> bool:
    """Whether each cue begins with a name on a line of its own, as Teams once wrote them."""
    filled = [[row.strip() for row in cue.lines if row.strip()] for cue in raw]
    filled = [rows for rows in filled if rows]
    names = [
        rows[0] for rows in filled if len(rows) > 1 and is_name_like(rows[0]) and not rows[0].endswith(_SENTENCE_END)
    ]
    enough = len(names) >= 3 and len(names) >= _NAMED_SHARE * len(filled)
    return enough and len(set(names)) < len(names) and all(len(name.split()) <= _LONGEST_NAME for name in names)


def _name_line(lines: Sequence[str], first: int, ledger: Ledger) -> str:
    name = _untagged(lines[first], ledger) if first < len(lines) else ""
    ledger.drop(DropReason.SPEAKER_LABEL, name, unescaped=True)
    return name


def _exchanges(text: str) -> list[tuple[str, bool]]:
    """The text cut before each `>>`, with whether one stands there: another speaker begins."""
    pieces = _ARROWS.split(text)
    return [(piece.strip(), number > 0) for number, piece in enumerate(pieces) if piece.strip()]


def _spans(lines: Sequence[str], ledger: Ledger) -> Iterator[tuple[str | None, str]]:
    """The text between voice tags, line by line, with the voice that a tag of this cue opened."""
    speaker: str | None = None
    for row in lines:
        position = 0
        for match in _VOICE.finditer(row):
            text = _untagged(row[position : match.start()], ledger)
            if text:
                yield speaker, text
            ledger.drop(DropReason.MARKUP, match.group()[: match.start(1) - match.start()])
            ledger.drop(DropReason.SPEAKER_LABEL, match.group(1))
            speaker = " ".join(unescape(match.group(1)).split())
            position = match.end()
        text = _untagged(row[position:], ledger)
        if text:
            yield speaker, text


def _untagged(text: str, ledger: Ledger) -> str:
    for match in _TAG.finditer(text):
        ledger.drop(DropReason.TIME_CODE if match.group()[1].isdigit() else DropReason.MARKUP, match.group())
    return " ".join(unescape(_TAGS.sub(lambda match: _seam(text, match), text)).split())


def _seam(text: str, tags: re.Match[str]) -> str:
    """What stands where tags stood: nothing, but a space beside a character reference, which may be a letter."""
    before, after = text[tags.start() - 1 : tags.start()], text[tags.end() : tags.end() + 1]
    return " " if before == ";" or after == "&" else ""


def _prefixes(raw: Sequence[_RawCue], named: frozenset[str]) -> frozenset[str]:
    """The keys of the `Name:` prefixes that are speakers.

    Where most cues have one, as Zoom writes them, every prefix is a name, however seldom.
    """
    rows = [text for cue in raw for text in [_first_words(cue.lines)] if text]
    called = _called(raw)
    found = [match.group(1).strip("[] ") for row in rows if (match := _PREFIX.match(row)) is not None]
    labels = [label for label in found if is_label(label)]
    keys = {label_key(label) for label in labels}
    if rows and len(labels) >= _PREFIXED_SHARE * len(rows) and len(keys) <= max(8, len(labels) // 2):
        return frozenset(keys) | called
    chosen = choose_labels([Head(label, Shape.COLON, "") for label in labels if is_name_like(label)], named)
    sure = {label_key(label) for label in labels if role_of_label(label) is not None or is_coded(label)}
    return frozenset({key for key, _ in chosen} | sure) | called


def _called(raw: Sequence[_RawCue]) -> frozenset[str]:
    """The keys of the names in `>> NAME:`, which are names however seldom they come."""
    texts = (unescape(_TAG.sub("", " ".join(cue.lines))) for cue in raw)
    labels = [match.group(1) for text in texts if ">>" in text for match in _ARROW_NAME.finditer(text)]
    return frozenset(
        label_key(label)
        for label in labels
        if is_name_like(label) and (label.isupper() or all(word[:1].isupper() for word in label.split()))
    )


def _first_words(lines: Sequence[str]) -> str:
    text = unescape(_TAG.sub("", " ".join(lines))).strip()
    return "" if _VOICE.match(" ".join(lines).lstrip()) else text[: MAX_LABEL + 20]


def _prefix(text: str, prefixes: frozenset[str]) -> tuple[str | None, str]:
    match = _PREFIX.match(text) if prefixes else None
    if match is not None:
        label = match.group(1).strip("[] ")
        if label_key(label) in prefixes and not is_time(label):
            return label, text[match.end() :].strip()
    return None, text


def has_word_times(raw: Sequence[_RawCue]) -> bool:
    """Whether single words have times, as in captions that roll while somebody speaks."""
    return any(match.group()[1].isdigit() for cue in raw for row in cue.lines for match in _TAG.finditer(row))


def drop_repeated(split: Sequence[list[Cue]], rolls: bool, ledger: Ledger, warnings: list[str]) -> list[Cue]:
    """The cues as one list, without lines that rolling captions carry over and without a recogniser's loops."""
    rolling = rolls or _is_rolling(split)
    kept: list[Cue] = []
    before: frozenset[tuple[str | None, str]] = frozenset()
    for parts in split:
        now = frozenset((part.speaker, part.text) for part in parts)
        for part in parts:
            if rolling and (part.speaker, part.text) in before:
                ledger.drop(DropReason.REPEATED_CAPTION, part.text)
                kept[-1:] = [replace(kept[-1], end=part.end)] if kept else []
            else:
                kept.append(part)
        before = now or before
    kept, looped = _without_loops(kept, ledger)
    if looped:
        warnings.append(f"{looped} cues repeat the one before again and again, and are left out")
    return kept


def _is_rolling(split: Sequence[list[Cue]]) -> bool:
    carried = sum(
        1
        for one, two in pairwise(split)
        if two
        and one
        and [part.text for part in one] != [part.text for part in two]
        and (two[0].speaker, two[0].text) == (one[-1].speaker, one[-1].text)
    )
    return carried >= 2 and carried * 10 >= 3 * len(split)


def _without_loops(cues: Sequence[Cue], ledger: Ledger) -> tuple[list[Cue], int]:
    kept: list[Cue] = []
    group: list[Cue] = []
    looped = 0
    for cue in [*cues, None]:
        if cue is not None and group and (cue.text, cue.speaker) == (group[0].text, group[0].speaker):
            group.append(cue)
            continue
        if len(group) >= _LOOP:
            for repeated in group[1:]:
                ledger.drop(DropReason.REPEATED_CAPTION, repeated.text)
            looped += len(group) - 1
            group = group[:1]
        kept.extend(group)
        group = [cue] if cue is not None else []
    return kept, looped
