"""The whole flow on one screen: transcripts -> statements -> vectors -> judgements -> themes -> signals -> outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.config import PEOPLE_FILE, TRANSCRIPTS_FILE, Options
from insightmine.domain.analysis import Analysis
from insightmine.domain.conflicts import conflicts
from insightmine.domain.decisions import Action, Decision, DecisionProblem
from insightmine.domain.languages import ENGLISH
from insightmine.domain.outcomes import Outcome
from insightmine.domain.progress import Progress
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Transcript
from insightmine.domain.themes import ThemeMemory
from insightmine.domain.verdicts import without_object
from insightmine.embedding import CachedEncoder, in_context
from insightmine.engines import Grammar, Vectors, load_tokens
from insightmine.guide import find_asked, step_of_items
from insightmine.journey import find_signals, propose_journey
from insightmine.judgements import Guidance, ask, hanging_on, judge, learn, overrule, overrule_themes
from insightmine.outcomes import propose_outcomes
from insightmine.redacting import Redactor
from insightmine.statements import (
    AnnotationCache,
    Split,
    annotate_texts,
    participants_texts,
    split_study,
    tokens_by_language,
)
from insightmine.themes import CachedChat, find_themes
from insightmine.transcripts import Cast, cast_study


@dataclass(frozen=True, slots=True)
class Engines:
    """What the steps need from outside: grammar and vectors, each with its memory; where redaction is on, its redactor.

    The redactor is the one that changes: it looks through the study, makes its list longer and has it written before
    anything is computed. It serves one run. `chat` proposes names, where the settings name a server of the user's own.
    """

    grammar: Grammar
    annotations: AnnotationCache
    encoder: CachedEncoder
    redactor: Redactor | None = None
    chat: CachedChat | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said what: the cast, their statements, and a vector a statement (row i is statement i)."""

    cast: Cast
    split: Split
    vectors: Vectors

    @property
    def counted(self) -> tuple[Transcript, ...]:
        """The transcripts whose words may be in themes: who speaks in no other cannot be counted as silent."""
        return tuple(transcript for transcript in self.cast.transcripts if transcript.in_themes)

    @property
    def rows_for_themes(self) -> list[int]:
        """The statements of those transcripts."""
        known = {transcript.id for transcript in self.counted}
        return [row for row, statement in enumerate(self.split.statements) if statement.transcript in known]


def analyse(
    transcripts: Sequence[Transcript],
    options: Options,
    decisions: Sequence[Decision],
    history: Sequence[ThemeMemory],
    engines: Engines,
    progress: Progress,
) -> Analysis:
    """Run every step over all transcripts of a study.

    A pure function of its arguments but for `engines`. Their memories change the time it takes and nothing else. A
    redactor's list is read and, where the study holds more, made longer and kept: the result follows from the list as
    it was, and a second run with the longer list gives the same. Raises `ConfigError` for a list that cannot be used.
    No order of transcripts, no thread count and no earlier run changes a byte of the result; `history` gives
    themes their earlier ids. `decisions` are the effective ones, oldest first.
    """
    said = _listen(transcripts, options, decisions, engines, progress)
    cast, split, encode = said.cast, said.split, engines.encoder.encode
    if engines.redactor is not None:
        decisions, history = engines.redactor.carried_over(split.statements, decisions, history)

    progress.stage("judging")
    journey = options.journey or propose_journey(said.counted, encode)
    asked = find_asked(cast.transcripts, options.guide, journey, encode)
    guidance = Guidance(asked, step_of_items(options.guide, journey))
    heard = judge(split.statements, split.annotations, said.vectors, encode, journey, cast.transcripts, guidance)
    rulings = _of(decisions, Action.EFFECT, Action.KIND, Action.STEP)
    learned = learn(heard, split.statements, said.vectors, rulings)
    judged, problems = overrule(learned.judgements, split.statements, journey, rulings)

    progress.stage("finding themes")
    rows = said.rows_for_themes
    statements, judgements = [split.statements[row] for row in rows], [judged[row] for row in rows]
    found = find_themes(
        statements, judgements, split.annotations, in_context(statements, said.vectors[rows], encode), encode,
        said.counted, options.themes, history, decisions, asked, journey, options.codebook, engines.chat,
        [heard.judgements[row] for row in rows],
    )  # fmt: skip
    judged = overrule_themes(judged, found.themes, journey, rulings)

    progress.stage("placing on the journey")
    judgements = [judged[row] for row in rows]
    signals = find_signals(found.themes, statements, judgements, journey, decisions)
    outcomes = propose_outcomes(
        found.themes, signals, statements, judgements, split.annotations, journey, said.counted, decisions,
        guidance.people_at_steps,
    )  # fmt: skip
    return Analysis(
        transcripts=cast.transcripts, people=cast.people,
        statements=split.statements, left_out=split.left_out,
        judgements=judged,
        journey=journey,
        themes=found.themes, tree=found.tree, signals=signals, outcomes=outcomes,
        asked=asked,
        redactions=engines.redactor.redactions if engines.redactor is not None else (),
        problems=(*map(_problem, cast.problems), *problems, *found.problems, *_unheld(decisions, signals, outcomes)),
        to_decide=ask(learned, judged, split.statements, said.vectors, hanging_on(signals, outcomes)),
    )  # fmt: skip


def _listen(
    transcripts: Sequence[Transcript],
    options: Options,
    decisions: Sequence[Decision],
    engines: Engines,
    progress: Progress,
) -> _Said:
    """Who is who, what each participant said, and its vectors."""
    rulings = _of(decisions, Action.ROLE, Action.PERSON)
    redactor = engines.redactor
    rulings = redactor.revealed(rulings, transcripts) if redactor is not None else rulings
    cast = cast_study(transcripts, options, rulings)
    if redactor is not None:
        progress.stage("looking for identifiers")
        cast = redactor.redact(cast)
    texts = participants_texts(cast.transcripts, ENGLISH)
    progress.stage("parsing grammar", len(texts))
    annotations = annotate_texts(texts, engines.grammar, engines.annotations, progress.advance)
    tokens = tokens_by_language(cast.transcripts, load_tokens, engines.annotations)
    split = split_study(cast.transcripts, annotations.__getitem__, tokens, sheet=options.guide.sheet)
    progress.stage("embedding", len(split.statements))
    vectors = engines.encoder.encode([statement.text for statement in split.statements], progress.advance)
    return _Said(cast, split, vectors)


def _unheld(
    decisions: Sequence[Decision], signals: Sequence[Signal], outcomes: Sequence[Outcome]
) -> tuple[DecisionProblem, ...]:
    """The decisions that somebody else decided otherwise, and those on a signal or outcome that is not found."""
    found = {*(signal.id for signal in signals), *(outcome.id for outcome in outcomes)}
    return (*conflicts(decisions), *without_object(decisions, found))


def _problem(text: str) -> DecisionProblem:
    """What does not fit, under the name of its list."""
    return DecisionProblem(TRANSCRIPTS_FILE if text.startswith(TRANSCRIPTS_FILE) else PEOPLE_FILE, text)


def _of(decisions: Sequence[Decision], *actions: Action) -> tuple[Decision, ...]:
    return tuple(decision for decision in decisions if decision.action in actions)
