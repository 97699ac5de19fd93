"""A researcher who corrects what the queue asks about: how right is the rest after 0, 10, 20, 40, 80 corrections?

The side that people gave each text is the answer to every question. What was corrected is left out of the figures, so
the column without learning says how much of a gain is only that the hard ones are gone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.data import DataAbsent
from benchmarks.heads_without import HeadsWithout
from benchmarks.polarity import HELD_OUT, SETS, STUDY_OF, Told
from benchmarks.results import Bar, bar
from benchmarks.scoring import balanced_accuracy, mean
from benchmarks.workbench import Workbench, bare_statement
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.queues import About
from insightmine.domain.speech import Statement
from insightmine.engines import Vectors
from insightmine.judgements import Encode, Judged, ask, judge, learn, overrule
from insightmine.judgements.heads import Heads
from insightmine.statements import annotate_texts

_COUNTS = (0, 10, 20, 40, 80)
_AT_ONCE = 10
_MOST = 600  # texts of a set: every so many of a larger one
_SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Step:
    """Balanced accuracy by the sign of the score, on what was not corrected.

    `unlearned`: on the same texts as `asked`, before any correction; `at_random`: corrections of texts drawn at
    random, mean of three draws.
    """

    data: str
    corrections: int
    asked: float
    unlearned: float
    at_random: float
    rest: int
    tuned_on: str = HELD_OUT


@dataclass(frozen=True, slots=True)
class CorrectionFigures:
    """Section "learning from corrections"."""

    steps: tuple[Step, ...]
    bars: tuple[Bar, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Study:
    statements: Sequence[Statement]
    vectors: Vectors
    judged: Judged
    truth: dict[StatementId, bool]


def measure() -> CorrectionFigures:
    """The sets with a side, but for the quotes, which are too few."""
    bench = Workbench()
    without = HeadsWithout(bench)
    steps: list[Step] = []
    absent: list[str] = []
    for name, _, read, _ in SETS:
        if name == "heritrace English quotes":
            continue
        try:
            study = _study(bench, read(), *without.of(STUDY_OF[name]))
        except DataAbsent:
            absent.append(name)
            continue
        steps += _steps(name, study)
    bars = [bar(f"{row.data}: after 40 corrections asked for", row.asked, None, 0.87) for row in steps if
            row.corrections == 40]  # fmt: skip
    return CorrectionFigures(tuple(steps), tuple(bars), tuple(absent))


def _study(bench: Workbench, told: Told, heads: Heads, classify: Encode) -> _Study:
    told = told[:: max(1, len(told) // _MOST)]
    texts = [text for text, _ in told]
    said = [bare_statement(text, number) for number, text in enumerate(texts)]
    grammar_of = annotate_texts(texts, bench.grammar, bench.memory)
    vectors = bench.encoder.encode(texts)
    annotations = {one.id: grammar_of[one.text] for one in said}
    judged = judge(said, annotations, vectors, bench.encoder.encode, Journey(), heads=heads, classify=classify)
    return _Study(said, vectors, judged, {one.id: good for one, (_, good) in zip(said, told, strict=True)})


def _steps(name: str, study: _Study) -> list[Step]:
    asked = _walk(study, _next_asked)
    drawn = [_walk(study, _drawing(seed)) for seed in _SEEDS]
    return [
        Step(name, count, one[0], one[1], mean([walk[i][0] for walk in drawn]), len(study.truth) - count)
        for i, (count, one) in enumerate(zip(_counts(study), asked, strict=True))
    ]


_Choose = Callable[[_Study, Sequence[Decision]], list[StatementId]]


def _walk(study: _Study, choose: _Choose) -> list[tuple[float, float]]:
    """With learning and without, at each count."""
    rulings: list[Decision] = []
    reached = []
    for count in _counts(study):
        while len(rulings) < count:
            rulings += [_ruling(study, statement) for statement in choose(study, rulings)]
        done = {ruling.targets[0] for ruling in rulings}
        after = learn(study.judged, study.statements, study.vectors, rulings).judgements
        reached.append((_accuracy(study, after, done), _accuracy(study, study.judged.judgements, done)))
    return reached


def _counts(study: _Study) -> list[int]:
    """As many corrections as leave half of the texts to be measured on."""
    return [count for count in _COUNTS if 2 * count <= len(study.truth)]


def _accuracy(study: _Study, judgements: Sequence[Judgement], done: set[str]) -> float:
    rest = [j for j in judgements if j.statement not in done]
    return balanced_accuracy([study.truth[j.statement] for j in rest], [j.effect_score for j in rest])


def _ruling(study: _Study, statement: StatementId) -> Decision:
    value = "helps" if study.truth[statement] else "hinders"
    return Decision(f"D{statement}", Action.EFFECT, (statement,), value, "A", "", "2026-01-01T00:00:00+00:00")


def _next_asked(study: _Study, rulings: Sequence[Decision]) -> list[StatementId]:
    """The next ten of the queue about effects; where it has run dry, those that are left, in their order."""
    learned = learn(study.judged, study.statements, study.vectors, rulings)
    held, _ = overrule(learned.judgements, study.statements, Journey(), rulings)
    asked = [item.statement for item in ask(learned, held, study.statements, study.vectors, {})
             if item.about is About.EFFECT][:_AT_ONCE]  # fmt: skip
    return asked or _left(study, rulings)[:_AT_ONCE]


def _drawing(seed: int) -> _Choose:
    order = random.Random(seed)

    def choose(study: _Study, rulings: Sequence[Decision]) -> list[StatementId]:
        return order.sample(_left(study, rulings), _AT_ONCE)

    return choose


def _left(study: _Study, rulings: Sequence[Decision]) -> list[StatementId]:
    done = {ruling.targets[0] for ruling in rulings}
    return [one.id for one in study.statements if one.id not in done]
