"""What kind of statement, on statements of real studies that nothing was tuned on.

`gold/held_out.jsonl` holds places and digests, no text; `gold/README.md` says how it was labelled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import DataAbsent
from benchmarks.judged import (
    KindScore,
    Label,
    effect_by_sign,
    kind_figures,
    label_figures,
    main_kinds,
    vader_effects,
    values,
)
from benchmarks.overlap import best_match
from benchmarks.results import Bar, bar
from benchmarks.studies import read_study
from benchmarks.workbench import Workbench
from insightmine.config import Options
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import StatementId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.speech import Role, Statement
from insightmine.judgements import judge
from insightmine.statements import annotate_texts, split_study
from insightmine.transcripts import assign_speakers

GOLD = Path(__file__).parent / "gold" / "held_out.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled place: code points of a turn, and the digest of what stands there."""

    study: str
    source: str
    transcript: str
    turn: int
    start: int
    end: int
    sha256: str
    kinds: tuple[str, ...]
    basis: str
    effect: str


@dataclass(frozen=True, slots=True)
class HeldOutFigures:
    """The held-out set; `covered`: places of which the program's statement holds half or more."""

    statements: int
    covered: float
    kinds_macro_f1: float
    behaviour_f1: float
    always_behaviour_f1: float
    kinds: tuple[KindScore, ...]
    effect_by_sign: float
    labels: tuple[Label, ...]
    tuned_on: str
    bars: tuple[Bar, ...]


def measure() -> HeldOutFigures:
    """Split and judge the studies, and compare at the labelled places. Raises `DataAbsent`."""
    gold = read_labelled()
    bench = Workbench()
    found: dict[Labelled, tuple[Statement, Judgement]] = {}
    for study in dict.fromkeys(row.study for row in gold):
        found |= _judged(bench, study, [row for row in gold if row.study == study])
    return figures(gold, found)


def figures(gold: Sequence[Labelled], found: Mapping[Labelled, tuple[Statement, Judgement]]) -> HeldOutFigures:
    """Labels against judgements; a place without a statement counts as missed among the kinds."""
    kinds = kind_figures(
        [row.kinds for row in gold], [{k.value for k in found[row][1].kinds} if row in found else set() for row in gold]
    )
    covered = [row for row in gold if row in found]
    judged = [found[row][1] for row in covered]
    effects = vader_effects([found[row][0].text for row in covered])
    return HeldOutFigures(
        statements=len(gold),
        covered=len(covered) / len(gold),
        kinds_macro_f1=kinds.macro_f1,
        behaviour_f1=kinds.behaviour_f1,
        always_behaviour_f1=kinds.always_behaviour_f1,
        kinds=kinds.kinds,
        effect_by_sign=effect_by_sign([row.effect for row in covered], [j.effect_score for j in judged]),
        labels=(
            label_figures("main kind", [row.kinds[0] for row in covered], main_kinds(judged)),
            label_figures("basis", [row.basis for row in covered], values(judged, "basis")),
            label_figures("effect", [row.effect for row in covered], values(judged, "effect"), effects),
        ),
        tuned_on="not these statements; other statements of the same studies were looked at while tuning",
        bars=(
            bar("held out: macro-F1 of kinds", kinds.macro_f1, 0.55, 0.70),
            bar("held out: F1 of behaviour", kinds.behaviour_f1, 0.75, 0.85),
        ),
    )


def read_labelled(path: Path = GOLD) -> list[Labelled]:
    """The labels in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Labelled(**{**row, "kinds": tuple(row["kinds"])}) for row in rows]


def digest(text: str) -> str:
    """SHA-256 of a text in lower case with single spaces."""
    return hashlib.sha256(" ".join(text.split()).lower().encode()).hexdigest()


def _judged(bench: Workbench, study: str, gold: Sequence[Labelled]) -> dict[Labelled, tuple[Statement, Judgement]]:
    """The statement and judgement at each place of a study. Raises `DataAbsent` where the text is another one."""
    options = Options()
    cast = assign_speakers(read_study(study), options.speakers, options.people, ())
    texts: dict[tuple[str, int], str] = {
        (t.id, turn.index): turn.text for t in cast.transcripts for turn in t.turns if turn.role is Role.PARTICIPANT
    }
    annotations = annotate_texts(sorted(set(texts.values())), bench.grammar, bench.memory)
    split = split_study(cast.transcripts, annotations.__getitem__)
    places: dict[tuple[str, int], list[Statement]] = {}
    for statement in split.statements:
        places.setdefault((statement.transcript, statement.turn), []).append(statement)
    judged = _judge_all(bench, split.statements, split.annotations)
    found = {}
    for row in gold:
        text = texts.get((row.transcript, row.turn), "")
        if digest(text[row.start : row.end]) != row.sha256:
            raise DataAbsent(f"turn {row.turn} of {row.source} as it was labelled")
        match = best_match((row.start, row.end), places.get((row.transcript, row.turn), []))
        if match is not None:
            found[row] = (match.statement, judged[match.statement.id])
    return found


def _judge_all(
    bench: Workbench, statements: Sequence[Statement], annotations: Mapping[StatementId, Annotation]
) -> dict[StatementId, Judgement]:
    """All statements of a study, since how an interview is spoken is read from all of them."""
    vectors = bench.encoder.encode([statement.text for statement in statements])
    found = judge(statements, annotations, vectors, bench.encoder.encode, Journey())
    return {judgement.statement: judgement for judgement in found}
