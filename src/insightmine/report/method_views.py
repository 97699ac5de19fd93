"""Where the numbers stand: what was read, what was left out, and what the machine cannot see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.redactions import counted_by_kind
from insightmine.domain.sharing import people_left_out, words_withheld
from insightmine.domain.talkers import talker_of_study
from insightmine.report.curve_views import CurveView, curve_view
from insightmine.report.evidence_words import study_talker_in_words
from insightmine.report.wording import NO_STATEMENT, REASONS, counted

REDACTION_HELPS = "Redaction helps and does not anonymise: who knows the people may recognise them by what they tell."
LIMITS = (
    "It reads words, not voices. Irony, tone, hesitation and what hands did on a screen are not in a transcript.",
    "It misreads some negations and some double meanings. Whether something helps or hinders is judged from a "
    "statement’s own words, so read the quote before you rely on the side it stands on.",
    "Embeddings tell it what is alike, not what is true: people who say opposite things about one matter stand in one "
    "theme, on its two sides.",
    "Silence is not absence. Who did not mention something may never have been asked.",
    "What people said helped them and what helped them do better are two things. Without measures of success only the "
    "first is known, and neither is a cause.",
    "Interviews say what exists and how it hangs together, not how many customers it concerns.",
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One transcript as read."""

    source: str
    format: str
    people: str
    n_turns: int
    n_words: int
    n_statements: int
    n_dropped: int


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """Words in no turn, by reason."""

    reason: str
    n_words: int
    n_files: int


@dataclass(frozen=True, slots=True)
class MethodView:
    """The figures behind the report; `talker` says that one person gives much of the study, where one does."""

    files: tuple[FileRow, ...]
    n_files: int
    dropped: tuple[DroppedRow, ...]
    no_statement: tuple[DroppedRow, ...]
    n_interviewer_words: int
    n_participant_words: int
    n_statements: int
    n_for_themes: int
    n_unplaced: int
    n_unsure_effect: int
    n_unsure_basis: int
    n_decided: int
    n_problems: int
    left_out: str | None
    withheld: str | None
    limits: tuple[str, ...]
    redacted: str | None = None
    talker: str | None = None
    curve: CurveView | None = None

    @property
    def n_words_in_no_statement(self) -> int:
        """What participants said that is in no statement."""
        return sum(row.n_words for row in self.no_statement)

    @property
    def n_words_dropped(self) -> int:
        """Words of the files that are nobody's speech."""
        return sum(row.n_words for row in self.dropped)


_FILE_ROWS = 60


def method_view(whole: Analysis, shared: Analysis) -> MethodView:
    """The figures of the shared analysis; of the whole one only how many people are not in it."""
    gone, silent, talker = people_left_out(whole), words_withheld(shared), talker_of_study(shared)
    words = Counter({"participant": 0, "other": 0})
    for transcript in shared.transcripts:
        for turn in transcript.turns:
            words["participant" if turn.participant else "other"] += len(turn.text.split())
    return MethodView(
        files=_files(shared)[:_FILE_ROWS],
        n_files=len(shared.transcripts),
        dropped=_dropped(shared),
        no_statement=_no_statement(shared),
        n_interviewer_words=words["other"],
        n_participant_words=words["participant"],
        n_statements=len(shared.statements),
        n_for_themes=len(shared.for_themes),
        n_unplaced=len(shared.unplaced),
        n_unsure_effect=sum(judgement.effect is None for judgement in shared.judgements),
        n_unsure_basis=sum(judgement.basis is None for judgement in shared.judgements),
        n_decided=sum(judgement.decided_by != "machine" for judgement in shared.judgements),
        n_problems=len(shared.problems),
        left_out=f"{counted(len(gone), 'person', 'people')}" if gone else None,
        withheld=f"{counted(len(silent), 'person', 'people')}" if silent else None,
        limits=LIMITS,
        redacted=_redacted(shared),
        talker=study_talker_in_words(talker) if talker is not None else None,
        curve=curve_view(shared),
    )


def _redacted(analysis: Analysis) -> str | None:
    """How much stands under a pseudonym, by kind, what nobody has looked at, and what that is worth."""
    counts = counted_by_kind(analysis.redactions)
    if not counts and not analysis.to_review:
        return None
    kinds = ", ".join(f"{kind} {different:,}" for kind, (different, _) in counts.items())
    places = sum(n for _, n in counts.values())
    stand = f"Pseudonyms stand at {counted(places, 'place')} ({kinds})." if counts else "Nothing was replaced."
    n = len(analysis.to_review)
    waits = f" {counted(n, 'text')} that may identify somebody {'awaits' if n == 1 else 'await'} review." if n else ""
    return f"{stand}{waits} {REDACTION_HELPS}"


def _files(analysis: Analysis) -> tuple[FileRow, ...]:
    statements = Counter(statement.transcript for statement in analysis.statements)
    return tuple(
        FileRow(
            source=transcript.source,
            format=transcript.format,
            people=", ".join(transcript.participants[:4]) + (" …" if len(transcript.participants) > 4 else ""),
            n_turns=sum(bool(turn.text) for turn in transcript.turns),
            n_words=transcript.n_words,
            n_statements=statements[transcript.id],
            n_dropped=sum(len(group.words) for group in transcript.dropped),
        )
        for transcript in analysis.transcripts
    )


def _dropped(analysis: Analysis) -> tuple[DroppedRow, ...]:
    words: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for transcript in analysis.transcripts:
        for reason in {group.reason for group in transcript.dropped}:
            files[reason] += 1
        for group in transcript.dropped:
            words[group.reason] += len(group.words)
    return tuple(DroppedRow(text, words[reason], files[reason]) for reason, text in REASONS.items() if words[reason])


def _no_statement(analysis: Analysis) -> tuple[DroppedRow, ...]:
    """What participants said that is in no statement, by reason."""
    words: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    for part in analysis.left_out:
        turn = analysis.transcript_by_id[part.transcript].turns[part.turn]
        words[part.reason] += len(turn.text[part.start : part.end].split())
        files.setdefault(part.reason, set()).add(part.transcript)
    return tuple(
        DroppedRow(text, words[reason], len(files[reason])) for reason, text in NO_STATEMENT.items() if words[reason]
    )
