"""The only thing that remembers: one SQLite database a study, and the decisions beside it."""

from insightmine.store.check import Finding, Severity
from insightmine.store.codec import analysis_digest
from insightmine.store.decisions import DECISIONS_FILE, append_decision, effective, read_decisions
from insightmine.store.files import write_atomically
from insightmine.store.memory import STORE_FOLDER, Store
from insightmine.store.results import RunRecord
from insightmine.store.sources import SourceOutcome, SourceRecord

__all__ = [
    "DECISIONS_FILE",
    "STORE_FOLDER",
    "Finding",
    "RunRecord",
    "Severity",
    "SourceOutcome",
    "SourceRecord",
    "Store",
    "analysis_digest",
    "append_decision",
    "effective",
    "read_decisions",
    "write_atomically",
]
