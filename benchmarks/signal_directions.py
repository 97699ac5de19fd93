"""Boosters and blockers of heritrace against the sentiment that its coders gave at the same task.

Of each booster or blocker candidate at a task, the codes on its theme's statements at that task are looked up; their
majority is the human side. Headings say which task it was, so that directions alone are measured and not places.
Signals without a task are held against all codes of their theme. The heads have seen nothing of this study unless the
row says so.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.data import Row, read_rows
from benchmarks.heads_without import HeadsWithout, Trained
from benchmarks.heritrace_measures import write_journey
from benchmarks.overlap import overlap, span_of
from benchmarks.studies import read_study
from benchmarks.workbench import Workbench
from insightmine.config import Options
from insightmine.config.journey_file import load_journey
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.judgements.heads import Heads, load_heads

_STUDY = "heritrace"
_NOTES, _SESSIONS = "notes on all 19 sessions", "the four English sessions"
_INSIDE = 0.5  # share of a statement that must lie in the coded quote
_SHORTEST = 4  # words; what is shorter stands in many places
_BORDER = re.compile(r"\.\.\.|…|\[[^\]]*\]|\n+")
_SIDES = {"positive": SignalEffect.BOOSTER, "negative": SignalEffect.BLOCKER}


@dataclass(frozen=True, slots=True)
class Code:
    """One human code: on which statement, at which task (`None`: none), and which side it takes."""

    statement: StatementId
    step: StepId | None
    side: SignalEffect


@dataclass(frozen=True, slots=True)
class Held:
    """A signal beside the codes on its theme's statements at its task."""

    told: SignalEffect
    codes: tuple[SignalEffect, ...]
    task: SignalEffect | None

    @property
    def human(self) -> SignalEffect | None:
        """The side of most codes; `None` without codes and where they are as many on both sides."""
        return majority(self.codes)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often signals take the side of most codes.

    `signals` were found, `no_codes` of them have none, `even` as many on both sides; `n` are left, `low` and `high` the
    95 % Wilson interval, which takes signals as unrelated: a booster and a blocker of one theme are not.
    `always_blocker` and `task_majority` say how often the same signals would be right if all were blockers, or took the
    side of all codes of their task.
    """

    data: str
    place: str
    heads: str
    signals: int
    no_codes: int
    even: int
    n: int
    agree: float
    low: float
    high: float
    always_blocker: float
    task_majority: float
    boosters: int
    boosters_right: int
    blockers: int
    blockers_right: int


@dataclass(frozen=True, slots=True)
class DirectionFigures:
    """Section "directions of boosters and blockers"."""

    rows: tuple[Agreement, ...]


def measure() -> DirectionFigures:
    """The notes and the sessions, with heads that have not seen them and with those that come with the program."""
    bench = Workbench()
    own = Trained(load_heads(), bench.classify)
    sorts = {"without this study": HeadsWithout(bench).of(_STUDY), "as shipped (learned from it)": own}
    journey, rows = _journey(), read_rows("heritrace/derived/codes.csv")
    found: list[Agreement] = []
    for name, trained in sorts.items():
        with _judging_by(trained.heads):
            notes = bench.analyse(note_transcripts(rows), Options(journey=journey), trained.classify)
            found += _agreements(_NOTES, name, notes, note_codes(notes, rows, journey))
            sessions = bench.analyse(read_study("heritrace, English"), Options(journey=journey), trained.classify)
            found += _agreements(_SESSIONS, name, sessions, quote_codes(sessions, rows, journey))
    return DirectionFigures(tuple(found))


def _journey() -> Journey:
    """The tasks of both groups, told by their headings."""
    with tempfile.TemporaryDirectory() as folder:
        journey = load_journey(write_journey(Path(folder)))
    assert journey is not None
    return journey


@contextmanager
def _judging_by(heads: Heads) -> Iterator[None]:
    """The whole pipeline with other heads than those that come with the program: it has no option for that."""
    judging = import_module("insightmine.judgements.judge")  # the package's own name for it is the function
    shipped = judging.load_heads
    setattr(judging, "load_heads", lambda: heads)  # noqa: B010 - a module's attribute, which mypy does not know
    try:
        yield
    finally:
        setattr(judging, "load_heads", shipped)  # noqa: B010


def note_transcripts(rows: Sequence[Row]) -> list[Transcript]:
    """A transcript a person, a turn a note in the order of the codes, under the heading of its task."""
    people = dict.fromkeys(row["participant"] for row in rows)
    return [_notes_of(person, [row for row in rows if row["participant"] == person]) for person in people]


def _notes_of(person: str, rows: Sequence[Row]) -> Transcript:
    turns = tuple(
        Turn(number, person, row["note_en"], f"row {number}", Role.PARTICIPANT, ParticipantId(person), person,
             heading=row["task"] or None)
        for number, row in enumerate(rows)
    )  # fmt: skip
    return Transcript(TranscriptId(person), f"{person}.csv", "csv", turns, "en", rows_are_statements=True)


def note_codes(analysis: Analysis, rows: Sequence[Row], journey: Journey) -> list[Code]:
    """The code of each statement: a statement is a note."""
    own: dict[str, list[Row]] = {}
    for row in rows:
        own.setdefault(row["participant"], []).append(row)
    coded = [(said.id, own[said.transcript][said.turn]) for said in analysis.statements]
    return [code for said, row in coded if (code := _code(said, row, journey)) is not None]


def quote_codes(analysis: Analysis, rows: Sequence[Row], journey: Journey) -> list[Code]:
    """The codes of the statements that lie in a coded quote of the same person, by half at least."""
    found: dict[tuple[StatementId, int], Code] = {}
    texts = {(item.id, turn.index): turn.text for item in analysis.transcripts for turn in item.turns}
    for number, row in enumerate(rows):
        pieces = [piece for piece in _BORDER.split(row["quote"]) if len(piece.split()) >= _SHORTEST]
        for said in analysis.statements if row["lang"] == "en" else ():
            if said.transcript.partition("_")[0] != row["participant"]:  # 5e of 5e_transcription
                continue
            spans = [span for piece in pieces if (span := span_of(piece, texts[said.transcript, said.turn]))]
            inside = max((overlap(span, said.start, said.end) for span in spans), default=0)
            code = _code(said.id, row, journey)
            if code is not None and inside >= _INSIDE * (said.end - said.start):
                found[said.id, number] = code
    return list(found.values())


def _code(said: StatementId, row: Row, journey: Journey) -> Code | None:
    """The code as a side at a task; `None` for a neutral one."""
    side = _SIDES.get(row["sentiment"])
    step = next((step.id for step in journey.steps if row["task"] in step.headings), None)
    return Code(said, step, side) if side else None


def held(analysis: Analysis, codes: Sequence[Code]) -> Iterator[tuple[StepId | None, Held]]:
    """Each signal with its task, beside the codes on its theme's statements there; without a task, on all of them."""
    of: dict[StatementId, list[Code]] = {}
    for code in codes:
        of.setdefault(code.statement, []).append(code)
    for signal in analysis.signals:
        members = analysis.theme_by_id[signal.theme].members
        near = [code for member in members for code in of.get(member.statement, ())]
        told = tuple(code.side for code in near if signal.step in (None, code.step))
        task = majority([code.side for code in codes if signal.step in (None, code.step)])
        yield signal.step, Held(signal.effect, told, task)


def majority(sides: Sequence[SignalEffect]) -> SignalEffect | None:
    """The side of most, or `None`."""
    count: Mapping[SignalEffect, int] = Counter(sides)
    helping, hurting = count.get(SignalEffect.BOOSTER, 0), count.get(SignalEffect.BLOCKER, 0)
    if helping == hurting:
        return None
    return SignalEffect.BOOSTER if helping > hurting else SignalEffect.BLOCKER


def _agreements(data: str, heads: str, analysis: Analysis, codes: Sequence[Code]) -> Iterator[Agreement]:
    everything = list(held(analysis, codes))
    yield agreement(data, "at a task", heads, [one for step, one in everything if step is not None])
    yield agreement(data, "at none", heads, [one for step, one in everything if step is None])


def agreement(data: str, place: str, heads: str, signals: Sequence[Held]) -> Agreement:
    """The figures of some signals."""
    told = [one for one in signals if one.human is not None]
    right = sum(one.told is one.human for one in told)
    n = len(told)
    low, high = wilson_interval(right, n)
    return Agreement(
        data, place, heads, len(signals),
        no_codes=sum(not one.codes for one in signals),
        even=sum(bool(one.codes) and one.human is None for one in signals),
        n=n, agree=right / max(n, 1), low=low, high=high,
        always_blocker=sum(one.human is SignalEffect.BLOCKER for one in told) / max(n, 1),
        task_majority=sum(one.human is one.task for one in told) / max(n, 1),
        boosters=sum(one.told is SignalEffect.BOOSTER for one in told),
        boosters_right=sum(one.told is SignalEffect.BOOSTER is one.human for one in told),
        blockers=sum(one.told is SignalEffect.BLOCKER for one in told),
        blockers_right=sum(one.told is SignalEffect.BLOCKER is one.human for one in told),
    )  # fmt: skip
