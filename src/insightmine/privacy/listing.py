"""What was found -> the rows of redactions.csv: pseudonyms, counts, and a stated order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.config import PEOPLE_FILE
from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.domain.speech import Transcript
from insightmine.privacy.folding import key_of
from insightmine.privacy.known_names import Identity
from insightmine.privacy.matching import Matcher
from insightmine.privacy.pseudonyms import Pseudonyms, untangled
from insightmine.privacy.study_words import StudyWords, other_texts


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that was found, before it is known how often it stands in the study."""

    text: str
    kind: IdentifierKind
    found_by: FoundBy
    replaced: bool
    reason: str

    @property
    def row(self) -> Identifier:
        """As a row that has neither pseudonym nor count yet."""
        treatment = Treatment.REPLACE if self.replaced else Treatment.KEEP
        return Identifier(self.text, self.kind, treatment, "", 0, False, self.found_by, self.reason)


def listed_rows(
    transcripts: Sequence[Transcript],
    known: Sequence[Identifier],
    leads: Mapping[str, Lead],
    identities: Sequence[Identity],
    words: StudyWords,
    taken: Iterable[str] = (),
) -> tuple[Identifier, ...]:
    """Known rows and then new ones, with pseudonyms and counts; new pseudonyms come after those that are `taken`.

    A new row that stands nowhere is left out, unless it is what a speaker is called, a cell of participants.csv, or
    a part of that which stands somewhere with a capital and reads as another word there: a person is shown these
    places.
    """
    settled = {key_of(row.text) for row in known}
    fresh = [lead.row for key, lead in leads.items() if key not in settled]
    counts = count_rows(transcripts, [*known, *fresh], words)
    called = {
        key_of(identity.forms[0])
        for identity in identities
        if identity.role is not None or identity.reason.startswith(PEOPLE_FILE)
    }
    called |= _left_clear(transcripts, [*known, *fresh])
    kept = [row for row in fresh if counts[key_of(row.text)] or key_of(row.text) in called]
    rows = [replace(row, count=counts[key_of(row.text)]) for row in (*known, *sorted(kept, key=_order))]
    return _with_pseudonyms(rows, [*_names_in_use(transcripts), *taken], identities)


def _left_clear(transcripts: Sequence[Transcript], rows: Sequence[Identifier]) -> set[str]:
    """The keys of known people's names that stand somewhere with a capital, as names or not."""
    matcher = Matcher((row for row in rows if row.is_replaced), everywhere=True)
    turns = (turn.text for transcript in transcripts for turn in transcript.turns)
    return {
        key_of(hit.identifier.text)
        for text in turns
        for hit in matcher.find(text)
        if hit.identifier.found_by is FoundBy.KNOWN_NAME and text[hit.start].isupper()
    }


def count_rows(transcripts: Sequence[Transcript], rows: Sequence[Identifier], words: StudyWords) -> Counter[str]:
    """How often each row stands in the study, by its key."""
    matcher = Matcher(rows, words.common)
    turns = [turn.text for transcript in transcripts for turn in transcript.turns]
    texts = [*turns, *other_texts(transcripts)]
    return Counter(key_of(hit.identifier.text) for text in texts for hit in matcher.find(text))


def _order(row: Identifier) -> tuple[object, ...]:
    """What is replaced first; within it by kind; what waits for review with the most frequent first."""
    kinds = list(IdentifierKind)
    return (
        not row.is_replaced,
        kinds.index(row.kind),
        -row.count if not row.is_replaced else 0,
        key_of(row.text),
        row.text,
    )


def _with_pseudonyms(
    rows: Sequence[Identifier], in_use: Sequence[str], identities: Sequence[Identity]
) -> tuple[Identifier, ...]:
    """Each row that is to be replaced with its pseudonym; one that a person wrote stays."""
    pseudonyms = Pseudonyms(rows, in_use)
    wanted = {key_of(row.text) for row in rows if row.is_replaced}
    given: dict[str, str] = {}
    for identity in untangled(identities):
        forms = tuple(form for form in identity.forms if key_of(form) in wanted)
        if forms:
            name = pseudonyms.of(replace(identity, forms=forms))
            for form in forms:
                given.setdefault(key_of(form), name)
    named = []
    for row in rows:
        if row.is_replaced and not row.pseudonym:
            name = given.get(key_of(row.text)) or pseudonyms.of(Identity((row.text,), row.kind))
            named.append(replace(row, pseudonym=name))
        else:
            named.append(row)
    return tuple(named)


def _names_in_use(transcripts: Sequence[Transcript]) -> list[str]:
    """Labels, participants and files that may already be called like a pseudonym."""
    names = {str(transcript.id) for transcript in transcripts}
    for transcript in transcripts:
        for turn in transcript.turns:
            names.update(name for name in (turn.speaker, turn.participant) if name)
    return sorted(names)
