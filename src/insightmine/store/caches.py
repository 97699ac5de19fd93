"""Vectors and annotations, kept by content: what cannot be trusted is simply computed again."""

from __future__ import annotations

import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
import numpy as np

from insightmine.domain.grammar import Annotation
from insightmine.engines import Vectors

_CHUNK = 500  # keys a query; old SQLite versions take 999 variables
_FLOAT = np.dtype("<f4")

# starts, ends, heads, sentence_starts; then lemmas, tags, parts, relations as numbers into the words; the words
_Columns = tuple[list[int], list[int], list[int], list[int], list[int], list[int], list[int], list[int], list[str]]
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Columns).decode


def get_vectors(
    connection: sqlite3.Connection, identity: str, dimension: int, keys: Sequence[str]
) -> dict[str, Vectors]:
    """The rows at hand that are whole, by key: float32 of shape (dimension,), not to be written to."""
    size = dimension * _FLOAT.itemsize
    found: dict[str, Vectors] = {}
    for key, expected, numbers in _rows(connection, "vectors", "numbers", identity, keys):
        if is_whole(identity, key, expected, numbers) and len(numbers) == size:
            found[key] = np.frombuffer(numbers, dtype=_FLOAT).astype(np.float32, copy=False)
    return found


def put_vectors(connection: sqlite3.Connection, identity: str, keys: Sequence[str], matrix: Vectors) -> None:
    """Keep the rows of a matrix of shape (keys, dimension). Raises `ValueError` for another shape, NaN or infinity."""
    if matrix.ndim != 2 or matrix.shape[0] != len(keys) or matrix.shape[1] == 0:
        raise ValueError(f"{len(keys)} keys do not fit vectors of shape {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ValueError("a vector holds a value that is no number")
    rows = (row.tobytes() for row in np.ascontiguousarray(matrix, dtype=_FLOAT))
    _put(connection, "vectors", "numbers", identity, zip(keys, rows, strict=True))


def get_annotations(connection: sqlite3.Connection, identity: str, keys: Sequence[str]) -> dict[str, Annotation]:
    """The annotations at hand that are whole, by key."""
    return {
        key: _expand(packed)
        for key, expected, packed in _rows(connection, "annotations", "columns", identity, keys)
        if is_whole(identity, key, expected, packed)
    }


def put_annotations(connection: sqlite3.Connection, identity: str, entries: Mapping[str, Annotation]) -> None:
    """Keep annotations by key."""
    packed = ((key, _compress(annotation)) for key, annotation in sorted(entries.items()))
    _put(connection, "annotations", "columns", identity, packed)


def prune(connection: sqlite3.Connection, table: str, keys: Collection[str]) -> int:
    """Drop the rows of `vectors` or `annotations` whose key is not among those in use; how many went."""
    connection.execute("CREATE TEMP TABLE in_use (key TEXT PRIMARY KEY)")
    try:
        connection.executemany("INSERT OR IGNORE INTO in_use VALUES (?)", ((key,) for key in keys))
        condition = "key NOT IN (SELECT key FROM in_use)"
        return connection.execute(f"DELETE FROM {table} WHERE {condition}").rowcount  # noqa: S608 - constants
    finally:
        connection.execute("DROP TABLE in_use")


def count_damaged(connection: sqlite3.Connection, table: str) -> int:
    """How many rows of `vectors` or `annotations` are not what was written."""
    content = "numbers" if table == "vectors" else "columns"
    rows = connection.execute(
        f"SELECT identity, key, checksum, {content} FROM {table} LEFT JOIN models ON number = model"  # noqa: S608 - constants
    )
    return sum(not is_whole(*row) for row in rows)


def is_whole(identity: str, key: str, expected: object, content: object) -> bool:
    """Whether a cache row is what was written under this identity and key."""
    return isinstance(content, bytes) and _sum_of(identity, key, content) == expected


def _sum_of(identity: str, key: str, content: bytes) -> int:
    """A checksum that a row moved to another key does not pass."""
    return zlib.crc32(content, zlib.crc32(f"{identity} {key}".encode()))


def _rows(
    connection: sqlite3.Connection, table: str, content: str, identity: str, keys: Sequence[str]
) -> Iterator[tuple[str, object, bytes]]:
    wanted = iter(dict.fromkeys(keys))
    while chunk := list(islice(wanted, _CHUNK)):
        query = (
            f"SELECT key, checksum, {content} FROM {table}"  # noqa: S608 - constants
            f" WHERE model = (SELECT number FROM models WHERE identity = ?) AND key IN ({','.join('?' * len(chunk))})"
        )
        yield from connection.execute(query, (identity, *chunk))


def _put(
    connection: sqlite3.Connection, table: str, content: str, identity: str, rows: Iterable[tuple[str, bytes]]
) -> None:
    connection.execute("INSERT OR IGNORE INTO models (identity) VALUES (?)", (identity,))
    (model,) = connection.execute("SELECT number FROM models WHERE identity = ?", (identity,)).fetchone()
    connection.executemany(
        f"INSERT OR REPLACE INTO {table} (model, key, checksum, {content}) VALUES (?, ?, ?, ?)",  # noqa: S608 - constants
        ((model, key, _sum_of(identity, key, row), row) for key, row in rows),
    )


def _compress(annotation: Annotation) -> bytes:
    texts = (annotation.lemmas, annotation.tags, annotation.parts, annotation.relations)
    words = sorted({word for column in texts for word in column})
    number_of = {word: number for number, word in enumerate(words)}
    numbers = [[number_of[word] for word in column] for column in texts]
    columns = (annotation.starts, annotation.ends, annotation.heads, annotation.sentence_starts, *numbers, words)
    return zlib.compress(_pack(columns), 1)


def _expand(packed: bytes) -> Annotation:
    starts, ends, heads, sentence_starts, lemmas, tags, parts, relations, words = _unpack(zlib.decompress(packed))
    # one string object a word, however often it is said: a long study has millions of tokens
    word_at = [sys.intern(word) for word in words].__getitem__
    return Annotation(
        starts=tuple(starts),
        ends=tuple(ends),
        lemmas=tuple(map(word_at, lemmas)),
        tags=tuple(map(word_at, tags)),
        parts=tuple(map(word_at, parts)),
        relations=tuple(map(word_at, relations)),
        heads=tuple(heads),
        sentence_starts=tuple(sentence_starts),
    )
