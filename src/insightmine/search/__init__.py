"""A text, or a statement -> the quotes that are like it, against it, or missing."""

from insightmine.search.filters import Corpus, Filters
from insightmine.search.find import CUTOFF, Hit, Query, find_similar
from insightmine.search.missing import Missing, find_missing
from insightmine.search.nearest import ExactRows, Nearest

__all__ = [
    "CUTOFF",
    "Corpus",
    "ExactRows",
    "Filters",
    "Hit",
    "Missing",
    "Nearest",
    "Query",
    "find_missing",
    "find_similar",
]
