"""The settings of a study, as frozen values: what each key means and its default."""

from __future__ import annotations

from dataclasses import dataclass, field

from insightmine.domain.codebooks import Codebook
from insightmine.domain.guides import Guide
from insightmine.domain.impacts import Impact
from insightmine.domain.journeys import Journey
from insightmine.domain.languages import ENGLISH
from insightmine.domain.measures import Measures
from insightmine.domain.speech import Consent, Record

SETTINGS_FILE = "insightmine.toml"
JOURNEY_FILE = "journey.toml"
PEOPLE_FILE = "participants.csv"
GUIDE_FILE = "guide.toml"
GUIDE_DOCUMENTS = ("guide.docx", "guide.md", "guide.markdown", "guide.txt", "guide.pdf")  # the first that is there
TRANSCRIPTS_FILE = "transcripts.csv"
CODEBOOK_FILE = "codebook.csv"
MEASURES_FILE = "measures.csv"
MEMOS_FILE = "memos.md"


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """`[study]`: the title that the report bears; the folder's name if there is none."""

    title: str | None = None


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """`[models]`: which weights, run by which engine, at which precision.

    `encoder_path` and `grammar_path` name weights of your own: a sentence-transformers folder, a spaCy pipeline.
    `languages` are those (ISO 639-1) whose words the encoder places well enough for themes.
    """

    engine: str = "onnxruntime"
    precision: str = "fp32"
    encoder_path: str | None = None
    grammar_path: str | None = None
    languages: tuple[str, ...] = (ENGLISH,)


@dataclass(frozen=True, slots=True)
class SpeakerOptions:
    """`[speakers]`: labels whose role is known, whatever the transcripts suggest."""

    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputOptions:
    """`[input]`: how files are read: text encoding, and the columns of a table, where they are not found by name.

    A file is refused if less than `least_speech` of its prose is in turns; 0 reads any.
    """

    encoding: str | None = None
    participant_column: str | None = None
    text_column: str | None = None
    transcript_column: str | None = None
    as_statements: bool = False
    least_speech: float = 0.5


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """`[themes]`: `detail` runs from 0 (few, broad themes) to 1 (many, narrow ones)."""

    detail: float = 0.5


@dataclass(frozen=True, slots=True)
class NameOptions:
    """`[names]`: a server on this machine that speaks OpenAI's protocol (Ollama, llama.cpp) proposes names of themes.

    `endpoint` is its address up to `/v1`, `model` what it is asked for. Off without an endpoint.
    """

    endpoint: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of participants.csv: who goes by which label in which source (`None`: in any)."""

    participant: str
    source: str | None
    label: str | None
    attributes: dict[str, str]
    consent: Consent
    line: int


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """One row of transcripts.csv; `None` where a cell is empty.

    `media_offset` is added to the transcript's times, in seconds; `media_found`: the recording lies there, or
    somewhere on the web.
    """

    source: str
    record: Record | None
    participant: str | None
    media: str | None
    media_offset: float
    media_found: bool
    language: str | None
    translation_of: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Options:
    """All settings of a study."""

    study: StudyOptions = field(default_factory=StudyOptions)
    models: ModelOptions = field(default_factory=ModelOptions)
    speakers: SpeakerOptions = field(default_factory=SpeakerOptions)
    input: InputOptions = field(default_factory=InputOptions)
    themes: ThemeOptions = field(default_factory=ThemeOptions)
    names: NameOptions = field(default_factory=NameOptions)
    journey: Journey | None = None
    people: tuple[PersonRow, ...] = ()
    transcripts: tuple[TranscriptRow, ...] = ()
    guide: Guide = field(default_factory=Guide)
    codebook: Codebook = field(default_factory=Codebook)
    measures: Measures = field(default_factory=Measures)
    impacts: tuple[Impact, ...] = ()
