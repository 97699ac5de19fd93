"""Domain values <-> JSON, exactly: what is decoded equals what was encoded, and its own checks ran again."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, cast

import msgspec

from insightmine.domain.analysis import Analysis
from insightmine.errors import StoreDamaged

Value = TypeVar("Value")

REBUILD_HINT = "move the .insightmine folder away and ingest again; your decisions lie outside it"


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def encode(value: object) -> str:
    """JSON of a domain value, fields in the order of their definition, floats in full."""
    return msgspec.json.encode(value).decode("utf-8")


def encode_exactly(value: object) -> str:
    """JSON of a value that will come back equal. Raises `ValueError` when it would not: a number in it is none."""
    payload = encode(value)
    try:
        same = decode(payload, type(value)) == value
    except StoreDamaged:
        same = False
    if not same:
        raise ValueError(f"a {_name(type(value))} holds a value that cannot be stored")
    return payload


def decode(payload: str | bytes, kind: type[Value]) -> Value:
    """The value of this kind. Raises `StoreDamaged`, without quoting the payload, when it is not one."""
    try:
        value: Value = _decoder(cast("Hashable", kind)).decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreDamaged(f"a stored {_name(kind)} cannot be read", hint=REBUILD_HINT) from error
    return value


def _name(kind: object) -> str:
    return str(getattr(kind, "__name__", kind)).lower()


def checksum(payload: str) -> str:
    """SHA-256 of a payload, in hexadecimal."""
    return sha256(payload.encode("utf-8")).hexdigest()


def analysis_digest(analysis: Analysis) -> str:
    """SHA-256 over the whole result: two analyses with the same digest are the same."""
    return sha256(msgspec.json.encode(analysis)).hexdigest()
