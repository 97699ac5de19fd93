"""Plan check: output, outcome, impact or task, against labels, beside plain baselines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.data import DataAbsent
from benchmarks.plan_entries import Labelled, PlanBench, labelled, train
from benchmarks.results import Bar, bar
from benchmarks.scoring import f1
from insightmine.domain.plans import EntryVerdict
from insightmine.planning.head import Head, load_head
from insightmine.planning.judging import EntryFeatures, settled

_FIRST_VERB = re.compile(
    r"\W*(?:launch|build|ship|release|deliver|implement|create|develop|roll|introduce)", re.IGNORECASE
)
_PARTS = 5
_FIELDS = "each fifth of the fields judged by a head trained without it; the rules were made with these in view"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One judge on one set. `alone`: the features without vectors, as with an encoder of one's own."""

    data: str
    judge: str
    n: int
    accuracy: float
    f1_output: float
    f1_outcome: float
    f1_impact: float
    f1_task: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many entries of a label got each verdict."""

    data: str
    label: str
    output: int
    outcome: int
    impact: int
    task: int


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Section "plan check"."""

    sets: tuple[PlanRow, ...]
    confusion: tuple[Confusion, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


def measure() -> PlanFigures:
    """Development by fields left out; held out, where it is there, by the head as it is shipped."""
    bench = PlanBench()
    own, more = labelled("development"), labelled("training")
    verdicts = _by_fields(bench, own, more)
    rows = _rows("development", own, verdicts, _FIELDS)
    confusion = [*_confusion("development", own, verdicts)]
    bars: list[Bar] = []
    absent: list[str] = []
    try:
        held = labelled("held_out")
        seen = bench.seen(held)
        verdicts = _judged(load_head(), seen)
        rows += _rows("held out", held, verdicts, "nothing: seen by nobody who built it")
        alone = EntryFeatures(seen.readings, seen.annotations, seen.features, None, None)
        rows += [_row("held out", "rules alone", held, _judged(load_head(), alone), "nothing")]
        confusion += _confusion("held out", held, verdicts)
        bars = [bar("plan check, held out: accuracy", _accuracy(held, verdicts), 0.85, 0.95)]
    except DataAbsent as missing:
        absent.append(str(missing))
    return PlanFigures(tuple(rows), tuple(confusion), tuple(bars), tuple(absent))


def _by_fields(bench: PlanBench, own: Sequence[Labelled], more: Sequence[Labelled]) -> list[EntryVerdict]:
    """Verdicts on the first, each fifth of its fields by a head trained on its other fields and all of the second."""
    everything = [*own, *more]
    seen = bench.seen(everything)
    labels, probe = [entry.verdict for entry in everything], bench.probe()
    found: dict[int, EntryVerdict] = {}
    fields = sorted({entry.field for entry in own})
    for part in range(_PARTS):
        without = frozenset(fields[part::_PARTS])
        left_out = np.array([i < len(own) and entry.field in without for i, entry in enumerate(everything)])
        judged = _judged(train(seen, labels, probe, ~left_out), seen)
        found |= {int(i): judged[i] for i in np.flatnonzero(left_out)}
    return [found[i] for i in range(len(own))]


def _judged(head: Head, seen: EntryFeatures) -> list[EntryVerdict]:
    shares = head.probabilities(seen.features, seen.entries, seen.leads)
    weighed = [settled(share, reading.signs) for share, reading in zip(shares, seen.readings, strict=True)]
    return [max(EntryVerdict, key=lambda verdict: share[verdict]) for share in weighed]


def _rows(data: str, entries: Sequence[Labelled], verdicts: Sequence[EntryVerdict], tuned_on: str) -> list[PlanRow]:
    largest = Counter(entry.verdict for entry in entries).most_common(1)[0][0]
    by_verb = [EntryVerdict.OUTPUT if _FIRST_VERB.match(entry.text) else EntryVerdict.OUTCOME for entry in entries]
    return [
        _row(data, "insightmine", entries, verdicts, tuned_on),
        _row(data, "a verb of delivering leads, else outcome", entries, by_verb, "nothing"),
        _row(data, "the largest class", entries, [largest] * len(entries), "this set's shares"),
    ]


def _row(
    data: str, judge: str, entries: Sequence[Labelled], verdicts: Sequence[EntryVerdict], tuned_on: str
) -> PlanRow:
    of = {
        f"f1_{verdict}": f1([entry.verdict is verdict for entry in entries], [found is verdict for found in verdicts])
        for verdict in EntryVerdict
    }
    accuracy = _accuracy(entries, verdicts)
    return PlanRow(
        data, judge, len(entries), accuracy, of["f1_output"], of["f1_outcome"], of["f1_impact"], of["f1_task"], tuned_on
    )


def _accuracy(entries: Sequence[Labelled], verdicts: Sequence[EntryVerdict]) -> float:
    return sum(entry.verdict is found for entry, found in zip(entries, verdicts, strict=True)) / len(entries)


def _confusion(data: str, entries: Sequence[Labelled], verdicts: Sequence[EntryVerdict]) -> list[Confusion]:
    pairs = Counter((entry.verdict, found) for entry, found in zip(entries, verdicts, strict=True))
    return [Confusion(data, label, *(pairs[label, found] for found in EntryVerdict)) for label in EntryVerdict]
