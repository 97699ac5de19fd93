"""Redaction: what of the planted identifiers is found, by which pass, and what is replaced that is none.

`gold/identifiers/README.md` says what is planted, by whom, and what that cannot show. Methods run on the same turns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.data import DataAbsent
from benchmarks.peers.identifiers import PEERS
from benchmarks.planted import (
    Place,
    Planted,
    RedactedStudy,
    digests,
    frozen_digests,
    planted_study,
    read_planted,
    read_tempting,
)
from benchmarks.redaction_real import JudgedPart, Replacements, judged_parts, read_judged, real_studies, replacements
from benchmarks.replaced import (
    Found,
    Known,
    Pass,
    Precision,
    Recall,
    Replaced,
    Tempted,
    false_alarms,
    known_and_others,
    passes,
    precisions,
    recalls,
    temptations,
)
from insightmine.config import ModelOptions
from insightmine.domain.identifiers import Entity, IdentifierKind, Treatment
from insightmine.engines import load_entities, load_patterns
from insightmine.privacy import Finders, find_identifiers
from insightmine.transcripts import is_generic

OURS = "insightmine"
# as if a person had said "replace" to everything that the program only lists for review
REVIEWED = "insightmine, and all it lists for review"
_TYPES: Mapping[IdentifierKind, str] = {
    IdentifierKind.PERSON: "person",
    IdentifierKind.ORGANISATION: "organisation",
    IdentifierKind.PLACE: "place",
    IdentifierKind.ADDRESS: "place",
    IdentifierKind.POSTCODE: "place",
    IdentifierKind.EMAIL: "e-mail",
    IdentifierKind.PHONE: "phone",
    IdentifierKind.LINK: "url",
    IdentifierKind.HANDLE: "url",
    IdentifierKind.DEVICE: "id number",
    IdentifierKind.ACCOUNT: "id number",
    IdentifierKind.IDENTITY: "id number",
    IdentifierKind.NUMBER: "id number",
    IdentifierKind.BIRTH: "birth or age",
}


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """What was replaced in the planted interviews and lies on nothing planted."""

    method: str
    words: int
    replaced: int
    false_alarms: int
    per_1000_words: float


@dataclass(frozen=True, slots=True)
class RedactionFigures:
    """Section "redaction". `real` and `judged` are empty where the data is not there."""

    identifiers: int
    quasi_identifiers: int
    not_identifiers: int
    recall: tuple[Recall, ...]
    known: tuple[Known, ...]
    precision: tuple[Precision, ...]
    passes: tuple[Pass, ...]
    tempted: tuple[Tempted, ...]
    false_alarms: tuple[FalseAlarms, ...]
    real: tuple[Replacements, ...]
    real_types: tuple[Replacements, ...]
    judged: tuple[JudgedPart, ...]
    tuned_on: str


def measure() -> RedactionFigures:
    """All methods on the planted interviews and on real ones. Raises `DataAbsent` where the frozen set was changed."""
    if digests() != frozen_digests():
        raise DataAbsent("gold/identifiers as it was frozen")
    study, planted, tempting = planted_study(), read_planted(), read_tempting()
    found = by_method(study)
    real, judged = _on_real_studies()
    return RedactionFigures(
        identifiers=sum(item.difficulty is not None for item in planted),
        quasi_identifiers=sum(item.difficulty is None for item in planted),
        not_identifiers=len(tempting),
        recall=tuple(row for name, spans in found.items() for row in recalls(planted, spans, name)),
        known=tuple(row for name, spans in found.items() for row in known_and_others(planted, spans, name)),
        precision=tuple(row for name, spans in found.items() for row in precisions(planted, spans, name)),
        passes=tuple(passes(planted, found[REVIEWED])),
        tempted=tuple(row for name, spans in found.items() for row in temptations(tempting, spans, name)),
        false_alarms=tuple(_alarms(study.n_words, planted, spans, name) for name, spans in found.items()),
        real=tuple(row for row in real if row.called == "all"),
        real_types=tuple(row for row in real if row.called != "all"),
        judged=judged,
        tuned_on="not the planted interviews; the real ones may have been looked at while the passes were written",
    )


def _on_real_studies() -> tuple[tuple[Replacements, ...], tuple[JudgedPart, ...]]:
    studies = real_studies()
    found = {name: by_method(study) for name, study in studies.items()}
    rows = [
        row
        for name, study in studies.items()
        for method, spans in found[name].items()
        for row in replacements(name, study.n_words, method, spans)
    ]
    texts = {name: study.texts for name, study in studies.items()}
    judged = judged_parts(read_judged(), texts, {name: spans[OURS] for name, spans in found.items()})
    return tuple(rows), tuple(judged)


def _alarms(words: int, planted: Sequence[Planted], found: Found, method: str) -> FalseAlarms:
    count = false_alarms(planted, found)
    return FalseAlarms(method, words, sum(map(len, found.values())), count, 1000 * count / words)


def by_method(study: RedactedStudy) -> dict[str, Found]:
    """What each method replaces: the program's, with and without what it lists for review, and the peers'."""
    texts = study.texts
    peers = {name: dict(zip(texts, peer(list(texts.values())), strict=True)) for name, peer in PEERS.items()}
    return {OURS: identified(study, reviewed=False), REVIEWED: identified(study, reviewed=True), **peers}


def identified(study: RedactedStudy, *, reviewed: bool) -> Found:
    """What the program replaces, or also what it lists for review; passes bear its own names."""
    reader = load_entities(ModelOptions())

    def entities_of(texts: Sequence[str]) -> dict[str, tuple[Entity, ...]]:
        return dict(zip(texts, reader.entities(texts), strict=True))

    finders = Finders(entities_of, load_patterns(), is_generic)
    sources = {transcript.id: transcript.source for transcript in study.transcripts}
    found: dict[Place, list[Replaced]] = {}
    for item in find_identifiers(study.transcripts, study.people, finders):
        kept = item.treatment is Treatment.KEEP
        if reviewed or not kept:
            found_by = f"{item.found_by.value}, for review" if kept else item.found_by.value
            span = Replaced(item.start, item.end, _TYPES.get(item.kind, item.kind.value), found_by)
            found.setdefault((sources[item.transcript], item.turn), []).append(span)
    return found
