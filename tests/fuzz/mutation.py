"""Changes of a file that keep most of its shape: parts cut out, repeated, exchanged, and hostile ones put between.

Pure functions of the data and a source of chance, so that the quick tests (hypothesis) and the long runs (atheris,
which keeps what reaches new code) change files in the same ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

# what readers have stumbled over: times, arrows, tags, quotes, references, signs of other scripts, numbers, brackets
HOSTILE: tuple[bytes, ...] = tuple(
    token.encode()
    for token in (
        "\n", "\n\n", "\r\n", "\r", "\t", " ", ": ", ":", "::", "-->", "00:00:01.000 --> 00:00:02.000", "0:05", "1",
        "00:00:03 --> 0", "[00:01:02]", "(0:01)", "#00:01:02-3#", "99:99:99", "-1:00", "<v Bo>", "</v>", "<v ", "<c>",
        "<00:00:01.000>", "<", ">", ">>", "&amp;", "&lt;", "&#39;", "&#0;", "&#xD800;", "&", "**", "**Bo:** ", "__",
        "*", "_", "\\", "\\*", "[x](http://a.example/b)", "](", "[", "]", "(", ")", "{", "}", "//S02: so //", "# ",
        "---", "<!--", "WEBVTT", "NOTE", "STYLE", "Speaker 1", "SPEAKER_00: ", "Interviewer: ", "P1: ", "Q. ", "A. ",
        "Ana Lee", "ANA", "Transcript", "Summary", "Page 1 of 2", "1/3", "Transcribed by https://otter.ai",
        "a@b.example",
        '"', '""', "'", ",", ";", "|", "=1+1", "\u2028", "\x85", "\x0b", "\u200b", "\u202e", "\ufeff", "\u0301", "é",
        "ﬁ", "ß", "İ", "٣", "①", "🚗", "：", "你好", "\xa0", "\xad", "x" * 70, ":" * 40, " " * 200, "[" * 40, "a " * 60,
    )
)  # fmt: skip
_LEAVES: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 1.5, 1e308, 10**30, "", " ", "a", "a b c", "0.5", "1s", "00:00:01", "x" * 80, [], {},
    [None], {"a": 1}, "\ud800", "\x00", "http://a.example/b", [[["a", 1, 2]]],
)  # fmt: skip

Mutation = Callable[[bytes, Random], bytes]


def by_parts(pattern: bytes, pool: Sequence[bytes]) -> Mutation:
    """A change of a file that is cut before each match of the pattern; `pool` are files to borrow parts from."""
    cut = re.compile(b"(?=" + pattern + b")")
    borrowed = tuple(part for data in pool for part in cut.split(data) if part)

    def change(data: bytes, chance: Random) -> bytes:
        parts = [part for part in cut.split(data) if part] or [b""]
        for _ in range(chance.choice((1, 1, 2, 4))):
            _change_one(parts, borrowed, chance)
        return b"".join(parts)

    return change


def _change_one(parts: list[bytes], borrowed: Sequence[bytes], chance: Random) -> None:
    at = chance.randrange(len(parts)) if parts else 0
    kind = chance.randrange(7)
    if kind == 0 and parts:
        del parts[at : at + chance.choice((1, 1, 2, 8))]
    elif kind == 1 and parts:
        parts[at:at] = parts[at : at + chance.choice((1, 3))] * chance.choice((1, 2, 20))
    elif kind == 2 and parts:
        other = chance.randrange(len(parts))
        parts[at], parts[other] = parts[other], parts[at]
    elif kind == 3 and borrowed:
        parts.insert(at, chance.choice(borrowed))
    elif kind == 4 and parts:
        place = chance.randrange(len(parts[at]) + 1)
        parts[at] = parts[at][:place] + chance.choice(HOSTILE) + parts[at][place:]
    elif kind == 5 and parts:
        place = chance.randrange(len(parts[at]) + 1)
        parts[at] = parts[at][:place] + parts[at][place + chance.choice((1, 2, 9)) :]
    else:
        parts.insert(at, chance.choice(HOSTILE) * chance.choice((1, 1, 3)))


def of_json(pool: Sequence[bytes]) -> Mutation:
    """A change of one value in a JSON document: another type, gone, said twice, or taken from another document."""
    documents = [json.loads(data) for data in pool]

    def change(data: bytes, chance: Random) -> bytes:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return data[: chance.randrange(len(data) + 1)] + chance.choice(HOSTILE)
        for _ in range(chance.choice((1, 1, 2))):
            value = _changed(value, documents, chance)
        return json.dumps(value).encode()

    return change


def _changed(value: object, documents: Sequence[object], chance: Random) -> object:
    places = _places(value)
    if not places:
        return chance.choice(_LEAVES)
    holder, key = chance.choice(places)
    kind = chance.randrange(6)
    if kind == 0:
        _put(holder, key, chance.choice(_LEAVES))
    elif kind == 1:
        del holder[key]
    elif kind == 2:
        others = _places(chance.choice(documents))
        source, at = chance.choice(others)
        _put(holder, key, json.loads(json.dumps(source[at])))
    elif kind == 3 and isinstance(holder, list):
        holder[key:key] = json.loads(json.dumps(holder[key:][:3])) * chance.choice((1, 2, 12))
    elif kind == 4 and isinstance(holder, dict):
        holder[chance.choice(("text", "words", "speaker", "start", "results", "segments", str(key)))] = holder[key]
    elif isinstance(holder[key], str):
        text = chance.choice(HOSTILE).decode()
        place = chance.randrange(len(holder[key]) + 1)
        _put(holder, key, holder[key][:place] + text + holder[key][place:])
    else:
        _put(holder, key, [holder[key]])
    return value


def _put(holder: object, key: object, value: object) -> None:
    holder[key] = value  # type: ignore[index]


def _places(value: object) -> list[tuple[Any, Any]]:
    """Each list or object in a document with each of its indices or keys."""
    found: list[tuple[Any, Any]] = []
    pending = [value]
    while pending and len(found) < 5_000:
        item = pending.pop()
        if isinstance(item, dict):
            found += [(item, key) for key in item]
            pending += list(item.values())
        elif isinstance(item, list):
            found += [(item, index) for index in range(len(item))]
            pending += item
    return found
