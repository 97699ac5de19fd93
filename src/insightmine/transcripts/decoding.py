"""Bytes -> text: byte order mark, UTF-16 by its zero bytes, strict UTF-8, the encoding given, a guess, cp1252.

What a web page declares of itself comes before the guess; not before UTF-8, which no other text is by chance.
"""

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
_MAX_TEXT = 60_000_000  # characters, 10 million words: reading takes some 25 bytes for each
_MAX_LINES = 1_000_000  # and some 400 for each line
_SURE = 0.5
# within the first 1,024 bytes, as browsers look for it (WHATWG, HTML, 13.2.3.2)
_PAGE = re.compile(rb"\s{0,500}<(?:!doctype\s+html|html|head|meta|\?xml|!--)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta\s[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml\s[^<>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1_024
# codecs of texts, by Python's names; those that browsers take for larger ones of the same kind
_OF_TEXT = re.compile(
    r"iso8859-\d+|iso2022_jp|cp\d{3,4}|koi8-[rut]|shift_jis\w*|euc_(?:jp|kr)|gb\w+|big5\w*|mac-\w+|tis-620"
)
_LARGER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


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
    n_lines = text.count("\n")
    if n_lines > _MAX_LINES:
        raise InputRefused(source, f"{n_lines} lines are more than a transcript has", hint="split the file")
    longest = max(map(len, text.split("\n")))
    if longest > _MAX_LINE:
        raise InputRefused(source, f"one line of {longest} characters", hint="export it with a line for each turn")
    if len(text) > _MAX_TEXT:
        raise InputRefused(source, f"{len(text)} characters are more than a transcript has", hint="split the file")
    return Decoded(text, decoded.encoding, decoded.warnings)


_EXPORT = "export the transcript as text, WebVTT, DOCX or CSV"


def _climb(source: str, data: bytes, encoding: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(source, data, name), name.removesuffix("-sig"))
    wide = _zero_bytes(data)
    if wide:
        return Decoded(_strict(source, data, wide), wide)
    declared = _declared(data) if encoding is None else None
    if declared is not None and b"\x1b" in data and data.isascii():  # letters in seven bits, and valid UTF-8
        return declared
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
    return declared or _guess(source, data)


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that a web page names; `None` if it names none, a wrong one, or one of no text."""
    start = data[:_DECLARED_WITHIN]
    match = _DECLARED.search(start) if _PAGE.match(start) else None
    if match is None:
        return None
    try:
        name = codecs.lookup((match.group(1) or match.group(2)).decode("ascii")).name
        name = _LARGER.get(name, name)
        return Decoded(data.decode(name), name) if _OF_TEXT.fullmatch(name) else None
    except (LookupError, UnicodeError):
        return None


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
    sure = (found["confidence"] or 0.0) >= _SURE or _is_other_script(data)
    name = _likelier(str(found["encoding"] or ""), data) if sure else ""
    for encoding in (name, "cp1252", "latin-1"):
        try:
            text = data.decode(encoding) if encoding else None
        except (UnicodeError, LookupError):
            continue
        if text is not None:
            warning = f"not UTF-8: read as {encoding.lower()}, which is a guess; --encoding names another"
            return Decoded(text, encoding.lower(), (warning,))
    raise AssertionError("latin-1 decodes any bytes")


def _is_other_script(data: bytes) -> bool:
    """Whether most letters lie beyond ASCII, as in no language that cp1252 is for: a weak guess is better than that."""
    beyond = sum(1 for byte in data[:200_000] if byte > 127)
    ascii_letters = sum(1 for byte in data[:200_000] if chr(byte).isalpha() and byte < 128)
    return beyond > ascii_letters


def _likelier(name: str, data: bytes) -> str:
    """Windows' Cyrillic for the Macintosh's: they differ in the capitals, and these tell which of the two it is."""
    capitals = sum(1 for byte in data[:200_000] if 0xC0 <= byte < 0xE0)
    of_macintosh = sum(1 for byte in data[:200_000] if 0x80 <= byte < 0xA0)
    return "windows-1251" if name.lower() == "maccyrillic" and capitals > of_macintosh else name
