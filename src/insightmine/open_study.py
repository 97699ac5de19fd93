"""OpenStudy: what can be asked of a study without anything being computed or decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from insightmine.agreement import Aspect
from insightmine.audit_trail import AuditTrail
from insightmine.coders import Compared, agree
from insightmine.comparing import OpenedStudy, compare_folders, compare_parts
from insightmine.config import GUIDE_FILE, PEOPLE_FILE, ModelOptions, Options, PersonRow, load_people
from insightmine.domain.analysis import Analysis
from insightmine.domain.code_use import CodeUse, code_use
from insightmine.domain.decision_words import Decided
from insightmine.domain.decisions import Decision
from insightmine.domain.file_names import legible
from insightmine.domain.ids import ParticipantId
from insightmine.domain.memos import Memo
from insightmine.domain.new_themes import NewThemes, new_themes
from insightmine.domain.plans import PlanCheck
from insightmine.domain.segments import Splits
from insightmine.domain.sharing import shareable
from insightmine.domain.suggestions import Suggestion
from insightmine.domain.theme_events import RunNote
from insightmine.domain.theme_stories import ThemeStory
from insightmine.embedding import CachedEncoder, ReadOnly
from insightmine.engines import Encoder, Grammar, Vectors, load_encoder, load_grammar
from insightmine.errors import NothingUsable, UsageError
from insightmine.exchange import FILES, export_to
from insightmine.exchange.coding_sheet import CODING, DEFAULT_SIZE, export_coding
from insightmine.forgetting import obeying, refuse_half_forgotten
from insightmine.guide import Recognised
from insightmine.plan_check import check_plan, with_evidence
from insightmine.redacting import name_as_shown, people_as_shown
from insightmine.report import GuideView, Notes, Snapshot, guide_view, snapshot_of, write_html, write_markdown
from insightmine.report.branches import NamedBranch, branches_at
from insightmine.report.split_tables import known_attribute, split_table
from insightmine.rounds import Comparison
from insightmine.search_session import Kept, SearchAnswer, SearchRequest, SearchSession
from insightmine.showing import Shown, find, row_of, steps_of
from insightmine.store import (
    DECISIONS_FILE,
    Finding,
    Store,
    effective,
    note_files,
    read_decisions,
    write_atomically,
)
from insightmine.study_options import load_study_options, read_guide_document
from insightmine.suggesting import suggest_journey
from insightmine.upkeep import now, people_digest, refuse_other_list

_REPORTS = {".html": write_html, ".htm": write_html, ".md": write_markdown, ".markdown": write_markdown}


class OpenStudy:
    """The reading side of `Study`: results as they are stored, tables, quotes, reports and exports."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.folder = store.folder
        self._session: SearchSession | None = None

    @classmethod
    def open(cls, folder: Path | str = ".", *, create: bool = False) -> Self:
        """The study in this folder; `create` makes one with default settings where there is none."""
        return cls(Store.open(Path(folder), create=create))

    def __enter__(self) -> Self:
        return self

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
    def last_run(self) -> str:
        """The version of the program that made the results; empty before the first."""
        last = self._store.last_run()
        return last.versions.get("insightmine", "") if last is not None else ""

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

    def check_plan(self, path: Path | str, *, column: str | None = None) -> PlanCheck:
        """A roadmap or OKRs (Markdown, text, CSV, XLSX): what each entry is, and what the study says to it.

        What may not be shown to others does not count. `column` names the column of a table that holds the entries.
        Raises `InputRefused`, `NothingUsable` for a plan without entries, and `UsageError`.
        """
        found = check_plan(Path(path), column, self._grammar, self._plain_encoder)
        if self._analysis is None or not self._analysis.statements:
            return found
        return with_evidence(found, self._analysis, self._plain_encoder, self._search_session)

    def note_handed_out(self, path: Path | str) -> None:
        """Remember a file that quotes people, so that `forget` looks into it wherever it lies."""
        note_files(self._store.path.parent, [Path(path)], now())

    def search_rows(self, answer: SearchAnswer) -> list[dict[str, Any]]:
        """The hits in the names of the search contract."""
        return [self._search_session.row(hit) for hit in answer.hits]

    def show(self, name: str) -> tuple[Shown, ...]:
        """The thing with this id, or the transcripts of this file or participant. Raises `UsageError`."""
        self._trail.refuse_retired(name)
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

    def report(self, path: Path | str, *, accepted_only: bool = False, by: str | None = None) -> Path:
        """Write the report: Markdown or one self-contained HTML file, by the name; `by` adds tables by segment.

        Raises `UsageError` for another name, and for an attribute that nobody has.
        """
        refuse_other_list(self._store)
        target = Path(path)
        write = _REPORTS.get(target.suffix.lower())
        if write is None:
            raise UsageError(f"{target.name}: no report has this ending", hint="use .html or .md")
        if not target.parent.is_dir():
            raise UsageError(f"there is no folder {target.parent} for the report", hint="make it, or name another")
        if by is not None:
            known_attribute(shareable(self.analysis), by)
        trail = self._trail
        notes = Notes(trail.memos(), trail.told)
        write_atomically(target, write(self.analysis, self.title, accepted_only, self.options.guide, notes, by))
        note_files(self._store.path.parent, [target], now())
        return target

    def export(
        self,
        folder: Path | str,
        form: str = "jsonl",
        *,
        sample: int | None = None,
        draw: int = 1,
        accepted_only: bool = False,
    ) -> tuple[Path, ...]:
        """Write the study for other programs (the export contract). Raises `UsageError` for an unknown format.

        `accepted_only` leaves what nobody has accepted yet out of a planning format. `sample` and `draw` (from 1) are
        for the format `coding`: how many statements, and which draw of so many.
        """
        refuse_other_list(self._store)
        if form == "csv" and Path(folder).resolve() == self.folder.resolve():
            raise UsageError("transcripts.csv of the study would be overwritten", hint="name a folder of its own")
        if form != CODING and (sample is not None or draw != 1):
            raise UsageError(f"a sample goes with the format {CODING}", hint=f"use --format {CODING}")
        shared = shareable(self.analysis)
        if form == CODING and not accepted_only:
            codebook = self.options.codebook
            written = export_coding(shared, Path(folder), sample or DEFAULT_SIZE, draw, codebook)
        else:
            written = export_to(form, shared, Path(folder), title=self.title, accepted_only=accepted_only)
        note_files(self._store.path.parent, written, now())
        return written

    def themes_at(self, detail: float) -> tuple[NamedBranch, ...]:
        """The groups at another detail, 0 (broad) to 1 (fine), without grouping again. Raises `UsageError`."""
        if not 0 <= detail <= 1:
            raise UsageError(f"{detail:g} is no detail", hint="it is a number from 0 to 1")
        return branches_at(self.analysis, detail)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one file of the export contract ("themes", "signals", ...), nobody left out: not for sharing."""
        return list(FILES[table](self.analysis))

    def agree(self, *names: Path | str, on: str | None = None) -> Compared:
        """How far coders agree: `study`, `program`, kept codings by name, files, and folders of exports or studies.

        `on` is one of `Aspect` ("effect", "kind", "theme" ...), else everything that two of them coded. Raises
        `UsageError` where a name is unknown or nothing is comparable.
        """
        aspect = Aspect(on) if on is not None else None
        return agree([str(name) for name in names], self.folder, self.analysis, aspect, open_other=analysis_in)

    def new_themes(self, by: str | None = None) -> tuple[NewThemes, ...]:
        """How many new themes each further person brought, over many orders: of all, or by an attribute of people.

        Raises `UsageError` for an attribute that nobody has.
        """
        if by is not None:
            known_attribute(self.analysis, by)
        return new_themes(self.analysis, by)

    def split(self, table: str, by: str, *, everything: bool = False) -> Splits:
        """A table ("themes", "signals", "steps", "outcomes", "guide") by an attribute of people: each segment's own.

        `everything`: also single voices and what was rejected. Not for sharing: nobody is left out. Raises
        `UsageError` for an attribute that nobody has.
        """
        known_attribute(self.analysis, by)
        return split_table(self.analysis, table, by, self.options.guide, everything=everything)

    def compare(self, first: str, second: str, *, by: str) -> Comparison:
        """What changed between two parts of this study: values of an attribute, or patterns of file names (`file`).

        For two folders see `compare_studies`. Raises `UsageError` for an attribute or value that there is not.
        """
        return compare_parts(self.analysis, by, (first, second))

    def suggest_journey(self) -> tuple[Suggestion, ...]:
        """Steps to begin a journey with, from guide, headings, questions and topics; not for sharing."""
        encoder = CachedEncoder(self._plain_encoder, Kept(self._store))
        return suggest_journey(self.analysis, self.options.guide, encoder.encode)

    def journey_rows(self) -> list[dict[str, Any]]:
        """The steps in order, with how many statements and which people speak of each."""
        return steps_of(self.analysis)

    def check(self, *, full: bool = False) -> list[Finding]:
        """Whether the store is whole; `full` also reads every source again."""
        return self._store.check(full=full)

    def theme_history(self, theme: str | None = None) -> tuple[tuple[RunNote, ...], tuple[ThemeStory, ...]]:
        """Every run whose result was kept, and the story of each theme there ever was, or of one. Not for sharing.

        Raises `UsageError` for a theme that there never was.
        """
        return self._trail.theme_history(theme)

    def decided(self, about: str | None = None) -> tuple[Decided, ...]:
        """Every decision in words, with what became of it, oldest first; `about`: only those on this thing."""
        return self._trail.decided(about)

    def codes(self) -> tuple[CodeUse, ...]:
        """What each code of the study's codebook holds, also those that nobody speaks to, in its order."""
        return code_use(self._analysis or Analysis(), self.options.codebook)

    def memos(self, name: str | None = None) -> tuple[Memo, ...]:
        """The paragraphs of memos.md, or those that mention the thing with this id. Raises `ConfigError`."""
        return self._trail.memos(name)

    def memo_problems(self) -> tuple[str, ...]:
        """What to know of ids in memos.md that name nothing of today: where a theme went, or that there is none."""
        return self._trail.memo_problems()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, oldest first, undone decisions included."""
        return read_decisions(self.folder / DECISIONS_FILE)

    @property
    def _trail(self) -> AuditTrail:
        return AuditTrail(self._store, self._analysis or Analysis(), is_out_of_date=self.out_of_date is not None)

    @cached_property
    def _plain_encoder(self) -> Encoder:
        return load_encoder(self.options.models)

    @cached_property
    def _grammar(self) -> Grammar:
        return load_grammar(self.options.models)

    @property
    def _search_session(self) -> SearchSession:
        if self._session is None:
            self._session = SearchSession(self.analysis, self._store, self._plain_encoder, self._grammar)
        return self._session


def analysis_in(folder: Path) -> Analysis:
    """What was found in the study of a folder. Raises `UsageError` without one, `NothingUsable` for an empty one."""
    with OpenStudy.open(folder) as study:
        return study.analysis


def compare_studies(first: Path | str, second: Path | str, *, same_people: bool = False) -> Comparison:
    """What changed between two folders, each a study or an export, the earlier first.

    `same_people`: a participant's name means the same person in both. Raises `UsageError` and `InputRefused`.
    """
    return compare_folders((str(first), str(second)), _for_comparison, _default_encode, same_people)


def _for_comparison(folder: Path) -> OpenedStudy:
    """A study's result, and vectors of its statements by the encoder that its settings name; nothing is written."""
    with OpenStudy.open(folder) as study:
        analysis, last = study.analysis, study.last_run
        encoder = CachedEncoder(study._plain_encoder, ReadOnly(study._store))
        vectors = encoder.encode([statement.text for statement in analysis.for_themes])
        return OpenedStudy(analysis, encoder.identity, last, vectors, study._plain_encoder.encode)


def _default_encode(texts: Sequence[str]) -> Vectors:
    return load_encoder(ModelOptions()).encode(texts)
