"""Zip packages, opened within limits: what they declare is checked first, and counted again while they inflate."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

ZIP_START = b"PK\x03\x04"
# What zipfile raises for packages that are damaged, locked, or packed by a method it does not know (the
# `NotImplementedError` is its word for that).
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
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
_SMALL = 10_000_000  # bytes: what unpacks to less is no bomb, however well it was packed


class NotUnpacked(Exception):  # noqa: N818 - a finding about a file, as InputRefused is
    """Why a package is not opened, in words for the user."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Entries, bytes of one entry and of all, unpacked, and how many times larger than packed an entry may be."""

    entries: int
    entry_bytes: int
    all_bytes: int
    ratio: int


def open_package(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The package, its declared sizes within the limits. Raises `NotUnpacked`, or one of `DAMAGED`."""
    _check_directory(file)
    package = zipfile.ZipFile(file)
    entries = package.infolist()
    if len(entries) > limits.entries:
        raise NotUnpacked(f"{len(entries)} entries are more than it may have ({limits.entries})")
    if sum(entry.file_size for entry in entries) > limits.all_bytes:
        raise NotUnpacked("unpacks to far more than transcripts have")
    for entry in entries:
        check_entry(entry, limits)
    return package


def check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise `NotUnpacked` if what the entry declares is beyond the limits."""
    too_dense = entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1)
    if entry.file_size > limits.entry_bytes or too_dense:
        raise NotUnpacked("unpacks to far more than transcripts have")


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
                raise NotUnpacked("unpacks to far more than transcripts have")
            yield piece
