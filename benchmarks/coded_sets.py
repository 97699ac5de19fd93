"""Texts with human codes, filtered as quality pages for them say, and what is known of their part in the making."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.data import data_path, read_rows

INTERVIEWS, SURVEY, SHORT = "interviews", "survey", "short texts"

# The repository's comments and tests name these sets: defaults were chosen while looking at them.
LOOKED_AT = "this set (development data)"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CodedSet:
    """Texts, one code each, and who said them where that is known. `tuned_on`: what is known of their use so far."""

    name: str
    kind: str
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    people: tuple[str, ...] | None = None
    tuned_on: str = UNKNOWN

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def n_codes(self) -> int:
        """How many codes there are."""
        return len(set(self.codes))


def _set(name: str, kind: str, items: list[tuple[str, str, str | None]], tuned_on: str = UNKNOWN) -> CodedSet:
    people = tuple(person or "" for _, _, person in items)
    texts, codes = tuple(text for text, _, _ in items), tuple(code for _, code, _ in items)
    return CodedSet(name, kind, texts, codes, people if all(people) else None, tuned_on)


def heritrace_notes() -> CodedSet:
    """English notes of all coded quotes that have an axial category (517, 33)."""
    rows = [row for row in read_rows("heritrace/derived/codes.csv") if row["axial_category"]]
    items: list[tuple[str, str, str | None]] = [
        (row["note_en"], row["axial_category"], row["participant"]) for row in rows
    ]
    return _set("heritrace notes", INTERVIEWS, items, LOOKED_AT)


def heritrace_quotes() -> CodedSet:
    """The quotes of the four English sessions."""
    rows = [row for row in read_rows("heritrace/derived/codes.csv") if row["axial_category"] and row["lang"] == "en"]
    items: list[tuple[str, str, str | None]] = [
        (row["quote"], row["axial_category"], row["participant"]) for row in rows
    ]
    return _set("heritrace English quotes", INTERVIEWS, items, LOOKED_AT)


def pdpilot_segments() -> CodedSet:
    """All coded segments (259, 75)."""
    rows = read_rows("pdpilot/derived/segments.csv")
    items: list[tuple[str, str, str | None]] = [(row["text"], row["code"], row["participant"]) for row in rows]
    return _set("pdpilot segments", INTERVIEWS, items, LOOKED_AT)


def pdpilot_frequent() -> CodedSet:
    """Segments with one code, codes with five of them or more (77, 10)."""
    rows = read_rows("pdpilot/derived/segments.csv")
    times = Counter(row["text"] for row in rows)
    once: list[tuple[str, str, str | None]] = [
        (row["text"], row["code"], row["participant"]) for row in rows if times[row["text"]] == 1
    ]
    return _set("pdpilot codes with 5+", INTERVIEWS, _frequent(once, 5), LOOKED_AT)


def jupyter() -> CodedSet:
    """Answers with one theme and three words or more, no duplicates, themes with 15 or more (2,085, 22)."""
    seen: set[str] = set()
    items: list[tuple[str, str, str | None]] = []
    for row in read_rows("jupyter-survey-2015/derived/responses.csv"):
        folded = row["text"].strip().lower()
        if row["themes"] and "|" not in row["themes"] and len(row["text"].split()) >= 3 and folded not in seen:
            seen.add(folded)
            items.append((row["text"], row["themes"], row["row"]))
    return _set("jupyter survey", SURVEY, _frequent(items, 15))


def banking77() -> CodedSet:
    """The test part (3,080, 77)."""
    rows = read_rows("banking77/original/banking_data/test.csv")
    return _set("banking77 test", SHORT, [(row["text"], row["category"], None) for row in rows], LOOKED_AT)


def argkp() -> CodedSet:
    """Arguments with exactly one key point, key points with eight or more (4,039, 163)."""
    points: dict[str, list[str]] = defaultdict(list)
    text_of: dict[str, str] = {}
    for part in ("train", "dev"):
        for row in read_rows(f"argkp/kpm_data/arguments_{part}.csv"):
            text_of[row["arg_id"]] = row["argument"]
        for row in read_rows(f"argkp/kpm_data/labels_{part}.csv"):
            if row["label"] == "1":
                points[row["arg_id"]].append(row["key_point_id"])
    items: list[tuple[str, str, str | None]] = [
        (text_of[argument], found[0], None) for argument, found in sorted(points.items()) if len(found) == 1
    ]
    return _set("argkp", SHORT, _frequent(items, 8))


def clinc150() -> CodedSet:
    """The test part without what is out of scope (4,500, 150)."""
    content = json.loads(data_path("clinc150/original/data/data_full.json").read_text(encoding="utf-8"))
    return _set("clinc150 test", SHORT, [(text, code, None) for text, code in content["test"]])


def _frequent(items: list[tuple[str, str, str | None]], least: int) -> list[tuple[str, str, str | None]]:
    count = Counter(code for _, code, _ in items)
    return [item for item in items if count[item[1]] >= least]


SETS: Mapping[str, Callable[[], CodedSet]] = {
    "heritrace notes": heritrace_notes,
    "pdpilot segments": pdpilot_segments,
    "pdpilot codes with 5+": pdpilot_frequent,
    "jupyter survey": jupyter,
    "banking77 test": banking77,
    "argkp": argkp,
    "clinc150 test": clinc150,
}
