"""What would identify somebody -> pseudonyms, before anything is computed from it."""

from insightmine.privacy.find import Finders, find_identifiers, list_identifiers
from insightmine.privacy.left_clear import LeftClear, holds_names, left_clear, stand_nowhere
from insightmine.privacy.matching import Matcher
from insightmine.privacy.pseudonyms import last_given
from insightmine.privacy.replacing import Hidden, Replacer
from insightmine.privacy.study_words import common_words, is_english

__all__ = [
    "Finders",
    "Hidden",
    "LeftClear",
    "Matcher",
    "Replacer",
    "common_words",
    "find_identifiers",
    "holds_names",
    "is_english",
    "last_given",
    "left_clear",
    "list_identifiers",
    "stand_nowhere",
]
