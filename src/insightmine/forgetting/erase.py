"""Somebody is forgotten, step by step, each of which may be done twice; then every file is looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from insightmine.config import PEOPLE_FILE, TRANSCRIPTS_FILE, Options
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Decision
from insightmine.domain.file_names import legible, name_key, storable
from insightmine.domain.ids import ThemeId, digest_of
from insightmine.domain.private_words import PrivateWords
from insightmine.domain.sharing import concerns, is_only_theirs
from insightmine.domain.shingles import shingles, words_in
from insightmine.domain.themes import is_named_by_machine
from insightmine.forgetting import journal
from insightmine.forgetting.decided import Absent, without
from insightmine.forgetting.person import Forgetting
from insightmine.forgetting.scan import Found, Scanned, Sought, look_into, mentions, scan
from insightmine.forgetting.table_rows import Row, is_coding, rows_where, tables_in, take_rows, unfinished
from insightmine.forgetting.voices import Gone, Heard, clean, erasure_of, hear, shown_as
from insightmine.store import (
    DECISIONS_FILE,
    REDACTIONS_FILE,
    STORE_FOLDER,
    Erasure,
    HandedOut,
    SourceOutcome,
    Store,
    change_decisions,
    digest_of_file,
    effective,
    files_noted,
    keep_noted,
    read_decisions,
    write_atomically,
)
from insightmine.themes import UNNAMED
from insightmine.transcripts import take_out

ERASURES = "erasures.jsonl"
_TABLES = (PEOPLE_FILE, "measures.csv", TRANSCRIPTS_FILE, REDACTIONS_FILE)
_DATABASE = ("study.db", "study.db-wal", "study.db-shm", "study.lock")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A report or export that was handed out: `holds` is `None` where it is no longer where it was written to."""

    path: str
    at: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What will go, before it goes. `rows` are line numbers by table; `files` are ours to delete, as paths here.

    `sources` hold their words and are never changed; `yours` are other files of the folder in which something of them
    stands; `elsewhere` are reports and exports outside of it. `said_by_others`: (file, place, names, runs of words).
    """

    forgetting: Forgetting
    n_turns: int
    n_words: int
    themes: tuple[tuple[ThemeId, str, int], ...]
    decisions_changed: tuple[str, ...]
    decisions_dropped: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]
    files: tuple[str, ...]
    sources: tuple[str, ...]
    yours: tuple[Found, ...]
    elsewhere: tuple[Elsewhere, ...]
    said_by_others: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, and what the look into every file found afterwards: what is listed is left to the researcher."""

    plan: Plan
    scanned: Scanned
    sources: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]
    said_by_others: tuple[tuple[str, str, int, int], ...]
    cached: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left anywhere that is known."""
        outside = self.sources or self.plan.forgetting.recordings or any(i.holds is not False for i in self.elsewhere)
        return not (self.scanned.found or outside or self.said_by_others or self.cached)

    @property
    def exit_code(self) -> int:
        """0: nothing was found; 3: done, and what is listed is left to the researcher."""
        return 0 if self.is_clean else 3


def plan_for(store: Store, analysis: Analysis | None, options: Options, forgetting: Forgetting) -> Plan:
    """What forgetting somebody would change; nothing is changed yet."""
    heard = _heard(store, options)
    work = _Work(store, options, forgetting, heard)
    scanned = scan(store.folder, work.sought, passed_over=_own_files(store))
    changed = without(read_decisions(store.folder / DECISIONS_FILE), work.absent)
    own = {turn.text for item in heard for turn in item.cast.turns if turn.participant == forgetting.person}
    files = _files_to_delete(store, scanned.found)
    sources = _sources_left(store.folder, forgetting)
    named = {*files, *(_shown(store.folder, Path(path)) for path in sources)}
    tables = tables_in(store.folder, _TABLES)
    listed = {name.lower() for name in (*tables, DECISIONS_FILE)}
    return Plan(
        forgetting=forgetting,
        n_turns=sum(turn.participant == forgetting.person for item in heard for turn in item.cast.turns),
        n_words=sum(len(text.split()) for text in own),
        themes=_themes(analysis, forgetting.alias),
        decisions_changed=tuple(name for name, new in changed.items() if new is not None),
        decisions_dropped=tuple(name for name, new in changed.items() if new is None),
        rows={name: rows for name in tables if (rows := rows_where(store.folder / name, work.is_row(name)))},
        files=files,
        sources=sources,
        yours=tuple(item for item in scanned.found if item.path not in named and item.path.lower() not in listed),
        elsewhere=_elsewhere(store, work.sought),
        said_by_others=work.said_by_others(),
    )


def carry_out(
    store: Store, analysis: Analysis | None, options: Options, forgetting: Forgetting, recompute: Callable[[], None]
) -> Forgotten:
    """Forget somebody. Hold `Store.writing()` around it. Every step may be done twice, so that a killed run goes on.

    `recompute` makes the result anew from what is left; it is called when nothing of the person is there any more.
    """
    folder = store.folder
    heard = _heard(store, options)
    work = _Work(store, options, forgetting, heard)
    plan = plan_for(store, analysis, options, forgetting)
    journal.begin(folder, forgetting)
    _erase_from_store(store, forgetting, heard, work)
    _erase_from_settings(folder, work)
    for name in plan.files:
        (folder / name).unlink(missing_ok=True)
    for path in (*store.backups(), *unfinished(folder, (*_TABLES, DECISIONS_FILE))):
        path.unlink(missing_ok=True)
    _clean_manifest(store, work)
    recompute()
    store.scrub()
    report = _look_everywhere(store, work, plan)
    _note_erasure(store, report)
    journal.finish(folder)
    return report


def _heard(store: Store, options: Options) -> tuple[Heard, ...]:
    return hear(store.readings(), options, effective(read_decisions(store.folder / DECISIONS_FILE)))


class _Work:
    """One person's forgetting with what it takes to find them: runs of words, names, statements and places."""

    def __init__(self, store: Store, options: Options, forgetting: Forgetting, heard: Sequence[Heard]) -> None:
        self._store = store
        self.forgetting = forgetting
        who = frozenset({forgetting.person})
        self.others = [
            (item.cast.source, turn.place, turn.text)
            for item in heard
            if not is_only_theirs(item.cast, who)
            for turn in take_out(item.cast, item.cast, who, "").turns
        ]
        script = [*options.guide.wordings, *(task.read_aloud for task in options.guide.tasks)]
        spoken = [*(text for *_, text in self.others), *script]
        only = shingles(forgetting.own_words) - shingles(spoken)
        names = [name for name in forgetting.names if name in forgetting.named]
        calls = [name for name in forgetting.calls if name in forgetting.named]
        self.sought = Sought(only, names, calls)
        self._named = Sought((), names, calls)
        self._own_text = _as_one([*forgetting.own_words, *forgetting.names])
        self._others_text = _as_one(text for _, *texts in self.others for text in texts)
        self.private = PrivateWords.of(spoken, [], list(forgetting.texts))
        self.absent = Absent(
            people=frozenset({str(forgetting.person), forgetting.alias}),
            statements=frozenset(forgetting.statements),
            places=frozenset(
                (name_key(name), legible(label)) for *names_, label in forgetting.places for name in names_
            ),
            quotes=lambda text: self.private.are_in(text) or bool(self.sought.names_in(text)),
        )

    def is_row(self, table: str) -> Callable[[Row], bool]:
        """Which rows of a settings table are this person's, or of a file in which only they speak."""
        forgetting = self.forgetting
        alone = {name_key(Path(file.name).name) for file in forgetting.files if file.alone}

        if table == REDACTIONS_FILE:
            return self._is_redaction
        if is_coding(table):
            return self._is_coded

        def is_theirs(row: Row) -> bool:
            if row.get("participant") == forgetting.person:
                return True
            by_file = table != PEOPLE_FILE and name_key(Path(row.get("source") or "-").name) in alone
            return by_file and not row.get("participant")

        return is_theirs

    def _is_redaction(self, row: Row) -> bool:
        """Whether what is replaced was theirs alone; a name that others say has to stay, to be kept out of results."""
        text = " ".join(words_in(row.get("text", "")))
        return bool(text) and f" {text} " in self._own_text and f" {text} " not in self._others_text

    def _is_coded(self, row: Row) -> bool:
        """Whether somebody coded a statement of theirs, or quotes them in a comment."""
        theirs = row.get("statement") in self.absent.statements or row.get("participant") in self.absent.people
        return theirs or self.absent.quotes(row.get("comment", ""))

    def said_by_others(self) -> tuple[tuple[str, str, int, int], ...]:
        """Where others say the name."""
        texts: dict[str, list[tuple[str, str]]] = {}
        for source, place, text in self.others:
            texts.setdefault(source, []).append((place, text))
        return mentions(texts, self._named)

    def in_names(self) -> tuple[tuple[str, str, int, int], ...]:
        """Where the name stands in what the program made of others' words: the names of themes and steps."""
        names = {name for source, *_ in self.others for name in (source, Path(source).stem)}
        names |= set(shown_as(self._store.folder, names).values())
        files = sorted(names, key=lambda name: (-len(name), name))
        found = []
        for table, text in self._store.derived_texts():
            for name in files:  # the name of a file is the researcher's
                text = text.replace(name, "")  # noqa: PLW2901
            found.append((table.replace("_", " "), text))
        return mentions({"names that insightmine made": found}, self._named)


def _as_one(texts: Iterable[str]) -> str:
    """The words of all texts, one blank around each."""
    return "".join(f" {' '.join(words_in(text))} " for text in texts)


def _erase_from_store(store: Store, forgetting: Forgetting, heard: Sequence[Heard], work: _Work) -> None:
    """Database and digests in one transaction: from here on no result shows the person."""
    who = frozenset({forgetting.person})
    gone: Gone = {(item.record.name, item.placed.number): who for item in heard if concerns(item.cast, who)}
    mine = dict.fromkeys(forgetting.stones[:1], forgetting.person)
    cleaned = clean(store.readings(), heard, gone, who, mine) if gone else []
    found = erasure_of(None, heard, gone, frozenset(), (), ()) if gone else None
    keys = {digest_of(text) for text in (*forgetting.texts, *forgetting.asked)}
    emptied = {record.name for record in cleaned if record.outcome is SourceOutcome.REFUSED}
    alone = {file.name for file in forgetting.files if file.alone}
    store.erase(
        Erasure(
            readings=tuple(record for record in cleaned if record.outcome is SourceOutcome.READ),
            lost=frozenset(forgetting.statements),
            keys=frozenset(keys | (found.keys if found else frozenset())),
            rename=lambda name, by: _renamed(name, by, work),
            dropped=tuple(sorted(emptied | alone)),
            stones=forgetting.stones,
        ),
        at=forgetting.at,
    )


def _renamed(name: str, named_by: str, work: _Work) -> str:
    return UNNAMED if is_named_by_machine(named_by) or work.absent.quotes(name) else name


def _erase_from_settings(folder: Path, work: _Work) -> None:
    path = folder / DECISIONS_FILE
    changed: dict[str, Decision | None] = without(read_decisions(path), work.absent)
    if changed:
        change_decisions(path, changed)
    for name in tables_in(folder, _TABLES):
        take_rows(folder / name, work.is_row(name))


def _own_files(store: Store) -> list[Path]:
    """The database and the note on what is being done: looked into in another way, or about to go."""
    place = store.path.parent
    return [*(place / name for name in _DATABASE), place / journal.JOURNAL, *store.backups()]


def _files_to_delete(store: Store, found: Iterable[Found]) -> tuple[str, ...]:
    """Reports and exports in the folder that hold something of them and are as they were written; whole sets."""
    folder = store.folder.resolve()
    hit = {(folder / item.path).resolve() for item in found}
    noted = [item for item in files_noted(store.path.parent) if Path(item.path).is_relative_to(folder)]
    sets = {(Path(item.path).parent, item.at) for item in noted if Path(item.path) in hit}
    ours = [
        Path(item.path)
        for item in noted
        if (Path(item.path).parent, item.at) in sets and digest_of_file(Path(item.path)) == item.digest
    ]
    return tuple(sorted(_shown(folder, path) for path in ours))


def _sources_left(folder: Path, forgetting: Forgetting) -> tuple[str, ...]:
    """The files that were read with them in it and are still there, in the study folder or elsewhere."""
    left = []
    for file in forgetting.files:
        here = [path for path in (folder / file.name, Path(file.path)) if file.path]
        with suppress(OSError, ValueError):
            left += [storable(path.resolve().as_posix()) for path in here if path.exists()][:1]
    return tuple(sorted(set(left)))


def _elsewhere(store: Store, sought: Sought) -> tuple[Elsewhere, ...]:
    """Reports and exports outside the folder, and those that are no longer where they were written to."""
    folder = store.folder.resolve()
    found = []
    for item in files_noted(store.path.parent):
        path = Path(item.path)
        if not path.exists():
            found.append(Elsewhere(item.path, item.at, None))
        elif not path.is_relative_to(folder):
            hit, reason = look_into(path, item.path, sought)
            found.append(Elsewhere(item.path, item.at, bool(reason) or (hit is not None and not _only_path(hit))))
    return tuple(found)


def _only_path(found: Found) -> bool:
    return not (found.runs or found.names)


def _clean_manifest(store: Store, work: _Work) -> None:
    """Forget files that are gone from the folder, and those whose own name has the person's."""
    place, folder = store.path.parent, store.folder.resolve()
    noted = files_noted(place)

    def stays(item: HandedOut) -> bool:
        is_here = Path(item.path).is_relative_to(folder)
        return not (is_here and not Path(item.path).exists()) and not work.sought.names_in(item.path)

    kept = [item for item in noted if stays(item)]
    if len(kept) != len(noted):
        keep_noted(place, kept)


def _look_everywhere(store: Store, work: _Work, plan: Plan) -> Forgotten:
    """The proof: every file of the folder, the database byte for byte, and what lies outside as far as it is known."""
    scanned = scan(store.folder, work.sought, passed_over=_own_files(store))
    in_database = []
    for name in _DATABASE:
        path = store.path.parent / name
        hit, _ = look_into(path, f"{STORE_FOLDER}/{name}", work.sought, names=False)
        in_database += [hit] if hit is not None else []
    n_database = sum((store.path.parent / name).exists() for name in _DATABASE)
    keys = [digest_of(text) for text in work.forgetting.own_words]
    said = {digest_of(text) for *_, text in work.others}
    sources = _sources_left(store.folder, work.forgetting)
    here = {_shown(store.folder, Path(path)) for path in sources}
    others = tuple(item for item in scanned.found if item.path not in here)
    return Forgotten(
        plan=plan,
        scanned=Scanned(scanned.n_files + n_database, (*in_database, *others), scanned.closed),
        sources=sources,
        elsewhere=tuple(item for item in plan.elsewhere if item.path not in plan.files),
        said_by_others=(*work.said_by_others(), *work.in_names()),
        cached=store.cached_among([key for key in keys if key not in said]),
    )


def _note_erasure(store: Store, report: Forgotten) -> None:
    """That somebody was forgotten, when, by whom and why, and with what proof; not who."""
    path = store.path.parent / ERASURES
    forgetting = report.plan.forgetting
    entry = {
        "at": forgetting.at,
        "by": forgetting.by,
        "because": forgetting.because,
        "n_statements": len(forgetting.statements),
        "n_files_scanned": report.scanned.n_files,
        "n_files_left": len(report.scanned.found) + len(report.sources),
    }
    before = path.read_bytes() if path.exists() else b""
    write_atomically(path, before + msgspec.json.encode(entry) + b"\n")


def _themes(analysis: Analysis | None, person: str) -> tuple[tuple[ThemeId, str, int], ...]:
    """The themes that they are in: id, name, and how many others are."""
    themes = analysis.themes if analysis is not None else ()
    return tuple((t.id, t.name, len(t.participants) - 1) for t in themes if person in t.participants)


def _shown(folder: Path, path: Path) -> str:
    """A path as it is shown: from the study folder on, where it lies in it."""
    resolved, home = path.resolve(), folder.resolve()
    return storable((resolved.relative_to(home) if resolved.is_relative_to(home) else resolved).as_posix())
