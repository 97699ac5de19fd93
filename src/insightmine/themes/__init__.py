"""Vectors and judgements -> themes: recurring behaviours, goals and pain points, with the people behind them."""

from insightmine.domain.themes import ThemeMemory as PastTheme
from insightmine.themes.find import Themes, find_themes

__all__ = ["PastTheme", "Themes", "find_themes"]
