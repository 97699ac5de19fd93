"""Questions of a guide in the interviewer's turns: which turns ask which item, and who was asked what.

The labels are places and digests (`gold/guide/turns.jsonl`); the guides are this project's own wording of what the
studies ask. The peer takes the whole turn, the nearest wording by cosine, and the threshold that is best on the
development part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import ROOT, DataAbsent, data_path
from insightmine.config import ModelOptions, load_guide, load_journey
from insightmine.config.options import Options
from insightmine.domain.guides import Guide
from insightmine.domain.journeys import Journey
from insightmine.domain.speech import Role, Transcript
from insightmine.engines import Encoder, load_encoder
from insightmine.guide.questions import Asking
from insightmine.transcripts import assign_speakers, find_sources, read_source

_GOLD = Path(__file__).parent / "gold" / "guide"
_SAMPLE = ROOT / "corpora" / "sample"
_FOLDERS = {
    "sample": None,
    "pdpilot": "pdpilot/derived/transcripts",
    "anthropic-interviewer-scientists": "anthropic-interviewer-scientists",
}
_UNCLEAR = "?"
_THRESHOLDS = np.arange(0.3, 0.9, 0.02)
OURS, PEER = "insightmine", "cosine of the whole turn"

Answers = dict[tuple[str, int], str | None]  # (transcript, number of the turn) -> item


@dataclass(frozen=True, slots=True)
class Matched:
    """One method on one part of one study. `people_*` count participants and items instead of turns."""

    study: str
    part: str
    method: str
    turns: int
    asking: int
    precision: float
    recall: float
    people_precision: float
    people_recall: float


@dataclass(frozen=True, slots=True)
class GuideFigures:
    """All of it. Labels whose turn is read otherwise today are left out and counted."""

    matched: tuple[Matched, ...]
    labels_without_their_turn: int
    peers_threshold: float


@dataclass(frozen=True, slots=True)
class _Study:
    name: str
    guide: Guide
    journey: Journey
    transcripts: Mapping[str, Transcript]


@dataclass(frozen=True, slots=True)
class _Label:
    study: str
    part: str
    transcript: str
    turn: int
    item: str | None


def measure() -> GuideFigures:
    """Both methods on both parts."""
    encoder = load_encoder(ModelOptions())
    studies = [_study(name) for name in _FOLDERS]
    labels, lost = _labels({study.name: study for study in studies})
    likeness = {study.name: _nearest(study, encoder) for study in studies}
    threshold = max(_THRESHOLDS, key=lambda t: (_f1(labels, _above(likeness, t)), t))
    found = {study.name: _ours(study, encoder) for study in studies}
    rows = [
        _row(study, part, method, labels, answers)
        for part in ("development", "held_out")
        for study in (*_FOLDERS, "all")
        for method, answers in ((OURS, found), (PEER, _above(likeness, threshold)))
        if part == "development" or study != "sample"
    ]
    return GuideFigures(tuple(rows), lost, round(float(threshold), 2))


def _study(name: str) -> _Study:
    folder = _FOLDERS[name]
    place = _SAMPLE / "transcripts" if folder is None else data_path(folder)
    guide = load_guide((_SAMPLE if folder is None else _GOLD) / ("guide.toml" if folder is None else f"{name}.toml"))
    journey = load_journey(_SAMPLE / "journey.toml") if folder is None else None
    options = Options()
    labelled = {row["transcript"] for row in _rows()}
    sources = [source for source in find_sources([place]) if not {"SOURCE", "README"} & {source.place.stem}]
    read = [t for source in sources for t in read_source(source, options.input, options.speakers).transcripts]
    read = [transcript for transcript in read if transcript.id in labelled]
    cast = assign_speakers(read, options.speakers, (), (), guide.wordings)
    return _Study(name, guide, journey or Journey(), {transcript.id: transcript for transcript in cast.transcripts})


def _rows() -> list[dict[str, Any]]:
    lines = (_GOLD / "turns.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _labels(studies: Mapping[str, _Study]) -> tuple[list[_Label], int]:
    """The labels at the turns that bear their digest today; those of tasks and unclear ones are left out."""
    labels, lost = [], 0
    for row in _rows():
        item = row["item"]
        if item == _UNCLEAR or (item or "").startswith("t-"):
            continue
        transcript = studies[row["study"]].transcripts.get(row["transcript"])
        if transcript is None:
            raise DataAbsent(row["transcript"])
        turns = [t.index for t in transcript.turns if t.role is Role.INTERVIEWER and _digest(t.text) == row["digest"]]
        if turns:
            turn = min(turns, key=lambda index: (abs(index - row["turn"]), index))
            labels.append(_Label(row["study"], row["split"], row["transcript"], turn, item))
        else:
            lost += 1
    return labels, lost


def _digest(text: str) -> str:
    """Of the words in lower case: what is said, however it is set."""
    return blake2b(" ".join(re.findall(r"\w+", text.casefold())).encode(), digest_size=6).hexdigest()


def _asked_texts(transcript: Transcript) -> list[str]:
    return [turn.text if turn.role is Role.INTERVIEWER else "" for turn in transcript.turns]


def _ours(study: _Study, encoder: Encoder) -> Answers:
    asking = Asking(study.guide, study.journey, encoder.encode)
    puts = asking.questions_of([_asked_texts(transcript) for transcript in study.transcripts.values()])
    return {
        (name, turn): study.guide.questions[put.question].id if put is not None else None
        for name, found in zip(study.transcripts, puts, strict=True)
        for turn, put in enumerate(found)
    }


def _nearest(study: _Study, encoder: Encoder) -> dict[tuple[str, int], tuple[str, float]]:
    wordings = [(q.id, text) for q in study.guide.questions for text in (q.text, *q.probes)]
    rows = encoder.encode([text for _, text in wordings])
    found: dict[tuple[str, int], tuple[str, float]] = {}
    for name, transcript in study.transcripts.items():
        turns = [turn for turn in transcript.turns if turn.role is Role.INTERVIEWER and turn.text]
        if turns:
            alike = encoder.encode([turn.text for turn in turns]) @ rows.T
            for turn, row in zip(turns, alike, strict=True):
                found[name, turn.index] = (wordings[int(row.argmax())][0], float(row.max()))
    return found


def _above(likeness: Mapping[str, Mapping[tuple[str, int], tuple[str, float]]], threshold: float) -> dict[str, Answers]:
    return {
        study: {place: item if alike >= threshold else None for place, (item, alike) in found.items()}
        for study, found in likeness.items()
    }


def _f1(labels: Sequence[_Label], answers: Mapping[str, Answers]) -> float:
    row = _row("all", "development", PEER, labels, answers)
    return 2 * row.precision * row.recall / ((row.precision + row.recall) or 1)


def _row(study: str, part: str, method: str, labels: Sequence[_Label], answers: Mapping[str, Answers]) -> Matched:
    chosen = [label for label in labels if label.part == part and study in (label.study, "all")]
    said = [(label, answers[label.study].get((label.transcript, label.turn))) for label in chosen]
    turns = {(label.study, label.transcript, label.turn, label.item) for label, _ in said if label.item}
    found = {(label.study, label.transcript, label.turn, item) for label, item in said if item}
    without_turn: Callable[[tuple[str, str, int, str | None]], tuple[str, str, str | None]] = lambda p: (*p[:2], p[3])  # noqa: E731
    people, people_found = set(map(without_turn, turns)), set(map(without_turn, found))
    return Matched(
        study=study,
        part=part,
        method=method,
        turns=len(chosen),
        asking=len(turns),
        precision=len(turns & found) / (len(found) or 1),
        recall=len(turns & found) / (len(turns) or 1),
        people_precision=len(people & people_found) / (len(people_found) or 1),
        people_recall=len(people & people_found) / (len(people) or 1),
    )
