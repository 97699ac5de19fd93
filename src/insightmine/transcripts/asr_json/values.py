"""Reading values of JSON whose types nobody promises: what is absent or of another type is `None` or empty."""

from __future__ import annotations

import re
from collections.abc import Mapping

from insightmine.transcripts.coverage import unescape
from insightmine.transcripts.times import is_time
from insightmine.transcripts.times import seconds as clock_seconds

Member = Mapping[str, object]

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?s?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST = 1e8  # seconds: what is more, or not a number, is no time of a recording


def get(value: object, *path: str | int) -> object:
    """What stands at the path of keys and indices; `None` where there is nothing."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def members(value: object, *path: str | int) -> list[Member]:
    """The objects in the list at the path; empty where there is no list."""
    found = get(value, *path)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def all_members(value: object, *path: str | int) -> list[Member]:
    """The objects in the list at the path, numbered as they stand in it; empty where one of them is something else."""
    found, objects = get(value, *path), members(value, *path)
    return objects if isinstance(found, list) and len(objects) == len(found) else []


def string(value: object, *keys: str) -> str:
    """The first of the keys' values that is a text with something in it."""
    for key in keys:
        found = get(value, key)
        if isinstance(found, str) and found.strip():
            return found
    return ""


def spoken(text: str) -> str:
    """The text as a turn keeps it: references resolved, white space single, nothing that no file can hold."""
    text = _SURROGATE.sub("\ufffd", unescape(text))
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def seconds(value: object, unit: float = 1.0) -> float | None:
    """Seconds to three decimals of a number, "12.9", "12.900s", "00:00:12,900" or `{"seconds": "12", "nanos": 0}`.

    `unit` is how many of the number make a second.
    """
    if isinstance(value, Mapping):
        whole, parts = seconds(value.get("seconds", 0)), seconds(value.get("nanos", 0), 1e9)
        return None if whole is None or parts is None else round(whole + parts, 3)
    if isinstance(value, str):
        text = value.strip()
        if ":" in text and "-" not in text and is_time(text):
            return clock_seconds(text)
        value = float(text.removesuffix("s")) if _NUMBER.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value / unit, 3) if abs(value) < _LONGEST * unit else None


def label(value: object, *keys: str) -> str | None:
    """The speaker under the first key that has one: 0 and "A" as "Speaker 0" and "Speaker A", a name as it stands."""
    for key in keys:
        found = get(value, key)
        if isinstance(found, int | float) and not isinstance(found, bool) and found == found // 1:
            return f"Speaker {int(found)}"
        text = spoken(found) if isinstance(found, str) else ""
        if text:
            return f"Speaker {text}" if (text.isdigit() or (len(text) == 1 and text.isalpha())) else text
    return None
