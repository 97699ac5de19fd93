"""Transcript headings -> journey steps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from insightmine.domain.journeys import Step
from insightmine.domain.speech import Transcript
from insightmine.journey.order import in_walking_order
from insightmine.journey.slugs import slug_ids

if TYPE_CHECKING:
    from insightmine.journey.propose import Encode

_NUMBER = re.compile(
    r"^\W*(?:(?:task|step|part|section|scenario|phase|stage|activity|aufgabe|compito)\s*)?"
    r"(?:no\.?\s*)?\(?(\d{1,2}|[ivx]{1,4}\b|[a-h]\b)\)?\s*(?:[:.)\-–—|]+\s*|$)",
    re.IGNORECASE,
)
_ABOUT_THE_FILE = re.compile(
    r"\b(transcript\w*|trascrizion\w*|interview (?:with|of|no|\d)|participant \w*\d\w*)\b", re.I
)
# Two wordings of one step: near in meaning, or less near but under the same task number.
_SAME_MEANING = 0.72
_SAME_NUMBER_AND_NEAR = 0.45


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    number: str
    topic: str


def steps_from_headings(transcripts: Sequence[Transcript], encode: Encode) -> tuple[Step, ...]:
    """Headings that stand in at least two transcripts, in walking order; in a lone transcript, at least two.

    Headings count as one step when they read the same without task number, case and punctuation, or mean the
    same (cosine of their vectors). Titles of the file itself are no steps.
    """
    outlines = [_outline(transcript) for transcript in transcripts]
    together = {(a, b) for outline in outlines for a in outline for b in outline if a != b}
    groups = _group(sorted({heading for outline in outlines for heading in outline}), together, encode)
    group_of = {heading: number for number, group in enumerate(groups) for heading in group}
    walks = [_without_repeats([group_of[heading] for heading in outline]) for outline in outlines]
    support = Counter(number for walk in walks for number in walk)
    needed = 1 if len(transcripts) == 1 else 2
    kept = [number for number in range(len(groups)) if support[number] >= needed]
    if not kept or (len(transcripts) == 1 and len(kept) < 2):
        return ()
    ordered = in_walking_order([[number for number in walk if number in set(kept)] for walk in walks])
    uses = Counter(heading for outline in outlines for heading in outline)
    names = [_name([_parse(heading) for heading in groups[number]], uses) for number in ordered]
    return tuple(
        Step(id=step_id, name=name, headings=tuple(sorted(groups[number])))
        for step_id, name, number in zip(slug_ids(names), names, ordered, strict=True)
    )


def _outline(transcript: Transcript) -> list[str]:
    """The headings of a transcript in order, titles of the file left out."""
    stem = PurePosixPath(transcript.source).stem.casefold()
    outline: list[str] = []
    for turn in transcript.turns:
        heading = " ".join((turn.heading or "").split())
        if heading and (not outline or outline[-1] != heading) and not _is_title(heading, stem):
            outline.append(heading)
    return outline


def _is_title(heading: str, stem: str) -> bool:
    return bool(_ABOUT_THE_FILE.search(heading)) or heading.casefold() == stem


def _parse(text: str) -> _Heading:
    match = _NUMBER.match(text)
    topic = text[match.end() :].strip() if match else text.strip()
    number = match.group(1).casefold() if match else ""
    return _Heading(text=text, number=number, topic=topic or text.strip())


def _group(texts: list[str], together: set[tuple[str, str]], encode: Encode) -> list[list[str]]:
    """Headings that stand for the same step, by complete linkage in the order of their similarity.

    Headings that stand `together` in one transcript divide it, so they are two steps however alike they sound.
    """
    by_topic: dict[str, list[_Heading]] = defaultdict(list)
    for heading in map(_parse, texts):
        by_topic[_fold(heading.topic)].append(heading)
    groups = [by_topic[topic] for topic in sorted(by_topic)]
    if len(groups) > 1:
        groups = _merge_alike(groups, together, encode)
    return [[heading.text for heading in group] for group in groups]


def _merge_alike(groups: list[list[_Heading]], together: set[tuple[str, str]], encode: Encode) -> list[list[_Heading]]:
    vectors = encode([group[0].topic for group in groups])
    similarity = vectors @ vectors.T
    clusters = [[i] for i in range(len(groups))]
    pairs = [
        (round(float(similarity[i, j]), 6), i, j)
        for i in range(len(groups))
        for j in range(i)
        if not any((a.text, b.text) in together for a in groups[i] for b in groups[j])
        and _alike(groups[i], groups[j], float(similarity[i, j]))
    ]
    joined = {(i, j) for _, i, j in pairs} | {(j, i) for _, i, j in pairs}
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        first = next(cluster for cluster in clusters if i in cluster)
        second = next(cluster for cluster in clusters if j in cluster)
        if first is not second and all((a, b) in joined for a in first for b in second):
            first.extend(second)
            clusters.remove(second)
    return [[heading for i in sorted(cluster) for heading in groups[i]] for cluster in clusters]


def _alike(first: list[_Heading], second: list[_Heading], similarity: float) -> bool:
    these, those = ({heading.number for heading in group} - {""} for group in (first, second))
    if these & those:
        return similarity >= _SAME_NUMBER_AND_NEAR
    return not (these and those) and (similarity >= _SAME_MEANING or _extends(first[0], second[0]))


def _extends(first: _Heading, second: _Heading) -> bool:
    """Whether one heading is the other and more: `Warm up`, `Warm-up exploration`."""
    short, long = sorted((_fold(first.topic).split(), _fold(second.topic).split()), key=len)
    return len(short) > 1 and long[: len(short)] == short


def _without_repeats(walk: list[int]) -> list[int]:
    return list(dict.fromkeys(walk))


def _name(headings: list[_Heading], uses: Counter[str]) -> str:
    """The wording used most, the shorter of equals."""
    best = min(headings, key=lambda heading: (-uses[heading.text], len(heading.topic), heading.topic))
    return best.topic[:1].upper() + best.topic[1:]


def _fold(topic: str) -> str:
    return " ".join(re.findall(r"\w+", topic.casefold()))
