"""Vectors and judgements -> themes: recurring behaviours, goals and pain points, with the people behind them."""

from insightmine.domain.themes import ThemeMemory as PastTheme
from insightmine.themes.find import Themes, find_themes
from insightmine.themes.name import UNNAMED

__all__ = ["UNNAMED", "PastTheme", "Themes", "find_themes"]
