"""What is replaced in real transcripts: so much per 1,000 words, and how much of it is right by a person's reading.

`gold/replaced_real.jsonl` holds places, digests and verdicts, no text; `redaction_sample` makes it.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import DataAbsent, data_path
from benchmarks.planted import Place, RedactedStudy, read_folder
from benchmarks.replaced import Found, Replaced
from benchmarks.studies import read_study
from insightmine.config import SpeakerOptions
from insightmine.transcripts import assign_speakers

JUDGED = Path(__file__).parent / "gold" / "replaced_real.jsonl"
STUDIES = ("estr-managers", "heritrace, English", "pdpilot", "changelog, the first 3", "zoom")
_ZOOM = "transcript-formats/zoom"
_SAMPLE, _SEED = 150, 20261122
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Replacements:
    """A real study: its words, and how much of one type was replaced in it."""

    data: str
    method: str
    called: str
    words: int
    replaced: int
    per_1000_words: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A place that was replaced when it was judged. `sha256` is its turn's: that of a name could be guessed."""

    data: str
    source: str
    turn: int
    start: int
    end: int
    sha256: str
    called: str
    verdict: str


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """Judged places of a study or of what they were called then; `still`: how many are replaced now, even in part."""

    by: str
    name: str
    judged: int
    precision: float
    identifiers: int
    identifiers_still: int
    false_alarms: int
    false_alarms_still: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One replaced stretch of the sample, with its turn's text."""

    data: str
    place: Place
    span: Replaced
    text: str


def real_studies() -> dict[str, RedactedStudy]:
    """Those that are there, with speakers by the evidence in them, and without a participants.csv."""
    found: dict[str, RedactedStudy] = {}
    for name in STUDIES:
        try:
            read = read_folder(data_path(_ZOOM)) if name == "zoom" else read_study(name)
        except DataAbsent:
            continue
        found[name] = RedactedStudy(assign_speakers(read, SpeakerOptions(), (), ()).transcripts)
    return found


def replacements(name: str, words: int, method: str, found: Found) -> list[Replacements]:
    """A row for each type, and one for all."""
    counts = Counter(span.type for spans in found.values() for span in spans)
    rows = [*sorted(counts.items()), ("all", counts.total())]
    return [Replacements(name, method, called, words, count, 1000 * count / words) for called, count in rows]


def read_judged(path: Path = JUDGED) -> list[Judged]:
    """The verdicts; none where nothing was judged yet."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Judged(**json.loads(line)) for line in lines]


def judged_parts(
    judged: Sequence[Judged], texts: Mapping[str, Mapping[Place, str]], found: Mapping[str, Found]
) -> list[JudgedPart]:
    """Verdicts by study, by type and for all. Raises `DataAbsent` where the text is not the one that was judged."""
    here = [item for item in judged if item.data in texts]
    for item in here:
        text = texts[item.data].get((item.source, item.turn), "")
        if digest(text) != item.sha256:
            raise DataAbsent(f"turn {item.turn} of {item.source} as it was judged")
    groups: dict[tuple[str, str], list[Judged]] = {}
    for item in here:
        for key in (("study", item.data), ("type", item.called), ("all", "all")):
            groups.setdefault(key, []).append(item)
    order = sorted(groups, key=lambda key: (("study", "type", "all").index(key[0]), key[1]))
    return [_judged_part(*key, groups[key], found) for key in order]


def _judged_part(by: str, name: str, items: Sequence[Judged], found: Mapping[str, Found]) -> JudgedPart:
    right = [item for item in items if item.verdict == "identifier"]
    wrong = [item for item in items if item.verdict != "identifier"]
    return JudgedPart(
        by,
        name,
        len(items),
        len(right) / len(items),
        len(right),
        sum(_touched(item, found[item.data]) for item in right),
        len(wrong),
        sum(_touched(item, found[item.data]) for item in wrong),
    )


def _touched(item: Judged, found: Found) -> bool:
    spans = found.get((item.source, item.turn), ())
    return any(span.start < item.end and item.start < span.end for span in spans)


def digest(text: str) -> str:
    """SHA-256 of the text as it is."""
    return hashlib.sha256(text.encode()).hexdigest()


def drawn(found: Mapping[str, Found], texts: Mapping[str, Mapping[Place, str]]) -> list[Drawn]:
    """A random sample, the same for the same replacements, in reading order: as many of each study as there are."""
    everything = {
        name: [
            Drawn(name, place, span, texts[name][place])
            for place in sorted(found[name])
            for span in sorted(found[name][place], key=lambda span: (span.start, span.end, span.type))
        ]
        for name in sorted(found)
    }
    most = max(limit for limit in range(_SAMPLE + 1) if _drawn_at_most(limit, everything) <= _SAMPLE)
    sample = []
    for items in everything.values():
        chosen = random.Random(_SEED).sample(range(len(items)), min(most, len(items)))
        sample += [items[number] for number in sorted(chosen)]
    return sample


def _drawn_at_most(limit: int, everything: Mapping[str, Sequence[Drawn]]) -> int:
    return sum(min(limit, len(items)) for items in everything.values())


def shown(sample: Iterable[Drawn]) -> Iterable[str]:
    """Each stretch between brackets with a little of what stands around it."""
    for number, item in enumerate(sample):
        before = item.text[max(0, item.span.start - _AROUND) : item.span.start]
        after = item.text[item.span.end : item.span.end + _AROUND]
        words = f"{before}[[{item.text[item.span.start : item.span.end]}]]{after}".replace("\n", " ")
        yield f"{number} {item.span.type}, {item.span.found_by}: {words}"


def as_judged(item: Drawn, verdict: str) -> Judged:
    """A verdict on a stretch, without its text."""
    source, turn = item.place
    return Judged(
        item.data, source, turn, item.span.start, item.span.end, digest(item.text), item.span.type, verdict
    )  # fmt: skip
