"""Zip packages, opened within limits: what they declare is checked first, and counted again while they inflate.

Only what is unpacked is held to the limits of size: a recording that lies in a Word document or beside transcripts is
never touched, however large it is.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

ZIP_START = b"PK\x03\x04"
# What zipfile raises for packages that are damaged, locked, or packed by a method that it does not know.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
    OSError,
)
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_DIRECTORY_BYTES = 4_000_000  # of the list of entries: 5,000 names of 300 characters take 2 MB
_CHUNK = 1 << 16
_TOO_MUCH = "unpacks to far more than transcripts have"
_SMALL = 10_000_000  # bytes: what unpacks to less is no bomb, however well it was packed


class NotUnpacked(Exception):  # noqa: N818 - a finding about a file, as InputRefused is
    """Why a package is not opened, in words for the user."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Entries; of those that are unpacked the bytes of one and of all, and how many times larger one may become."""

    entries: int
    entry_bytes: int
    all_bytes: int
    ratio: int


def open_package(file: BinaryIO, limits: Limits, unpacked: Callable[[zipfile.ZipInfo], bool]) -> zipfile.ZipFile:
    """The package, the declared sizes of what will be `unpacked` within the limits.

    Raises `NotUnpacked`, or one of `DAMAGED`.
    """
    _check_directory(file)
    package = zipfile.ZipFile(file)
    entries = package.infolist()
    if len(entries) > limits.entries:
        raise NotUnpacked(f"{len(entries)} entries are more than it may have ({limits.entries})")
    chosen = [entry for entry in entries if unpacked(entry)]
    if sum(entry.file_size for entry in chosen) > limits.all_bytes:
        raise NotUnpacked(_TOO_MUCH)
    for entry in chosen:
        check_entry(entry, limits)
    return package


def check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise `NotUnpacked` if what the entry declares is beyond the limits."""
    if entry.file_size > limits.entry_bytes or is_too_dense(entry, limits):
        raise NotUnpacked(_TOO_MUCH)


def is_too_dense(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    """Whether an entry would become so much larger that somebody made it to do harm."""
    return entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1)


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of entries that would take much memory: zipfile reads all of it, whatever number it declares."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    position = tail.rfind(_END)
    if position < 0 or len(tail) < position + _END_SIZE:
        raise zipfile.BadZipFile("no list of entries")
    (directory_bytes,) = struct.unpack_from("<L", tail, position + 12)
    file.seek(0)
    if directory_bytes > _DIRECTORY_BYTES:
        raise NotUnpacked("has more entries than transcripts of a study")


def inflate(package: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """The bytes of an entry, piece by piece; `NotUnpacked` where there are more than `limit`, whatever it declared."""
    total = 0
    with package.open(entry) as file:
        while piece := file.read(_CHUNK):
            total += len(piece)
            if total > limit:
                raise NotUnpacked(_TOO_MUCH)
            yield piece
