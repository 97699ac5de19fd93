"""Identifiers of the list -> pseudonyms in their place, in everything that a transcript holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.config import PersonRow
from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.identifiers import Identifier
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.redactions import Redaction
from insightmine.domain.sharing import MASK, NOBODYS_WORDS
from insightmine.domain.speech import DroppedWords, Person, RoleDecision, Transcript, Turn
from insightmine.privacy.folding import key_of
from insightmine.privacy.known_names import kind_of_column
from insightmine.privacy.matching import Hit, Matcher

_QUOTED = re.compile(r"(?<=['\"]).*(?=['\"])", re.DOTALL)  # the name of a sheet in the place of a turn


@dataclass(frozen=True, slots=True)
class Hidden:
    """A study as everything after sees it: transcripts and people by id, and where pseudonyms stand.

    `ids` are the new ids of the transcripts by those that they had.
    """

    transcripts: tuple[Transcript, ...]
    people: tuple[Person, ...]
    problems: tuple[str, ...]
    redactions: tuple[Redaction, ...]
    ids: Mapping[TranscriptId, TranscriptId]


class Replacer:
    """Puts the pseudonyms of a list in their places. What `listed` says, and nothing else, decides where.

    `common` are the words of the study that stand in lower case too (see `Matcher`).
    """

    def __init__(self, listed: Sequence[Identifier], common: frozenset[str] = frozenset()) -> None:
        self._matcher = Matcher(listed, common)
        replaced = [identifier for identifier in listed if identifier.is_replaced]
        self._names = Matcher(replaced, names_only=True)
        self._of_key = {key_of(identifier.text): identifier for identifier in replaced}
        self._left = {
            key_of(identifier.text) for identifier in listed if not identifier.is_replaced and identifier.reviewed
        }
        self._given = {identifier.pseudonym for identifier in replaced}

    def hide(self, text: str) -> str:
        """A text of any kind with pseudonyms."""
        return _put(text, self._matcher.find(text))[0]

    def hide_name(self, name: str) -> str:
        """A label, an id or a file's name with pseudonyms: a name in it is one in any case, `maria_rossi` as well."""
        whole = self._of_key.get(key_of(name))
        return whole.pseudonym if whole is not None else _put(name, self._names.find(name))[0]

    def hide_cell(self, column: str, value: str) -> str:
        """A cell of participants.csv beside the id: in a column that would identify somebody, never as it is.

        It is `MASK` there where no pseudonym stands for all of it, unless a person wants it kept.
        """
        hidden = self.hide_name(value)
        key = key_of(value)
        if not value or kind_of_column(column) is None or key in self._of_key or key in self._left:
            return hidden
        return hidden if hidden in self._given else MASK

    def origins(self, name: str) -> tuple[Identifier, ...]:
        """The rows of the list that make of a name what it is shown as; none where it stays."""
        whole = self._of_key.get(key_of(name))
        return (whole,) if whole is not None else tuple(hit.identifier for hit in self._names.find(name))

    def hide_row(self, row: PersonRow) -> PersonRow:
        """A row of participants.csv as it means people under their pseudonyms."""
        return replace(
            row,
            participant=self.hide_name(row.participant),
            source=row.source and self.hide_name(row.source),
            label=row.label and self.hide_name(row.label),
        )

    def hide_decision(self, decision: Decision) -> Decision:
        """A decision whose quotes are those of the redacted text, so that it finds its way."""
        anchors = tuple(tuple(self._anchor(quote) for quote in quotes) for quotes in decision.anchors)
        value = self.hide(decision.value) if decision.value and decision.action is Action.RENAME else decision.value
        return replace(decision, anchors=anchors, value=value)

    def _anchor(self, quote: Anchor) -> Anchor:
        return replace(quote, participant=self.hide_name(quote.participant), text=self.hide(quote.text))

    def hide_study(
        self, transcripts: Sequence[Transcript], people: Sequence[Person], problems: Sequence[str]
    ) -> Hidden:
        """Everything with pseudonyms: words, headings, labels, ids, names of files, what was dropped, warnings."""
        names = _Names(self, transcripts)
        redactions: list[Redaction] = []
        hidden: list[Transcript] = []
        for transcript in transcripts:
            turns = []
            for turn in transcript.turns:
                text, found = _put(turn.text, self._matcher.find(turn.text))
                redactions += [_redaction(names.ids[transcript.id], turn.index, spans, hit) for spans, hit in found]
                turns.append(self._turn(turn, text, names))
            hidden.append(self._transcript(transcript, tuple(turns), names))
        return Hidden(
            transcripts=tuple(sorted(hidden, key=lambda transcript: transcript.id)),
            people=tuple(sorted((self._person(person, names) for person in people), key=lambda person: person.id)),
            problems=tuple(self.hide(names.in_text(problem)) for problem in problems),
            redactions=tuple(sorted(redactions, key=lambda item: (item.transcript, item.turn, item.start))),
            ids=names.ids,
        )

    def _turn(self, turn: Turn, text: str, names: _Names) -> Turn:
        return replace(
            turn,
            text=text,
            speaker=turn.speaker and self.hide_name(turn.speaker),
            heading=turn.heading and self.hide(turn.heading),
            place=_QUOTED.sub(lambda name: self.hide_name(name.group()), turn.place),
            participant=turn.participant and ParticipantId(names.people[turn.participant]),
            person_key=turn.person_key and names.keys[turn.person_key],
        )

    def _transcript(self, transcript: Transcript, turns: tuple[Turn, ...], names: _Names) -> Transcript:
        media = transcript.media
        return replace(
            transcript,
            id=names.ids[transcript.id],
            source=names.sources[transcript.source],
            turns=turns,
            dropped=tuple(self._dropped(group) for group in transcript.dropped),
            roles=tuple(self._role(role, names) for role in transcript.roles),
            warnings=tuple(self.hide(names.in_text(warning)) for warning in transcript.warnings),
            media=None if media is not None and self.hide_name(media) != media else media,
            about=transcript.about
            and ParticipantId(names.people.get(transcript.about, self.hide_name(transcript.about))),
            record_evidence=self.hide(names.in_text(transcript.record_evidence)),
            translation_of=transcript.translation_of and names.ids.get(transcript.translation_of),
            replaced_by=transcript.replaced_by and names.ids.get(transcript.replaced_by),
        )

    def _role(self, role: RoleDecision, names: _Names) -> RoleDecision:
        return replace(
            role,
            label=role.label and self.hide_name(role.label),
            evidence=self.hide(names.in_text(role.evidence)),
            decided_by=self.hide_name(role.decided_by),
            signs=tuple(replace(sign, words=self.hide(names.in_text(sign.words))) for sign in role.signs),
        )

    def _dropped(self, group: DroppedWords) -> DroppedWords:
        """The same number of words; those of identifiers are counted and not kept."""
        if group.reason in NOBODYS_WORDS:
            return group
        text = " ".join(group.words)
        hits = [*self._matcher.find(text), *self._names.find(text)]
        spans = [(hit.start, hit.end) for hit in hits if hit.identifier.is_replaced]
        words, start = [], 0
        for word in group.words:
            end = start + len(word)
            words.append(MASK if any(first < end and start < last for first, last in spans) else word)
            start = end + 1
        return replace(group, words=tuple(words))

    def _person(self, person: Person, names: _Names) -> Person:
        return replace(
            person,
            id=ParticipantId(names.people[person.id]),
            transcripts=tuple(sorted(names.ids[transcript] for transcript in person.transcripts)),
            attributes={column: self.hide_cell(column, value) for column, value in person.attributes.items()},
        )


class _Names:
    """The new names of transcripts, files, people and person keys: as many as there were, however alike they were."""

    def __init__(self, replacer: Replacer, transcripts: Sequence[Transcript]) -> None:
        turns = [turn for transcript in transcripts for turn in transcript.turns]
        hide = replacer.hide_name
        ids = _distinct({transcript.id for transcript in transcripts}, hide)
        self.ids = {TranscriptId(old): TranscriptId(new) for old, new in ids.items()}
        self.sources = _distinct({transcript.source for transcript in transcripts}, hide)
        self.people: Mapping[str, str] = _distinct({turn.participant for turn in turns if turn.participant}, hide)
        self.keys = _distinct({turn.person_key for turn in turns if turn.person_key}, hide)
        labels = {turn.speaker: hide(turn.speaker) for turn in turns if turn.speaker}
        changed = {**ids, **self.sources, **self.people, **labels}
        self._written = {old: new for old, new in changed.items() if old != new}
        longest_first = sorted(map(re.escape, self._written), key=lambda name: (-len(name), name))
        self._anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if longest_first else None

    def in_text(self, text: str) -> str:
        """A message of the program with the new names of files, transcripts, people and labels."""
        if self._anywhere is None:
            return text
        return self._anywhere.sub(lambda match: self._written[match.group()], text)


def _distinct(names: Iterable[str], hide: Callable[[str], str]) -> dict[str, str]:
    """Each name hidden; where two would become one, the later in the alphabet is numbered."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names):
        wanted = hide(name)
        new, number = wanted, 2
        while new in taken:
            new, number = f"{wanted} ({number})", number + 1
        taken.add(new)
        given[name] = new
    return given


def _put(text: str, hits: Sequence[Hit]) -> tuple[str, list[tuple[tuple[int, int], Hit]]]:
    """The text with pseudonyms, and where in it each hit stands now."""
    parts: list[str] = []
    placed: list[tuple[tuple[int, int], Hit]] = []
    done = length = 0
    for hit in hits:
        stands = hit.identifier.pseudonym if hit.identifier.is_replaced else text[hit.start : hit.end]
        parts += [text[done : hit.start], stands]
        start = length + hit.start - done
        length, done = start + len(stands), hit.end
        if hit.identifier.is_replaced or hit.identifier.awaits_review:
            placed.append(((start, length), hit))
    return "".join([*parts, text[done:]]), placed


def _redaction(transcript: TranscriptId, turn: int, spans: tuple[int, int], hit: Hit) -> Redaction:
    name = hit.identifier.pseudonym if hit.identifier.is_replaced else None
    return Redaction(transcript, turn, *spans, hit.start, hit.end, hit.identifier.kind.value, name)
