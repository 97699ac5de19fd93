"""The only thing that remembers: one SQLite database a study, and the decisions beside it."""

from insightmine.store.check import Finding, Severity
from insightmine.store.codec import analysis_digest
from insightmine.store.decisions import (
    DECISIONS_FILE,
    append_decision,
    change_decisions,
    effective,
    read_decisions,
)
from insightmine.store.erasure import INDEX_FILE, Erasure
from insightmine.store.files import write_atomically
from insightmine.store.handed_out import HandedOut, digest_of_file, files_noted, keep_noted, note_files
from insightmine.store.memory import STORE_FOLDER, Store
from insightmine.store.redactions import (
    REDACTIONS_FILE,
    read_given,
    read_redactions,
    set_aside,
    write_given,
    write_redactions,
)
from insightmine.store.results import RunRecord
from insightmine.store.sources import SourceOutcome, SourceRecord

__all__ = [
    "DECISIONS_FILE",
    "INDEX_FILE",
    "REDACTIONS_FILE",
    "STORE_FOLDER",
    "Erasure",
    "Finding",
    "HandedOut",
    "RunRecord",
    "Severity",
    "SourceOutcome",
    "SourceRecord",
    "Store",
    "analysis_digest",
    "append_decision",
    "change_decisions",
    "digest_of_file",
    "effective",
    "files_noted",
    "keep_noted",
    "note_files",
    "read_decisions",
    "read_given",
    "read_redactions",
    "set_aside",
    "write_atomically",
    "write_given",
    "write_redactions",
]
