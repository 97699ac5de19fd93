"""Speech: transcripts, their turns, and the statements cut out of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.languages import ENGLISH


class Role(StrEnum):
    """Who somebody is in the interview. Only a participant's words become statements."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"
    OBSERVER = "observer"
    UNKNOWN = "unknown"


class Consent(StrEnum):
    """What a participant allows: each level allows less than the one before."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    INTERNAL = "internal"
    WITHDRAWN = "withdrawn"


# What an observer's notes call the person whom they are about.
NOTED_AS = frozenset({"participant", "user", "respondent", "interviewee", "informant", "tester"})


class Record(StrEnum):
    """What a transcript is a record of. Only what was said, word for word, may be shown as a quotation."""

    SPEECH = "speech"  # somebody's own words, as spoken
    WRITTEN = "written"  # somebody's own words, as written: answers of a survey, a diary, an e-mail
    NOTES = "notes"  # an interviewer's or an observer's words about what somebody said or did


class DropReason(StrEnum):
    """Why words of a file are in no turn. There is no "other"."""

    FRONT_MATTER = "front_matter"  # title, date and name lines before the first turn; YAML between dashes
    HEADING = "heading"
    COMMENT = "comment"  # HTML and NOTE comments
    SPEAKER_LABEL = "speaker_label"  # kept as the turn's speaker
    TIME_CODE = "time_code"  # kept as the turn's times
    CUE_IDENTIFIER = "cue_identifier"
    CUE_SETTINGS = "cue_settings"
    FORMAT_HEADER = "format_header"  # "WEBVTT", STYLE and REGION blocks, a CSV's header row
    FOOTER = "footer"  # "Transcribed by ..."
    LINE_NUMBER = "line_number"
    PAGE_NUMBER = "page_number"
    RUNNING_TITLE = "running_title"  # headers and footers that recur on the pages
    WATERMARK = "watermark"  # text at an angle across or beside a page
    HIDDEN = "hidden"  # what a reader of the page does not see: beyond its edges, or set not to be shown
    SCRIPT = "script"  # programs and styles in a web page
    NAVIGATION = "navigation"  # menus and buttons of a web page
    STAGE_DIRECTION = "stage_direction"  # **Break:**, "X started transcription"
    METADATA_COLUMN = "metadata_column"
    SHEET_WITHOUT_SPEECH = "sheet_without_speech"  # a sheet of a workbook that holds no rows of text
    REPEATED_CAPTION = "repeated_caption"
    INCOMPLETE_CUE = "incomplete_cue"
    MARKUP = "markup"  # tags of a format: <v>, <c>, <b>
    LINK_TARGET = "link_target"  # the address behind a Markdown link
    AI_SUMMARY = "ai_summary"
    CONTACT_DETAIL = "contact_detail"  # e-mail addresses of an invitation: counted, and kept nowhere
    ALTERNATIVE = "alternative"  # what a recogniser may have heard instead: n-best lists, other wordings of a field
    CONSENT_WITHDRAWN = "consent_withdrawn"


@dataclass(frozen=True, slots=True)
class DroppedWords:
    """Words that stand in the file and in no turn, in file order, and why."""

    reason: DropReason
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One person speaking until another does; in a text without speakers, a paragraph.

    `speaker` is the label verbatim; `heading` the nearest heading above; `place` says where the turn begins in
    the file ("line 12", "row 3", "cue 17", "paragraph 4"). Times are seconds from the start of the recording.
    """

    index: int
    speaker: str | None
    text: str
    place: str
    role: Role = Role.UNKNOWN
    participant: ParticipantId | None = None
    person_key: str = ""
    start_seconds: float | None = None
    end_seconds: float | None = None
    heading: str | None = None

    def __post_init__(self) -> None:
        if self.index < 0:
            raise ValueError("turns count from 0")
        if self.role is Role.PARTICIPANT and self.participant is None:
            raise ValueError("a participant's turn names the participant")


@dataclass(frozen=True, slots=True)
class RoleSign:
    """One sign of who asks, in words; `points` count towards the interviewer, `None` where the sign decides alone."""

    sign: str
    words: str
    points: float | None


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """Which role a label got in a transcript, by whom, and on what evidence.

    `margin` is the score above the next best asker's, where the score was asked, and negative for whoever is behind;
    nobody whose margin is below `margin_needed` is the interviewer.
    """

    label: str | None
    role: Role
    evidence: str
    decided_by: str = "machine"
    signs: tuple[RoleSign, ...] = ()
    margin: float | None = None
    margin_needed: float | None = None


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """A language (ISO 639-1) and its share of a transcript's words, 0 to 1."""

    language: str
    share: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview as read from a file (or from one cell of a table).

    `rows_are_statements`: each turn is one statement, kept whole (`ingest --as-statements`). `record` says whose
    words it holds. `media` is the recording: a URL, or a path as its list of files gives it. A translation names the
    language it was made from, and the transcript of the original where that was read too.

    `languages` are those that it was found to be in, the most first; `language` is what holds, and `read_as` whose
    rules it is read by, also where it is too short to tell. `in_themes`: its words may be in themes, signals and
    outcomes. `replaced_by`: it gives no statements, since this other version gives them. `about` is the one person
    whose words these are, or about whom, where that is said. `record_evidence` says why it is taken for anything but
    speech. The recording's times are the transcript's plus `media_offset` seconds.
    """

    id: TranscriptId
    source: str
    format: str
    turns: tuple[Turn, ...]
    language: str | None = None
    dropped: tuple[DroppedWords, ...] = ()
    roles: tuple[RoleDecision, ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"
    rows_are_statements: bool = False
    record: Record = Record.SPEECH
    media: str | None = None
    translated_from: str | None = None
    translation_of: TranscriptId | None = None
    languages: tuple[LanguageShare, ...] = ()
    read_as: str = ENGLISH
    in_themes: bool = True
    replaced_by: TranscriptId | None = None
    about: ParticipantId | None = None
    record_evidence: str = ""
    media_offset: float = 0.0

    def __post_init__(self) -> None:
        if [turn.index for turn in self.turns] != list(range(len(self.turns))):
            raise ValueError(f"turns of {self.id} are not numbered from 0 in order")

    @property
    def n_words(self) -> int:
        """Words in the turns."""
        return sum(len(turn.text.split()) for turn in self.turns)

    @property
    def is_thinned(self) -> bool:
        """Whether somebody's words were taken out of it: they withdrew consent, or were forgotten."""
        return any(group.reason is DropReason.CONSENT_WITHDRAWN for group in self.dropped)

    @property
    def participants(self) -> tuple[ParticipantId, ...]:
        """The participants who speak, in alphabetical order."""
        return tuple(sorted({turn.participant for turn in self.turns if turn.participant is not None}))


@dataclass(frozen=True, slots=True)
class Person:
    """A participant: attributes and consent come from participants.csv."""

    id: ParticipantId
    transcripts: tuple[TranscriptId, ...]
    attributes: dict[str, str] = field(default_factory=dict)
    consent: Consent = Consent.VERBATIM


@dataclass(frozen=True, slots=True)
class Statement:
    """An exact slice of one participant's turn: `turn.text[start:end] == text`, in code points, end exclusive.

    `question` is what the interviewer last said before the turn, `heading` the nearest heading above it.
    """

    id: StatementId
    transcript: TranscriptId
    source: str
    participant: ParticipantId
    turn: int
    start: int
    end: int
    text: str
    question: str | None = None
    heading: str | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text.strip():
            raise ValueError(f"{self.id} is not a slice with words in it")


class LeftOutReason(StrEnum):
    """Why words of a participant's turn are in no statement. There is no "other"."""

    BACKCHANNEL = "backchannel"  # "Mm-hm", "Okay, great"
    BARE_ANSWER = "bare_answer"  # "Yes." alone: nothing in it says what was affirmed
    FILLER = "filler"  # "um", "so, yeah"
    DISFLUENCY = "disfluency"  # trimmed from the edge of a statement: "Okay, so, um, ..."
    FRAGMENT = "fragment"  # a lone word that nothing around it completes
    SESSION_TALK = "session_talk"  # greetings, thanks, "can you see my screen?"
    READ_ALOUD = "read_aloud"  # words of a task, a heading or a question
    NON_SPEECH = "non_speech"  # "[laughter]", "(inaudible)"
    NO_WORDS = "no_words"  # a row of punctuation
    TRANSLATED = "translated"  # an original whose translation is read for it, so that nobody counts twice


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a participant's turn, in code points, that is in no statement, and why."""

    transcript: TranscriptId
    turn: int
    start: int
    end: int
    reason: LeftOutReason
