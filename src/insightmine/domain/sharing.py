"""What of an analysis may be shown to others: every report and export passes through here.

`internal` and `withdrawn` people are left out altogether and the counts are made anew; `paraphrase` people are
counted, but their words are masked, so that nothing downstream can print them by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, shown_without
from insightmine.domain.contradictions import Contradiction
from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Step
from insightmine.domain.outcomes import Grade, Outcome
from insightmine.domain.private_words import PrivateWords
from insightmine.domain.redactions import Redaction
from insightmine.domain.signals import Signal, is_conflict
from insightmine.domain.speech import Consent, DroppedWords, DropReason, LeftOut, Statement, Transcript, Turn
from insightmine.domain.theme_trees import ThemeTree
from insightmine.domain.themes import Theme

MASK = "\u2592"
RECOUNTED = "people whose words stay internal are left out here, so the evidence is to be graded again"

_LEFT_OUT = (Consent.INTERNAL, Consent.WITHDRAWN)
NOBODYS_WORDS = (
    DropReason.TIME_CODE,
    DropReason.CUE_IDENTIFIER,
    DropReason.CUE_SETTINGS,
    DropReason.FORMAT_HEADER,
    DropReason.LINE_NUMBER,
    DropReason.PAGE_NUMBER,
)


def people_left_out(analysis: Analysis) -> frozenset[ParticipantId]:
    """The participants who may not appear in anything that is shared."""
    return frozenset(person.id for person in analysis.people if person.consent in _LEFT_OUT)


def words_withheld(analysis: Analysis) -> frozenset[ParticipantId]:
    """The participants who may be counted, but not quoted."""
    return frozenset(person.id for person in analysis.people if person.consent is Consent.PARAPHRASE)


_MARKS = {Consent.PARAPHRASE: "not to be quoted", Consent.INTERNAL: "internal, not to be shared"}


def is_only_theirs(transcript: Transcript, people: frozenset[ParticipantId]) -> bool:
    """Whether it is about one of them, or one of them speaks in it, and nobody else takes part: all of it is theirs."""
    return concerns(transcript, people) and set(transcript.participants) <= people


def concerns(transcript: Transcript, people: frozenset[ParticipantId]) -> bool:
    """Whether any turn of it may be one of theirs."""
    return any(may_be_theirs(transcript, turn, people) for turn in transcript.turns)


def may_be_theirs(transcript: Transcript, turn: Turn, people: frozenset[ParticipantId]) -> bool:
    """Whether a turn is one of theirs, or of nobody who is known in a transcript that is said to be one of theirs."""
    return turn.participant in people or (turn.participant is None and transcript.about in people)


def consent_mark(analysis: Analysis, participant: ParticipantId | None) -> str:
    """What the researcher has to know beside somebody's words; nothing where they may be quoted."""
    person = analysis.person_by_id.get(participant) if participant is not None else None
    return _MARKS.get(person.consent, "") if person is not None else ""


def is_masked(text: str) -> bool:
    """Whether a text is there to be counted only."""
    return MASK in text and not text.replace(MASK, "").strip()


def shareable(analysis: Analysis) -> Analysis:
    """The analysis without those left out, and with `MASK` for every character of those not to be quoted.

    Turn numbers stay those of the file: a turn of somebody left out remains as an empty turn of nobody. Masked
    statements are still exact slices of their masked turns, with as many words. A turn of the interviewer that repeats
    their words is masked too. Doing it twice changes nothing.
    """
    return _edited(analysis, people_left_out(analysis), words_withheld(analysis))


def without_withdrawn(analysis: Analysis) -> Analysis:
    """The analysis without those who have withdrawn: what the researcher sees until the next run counts anew."""
    gone = frozenset(person.id for person in analysis.people if person.consent is Consent.WITHDRAWN)
    return _edited(analysis, gone, frozenset())


def may_be_shared(analysis: Analysis) -> Callable[[str], bool]:
    """Whether a text of the researcher's own may stand in what is shared: it quotes and names nobody who may not."""
    gone, masked = people_left_out(analysis), words_withheld(analysis)
    if not gone and not masked:
        return lambda _: True
    edit = _Edit.of(analysis, gone, masked)
    return lambda text: not (edit.private.are_in(text) or edit.names_somebody(text))


def _edited(analysis: Analysis, gone: frozenset[ParticipantId], masked: frozenset[ParticipantId]) -> Analysis:
    if not gone and not masked:
        return analysis
    edit = _Edit.of(analysis, gone, masked)
    transcripts = tuple(_transcript(t, edit) for t in analysis.transcripts if not is_only_theirs(t, edit.gone))
    themes = tuple(theme for old in analysis.themes if (theme := _theme(old, edit)) is not None)
    kept = {theme.id: theme for theme in themes}
    signals = tuple(new for old in analysis.signals if (new := _signal(old, kept, edit)) is not None)
    known = {signal.id for signal in signals}
    outcomes = [outcome for old in analysis.outcomes if (outcome := _outcome(old, kept, edit)) is not None]
    return replace(
        analysis,
        transcripts=transcripts,
        people=tuple(person for person in analysis.people if person.id not in edit.gone),
        statements=tuple(_statement(s, edit) for s in analysis.statements if s.id not in edit.lost),
        left_out=_left_out(analysis, transcripts),
        judgements=tuple(j for j in analysis.judgements if j.statement not in edit.lost),
        journey=replace(analysis.journey, steps=tuple(_step(step, edit) for step in analysis.journey.steps)),
        themes=tuple(sorted(themes, key=lambda theme: (-len(theme.participants), theme.id))),
        signals=tuple(sorted(signals, key=lambda signal: (-signal.strength, signal.id))),
        outcomes=tuple(
            replace(outcome, signals=tuple(i for i in outcome.signals if i in known)) for outcome in outcomes
        ),
        problems=tuple(p for p in analysis.problems if not edit.names_somebody(p.text)),
        asked=tuple(asked for asked in analysis.asked if asked.participant not in edit.gone),
        redactions=_redactions(analysis, transcripts),
        tree=ThemeTree() if edit.gone else analysis.tree,  # the next run grows another
        to_decide=tuple(item for item in analysis.to_decide if item.statement not in edit.lost),
        contradictions=_contradictions(analysis.contradictions, edit),
    )


@dataclass(frozen=True)
class _Edit:
    """Who and what has to go, and the words that only those people used."""

    gone: frozenset[ParticipantId]
    masked: frozenset[ParticipantId]
    lost: frozenset[StatementId]
    remaining: frozenset[ParticipantId]
    n_gone: int
    labels: frozenset[str]
    private: PrivateWords

    @classmethod
    def of(cls, analysis: Analysis, gone: frozenset[ParticipantId], masked: frozenset[ParticipantId]) -> _Edit:
        """Words count as anybody's where others used them; not those of an interviewer who spoke with these people."""
        texts: dict[str, list[str]] = {"gone": [], "masked": [], "open": [], "repeated": []}
        labels: set[str] = set()
        for transcript in analysis.transcripts:
            is_concerned = concerns(transcript, gone | masked)
            for turn in transcript.turns:
                is_gone = may_be_theirs(transcript, turn, gone)
                fate = "gone" if is_gone else "masked" if turn.participant in masked else "open"
                repeats = is_concerned and turn.participant is None and not is_gone
                texts["repeated" if repeats else fate].append(turn.text)
                labels.update({turn.speaker} if fate == "gone" and turn.speaker else ())
        speakers = analysis.people_in_themes
        return cls(
            gone=gone,
            masked=masked,
            lost=frozenset(s.id for s in analysis.statements if s.participant in gone),
            remaining=frozenset(speakers - gone),
            n_gone=len(speakers & gone),
            labels=frozenset(labels),
            private=PrivateWords.of(texts["open"], texts["masked"], texts["gone"]),
        )

    def people(self, participants: Sequence[ParticipantId]) -> tuple[ParticipantId, ...]:
        return tuple(person for person in participants if person not in self.gone)

    def statements(self, statements: Sequence[StatementId]) -> tuple[StatementId, ...]:
        return tuple(statement for statement in statements if statement not in self.lost)

    def names_somebody(self, text: str) -> bool:
        return any(name in text for name in (*self.gone, *self.lost, *self.labels))


def _mask(text: str) -> str:
    return re.sub(r"\S", MASK, text)


def _statement(statement: Statement, edit: _Edit) -> Statement:
    question = None if edit.private.are_in(statement.question or "") else statement.question
    heading = None if edit.private.are_in(statement.heading or "") else statement.heading
    text = _mask(statement.text) if statement.participant in edit.masked else statement.text
    if (text, question, heading) == (statement.text, statement.question, statement.heading):
        return statement
    return replace(statement, text=text, question=question, heading=heading)


def _step(step: Step, edit: _Edit) -> Step:
    """A step of a draft may be named after what somebody said; examples may be their words."""
    return replace(
        step,
        name=f"{step.id} (name withheld)" if edit.private.are_in(step.name) else step.name,
        description="" if edit.private.are_in(step.description) else step.description,
        examples=tuple(text for text in step.examples if not edit.private.are_in(text)),
        headings=tuple(text for text in step.headings if not edit.private.are_in(text)),
    )


def _redactions(analysis: Analysis, transcripts: Sequence[Transcript]) -> tuple[Redaction, ...]:
    """Those of turns whose words are shown."""
    shown = {(t.id, turn.index) for t in transcripts for turn in t.turns if turn.text and not is_masked(turn.text)}
    return tuple(item for item in analysis.redactions if (item.transcript, item.turn) in shown)


def _transcript(transcript: Transcript, edit: _Edit) -> Transcript:
    if not concerns(transcript, edit.gone | edit.masked):
        return transcript
    gone = {turn.index for turn in transcript.turns if may_be_theirs(transcript, turn, edit.gone)}
    labels = {transcript.turns[index].speaker for index in gone}
    return replace(
        transcript,
        turns=tuple(
            Turn(turn.index, speaker=None, text="", place="") if turn.index in gone else _turn(turn, edit)
            for turn in transcript.turns
        ),
        dropped=tuple(_dropped(group) for group in transcript.dropped),
        roles=tuple(role for role in transcript.roles if role.label not in labels),
        warnings=(),
        media=None,
        about=None if transcript.about in edit.gone else transcript.about,
    )


def _turn(turn: Turn, edit: _Edit) -> Turn:
    heading = None if edit.private.are_in(turn.heading or "") else turn.heading
    if turn.participant in edit.masked or (turn.participant is None and edit.private.are_in(turn.text)):
        return replace(turn, text=_mask(turn.text), heading=heading)
    return turn if heading == turn.heading else replace(turn, heading=heading)


def _left_out(analysis: Analysis, transcripts: Sequence[Transcript]) -> tuple[LeftOut, ...]:
    """What is in no statement, of the turns that still have words."""
    spoken = {(transcript.id, turn.index) for transcript in transcripts for turn in transcript.turns if turn.text}
    return tuple(part for part in analysis.left_out if (part.transcript, part.turn) in spoken)


def _dropped(group: DroppedWords) -> DroppedWords:
    """The same number of words, but not the words, where they may be those of somebody concerned."""
    return group if group.reason in NOBODYS_WORDS else replace(group, words=(MASK,) * len(group.words))


def _theme(theme: Theme, edit: _Edit) -> Theme | None:
    members = tuple(member for member in theme.members if member.statement not in edit.lost)
    participants = edit.people(theme.participants)
    if not members or not participants:
        return None
    n_opportunity, basis, interval = theme.n_opportunity, theme.opportunity_basis, theme.interval
    if edit.n_gone:
        whole = basis == "all"
        n_opportunity = max(n_opportunity - edit.n_gone if whole else len(edit.remaining), len(participants))
        basis, interval = "all", wilson_interval(len(participants), n_opportunity)
    elif edit.private.are_in(basis):
        basis = "observed or asked at the same place"
    exemplars = edit.statements(theme.exemplars) or (members[0].statement,)
    return replace(
        theme,
        name=f"{theme.id} (name withheld)" if edit.private.are_in(theme.name) else theme.name,
        definition="" if edit.private.are_in(theme.definition) else theme.definition,
        keyphrases=tuple(phrase for phrase in theme.keyphrases if not edit.private.are_in_phrase(phrase)),
        members=members,
        participants=participants,
        n_opportunity=n_opportunity,
        opportunity_basis=basis,
        interval=interval,
        opportunity=() if edit.n_gone else theme.opportunity,
        exemplars=exemplars,
        negative_cases=edit.statements(theme.negative_cases),
        code=None if edit.private.are_in(theme.code or "") else theme.code,
        also=tuple(member for member in theme.also if member.statement not in edit.lost),
        just_outside=edit.statements(theme.just_outside),
    )


def _signal(signal: Signal, themes: dict[ThemeId, Theme], edit: _Edit) -> Signal | None:
    supporting, participants = edit.statements(signal.supporting), edit.people(signal.participants)
    if signal.theme not in themes or not supporting or not participants:
        return None
    opponents = edit.people(signal.opponents)
    strength = signal.strength
    if edit.n_gone:
        took_side = len({*participants, *opponents})
        share = min(1.0, took_side / len(themes[signal.theme].participants))
        strength = wilson_interval(len(participants), took_side)[0] * share
    told = _associations(signal.associations, edit)
    associations = tuple(item for item in told if item.n_with + item.n_without > 0)
    return replace(
        signal,
        strength=strength,
        participants=participants,
        opponents=opponents,
        supporting=supporting,
        opposing=edit.statements(signal.opposing),
        association=associations[0] if associations else None,
        other_associations=associations[1:],
        conflict=signal.conflict if not edit.gone else is_conflict(signal.effect, associations),
        about=_about(signal, edit),
    )


def _about(signal: Signal, edit: _Edit) -> str | None:
    """What its supporters speak of, as long as they are the same people and somebody of them may be quoted."""
    people = {*signal.participants}
    if signal.about is None or people & edit.gone or people <= edit.masked:
        return None
    return None if edit.private.are_in_phrase(signal.about) else signal.about


def _associations(told: Sequence[Association], edit: _Edit) -> tuple[Association, ...]:
    """What remains of the named tables; a figure that somebody who may not appear went into is not shown."""
    kept = (shown_without(item, edit.gone, edit.private.are_in) for item in told)
    return tuple(item for item in kept if item is not None)


def _contradictions(found: Sequence[Contradiction], edit: _Edit) -> tuple[Contradiction, ...]:
    return tuple(each for each in found if each.participant not in edit.gone and each.said not in edit.lost)


def _outcome(outcome: Outcome, themes: dict[ThemeId, Theme], edit: _Edit) -> Outcome | None:
    """`None` when its evidence or its wording came only from people who may not appear."""
    seen = outcome.seen
    supporting, showed = edit.statements(outcome.supporting), edit.people(seen.showed)
    texts = (outcome.who, outcome.behaviour, outcome.metric, outcome.question, outcome.hypothesis, outcome.next_test)
    if outcome.theme not in themes or not supporting or not showed or any(edit.private.are_in(text) for text in texts):
        return None
    counted = {*seen.showed, *seen.opportunity, *seen.unclear}
    recounted = bool(edit.gone & counted)
    return replace(
        outcome,
        seen=replace(
            seen,
            showed=showed,
            opportunity=edit.people(seen.opportunity),
            unclear=edit.people(seen.unclear),
            did_not=edit.people(seen.did_not),
            not_asked=edit.people(seen.not_asked),
        ),
        supporting=supporting,
        opposing=edit.statements(outcome.opposing),
        pain_points=edit.statements(outcome.pain_points),
        reasons=edit.statements(outcome.reasons),
        themes=tuple(theme for theme in outcome.themes if theme in themes),
        differs=_contradictions(outcome.differs, edit),
        results=tuple(
            item
            for item in _associations(outcome.results, edit)
            if item.is_about({*showed, *edit.people(seen.did_not)})
        ),
        rank=None if recounted else outcome.rank,
        alternatives=tuple(
            text
            for text in outcome.alternatives
            if not edit.private.are_in(text) and not (recounted and re.search(r"\d", text))
        ),
        grade=Grade.LOW if recounted else outcome.grade,
        grade_reasons=(RECOUNTED,) if recounted else outcome.grade_reasons,
    )
