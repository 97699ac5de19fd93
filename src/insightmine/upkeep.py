"""The results of a study, made anew where anything that goes into them changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from getpass import getuser
from pathlib import Path

from insightmine.config import InputOptions, Options, PersonRow
from insightmine.domain.analysis import Analysis
from insightmine.domain.deciding import before_deciding
from insightmine.domain.decisions import Action
from insightmine.domain.ids import digest_of
from insightmine.domain.progress import Progress
from insightmine.domain.speech import Consent
from insightmine.errors import UsageError
from insightmine.forgetting import (
    LeftOut,
    leave_out,
    refuse_half_forgotten,
    rows_to_use,
    without_forgotten,
    without_quotes_of,
)
from insightmine.intake import Intake, Preview, look_at
from insightmine.pipeline import Engines, analyse
from insightmine.readings import Listed, study_transcripts
from insightmine.redacting import list_digest, people_as_shown, redactor_for
from insightmine.store import (
    DECISIONS_FILE,
    REDACTIONS_FILE,
    RunRecord,
    Store,
    effective,
    read_decisions,
    read_redactions,
)
from insightmine.study_options import load_study_options
from insightmine.themes import is_unanswered


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done: files that count once, whether anything was computed, and who was taken out of the store."""

    copies: tuple[Listed, ...]
    recomputed: bool
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run read, what it set aside and refused, and what the study now holds."""

    intake: Intake
    copies: tuple[Listed, ...]
    analysis: Analysis
    recomputed: bool

    @property
    def exit_code(self) -> int:
        """0 done, 3 done but some files or rows of files refused, 4 nothing usable."""
        if not self.analysis.statements:
            return 4
        some_refused = self.intake.refused or any(problem.refused for problem in self.analysis.problems)
        return 3 if some_refused else 0


def bring_up_to_date(
    store: Store, options: Options, engines: Engines, versions: Mapping[str, str], progress: Progress
) -> Upkeep:
    """Take out what may not be kept any more, and run the pipeline if what goes into it changed since the last run.

    `versions` say by which code. Hold `Store.writing()` around it.
    """
    path = store.folder / DECISIONS_FILE
    without_quotes_of(path, (*options.people, *people_as_shown(store.folder, options.people)))
    left_out = leave_out(store, options, effective(read_decisions(path)), at=now())
    transcripts, copies = study_transcripts(store)
    decided = read_decisions(path)
    decisions = effective(decided)
    casting = [decision for decision in decisions if decision.action in (Action.ROLE, Action.PERSON)]
    looked_through = digest_of(
        repr(transcripts), repr(casting), repr(options), engines.grammar.identity, *versions.values()
    )
    last = store.last_run()
    redactor = redactor_for(store.folder, options)
    record = RunRecord(
        inputs_digest=digest_of(repr(transcripts), repr(decisions)),
        settings_digest=digest_of(repr(options)),
        versions=dict(versions),
        models={"grammar": engines.grammar.identity, "encoder": engines.encoder.identity},
        counts={},
        people_digest=people_digest(options.people),
        redactions_digest=list_digest(None if redactor is None else redactor.listed),
        looked_through=looked_through if redactor is not None else "",
        decisions=tuple(decision.id for decision in decisions),
    )
    if last is not None and replace(last, counts={}, warnings=()) == record:
        if store.needs_scrub:
            store.scrub()
        return Upkeep(copies, False, left_out)
    history = before_deciding(store.past_themes(), decided, decisions)
    used = _used(options, store)
    if redactor is not None and last is not None:
        unchanged = (last.redactions_digest, last.looked_through)
        redactor.is_current = unchanged == (record.redactions_digest, record.looked_through)
    analysis = analyse(transcripts, used, decisions, history, replace(engines, redactor=redactor), progress)
    progress.stage("saving")
    if redactor is not None:
        record = replace(record, redactions_digest=list_digest(redactor.listed))
        if last is None or last.redactions_digest != record.redactions_digest:
            store.hide_past(redactor.hide)  # and no page of the database keeps what was replaced
    if is_unanswered(analysis.problems):  # the next run is to ask again
        record = replace(record, models={**record.models, "names": "unanswered"})
    store.save_analysis(analysis, replace(record, counts=_counts(analysis)), at=now())
    store.prune_caches(engines.encoder.used, _annotated(analysis))
    store.prune_answers(engines.chat.used if engines.chat is not None else ())
    if store.needs_scrub:
        store.scrub()
    return Upkeep(copies, True, left_out)


def _used(options: Options, store: Store) -> Options:
    """The settings without what is of people who have withdrawn."""
    withdrawn = {row.participant for row in options.people if row.consent is Consent.WITHDRAWN}
    people = rows_to_use(options.people, store.readings())
    return replace(options, people=people, measures=options.measures.without(withdrawn))


def preview_of(folder: Path, paths: Sequence[Path], reading: InputOptions | None, progress: Progress) -> Preview:
    """What `ingest` would read into the study in this folder; nothing is stored. Raises `ConfigError`, `UsageError`."""
    refuse_half_forgotten(folder)
    options = load_study_options(folder)
    options = replace(options, input=reading) if reading is not None else options
    try:
        with Store.open(folder) as store:
            stored, stones = store.readings(), store.tombstones()
    except UsageError:  # there is no study yet
        stored, stones = (), {}
    rulings = effective(read_decisions(folder / DECISIONS_FILE))
    taken_out = partial(without_forgotten, options=options, rulings=rulings, stones=stones)
    return look_at(paths, options, rulings, folder, stored, stones, progress, taken_out)


def refuse_other_list(store: Store) -> None:
    """Raises `UsageError` where redactions.csv is not the list by which the results were made.

    By another list, or none, the rows of participants.csv do not find the people of the results.
    """
    last = store.last_run()
    if last is not None and last.redactions_digest != list_digest(read_redactions(store.folder / REDACTIONS_FILE)):
        raise UsageError(
            f"{REDACTIONS_FILE} is not as it was when the results were made, so nothing may be shared",
            hint="put it back if it was moved, then run: insightmine ingest",
        )


def people_digest(people: Sequence[PersonRow]) -> str:
    """What tells one participants.csv from another."""
    return digest_of(repr(people))


def now() -> str:
    """This moment as an ISO time, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _annotated(analysis: Analysis) -> set[str]:
    """The keys of the annotations that this analysis rests on."""
    turns = (turn for transcript in analysis.transcripts for turn in transcript.turns)
    return {digest_of(turn.text) for turn in turns if turn.participant is not None}


def _counts(analysis: Analysis) -> dict[str, int]:
    return {
        "transcripts": len(analysis.transcripts),
        "participants": len(analysis.people),
        "statements": len(analysis.statements),
        "themes": len(analysis.themes),
        "signals": len(analysis.signals),
        "outcomes": len(analysis.outcomes),
    }


def login_name() -> str:
    """Who decides, unless they say so. Raises `UsageError`."""
    try:
        return getuser()
    except (ImportError, KeyError, OSError) as error:  # by the system and the version of Python
        raise UsageError("the system does not say who is logged in", hint="say who decides: --by NAME") from error
