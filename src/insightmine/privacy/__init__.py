"""What would identify somebody -> pseudonyms, before anything is computed from it."""

from insightmine.privacy.find import Finders, find_identifiers, list_identifiers
from insightmine.privacy.replacing import Hidden, Replacer
from insightmine.privacy.study_words import common_words, is_english

__all__ = ["Finders", "Hidden", "Replacer", "common_words", "find_identifiers", "is_english", "list_identifiers"]
