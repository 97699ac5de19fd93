"""Vectors and judgements -> themes: recurring behaviours, goals and pain points, with the people behind them."""

from insightmine.domain.themes import ThemeMemory as PastTheme
from insightmine.themes.about import say_what_about
from insightmine.themes.asking import CachedChat
from insightmine.themes.find import Themes, find_themes
from insightmine.themes.name import UNNAMED
from insightmine.themes.proposals import is_unanswered

__all__ = ["UNNAMED", "CachedChat", "PastTheme", "Themes", "find_themes", "is_unanswered", "say_what_about"]
