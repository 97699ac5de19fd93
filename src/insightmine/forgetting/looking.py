"""Bytes -> texts in which somebody's words can be found: as they stand, unpacked, and without mark-up."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

MOST_BYTES = 500_000_000  # of one file or one entry of an archive; recordings are larger
_DEPTH = 3  # archives in archives
_ENTRIES = 20_000
_TAG = re.compile(r"<[^<>]{0,5000}>")
_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|'([0-9a-fA-F]{2})|[nrtbf])")
_CLOSED = re.compile(
    r"\.(?:pdf|doc|xls|ppt|rar|7z|bz2|xz|zst|mp3|mp4|m4a|m4v|mov|wav|webm|mkv|avi|ogg|aac|flac|aiff|png|jpe?g|gif|heic"
    r"|tiff?|webp)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """A text that a file holds: the entry of an archive it lies in, if any; `is_text`: not one among random bytes."""

    entry: str
    text: str
    is_text: bool


def is_closed(name: str) -> bool:
    """Whether words in such a file cannot be seen in its bytes: PDF, old Office files, recordings, pictures."""
    return _CLOSED.fullmatch(PurePosixPath(name).suffix) is not None


def views(content: bytes, entry: str = "", depth: int = 0) -> Iterator[View]:
    """Everything in the bytes that can be read as text, archives and compressed files unpacked.

    Raises `ValueError` for an archive that cannot be unpacked, or unpacks to more than 500 MB.
    """
    if content.startswith(b"PK\x03\x04") and depth < _DEPTH:
        yield from _archive(content, entry, depth)
        return
    if content.startswith(b"\x1f\x8b") and depth < _DEPTH:
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                inner = _bounded(file)
        except (EOFError, OSError, zlib.error) as error:
            raise ValueError("a compressed file that cannot be unpacked") from error
        yield from views(inner, entry, depth + 1)
        return
    is_text = b"\0" not in content[:65536] or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding, start in _encodings(content):
        text = content[start:].decode(encoding, "ignore")
        for variant in _variants(text):
            yield View(entry, variant, is_text)


def _archive(content: bytes, entry: str, depth: int) -> Iterator[View]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist()[:_ENTRIES]:
                if info.is_dir():
                    continue
                with archive.open(info) as file:
                    inner = _bounded(file)
                place = f"{entry}/{info.filename}" if entry else info.filename
                yield View(place, info.filename, True)
                yield from views(inner, place, depth + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise ValueError("an archive that cannot be unpacked") from error


def _bounded(file: IO[bytes] | gzip.GzipFile) -> bytes:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("an archive that unpacks to more than 500 MB")
    return content


def _encodings(content: bytes) -> list[tuple[str, int]]:
    """UTF-8, which also shows what is written in ASCII; UTF-16 both ways where many bytes are zero."""
    found = [("utf-8", 0)]
    head = content[:65536]
    if head.count(0) > len(head) // 5 or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        found += [("utf-16-le", 0), ("utf-16-be", 0), ("utf-16-le", 1), ("utf-16-be", 1)]
    elif any(byte > 0x7F for byte in head):
        found.append(("cp1252", 0))
    return found


def _variants(text: str) -> Iterator[str]:
    """The text, without the escapes of JSON and RTF, and without the tags of HTML and XML."""
    yield text
    plain = text
    if "\\" in plain:
        plain = _ESCAPES.sub(_unescaped, plain)
        yield plain
    if "&" in plain:
        plain = html.unescape(plain)
        yield plain
    if "<" in plain and ">" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _unescaped(match: re.Match[str]) -> str:
    for digits in match.groups():
        if digits:
            with suppress(ValueError):
                return chr(int(digits, 16))
    return " "
