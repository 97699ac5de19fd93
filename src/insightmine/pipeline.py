"""The whole flow on one screen: transcripts -> statements -> vectors -> judgements -> themes -> signals -> outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.config import PEOPLE_FILE, Options
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action, Decision, DecisionProblem
from insightmine.domain.progress import Progress
from insightmine.domain.speech import Role, Transcript
from insightmine.domain.themes import ThemeMemory
from insightmine.embedding import CachedEncoder, in_context
from insightmine.engines import Grammar, Vectors
from insightmine.journey import find_signals, propose_journey
from insightmine.judgements import judge, overrule, overrule_themes
from insightmine.outcomes import propose_outcomes
from insightmine.statements import AnnotationCache, Split, annotate_texts, split_study
from insightmine.themes import find_themes
from insightmine.transcripts import Cast, assign_speakers


@dataclass(frozen=True, slots=True)
class Engines:
    """What the steps need from outside: grammar and vectors, each with its memory."""

    grammar: Grammar
    annotations: AnnotationCache
    encoder: CachedEncoder


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said what: the cast, their statements, and a vector a statement (row i is statement i)."""

    cast: Cast
    split: Split
    vectors: Vectors


def analyse(
    transcripts: Sequence[Transcript],
    options: Options,
    decisions: Sequence[Decision],
    history: Sequence[ThemeMemory],
    engines: Engines,
    progress: Progress,
) -> Analysis:
    """Run every step over all transcripts of a study.

    A pure function of its arguments but for `engines`, whose memories change the time it takes and nothing else:
    no order of transcripts, no thread count and no earlier run changes a byte of the result; `history` gives
    themes their earlier ids. `decisions` are the effective ones, oldest first.
    """
    said = _listen(transcripts, options, decisions, engines, progress)
    cast, split, encode = said.cast, said.split, engines.encoder.encode

    progress.stage("judging")
    journey = options.journey or propose_journey(cast.transcripts, encode)
    judged = judge(split.statements, split.annotations, said.vectors, encode, journey)
    rulings = _of(decisions, Action.EFFECT, Action.KIND, Action.STEP)
    judged, problems = overrule(judged, split.statements, journey, rulings)

    progress.stage("finding themes")
    found = find_themes(
        split.statements, judged, split.annotations, in_context(split.statements, said.vectors, encode), encode,
        cast.transcripts, options.themes, history, decisions,
    )  # fmt: skip
    judged = overrule_themes(judged, found.themes, journey, rulings)

    progress.stage("placing on the journey")
    signals = find_signals(found.themes, split.statements, judged, journey, decisions)
    outcomes = propose_outcomes(
        found.themes, signals, split.statements, judged, split.annotations, journey, cast.transcripts, decisions
    )
    return Analysis(
        transcripts=cast.transcripts,
        people=cast.people,
        statements=split.statements,
        left_out=split.left_out,
        judgements=judged,
        journey=journey,
        themes=found.themes,
        signals=signals,
        outcomes=outcomes,
        problems=(*(DecisionProblem(PEOPLE_FILE, text) for text in cast.problems), *problems, *found.problems),
    )


def _listen(
    transcripts: Sequence[Transcript],
    options: Options,
    decisions: Sequence[Decision],
    engines: Engines,
    progress: Progress,
) -> _Said:
    """Who is who, what each participant said, and its vectors."""
    rulings = _of(decisions, Action.ROLE, Action.PERSON)
    cast = assign_speakers(transcripts, options.speakers, options.people, rulings, options.guide.wordings)
    texts = sorted({turn.text for t in cast.transcripts for turn in t.turns if turn.role is Role.PARTICIPANT})
    progress.stage("parsing grammar", len(texts))
    annotations = annotate_texts(texts, engines.grammar, engines.annotations, progress.advance)
    split = split_study(cast.transcripts, annotations.__getitem__)
    progress.stage("embedding", len(split.statements))
    vectors = engines.encoder.encode([statement.text for statement in split.statements], progress.advance)
    return _Said(cast, split, vectors)


def _of(decisions: Sequence[Decision], *actions: Action) -> tuple[Decision, ...]:
    return tuple(decision for decision in decisions if decision.action in actions)
