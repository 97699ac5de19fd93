"""Bytes -> text: byte order mark, strict UTF-8, UTF-16 by its zero bytes, the encoding given, a guess, cp1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from insightmine.errors import InputRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# line ends of all systems, and what Unicode adds: NEL, line and paragraph separator, vertical tab, form feed
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MAX_LINE = 8_000_000
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends and without byte order mark, the encoding, and what was guessed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(source: str, data: bytes, encoding: str | None) -> Decoded:
    """The text of a file. Raises `InputRefused` for NUL bytes, damage and endless lines; nothing is replaced."""
    decoded = _climb(source, data, encoding)
    if "\x00" in decoded.text:
        place = f"character {decoded.text.index(chr(0))}"
        raise InputRefused(source, "not a text file (it holds NUL bytes)", place=place, hint=_EXPORT)
    text = _LINE_ENDS.sub("\n", decoded.text)
    longest = max(map(len, text.split("\n")))
    if longest > _MAX_LINE:
        raise InputRefused(source, f"one line of {longest} characters", hint="export it with a line for each turn")
    return Decoded(text, decoded.encoding, decoded.warnings)


_EXPORT = "export the transcript as text, WebVTT, DOCX or CSV"


def _climb(source: str, data: bytes, encoding: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(source, data, name), name.removesuffix("-sig"))
    wide = _zero_bytes(data)
    if wide:
        return Decoded(_strict(source, data, wide), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if encoding is None and _is_damaged_utf8(data, error.start):
            raise InputRefused(
                source,
                "damaged UTF-8",
                place=f"byte {error.start}",
                hint="export it again, or name its encoding with --encoding",
            ) from error
    if encoding is not None:
        return Decoded(_strict(source, data, encoding), encoding)
    return _guess(source, data)


def _zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in nearly every second byte of Western text."""
    sample = data[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) / 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes, first: int) -> bool:
    """Whether nearly all of what is not ASCII is good UTF-8: then this is UTF-8 with a flaw, not another encoding."""
    text = data.decode("utf-8", "replace")
    flaws = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(1 for character in text if ord(character) > 127) - flaws
    # a lone flaw in a text that is otherwise ASCII says nothing about the encoding, unless it is a cut-off sequence
    return good > 2 * flaws or (first == len(data) - 1 and good > 0)


def _strict(source: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise InputRefused(source, f"there is no encoding {encoding!r}", hint="try utf-8 or cp1252") from error
    except UnicodeError as error:
        place = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise InputRefused(source, f"not {encoding}", place=place, hint="name its encoding with --encoding") from error


def _guess(source: str, data: bytes) -> Decoded:
    import chardet

    if b"\x00" in data:
        raise InputRefused(source, "not a text file (it holds NUL bytes)", place=f"byte {data.index(0)}", hint=_EXPORT)
    control = sum(data.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
    if control * 100 > len(data):
        raise InputRefused(source, "not a text file (control characters)", hint=_EXPORT)
    found = chardet.detect(data[:200_000])
    name = str(found["encoding"] or "") if (found["confidence"] or 0.0) >= _SURE else ""
    for encoding in (name, "cp1252", "latin-1"):
        try:
            text = data.decode(encoding) if encoding else None
        except (UnicodeError, LookupError):
            continue
        if text is not None:
            warning = f"not UTF-8: read as {encoding.lower()}, which is a guess; --encoding names another"
            return Decoded(text, encoding.lower(), (warning,))
    raise AssertionError("latin-1 decodes any bytes")
