"""Study: open a study folder and do anything that the command line does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from getpass import getuser
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import insightmine
from insightmine.config import InputOptions, Options, load_options
from insightmine.domain.analysis import Analysis
from insightmine.domain.deciding import new_decision, without_undone
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.file_names import legible
from insightmine.domain.ids import ParticipantId, digest_of
from insightmine.domain.progress import Progress, Silent
from insightmine.domain.speech import Role
from insightmine.embedding import CachedEncoder
from insightmine.engines import Encoder, Grammar, load_encoder, load_grammar
from insightmine.errors import NothingUsable, UsageError
from insightmine.exchange import FILES, export_to
from insightmine.intake import Intake, Listed, Preview, look_at, study_transcripts, take_in
from insightmine.pipeline import Engines, analyse
from insightmine.report import Snapshot, snapshot_of, write_html, write_markdown
from insightmine.search_session import SearchAnswer, SearchRequest, SearchSession
from insightmine.showing import Shown, find, row_of
from insightmine.store import (
    DECISIONS_FILE,
    Finding,
    RunRecord,
    Store,
    append_decision,
    effective,
    read_decisions,
    write_atomically,
)
from insightmine.study_files import write_study_files

_REPORTS = {".html": write_html, ".htm": write_html, ".md": write_markdown, ".markdown": write_markdown}


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run read, what it set aside and refused, and what the study now holds."""

    intake: Intake
    copies: tuple[Listed, ...]
    analysis: Analysis
    recomputed: bool

    @property
    def exit_code(self) -> int:
        """0 done, 3 done but some inputs refused, 4 nothing usable."""
        if not self.analysis.statements:
            return 4
        return 3 if self.intake.refused else 0


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
        return load_options(self.folder)

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

    @cached_property
    def _analysis(self) -> Analysis | None:
        return self._store.load_analysis()

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

        Settings, participants.csv, guide.toml, decisions and what the study holds already count. Raises `ConfigError`.
        """
        place = Path(folder)
        options = load_options(place)
        options = replace(options, input=reading) if reading is not None else options
        try:
            with Store.open(place) as store:
                stored = store.readings()
        except UsageError:  # there is no study yet
            stored = ()
        rulings = effective(read_decisions(place / DECISIONS_FILE))
        return look_at([Path(path) for path in paths], options, rulings, place, stored, progress or Silent())

    def ingest(
        self, paths: Sequence[Path | str], *, reading: InputOptions | None = None, progress: Progress | None = None
    ) -> IngestReport:
        """Read what is new or changed under the paths and bring the whole study up to date.

        `reading` overrides the `[input]` settings for these paths. Raises `ConfigError` and `ModelError` before
        anything is read.
        """
        watched = progress or Silent()
        options = replace(self.options, input=reading) if reading is not None else self.options
        engines = self._engines()
        with self._store.writing():
            intake = take_in([Path(path) for path in paths], options, self._store, watched)
            copies, recomputed = self._bring_up_to_date(engines, watched)
        return IngestReport(intake, copies, self._analysis or Analysis(), recomputed)

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
        with self._store.writing():
            wanted = tuple(targets) if action is not Action.UNDO else self._decision_to_undo(tuple(targets))
            author = by or _login_name()
            decision = new_decision(self.analysis, action, wanted, value, author, because, _now())
            written = append_decision(self.folder / DECISIONS_FILE, decision)
            self._bring_up_to_date(self._engines(), progress or Silent())
        return written

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
        return find(self.analysis, name)

    def shown_rows(self, items: Sequence[Shown]) -> list[dict[str, Any]]:
        """Things as in the export contract; a transcript with its turns, roles and statements."""
        return [row_of(self.analysis, item) for item in items]

    def report(self, path: Path | str, *, accepted_only: bool = False) -> Path:
        """Write the report: Markdown or one self-contained HTML file, by the name. Raises `UsageError` for another."""
        target = Path(path)
        write = _REPORTS.get(target.suffix.lower())
        if write is None:
            raise UsageError(f"{target.name}: no report has this ending", hint="use .html or .md")
        if not target.parent.is_dir():
            raise UsageError(f"there is no folder {target.parent} for the report", hint="make it, or name another")
        write_atomically(target, write(self.analysis, self.title, accepted_only))
        return target

    def export(self, folder: Path | str, form: str = "jsonl") -> tuple[Path, ...]:
        """Write the study for other programs (the export contract). Raises `UsageError` for an unknown format."""
        return export_to(form, self.analysis, Path(folder))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one file of the export contract ("themes", "signals", ...), nobody left out: not for sharing."""
        return list(FILES[table](self.analysis))

    def journey_rows(self) -> list[dict[str, Any]]:
        """The steps in order, with how many statements and which people speak of each."""
        said: dict[str, set[str]] = {step.id: set() for step in self.analysis.journey.steps}
        count = dict.fromkeys(said, 0)
        for judgement in self.analysis.judgements:
            if judgement.step is not None:
                said[judgement.step].add(self.analysis.statement_by_id[judgement.statement].participant)
                count[judgement.step] += 1
        return [
            {"id": step.id, "name": step.name, "description": step.description, "n_statements": count[step.id],
             "participants": sorted(said[step.id]), "origin": self.analysis.journey.origin.value}
            for step in self.analysis.journey.steps
        ]  # fmt: skip

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

    def _decision_to_undo(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The decision named, else the latest that holds. An undo that stands can itself be undone."""
        holding = [decision.id for decision in effective(self.decisions)]
        if not holding and not targets:
            raise UsageError("there is nothing to undo")
        undoing = [decision.id for decision in self.decisions if decision.action is Action.UNDO]
        for target in targets:
            if target not in (*holding, *undoing):
                hint = f"decisions that hold: {', '.join(holding[-12:]) or 'none'}"
                raise UsageError(f"there is no decision {target!r} to undo", hint=hint)
        return targets or (holding[-1],)

    def _engines(self) -> Engines:
        """Both engines with their memories; weights are verified here, before anything is read."""
        return Engines(self._grammar, self._store, self._encoder)

    def _bring_up_to_date(self, engines: Engines, progress: Progress) -> tuple[tuple[Listed, ...], bool]:
        """Run the pipeline if anything that goes into it changed since the last run."""
        transcripts, copies = study_transcripts(self._store)
        decisions = effective(self.decisions)
        record = RunRecord(
            inputs_digest=digest_of(repr(transcripts), repr(decisions)),
            settings_digest=digest_of(repr(self.options)),
            versions=_versions(),
            models={"grammar": engines.grammar.identity, "encoder": engines.encoder.identity},
            counts={},
        )
        last = self._store.last_run()
        if last is not None and replace(last, counts={}, warnings=()) == record:
            return copies, False
        history = without_undone(self._store.past_themes(), self.decisions, decisions)
        analysis = analyse(transcripts, self.options, decisions, history, engines, progress)
        progress.stage("saving")
        self._store.save_analysis(analysis, replace(record, counts=_counts(analysis)), at=_now())
        self._store.prune_caches(engines.encoder.used, _annotated(analysis))
        self.__dict__["_analysis"] = self._store.load_analysis()
        self._session = None
        return copies, True


@cache
def _versions() -> dict[str, str]:
    """The program's version and a digest of its code: results of other code are not taken for today's."""
    package = Path(insightmine.__file__).parent
    paths = sorted((path for path in package.rglob("*") if path.suffix in (".py", ".json")), key=Path.as_posix)
    code = digest_of(*(path.read_text(encoding="utf-8") for path in paths))
    return {"insightmine": insightmine.__version__, "code": code}


def _annotated(analysis: Analysis) -> set[str]:
    """The keys of the annotations that this analysis rests on."""
    turns = (turn for transcript in analysis.transcripts for turn in transcript.turns)
    return {digest_of(turn.text) for turn in turns if turn.role is Role.PARTICIPANT}


def _counts(analysis: Analysis) -> dict[str, int]:
    return {
        "transcripts": len(analysis.transcripts),
        "participants": len(analysis.people),
        "statements": len(analysis.statements),
        "themes": len(analysis.themes),
        "signals": len(analysis.signals),
        "outcomes": len(analysis.outcomes),
    }


def _login_name() -> str:
    try:
        return getuser()
    except (ImportError, KeyError, OSError) as error:  # by the system and the version of Python
        raise UsageError("the system does not say who is logged in", hint="say who decides: --by NAME") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
