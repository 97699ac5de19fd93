"""The step of the journey: coded quotes and whole sessions of heritrace, with its task sheets as the journey.

The truth is the heading under which something was said. End users and technicians had different tasks, so they are
two journeys; chance and the largest task are taken within them. What of placing was fitted to data was fitted to other
studies than the one that is measured, but for the sample, which is placed as the program places it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from benchmarks import heritrace_tasks as heritrace
from benchmarks.data import data_path
from benchmarks.fit_steps import contents_of, fitted, variants
from benchmarks.heritrace_tasks import Said
from benchmarks.labelled_journeys import all_journeys
from benchmarks.overlap import find_quote
from benchmarks.placement_calibration import CONTENT, ORDER, HeldOut, held_out, pooled_errors
from benchmarks.results import Bar, bar
from benchmarks.sample import analyse_sample, read_gold
from benchmarks.scoring import calibration_error, mean
from benchmarks.workbench import Workbench, bare_statement
from insightmine.domain.ids import StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.steps_choice import ChoiceWeights

_SURE = 0.7
_DRAWS = 1000
_CORRECTIONS = (20, 40)
_REPEATS = 10
_MEETINGS, _TURNS = 12, 400
IN_FIT = "the weights are fitted to it too, as one of eight studies"
HELD_OUT = "the weights are fitted without this study"


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
class Weights:
    """What fitting to all studies, or to all but one, gives: see `ChoiceWeights`. Those of all are the program's."""

    studies: str
    near: float
    usual: float
    nowhere: float
    nowhere_usual: float
    nowhere_near: float
    words: float
    members: float
    alike: float
    member_words: float
    heard: float
    around: float


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """Section "journey step": heritrace, the sample and meetings one by one, and all labelled journeys held out."""

    rows: tuple[Placed, ...]
    held_out: tuple[HeldOut, ...]
    corrected: tuple[Learning, ...]
    weights: tuple[Weights, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """What places: the engines, the journey of each group, and weights that had no part in what is measured."""

    bench: Workbench
    journeys: Mapping[str, Journey]
    weights: ChoiceWeights


def measure() -> PlacementFigures:
    """Quotes, notes and sessions under tasks, and all of them; the sample, meetings, and every labelled journey."""
    bench = Workbench()
    found = variants(all_journeys(bench))
    without = fitted(found, contents_of(found, bench.encoder.encode))
    placing = Placing(bench, {group: heritrace.journey(group) for group in heritrace.SHEETS}, without["heritrace"])
    notes = heritrace.coded("note_en")
    italian = [said for said in notes if said.statement.transcript != "en"]
    sessions = [said for group in heritrace.SHEETS for said in heritrace.sessions(bench, group)]
    blind = [replace(said, statement=replace(said.statement, heading=None, question=None)) for said in sessions]
    rows = (
        *_heritrace_rows(placing, notes, sessions, blind),
        _placed_sample(),
        _placed_meetings(bench, without["meetings"]),
    )
    told = _transcripts(blind)
    corrected = (
        *_corrected(placing, "English notes on Italian sessions", _at_tasks(italian), frozenset()),
        *_corrected(placing, "statements of the English sessions, in order", _at_tasks(blind), told),
    )
    held = held_out(bench, found, without)
    weights = tuple(Weights(f"without {study}" if study else "all", **asdict(own)) for study, own in without.items())
    return PlacementFigures(rows, held, corrected, weights, _bars(rows, held))


def _heritrace_rows(
    placing: Placing, notes: Sequence[Said], sessions: Sequence[Said], blind: Sequence[Said]
) -> Iterator[Placed]:
    """What lies under a task, as if the study had nothing else; then all, where what lies elsewhere is at no step."""
    quotes = [said for said in heritrace.coded("quote") if said.statement.transcript == "en"]
    english, italian = ([n for n in notes if (n.statement.transcript == "en") == one] for one in (True, False))
    told = _transcripts(blind)
    for name, said, ordered, seen in (
        ("English coded quotes", quotes, (), CONTENT),
        ("English notes on Italian sessions", italian, (), CONTENT),
        ("English notes on English sessions", english, (), CONTENT),
        ("English notes on all sessions", notes, (), CONTENT),
        ("statements of the English sessions", blind, (), CONTENT),
        ("statements of the English sessions", blind, told, ORDER),
        ("statements of the English sessions", sessions, told, "headings visible"),
    ):
        yield _placed(placing, name, seen, _at_tasks(said), ordered)
    for name, said, ordered, seen in (
        ("all notes, under a task or not", notes, (), CONTENT),
        ("all that was said, under a task or not", blind, (), CONTENT),
        ("all that was said, under a task or not", blind, told, ORDER),
    ):
        yield _placed(placing, name, seen, said, ordered)


def _at_tasks(said: Sequence[Said]) -> list[Said]:
    return [one for one in said if one.truth is not None]


def _transcripts(said: Sequence[Said]) -> frozenset[TranscriptId]:
    return frozenset(one.statement.transcript for one in said)


def _bars(rows: Sequence[Placed], held: Sequence[HeldOut]) -> tuple[Bar, ...]:
    bars = []
    for row in rows:
        what = f"{row.data}, {row.truth_seen}"
        if row.data.startswith("turns of"):
            continue  # no bar was set for topics without descriptions
        if row.truth_seen == "headings visible":
            bars.append(bar(f"{what}: accuracy", row.accuracy, 0.95, 0.99))
            continue
        bars.append(bar(f"{what}: accuracy", row.accuracy, 0.40, 0.55))
        bars.append(bar(f"{what}: calibration error", row.calibration_error, 0.08, 0.08, lower_is_better=True))
        bars.append(bar(f"{what}: share placed at {_SURE} or more", row.placed_at_07, 1 / 3, 1 / 3))
    for seen, error in pooled_errors(held).items():
        what = f"whole journeys of all studies, held out, {seen}: calibration error"
        bars.append(bar(what, error, 0.08, 0.08, lower_is_better=True))
    return tuple(bars)


def _placed(
    placing: Placing, data: str, truth_seen: str, said: Sequence[Said], ordered: Collection[TranscriptId] = ()
) -> Placed:
    own = _by_group(placing, said)
    largest = sum(max(Counter(item.truth for item in items).values()) for items in own.values())
    choices = {group: len(placing.journeys[group].steps) + any(i.truth is None for i in own[group]) for group in own}
    chance = sum(len(items) / choices[group] for group, items in own.items())
    pairs = [
        pair
        for group, items in own.items()
        for pair in zip(_places(placing, group, items, ordered), [i.truth for i in items], strict=True)
    ]
    return _figures(data, truth_seen, pairs, chance / len(said), largest / len(said), HELD_OUT)


def _by_group(placing: Placing, said: Sequence[Said]) -> dict[str, list[Said]]:
    return {group: [item for item in said if item.group == group] for group in placing.journeys}


def _places(
    placing: Placing,
    group: str,
    said: Sequence[Said],
    ordered: Collection[TranscriptId] = (),
    decided: Mapping[StatementId, StepId | None] | None = None,
) -> list[Place]:
    statements, encode = [item.statement for item in said], placing.bench.encoder.encode
    vectors = encode([statement.text for statement in statements])
    return place_statements(
        statements, vectors, encode, placing.journeys[group], (), ordered, decided or {}, placing.weights
    )


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
    return _figures("quotes of the sample", "everything", pairs, chance, largest, IN_FIT)


def _placed_meetings(bench: Workbench, weights: ChoiceWeights) -> Placed:
    """Turns of meetings (QMSum) placed by the bare names of the meeting's topics, in order; one topic a turn."""
    pairs: list[tuple[Place, str | None]] = []
    chance, largest = 0.0, 0
    for number, meeting in enumerate(_meetings()):
        steps = tuple(Step(StepId(f"t{i}"), topic["topic"]) for i, topic in enumerate(meeting["topic_list"]))
        said = list(_turns(meeting, number))
        placing = Placing(bench, {"": Journey(steps, JourneyOrigin.FILE)}, weights)
        places = _places(placing, "", said, _transcripts(said))
        pairs += [(place, item.truth) for place, item in zip(places, said, strict=True)]
        chance += len(said) / len(steps)
        largest += max(Counter(item.truth for item in said).values())
    data = f"turns of {_MEETINGS} meetings, topics by name alone"
    return _figures(data, ORDER, pairs, chance / len(pairs), largest / len(pairs), HELD_OUT)


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
            yield Said(statement, "", StepId(f"t{topics[0]}"))


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
    placing: Placing, data: str, said: Sequence[Said], ordered: Collection[TranscriptId]
) -> Iterator[Learning]:
    """Statements drawn at random and corrected as a person would; what is measured are all others."""
    own = _by_group(placing, said)
    before = [place for group, items in own.items() for place in _places(placing, group, items, ordered)]
    everything = [item for items in own.values() for item in items]
    for count in _CORRECTIONS:
        hits: list[tuple[bool, bool]] = []
        for seed in range(_REPEATS):
            chosen = np.random.default_rng(seed).permutation(len(everything))[:count].tolist()
            decided = {everything[row].statement.id: everything[row].truth for row in chosen}
            after = [
                place for group, items in own.items() for place in _places(placing, group, items, ordered, decided)
            ]
            hits += [
                (old.step == item.truth, new.step == item.truth)
                for item, old, new in zip(everything, before, after, strict=True)
                if item.statement.id not in decided
            ]
        yield Learning(data, count, mean([float(old) for old, _ in hits]), mean([float(new) for _, new in hits]))
