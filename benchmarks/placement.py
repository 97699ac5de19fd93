"""The step of the journey: coded quotes and whole sessions of heritrace, with its task sheets as the journey.

The truth is the heading under which something was said. End users and technicians had different tasks, so they are
two studies with a journey each; chance and the largest task are taken within them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.data import data_path, read_rows
from benchmarks.overlap import find_quote
from benchmarks.results import Bar, bar
from benchmarks.sample import analyse_sample, read_gold
from benchmarks.scoring import calibration_error, mean
from benchmarks.workbench import Workbench, bare_statement
from insightmine.config import InputOptions, Options, SpeakerOptions
from insightmine.domain.ids import StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement, Transcript
from insightmine.judgements.steps import Place, place_statements
from insightmine.transcripts import find_sources, read_source

_SHEETS = {"e": "01_end_user_testing.md", "t": "02_technician_testing.md"}
_SESSIONS = {
    "e": ("endusers/transcriptions/5e_transcription.md", "endusers/transcriptions/6e_transcription.md"),
    "t": ("technicians/transcriptions/1t_transcription.md", "technicians/transcriptions/10t_transcription.md"),
}
_TASK = re.compile(r"(?:### |\*\*)Task \d: ([^\n(]+?) *\([^\n]*\)[^`\n]*\n```\n(.*?)```", re.DOTALL)
# a word of each task's heading, in every spelling of it -> the id of its step
_WORDS = {
    "edit": "edit",
    "merge": "merge",
    "restore": "restore",
    "create": "create",
    "display": "show",
    "shacl": "check",
}
_SURE = 0.7
_DRAWS = 1000
_CORRECTIONS = (20, 40)
_REPEATS = 10
_MEETINGS, _TURNS = 12, 400
TUNED = "this set: temperature, no step, and what stands around"
UNSEEN_MEETINGS = "the first meetings of the validation part: the temperature of bare names"
UNSEEN = "nothing of this set; another set of the same study and the sample"


@dataclass(frozen=True, slots=True)
class Said:
    """Something said under a task of a group; `truth` is the id of the task's step."""

    statement: Statement
    group: str
    truth: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Accuracy over all of `n`, unplaced ones wrong; the calibration is that of the placed ones.

    `error_from` and `error_to`: the 95 % interval of the calibration error over items drawn again. `error_if_right` is
    what the same probabilities would measure if they were exactly true: with few items that is far from 0.
    """

    data: str
    truth_seen: str
    n: int
    accuracy: float
    unplaced: float
    right_when_placed: float
    mean_probability: float
    chance: float
    largest_task: float
    calibration_error: float
    error_from: float
    error_to: float
    error_if_right: float
    placed_at_07: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Learning:
    """Accuracy on what nobody corrected, mean over draws of what is corrected; `before` is on the same statements."""

    data: str
    corrections: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """Section "journey step"; `outside_placed` is the share of what was said outside any task that got a step."""

    rows: tuple[Placed, ...]
    corrected: tuple[Learning, ...]
    outside: int
    outside_placed: float
    bars: tuple[Bar, ...]


def measure() -> PlacementFigures:
    """Quotes and notes by themselves; the sessions without order, in order, and with headings; the sample as it is."""
    bench = Workbench()
    journeys = {group: _journey(group) for group in _SHEETS}
    quotes = [said for said in _coded("quote") if said.statement.transcript == "en"]
    notes = _coded("note_en")
    english = [said for said in notes if said.statement.transcript == "en"]
    italian = [said for said in notes if said.statement.transcript != "en"]
    sessions, outside = _sessions(bench, journeys)
    blind = [replace(said, statement=replace(said.statement, heading=None, question=None)) for said in sessions]
    told = frozenset(said.statement.transcript for said in sessions)
    content = "content alone"
    rows = (
        _placed(bench, journeys, "English coded quotes", content, quotes, UNSEEN),
        _placed(bench, journeys, "English notes on Italian sessions", content, italian, TUNED),
        _placed(bench, journeys, "English notes on English sessions", content, english, UNSEEN),
        _placed(bench, journeys, "statements of the English sessions", content, blind, UNSEEN),
        _placed(bench, journeys, "statements of the English sessions", "content and order", blind, UNSEEN, told),
        _placed(bench, journeys, "statements of the English sessions", "headings visible", sessions, UNSEEN, told),
        _placed_sample(),
        _placed_meetings(bench),
    )
    corrected = (
        *_corrected(bench, journeys, "English notes on Italian sessions", italian, frozenset()),
        *_corrected(bench, journeys, "statements of the English sessions, in order", blind, told),
    )
    placed = mean([float(step is not None) for step in outside])
    return PlacementFigures(rows, corrected, len(outside), placed, _bars(rows))


def _bars(rows: Sequence[Placed]) -> tuple[Bar, ...]:
    bars = []
    for row in rows:
        what = f"{row.data}, {row.truth_seen}"
        if row.tuned_on == UNSEEN_MEETINGS:
            continue  # no bar was set for topics without descriptions
        if row.truth_seen == "headings visible":
            bars.append(bar(f"{what}: accuracy", row.accuracy, 0.95, 0.99))
            continue
        bars.append(bar(f"{what}: accuracy", row.accuracy, 0.40, 0.55))
        bars.append(bar(f"{what}: calibration error", row.calibration_error, 0.08, 0.08, lower_is_better=True))
        bars.append(bar(f"{what}: share placed at {_SURE} or more", row.placed_at_07, 1 / 3, 1 / 3))
    return tuple(bars)


def _placed(
    bench: Workbench,
    journeys: Mapping[str, Journey],
    data: str,
    truth_seen: str,
    said: Sequence[Said],
    tuned_on: str,
    ordered: Collection[TranscriptId] = (),
) -> Placed:
    own = {group: [item for item in said if item.group == group] for group in journeys}
    largest = sum(max(Counter(item.truth for item in items).values()) for items in own.values())
    chance = sum(len(items) / len(journeys[group].steps) for group, items in own.items())
    pairs = [
        pair
        for group, items in own.items()
        for pair in zip(_places(bench, journeys[group], items, ordered), [i.truth for i in items], strict=True)
    ]
    return _figures(data, truth_seen, pairs, chance / len(said), largest / len(said), tuned_on)


def _places(
    bench: Workbench,
    journey: Journey,
    said: Sequence[Said],
    ordered: Collection[TranscriptId] = (),
    decided: Mapping[StatementId, StepId | None] | None = None,
) -> list[Place]:
    statements, encode = [item.statement for item in said], bench.encoder.encode
    vectors = encode([statement.text for statement in statements])
    return place_statements(statements, vectors, encode, journey, (), ordered, decided or {})


def _placed_sample() -> Placed:
    """The sample as `demo` judges it: by headings, guide, order and content; "no step" is right where that is so."""
    analysis = analyse_sample()
    gold = read_gold()
    matches = [find_quote(analysis, g.source, g.transcript, g.participant, g.quote) for g in gold]
    pairs = []
    for label, match in zip(gold, matches, strict=True):
        if match is not None:
            judgement = analysis.judgement_by_id[match.statement.id]
            pairs.append((Place(judgement.step, judgement.step_score), label.step))
    largest = max(Counter(truth for _, truth in pairs).values()) / len(pairs)
    chance = 1 / (len(analysis.journey.steps) + 1)
    return _figures("quotes of the sample", "everything", pairs, chance, largest, TUNED)


def _placed_meetings(bench: Workbench) -> Placed:
    """Turns of meetings (QMSum) placed by the bare names of the meeting's topics, in order; one topic a turn."""
    pairs: list[tuple[Place, str | None]] = []
    chance, largest = 0.0, 0
    for number, meeting in enumerate(_meetings()):
        steps = tuple(Step(StepId(f"t{i}"), topic["topic"]) for i, topic in enumerate(meeting["topic_list"]))
        said = list(_turns(meeting, number))
        ordered = {said[0].statement.transcript}
        places = _places(bench, Journey(steps, JourneyOrigin.FILE), said, ordered)
        pairs += [(place, item.truth) for place, item in zip(places, said, strict=True)]
        chance += len(said) / len(steps)
        largest += max(Counter(item.truth for item in said).values())
    data = f"turns of {_MEETINGS} meetings, topics by name alone"
    return _figures(data, "content and order", pairs, chance / len(pairs), largest / len(pairs), UNSEEN_MEETINGS)


def _meetings() -> list[dict[str, Any]]:
    """The first meetings of the test part that have 3 to 12 topics."""
    lines = data_path("qmsum/data/ALL/jsonl/test.jsonl").read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines) if 3 <= len(one["topic_list"]) <= 12][:_MEETINGS]


def _turns(meeting: dict[str, Any], number: int) -> Iterator[Said]:
    """The turns of six words or more that lie in exactly one topic; of long ones the first 60 words."""
    spans = [[tuple(map(int, span)) for span in topic["relevant_text_span"]] for topic in meeting["topic_list"]]
    for turn, spoken in enumerate(meeting["meeting_transcripts"][:_TURNS]):
        words = re.sub(r"{\w+}", "", spoken["content"]).split()
        topics = [i for i, own in enumerate(spans) if any(start <= turn <= end for start, end in own)]
        if len(words) >= 6 and len(topics) == 1:
            statement = replace(bare_statement(" ".join(words[:60]), turn), transcript=TranscriptId(f"m{number}"))
            yield Said(statement, "", f"t{topics[0]}")


def _figures(
    data: str,
    truth_seen: str,
    pairs: Sequence[tuple[Place, str | None]],
    chance: float,
    largest: float,
    tuned_on: str,
) -> Placed:
    placed = [(place.score, place.step == truth) for place, truth in pairs if place.score is not None]
    scores, hits = [score for score, _ in placed], [hit for _, hit in placed]
    low, high, if_right = error_interval(scores, hits)
    return Placed(
        data=data,
        truth_seen=truth_seen,
        n=len(pairs),
        accuracy=mean([float(place.step == truth) for place, truth in pairs]),
        unplaced=1 - len(placed) / len(pairs),
        right_when_placed=mean([float(hit) for hit in hits]),
        mean_probability=mean(scores),
        chance=chance,
        largest_task=largest,
        calibration_error=calibration_error(scores, hits),
        error_from=low,
        error_to=high,
        error_if_right=if_right,
        placed_at_07=sum(score >= _SURE for score in scores) / len(pairs),
        tuned_on=tuned_on,
    )


def error_interval(scores: Sequence[float], hits: Sequence[bool]) -> tuple[float, float, float]:
    """The 95 % interval of the calibration error over draws of items, and its mean were the scores exactly true."""
    draw = np.random.default_rng(0)
    values, truth = np.asarray(scores), np.asarray(hits)
    found, if_right = [], []
    for _ in range(_DRAWS):
        rows = draw.integers(len(values), size=len(values))
        found.append(calibration_error(values[rows].tolist(), truth[rows].tolist()))
        if_right.append(calibration_error(values.tolist(), (draw.random(len(values)) < values).tolist()))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high), mean(if_right)


def _corrected(
    bench: Workbench,
    journeys: Mapping[str, Journey],
    data: str,
    said: Sequence[Said],
    ordered: Collection[TranscriptId],
) -> Iterator[Learning]:
    """Statements drawn at random and corrected as a person would; what is measured are all others."""
    own = {group: [item for item in said if item.group == group] for group in journeys}
    before = [p for group, items in own.items() for p in _places(bench, journeys[group], items, ordered)]
    everything = [item for items in own.values() for item in items]
    for count in _CORRECTIONS:
        hits: list[tuple[bool, bool]] = []
        for seed in range(_REPEATS):
            chosen = np.random.default_rng(seed).permutation(len(everything))[:count].tolist()
            decided = {everything[row].statement.id: StepId(everything[row].truth) for row in chosen}
            after = [
                p for group, items in own.items() for p in _places(bench, journeys[group], items, ordered, decided)
            ]
            hits += [
                (old.step == item.truth, new.step == item.truth)
                for item, old, new in zip(everything, before, after, strict=True)
                if item.statement.id not in decided
            ]
        yield Learning(data, count, mean([float(old) for old, _ in hits]), mean([float(new) for _, new in hits]))


def _journey(group: str) -> Journey:
    """The tasks of a sheet, each with what the participants were told."""
    text = data_path(f"heritrace/original/user_testing/{_SHEETS[group]}").read_text(encoding="utf-8")
    steps = [Step(StepId(str(_task(name))), name.strip(), told.strip(' "\n')) for name, told in _TASK.findall(text)]
    return Journey(tuple(steps), JourneyOrigin.FILE)


def _task(heading: str) -> str | None:
    """The task that a heading stands for, by its word."""
    return next((step for word, step in _WORDS.items() if word in heading.lower()), None)


def _coded(column: str) -> list[Said]:
    """What was coded under a task; the transcript is called by the session's language."""
    found = []
    for number, row in enumerate(read_rows("heritrace/derived/codes.csv")):
        truth = _task(row["task"]) if row["task"].startswith("Task") else None
        if truth is not None:
            statement = replace(bare_statement(row[column], number), transcript=TranscriptId(row["lang"]))
            found.append(Said(statement, row["participant"][-1], truth))
    return found


def _sessions(bench: Workbench, journeys: dict[str, Journey]) -> tuple[list[Said], list[StepId | None]]:
    """Statements of the English sessions under a task, and the steps that all others were given."""
    under: list[Said] = []
    outside: list[StepId | None] = []
    for group, journey in journeys.items():
        transcripts = _read(_SESSIONS[group])
        analysis = bench.analyse(transcripts, Options(journey=journey))
        for statement in analysis.statements:
            heading = statement.heading or ""
            truth = _task(heading) if heading.startswith("Task") else None
            if truth is not None:
                under.append(Said(statement, group, truth))
            else:
                outside.append(analysis.judgement_by_id[statement.id].step)
    return under, outside


def _read(names: Sequence[str]) -> list[Transcript]:
    folder = "heritrace/original/user_testing/results"
    sources = find_sources([data_path(f"{folder}/{name}") for name in names])
    readings = [read_source(source, InputOptions(), SpeakerOptions()) for source in sources]
    return [transcript for reading in readings for transcript in reading.transcripts]
