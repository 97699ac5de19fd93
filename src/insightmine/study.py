"""Study: open a study folder and do anything that the command line does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import insightmine
from insightmine.config import GUIDE_FILE, PEOPLE_FILE, InputOptions, Options, PersonRow, load_people
from insightmine.domain.analysis import Analysis
from insightmine.domain.deciding import new_decision, to_undo
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.file_names import legible
from insightmine.domain.ids import ParticipantId, digest_of
from insightmine.domain.progress import Progress, Silent
from insightmine.domain.sharing import shareable
from insightmine.embedding import CachedEncoder
from insightmine.engines import Encoder, Grammar, load_encoder, load_grammar
from insightmine.errors import NothingUsable, UsageError
from insightmine.exchange import FILES, export_to
from insightmine.forgetting import (
    Forgetting,
    Forgotten,
    Plan,
    carry_out,
    gather,
    obeying,
    pending,
    plan_for,
    refuse_half_forgotten,
)
from insightmine.guide import Recognised
from insightmine.intake import Preview, take_in, without_refused
from insightmine.pipeline import Engines
from insightmine.readings import study_transcripts
from insightmine.redacting import RedactionReport, look, name_as_shown, people_as_shown, report_on, turn_on
from insightmine.report import GuideView, Snapshot, guide_view, snapshot_of, write_html, write_markdown
from insightmine.search_session import SearchAnswer, SearchRequest, SearchSession
from insightmine.showing import Shown, find, row_of, steps_of
from insightmine.store import (
    DECISIONS_FILE,
    REDACTIONS_FILE,
    Finding,
    Store,
    append_decision,
    effective,
    note_files,
    read_decisions,
    set_aside,
    write_atomically,
)
from insightmine.study_files import write_study_files
from insightmine.study_options import load_study_options, read_guide_document
from insightmine.upkeep import (
    IngestReport,
    Upkeep,
    bring_up_to_date,
    login_name,
    now,
    people_digest,
    preview_of,
    refuse_other_list,
)

_REPORTS = {".html": write_html, ".htm": write_html, ".md": write_markdown, ".markdown": write_markdown}


class Study(AbstractContextManager["Study"]):
    """A study folder: its settings, its store, and everything that was found in it.

    Results are read from the store; only `ingest` and `decide` compute. Use it as a context manager, or call
    `close`. Raises `UsageError` where there is no study, and the store's errors as they are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.folder = store.folder
        self._session: SearchSession | None = None

    @classmethod
    def open(cls, folder: Path | str = ".", *, create: bool = False) -> Self:
        """The study in this folder; `create` makes one with default settings where there is none."""
        return cls(Store.open(Path(folder), create=create))

    @classmethod
    def init(cls, folder: Path | str = ".") -> Self:
        """Make a study folder with commented settings. Files that are there already are left as they are."""
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        write_study_files(path)
        return cls.open(path, create=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    @cached_property
    def options(self) -> Options:
        """The settings, from insightmine.toml, journey.toml and participants.csv. Raises `ConfigError`."""
        return load_study_options(self.folder)

    @property
    def title(self) -> str:
        """The title in the settings, else the folder's name."""
        return self.options.study.title or legible(self.folder.resolve().name)

    @property
    def analysis(self) -> Analysis:
        """Everything that was found. Raises `NothingUsable` when nothing was ingested yet."""
        analysis = self._analysis
        if analysis is None:
            raise NothingUsable("nothing was ingested here yet", hint="run: insightmine ingest FOLDER")
        return analysis

    @property
    def out_of_date(self) -> str | None:
        """What a reader of the results should know before they are made anew; `None` where there is nothing."""
        last = self._store.last_run()
        if last is None or not last.people_digest or last.people_digest == people_digest(self._people):
            return None
        return (
            f"{PEOPLE_FILE} was changed after these results were made. Consent is obeyed as it is there now; counts, "
            "themes and everything else follow with the next: insightmine ingest"
        )

    @cached_property
    def _people(self) -> tuple[PersonRow, ...]:
        return load_people(self.folder / PEOPLE_FILE)

    @cached_property
    def _analysis(self) -> Analysis | None:
        """The last result, with everybody's consent as participants.csv has it now."""
        refuse_half_forgotten(self.folder)
        stored = self._store.load_analysis()
        people = people_as_shown(self.folder, self._people)
        return stored and obeying(stored, people, effective(self.decisions))

    @classmethod
    def preview(
        cls,
        folder: Path | str,
        paths: Sequence[Path | str],
        *,
        reading: InputOptions | None = None,
        progress: Progress | None = None,
    ) -> Preview:
        """What `ingest` would read into the study in this folder; nothing is stored, and no study need be there.

        Settings, participants.csv, guide.toml, decisions and what the study holds already count. Raises `ConfigError`,
        and `UsageError` where somebody is only half forgotten.
        """
        return preview_of(Path(folder), [Path(path) for path in paths], reading, progress or Silent())

    def ingest(
        self,
        paths: Sequence[Path | str],
        *,
        reading: InputOptions | None = None,
        redact: bool = False,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Read what is new or changed under the paths and bring the whole study up to date.

        `redact` turns redaction on first, so that nothing is ever computed from the clear text.
        `reading` overrides the `[input]` settings for these paths. Raises `ConfigError` and `ModelError` before
        anything is read.
        """
        watched = progress or Silent()
        options = replace(self.options, input=reading) if reading is not None else self.options
        self._engines()
        with self._store.writing():
            self._finish_forgetting(watched)
            intake = take_in([Path(path) for path in paths], options, self._store, watched)
            if redact:
                turn_on(self.folder)
            done = self._bring_up_to_date(watched)
        intake = without_refused(intake, done.left_out.refused)
        return IngestReport(intake, done.copies, self._analysis or Analysis(), done.recomputed)

    def redact(self, *, dry_run: bool = False, progress: Progress | None = None) -> RedactionReport:
        """Put pseudonyms in the place of what identifies people, and make everything anew from the redacted text.

        The list of what they stand for is redactions.csv; while it lies there, every later run redacts too. A
        `dry_run` only looks. Raises `ConfigError` for a list that cannot be used, `NothingUsable` for an empty study.
        """
        watched = progress or Silent()
        with self._store.writing():
            if dry_run:
                transcripts, _ = study_transcripts(self._store)
                return look(self.folder, transcripts, self.options, effective(self.decisions))
            self._finish_forgetting(watched)
            turn_on(self.folder)
            self._bring_up_to_date(watched)
            return report_on(self._store, self.analysis)

    def stop_redacting(self, *, progress: Progress | None = None) -> Path | None:
        """Make everything anew from the clear text; where redactions.csv is kept then, `None` without one."""
        with self._store.writing():
            self._finish_forgetting(progress or Silent())
            kept = set_aside(self.folder / REDACTIONS_FILE)
            self._bring_up_to_date(progress or Silent())
        return kept

    def decide(
        self,
        action: Action,
        targets: Sequence[str],
        value: str | None = None,
        *,
        because: str = "",
        by: str | None = None,
        progress: Progress | None = None,
    ) -> Decision:
        """Write down a decision and replay all of them. Raises `UsageError` for a target or value that does not fit."""
        watched = progress or Silent()
        with self._store.writing():
            self._finish_forgetting(watched)
            known = self.decisions
            wanted = to_undo(known, effective(known), targets) if action is Action.UNDO else tuple(targets)
            author = by or login_name()
            decision = new_decision(self.analysis, action, wanted, value, author, because, now())
            written = append_decision(self.folder / DECISIONS_FILE, decision)
            self._bring_up_to_date(watched)
        return written

    def plan_forgetting(self, person: str, *, because: str = "", by: str | None = None) -> Plan:
        """What `forget` would take out, and what would be left to the researcher. Raises `UsageError`.

        Nothing is changed, but for an erasure that was interrupted: that is finished first.
        """
        with self._store.writing():
            self._finish_forgetting(Silent())
            stored = self._store.load_analysis()
            return plan_for(self._store, stored, self.options, self._gather(person, because, by))

    def forget(
        self, person: str, *, because: str = "", by: str | None = None, progress: Progress | None = None
    ) -> Forgotten:
        """Take everything that a participant said out of the study, compute it anew, and look into every file.

        The person may not come back: of them and of their files only salted digests are kept. Source files are never
        changed. Raises `UsageError` for somebody who is not there, and `StoreLocked` while another process reads.
        """
        watched = progress or Silent()
        with self._store.writing():
            self._finish_forgetting(watched)
            return self._carry_out(self._gather(person, because, by), watched)

    def finish_forgetting(self, *, progress: Progress | None = None) -> Forgotten:
        """Finish an erasure that was interrupted. Raises `UsageError` where there is none."""
        with self._store.writing():
            done = self._finish_forgetting(progress or Silent())
        if done is None:
            raise UsageError("nobody is half forgotten", hint="name the person: insightmine forget PERSON")
        return done

    def snapshot(self, participant: str | None = None) -> tuple[Snapshot, ...]:
        """One interview on one page, or all of them. Raises `UsageError` for a participant that is not there."""
        known = [person.id for person in self.analysis.people]
        if participant is not None and participant not in known:
            raise UsageError(f"there is no participant {participant!r}", hint=f"participants are: {', '.join(known)}")
        wanted = known if participant is None else [ParticipantId(participant)]
        return tuple(snapshot_of(self.analysis, person) for person in wanted)

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Quotes like a text or like another quote in meaning and words, best first. Raises `UsageError`."""
        return self._search_session.search(request)

    def search_rows(self, answer: SearchAnswer) -> list[dict[str, Any]]:
        """The hits in the names of the search contract."""
        return [self._search_session.row(hit) for hit in answer.hits]

    def show(self, name: str) -> tuple[Shown, ...]:
        """The thing with this id, or the transcripts of this file or participant. Raises `UsageError`."""
        return find(self.analysis, name, name_as_shown(self.folder, name))

    def shown_rows(self, items: Sequence[Shown]) -> list[dict[str, Any]]:
        """Things as in the export contract; a transcript with its turns, roles and statements."""
        return [row_of(self.analysis, item) for item in items]

    def guide_view(self) -> GuideView:
        """The guide's questions and tasks, and who was asked what, nobody left out: not for sharing."""
        return guide_view(self._analysis or Analysis(), self.options.guide)

    def guide_lines(self) -> tuple[Recognised, ...]:
        """What each line of the guide was taken for, where it is a document and no guide.toml. Raises `ConfigError`."""
        return () if self.options.guide.source == GUIDE_FILE else read_guide_document(self.folder)[1]

    def report(self, path: Path | str, *, accepted_only: bool = False) -> Path:
        """Write the report: Markdown or one self-contained HTML file, by the name. Raises `UsageError` for another."""
        refuse_other_list(self._store)
        target = Path(path)
        write = _REPORTS.get(target.suffix.lower())
        if write is None:
            raise UsageError(f"{target.name}: no report has this ending", hint="use .html or .md")
        if not target.parent.is_dir():
            raise UsageError(f"there is no folder {target.parent} for the report", hint="make it, or name another")
        write_atomically(target, write(self.analysis, self.title, accepted_only, self.options.guide))
        note_files(self._store.path.parent, [target], now())
        return target

    def export(self, folder: Path | str, form: str = "jsonl") -> tuple[Path, ...]:
        """Write the study for other programs (the export contract). Raises `UsageError` for an unknown format."""
        refuse_other_list(self._store)
        written = export_to(form, shareable(self.analysis), Path(folder))
        note_files(self._store.path.parent, written, now())
        return written

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one file of the export contract ("themes", "signals", ...), nobody left out: not for sharing."""
        return list(FILES[table](self.analysis))

    def journey_rows(self) -> list[dict[str, Any]]:
        """The steps in order, with how many statements and which people speak of each."""
        return steps_of(self.analysis)

    def check(self, *, full: bool = False) -> list[Finding]:
        """Whether the store is whole; `full` also reads every source again."""
        return self._store.check(full=full)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, oldest first, undone decisions included."""
        return read_decisions(self.folder / DECISIONS_FILE)

    @cached_property
    def _plain_encoder(self) -> Encoder:
        return load_encoder(self.options.models)

    @property
    def _encoder(self) -> CachedEncoder:
        return CachedEncoder(self._plain_encoder, self._store)

    @cached_property
    def _grammar(self) -> Grammar:
        return load_grammar(self.options.models)

    @property
    def _search_session(self) -> SearchSession:
        if self._session is None:
            self._session = SearchSession(self.analysis, self._store, self._plain_encoder, self._grammar)
        return self._session

    def _gather(self, person: str, because: str, by: str | None) -> Forgetting:
        """Everything that is known of somebody who is to be forgotten."""
        rulings, author = effective(self.decisions), by or login_name()
        stored = self._store.load_analysis()
        return gather(self._store, stored, self.options, rulings, person, at=now(), by=author, because=because)

    def _engines(self) -> Engines:
        """Both engines with their memories; weights are verified here, before anything is read."""
        return Engines(self._grammar, self._store, self._encoder)

    def _bring_up_to_date(self, progress: Progress) -> Upkeep:
        """Run the pipeline if anything that goes into it changed since the last run."""
        done = bring_up_to_date(self._store, self.options, self._engines(), _versions(), progress)
        if done.recomputed:
            self._let_go()
        return done

    def _let_go(self) -> None:
        """Read results anew when they are next asked for."""
        self.__dict__.pop("_analysis", None)
        self._session = None

    def _finish_forgetting(self, progress: Progress) -> Forgotten | None:
        """Go on with an erasure that was interrupted, if there is one."""
        unfinished = pending(self.folder)
        return None if unfinished is None else self._carry_out(unfinished, progress)

    def _carry_out(self, forgetting: Forgetting, progress: Progress) -> Forgotten:
        self._engines()  # weights that are missing are found out before anything goes

        def recompute() -> None:
            self.__dict__.pop("options", None)  # a row of participants.csv went
            self._bring_up_to_date(progress)

        done = carry_out(self._store, self._store.load_analysis(), self.options, forgetting, recompute)
        self._let_go()
        return done


@cache
def _versions() -> dict[str, str]:
    """The program's version and a digest of its code: results of other code are not taken for today's."""
    package = Path(insightmine.__file__).parent
    paths = sorted((path for path in package.rglob("*") if path.suffix in (".py", ".json")), key=Path.as_posix)
    code = digest_of(*(path.read_text(encoding="utf-8") for path in paths))
    return {"insightmine": insightmine.__version__, "code": code}
