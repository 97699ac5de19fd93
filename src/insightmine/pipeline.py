"""The whole flow on one screen: transcripts -> statements -> vectors -> judgements -> themes -> signals -> outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insightmine.config import JOURNEY_FILE, PEOPLE_FILE, SETTINGS_FILE, TRANSCRIPTS_FILE, Options
from insightmine.domain.analysis import Analysis
from insightmine.domain.conflicts import conflicts
from insightmine.domain.contradictions import Contradiction
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.languages import ENGLISH
from insightmine.domain.measures import Doing
from insightmine.domain.outcomes import Outcome
from insightmine.domain.problems import Problem
from insightmine.domain.progress import Progress
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Transcript
from insightmine.domain.themes import ThemeMemory
from insightmine.domain.verdicts import without_object
from insightmine.embedding import CachedEncoder, in_context
from insightmine.engines import Grammar, Vectors, load_tokens
from insightmine.guide import find_asked, step_of_items
from insightmine.journey import Associated, associate, doubts, find_signals, propose_journey, with_results
from insightmine.judgements import (
    Encode,
    Guidance,
    Learned,
    ask,
    decided_steps,
    hanging_on,
    judge,
    learn,
    overrule,
    overrule_themes,
)
from insightmine.outcomes import (
    contradictions,
    propose_outcomes,
    who_did,
    with_contradictions,
    with_impacts,
    without_outcome,
)
from insightmine.redacting import Redactor
from insightmine.statements import (
    AnnotationCache,
    Split,
    annotate_texts,
    participants_texts,
    split_study,
    tokens_by_language,
)
from insightmine.themes import CachedChat, Themes, find_themes, say_what_about
from insightmine.transcripts import Cast, cast_study


@dataclass(frozen=True, slots=True)
class Engines:
    """What the steps need from outside: grammar and vectors, each with its memory; where redaction is on, its redactor.

    The redactor is the one that changes: it looks through the study, makes its list longer and has it written before
    anything is computed. It serves one run. `chat` proposes names, where the settings name a server of the user's own.
    `classify` gives the classifier's logits of texts; without it they are computed each time.
    """

    grammar: Grammar
    annotations: AnnotationCache
    encoder: CachedEncoder
    redactor: Redactor | None = None
    chat: CachedChat | None = None
    classify: Encode | None = None


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


@dataclass(frozen=True, slots=True)
class _Heard:
    """The journey and what was asked, and one judgement a statement: as the program made it, and as it holds."""

    journey: Journey
    guidance: Guidance
    rulings: tuple[Decision, ...]
    machine: tuple[Judgement, ...]
    learned: Learned
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the themes say for planning."""

    signals: tuple[Signal, ...]
    outcomes: tuple[Outcome, ...]
    contradictions: tuple[Contradiction, ...]
    problems: tuple[Problem, ...]


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
    if engines.redactor is not None:
        decisions, history = engines.redactor.carried_over(said.split.statements, decisions, history)
    heard = _judge(said, options, decisions, engines, progress)
    found = _find_themes(said, heard, options, decisions, history, engines, progress)
    judged = overrule_themes(heard.judgements, found.themes, heard.journey, heard.rulings)
    drawn = _conclude(said, heard, judged, found, options, decisions, engines, progress)
    cast, split = said.cast, said.split
    return Analysis(
        transcripts=cast.transcripts, people=cast.people,
        statements=split.statements, left_out=split.left_out,
        judgements=judged,
        journey=heard.journey,
        themes=found.themes, tree=found.tree, signals=drawn.signals, outcomes=drawn.outcomes,
        contradictions=drawn.contradictions,
        asked=heard.guidance.asked,
        redactions=engines.redactor.redactions if engines.redactor is not None else (),
        problems=(*map(_problem, cast.problems), *heard.problems, *found.problems, *drawn.problems),
        to_decide=ask(
            heard.learned, judged, split.statements, said.vectors, hanging_on(drawn.signals, drawn.outcomes)
        ),
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


def _judge(
    said: _Said, options: Options, decisions: Sequence[Decision], engines: Engines, progress: Progress
) -> _Heard:
    """What each statement says, where on the journey, and in answer to what; what people decided comes on top."""
    progress.stage("judging")
    encode, statements, transcripts = engines.encoder.encode, said.split.statements, said.cast.transcripts
    journey = options.journey or propose_journey(said.counted, encode)
    asked = find_asked(transcripts, options.guide, journey, encode)
    guidance = Guidance(asked, step_of_items(options.guide, journey))
    rulings = _of(decisions, Action.EFFECT, Action.KIND, Action.STEP)
    read = judge(
        statements, said.split.annotations, said.vectors, encode, journey, transcripts, guidance,
        steps=decided_steps(statements, journey, rulings), classify=engines.classify,
    )  # fmt: skip
    learned = learn(read, statements, said.vectors, rulings)
    judgements, problems = overrule(learned.judgements, statements, journey, rulings)
    unclear = tuple(Problem(JOURNEY_FILE, text) for text in doubts(journey, encode))
    return _Heard(journey, guidance, rulings, read.judgements, learned, judgements, (*unclear, *problems))


def _find_themes(
    said: _Said,
    heard: _Heard,
    options: Options,
    decisions: Sequence[Decision],
    history: Sequence[ThemeMemory],
    engines: Engines,
    progress: Progress,
) -> Themes:
    """Groups of what people say, named, with the people behind them."""
    progress.stage("finding themes")
    rows, encode = said.rows_for_themes, engines.encoder.encode
    statements = [said.split.statements[row] for row in rows]
    return find_themes(
        statements, [heard.judgements[row] for row in rows], said.split.annotations,
        in_context(statements, said.vectors[rows], encode), encode, said.counted, options.themes, history, decisions,
        heard.guidance.asked, heard.journey, options.codebook, engines.chat, [heard.machine[row] for row in rows],
    )  # fmt: skip


def _conclude(
    said: _Said,
    heard: _Heard,
    judged: Sequence[Judgement],
    found: Themes,
    options: Options,
    decisions: Sequence[Decision],
    engines: Engines,
    progress: Progress,
) -> _Drawn:
    """What helps and hinders where, as people said it and as it ended, and what to plan for."""
    progress.stage("placing on the journey")
    rows, annotations, journey = said.rows_for_themes, said.split.annotations, heard.journey
    statements, judgements = [said.split.statements[row] for row in rows], [judged[row] for row in rows]
    vectors = in_context(statements, said.vectors[rows], engines.encoder.encode)
    signals = find_signals(found.themes, statements, judgements, journey, decisions, vectors)
    signals = say_what_about(
        signals, found.themes, statements, judgements, annotations, vectors, said.counted,
        [heard.machine[row] for row in rows],
    )  # fmt: skip
    doings = who_did(signals, found.themes, statements, judgements, annotations, journey, said.counted)
    happened = _what_happened(signals, doings, journey, said.cast, options, engines.redactor)
    outcomes = propose_outcomes(
        found.themes, happened.signals, statements, judgements, annotations, journey, said.counted, decisions,
        heard.guidance.people_at_steps,
    )  # fmt: skip
    differing = contradictions(statements, judgements, annotations, happened.measures)
    outcomes = with_contradictions(outcomes, differing, {statement.id: statement for statement in statements})
    outcomes = with_results(outcomes, happened.signals, happened.measures, journey)
    outcomes = with_impacts(outcomes, options.impacts)
    problems = (
        *_unheld(decisions, happened.signals, outcomes),
        *happened.problems,
        *(Problem(SETTINGS_FILE, text) for text in without_outcome(outcomes, options.impacts)),
    )
    return _Drawn(happened.signals, outcomes, differing, problems)


def _unheld(
    decisions: Sequence[Decision], signals: Sequence[Signal], outcomes: Sequence[Outcome]
) -> tuple[Problem, ...]:
    """The decisions that somebody else decided otherwise, and those on a signal or outcome that is not found."""
    found = {*(signal.id for signal in signals), *(outcome.id for outcome in outcomes)}
    return (*conflicts(decisions), *without_object(decisions, found))


def _what_happened(
    signals: Sequence[Signal],
    doings: Sequence[Doing],
    journey: Journey,
    cast: Cast,
    options: Options,
    redactor: Redactor | None,
) -> Associated:
    """The signals with what people did and how it ended, under the names that people have in the study."""
    measures = options.measures
    if redactor is not None:
        measures = measures.known_as(redactor.name_of, redactor.hide)
    return associate(signals, doings, measures, journey, [person.id for person in cast.people])


def _problem(text: str) -> Problem:
    """What does not fit, under the name of its list."""
    return Problem(TRANSCRIPTS_FILE if text.startswith(TRANSCRIPTS_FILE) else PEOPLE_FILE, text)


def _of(decisions: Sequence[Decision], *actions: Action) -> tuple[Decision, ...]:
    return tuple(decision for decision in decisions if decision.action in actions)
