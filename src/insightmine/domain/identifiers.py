"""What would identify somebody: its kinds, who found it, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from insightmine.domain.ids import TranscriptId


class IdentifierKind(StrEnum):
    """What an identifier names. The values stand in redactions.csv and in exports."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    ADDRESS = "address"
    POSTCODE = "postcode"
    EMAIL = "e-mail"
    PHONE = "phone number"
    LINK = "link"
    HANDLE = "handle"
    DEVICE = "device address"  # IP and MAC addresses, UUIDs
    ACCOUNT = "account number"  # bank accounts and cards
    IDENTITY = "identity number"  # passports, social security, tax numbers
    BIRTH = "date of birth"
    AGE = "age"
    JOB = "job title"
    NUMBER = "number"  # long, and of nobody knows what
    NAME = "name"  # unknown, with a capital


class FoundBy(StrEnum):
    """What found an identifier; `PERSON`: somebody wrote it into redactions.csv."""

    KNOWN_NAME = "known_name"
    PATTERN = "pattern"
    ENTITY = "entity"
    CUE = "cue"
    PERSON = "person"


class Treatment(StrEnum):
    """What becomes of an identifier."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One row of redactions.csv: a text that identifies somebody, or may do so, wherever it stands in the study.

    `text` is the clear text. `count` is how often it stood in the study when it was last looked for; `reason` says
    in words why it is on the list. What is kept and not `reviewed` waits for a person.
    """

    text: str
    kind: IdentifierKind
    treatment: Treatment
    pseudonym: str
    count: int = 0
    reviewed: bool = False
    found_by: FoundBy = FoundBy.PERSON
    reason: str = ""

    @property
    def is_replaced(self) -> bool:
        """Whether its pseudonym takes its place."""
        return self.treatment is Treatment.REPLACE

    @property
    def awaits_review(self) -> bool:
        """Whether it was left as it is until a person says so."""
        return not self.is_replaced and not self.reviewed


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch `[start, end)` of a text, in code points, that a model takes for a name; `label` as in OntoNotes 5."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier at its place, to be measured: `[start, end)` of the turn's text in code points."""

    transcript: TranscriptId
    turn: int
    start: int
    end: int
    kind: IdentifierKind
    found_by: FoundBy
    treatment: Treatment
