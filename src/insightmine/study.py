"""Study: open a study folder and do anything that the command line does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Self

import insightmine
from insightmine.config import InputOptions
from insightmine.domain.analysis import Analysis
from insightmine.domain.deciding import new_decision, to_undo
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import digest_of
from insightmine.domain.progress import Progress, Silent
from insightmine.embedding import CachedEncoder
from insightmine.engines import Vectors, load_chat, load_classifier
from insightmine.errors import UsageError
from insightmine.exchange.codebooks import codebook_csv, read_codebook
from insightmine.exchange.coding_import import read_back
from insightmine.exchange.journeys import read_journey
from insightmine.forgetting import (
    Forgetting,
    Forgotten,
    Plan,
    carry_out,
    gather,
    pending,
    plan_for,
)
from insightmine.intake import Preview, take_in, without_refused
from insightmine.judgements import load_heads
from insightmine.kept_codings import Adopted, BroughtIn, adoption_of, first_coder, keep, kept_of, reason_of
from insightmine.open_study import OpenStudy
from insightmine.pipeline import Engines
from insightmine.readings import study_transcripts
from insightmine.redacting import RedactionReport, look, report_on, turn_on
from insightmine.resources import models_folder
from insightmine.store import (
    DECISIONS_FILE,
    REDACTIONS_FILE,
    append_decision,
    effective,
    set_aside,
)
from insightmine.study_files import TakenCodebook, TakenJourney, take_codebook, take_journey, write_study_files
from insightmine.themes import CachedChat
from insightmine.upkeep import (
    IngestReport,
    Upkeep,
    bring_up_to_date,
    login_name,
    now,
    preview_of,
)


class Study(OpenStudy):
    """A study folder: its settings, its store, and everything that was found in it.

    Results are read from the store (`OpenStudy`); only `ingest`, `decide`, `redact` and `forget` compute. Use it as a
    context manager, or call `close`. Raises `UsageError` where there is no study, and the store's errors as they are.
    """

    @classmethod
    def init(cls, folder: Path | str = ".") -> Self:
        """Make a study folder with commented settings. Files that are there already are left as they are."""
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        write_study_files(path)
        return cls.open(path, create=True)

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

    def import_codebook(self, path: Path | str, *, progress: Progress | None = None) -> TakenCodebook:
        """Take a codebook (CSV, or REFI-QDA .qdc) over as codebook.csv, and give statements its codes.

        One that was there is kept beside it. Raises `ConfigError` for one that cannot be used.
        """
        watched = progress or Silent()
        codebook = read_codebook(Path(path))
        with self._store.writing():
            self._finish_forgetting(watched)
            taken = take_codebook(self.folder, codebook_csv(codebook), Path(path))
            self.__dict__.pop("options", None)
            if self._store.last_run() is not None:
                self._bring_up_to_date(watched)
        return taken

    def import_journey(
        self, path: Path | str, *, replace: bool = False, progress: Progress | None = None
    ) -> TakenJourney:
        """Take the steps of a Mermaid journey or a CSV over as journey.toml, and place statements on them.

        Raises `ConfigError` or `InputRefused` for a file that cannot be used, `UsageError` where another journey is
        there and is not to be replaced; then it is as it was.
        """
        watched = progress or Silent()
        journey = read_journey(Path(path))
        with self._store.writing():
            self._finish_forgetting(watched)
            taken = take_journey(self.folder, journey, Path(path), replace=replace)
            self.__dict__.pop("options", None)
            if self._store.last_run() is not None:
                self._bring_up_to_date(watched)
        return taken

    def import_coding(self, path: Path | str, by: str) -> BroughtIn:
        """Read a second coder's sheet back, keep it, and compare it with what holds in the study.

        Nothing is decided by it (see `adopt_coding`). Raises `InputRefused` for a file that is no coding, `UsageError`
        for a name that no file can have; rows that do not hold are told in the result.
        """
        with self._store.writing():
            self._finish_forgetting(Silent())
            read = read_back(Path(path), self.analysis, by, self.options.codebook)
            kept, n_new, n_changed = keep(self.folder, by, read)
        compared = None
        if read.rows:
            with suppress(UsageError):  # nothing of what they coded was judged
                compared = self.agree(kept, first_coder(self.analysis, by))
        return BroughtIn(by, kept, read.n_coded, n_new, n_changed, read.empty, read.refused, compared)

    def adopt_coding(self, by: str, *, progress: Progress | None = None) -> Adopted:
        """Write a kept coding down as decisions of its coder, all at once, and replay them.

        What somebody else decided otherwise stays as it is and is told. Raises `UsageError` without such a coding.
        """
        watched = progress or Silent()
        with self._store.writing():
            self._finish_forgetting(watched)
            adoption = adoption_of(kept_of(self.folder, by), effective(self.decisions), by)
            because, at = reason_of(by), now()
            new = [new_decision(self.analysis, i.action, [i.statement], i.value, by, because, at)
                   for i in adoption.wanted if i.statement in self.analysis.statement_by_id]  # fmt: skip
            written = tuple(append_decision(self.folder / DECISIONS_FILE, decision) for decision in new)
            self._bring_up_to_date(watched)
        return Adopted(adoption, written)

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

    @property
    def _encoder(self) -> CachedEncoder:
        return CachedEncoder(self._plain_encoder, self._store)

    def _gather(self, person: str, because: str, by: str | None) -> Forgetting:
        """Everything that is known of somebody who is to be forgotten."""
        rulings, author = effective(self.decisions), by or login_name()
        stored = self._store.load_analysis()
        return gather(self._store, stored, self.options, rulings, person, at=now(), by=author, because=because)

    def _engines(self) -> Engines:
        """All engines with their memories; weights are verified here, before anything is read or taken out."""
        load_heads()
        if self.options.models.encoder_path is None:  # what the heads fit is judged with the classifier
            load_classifier()
        chat = load_chat(self.options.names)
        asking = None if chat is None else CachedChat(chat, self._store)
        return Engines(self._grammar, self._store, self._encoder, chat=asking, classify=self._classify)

    def _classify(self, texts: Sequence[str]) -> Vectors:
        """The classifier's logits, each text once."""
        return CachedEncoder(load_classifier(), self._store).encode(texts)

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
    """The program's version and a digest of its code and trained heads: results of others are not taken for today's."""
    package = Path(insightmine.__file__).parent
    paths = sorted((path for path in package.rglob("*") if path.suffix in (".py", ".json")), key=Path.as_posix)
    # the manifest holds the digest of every file of weights
    texts = [path.read_text(encoding="utf-8") for path in (*paths, models_folder() / "manifest.toml")]
    code = digest_of(*texts)
    return {"insightmine": insightmine.__version__, "code": code}
