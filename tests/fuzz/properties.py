"""What holds for any file whatever: read whole, or refused with a reason that quotes nothing of it.

The words of a file are counted here by ways of their own, not by those of the guard, and letter by letter, so that a
word may be cut or joined but no letter of it lost.
"""

from __future__ import annotations

import ast
import html
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from tests.fuzz.seeds import WORD
from tests.fuzz.targets import Target

import insightmine.transcripts
from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, find_sources, read_source

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOT_READ_IN_WORD = ("del", "moveFrom", "delText", "instrText", "pPr", "Fallback")
_NOT_READ_IN_ODT = ("tracked-changes", "forms", "sequence-decls", "variable-decls")
# A library reads these, and the guard compares it with a second reading: of damage the two may make different things,
# as of a word that an anchor of a page cuts in two.
_TWO_READINGS = ("xlsx", "ods", "pdf", "html")
_QUOTED = 5  # words in a row that a refusal shares with the file and with no line of the program
_COLUMNS = re.compile(r"the columns are: .*", re.DOTALL)
_LONGEST_NAME = 40  # characters of a column's name that a refusal may show


class Broken(AssertionError):  # noqa: N818 - a property is broken
    """A property does not hold."""


def look(target: Target, data: bytes, folder: Path) -> tuple[Transcript, ...]:
    """The transcripts of the file that the target makes of the data; empty where it is refused or set aside.

    Raises `Broken` where a property does not hold; whatever else a parser raises is a finding as well.
    """
    path = folder / target.file
    path.write_bytes(target.wrap(data))
    found: list[Transcript] = []
    for source in _sources(target, path, folder):
        try:
            reading = read_source(source, InputOptions(), SpeakerOptions())
        except InputRefused as refusal:
            check_refusal(refusal, data, target.name in _TWO_READINGS)
            continue
        if bool(reading.transcripts) is bool(reading.set_aside):
            raise Broken("neither transcripts nor a reason, or both")
        _check_quotes(reading.set_aside or "", data)
        for transcript in reading.transcripts:
            check_transcript(transcript)
        if reading.transcripts and not any(transcript.turns for transcript in reading.transcripts):
            raise Broken("transcripts, and no turn in any")
        if reading.transcripts:
            check_letters(target, data, reading.transcripts)
        found.extend(reading.transcripts)
    assign_speakers(found, SpeakerOptions(), (), ())
    return tuple(found)


def _sources(target: Target, path: Path, folder: Path) -> tuple[Source, ...]:
    return find_sources([path]) if target.name == "archive" else (Source(target.file, path, True, folder),)


def check_refusal(refusal: InputRefused, data: bytes, guard_may_stop: bool = False) -> None:
    """One line with a reason, no quote of the file, and not the guard's last word, unless that is what it is for."""
    if "\n" in str(refusal) or not refusal.reason:
        raise Broken("a refusal is one line")
    if "accounted" in refusal.reason and not guard_may_stop:
        raise Broken("the guard had to stop the parser")
    for name in re.findall(r"'([^']+)'", f"{refusal.reason} {refusal.place}"):
        if len(name) > _LONGEST_NAME:
            raise Broken("a refusal shows a long name")
    columns = _COLUMNS.search(refusal.hint)
    if columns is not None and any(len(name) > _LONGEST_NAME for name in columns.group()[17:].split(", ")):
        raise Broken("a refusal shows a long name of a column")
    _check_quotes(f"{refusal.place} {refusal.reason} {_COLUMNS.sub('', refusal.hint)}", data)


def _check_quotes(said: str, data: bytes) -> None:
    runs = set(_runs(said)) - _program_runs()
    if runs & set(_runs(data.decode("utf-8", "replace"))):
        raise Broken("a refusal quotes the file")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return zip(*(words[start:] for start in range(_QUOTED)), strict=False)


@cache
def _program_runs() -> frozenset[tuple[str, ...]]:
    """Runs of words in the strings of the program itself: a file may happen to say the same."""
    folder = Path(insightmine.transcripts.__file__).parent
    texts = [
        node.value
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return frozenset(run for text in texts for run in _runs(text))


def check_transcript(transcript: Transcript) -> None:
    """Turns with words, numbered and in place, all of it text that can be stored."""
    for number, turn in enumerate(transcript.turns):
        if turn.index != number or not turn.place:
            raise Broken("turns are numbered and say where they stand")
        if not turn.text.strip() or not any(map(str.isalnum, turn.text)):
            raise Broken("a turn without words")
        for time in (turn.start_seconds, turn.end_seconds):
            if time is not None and not math.isfinite(time):
                raise Broken("a time that is no number")
    kept = [text for turn in transcript.turns for text in (turn.text, turn.speaker, turn.heading, turn.place)]
    kept += [word for entry in transcript.dropped for word in entry.words]
    kept += [transcript.id, *transcript.warnings]
    try:
        "\n".join(text for text in kept if text is not None).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Broken("text that no file can hold") from error
    if any("\x00" in text for text in kept if text is not None):
        raise Broken("a NUL")


def check_letters(target: Target, data: bytes, transcripts: tuple[Transcript, ...]) -> None:
    """Compare the letters of turns and of what was left out with those of the file."""
    count = _COUNTS.get(target.name.partition("-")[0])
    text = count(data) if count is not None else None
    if text is None:
        return
    expected = Counter(filter(str.isalnum, text))
    found: Counter[str] = Counter()
    uncounted = 0
    for transcript in transcripts:
        found.update(character for turn in transcript.turns for character in turn.text if character.isalnum())
        for entry in transcript.dropped:
            if entry.reason is DropReason.CONTACT_DETAIL:
                uncounted += 1
            found.update(character for word in entry.words for character in word if character.isalnum())
    if found - expected:
        raise Broken(f"{(found - expected).total()} letters that the file does not have")
    if expected - found and target.name not in _NOT_ALL_IS_SAID and not uncounted:
        raise Broken(f"{(expected - found).total()} letters of the file are nowhere")


_NOT_ALL_IS_SAID = ("html", "json")  # of these only what is invented can be told by counting


def _plain(data: bytes) -> str | None:
    """The text of a UTF-8 file; `None` where the encoding would have to be guessed."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data
    return None if wide else _REFERENCE.sub(lambda match: html.unescape(match.group()), text)


def _of_word(data: bytes) -> str:
    pieces: list[str] = []
    _collect_word(ElementTree.fromstring(data), pieces, inside=False)
    return "".join(pieces)


def _collect_word(element: ElementTree.Element, pieces: list[str], *, inside: bool) -> None:
    space, _, name = element.tag.rpartition("}")
    if name in _NOT_READ_IN_WORD:
        return
    if name == "t" and inside and space == f"{{{WORD}":
        pieces.append(_REFERENCE.sub(lambda match: html.unescape(match.group()), element.text or ""))
    for child in element:
        _collect_word(child, pieces, inside=inside or element.tag == f"{{{WORD}}}p")


def _of_odt(data: bytes) -> str:
    root = ElementTree.fromstring(data)
    pieces: list[str] = []
    for body in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"):
        _collect_odt(body, pieces)
        break
    return "".join(pieces)


def _collect_odt(element: ElementTree.Element, pieces: list[str]) -> None:
    if element.tag.rpartition("}")[2] not in _NOT_READ_IN_ODT:
        pieces.append(element.text or "")
        for child in element:
            _collect_odt(child, pieces)
            pieces.append(child.tail or "")


def _of_json(data: bytes) -> str:
    """All texts and numbers of the document twice over: some formats' labels are both said and listed."""
    texts: list[str] = []
    pending: list[object] = [json.loads(data)]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            texts.append(html.unescape(value))
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return " ".join(texts * 2)


_COUNTS: dict[str, Callable[[bytes], str | None]] = {
    **dict.fromkeys(("webvtt", "srt", "sbv", "text", "markdown", "csv", "whisper"), _plain),
    "docx": _of_word,
    "odt": _of_odt,
}
