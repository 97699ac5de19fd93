"""Redaction of a study: on while redactions.csv lies in its folder, and then before anything is computed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from insightmine.config import PEOPLE_FILE, Options, PersonRow
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.identifiers import Entity, Identifier
from insightmine.domain.ids import StatementId, TranscriptId, digest_of, statement_id
from insightmine.domain.redactions import Redaction, counted_by_kind, original_offset
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import ThemeMemory
from insightmine.engines import EntityReader, load_entities, load_patterns
from insightmine.errors import ConfigError, NothingUsable
from insightmine.privacy import (
    Finders,
    LeftClear,
    Matcher,
    Replacer,
    common_words,
    holds_names,
    is_english,
    last_given,
    left_clear,
    list_identifiers,
    stand_nowhere,
)
from insightmine.store import (
    REDACTIONS_FILE,
    Store,
    files_noted,
    read_given,
    read_redactions,
    write_given,
    write_redactions,
)
from insightmine.transcripts import Cast, cast_study, is_generic, labels_of, names_of

FIRST = "run: insightmine ingest --redact FOLDER, so that nothing is made of clear names first"


@dataclass
class Redactor:
    """Puts pseudonyms into a study's transcripts, and keeps the list of what they stand for.

    `listed` is the list as it is now. It is made longer by `redact`, which looks for identifiers unless `is_current`
    says that all has been looked through; `keep` is then given the new list, before anything is computed. No new
    pseudonym is one of those `given` before, or of a lower number. One redactor serves one run, in the order of the
    methods: `revealed`, `redact`, `carried_over`, `hide`.
    """

    listed: tuple[Identifier, ...]
    people: Sequence[PersonRow]
    load_reader: Callable[[], EntityReader]
    keep: Callable[[Sequence[Identifier]], None]
    given: tuple[str, ...] = ()
    is_current: bool = False
    redactions: tuple[Redaction, ...] = ()
    _raw: dict[TranscriptId, Transcript] = field(default_factory=dict)
    _replacer: Replacer = field(default_factory=lambda: Replacer(()))

    def redact(self, cast: Cast) -> Cast:
        """The cast as everything after sees it. `redactions` are then known.

        Raises `ConfigError` where the list gives two participants one name.
        """
        if not self.is_current:
            finders = Finders(self._entities_of, load_patterns(), is_generic)
            self.listed = list_identifiers(cast.transcripts, self.people, finders, self.listed, self.given)
            self.keep(self.listed)
        self._replacer = Replacer(self.listed, common_words(cast.transcripts))
        _refuse_shared_names(self._replacer, self.listed, cast)
        hidden = self._replacer.hide_study(cast.transcripts, cast.people, cast.problems)
        self.redactions = hidden.redactions
        self._raw = {hidden.ids[transcript.id]: transcript for transcript in cast.transcripts}
        return Cast(hidden.transcripts, hidden.people, hidden.problems)

    def revealed(self, rulings: Sequence[Decision], transcripts: Sequence[Transcript]) -> tuple[Decision, ...]:
        """Rulings about labels, files and participants as they were read: a person names them by their pseudonyms."""
        replacer = Replacer(self.listed)  # names are found in the same way whatever the study's words
        files = _clear_names({name for item in transcripts for name in names_of(item)}, replacer)
        labels = _clear_names({label or "" for item in transcripts for label in labels_of(item)}, replacer)
        called = {ruling.value for ruling in rulings if ruling.action is Action.PERSON and ruling.value}
        people = _clear_names(called | {row.participant for row in self.people}, replacer)
        people |= _clear_names(_participants(transcripts), replacer)
        return tuple(
            replace(
                ruling, targets=tuple(map(_known_as, (files, labels), ruling.targets)), value=_meant(ruling, people)
            )
            if ruling.action in (Action.ROLE, Action.PERSON) and len(ruling.targets) == 2
            else ruling
            for ruling in rulings
        )

    def carried_over(
        self, statements: Sequence[Statement], decisions: Sequence[Decision], history: Sequence[ThemeMemory]
    ) -> tuple[tuple[Decision, ...], tuple[ThemeMemory, ...]]:
        """Decisions and themes of before as they mean the redacted statements: by their new ids, in hidden words."""
        new = self._earlier_ids(statements)
        moved = []
        for memory in history:
            members = {new.get(member, member) for member in memory.members}
            moved.append(replace(memory, name=self.hide(memory.name), members=tuple(sorted(members))))
        decided = (self._replacer.hide_decision(decision) for decision in decisions)
        return (
            tuple(replace(d, targets=tuple(new.get(StatementId(t), t) for t in d.targets)) for d in decided),
            tuple(moved),
        )

    def hide(self, text: str) -> str:
        """A text with pseudonyms, as they stand in the transcripts."""
        return self._replacer.hide(text)

    def name_of(self, participant: str) -> str:
        """What somebody is called in the results."""
        return self._replacer.hide_name(participant)

    def _earlier_ids(self, statements: Sequence[Statement]) -> dict[StatementId, StatementId]:
        """The ids that statements had before redaction, with those that they have now, where they differ."""
        within: defaultdict[tuple[TranscriptId, int], list[Redaction]] = defaultdict(list)
        for item in self.redactions:
            within[item.transcript, item.turn].append(item)
        said: Counter[tuple[str, str]] = Counter()
        new: dict[StatementId, StatementId] = {}
        for statement in sorted(statements, key=lambda s: (self._raw[s.transcript].id, s.turn, s.start)):
            turn = self._raw[statement.transcript].turns[statement.turn]
            inside = within.get((statement.transcript, statement.turn), ())
            text = turn.text[original_offset(statement.start, inside) : original_offset(statement.end, inside)]
            words = (turn.person_key, " ".join(text.split()))
            earlier = statement_id(turn.person_key, text, said[words])
            said[words] += 1
            if earlier != statement.id:
                new[earlier] = statement.id
        return new

    def _entities_of(self, texts: Sequence[str]) -> dict[str, tuple[Entity, ...]]:
        return dict(zip(texts, self.load_reader().entities(texts), strict=True))


def redactor_for(folder: Path, options: Options) -> Redactor | None:
    """What redacts the study in this folder; `None` where that is off. Raises `ConfigError`."""
    path = folder / REDACTIONS_FILE
    listed = read_redactions(path)
    if listed is None:
        return None
    given = read_given(folder)

    def keep(rows: Sequence[Identifier]) -> None:
        write_given(folder, last_given([*given, *(row.pseudonym for row in rows)]))
        write_redactions(path, rows)

    return Redactor(listed, options.people, lambda: load_entities(options.models), keep, given)


@dataclass(frozen=True, slots=True)
class RedactionReport:
    """What redaction did, or would do: the list, the places, and what still holds the originals.

    `is_stored` is false for a look. `other_languages` are the transcripts in which only known names and patterns were
    looked for. `left_clear` are names that read as other words at some places, `useless` rows of a person's own that
    stand nowhere. `files` and `backups` were written before and hold what was not redacted then.
    """

    listed: tuple[Identifier, ...]
    redactions: tuple[Redaction, ...]
    is_stored: bool
    other_languages: tuple[TranscriptId, ...]
    left_clear: tuple[LeftClear, ...] = ()
    useless: tuple[Identifier, ...] = ()
    files: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """By kind: how many different things were replaced, and at how many places."""
        return counted_by_kind(self.redactions)

    @property
    def to_replace(self) -> tuple[Identifier, ...]:
        """What is replaced, the most frequent first."""
        rows = (row for row in self.listed if row.is_replaced)
        return tuple(sorted(rows, key=lambda row: (-row.count, row.text)))

    @property
    def to_review(self) -> tuple[Identifier, ...]:
        """What was left as it is until a person says so, in the order of the list."""
        return tuple(row for row in self.listed if row.awaits_review)


def turn_on(folder: Path) -> None:
    """Make the list where there is none: from then on every run redacts."""
    path = folder / REDACTIONS_FILE
    if read_redactions(path) is None:
        write_redactions(path, ())


def look(
    folder: Path, transcripts: Sequence[Transcript], options: Options, rulings: Sequence[Decision]
) -> RedactionReport:
    """What redaction would replace and list, with nothing stored. Raises `NothingUsable` for an empty study."""
    if not transcripts:
        raise NothingUsable("nothing was ingested here yet", hint=FIRST)
    redactor = Redactor(
        listed=read_redactions(folder / REDACTIONS_FILE) or (),
        people=options.people,
        load_reader=lambda: load_entities(options.models),
        keep=lambda _: None,
        given=read_given(folder),
    )
    casting = [decision for decision in rulings if decision.action in (Action.ROLE, Action.PERSON)]
    cast = redactor.redact(cast_study(transcripts, options, redactor.revealed(casting, transcripts)))
    return RedactionReport(
        listed=redactor.listed,
        redactions=redactor.redactions,
        is_stored=False,
        other_languages=_others(cast.transcripts),
        left_clear=left_clear(redactor.listed, cast.transcripts, redactor.redactions),
        useless=stand_nowhere(redactor.listed, _all_names(cast.transcripts)),
    )


def report_on(store: Store, analysis: Analysis) -> RedactionReport:
    """What was replaced in the last result, and which files from before still hold it."""
    listed = read_redactions(store.folder / REDACTIONS_FILE) or ()
    matcher = Matcher(listed, common_words(analysis.transcripts))
    noted = (item.path for item in files_noted(store.path.parent))
    return RedactionReport(
        listed=listed,
        redactions=analysis.redactions,
        is_stored=True,
        other_languages=_others(analysis.transcripts),
        left_clear=left_clear(listed, analysis.transcripts, analysis.redactions),
        useless=stand_nowhere(listed, _all_names(analysis.transcripts)),
        files=tuple(path for path in noted if _may_hold_names(Path(path), matcher)),
        backups=tuple(path.as_posix() for path in store.backups()),
    )


def _may_hold_names(path: Path, matcher: Matcher) -> bool:
    """Whether a file that was written for others is still there, with something that is replaced now."""
    try:
        return holds_names(path.read_bytes(), matcher)
    except OSError:
        return path.exists()


def _all_names(transcripts: Iterable[Transcript]) -> set[str]:
    """What transcripts, files, labels and people are called."""
    names: set[str] = set()
    for transcript in transcripts:
        names |= {str(transcript.id), transcript.source, *map(str, transcript.participants)}
        names |= {turn.speaker for turn in transcript.turns if turn.speaker}
    return names


def name_as_shown(folder: Path, name: str) -> str:
    """What a file, a label or a participant is called in the results: by pseudonym, where redaction is on."""
    listed = read_redactions(folder / REDACTIONS_FILE)
    return name if listed is None else Replacer(listed).hide_name(name)


def text_as_shown(folder: Path, text: str) -> str:
    """A text of the researcher's own as it may stand in results: with pseudonyms, where redaction is on."""
    listed = read_redactions(folder / REDACTIONS_FILE)
    return text if listed is None else Replacer(listed).hide(text)


def _others(transcripts: Sequence[Transcript]) -> tuple[TranscriptId, ...]:
    return tuple(transcript.id for transcript in transcripts if not is_english(transcript))


def list_digest(listed: Sequence[Identifier] | None) -> str:
    """What tells one list from another, counts and reasons aside; empty for none."""
    if listed is None:
        return ""
    return digest_of(*(repr((row.text, row.kind, row.treatment, row.pseudonym, row.reviewed)) for row in listed))


def people_as_shown(folder: Path, people: Sequence[PersonRow]) -> tuple[PersonRow, ...]:
    """The rows of participants.csv as they mean the people of the results: by pseudonym, where that is on."""
    listed = read_redactions(folder / REDACTIONS_FILE)
    if listed is None:
        return tuple(people)
    replacer = Replacer(listed)
    return tuple(replacer.hide_row(row) for row in people)


def _refuse_shared_names(replacer: Replacer, listed: Sequence[Identifier], cast: Cast) -> None:
    """Raise `ConfigError` where different rows of the list, or a row and an id, make one name of two participants."""
    line_of = {row: number for number, row in enumerate(listed, start=2)}  # as `keep` wrote it
    rows_of: dict[str, tuple[Identifier, ...]] = {}
    for participant in sorted(
        {turn.participant for item in cast.transcripts for turn in item.turns if turn.participant}
    ):
        shown, rows = replacer.hide_name(participant), replacer.origins(participant)
        before = rows_of.setdefault(shown, rows)
        if before == rows:
            continue
        lines = sorted({line_of[row] for row in (*before, *rows)})
        where = " and ".join(f"line {line}" for line in lines)
        raise ConfigError(
            f"{REDACTIONS_FILE}, {where}: two participants would be called {shown!r}",
            hint=f"give one of them another pseudonym; if they are one person, say so in {PEOPLE_FILE}",
        )


def _participants(transcripts: Iterable[Transcript]) -> set[str]:
    """What participants may be called before anything is redacted: by their label, by their file, or by both."""
    names: set[str] = set()
    for transcript in transcripts:
        labels = {label for label in labels_of(transcript) if label}
        names |= {str(transcript.id), *labels, *(f"{label} ({transcript.id})" for label in labels)}
    return names


def _meant(ruling: Decision, people: Mapping[str, str]) -> str | None:
    """The value of a ruling, with the clear name of the participant whom it shows by pseudonym."""
    is_person = ruling.action is Action.PERSON and ruling.value
    return _known_as(people, ruling.value or "") if is_person else ruling.value


def _clear_names(names: set[str], replacer: Replacer) -> dict[str, str]:
    """What each redacted name was before, where nothing else is called so."""
    hidden = {name: replacer.hide_name(name) for name in sorted(names)}
    return {new: name for name, new in hidden.items() if new not in names}


def _known_as(clear: Mapping[str, str], name: str) -> str:
    return clear.get(name, name)
